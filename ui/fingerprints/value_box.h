#pragma once
// A drop-down of the values of one field, with the number of fingerprints that have them.

#include "core/ops/fingerprint_facets.h"

#include <QComboBox>

namespace pw::ui {

/// Of each item the data is a list of patterns, nothing for all.
class ValueBox : public QComboBox
{
    Q_OBJECT
public:
    /// `all` and `none`: what the choice of everything and of those without a value are called.
    ValueBox(QString iconName, QString all, QString none, QWidget* parent = nullptr);

    [[nodiscard]] std::vector<std::string> patterns() const;
    /// Chosen without a signal, whether it is in the list or not.
    void setPatterns(const std::vector<std::string>& patterns);
    /// The choice stays, also when the list has it no more.
    void setValues(const std::vector<ops::FacetValue>& values);

private:
    void add(const ops::FacetValue& value, bool counted);

    QString m_icon;
    QString m_all;
    QString m_none;
};

} // namespace pw::ui
