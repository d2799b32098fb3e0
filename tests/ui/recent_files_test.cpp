// The menu of recent files: the newest on top, each once, opened by a click.

#include "app/policywright/recent_files.h"

#include "app/policywright/session.h"
#include "ui/editor/policy_editor.h"

#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace pw;

class RecentFilesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void theNewestIsOnTop();
    void savingUnderANameCounts();
    void noMoreThanAPersonCanRead();
    void clearing();

private:
    [[nodiscard]] QStringList texts() const;

    std::unique_ptr<app::Session> m_session;
    std::unique_ptr<QMenu> m_menu;
    std::unique_ptr<app::RecentFiles> m_recent;
};

void RecentFilesTest::init()
{
    m_session = std::make_unique<app::Session>();
    m_menu = std::make_unique<QMenu>();
    m_recent = std::make_unique<app::RecentFiles>(
        *m_session, *m_menu,
        QStringList{QStringLiteral("/etc/old.yaml"), QStringLiteral("/etc/older & oldest.yaml")});
}

void RecentFilesTest::cleanup()
{
    m_recent.reset();
    m_session.reset();
}

QStringList RecentFilesTest::texts() const
{
    QStringList out;
    for (const QAction* const action : m_menu->actions()) {
        if (!action->isSeparator())
            out += action->text();
    }
    return out;
}

void RecentFilesTest::theNewestIsOnTop()
{
    m_session->addFile("/etc/new.yaml", text::SourceText());
    m_session->addFile("/etc/old.yaml", text::SourceText());
    m_session->add(text::SourceText(), QStringLiteral("never saved"));
    QCOMPARE(texts(),
             (QStringList{QStringLiteral("old.yaml – /etc"), QStringLiteral("new.yaml – /etc"),
                          QStringLiteral("older && oldest.yaml – /etc"),
                          QStringLiteral("&Clear this list")}));
    QSignalSpy asked(m_recent.get(), &app::RecentFiles::openRequested);
    m_menu->actions().at(2)->trigger();
    QCOMPARE(asked.takeFirst().front().toStringList(),
             QStringList{QStringLiteral("/etc/older & oldest.yaml")});
}

void RecentFilesTest::savingUnderANameCounts()
{
    app::Document& document = m_session->add(text::SourceText(), QStringLiteral("web"));
    document.setKept("/etc/web.yaml", text::SourceText(), document.revision());
    QCOMPARE(m_recent->paths().front(), QStringLiteral("/etc/web.yaml"));
    // Typing makes it no newer than what was opened later.
    m_session->addFile("/etc/new.yaml", text::SourceText());
    document.editor().append(QStringLiteral("# x"));
    QCOMPARE(m_recent->paths().front(), QStringLiteral("/etc/new.yaml"));
}

void RecentFilesTest::noMoreThanAPersonCanRead()
{
    for (int i = 0; i < 30; ++i)
        m_session->addFile("/etc/" + std::to_string(i) + ".yaml", text::SourceText());
    QCOMPARE(m_recent->paths().size(), app::RecentFiles::most);
    QCOMPARE(m_recent->paths().front(), QStringLiteral("/etc/29.yaml"));
}

void RecentFilesTest::clearing()
{
    m_menu->actions().constLast()->trigger();
    QTRY_VERIFY(m_recent->paths().isEmpty());
    QVERIFY(!m_menu->menuAction()->isEnabled());
    m_session->addFile("/etc/new.yaml", text::SourceText());
    QVERIFY(m_menu->menuAction()->isEnabled());
}

QTEST_MAIN(RecentFilesTest)
#include "recent_files_test.moc"
