#include "ui/merge/merge_dialog.h"

#include "ui/common/convert.h"
#include "ui/common/counts.h"
#include "ui/common/icon_label.h"
#include "ui/common/plain_tip.h"
#include "ui/common/state_page.h"
#include "ui/common/theme.h"
#include "ui/diff/diff_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStandardItemModel>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace pw::ui {
namespace {

constexpr int shownEntries = 500;
constexpr int margin = 16;
constexpr int rowHeight = 24;
constexpr QSize firstSize(860, 640);

QTreeWidgetItem* addGroup(QTreeWidget& tree, const QString& title, int count, bool bold = true)
{
    auto* const group
        = new QTreeWidgetItem(&tree, {QStringLiteral("%1 (%2)").arg(title).arg(count)});
    QFont font = tree.font();
    font.setBold(bold);
    group->setFont(0, font);
    group->setSizeHint(0, QSize(0, rowHeight));
    return group;
}

void addEntry(QTreeWidgetItem& group, const QString& text, const QColor& color = {})
{
    if (group.childCount() == shownEntries) {
        new QTreeWidgetItem(&group, {MergeDialog::tr("and more")});
        return;
    }
    if (group.childCount() > shownEntries)
        return;
    auto* const entry = new QTreeWidgetItem(&group, {text});
    entry->setToolTip(0, plainTip(text));
    entry->setSizeHint(0, QSize(0, rowHeight));
    if (color.isValid())
        entry->setForeground(0, color);
}

QString wideningText(const ops::Widening& widening)
{
    QString out = toQString(ops::toString(widening.what)).replace(u'-', u' ');
    out[0] = out[0].toUpper();
    if (!widening.where.empty())
        out += QStringLiteral(", ") + toQString(widening.where);
    out += QStringLiteral(": ");
    if (!widening.before.empty())
        out += toQString(widening.before) + QStringLiteral(" → ");
    return out + toQString(widening.after);
}

} // namespace

MergeDialog::MergeDialog(QWidget* parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("mergeDialog"));
    setWindowTitle(tr("Merge into policy"));
    resize(firstSize);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(12);
    buildTarget();
    buildContent();
    m_state = new StatePage(m_content, this);
    m_state->setObjectName(QStringLiteral("mergeState"));

    m_merge = new QPushButton(tr("Merge"), this);
    m_merge->setObjectName(QStringLiteral("mergeAccept"));
    m_merge->setProperty("kind", QStringLiteral("primary"));
    m_merge->setDefault(true);
    m_merge->setToolTip(tr("One undo step (Ctrl+Return)"));
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setObjectName(QStringLiteral("mergeCancel"));
    auto* const buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_merge);

    auto* const target = new QHBoxLayout;
    target->setSpacing(12);
    target->addWidget(m_question);
    target->addWidget(m_targets, 1);
    column->addLayout(target);
    column->addWidget(m_note);
    column->addWidget(m_state, 1);
    column->addWidget(m_rewrite);
    column->addLayout(buttons);

    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    const auto merge = [this] {
        if (canMerge())
            Q_EMIT mergeRequested();
    };
    connect(m_merge, &QPushButton::clicked, this, merge);
    for (const int key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto* const shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        connect(shortcut, &QShortcut::activated, this, merge);
    }
    connect(m_state, &StatePage::cancelRequested, this, &QDialog::reject);
    updateButtons();
}

void MergeDialog::buildTarget()
{
    m_question = new QLabel(this);
    m_question->setObjectName(QStringLiteral("mergeQuestion"));
    m_targets = new QComboBox(this);
    m_targets->setObjectName(QStringLiteral("mergeTarget"));
    m_targets->setAccessibleName(tr("Policy to merge into"));
    m_question->setBuddy(m_targets);
    m_note = new QLabel(this);
    m_note->setObjectName(QStringLiteral("mergeNote"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->hide();
    connect(m_targets, &QComboBox::currentIndexChanged, this, [this](int index) {
        const auto at = static_cast<std::size_t>(index);
        const QString note = at < m_choices.size() ? m_choices[at].note : QString();
        m_note->setText(note);
        m_note->setVisible(!note.isEmpty());
        Q_EMIT choiceChanged(index);
    });
}

void MergeDialog::buildContent()
{
    m_content = new QWidget(this);
    auto* const column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    m_notice = new QLabel(m_content);
    m_notice->setObjectName(QStringLiteral("mergeNotice"));
    m_notice->setWordWrap(true);
    m_notice->hide();
    auto* const splitter = new QSplitter(Qt::Vertical, m_content);
    splitter->setChildrenCollapsible(false);
    m_summary = new QTreeWidget(splitter);
    m_summary->setObjectName(QStringLiteral("mergeSummary"));
    m_summary->setAccessibleName(tr("What the policy allows afterwards"));
    m_summary->setHeaderHidden(true);
    m_summary->setRootIsDecorated(true);
    auto* const below = new QWidget(splitter);
    auto* const lower = new QVBoxLayout(below);
    lower->setContentsMargins(0, 4, 0, 0);
    m_linesTitle = new QLabel(below);
    m_linesTitle->setObjectName(QStringLiteral("mergeLinesTitle"));
    m_lines = new DiffView(below);
    m_lines->setObjectName(QStringLiteral("mergeLines"));
    m_lines->setAccessibleName(tr("Lines that change"));
    m_lines->setLayout(DiffView::Layout::Unified);
    m_linesTitle->setBuddy(m_lines);
    lower->addWidget(m_linesTitle);
    lower->addWidget(m_lines, 1);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    column->addWidget(m_notice);
    column->addWidget(splitter, 1);

    m_rewrite = new QFrame(this);
    m_rewrite->setObjectName(QStringLiteral("mergeRewrite"));
    m_rewrite->setFrameShape(QFrame::StyledPanel);
    m_rewriteReason = new QLabel(m_rewrite);
    m_rewriteReason->setObjectName(QStringLiteral("mergeRewriteReason"));
    m_rewriteReason->setTextFormat(Qt::PlainText);
    m_rewriteReason->setWordWrap(true);
    m_agree = new QCheckBox(tr("&Rewrite the document, comments in it are lost"), m_rewrite);
    m_agree->setObjectName(QStringLiteral("mergeAgree"));
    auto* const strip = new QHBoxLayout(m_rewrite);
    auto* const words = new QVBoxLayout;
    words->addWidget(m_rewriteReason);
    words->addWidget(m_agree);
    constexpr int iconSize = 20;
    strip->addWidget(new IconLabel(QStringLiteral("warn"), iconSize, m_rewrite, Tone::Warning), 0,
                     Qt::AlignTop);
    strip->addLayout(words, 1);
    m_rewrite->hide();
    connect(m_agree, &QCheckBox::toggled, this, &MergeDialog::updateButtons);
}

void MergeDialog::showReading(int fingerprints)
{
    m_question->setText(fingerprints == 1 ? tr("Merge one fingerprint &into")
                                          : tr("Merge %1 fingerprints &into").arg(fingerprints));
    m_targets->setEnabled(false);
    m_hasPlan = false;
    m_state->showLoading(tr("Reading the fingerprints…"), 0, 0);
    updateButtons();
}

void MergeDialog::setChoices(const std::vector<MergeChoice>& choices, int chosen)
{
    m_choices = choices;
    {
        const QSignalBlocker blocker(m_targets);
        m_targets->clear();
        for (const MergeChoice& choice : choices) {
            m_targets->addItem(choice.title);
            const int row = m_targets->count() - 1;
            m_targets->setItemData(row, plainTip(choice.note), Qt::ToolTipRole);
            auto* const model = qobject_cast<QStandardItemModel*>(m_targets->model());
            if (model != nullptr && !choice.possible)
                model->item(row)->setEnabled(false);
        }
        m_targets->setCurrentIndex(-1);
    }
    m_targets->setEnabled(!choices.empty());
    if (choices.empty()) {
        showProblem(tr("No policy is open to merge into"),
                    tr("Create a policy or open one, then merge."));
        return;
    }
    if (chosen < 0) {
        const auto first = std::ranges::find_if(choices, &MergeChoice::possible);
        if (first == choices.end()) {
            QString reasons;
            for (const MergeChoice& choice : choices)
                reasons += choice.title + QStringLiteral(": ") + choice.note + u'\n';
            showProblem(tr("None of the open policies can take them in"), reasons.trimmed());
            return;
        }
        chosen = static_cast<int>(first - choices.begin());
    }
    m_targets->setCurrentIndex(chosen);
    m_targets->setFocus();
}

int MergeDialog::choice() const
{
    return m_targets->currentIndex();
}

void MergeDialog::showPlanning()
{
    m_hasPlan = false;
    m_rewrite->hide();
    m_state->showLoading(tr("Working out the changes…"), 0, 0);
    updateButtons();
}

void MergeDialog::showPlan(const ops::MergePlan& plan, const TextDiffPtr& diff)
{
    m_agree->setChecked(false);
    m_hasPlan = plan.changed;
    if (!plan.changed) {
        m_rewrite->hide();
        QString details;
        for (const ops::SkippedInput& skipped : plan.report.skipped)
            details += toQString(skipped.label) + QStringLiteral(": ") + toQString(skipped.reason)
                + u'\n';
        const bool none
            = !plan.relevant.empty() && plan.report.skipped.size() == plan.relevant.size();
        if (none)
            m_state->showFailed(tr("Nothing to merge: every fingerprint is skipped"),
                                details.trimmed(), {});
        else if (!details.isEmpty())
            m_state->showFailed(tr("Nothing to do: the policy allows the rest of it already"),
                                details.trimmed(), {});
        else
            m_state->showEmpty(tr("Nothing to do: the policy allows all of it already"), {},
                               QStringLiteral("okc"));
        updateButtons();
        return;
    }
    fillSummary(plan);
    fillLines(diff);
    m_rewrite->setVisible(plan.rewriteReason.has_value());
    if (plan.rewriteReason) {
        m_rewriteReason->setText(
            tr("The document will be rewritten: %1. Comments inside will be lost.")
                .arg(toQString(*plan.rewriteReason)));
    }
    m_state->showContent();
    updateButtons();
}

void MergeDialog::showProblem(const QString& what, const QString& details)
{
    m_hasPlan = false;
    m_rewrite->hide();
    m_state->showFailed(what, details, {});
    updateButtons();
}

void MergeDialog::setNotice(const QString& notice)
{
    m_notice->setText(notice);
    m_notice->setVisible(!notice.isEmpty());
}

void MergeDialog::setBusy(bool busy)
{
    m_busy = busy;
    updateButtons();
}

bool MergeDialog::canMerge() const
{
    return m_hasPlan && !m_busy && (m_rewrite->isHidden() || m_agree->isChecked());
}

void MergeDialog::updateButtons()
{
    m_merge->setEnabled(canMerge());
    m_cancel->setText(m_hasPlan || m_busy ? tr("Cancel") : tr("Close"));
}

void MergeDialog::fillSummary(const ops::MergePlan& plan)
{
    using What = ops::MergeAddition::What;
    const std::array<std::pair<What, QString>, 5> groups{
        {{What::Process, tr("Processes added")},
         {What::Executable, tr("Executables added")},
         {What::User, tr("Users added")},
         {What::Socket, tr("Listening sockets added")},
         {What::Connection, tr("Connections added")}}};
    const Theme& theme = themeOf(palette());
    m_summary->clear();
    for (const auto& [what, title] : groups) {
        const auto count = std::ranges::count(plan.added, what, &ops::MergeAddition::what);
        if (count == 0)
            continue;
        QTreeWidgetItem* const group = addGroup(*m_summary, title, static_cast<int>(count));
        for (const ops::MergeAddition& addition : plan.added) {
            if (addition.what == what)
                addEntry(*group, toQString(addition.text));
        }
    }
    if (!plan.report.widenings.empty()) {
        QTreeWidgetItem* const group = addGroup(*m_summary, tr("Wider than what was seen"),
                                                static_cast<int>(plan.report.widenings.size()));
        group->setForeground(0, theme.wider);
        for (const ops::Widening& widening : plan.report.widenings)
            addEntry(*group, wideningText(widening), theme.wider);
    }
    if (!plan.report.skipped.empty()) {
        QTreeWidgetItem* const group = addGroup(*m_summary, tr("Fingerprints skipped"),
                                                static_cast<int>(plan.report.skipped.size()));
        for (const ops::SkippedInput& skipped : plan.report.skipped)
            addEntry(*group,
                     toQString(skipped.label) + QStringLiteral(": ") + toQString(skipped.reason),
                     theme.muted);
    }
    if (m_summary->topLevelItemCount() == 0)
        addGroup(*m_summary, tr("Only the form of the policy changes"), 0, false)
            ->setText(0, tr("Only the form of the policy changes"));
    m_summary->expandAll();
    m_summary->setCurrentItem(m_summary->topLevelItem(0));
}

void MergeDialog::fillLines(const TextDiffPtr& diff)
{
    std::size_t added = 0;
    std::size_t removed = 0;
    for (const text::LineHunk& hunk : diff->lines.hunks) {
        if (hunk.kind == text::LineHunk::Kind::Equal)
            continue;
        added += hunk.right.size();
        removed += hunk.left.size();
    }
    m_linesTitle->setText(tr("&Lines: %1 added, %2 removed").arg(number(added), number(removed)));
    m_lines->setDiff(diff);
}

} // namespace pw::ui
