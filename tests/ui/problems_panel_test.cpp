#include "ui/problems/problems_panel.h"

#include "ui/common/panel_title.h"
#include "ui/common/row_tree.h"
#include "ui/common/severity.h"
#include "ui/common/state_page.h"
#include "ui/problems/problem_model.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace pw;
using namespace pw::ui;

namespace {

text::Diagnostic problem(text::Severity severity, const char* message, text::ByteOffset begin)
{
    return {severity, "some-code", message, {begin, begin + 2}, "spec.mode", {}};
}

SnapshotPtr snapshotWith(std::vector<text::Diagnostic> diagnostics)
{
    Snapshot out = analyse(*text::SourceText::make("aa\nbb\ncc\ndd\n", "test"), 7);
    out.diagnostics = std::move(diagnostics);
    return std::make_shared<const Snapshot>(std::move(out));
}

} // namespace

class ProblemsPanelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void showsTheGravestFirst();
    void countsInTheTitle();
    void saysThatAllIsWell();
    void keepsTheSelection();
    void changesAsRandomListsDo();
    void aRowLeadsToItsPlace();
    void aFixIsOffered();
    void findsTheRowOfAPlace();
    void manyRows();

private:
    QStringList rows() const;
    QString cell(int row, ProblemModel::Column column) const;

    std::unique_ptr<ProblemsPanel> m_panel;
    RowTree* m_table = nullptr;
};

void ProblemsPanelTest::init()
{
    m_panel = std::make_unique<ProblemsPanel>();
    m_panel->resize(900, 300);
    m_panel->show();
    m_table = m_panel->findChild<RowTree*>(QStringLiteral("problemsTable"));
    auto* const model = m_panel->findChild<ProblemModel*>();
    new QAbstractItemModelTester(model, QAbstractItemModelTester::FailureReportingMode::QtTest,
                                 m_panel.get());
}

QString ProblemsPanelTest::cell(int row, ProblemModel::Column column) const
{
    return m_table->model()->index(row, static_cast<int>(column)).data().toString();
}

QStringList ProblemsPanelTest::rows() const
{
    QStringList out;
    for (int row = 0; row < m_table->model()->rowCount(); ++row)
        out << cell(row, ProblemModel::Column::Message);
    return out;
}

void ProblemsPanelTest::showsTheGravestFirst()
{
    m_panel->setSnapshot(snapshotWith(
        {problem(text::Severity::Suggestion, "s", 0), problem(text::Severity::Error, "e", 3),
         problem(text::Severity::Security, "sec", 6), problem(text::Severity::Error, "e2", 9)}));
    QCOMPARE(rows().join(u' '), QStringLiteral("e e2 sec s"));
    QCOMPARE(cell(0, ProblemModel::Column::Kind), QStringLiteral("Error"));
    QCOMPARE(cell(0, ProblemModel::Column::Line), QStringLiteral("2:1"));
    QCOMPARE(cell(0, ProblemModel::Column::Place), QStringLiteral("mode"));
    QCOMPARE(cell(0, ProblemModel::Column::Code), QStringLiteral("some-code"));
    QCOMPARE(cell(0, ProblemModel::Column::Fix), QString());
}

void ProblemsPanelTest::countsInTheTitle()
{
    m_panel->setSnapshot(snapshotWith({problem(text::Severity::Warning, "w", 0),
                                       problem(text::Severity::Warning, "w2", 3),
                                       problem(text::Severity::Error, "e", 6)}));
    QCOMPARE(m_panel->findChild<PanelTitle*>()->sentence(),
             QString::fromUtf8("1 error \xC2\xB7 2 warnings"));
}

void ProblemsPanelTest::saysThatAllIsWell()
{
    auto* const state = m_panel->findChild<StatePage*>();
    m_panel->setSnapshot(snapshotWith({}));
    QCOMPARE(state->state(), StatePage::State::Empty);
    m_panel->setSnapshot(snapshotWith({problem(text::Severity::Error, "e", 0)}));
    QCOMPARE(state->state(), StatePage::State::Content);
}

void ProblemsPanelTest::keepsTheSelection()
{
    m_panel->setSnapshot(snapshotWith({problem(text::Severity::Error, "a", 0),
                                       problem(text::Severity::Error, "b", 3),
                                       problem(text::Severity::Error, "c", 6)}));
    m_table->setCurrentIndex(m_table->model()->index(1, 0));
    m_panel->setSnapshot(snapshotWith({problem(text::Severity::Error, "new", 0),
                                       problem(text::Severity::Error, "b", 6),
                                       problem(text::Severity::Error, "c", 9)}));
    QCOMPARE(rows().join(u' '), QStringLiteral("new b c"));
    const int row = m_table->currentIndex().row();
    QCOMPARE(cell(row, ProblemModel::Column::Message), QStringLiteral("b"));
    QCOMPARE(cell(row, ProblemModel::Column::Line), QStringLiteral("3:1"));
}

void ProblemsPanelTest::changesAsRandomListsDo()
{
    const quint32 seed = QRandomGenerator::system()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    auto* const model = m_panel->findChild<ProblemModel*>();
    for (int round = 0; round < 200; ++round) {
        std::vector<text::Diagnostic> list;
        const int count = random.bounded(12);
        for (int i = 0; i < count; ++i) {
            const std::string words(1, static_cast<char>('a' + random.bounded(8)));
            list.push_back(problem(severities[static_cast<std::size_t>(random.bounded(4))],
                                   words.c_str(), static_cast<text::ByteOffset>(i)));
        }
        const SnapshotPtr snapshot = snapshotWith(list);
        m_panel->setSnapshot(snapshot);
        QCOMPARE(model->rowCount(), count);
        for (int i = 0; i < count; ++i)
            QVERIFY(model->problem(i) == list[static_cast<std::size_t>(i)]);
    }
}

void ProblemsPanelTest::aRowLeadsToItsPlace()
{
    m_panel->setSnapshot(snapshotWith({problem(text::Severity::Error, "a", 6)}));
    QList<text::Span> asked;
    connect(m_panel.get(), &ProblemsPanel::revealRequested, this,
            [&asked](text::Span span) { asked << span; });
    m_table->setFocus();
    m_table->setCurrentIndex(m_table->model()->index(0, 0));
    QTest::keyClick(m_table, Qt::Key_Return);
    QCOMPARE(asked, QList<text::Span>{(text::Span{6, 8})});
    const QRect place = m_table->visualRect(
        m_table->model()->index(0, static_cast<int>(ProblemModel::Column::Message)));
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, place.center());
    QCOMPARE(asked.size(), 2);
}

void ProblemsPanelTest::aFixIsOffered()
{
    text::Diagnostic mendable = problem(text::Severity::Error, "a", 0);
    text::TextEdits edits;
    edits.replace({0, 2}, "zz");
    mendable.fixes.push_back({"write zz", edits});
    m_panel->setSnapshot(snapshotWith({mendable}));
    QList<text::Fix> asked;
    std::uint64_t revision = 0;
    connect(m_panel.get(), &ProblemsPanel::fixRequested, this,
            [&](const text::Fix& fix, std::uint64_t of) {
                asked << fix;
                revision = of;
            });
    const QModelIndex link
        = m_table->model()->index(0, static_cast<int>(ProblemModel::Column::Fix));
    QCOMPARE(link.data().toString(), QStringLiteral("Fix"));
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, m_table->visualRect(link).center());
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.front().edits, edits);
    QCOMPARE(revision, std::uint64_t{7});
}

void ProblemsPanelTest::findsTheRowOfAPlace()
{
    m_panel->setSnapshot(snapshotWith(
        {problem(text::Severity::Error, "a", 0), problem(text::Severity::Warning, "b", 3)}));
    m_panel->markPlace(4);
    QCOMPARE(cell(m_table->currentIndex().row(), ProblemModel::Column::Message),
             QStringLiteral("b"));
    m_panel->markPlace(11); // nothing there: the row stays
    QCOMPARE(cell(m_table->currentIndex().row(), ProblemModel::Column::Message),
             QStringLiteral("b"));
}

void ProblemsPanelTest::manyRows()
{
    std::vector<text::Diagnostic> even;
    std::vector<text::Diagnostic> odd;
    for (int i = 0; i < 10000; ++i) {
        const std::string words = std::to_string(i);
        auto& list = i % 2 == 0 ? even : odd;
        list.push_back(problem(severities[static_cast<std::size_t>(i) % 4], words.c_str(), 0));
    }
    m_panel->setSnapshot(snapshotWith(even));
    std::vector<text::Diagnostic> all = even;
    for (std::size_t i = 0; i < odd.size(); ++i)
        all.insert(all.begin() + static_cast<std::ptrdiff_t>(2 * i + 1), odd[i]);
    m_table->setCurrentIndex(m_table->model()->index(10, 0));
    const QString selected = cell(10, ProblemModel::Column::Message);
    m_panel->setSnapshot(snapshotWith(all));
    QCOMPARE(m_table->model()->rowCount(), 10000);
    QCOMPARE(cell(m_table->currentIndex().row(), ProblemModel::Column::Message), selected);
}

QTEST_MAIN(ProblemsPanelTest)
#include "problems_panel_test.moc"
