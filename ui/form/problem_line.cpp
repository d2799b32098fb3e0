#include "ui/form/problem_line.h"

#include "ui/common/icon_label.h"
#include "ui/form/field_tree.h"

#include <QHBoxLayout>
#include <QLabel>

namespace pw::ui {
namespace {

constexpr int glyphSize = 16;

} // namespace

ProblemLine::ProblemLine(FieldTree& tree, QWidget* parent)
    : QWidget(parent), m_tree(tree),
      m_icon(new IconLabel(QStringLiteral("error"), glyphSize, this, Tone::Error)),
      m_words(new QLabel(this))
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
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_words, 1);
    connect(tree.selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ProblemLine::follow);
    connect(tree.model(), &QAbstractItemModel::dataChanged, this, &ProblemLine::follow);
    connect(tree.model(), &QAbstractItemModel::rowsRemoved, this, &ProblemLine::follow);
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
    setVisible(!words.isEmpty());
}

} // namespace pw::ui
