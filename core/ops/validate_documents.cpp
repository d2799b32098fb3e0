// Which documents a text holds, and which type each of them has.

#include "core/ops/spelling.h"
#include "core/ops/validate_schema.h"

#include "core/policy/kinds.h"

#include <algorithm>
#include <array>

namespace pw::ops::validation {

namespace {

using policy::Kind;
using text::Severity;
using yaml::NodeRef;

constexpr std::array<std::string_view, 9> knownKinds{"SpyderbatFingerprint",
                                                     "FingerprintGroup",
                                                     "SpyderbatBaseline",
                                                     "SpyderbatPolicy",
                                                     "SpyderbatRuleset",
                                                     "GuardianDeviation",
                                                     "UidList",
                                                     "Config",
                                                     "APISecret"};

bool isItemsList(NodeRef node)
{
    return node.isMapping() && !node.find("kind") && node.find("items");
}

bool isFingerprint(Kind kind)
{
    return kind == Kind::Fingerprint || kind == Kind::FingerprintRecord;
}

} // namespace

void SchemaWalk::root(NodeRef node)
{
    if (node.isSequence()) {
        std::size_t index = 0;
        for (const NodeRef item : node.items()) {
            if (m_report.stopped())
                return;
            std::vector<text::Diagnostic>& all = m_report.diagnostics();
            const std::size_t before = all.size();
            element(item);
            const std::string prefix = "Invalid object in '" + m_report.document().source().name()
                + "' at index " + std::to_string(index++) + ". ";
            for (std::size_t i = before; i < all.size(); ++i) {
                if (all[i].severity == Severity::Error)
                    all[i].message.insert(0, prefix);
            }
        }
        return;
    }
    element(node);
}

void SchemaWalk::element(NodeRef node)
{
    if (node.isAlias())
        return;
    if (isItemsList(node))
        object(node, policy::itemsListSchema(), nullptr);
    else
        document(node);
}

void SchemaWalk::document(NodeRef node)
{
    if (!node.isMapping()) {
        if (node.isAlias() || m_report.unfinished(node))
            return;
        m_report.error("not-a-document",
                       "Resource file does not contain a dictionary or list of dictionaries. Found "
                           + describe(node) + "; a document starts with apiVersion and kind",
                       at(node));
        return;
    }
    const Kind kind = policy::kindOf(node);
    if (const policy::ObjectType* type = policy::schemaOf(kind))
        object(node, *type, nullptr);
    else
        unknownDocument(node);
}

void SchemaWalk::unknownDocument(NodeRef node)
{
    const NodeRef kind = node.find("kind");
    if (policy::kindOf(node) == Kind::OutOfScope) {
        m_report.error("kind-out-of-scope",
                       "A " + shorten(kind.value())
                           + " is no document of Guardian; it was not checked, take it out to "
                             "work with the others",
                       at(kind));
        return;
    }
    const NodeRef version = node.find("apiVersion");
    const policy::ObjectType& like = *policy::schemaOf(Kind::Policy);
    if (version)
        value(version, *like.field("apiVersion"), like);
    else
        missing(node, like, *like.field("apiVersion"));
    if (!kind) {
        if (!m_report.unfinished(node)) {
            m_report.error("missing-field",
                           "Unable to validate None, no schema exists for objects of that type. "
                           "Add the kind of the document, such as \"kind: SpyderbatPolicy\"",
                           missingIn(node, "kind"));
        }
        return;
    }
    const std::string word = kind.isScalar() ? shorten(kind.value()) : describe(kind);
    std::string message
        = "Unable to validate '" + word + "', no schema exists for objects of that type";
    std::optional<text::Fix> fix;
    const std::string_view meant
        = kind.isScalar() ? closestWord(kind.value(), knownKinds) : std::string_view();
    if (!meant.empty()) {
        message += "; did you mean \"" + std::string(meant) + "\"?";
        fix = replaceText(kind, meant, "write \"" + std::string(meant) + "\"");
    } else {
        message += "; write a kind such as SpyderbatPolicy";
    }
    m_report.error("unknown-kind", std::move(message), at(kind), std::move(fix));
}

void SchemaWalk::documents(NodeRef node, const policy::Field& field)
{
    if (!node.isSequence())
        return wrongType(node, field.kind);
    const bool membersOfGroup = !field.values.empty();
    for (const NodeRef item : node.items()) {
        if (m_report.stopped())
            return;
        if (isItemsList(item)) {
            m_report.error("nested-items",
                           "Nested item lists are not allowed. Move the documents of the inner "
                           "list into the outer one",
                           {item, atKey({item.find("items").key(), item}).span, "kind"});
            continue;
        }
        document(item);
        if (!item.isMapping())
            continue;
        const Kind kind = policy::kindOf(item);
        if (membersOfGroup && policy::schemaOf(kind) != nullptr && !isFingerprint(kind)) {
            m_report.error("wrong-kind",
                           "A group holds fingerprints; take the "
                               + std::string(policy::toString(kind)) + " out",
                           at(item.find("kind") ? item.find("kind") : item));
        }
        if (!membersOfGroup && kind != Kind::FingerprintGroup && kind != Kind::Deviation)
            itemsMetadata(item);
    }
}

/// spyctl reads the metadata of every element of an items list as texts, and refuses others.
void SchemaWalk::itemsMetadata(NodeRef element)
{
    for (const auto& entry : element.find("metadata").entries()) {
        if (!entry.value.isSequence() && !entry.value.isMapping())
            continue;
        m_report.error("items-metadata",
                       "In an items list spyctl takes only texts and numbers in metadata, not "
                           + describe(entry.value) + "; remove '" + shorten(entry.key.value())
                           + "' or put the document into a file of its own",
                       atKey(entry));
    }
}

} // namespace pw::ops::validation
