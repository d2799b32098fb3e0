// What a person does in a form: a row is found, something is typed into it or asked of it, and the
// wishes that come of it must do just that.

#include "core/ops/form_wishes.h"
#include "core/ops/form_compact.h"
#include "tests/oracle/form_typing.h"
#include "tests/oracle/process_judges.h"
#include "tests/oracle/wish_drawer.h"

#include <algorithm>

namespace pw::oracle {
namespace {

using ops::FormRow;
using ops::FormSpot;
using policy::FieldKind;
using policy::Place;
using policy::Step;
using yaml::Value;
using Role = FormRow::Role;

bool isList(const FormRow& row)
{
    return row.role == Role::Field && row.field != nullptr
        && (row.field->kind == FieldKind::TextList || row.field->kind == FieldKind::ObjectList)
        && (!row.node || row.node.isNull() || row.node.isSequence());
}

class FormWish : WishDrawer
{
public:
    FormWish(WishCase& made, yaml::NodeRef root, std::mt19937_64& random)
        : WishDrawer(made, random), m_root(root)
    {
    }

    bool draw()
    {
        FormRow at = ops::formRow(m_root, policy::schemaOf(policy::kindOf(m_root)));
        std::vector<Step> steps;
        if (chance(2)) { // from somewhere in the middle
            const std::vector<Path> all
                = pathsWhere([](const Path&, const Value& value) { return sizeOf(value) > 0; });
            steps = place(oneOf(all)).steps;
            const std::vector<FormRow> way = ops::formRowsTo(at, steps);
            if (way.size() != steps.size())
                return take("no row", Error{"gone", "a place of the text has no row", {}});
            at = way.back();
        }
        while (true) {
            const std::vector<FormRow> rows = ops::formRows(at);
            if (rows.empty())
                return false;
            const FormRow row = someRow(rows);
            const bool addsLabel = row.role == Role::Add && !row.step.isItem;
            if (!addsLabel)
                steps.push_back(row.step);
            if (!ops::hasFormRows(row) || chance(ops::isCompact(row) ? 2 : 8))
                return wish({{m_case.unit, steps}, row, m_root}, rows);
            at = row;
        }
    }

private:
    /// Mostly one that leads deeper, and the last row is where the next item goes.
    FormRow someRow(const std::vector<FormRow>& rows)
    {
        std::vector<FormRow> standing;
        const bool isDeeper = chance(2);
        std::ranges::copy_if(rows, std::back_inserter(standing), [&](const FormRow& row) {
            return row.node && (!isDeeper || row.node.isMapping() || row.node.isSequence());
        });
        if (rows.back().role == Role::Add && chance(4))
            return rows.back();
        return standing.empty() || chance(6) ? oneOf(rows) : oneOf(standing);
    }

    bool wish(const FormSpot& spot, const std::vector<FormRow>& rows)
    {
        const FormRow& row = spot.row;
        if (isList(row) && chance(2))
            return addItem(spot);
        if (!row.node && row.field != nullptr && row.role == Role::Field && chance(3))
            return fill(spot);
        if (row.node && row.role != Role::Add && !row.isProcess() && chance(4))
            return clear(spot, rows);
        if (row.node && (row.role == Role::Unknown || row.role == Role::Label) && chance(3))
            return renameKey(spot);
        if (row.role == Role::Item && !row.isProcess() && chance(3))
            return move(spot, rows);
        return typed(spot);
    }

    /// As far as something stands there, and the keys that are missing.
    struct Spot
    {
        Path path;
        std::vector<std::string> missing;
    };
    Spot find(const Place& place) const
    {
        Spot out{m_case.root, {}};
        for (const Step& step : place.steps) {
            const Value& at = before(out.path);
            const std::size_t index = step.isItem ? step.index : indexOf(at, step.key);
            if (out.missing.empty() && index < sizeOf(at))
                out.path.push_back(index);
            else
                out.missing.push_back(step.key);
        }
        return out;
    }

    void set(const Place& place, Value value)
    {
        const Spot spot = find(place);
        if (spot.missing.empty()) {
            if (before(spot.path) == value)
                return;
            touch(regions().of(spot.path));
            if (sizeOf(before(spot.path)) > 0)
                m_case.gone.push_back({regions().inside(spot.path)});
            after(spot.path) = std::move(value);
            return;
        }
        for (std::size_t i = spot.missing.size(); i-- > 1;)
            value = Value::map({{spot.missing[i], value}});
        addEntry(spot.path, spot.missing.front(), std::move(value));
        touchForEntry(spot.path, spot.missing.front());
    }

    void insert(const Place& list, std::size_t index, const Value& value)
    {
        const Spot spot = find(list);
        if (!spot.missing.empty() || before(spot.path).isNull())
            return set(list, Value::list({value}));
        const Value& there = before(spot.path);
        if (there.kind != Value::Kind::List) // a text becomes the first of them
            return set(list, Value::list({there, value}));
        touch(regions().gap(spot.path, index));
        insertAt(after(spot.path), index, {}, value);
    }

    bool take(const std::string& kind, const Result<ops::Wishes>& wishes)
    {
        m_case.kind = "form: " + kind;
        if (wishes)
            m_case.wishes = *wishes;
        else
            m_case.judge = [why = wishes.error().text()](const Value&) { return why; };
        return true;
    }

    bool addItem(const FormSpot& spot)
    {
        const std::size_t size = spot.row.node.isSequence() ? spot.row.node.size() : 0;
        const std::size_t index = pick(size + 1);
        take("add", ops::wishesToAdd(spot, index));
        const auto* const process = std::get_if<policy::AddProcess>(&m_case.wishes.front());
        insert(spot.place, index, process != nullptr ? process->process : ops::newItem(spot));
        if (process == nullptr)
            return true;
        const Spot list = find(spot.place);
        std::vector<Step> steps = stepsTo(m_case.before, m_case.root);
        steps.insert(steps.end(), spot.place.steps.begin(), spot.place.steps.end());
        steps.push_back({{}, list.missing.empty() ? index : 0, true});
        m_case.judge = [wanted = Wanted{m_case.after, m_case.root, m_case.anywhere}, steps,
                        wished = process->process](const Value& now) {
            return judgeAdded(now, wanted, steps, wished);
        };
        return true;
    }

    bool fill(const FormSpot& spot)
    {
        take("fill", ops::wishesToFill(spot));
        set(spot.place, std::get<policy::SetValue>(m_case.wishes.front()).value);
        return true;
    }

    bool clear(const FormSpot& spot, const std::vector<FormRow>& rows)
    {
        std::vector<FormSpot> spots{spot};
        for (const FormRow& row : rows) {
            if (row.role == spot.row.role && row.node && row.step != spot.row.step && chance(4))
                spots.push_back({sibling(spot.place, row.step), row, m_root});
        }
        take("clear", ops::wishesToClear(spots));
        std::vector<Path> paths;
        for (const FormSpot& one : spots)
            paths.push_back(find(one.place).path);
        for (const Path& path : paths)
            m_case.gone.push_back({regions().of(path), !regions().part(path).flow});
        touchWithout(paths);
        eraseAll(std::move(paths));
        return true;
    }
    static Place sibling(const Place& place, const Step& step)
    {
        Place out = place.parent();
        out.steps.push_back(step);
        return out;
    }

    bool renameKey(const FormSpot& spot)
    {
        const Path path = find(spot.place).path;
        if (before(parentOf(path)).find("renamed") != nullptr)
            return false;
        take("rename", ops::wishesForKey(spot, "renamed"));
        after(parentOf(path)).entries[path.back()].first = "renamed";
        touch(regions().of(path));
        return true;
    }

    bool move(const FormSpot& spot, const std::vector<FormRow>& rows)
    {
        std::vector<FormSpot> items{spot};
        for (const FormRow& row : rows) {
            if (row.role == Role::Item && row.step != spot.row.step && chance(3))
                items.push_back({sibling(spot.place, row.step), row, m_root});
        }
        const Path list = parentOf(find(spot.place).path);
        const std::size_t index = pick(sizeOf(before(list)) + 1);
        take("move", ops::wishesToMove(items, spot.place.parent(), index));
        std::vector<Path> paths;
        for (const FormSpot& item : items)
            paths.push_back(find(item.place).path);
        oracle::moveItems(m_case.after, paths, list, index);
        touch(regions().of(list));
        return true;
    }

    bool typed(const FormSpot& spot)
    {
        const FormRow& row = spot.row;
        if (row.role == Role::Add && !row.step.isItem)
            return typedLabel(spot);
        const bool isOptional
            = row.role == Role::Field && row.field != nullptr && !row.field->required;
        if (isOptional && row.node && ops::editorOf(row) != ops::FormEditor::None && chance(4)) {
            const Path path = find(spot.place).path;
            take("typed nothing", ops::wishesForTyped(spot, ""));
            touchWithout({path});
            m_case.gone = {{regions().of(path), !regions().part(path).flow}};
            eraseAll({path});
            return true;
        }
        const std::optional<Typed> typing = typingFor(row, m_random);
        if (!typing)
            return false;
        const bool isId = row.role == Role::Field && row.field != nullptr && row.owner != nullptr
            && row.field->key == "id" && row.owner->name == "process";
        take(ops::isCompact(row) ? "typed compact" : "typed",
             ops::wishesForTyped(spot, typing->text));
        if (row.role == Role::Add)
            insert(spot.place.parent(), row.step.index, typing->value);
        else if (isId)
            setId(spot, typing->value);
        else if (ops::isCompact(row))
            setCompact(spot, typing->value);
        else
            set(spot.place, typing->value);
        return true;
    }

    bool typedLabel(const FormSpot& spot)
    {
        const Spot mapping = find(spot.place);
        if (mapping.missing.empty() && before(mapping.path).find("label") != nullptr)
            return false;
        take("typed label", ops::wishesForTyped(spot, "label=a=b"));
        set(spot.place.entry("label"), Value::string("a=b"));
        return true;
    }

    /// All that name the process follow, unless another one has the same id.
    void setId(const FormSpot& spot, const Value& value)
    {
        const Path path = find(spot.place).path;
        const bool isThere = find(spot.place).missing.empty();
        std::size_t same = 0;
        if (isThere && before(path).kind == Value::Kind::String) {
            for (const ListedProcess& process : processesOf(m_case.before, m_case.root))
                same += process.id == before(path).text ? 1 : 0;
        }
        set(spot.place, value);
        if (same != 1)
            return;
        for (const Path& rule : rulesOf(m_case.before, m_case.root)) {
            for (const Path& name : namesIn(m_case.before, rule, {before(path).text})) {
                touch(regions().of(name));
                after(name) = value;
            }
        }
    }

    /// A port keeps the order of what stands in it.
    void setCompact(const FormSpot& spot, const Value& value)
    {
        const Path path = find(spot.place).path;
        if (value.find("port") == nullptr)
            return set(spot.place, value);
        Value port = before(path);
        if (value.find("endPort") == nullptr)
            port.erase("endPort");
        for (const auto& [key, part] : value.entries) {
            port.set(key, part);
            m_case.anywhere.insert(key);
        }
        touch(regions().of(path));
        m_case.gone.push_back({regions().inside(path)});
        after(path) = std::move(port);
    }

    yaml::NodeRef m_root;
};

} // namespace

bool drawFormWish(WishCase& made, yaml::NodeRef unitRoot, std::mt19937_64& random)
{
    return FormWish(made, unitRoot, random).draw();
}

} // namespace pw::oracle
