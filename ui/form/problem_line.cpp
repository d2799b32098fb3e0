#include "ui/form/problem_line.h"

#include "ui/common/convert.h"
#include "ui/common/icon_label.h"
#include "ui/form/field_tree.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace pw::ui {
namespace {

constexpr int glyphSize = 16;

} // namespace

ProblemLine::ProblemLine(FieldTree& tree, QWidget* parent)
    : QWidget(parent), m_tree(tree),
      m_icon(new IconLabel(QStringLiteral("error"), glyphSize, this, Tone::Error)),
      m_words(new QLabel(this)), m_mend(new QPushButton(this))
{
    setObjectName(tree.objectName() + QStringLiteral("Problem"));
    m_words->setObjectName(QStringLiteral("problemWords"));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_words->setFocusPolicy(Qt::NoFocus);
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 6);
    row->setSpacing(6);
    row->addWidget(m_icon);
    row->addWidget(m_words, 1);
    row->addWidget(m_mend);
    m_mend->setObjectName(tree.objectName() + QStringLiteral("Mend"));
    connect(m_mend, &QPushButton::clicked, this, &ProblemLine::mend);
    connect(tree.selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ProblemLine::follow);
    connect(tree.model(), &QAbstractItemModel::dataChanged, this, &ProblemLine::follow);
    connect(tree.model(), &QAbstractItemModel::rowsRemoved, this, &ProblemLine::follow);
    connect(&tree, &FieldTree::readOnlyChanged, this, &ProblemLine::follow);
    hide();
}

void ProblemLine::follow()
{
    const QModelIndex current = m_tree.currentIndex();
    const QModelIndex problem
        = current.siblingAtColumn(static_cast<int>(FieldModel::Column::Problem));
    const QString words = problem.data().toString();
    const Cell cell = problem.data(CellRole).value<Cell>();
    if (!cell.icon.isEmpty())
        m_icon->set(cell.icon, cell.iconTone);
    m_words->setText(words);
    setAccessibleName(words);
    const text::Fix* const offered = fix();
    m_mend->setVisible(offered != nullptr);
    if (offered != nullptr) {
        QString title = toQString(offered->title);
        title[0] = title[0].toUpper();
        m_mend->setText(title);
        m_mend->setAccessibleName(title);
    }
    setVisible(!words.isEmpty());
}

/// What mends the field as it stands; not while something else is being typed.
const text::Fix* ProblemLine::fix() const
{
    const text::Diagnostic* const problem = m_tree.fields().diagnostic(m_tree.currentIndex());
    const bool isShown = problem != nullptr && toQString(problem->message) == m_words->text();
    return isShown && !problem->fixes.empty() && !m_tree.isReadOnly() ? &problem->fixes.front()
                                                                      : nullptr;
}

void ProblemLine::mend()
{
    const text::Fix* const offered = fix();
    if (offered == nullptr)
        return;
    m_tree.setFocus(); // the button goes
    Q_EMIT fixRequested(text::Fix(*offered), m_tree.fields().document()->snapshot->revision);
}

} // namespace pw::ui
