#pragma once
// What to show: type, words with wildcards, namespace, cluster, further fields, grouping, only the
// uncovered; at its end the columns.

#include "core/ops/fingerprint_list.h"
#include "ui/fingerprints/column_choice.h"
#include "ui/fingerprints/saved_filters.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFrame;
class QHBoxLayout;
class QPushButton;

namespace pw::ui {

class ColumnPanel;
class FilterChips;
class FilterLine;
class FilterPanel;
class Segments;
class ValueBox;

class FilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit FilterBar(QWidget* parent = nullptr);

    /// Without a sort.
    [[nodiscard]] ops::FingerprintQuery query() const;
    /// Asks for that; an empty type keeps the one of before.
    void setFilter(const ops::FingerprintFilter& filter);
    /// Counts and choices follow the list; what was chosen stays when it is still there.
    void setChoices(const ops::FingerprintTable& table);
    void setSavedFilters(const QList<SavedFilter>& filters);
    void setColumnChoice(const ColumnChoice& choice);
    void focusFilter();
    /// Everything off but the type.
    void clear();
    void setType(const QString& type);
    void askOnlyUncovered();

Q_SIGNALS:
    void queryChanged();
    void filterSaved(const SavedFilter& filter);
    void savedFilterDeleted(const QString& name);
    void columnChoiceChanged(const ColumnChoice& choice);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeParts();
    void connectParts();
    /// The drop-downs take a row of their own where one is too narrow for all.
    void arrange(bool narrow);
    void setPatterns(ops::FingerprintField field, const std::vector<std::string>& patterns);
    void openBelow(QFrame& panel, const QWidget& button) const;
    void followFilter();

    std::map<ops::FingerprintField, std::vector<std::string>> m_fields; ///< not those of the boxes
    ops::FingerprintFacets m_facets;
    ColumnChoice m_columnChoice;
    Segments* m_types = nullptr;
    FilterLine* m_text = nullptr;
    ValueBox* m_namespace = nullptr;
    ValueBox* m_cluster = nullptr;
    QPushButton* m_more = nullptr;
    SavedFilters* m_saved = nullptr;
    QComboBox* m_groupBy = nullptr;
    QCheckBox* m_onlyUncovered = nullptr;
    QToolButton* m_columns = nullptr;
    FilterChips* m_chips = nullptr;
    FilterPanel* m_panel = nullptr;
    ColumnPanel* m_columnPanel = nullptr;
    QHBoxLayout* m_firstRow = nullptr;
    QHBoxLayout* m_secondRow = nullptr;
    bool m_narrow = true;
};

} // namespace pw::ui
