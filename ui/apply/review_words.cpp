#include "ui/apply/review_words.h"

#include "ui/common/convert.h"

#include <QCoreApplication>

#include <algorithm>

namespace pw::ui {
namespace {

QString tr(const char* text, int count = -1)
{
    return QCoreApplication::translate("pw::ui::Review", text, nullptr, count);
}

using CheckKind = ops::ReviewCheck::Kind;
using CheckState = ops::ReviewCheck::State;

QString checkTitle(CheckKind kind)
{
    switch (kind) {
    case CheckKind::Valid:
        return tr("Valid");
    case CheckKind::ServerCopy:
        return tr("Server copy");
    case CheckKind::SelfMatch:
        return tr("Self match");
    case CheckKind::Overlap:
        return tr("Overlap");
    case CheckKind::Maturity:
        return tr("Maturity");
    case CheckKind::Kills:
        return tr("Kills");
    case CheckKind::Response:
        return tr("Response");
    case CheckKind::WayBack:
        return tr("Way back");
    }
    return {};
}

ReviewRow checkRow(std::string key, const QString& title, CheckState state, const QString& sentence,
                   const QString& detail)
{
    ReviewRow out;
    out.key = std::move(key);
    out.title = title;
    out.sentence.say(toUtf8(sentence));
    out.detail = detail;
    switch (state) {
    case CheckState::Passed:
        out.icon = QStringLiteral("okc");
        out.tone = Tone::Covered;
        out.spoken = tr("passed");
        break;
    case CheckState::ToRead:
        out.icon = QStringLiteral("warn");
        out.tone = out.titleTone = Tone::Security;
        out.spoken = tr("to read");
        break;
    case CheckState::Blocking:
        out.icon = QStringLiteral("error");
        out.tone = out.titleTone = Tone::Error;
        out.spoken = tr("forbids it");
        break;
    case CheckState::Unknown:
        out.icon = QStringLiteral("ring");
        out.tone = out.titleTone = Tone::Muted;
        out.spoken = tr("not known");
        break;
    }
    return out;
}

void addVerdict(const ServerVerdict& verdict, std::vector<ReviewRow>& rows)
{
    using State = ServerVerdict::State;
    const QString title = tr("Server");
    switch (verdict.state) {
    case State::NotAsked:
        return;
    case State::Asking:
        rows.push_back(checkRow("server", title, CheckState::Unknown, tr("is being asked…"), {}));
        return;
    case State::Valid:
        rows.push_back(checkRow("server", title, CheckState::Passed, tr("has nothing against it"),
                                tr("asked without storing it")));
        return;
    case State::Invalid:
        rows.push_back(
            checkRow("server", title, CheckState::ToRead, tr("would refuse it"), verdict.words));
        return;
    case State::Failed:
        rows.push_back(checkRow("server", title, CheckState::Unknown, tr("could not be asked"),
                                verdict.words));
        return;
    }
}

StatusLook statusLook(ops::PolicyStatus status, bool hasMode)
{
    if (!hasMode && status != ops::PolicyStatus::NotApplied)
        return {QStringLiteral("okc"), Tone::Muted, tr("Applied")};
    switch (status) {
    case ops::PolicyStatus::Auditing:
        return {QStringLiteral("eye"), Tone::Auditing, tr("Auditing")};
    case ops::PolicyStatus::Enforcing:
        return {QStringLiteral("enforce"), Tone::Enforcing, tr("Enforcing")};
    case ops::PolicyStatus::Disabled:
    case ops::PolicyStatus::NotAppliedDisabled:
        return {QStringLiteral("off"), Tone::Muted, tr("Disabled")};
    case ops::PolicyStatus::NotApplied:
        break;
    }
    return {QStringLiteral("ring"), Tone::Muted, tr("Not applied")};
}

} // namespace

StatusLook statusNow(const ops::ApplyReview& review)
{
    if (review.server == ops::ServerState::NotAsked)
        return {};
    return statusLook(review.statusNow.value_or(ops::PolicyStatus::NotApplied), review.hasMode);
}

StatusLook statusAfter(const ops::ApplyReview& review)
{
    return statusLook(review.statusAfter, review.hasMode);
}

std::vector<ReviewRow> checkRows(const ops::ApplyReview& review, const ApplyTarget& target,
                                 const ServerVerdict& verdict)
{
    std::vector<ReviewRow> out;
    for (const ops::ReviewCheck& check : review.checks)
        out.push_back(checkRow("check" + std::to_string(static_cast<int>(check.kind)),
                               checkTitle(check.kind), check.state, toQString(check.sentence),
                               toQString(check.detail)));
    if (!target.readOnly.isEmpty())
        out.push_back(checkRow("rights", tr("Rights"), CheckState::Blocking,
                               tr("nothing may be written here"), target.readOnly));
    addVerdict(verdict, out);
    return out;
}

QString checksSentence(const std::vector<ReviewRow>& rows)
{
    const auto count = [&rows](const char* icon) {
        return static_cast<int>(std::ranges::count(rows, QLatin1String(icon), &ReviewRow::icon));
    };
    QStringList parts;
    if (const int errors = count("error"); errors > 0)
        parts += tr("%1 in the way").arg(errors);
    if (const int warnings = count("warn"); warnings > 0)
        parts += tr("%1 to read").arg(warnings);
    parts += tr("%1 passed").arg(count("okc"));
    return parts.join(QStringLiteral(" \u00B7 "));
}

QString versionNow(const ops::ApplyReview& review)
{
    if (review.server == ops::ServerState::NotAsked)
        return tr("not known");
    return review.serverVersion ? QStringLiteral("v%1").arg(*review.serverVersion) : QString();
}

QString versionAfter(const ops::ApplyReview& review)
{
    if (review.deletes)
        return {};
    if (review.server == ops::ServerState::New)
        return QStringLiteral("v1");
    return review.serverVersion ? QStringLiteral("v%1").arg(*review.serverVersion + 1) : QString();
}

} // namespace pw::ui
