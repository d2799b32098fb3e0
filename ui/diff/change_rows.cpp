#include "ui/diff/change_rows.h"

#include "ui/common/convert.h"

#include <QCoreApplication>

namespace pw::ui {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("pw::ui::Review", text);
}

QString effectWord(ops::Effect effect)
{
    return effect == ops::Effect::Response ? tr("~ response")
        : effect == ops::Effect::Mixed     ? tr("± mixed")
        : effect == ops::Effect::Same      ? tr("= same")
                                           : toQString(toString(effect));
}

} // namespace

EffectLook effectLook(ops::Effect effect)
{
    const QString word = effectWord(effect);
    switch (effect) {
    case ops::Effect::Wider:
        return {QStringLiteral("wider"), Tone::Security, word};
    case ops::Effect::Narrower:
        return {QStringLiteral("narrower"), Tone::Narrower, word};
    case ops::Effect::Acts:
        return {QStringLiteral("enforce"), Tone::Enforcing, word};
    case ops::Effect::Watches:
        return {QStringLiteral("eye"), Tone::Auditing, word};
    case ops::Effect::Off:
        return {QStringLiteral("off"), Tone::Muted, word};
    case ops::Effect::Mixed:
    case ops::Effect::Response:
        return {{}, Tone::Warning, word};
    case ops::Effect::None:
    case ops::Effect::Same:
    case ops::Effect::Unknown:
        break;
    }
    return {{}, Tone::Muted, word};
}

std::vector<ReviewRow> changeRows(const std::vector<ops::PolicyChange>& changes)
{
    using Sign = ops::PolicyChange::Sign;
    std::vector<ReviewRow> out;
    out.reserve(changes.size());
    for (const ops::PolicyChange& change : changes) {
        ReviewRow row;
        // Two changes of one sentence are told apart by their order.
        row.key = change.sentence.text() + '\n' + std::to_string(out.size());
        row.sign = change.sign == Sign::Added ? QStringLiteral("+")
            : change.sign == Sign::Removed    ? QStringLiteral("\u2212")
                                              : QStringLiteral("~");
        row.tone = change.sign == Sign::Added ? Tone::Covered
            : change.sign == Sign::Removed    ? Tone::Error
                                              : Tone::Warning;
        row.spoken = change.sign == Sign::Added ? tr("added")
            : change.sign == Sign::Removed      ? tr("removed")
                                                : tr("changed");
        row.sentence = change.sentence;
        row.detail = toQString(change.detail);
        const EffectLook look = effectLook(change.effect);
        row.effectIcon = look.icon;
        row.effectTone = look.tone;
        row.effect = look.word;
        row.span = change.span;
        row.before = change.before;
        out.push_back(std::move(row));
    }
    return out;
}

} // namespace pw::ui
