#include "ui/create/create_policy_dialog.h"

#include "ui/common/convert.h"
#include "ui/common/icon_label.h"
#include "ui/common/icons.h"
#include "ui/common/row_tree.h"
#include "ui/common/state_page.h"
#include "ui/common/theme.h"
#include "ui/common/tick_delegate.h"
#include "ui/create/create_form.h"
#include "ui/create/draft_lines.h"
#include "ui/create/line_model.h"

#include <QGraphicsOpacityEffect>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

namespace pw::ui {
namespace {

constexpr QSize usualSize(820, 720);
constexpr int patienceMs = 150;
constexpr double dimmed = 0.6;
constexpr int labelIcon = 16;
enum OutcomeTab { ScopeTab, WideningTab, TextTab };

RowTree* makeTree(const char* objectName, const QString& accessibleName, QAbstractItemModel* model,
                  const QList<ColumnWidth>& widths, QWidget* parent)
{
    auto* const tree = new RowTree(parent);
    tree->setObjectName(QLatin1String(objectName));
    tree->setAccessibleName(accessibleName);
    tree->setAlternatingRowColors(true);
    tree->setSelectionMode(QAbstractItemView::SingleSelection);
    tree->setTabKeyNavigation(false);
    tree->setModel(model);
    tree->setColumnWidths(widths);
    tree->header()->setObjectName(QLatin1String(objectName) + QStringLiteral("Header"));
    return tree;
}

} // namespace

CreatePolicyDialog::CreatePolicyDialog(QWidget* parent)
    : QDialog(parent), m_form(new CreateForm(this)), m_behaviour(new BehaviourModel(this)),
      m_scope(new LineModel({tr("FIELD"), tr("VALUE"), tr("WHY")}, this)),
      m_widenings(
          new LineModel({tr("KEEP EXACT"), tr("WHAT HAPPENS"), tr("SEEN"), tr("BECOMES")}, this))
{
    setObjectName(QStringLiteral("createPolicyDialog"));
    setWindowTitle(tr("Create policy"));
    setAttribute(Qt::WA_DeleteOnClose);
    buildBehaviour();
    buildOutcome();

    auto* const content = new QWidget(this);
    auto* const parts = new QSplitter(Qt::Vertical, content);
    parts->setObjectName(QStringLiteral("createSplitter"));
    parts->setChildrenCollapsible(false);
    parts->addWidget(m_tree);
    parts->addWidget(m_outcome);
    parts->setStretchFactor(0, 3);
    parts->setStretchFactor(1, 2);
    parts->setSizes({600, 400});
    auto* const inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(12);
    inner->addWidget(m_form);
    inner->addWidget(parts, 1);
    m_state = new StatePage(content, this);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    column->addWidget(m_state, 1);
    column->addWidget(makeFoot());

    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, this, [this] { dim(true); });
    connect(m_form, &CreateForm::changed, this, [this] { change([] {}); });
    connect(m_state, &StatePage::cancelRequested, this, &QDialog::reject);
    for (const int key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto* const shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        connect(shortcut, &QShortcut::activated, this, &CreatePolicyDialog::requestCreation);
    }
    resize(usualSize);
    updateButtons();
}

void CreatePolicyDialog::buildBehaviour()
{
    m_tree = makeTree("behaviourTree", tr("What was seen; tick what the policy shall allow"),
                      m_behaviour, {{31, 200}, {37, 120}, {16, 146}, {16, 136}}, this);
    m_tree->setItemDelegate(new TickDelegate(m_tree));
    connect(m_behaviour, &BehaviourModel::tickRequested, this, &CreatePolicyDialog::tick);
}

void CreatePolicyDialog::buildOutcome()
{
    m_outcome = new QTabWidget(this);
    m_outcome->setObjectName(QStringLiteral("outcome"));
    m_outcome->setAccessibleName(tr("What the merge gives"));
    m_outcome->setDocumentMode(true);
    m_outcome->tabBar()->setObjectName(QStringLiteral("outcomeTabs"));
    m_outcome->tabBar()->setAccessibleName(tr("What the merge gives"));
    m_outcome->tabBar()->setExpanding(false);
    m_scopeList
        = makeTree("scopeList", tr("Scope"), m_scope, {{24, 130}, {38, 120}, {38, 120}}, m_outcome);
    m_wideningList = makeTree("wideningList", tr("What is widened; tick what to keep exact"),
                              m_widenings, {{24, 130}, {28, 120}, {24, 100}, {24, 100}}, m_outcome);
    for (RowTree* const list : {m_scopeList, m_wideningList})
        list->setRootIsDecorated(false);
    m_wideningList->setItemDelegate(new TickDelegate(m_wideningList));
    m_text = new QPlainTextEdit(m_outcome);
    m_text->setObjectName(QStringLiteral("previewText"));
    m_text->setAccessibleName(tr("Text of the policy"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setFont(monoFont(font()));
    m_outcome->addTab(m_scopeList, tr("Scope"));
    m_outcome->addTab(m_wideningList, tr("Widened"));
    m_outcome->addTab(m_text, tr("Text"));
    connect(m_widenings, &LineModel::tickRequested, this, &CreatePolicyDialog::keepExact);
    connect(m_outcome, &QTabWidget::currentChanged, this, &CreatePolicyDialog::showText);
}

QWidget* CreatePolicyDialog::makeFoot()
{
    auto* const foot = new QWidget(this);
    m_warningStrip = new QWidget(foot);
    m_warningStrip->setObjectName(QStringLiteral("createWarnings"));
    m_warnings = new QLabel(m_warningStrip);
    m_warnings->setObjectName(QStringLiteral("createWarningText"));
    m_warnings->setWordWrap(true);
    m_warnings->setTextFormat(Qt::PlainText);
    m_warnings->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* const warningRow = new QHBoxLayout(m_warningStrip);
    warningRow->setContentsMargins(0, 0, 0, 0);
    warningRow->addWidget(
        new IconLabel(QStringLiteral("warn"), labelIcon, m_warningStrip, Tone::Warning), 0,
        Qt::AlignTop);
    warningRow->addWidget(m_warnings, 1);
    m_warningStrip->hide();

    m_resultIcon = new IconLabel(QStringLiteral("policy"), labelIcon, foot, Tone::Muted);
    m_result = new QLabel(foot);
    m_result->setObjectName(QStringLiteral("createResult"));
    m_result->setTextFormat(Qt::PlainText);
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* const cancel = new QPushButton(tr("Cancel"), foot);
    cancel->setObjectName(QStringLiteral("createCancel"));
    cancel->setAutoDefault(false);
    m_create = new QPushButton(tr("Create policy"), foot);
    m_create->setObjectName(QStringLiteral("createAccept"));
    m_create->setProperty("kind", QStringLiteral("primary"));
    m_create->setDefault(true);
    m_create->setToolTip(tr("Opens it as an unsaved document; nothing is sent anywhere"));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_create, &QPushButton::clicked, this, &CreatePolicyDialog::requestCreation);
    auto* const row = new QHBoxLayout;
    row->addWidget(m_resultIcon);
    row->addWidget(m_result, 1);
    row->addWidget(cancel);
    row->addWidget(m_create);
    auto* const column = new QVBoxLayout(foot);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_warningStrip);
    column->addLayout(row);
    return foot;
}

void CreatePolicyDialog::showReading(const QString& what, int done, int total)
{
    m_state->showLoading(what, done, total);
}

void CreatePolicyDialog::showFailed(const QString& why, const QString& details)
{
    m_state->showFailed(why, details, {});
    showResult({}, QStringLiteral("policy"), Tone::Muted);
    m_source = nullptr;
    updateButtons();
}

void CreatePolicyDialog::setSource(const DraftSourcePtr& source)
{
    m_source = source;
    m_behaviour->setSource(source);
    m_behaviour->setChoices(m_choices);
    m_tree->expandAll();
    for (int row = 0; row < m_behaviour->rowCount({}); ++row) {
        const QModelIndex section = m_behaviour->index(row, 0, {});
        for (int below = 0; below < m_behaviour->rowCount(section); ++below) {
            // Hundreds of addresses are opened by whoever wants to see them.
            const QModelIndex one = m_behaviour->index(below, 0, section);
            if (one.data(CellRole).value<Cell>().icon == QLatin1String("ingress")
                || one.data(CellRole).value<Cell>().icon == QLatin1String("egress"))
                m_tree->collapse(one);
        }
    }
    m_state->showContent();
    m_form->setName(toQString(source->suggestedName));
    change([] {});
}

void CreatePolicyDialog::change(const std::function<void()>& how)
{
    if (m_source == nullptr)
        return;
    const ops::DraftChoices before = m_choices;
    how();
    m_form->fill(m_choices);
    if (m_choices == before)
        return;
    m_behaviour->setChoices(m_choices);
    Q_EMIT choicesChanged();
}

void CreatePolicyDialog::tick(const std::string& key, bool on)
{
    change([this, &key, on] { ops::setTicked(m_choices, *m_source, key, on); });
}

void CreatePolicyDialog::keepExact(const std::string& key, bool on)
{
    if (m_draft == nullptr)
        return;
    change([this, &key, on] { setKeptExact(m_choices, *m_draft, key, on); });
}

void CreatePolicyDialog::showComputing()
{
    if (!m_patience.isActive())
        m_patience.start();
}

void CreatePolicyDialog::dim(bool on)
{
    if (!on)
        m_patience.stop();
    for (QWidget* const part :
         {static_cast<QWidget*>(m_outcome), static_cast<QWidget*>(m_result)}) {
        if (on && part->graphicsEffect() == nullptr) {
            auto* const effect = new QGraphicsOpacityEffect(part);
            effect->setOpacity(dimmed);
            part->setGraphicsEffect(effect);
        } else if (!on) {
            part->setGraphicsEffect(nullptr);
        }
    }
}

void CreatePolicyDialog::setDraft(const DraftPtr& draft)
{
    dim(false);
    if (draft->error) {
        // What was shown of the last one that could be made stays, and may be ticked.
        m_warningStrip->hide();
        showResult(toQString(draft->error->message), QStringLiteral("error"), Tone::Error);
        m_create->setEnabled(false);
        return;
    }
    m_draft = draft;
    m_scope->setLines(scopeLinesOf(*draft));
    m_widenings->setLines(wideningLinesOf(*draft));
    m_outcome->setTabText(WideningTab, wideningTitle(*draft));
    showText();
    QStringList warnings;
    for (const std::string& warning : draft->warnings)
        warnings += toQString(warning);
    m_warnings->setText(warnings.join(u'\n'));
    m_warningStrip->setVisible(!warnings.isEmpty());
    showResult(resultSentence(*draft), QStringLiteral("policy"), Tone::Normal);
    updateButtons();
}

void CreatePolicyDialog::showText()
{
    if (m_draft == nullptr || m_outcome->currentIndex() != TextTab)
        return;
    const QString text = toQString(m_draft->text);
    if (m_text->toPlainText() == text)
        return;
    const int place = m_text->verticalScrollBar()->value();
    m_text->setPlainText(text);
    m_text->verticalScrollBar()->setValue(place);
}

void CreatePolicyDialog::showResult(const QString& text, const QString& iconName, Tone tone)
{
    m_result->setText(text);
    m_resultIcon->set(iconName, tone);
    m_resultIcon->setVisible(!text.isEmpty());
    // The whole sentence is what a reader of the screen says.
    m_result->setAccessibleName(tone == Tone::Error ? tr("error: %1").arg(text) : text);
}

void CreatePolicyDialog::showMaking()
{
    m_making = true;
    m_form->setEnabled(false);
    showResult(tr("Checking it against what it is made of…"), QStringLiteral("policy"),
               Tone::Muted);
    updateButtons();
}

void CreatePolicyDialog::showProblem(const QString& why)
{
    m_making = false;
    m_form->setEnabled(true);
    updateButtons();
    showResult(why, QStringLiteral("error"), Tone::Error);
}

void CreatePolicyDialog::updateButtons()
{
    m_create->setEnabled(m_source != nullptr && m_draft != nullptr && !m_making);
    m_tree->setEnabled(!m_making);
    m_wideningList->setEnabled(!m_making);
}

void CreatePolicyDialog::requestCreation()
{
    if (m_create->isEnabled())
        Q_EMIT createRequested();
}

} // namespace pw::ui
