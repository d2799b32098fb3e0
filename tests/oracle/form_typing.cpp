#include "tests/oracle/form_typing.h"

#include <vector>

namespace pw::oracle {
namespace {

using ops::FormRow;
using policy::FieldKind;
using yaml::Value;
using Role = FormRow::Role;

class Typist
{
public:
    Typist(const FormRow& row, std::mt19937_64& random) : m_row(row), m_random(random) { }

    std::optional<Typed> type()
    {
        if (ops::editorOf(m_row) == ops::FormEditor::None)
            return std::nullopt;
        if (m_row.field == nullptr)
            return raw();
        const bool isItem = m_row.role == Role::Item || m_row.role == Role::Add;
        if (m_row.role == Role::Label)
            return m_row.field->kind == FieldKind::TextMap ? text() : raw();
        if (m_row.field->kind == FieldKind::ObjectList && isItem)
            return m_row.field->item->name == "port" ? port() : peer();
        switch (m_row.field->kind) {
        case FieldKind::Text:
            return m_row.field->values.empty() ? text() : word();
        case FieldKind::TextList:
        case FieldKind::TextOrTextList:
            return text();
        case FieldKind::Integer:
            return oneOf({{"8080", number("8080")}, {" 443 ", number("443")}, {"0", number("0")}});
        case FieldKind::Number:
            return oneOf({{"1.5", number("1.5")}, {"-3", number("-3")}});
        case FieldKind::NumberOrText:
            return m_row.node.isString() ? text()
                                         : oneOf({{"1670000000.5", number("1670000000.5")},
                                                  {"soon", Value::string("soon")}});
        case FieldKind::Boolean:
            return oneOf({{"true", Value::boolean(true)}, {"false", Value::boolean(false)}});
        default:
            return raw();
        }
    }

private:
    static Value number(const char* written) { return Value::number(written); }
    static Typed same(const std::string& words) { return {words, Value::string(words)}; }
    Typed oneOf(const std::vector<Typed>& all) { return all[m_random() % all.size()]; }

    Typed text()
    {
        return oneOf({same("web"), same("a b"), same("yes"), same("12"), same("x: y"), same("it's"),
                      same("# no"), same("ä*"), same("null"), same("[a"), same("-")});
    }
    Typed word()
    {
        return same(std::string(m_row.field->values[m_random() % m_row.field->values.size()]));
    }
    Typed raw()
    {
        if (m_row.node.isString())
            return text();
        return oneOf({{"5", number("5")},
                      {"true", Value::boolean(true)},
                      {"[a, 'b']", Value::strings({"a", "b"})},
                      {"{a: {b: 1}}", Value::map({{"a", Value::map({{"b", number("1")}})}})},
                      {"plain", Value::string("plain")},
                      {"'5'", Value::string("5")},
                      {"null", Value()},
                      {"[]", Value::list()}});
    }
    Typed peer()
    {
        const auto block = [](const char* cidr) {
            return Typed{cidr,
                         Value::map({{"ipBlock", Value::map({{"cidr", Value::string(cidr)}})}})};
        };
        const auto name = [](const char* dns) {
            return Typed{dns, Value::map({{"dnsSelector", Value::strings({dns})}})};
        };
        return oneOf({block("10.3.0.0/16"), block("192.168.1.1"), block("fe80::/10"),
                      name("db.example.org"), name("*.example.net")});
    }
    static Value ports(const char* protocol, const char* first, const char* last = nullptr)
    {
        Value out = Value::map({{"protocol", Value::string(protocol)}, {"port", number(first)}});
        if (last != nullptr)
            out.set("endPort", number(last));
        return out;
    }
    Typed port()
    {
        return oneOf({{"443", ports("TCP", "443")},
                      {"udp 53", ports("UDP", "53")},
                      {" TCP 8000-8010 ", ports("TCP", "8000", "8010")},
                      {"UDP 1 – 2", ports("UDP", "1", "2")}});
    }

    const FormRow& m_row;
    std::mt19937_64& m_random;
};

} // namespace

std::optional<Typed> typingFor(const FormRow& row, std::mt19937_64& random)
{
    return Typist(row, random).type();
}

} // namespace pw::oracle
