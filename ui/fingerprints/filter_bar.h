#pragma once
// What to show: type, words with wildcards, namespace, cluster, grouping, only the uncovered.

#include "core/ops/fingerprint_list.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QHBoxLayout;

namespace pw::ui {

class FilterLine;
class Segments;

class FilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit FilterBar(QWidget* parent = nullptr);

    [[nodiscard]] ops::FingerprintQuery query() const;
    /// Counts and choices follow the list; what was chosen stays when it is still there.
    void setChoices(const ops::FingerprintTable& table);
    void focusFilter();
    /// Everything off but the type.
    void clear();
    void setType(const QString& type);

Q_SIGNALS:
    void queryChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    /// The drop-downs take a row of their own where one is too narrow for all.
    void arrange(bool narrow);
    static void fill(QComboBox& box, const QString& all, const QString& none,
                     const std::vector<std::string>& values);

    Segments* m_types = nullptr;
    FilterLine* m_text = nullptr;
    QComboBox* m_namespace = nullptr;
    QComboBox* m_cluster = nullptr;
    QComboBox* m_groupBy = nullptr;
    QCheckBox* m_onlyUncovered = nullptr;
    QHBoxLayout* m_firstRow = nullptr;
    QHBoxLayout* m_secondRow = nullptr;
    bool m_narrow = false;
};

} // namespace pw::ui
