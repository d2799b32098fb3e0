#include "ui/form/form_page.h"

#include "core/ops/form_sentence.h"
#include "ui/form/problem_line.h"
#include "ui/form/sentence_line.h"

#include <QHeaderView>
#include <QVBoxLayout>

namespace pw::ui {

FieldPage::FieldPage(ops::FormTab tab, const QString& treeName, const QString& accessibleName,
                     QWidget* parent)
    : FormPage(parent), m_tab(tab), m_tree(new FieldTree(this)),
      m_sentence(new SentenceLine(treeName + QStringLiteral("Sentence"),
                                  tr("What the selectors fit"), this))
{
    m_tree->setObjectName(treeName);
    m_tree->header()->setObjectName(treeName + QStringLiteral("Header"));
    m_tree->setAccessibleName(accessibleName);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_sentence->setContentsMargins(12, 8, 12, 8);
    column->addWidget(m_sentence);
    column->addWidget(m_tree, 1);
    auto* const problem = new ProblemLine(*m_tree, this);
    column->addWidget(problem);
    connect(problem, &ProblemLine::fixRequested, this, &FormPage::fixRequested);
    setFocusProxy(m_tree);
    connect(m_tree, &FieldTree::wished, this, &FormPage::wished);
    connect(m_tree, &FieldTree::revealRequested, this, &FormPage::revealRequested);
}

void FieldPage::setDocument(const FormDocumentPtr& document)
{
    m_tree->fields().setPolicyType(document->shown().type);
    m_tree->setTops(document, document->tops(m_tab));
    m_sentence->setSentence(
        ops::tabSentence(document->shown(), *document->snapshot->document, m_tab));
}

std::optional<policy::Place> FieldPage::currentPlace() const
{
    const QModelIndex current = m_tree->currentIndex();
    if (!current.isValid())
        return std::nullopt;
    return m_tree->fields().spot(current).place;
}

} // namespace pw::ui
