#pragma once
// What the tests of the store have in common.

#include "tests/core/organization/mongo_organization.h"

#include "core/yaml/reader.h"

#include <QTest>

#include <set>
#include <string>
#include <vector>

/// Texts are shown when they differ.
template <> inline char* QTest::toString(const std::string& text)
{
    return qstrdup(('"' + text + '"').c_str());
}

/// Says why when it fails.
#define REQUIRE_OK(result)                                                                         \
    do {                                                                                           \
        const std::string whyNot = pw::tests::whyFailed(result);                                   \
        QVERIFY2(whyNot.empty(), whyNot.c_str());                                                  \
    } while (false)

namespace pw::tests {

template <typename T> std::string whyFailed(const Result<T>& result)
{
    return result ? std::string() : result.error().text();
}

/// Empty for a success.
template <typename T> std::string codeOf(const Result<T>& result)
{
    return result ? std::string() : result.error().code;
}

inline yaml::Value valueOf(const std::string& json)
{
    return yaml::toValue(yaml::read(*text::SourceText::make(json)).roots().front());
}

inline Result<organization::ImportReport> importInto(organization::Store& store,
                                                     const std::string& text, double now = mongoNow)
{
    return importText(store, *text::SourceText::make(text, "file"), now);
}

/// `fprint:a1 fprint:a2`, in the order of a search.
inline std::string idsOf(organization::Store& store,
                         const organization::FingerprintSearch& search = {})
{
    std::string out;
    const Result<Done> done
        = store.fingerprints().visit(search, [&](const organization::FingerprintRow& row) {
              out += (out.empty() ? "" : " ") + row.facts.id;
              return true;
          });
    return done ? out : done.error().text();
}

/// The ids of the covered ones.
inline std::string coveredIn(organization::Store& store)
{
    std::string out;
    const Result<Done> done
        = store.fingerprints().visit({}, [&](const organization::FingerprintRow& row) {
              if (row.facts.covered.value_or(false))
                  out += (out.empty() ? "" : " ") + row.facts.id;
              return true;
          });
    return done ? out : done.error().text();
}

/// `fprint:a2 active`, one for each event of the kind; the log has schemas instead.
inline std::vector<std::string> eventsIn(organization::Store& store, organization::EventKind kind)
{
    std::vector<std::string> out;
    organization::EventSearch search;
    search.kind = kind;
    const Result<Done> done = store.events().visit(search, [&](const organization::EventRow& row) {
        out.push_back(kind == organization::EventKind::Audit
                          ? row.schema
                          : row.ref + (row.active ? " active" : " past"));
        return true;
    });
    return done ? out : std::vector<std::string>{done.error().text()};
}

inline const organization::Writing byAnn{"ann", mongoNow, {}};

} // namespace pw::tests
