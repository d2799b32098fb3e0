#pragma once
// Filters that have a name: to choose, to save under one, to delete.

#include "core/ops/fingerprint_filter.h"

#include <QList>
#include <QString>
#include <QToolButton>

class QMenu;

namespace pw::ui {

struct SavedFilter
{
    QString name;
    ops::FingerprintFilter filter;
    bool operator==(const SavedFilter&) const = default;
};

class SavedFilters : public QToolButton
{
    Q_OBJECT
public:
    explicit SavedFilters(QWidget* parent = nullptr);

    void setFilters(const QList<SavedFilter>& filters);
    /// What would be saved, and what is ticked in the list.
    void setCurrent(const ops::FingerprintFilter& filter);

Q_SIGNALS:
    void chosen(const ops::FingerprintFilter& filter);
    /// Takes the place of one of the same name.
    void saveRequested(const SavedFilter& filter);
    void deleteRequested(const QString& name);

private:
    void fillMenu();
    void askName();

    QList<SavedFilter> m_filters;
    ops::FingerprintFilter m_current;
    QMenu* m_menu = nullptr;
};

} // namespace pw::ui
