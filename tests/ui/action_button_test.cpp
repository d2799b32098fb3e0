#include "ui/common/action_button.h"

#include <QAction>
#include <QSignalSpy>
#include <QTest>

using namespace pw::ui;

class ActionButtonTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void doesWhatTheActionDoes();
    void followsTheAction();
    void makesRoomForItsKeys();
};

void ActionButtonTest::doesWhatTheActionDoes()
{
    QAction action(QStringLiteral("&Create policy…"));
    action.setObjectName(QStringLiteral("createPolicy"));
    ActionButton button(&action, true, {});
    QCOMPARE(button.objectName(), QStringLiteral("createPolicyButton"));
    QCOMPARE(button.text(), QStringLiteral("Create policy…"));
    QCOMPARE(button.property("kind").toString(), QStringLiteral("primary"));
    QSignalSpy triggered(&action, &QAction::triggered);
    button.click();
    QCOMPARE(triggered.size(), 1);
}

void ActionButtonTest::followsTheAction()
{
    QAction action(QStringLiteral("Save &fingerprints as…"));
    ActionButton button(&action, false, QStringLiteral("Save as…"));
    QCOMPARE(button.text(), QStringLiteral("Save as…"));
    QCOMPARE(button.accessibleName(), QStringLiteral("Save fingerprints as…"));
    action.setEnabled(false);
    QVERIFY(!button.isEnabled());
    action.setVisible(false);
    QVERIFY(button.isHidden());
    action.setVisible(true);
    action.setEnabled(true);
    QVERIFY(button.isEnabled() && !button.isHidden());
}

void ActionButtonTest::makesRoomForItsKeys()
{
    QAction plain(QStringLiteral("Create"));
    QAction withKeys(QStringLiteral("Create"));
    withKeys.setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_N);
    ActionButton without(&plain, true, {});
    ActionButton with(&withKeys, true, {});
    QVERIFY(with.sizeHint().width()
            > without.sizeHint().width() + with.fontMetrics().horizontalAdvance(u'N'));
}

QTEST_MAIN(ActionButtonTest)
#include "action_button_test.moc"
