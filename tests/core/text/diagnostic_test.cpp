#include "core/text/diagnostic.h"

#include <QTest>

using namespace pw::text;

class DiagnosticTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pointsAtThePlace();
    void cutsLongLinesAroundThePlace();
    void sortsByPlaceThenSeverity();
};

void DiagnosticTest::pointsAtThePlace()
{
    const SourceText text = *SourceText::make("spec:\n  \xC3\xA4: euesr\n", "p.yaml");
    Diagnostic problem;
    problem.code = "unknown-field";
    problem.message = "unknown field";
    problem.path = "spec";
    problem.span = {12, 17};
    QCOMPARE(render(text, problem),
             std::string("p.yaml:2:6: error: spec: unknown field [unknown-field]\n"
                         "      \xC3\xA4: euesr\n"
                         "         ^\n"));
}

void DiagnosticTest::cutsLongLinesAroundThePlace()
{
    const SourceText text = *SourceText::make(std::string(5'000'000, 'x') + "!", "p.yaml");
    Diagnostic problem;
    problem.span = {5'000'000, 5'000'001};
    const std::string shown = render(text, problem);
    QVERIFY(shown.size() < 400);
    QVERIFY(shown.find("x!\n") != std::string::npos);
}

void DiagnosticTest::sortsByPlaceThenSeverity()
{
    Diagnostic late;
    late.span = {9, 9};
    Diagnostic warning;
    warning.severity = Severity::Warning;
    Diagnostic error;
    std::vector<Diagnostic> all{late, warning, error};
    sortByPlace(all);
    QCOMPARE(all[0], error);
    QCOMPARE(all[1], warning);
    QCOMPARE(all[2], late);
}

QTEST_APPLESS_MAIN(DiagnosticTest)
#include "diagnostic_test.moc"
