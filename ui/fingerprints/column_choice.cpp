#include "ui/fingerprints/column_choice.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace pw::ui {
namespace {

using ops::TableColumn;

struct ColumnName
{
    TableColumn column;
    QLatin1String title;
    QLatin1String word;
};

constexpr std::array<ColumnName, 10> names{{
    {TableColumn::Title, QLatin1String("IMAGE_NAME:TAG"), QLatin1String("title")},
    {TableColumn::ImageId, QLatin1String("IMAGEID"), QLatin1String("image-id")},
    {TableColumn::Repo, QLatin1String("REPO"), QLatin1String("repo")},
    {TableColumn::Cgroup, QLatin1String("CGROUP"), QLatin1String("cgroup")},
    {TableColumn::Covered, QLatin1String("COVERED_BY_POLICY"), QLatin1String("covered")},
    {TableColumn::Latest, QLatin1String("LATEST_TIMESTAMP"), QLatin1String("latest")},
    {TableColumn::Cluster, QLatin1String("CLUSTER"), QLatin1String("cluster")},
    {TableColumn::Namespace, QLatin1String("NAMESPACE"), QLatin1String("namespace")},
    {TableColumn::Machines, QLatin1String("MACHINES"), QLatin1String("machines")},
    {TableColumn::Count, QLatin1String("FINGERPRINTS"), QLatin1String("fingerprints")},
}};
const QLatin1String wideWord("wide");

const ColumnName& nameOf(TableColumn column)
{
    return *std::ranges::find(names, column, &ColumnName::column);
}

} // namespace

std::vector<TableColumn> ColumnChoice::defaultColumns()
{
    return {TableColumn::ImageId, TableColumn::Repo, TableColumn::Cgroup, TableColumn::Covered,
            TableColumn::Latest};
}

std::vector<TableColumn> choosableColumns(std::string_view type)
{
    if (type == "linux-service")
        return {TableColumn::Cgroup,  TableColumn::Covered,  TableColumn::Latest,
                TableColumn::Cluster, TableColumn::Machines, TableColumn::Count};
    return {TableColumn::ImageId,  TableColumn::Repo,    TableColumn::Covered,
            TableColumn::Latest,   TableColumn::Cluster, TableColumn::Namespace,
            TableColumn::Machines, TableColumn::Count};
}

QString columnTitle(TableColumn column, std::string_view type)
{
    if (column == TableColumn::Title && type == "linux-service")
        return QStringLiteral("SERVICE_NAME");
    return nameOf(column).title;
}

QString columnText(const ColumnChoice& choice)
{
    QStringList words;
    if (choice.wide)
        words += wideWord;
    for (const TableColumn column : choice.columns)
        words += nameOf(column).word;
    return words.join(u' ');
}

ColumnChoice columnChoiceOf(const QString& text)
{
    ColumnChoice out;
    out.columns.clear();
    for (const QString& word : text.split(u' ', Qt::SkipEmptyParts)) {
        const auto* const found = std::ranges::find_if(
            names, [&word](const ColumnName& name) { return name.word == word; });
        const bool fits = found != names.end() && found->column != TableColumn::Title
            && std::ranges::find(out.columns, found->column) == out.columns.end();
        if (fits)
            out.columns.push_back(found->column);
        out.wide = out.wide || word == wideWord;
    }
    if (out.columns.empty())
        out.columns = ColumnChoice::defaultColumns();
    return out;
}

} // namespace pw::ui
