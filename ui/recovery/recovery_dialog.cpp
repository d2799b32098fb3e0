#include "ui/recovery/recovery_dialog.h"

#include "ui/common/convert.h"
#include "ui/common/counts.h"
#include "ui/common/icon_label.h"
#include "ui/common/line_model.h"
#include "ui/common/panel_title.h"
#include "ui/common/row_tree.h"
#include "ui/common/tick_list.h"
#include "ui/common/times.h"
#include "ui/diff/unified_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr QSize usualSize(860, 640);
constexpr int margin = 16;
constexpr int iconSize = 16;
constexpr int listShare = 2;
constexpr int diffShare = 3;

using File = RecoverableText::File;

Cell cellOf(const QString& iconName, Tone tone)
{
    Cell cell;
    cell.icon = iconName;
    cell.iconTone = tone;
    return cell;
}

QString fileWords(File file)
{
    switch (file) {
    case File::None:
        return RecoveryDialog::tr("never saved");
    case File::AsItWas:
        return RecoveryDialog::tr("differs from its file");
    case File::Changed:
        return RecoveryDialog::tr("its file was changed since");
    case File::Gone:
        break;
    }
    return RecoveryDialog::tr("its file is gone");
}

/// `+3 −1 lines`
QString sizeWords(const text::LineDiff& diff)
{
    std::size_t come = 0;
    std::size_t go = 0;
    for (const text::LineHunk& hunk : diff.hunks) {
        if (hunk.kind == text::LineHunk::Kind::Equal)
            continue;
        come += hunk.right.size();
        go += hunk.left.size();
    }
    return RecoveryDialog::tr("+%1 −%2 lines").arg(number(come), number(go));
}

Line lineOf(const RecoverableText& text, bool ticked)
{
    const bool plain = text.file == File::None || text.file == File::AsItWas;
    Line line;
    line.key = text.key;
    line.texts
        = {text.title, fileWords(text.file), sizeWords(text.diff->lines), timeText(text.typedAt)};
    line.cells.resize(4);
    line.cells[0].icon = QStringLiteral("policy");
    line.cells[1] = plain ? Cell() : cellOf(QStringLiteral("warn"), Tone::Warning);
    line.cells[2].atRight = true;
    line.cells[3].tone = Tone::Muted;
    QStringList tip{text.path.empty() ? RecoveryDialog::tr("Not kept in any file")
                                      : toQString(text.path),
                    RecoveryDialog::tr("Typed last at %1").arg(localTimeText(text.typedAt))};
    if (text.cut)
        tip += RecoveryDialog::tr("The last letters before the end are missing");
    line.tip = tip.join(u'\n');
    line.ticked = ticked;
    return line;
}

} // namespace

RecoveryDialog::RecoveryDialog(QWidget* parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("recoveryDialog"));
    setWindowTitle(tr("Texts that were not saved"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(usualSize);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(12);
    column->addWidget(makeHead());
    column->addWidget(makeCentre(), 1);
    column->addWidget(makeFoot());
    for (const int key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto* const shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        connect(shortcut, &QShortcut::activated, m_restore, &QPushButton::click);
    }
    m_list->setFocus();
}

QWidget* RecoveryDialog::makeHead()
{
    auto* const head = new QWidget(this);
    m_sentence = new QLabel(head);
    m_sentence->setObjectName(QStringLiteral("recoverySentence"));
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    auto* const row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(new IconLabel(QStringLiteral("warn"), iconSize, head, Tone::Warning), 0,
                   Qt::AlignTop);
    row->addWidget(m_sentence, 1);
    return head;
}

QWidget* RecoveryDialog::makeCentre()
{
    auto* const splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(QStringLiteral("recoverySplitter"));
    splitter->setChildrenCollapsible(false);
    m_lines = new LineModel({tr("TEXT"), tr("FILE"), tr("CHANGES"), tr("TYPED LAST")}, this);
    m_list = makeTickList(QStringLiteral("recoveryTexts"), tr("Texts that were not saved"),
                          *m_lines, {{4, 160}, {3, 150}, {2, 90}, {3, 150}}, splitter);
    auto* const below = new QWidget(splitter);
    m_diffTitle = new PanelTitle(QStringLiteral("documents"), tr("What would be lost"), below);
    m_diffTitle->setObjectName(QStringLiteral("recoveryDiffTitle"));
    m_diff = new UnifiedView(below);
    m_diff->setObjectName(QStringLiteral("recoveryDiff"));
    m_diff->setAccessibleName(tr("The text compared with its file"));
    auto* const column = new QVBoxLayout(below);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_diffTitle);
    column->addWidget(m_diff, 1);
    splitter->addWidget(m_list);
    splitter->addWidget(below);
    splitter->setStretchFactor(0, listShare);
    splitter->setStretchFactor(1, diffShare);
    connect(m_lines, &LineModel::tickRequested, this, &RecoveryDialog::tick);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &RecoveryDialog::showCurrent);
    return splitter;
}

QWidget* RecoveryDialog::makeFoot()
{
    auto* const foot = new QWidget(this);
    m_kept = new QLabel(foot);
    m_kept->setObjectName(QStringLiteral("recoveryKept"));
    m_kept->setTextFormat(Qt::PlainText);
    m_kept->setForegroundRole(QPalette::PlaceholderText);
    const auto makeButton
        = [foot](const QString& objectName, const QString& text, const QString& tip) {
              auto* const button = new QPushButton(text, foot);
              button->setObjectName(objectName);
              button->setToolTip(tip);
              button->setAutoDefault(false);
              return button;
          };
    m_discard = makeButton(QStringLiteral("recoveryDiscard"), tr("&Discard…"),
                           tr("Throws the ticked texts away"));
    auto* const later = makeButton(QStringLiteral("recoveryLater"), tr("Not now"),
                                   tr("All of them are offered again at the next start"));
    m_restore = makeButton(QStringLiteral("recoveryRestore"), tr("&Restore"),
                           tr("Opens the ticked texts, not saved yet (Ctrl+Return)"));
    m_restore->setProperty("kind", QStringLiteral("primary"));
    m_restore->setDefault(true);
    connect(m_discard, &QPushButton::clicked, this, [this] { Q_EMIT discardRequested(ticked()); });
    connect(later, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_restore, &QPushButton::clicked, this, [this] { Q_EMIT restoreRequested(ticked()); });
    auto* const row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_discard);
    row->addWidget(m_kept, 1);
    row->addWidget(later);
    row->addWidget(m_restore);
    return foot;
}

void RecoveryDialog::setTexts(std::vector<RecoverableText> texts)
{
    m_rows.clear();
    for (RecoverableText& text : texts)
        m_rows.push_back({std::move(text), true});
    showTexts();
    if (!m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_lines->index(0, 0));
}

void RecoveryDialog::remove(const std::vector<std::string>& keys)
{
    std::erase_if(m_rows, [&keys](const Row& row) {
        return std::ranges::find(keys, row.text.key) != keys.end();
    });
    if (m_rows.empty())
        return accept();
    showTexts();
    showCurrent();
}

void RecoveryDialog::tick(const std::string& key, bool on)
{
    for (Row& row : m_rows) {
        if (row.text.key == key)
            row.ticked = on;
    }
    showTexts();
}

void RecoveryDialog::showTexts()
{
    std::vector<Line> lines;
    for (const Row& row : m_rows)
        lines.push_back(lineOf(row.text, row.ticked));
    m_lines->setLines(std::move(lines));
    const std::size_t count = ticked().size();
    m_sentence->setText(
        tr("Policywright ended unexpectedly while %1. Nothing of it is lost: see below what is not "
           "in the files, and open it again.")
            .arg(m_rows.size() == 1 ? tr("a text was not saved")
                                    : tr("%1 texts were not saved").arg(m_rows.size())));
    m_restore->setEnabled(count > 0);
    m_discard->setEnabled(count > 0);
    m_restore->setText(count == m_rows.size()
                           ? tr("&Restore")
                           : tr("&Restore %1 of %2").arg(count).arg(m_rows.size()));
    m_kept->setText(count == m_rows.size() ? QString()
                                           : tr("The others are offered again at the next start."));
}

void RecoveryDialog::showCurrent()
{
    const auto at = static_cast<std::size_t>(std::max(m_list->currentIndex().row(), 0));
    if (at >= m_rows.size())
        return;
    const RecoverableText& text = m_rows[at].text;
    m_diffTitle->setSentence(text.path.empty()
                                 ? tr("the whole text, as it is kept nowhere else")
                                 : tr("from %1 to the text").arg(toQString(text.path)));
    m_diff->setDiff(text.diff);
}

std::vector<std::string> RecoveryDialog::ticked() const
{
    std::vector<std::string> out;
    for (const Row& row : m_rows) {
        if (row.ticked)
            out.push_back(row.text.key);
    }
    return out;
}

} // namespace pw::ui
