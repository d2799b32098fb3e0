#pragma once
// What is asked for beside the drop-downs of the bar, each with a cross that takes it off.

#include "core/ops/fingerprint_filter.h"

#include <QAbstractButton>
#include <QWidget>

class QHBoxLayout;

namespace pw::ui {

/// One pattern; a click takes it off.
class FilterChip : public QAbstractButton
{
    Q_OBJECT
public:
    FilterChip(const QString& field, const QString& value, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_field;
    QString m_value;
};

/// Hidden while there are none. Those that do not fit on the line are counted at its end.
class FilterChips : public QWidget
{
    Q_OBJECT
public:
    explicit FilterChips(QWidget* parent = nullptr);
    /// Fields that the bar shows elsewhere are left out.
    void setFilter(const ops::FingerprintFilter& filter);

Q_SIGNALS:
    void removed(ops::FingerprintField field, const std::string& pattern);
    void clearRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void place();

    std::map<ops::FingerprintField, std::vector<std::string>> m_fields;
    QList<FilterChip*> m_chips;
    QAbstractButton* m_more = nullptr;
};

} // namespace pw::ui
