#include "ui/fingerprints/value_box.h"

#include "ui/common/convert.h"
#include "ui/common/counts.h"
#include "ui/common/icons.h"
#include "ui/common/plain_tip.h"

#include <QAbstractItemView>
#include <QSignalBlocker>

namespace pw::ui {

ValueBox::ValueBox(QString iconName, QString all, QString none, QWidget* parent)
    : QComboBox(parent), m_icon(std::move(iconName)), m_all(std::move(all)), m_none(std::move(none))
{
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
    setMaxVisibleItems(20);
    setValues({});
}

std::vector<std::string> ValueBox::patterns() const
{
    const QVariant chosen = currentData();
    if (chosen.typeId() == QMetaType::QString)
        return {toUtf8(chosen.toString())};
    std::vector<std::string> out;
    for (const QString& text : chosen.toStringList())
        out.push_back(toUtf8(text));
    return out;
}

void ValueBox::setPatterns(const std::vector<std::string>& patterns)
{
    const QSignalBlocker blocker(this);
    if (patterns.empty()) {
        setCurrentIndex(0);
        return;
    }
    if (patterns.size() == 1) {
        const QString value = toQString(patterns.front());
        int found = -1;
        for (int item = 1; item < count() && found < 0; ++item) {
            if (itemData(item) == QVariant(value))
                found = item;
        }
        if (found < 0) {
            add({patterns.front(), {}, 0}, false);
            found = count() - 1;
        }
        setCurrentIndex(found);
        return;
    }
    QStringList values;
    for (const std::string& pattern : patterns)
        values += toQString(pattern);
    addItem(icon(m_icon), values.join(QStringLiteral(", ")), values);
    setCurrentIndex(count() - 1);
}

void ValueBox::setValues(const std::vector<ops::FacetValue>& values)
{
    const QSignalBlocker blocker(this);
    const std::vector<std::string> before = patterns();
    clear();
    addItem(icon(m_icon), m_all);
    for (const ops::FacetValue& value : values)
        add(value, true);
    setPatterns(before);
}

void ValueBox::add(const ops::FacetValue& value, bool counted)
{
    const QString name = value.value.empty() ? m_none : toQString(value.value);
    const QString amount = number(value.count);
    addItem(icon(m_icon), counted ? QStringLiteral("%1   %2").arg(name, amount) : name,
            toQString(value.value));
    if (!counted)
        return;
    setItemData(count() - 1, tr("%1, %2 fingerprints").arg(name, amount), Qt::AccessibleTextRole);
    if (!value.note.empty())
        setItemData(count() - 1, plainTip(toQString(value.note)), Qt::ToolTipRole);
}

} // namespace pw::ui
