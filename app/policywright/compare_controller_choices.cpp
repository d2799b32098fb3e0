// What a side of a comparison could be, and how it is chosen.

#include "app/policywright/compare_controller.h"

#include "app/policywright/file_dialogs.h"
#include "app/policywright/main_window.h"
#include "app/policywright/session.h"
#include "ui/common/convert.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QInputDialog>

#include <algorithm>
#include <limits>

namespace pw::app {
namespace {

using Kind = CompareSource::Kind;
using Side = ui::CompareSide;

const QString fileKey = QStringLiteral("choose-file");
const QString versionKey = QStringLiteral("choose-version:");

/// Older ones are asked for by their number.
constexpr std::int64_t mostVersions = 10;

bool isShown(const ComparisonTab& tab, const KnownPolicy& policy)
{
    return tab.source(Side::Left).uid == policy.uid || tab.source(Side::Right).uid == policy.uid
        || tab.source(Side::Base).uid == policy.uid;
}

} // namespace

/// Everything that a side of the tab could be, but for files that are still to be chosen.
std::vector<CompareSource> CompareController::sources(const ComparisonTab& tab) const
{
    std::vector<CompareSource> out;
    for (const auto& document : m_session.documents()) {
        out.push_back(CompareSource::open(Kind::Document, document->number()));
        if (const auto applied = appliedOf(*document))
            out.push_back(CompareSource::deviated(document->number(), applied->uid));
        if (document->onDisk())
            out.push_back(CompareSource::open(Kind::Disk, document->number()));
    }
    const auto versionsOf = [&](const KnownPolicy& policy) {
        const std::int64_t last = policy.version.value_or(1) - 1;
        for (std::int64_t version = last; version > 0 && version > last - mostVersions; --version)
            out.push_back(CompareSource::server(policy.uid, policy.name, version));
    };
    for (const KnownPolicy& policy : m_around.policies()) {
        out.push_back(CompareSource::server(policy.uid, policy.name));
        if (isShown(tab, policy))
            versionsOf(policy);
    }
    for (const Side side : {Side::Left, Side::Right, Side::Base}) {
        const CompareSource& source = tab.source(side);
        const bool isListed = std::ranges::find(out, source) != out.end();
        if (!isListed && source.kind != Kind::None && source.kind != Kind::Clipboard)
            out.push_back(source);
    }
    return out;
}

QList<ui::CompareChoice> CompareController::choices(const ComparisonTab& tab, Side side) const
{
    QList<ui::CompareChoice> out;
    if (side == Side::Base)
        out.append({CompareSource().key(), QStringLiteral("off"), tr("No base"), {}});
    Kind last = Kind::None;
    const auto group = [](Kind kind) {
        return kind == Kind::Disk || kind == Kind::Deviated ? Kind::Document : kind;
    };
    for (const CompareSource& source : sources(tab)) {
        if (!out.isEmpty() && group(source.kind) != group(last))
            out.append(ui::CompareChoice());
        last = source.kind;
        const Document* const open = m_session.byNumber(source.document);
        const QString title = open != nullptr ? open->title() : QString();
        const QString name = ui::toQString(source.name);
        QString text;
        QString icon = QStringLiteral("policy");
        switch (source.kind) {
        case Kind::Document:
            text = tr("%1, as it stands").arg(title);
            break;
        case Kind::Disk:
            text = tr("%1 on disk").arg(title);
            icon = QStringLiteral("open");
            break;
        case Kind::Server:
            text = source.version ? tr("%1, version %2").arg(name).arg(*source.version)
                                  : tr("%1, applied").arg(name);
            icon = source.version ? QStringLiteral("clock") : QStringLiteral("server");
            break;
        case Kind::Deviated:
            text = tr("%1 with its deviations").arg(title);
            icon = QStringLiteral("warn");
            break;
        case Kind::Merged:
            text = tr("%1 with the selected fingerprints").arg(title);
            icon = QStringLiteral("fingerprint");
            break;
        default:
            text = ui::toQString(source.path);
            icon = QStringLiteral("open");
            break;
        }
        out.append({source.key(), icon, text, {}});
    }
    for (const KnownPolicy& policy : m_around.policies()) {
        if (isShown(tab, policy) && policy.version.value_or(0) > mostVersions + 1)
            out.append({versionKey + ui::toQString(policy.uid),
                        QStringLiteral("clock"),
                        tr("Another version of %1…").arg(ui::toQString(policy.name)),
                        {}});
    }
    if (!out.isEmpty())
        out.append(ui::CompareChoice());
    const QString clipboard = QGuiApplication::clipboard()->text();
    CompareSource pasted;
    pasted.kind = Kind::Clipboard;
    out.append({pasted.key(), QStringLiteral("copy"), tr("Text in the clipboard"),
                clipboard.isEmpty() ? tr("There is no text in the clipboard") : QString()});
    out.append({fileKey, QStringLiteral("open"), tr("A file…"), {}});
    return out;
}

void CompareController::choose(ComparisonTab& tab, Side side, const QString& key)
{
    if (key == fileKey)
        return chooseFile(tab, side);
    if (key == CompareSource().key())
        return tab.setSource(side, {});
    if (key.startsWith(versionKey))
        return chooseVersion(tab, side, ui::toUtf8(key.mid(versionKey.size())));
    CompareSource pasted;
    pasted.kind = Kind::Clipboard;
    if (key == pasted.key()) {
        pasted.text = ui::toUtf8(QGuiApplication::clipboard()->text());
        return tab.setSource(side, pasted);
    }
    for (const CompareSource& source : sources(tab)) {
        if (source.key() == key)
            return tab.setSource(side, source);
    }
}

void CompareController::chooseFile(ComparisonTab& tab, Side side)
{
    QFileDialog* const dialog = makeOpenDialog(m_window, {});
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, &tab, [&tab, side](const QString& path) {
        tab.setSource(side, CompareSource::file(ui::toUtf8(path)));
    });
    dialog->open();
}

void CompareController::chooseVersion(ComparisonTab& tab, Side side, const std::string& uid)
{
    const std::vector<KnownPolicy> policies = m_around.policies();
    const auto policy = std::ranges::find(policies, uid, &KnownPolicy::uid);
    if (policy == policies.end() || policy->version.value_or(0) < 2)
        return;
    constexpr std::int64_t most = std::numeric_limits<int>::max();
    const int last = static_cast<int>(std::min(*policy->version - 1, most));
    auto* const dialog = new QInputDialog(&m_window);
    dialog->setObjectName(QStringLiteral("compareVersionDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Another version"));
    dialog->setLabelText(tr("Version of %1, 1 to %2:").arg(ui::toQString(policy->name)).arg(last));
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setIntRange(1, last);
    dialog->setIntValue(last);
    connect(dialog, &QInputDialog::intValueSelected, &tab,
            [&tab, side, policy = *policy](int version) {
                tab.setSource(side, CompareSource::server(policy.uid, policy.name, version));
            });
    dialog->open();
}

} // namespace pw::app
