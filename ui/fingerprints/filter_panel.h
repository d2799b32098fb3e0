#pragma once
// A panel below the filter bar: the fields of a filter, and the values of one of them to tick.

#include "core/ops/fingerprint_facets.h"

#include <QFrame>

#include <map>

class QLabel;
class QLineEdit;
class QPushButton;
class QStandardItemModel;

namespace pw::ui {

class FacetModel;
class RowTree;

using FieldPatternMap = std::map<ops::FingerprintField, std::vector<std::string>>;

class FilterPanel : public QFrame
{
    Q_OBJECT
public:
    explicit FilterPanel(QWidget* parent = nullptr);

    /// The fields of this type that say anything or are asked for.
    void setFacets(const ops::FingerprintFacets& facets, const FieldPatternMap& patterns);
    /// Fields that have a place of their own in the bar.
    [[nodiscard]] static bool hasOwnPlace(ops::FingerprintField field);

Q_SIGNALS:
    void patternsChanged(ops::FingerprintField field, const std::vector<std::string>& patterns);
    void clearRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    [[nodiscard]] ops::FingerprintField field() const;
    void showFields();
    void showValues();
    [[nodiscard]] std::string typedPattern() const;
    void takeTyped();

    ops::FingerprintFacets m_facets;
    FieldPatternMap m_patterns;
    FacetModel* m_model = nullptr;
    QStandardItemModel* m_fieldModel = nullptr;
    RowTree* m_fields = nullptr;
    QLineEdit* m_search = nullptr;
    RowTree* m_values = nullptr;
    QLabel* m_hint = nullptr;
    QPushButton* m_clear = nullptr;
    bool m_filling = false;
};

} // namespace pw::ui
