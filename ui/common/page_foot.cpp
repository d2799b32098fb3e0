#include "ui/common/page_foot.h"

#include "ui/common/action_button.h"

#include <QHBoxLayout>
#include <QLabel>

namespace pw::ui {
namespace {

constexpr int footHeight = 44;

} // namespace

PageFoot::PageFoot(const QString& sentenceName, QWidget* parent)
    : QWidget(parent), m_row(new QHBoxLayout(this)), m_sentence(new QLabel(this))
{
    setProperty("kind", QStringLiteral("foot"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(footHeight);
    m_sentence->setObjectName(sentenceName);
    m_sentence->setTextFormat(Qt::PlainText);
    m_row->setContentsMargins(10, 0, 10, 0);
    m_row->setSpacing(6);
    m_row->addWidget(m_sentence);
    m_row->addStretch();
}

void PageFoot::setSentence(const QString& sentence)
{
    m_sentence->setText(sentence);
}

void PageFoot::addFront(QWidget* widget)
{
    m_row->insertWidget(0, widget);
}

void PageFoot::addButton(QAction* action, const QString& text, bool primary)
{
    m_row->addWidget(new ActionButton(action, primary, text, this));
}

} // namespace pw::ui
