#pragma once
// The rows of a unified view as a list; a row is put together when it is asked for.

#include "ui/diff/diff_rows.h"
#include "ui/diff/yaml_tokens.h"

#include <QAbstractListModel>
#include <QString>

namespace pw::ui {

/// What the delegate draws.
struct DiffLine
{
    DiffRow row;
    std::string text; ///< the beginning of a very long line
    std::vector<text::Span> words; ///< of `text`: changed within the line
    std::vector<YamlToken> tokens;
    QString note; ///< behind the text, or instead of it: `CRLF`, `7 equal lines`
    int digits = 1; ///< of the largest line number
    bool oneNumber = false; ///< side by side: the other text has its own
};

class DiffModel : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    enum Role { LineRole = Qt::UserRole + 1 }; ///< DiffLine

    void setDiff(const TextDiffPtr& diff);
    [[nodiscard]] const DiffRows& rows() const { return m_rows; }
    /// The lines of a fold come in its place; nothing happens to another row.
    void open(int row);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    [[nodiscard]] DiffLine line(int row) const;
    [[nodiscard]] QString note(int row) const;
    [[nodiscard]] QString sentence(int row) const;

    DiffRows m_rows;
};

/// Bytes of a line that are drawn; the whole of it is copied.
inline constexpr std::size_t shownBytes = 4000;

/// Text, tokens and words of a line, cut where no more is drawn.
[[nodiscard]] DiffLine shownLine(std::string_view text, const std::vector<text::Span>& words);

} // namespace pw::ui

Q_DECLARE_METATYPE(pw::ui::DiffLine)
