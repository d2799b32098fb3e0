#include "ui/editor/fold_levels.h"

#include "ui/editor/policy_editor.h"
#include "ui/editor/scintilla.h"

#include <QTest>

using namespace pw;

namespace {

const std::string policyText = "spec:\n"
                               "  processPolicy:\n"
                               "  - name: sh\n"
                               "    exe:\n"
                               "    - /bin/sh\n"
                               "\n"
                               "    id: sh_0\n"
                               "  - name: nc\n"
                               "  response: {}\n";

/// `+` for a line that can be folded.
QString headers(const ui::PolicyEditor& editor)
{
    QString out;
    for (int line = 0; line < editor.lines(); ++line) {
        const long level = ui::sci::send(editor, QsciScintillaBase::SCI_GETFOLDLEVEL, line);
        out += (level & QsciScintillaBase::SC_FOLDLEVELHEADERFLAG) != 0 ? u'+' : u'.';
    }
    return out;
}

/// The last line that goes with this one.
long lastBelow(const ui::PolicyEditor& editor, long line)
{
    return editor.SendScintilla(QsciScintillaBase::SCI_GETLASTCHILD,
                                static_cast<unsigned long>(line), -1L);
}

} // namespace

class FoldLevelsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void depthOfALine_data();
    void depthOfALine();
    void listsFoldUnderTheirKey();
    void changesAreFollowed();
    void jsonFoldsByItsLexer();
};

void FoldLevelsTest::depthOfALine_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("depth");
    QTest::newRow("key") << QStringLiteral("    exe:\n") << 4;
    QTest::newRow("item in its column") << QStringLiteral("    - /bin/sh\n") << 5;
    QTest::newRow("item alone") << QStringLiteral("    -\r\n") << 5;
    QTest::newRow("a minus is no item") << QStringLiteral("  -1") << 2;
    QTest::newRow("document") << QStringLiteral("---\n") << 0;
    QTest::newRow("blank") << QStringLiteral("   \r\n") << -1;
    QTest::newRow("empty") << QString() << -1;
    QTest::newRow("deeper than Scintilla counts") << QString(9000, u' ') + u'x' << 3071;
}

void FoldLevelsTest::depthOfALine()
{
    QFETCH(QString, line);
    QTEST(ui::foldDepth(line.toStdString()), "depth");
}

void FoldLevelsTest::listsFoldUnderTheirKey()
{
    ui::PolicyEditor editor;
    editor.load(*text::SourceText::make(policyText));
    QTRY_COMPARE(headers(editor), QStringLiteral("++++......"));
    QCOMPARE(lastBelow(editor, 1), 7L); // processPolicy with both processes
    QCOMPARE(lastBelow(editor, 2), 6L);
    QCOMPARE(lastBelow(editor, 3), 5L);
}

void FoldLevelsTest::changesAreFollowed()
{
    ui::PolicyEditor editor;
    editor.load(*text::SourceText::make(policyText));
    QTRY_COMPARE(headers(editor), QStringLiteral("++++......"));
    editor.replaceText("spec:\n  response:\n    default: []\n");
    editor.setSnapshot(std::make_shared<const Snapshot>(
        analyse(*text::SourceText::make(editor.bytes()), editor.revision())));
    QTRY_COMPARE(headers(editor), QStringLiteral("++.."));
}

void FoldLevelsTest::jsonFoldsByItsLexer()
{
    ui::PolicyEditor editor;
    editor.load(*text::SourceText::make("{\n\"spec\": {\n\"mode\": \"audit\"\n}\n}\n"));
    editor.resize(400, 300);
    editor.show();
    QTRY_COMPARE(headers(editor), QStringLiteral("++...."));
}

QTEST_MAIN(FoldLevelsTest)
#include "fold_levels_test.moc"
