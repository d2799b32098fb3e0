#pragma once
// One comparison: two sources, their texts as they are now, and the page that shows them.

#include "app/policywright/compare_source.h"
#include "app/policywright/comparison_saving.h"
#include "app/policywright/job.h"
#include "core/base/clock.h"
#include "ui/compare/compare_page.h"

#include <QObject>
#include <QPointer>

#include <functional>

namespace pw::app {

class Document;
class Session;

class ComparisonTab : public QObject
{
    Q_OBJECT
public:
    struct Surroundings
    {
        const files::FileStore& files;
        std::function<ClientPtr()> client; ///< of the organization as it is then
        ClockFn clock;
    };

    /// All must outlive it. The page belongs to `pageParent` and goes with the tab.
    ComparisonTab(const Surroundings& around, Session& session, QWidget* pageParent);
    ~ComparisonTab() override;

    [[nodiscard]] ui::ComparePage& page() const { return *m_page; }
    void setSources(const CompareSource& left, const CompareSource& right,
                    const ChosenFingerprints& chosen = {});
    void setSource(ui::DiffSide side, const CompareSource& source);
    [[nodiscard]] const CompareSource& source(ui::DiffSide side) const { return at(side).source; }
    /// The open text of it, the right one before the left one; null: there is none.
    [[nodiscard]] Document* target() const;
    void swap();
    void takeCurrent(ui::DiffSide from) { m_page->takeCurrent(from); }
    /// `mongo-policy: applied version and this text`
    [[nodiscard]] QString title() const;
    [[nodiscard]] std::string patch() const;
    /// What changed in meaning, as Markdown; empty while it is not known.
    [[nodiscard]] std::string review() const;
    /// Empty while one of them is not known.
    [[nodiscard]] std::optional<ComparedTexts> texts() const;
    [[nodiscard]] bool isIdle() const;

Q_SIGNALS:
    void titleChanged();
    void messageRequested(const QString& message);

private:
    struct Side
    {
        CompareSource source;
        std::optional<std::string> text; ///< absent: not known
        std::uint64_t revision = 0; ///< of the open text
        QString note;
        QString problem;
        bool closed = false; ///< the open text was closed
    };
    [[nodiscard]] Side& at(ui::DiffSide side)
    {
        return side == ui::DiffSide::Left ? m_left : m_right;
    }
    [[nodiscard]] const Side& at(ui::DiffSide side) const
    {
        return side == ui::DiffSide::Left ? m_left : m_right;
    }
    [[nodiscard]] Document* document(ui::DiffSide side) const;
    void load(ui::DiffSide side);
    void take(ui::DiffSide side, const Result<CompareText>& text);
    void follow(const Document* document);
    void onClosing(const Document* document);
    void compare();
    [[nodiscard]] ui::CompareFace face(ui::DiffSide side) const;
    void showFaces();
    void takeHunks(ui::DiffSide from, const std::vector<std::size_t>& hunks);

    Surroundings m_around;
    Session& m_session;
    QPointer<ui::ComparePage> m_page;
    ChosenFingerprints m_chosen;
    Side m_left;
    Side m_right;
    Job m_loadLeft;
    Job m_loadRight;
    Job m_comparing;
    Job m_meaning;
    bool m_again = false; ///< the same two sources were shown already
};

} // namespace pw::app
