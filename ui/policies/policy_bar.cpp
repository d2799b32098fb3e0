#include "ui/policies/policy_bar.h"

#include "ui/common/convert.h"
#include "ui/common/counts.h"
#include "ui/common/filter_line.h"
#include "ui/common/segments.h"

#include <QHBoxLayout>

#include <algorithm>
#include <array>

namespace pw::ui {
namespace {

struct TypeSpec
{
    QLatin1String type; ///< empty: all
    QLatin1String objectName;
    const char* word;
};

constexpr std::array types{
    TypeSpec{QLatin1String(""), QLatin1String("allTypes"), QT_TR_NOOP("All")},
    TypeSpec{QLatin1String("container"), QLatin1String("containerPolicies"),
             QT_TR_NOOP("Container")},
    TypeSpec{QLatin1String("linux-service"), QLatin1String("servicePolicies"),
             QT_TR_NOOP("Linux service")},
    TypeSpec{QLatin1String("cluster"), QLatin1String("clusterPolicies"), QT_TR_NOOP("Cluster")},
    TypeSpec{QLatin1String("trace"), QLatin1String("tracePolicies"), QT_TR_NOOP("Trace")}};

} // namespace

PolicyBar::PolicyBar(QWidget* parent)
    : QWidget(parent), m_types(new Segments(this)),
      m_text(new FilterLine(QStringLiteral("policyFilter"),
                            tr("Filter by name, UID, scope, status, person…   wildcards: mongo*"),
                            this))
{
    setObjectName(QStringLiteral("policyBar"));
    setProperty("kind", QStringLiteral("bar"));
    setAttribute(Qt::WA_StyledBackground);
    for (const TypeSpec& spec : types)
        m_types->add(spec.objectName, {}, spec.type);
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(10, 7, 10, 8);
    row->setSpacing(8);
    row->addWidget(m_types);
    row->addWidget(m_text, 1);
    setCounts({});
    connect(m_types, &Segments::valueChanged, this, &PolicyBar::filterChanged);
    connect(m_text, &QLineEdit::textChanged, this, &PolicyBar::filterChanged);
}

ops::PolicyListFilter PolicyBar::filter() const
{
    return {toUtf8(m_types->value()), toUtf8(m_text->text())};
}

void PolicyBar::setCounts(const std::vector<ops::PolicyListRow>& rows)
{
    for (const TypeSpec& spec : types) {
        const ops::PolicyListFilter ofType{toUtf8(spec.type), {}};
        const auto count = std::ranges::count_if(
            rows, [&ofType](const ops::PolicyListRow& row) { return ofType.matches(row); });
        const QString number = ui::number(static_cast<std::size_t>(count));
        const QString word = tr(spec.word);
        m_types->setTexts(spec.type, word + QStringLiteral("  ") + number,
                          tr("%1, %2 policies").arg(word, number));
    }
}

void PolicyBar::focusFilter()
{
    m_text->take();
}

void PolicyBar::clear()
{
    m_text->clear();
    m_types->setValue({});
}

} // namespace pw::ui
