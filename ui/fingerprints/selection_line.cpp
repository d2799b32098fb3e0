#include "ui/fingerprints/selection_line.h"

#include "ui/common/counts.h"
#include "ui/common/icon_label.h"
#include "ui/common/tone_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QTextDocument>

namespace pw::ui {
namespace {

constexpr int iconSize = 16;

} // namespace

SelectionLine::SelectionLine(QWidget* parent)
    : QWidget(parent), m_selected(new QLabel(this)), m_coverage(new ToneLabel(this)),
      m_icon(new IconLabel(QStringLiteral("ring"), iconSize, this))
{
    m_selected->setObjectName(QStringLiteral("selectionLine"));
    m_coverage->setObjectName(QStringLiteral("selectionCoverage"));
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_selected);
    row->addWidget(m_icon);
    row->addWidget(m_coverage);
    setCounts({});
}

void SelectionLine::setCounts(const ops::SelectionCounts& counts)
{
    m_counts = counts;
    m_icon->setVisible(counts.fingerprints > 0);
    m_coverage->setVisible(counts.fingerprints > 0);
    if (counts.fingerprints == 0) {
        m_parts.clear();
        m_selected->setText(tr("Nothing selected"));
        return;
    }
    m_parts = {QStringLiteral("<b>%1</b> %2")
                   .arg(counted(counts.fingerprints, tr("fingerprint"), tr("fingerprints")),
                        tr("selected")),
               counts.services ? counted(counts.images, tr("service"), tr("services"))
                               : counted(counts.images, tr("image"), tr("images"))};
    if (counts.namespaces > 0)
        m_parts += counted(counts.namespaces, tr("namespace"), tr("namespaces"));
    showCoverage();
    updateGeometry();
    fit();
}

void SelectionLine::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

/// As many of the parts as there is room for, each whole.
void SelectionLine::fit()
{
    if (m_parts.isEmpty())
        return;
    qsizetype shown = m_parts.size();
    while (shown > 1 && widthOf(shown) > width())
        --shown;
    m_selected->setText(lineOf(shown));
}

QString SelectionLine::lineOf(qsizetype parts) const
{
    const QString separator = QStringLiteral("&nbsp; · &nbsp;");
    return m_parts.first(parts).join(separator) + separator;
}

int SelectionLine::widthOf(qsizetype parts) const
{
    QTextDocument line;
    line.setDefaultFont(m_selected->font());
    line.setDocumentMargin(0);
    line.setHtml(lineOf(parts));
    return static_cast<int>(std::ceil(line.idealWidth())) + m_icon->sizeHint().width()
        + m_coverage->sizeHint().width() + 2 * layout()->spacing();
}

QSize SelectionLine::sizeHint() const
{
    const QSize usual = QWidget::sizeHint();
    return m_parts.isEmpty() ? usual : QSize(widthOf(m_parts.size()), usual.height());
}

QSize SelectionLine::minimumSizeHint() const
{
    const QSize usual = QWidget::minimumSizeHint();
    return m_parts.isEmpty() ? usual : QSize(widthOf(1), usual.height());
}

void SelectionLine::showCoverage()
{
    const bool all = m_counts.covered == m_counts.fingerprints;
    const bool none = m_counts.covered == 0;
    const Tone tone = all ? Tone::Covered : none ? Tone::Uncovered : Tone::PartlyCovered;
    m_coverage->set(tone,
                    all        ? tr("all covered by a policy")
                        : none ? tr("none covered by a policy")
                               : tr("%1 of %2 covered by a policy")
                                     .arg(number(m_counts.covered), number(m_counts.fingerprints)));
    m_icon->set(all        ? QStringLiteral("ok")
                    : none ? QStringLiteral("ring")
                           : QStringLiteral("half"),
                tone);
}

} // namespace pw::ui
