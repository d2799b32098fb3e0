#include "ui/common/filter_line.h"

#include "ui/common/icons.h"

#include <QAction>
#include <QToolButton>

namespace pw::ui {

namespace {
constexpr int leastWidth = 140;
} // namespace

FilterLine::FilterLine(const QString& objectName, const QString& placeholder, QWidget* parent)
    : QLineEdit(parent)
{
    setObjectName(objectName);
    setAccessibleName(tr("Filter"));
    setPlaceholderText(placeholder);
    setMinimumWidth(leastWidth);
    setClearButtonEnabled(true);
    QAction* const funnel
        = addAction(icon(QStringLiteral("filter"), true), QLineEdit::LeadingPosition);
    funnel->setText(tr("Filter"));
    for (QToolButton* const button : findChildren<QToolButton*>())
        button->setAccessibleName(button->defaultAction() == funnel ? tr("Filter")
                                                                    : tr("Clear the filter"));
}

void FilterLine::take()
{
    setFocus(Qt::ShortcutFocusReason);
    selectAll();
}

} // namespace pw::ui
