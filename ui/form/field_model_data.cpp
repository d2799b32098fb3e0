// What the cells of a form's rows say.

#include "core/ops/form_compact.h"
#include "core/ops/form_sentence.h"
#include "ui/common/convert.h"
#include "ui/common/counts.h"
#include "ui/common/plain_tip.h"
#include "ui/common/severity.h"
#include "ui/form/field_model.h"
#include "ui/form/field_words.h"

#include <array>

namespace pw::ui {
namespace {

using ops::FormEditor;
using ops::FormRow;
using RowRole = FormRow::Role;

QString oneLine(QString text)
{
    return text.replace(QStringLiteral("\r\n"), QStringLiteral("↵")).replace(u'\n', u'↵');
}

bool isWord(const FormRow& row)
{
    const FormEditor editor = ops::editorOf(row);
    return editor == FormEditor::Words || editor == FormEditor::Switch;
}

} // namespace

QString FieldModel::name(const QModelIndex& index) const
{
    return rowName(row(index));
}

QString FieldModel::fieldText(const FieldNode& node) const
{
    return rowName(node.row);
}

QString FieldModel::valueText(const FormRow& row) const
{
    if (!row.node)
        return absentWords(row);
    if (row.node.isNull())
        return row.node.value().empty() ? tr("empty") : toQString(row.node.value());
    if (ops::isCompact(row))
        return toQString(ops::compactValue(row));
    if (const ops::Sentence fits = ops::selectorRowSentence(row); !fits.empty())
        return toQString(fits.text());
    const QString shown = oneLine(toQString(ops::shownValue(row.node)));
    if (shown.isEmpty() && (row.node.isMapping() || row.node.isSequence()))
        return tr("empty");
    return shown.isEmpty() ? QStringLiteral("\"\"") : shown;
}

const text::Diagnostic* FieldModel::ownProblem(const FieldNode& node) const
{
    if (m_document == nullptr || node.row.role == RowRole::Add)
        return nullptr;
    if (node.row.node)
        return m_document->problems.at(node.row.node.path());
    const std::string above = node.above == &root()
        ? policy::nodeAt(*m_document->snapshot->document, m_document->units, node.top.parent())
              .path()
        : node.above->row.node.path();
    return m_document->problems.at(above + (above.empty() ? "" : ".") + node.row.step.key);
}

const text::Diagnostic* FieldModel::diagnostic(const QModelIndex& index) const
{
    return index.isValid() ? ownProblem(*nodeOf(index)) : nullptr;
}

QString FieldModel::problemText(const FieldNode& node, Cell& cell) const
{
    const auto show = [&](text::Severity severity) {
        cell.icon = severityIcon(severity);
        cell.iconTone = severityTone(severity);
        cell.tone = cell.iconTone;
    };
    const bool isTyped = m_typing.isValid() && nodeOf(m_typing) == &node;
    if (isTyped && !m_refusal.isEmpty()) {
        show(text::Severity::Error);
        return m_refusal;
    }
    if (const text::Diagnostic* const own = ownProblem(node)) {
        show(own->severity);
        return toQString(own->message);
    }
    if (m_document == nullptr || node.row.role == RowRole::Add || !node.row.node)
        return {};
    const auto inside = m_document->problems.inside(node.row.node.entrySpan());
    if (!inside)
        return {};
    show(inside->gravest);
    if (!ops::hasFormRows(node.row))
        return toQString(inside->first->message);
    // The rows below say which.
    cell.tone = Tone::Muted;
    return counted(inside->count, tr("problem below"), tr("problems below"));
}

Cell FieldModel::cell(const FieldNode& node, Column column) const
{
    Cell out;
    const bool isAbsent = !node.row.node;
    switch (column) {
    case Column::Field:
        if (node.row.role == RowRole::Add) {
            out.icon = QStringLiteral("plus");
            out.iconTone = Tone::Accent;
            out.tone = Tone::Accent;
        } else if (isAbsent || node.row.role == RowRole::Item) {
            out.tone = Tone::Muted;
        }
        if (node.row.role == RowRole::Unknown && node.row.owner != nullptr
            && node.row.owner->unknown != policy::UnknownKeys::Keep)
            out.note = tr("not known");
        break;
    case Column::Value: {
        const bool says = node.row.node && !node.row.node.isNull();
        const bool isEmpty = (node.row.node.isMapping() || node.row.node.isSequence())
            && node.row.node.size() == 0;
        out.mono
            = says && !isEmpty && !isWord(node.row) && ops::selectorRowSentence(node.row).empty();
        const bool isSummary = (node.row.node.isMapping() || node.row.node.isSequence())
            && !ops::isCompact(node.row);
        out.tone = !says || isSummary ? Tone::Muted : Tone::Normal;
        break;
    }
    case Column::Problem:
        static_cast<void>(problemText(node, out));
        break;
    }
    return out;
}

QString FieldModel::tip(const FieldNode& node, Column column) const
{
    Cell ignored;
    const QString problem = problemText(node, ignored);
    if (column == Column::Problem)
        return problem;
    QString out = fieldHelp(node.row);
    if (!node.row.node && node.row.role == RowRole::Field)
        out += QStringLiteral("\n") + tr("Now: %1").arg(absentWords(node.row));
    if (column == Column::Value && node.row.node.isScalar())
        out = toQString(node.row.node.value()).left(1000) + QStringLiteral("\n\n") + out;
    return out.trimmed();
}

QVariant FieldModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FieldNode& node = *nodeOf(index);
    const auto column = static_cast<Column>(index.column());
    Cell ignored;
    switch (role) {
    case Qt::DisplayRole:
        return column == Column::Field ? fieldText(node)
            : column == Column::Value  ? valueText(node.row)
                                       : problemText(node, ignored);
    case Qt::AccessibleTextRole:
        if (column == Column::Field)
            return withNote(fieldText(node), QVariant::fromValue(cell(node, column)));
        if (column == Column::Value)
            return valueText(node.row);
        {
            const QString words = problemText(node, ignored);
            return words;
        }
    case Qt::EditRole:
        return column == Column::Field ? fieldText(node) : toQString(ops::editedValue(node.row));
    case Qt::ToolTipRole:
        return plainTip(tip(node, column));
    case Qt::WhatsThisRole:
        return plainTip(fieldHelp(node.row));
    case Qt::AccessibleDescriptionRole:
        return fieldHelp(node.row);
    case CellRole:
        return QVariant::fromValue(cell(node, column));
    default:
        return {};
    }
}

QVariant FieldModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0
        || section >= columns)
        return {};
    static constexpr std::array titles{QT_TR_NOOP("FIELD"), QT_TR_NOOP("VALUE"),
                                       QT_TR_NOOP("PROBLEM")};
    return tr(titles.at(static_cast<std::size_t>(section)));
}

} // namespace pw::ui
