// The form alone: a text in, wishes out, and what they make of the text.

#include "ui/form/form_view.h"

#include "tests/core/ops/wish_words.h"
#include "tests/ui/nameless.h"
#include "ui/common/convert.h"
#include "ui/common/notice_strip.h"
#include "ui/common/theme.h"
#include "ui/form/field_tree.h"
#include "ui/form/form_tabs_bar.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace pw;
using namespace pw::ui;
using namespace pw::tests;
using ops::FormTab;

namespace {

const std::string mongo = "apiVersion: spyderbat/v1\n"
                          "kind: SpyderbatPolicy\n"
                          "metadata:\n"
                          "  name: mongo\n"
                          "  type: container\n"
                          "spec:\n"
                          "  containerSelector:\n"
                          "    image: mongo:1\n"
                          "  mode: audit\n"
                          "  processPolicy:\n"
                          "  - name: mongod # the server\n"
                          "    exe:\n"
                          "    - /usr/bin/mongod\n"
                          "    id: mongod_0\n"
                          "    euser: [mongo]\n"
                          "    children:\n"
                          "    - name: sh\n"
                          "      exe: [/bin/sh]\n"
                          "      id: sh_0\n"
                          "  networkPolicy:\n"
                          "    ingress:\n"
                          "    - from:\n"
                          "      - ipBlock: {cidr: 192.168.0.229/32}\n"
                          "      - ipBlock: {cidr: 192.168.1.146/32}\n"
                          "      processes: [mongd_0]\n"
                          "      ports:\n"
                          "      - protocol: TCP\n"
                          "        port: 27017\n"
                          "    egress: []\n"
                          "  response:\n"
                          "    default:\n"
                          "    - makeRedFlag: {severity: high}\n"
                          "    actions:\n"
                          "    - agentKillPod: {podSelector: {matchLabels: {env: staging}}}\n";

SnapshotPtr read(const std::string& text)
{
    return std::make_shared<const Snapshot>(analyse(*text::SourceText::make(text, "a.yaml")));
}

} // namespace

class FormViewTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        qRegisterMetaType<std::vector<policy::PolicyEdit>>();
        qRegisterMetaType<text::Span>();
        applyTheme(ThemeChoice::Light);
    }

    void init()
    {
        m_form = std::make_unique<FormView>();
        m_form->resize(760, 700);
        connect(m_form.get(), &FormView::wished, this, &FormViewTest::onWished);
        connect(m_form.get(), &FormView::revealRequested, this, [this](text::Span span) {
            m_revealed = QString::fromStdString(
                std::string(m_form->document()->snapshot->source.slice(span)));
        });
        m_form->show();
        QVERIFY(QTest::qWaitForWindowActive(m_form.get()));
        m_wishes.clear();
        m_steps.clear();
        m_revealed.clear();
        m_follows = true;
    }

    void tabsSayWhatIsInThemAndWhatIsWrong()
    {
        show(mongo);
        const auto* const tabs = child<FormTabsBar>("formTabs");
        QStringList words;
        for (int index = 0; index < tabs->count(); ++index)
            words += tabs->tabText(index);
        QCOMPARE(words.join(u'|'),
                 QStringLiteral("Overview|Selectors 1|Processes 2|Network 1, Error|Response 2"));
        show("apiVersion: spyderbat/v1\nkind: UidList\nmetadata: {startTime: 1, endTime: 2}\n"
             "data: {uniqueIdentifiers: []}\n");
        QCOMPARE(tabs->count(), 1);
    }

    void aWordIsChosen()
    {
        show(mongo);
        edit(FormTab::Overview, "spec.mode");
        auto* const box = editor<QComboBox>();
        QCOMPARE(box->count(), 2); // it is required, so it cannot be absent
        box->setCurrentIndex(1);
        QTest::keyClick(box, Qt::Key_Return);
        QTRY_COMPARE(m_wishes, QStringLiteral("set spec.mode \"enforce\""));
        QCOMPARE(m_steps, QStringLiteral("set mode"));
        QVERIFY(m_text.find("mode: enforce") != std::string::npos);
    }

    void whatDoesNotFitStaysInTheEditor()
    {
        show(mongo);
        edit(FormTab::Network, "spec.networkPolicy.ingress[0].ports[0].port");
        auto* const line = editor<QLineEdit>();
        QTest::keyClicks(line, QStringLiteral("http"));
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY(editor<QLineEdit>() == line);
        QVERIFY(problem().contains(QStringLiteral("a whole number is wanted")));
        m_form->setFocus();
        QVERIFY(editor<QLineEdit>() != nullptr);
        QVERIFY(m_wishes.isEmpty());
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, QStringLiteral("443"));
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_COMPARE(m_wishes,
                     QStringLiteral("set spec.networkPolicy.ingress[0].ports[0].port 443"));
    }

    void aTextThatDoesNotParseLeavesWhatWasGood()
    {
        show(mongo);
        show("kind: [\nspec:");
        QVERIFY(m_form->isDimmed());
        auto* const strip = child<NoticeStrip>("formStrip");
        QVERIFY(strip->isVisible());
        QVERIFY2(strip->sentence().startsWith(QStringLiteral("Line ")),
                 qPrintable(strip->sentence()));
        QVERIFY(fields()->fields().rowCount() > 0);
        edit(FormTab::Overview, "spec.mode");
        QVERIFY(m_form->findChild<QWidget*>(QStringLiteral("fieldEditor")) == nullptr);
        show(mongo);
        QVERIFY(!m_form->isDimmed());
        QVERIFY(strip->isHidden());
    }

    void theCursorMakesAFieldCurrent()
    {
        show(mongo);
        const auto at = static_cast<text::ByteOffset>(mongo.find("192.168.1.146"));
        m_form->setPlace(at);
        QCOMPARE(m_form->tab(), FormTab::Network);
        QVERIFY(m_revealed.isEmpty());
        QVERIFY(!fields()->hasFocus());
        m_form->setPlace(static_cast<text::ByteOffset>(mongo.find("mongo:1")));
        QCOMPARE(m_form->tab(), FormTab::Selectors);
        QCOMPARE(currentName(), QStringLiteral("image"));
    }

    void theDocumentUnderTheCursorIsShown()
    {
        const std::string two = mongo
            + "---\napiVersion: spyderbat/v1\nkind: UidList\nmetadata: {startTime: 1, "
              "endTime: 2}\ndata: {uniqueIdentifiers: [a]}\n";
        show(two);
        QCOMPARE(child<FormTabsBar>("formTabs")->count(), 5);
        m_form->setPlace(static_cast<text::ByteOffset>(two.find("startTime")));
        QCOMPARE(child<FormTabsBar>("formTabs")->count(), 1);
        QCOMPARE(currentName(), QStringLiteral("startTime"));
    }

    void modelsAreModels()
    {
        show(mongo);
        new QAbstractItemModelTester(&fields()->fields(),
                                     QAbstractItemModelTester::FailureReportingMode::QtTest,
                                     m_form.get());
        FieldTree* const tree = fields();
        tree->expandAll();
        show("kind: SpyderbatPolicy\nmetadata: {name: x, tags: [a, b, {c: d}], odd: 1}\n");
        show(mongo);
        show("[]");
        show("a: 1\n");
    }

    void whoeverIsReachedHasAName()
    {
        show(mongo);
        for (const FormTab tab : allTabs) {
            m_form->setTab(tab);
            QCOMPARE(namelessIn(*m_form).join(u'\n'), QString());
        }
    }

    void pictures()
    {
        const QString folder = qEnvironmentVariable("FORM_PICTURES");
        if (folder.isEmpty())
            QSKIP("FORM_PICTURES names no folder");
        for (const bool dark : {false, true}) {
            applyTheme(dark ? ThemeChoice::Dark : ThemeChoice::Light);
            show(mongo);
            for (const FormTab tab : allTabs) {
                m_form->setTab(tab);
                QTest::qWait(50);
                m_form->grab().save(folder + u'/' + FormTabsBar::title(tab)
                                    + (dark ? QStringLiteral("-dark") : QString())
                                    + QStringLiteral(".png"));
            }
        }
        applyTheme(ThemeChoice::Light);
    }

private:
    static constexpr std::array allTabs{FormTab::Overview, FormTab::Selectors, FormTab::Processes,
                                        FormTab::Network, FormTab::Response};

    void show(const std::string& text)
    {
        m_text = text;
        m_form->setSnapshot(read(text));
    }

    /// Makes the row at that path current and begins to edit it.
    void edit(FormTab tab, const std::string& path)
    {
        goTo(tab, path);
        QTest::keyClick(fields(), Qt::Key_F2);
    }

    void goTo(FormTab tab, const std::string& path)
    {
        m_form->setTab(tab);
        FieldTree* const tree = fields();
        QModelIndex found;
        for (QModelIndex at = tree->model()->index(0, 0); at.isValid(); at = tree->indexBelow(at)) {
            const std::string here = tree->fields().spot(at).place.path();
            if (here == path && tree->fields().row(at).role != ops::FormRow::Role::Add)
                found = at;
            else if (path.starts_with(here))
                tree->expand(at);
        }
        QVERIFY2(found.isValid(), path.c_str());
        tree->setCurrentIndex(found);
        tree->setFocus();
    }

    template <typename Widget> Widget* child(const char* name)
    {
        return m_form->findChild<Widget*>(QLatin1String(name));
    }
    /// The fields that are seen.
    FieldTree* fields()
    {
        for (FieldTree* const tree : m_form->findChildren<FieldTree*>()) {
            if (tree->isVisible())
                return tree;
        }
        return nullptr;
    }
    template <typename Editor> Editor* editor()
    {
        return m_form->findChild<Editor*>(QStringLiteral("fieldEditor"));
    }
    QString currentName() { return fields()->fields().name(fields()->currentIndex()); }
    QString problem() { return fields()->currentIndex().siblingAtColumn(2).data().toString(); }

    void onWished(const std::vector<policy::PolicyEdit>& wishes, const QString& step)
    {
        m_wishes += (m_wishes.isEmpty() ? QString() : QStringLiteral("\n"))
            + QString::fromStdString(wordsOf(wishes));
        m_steps += (m_steps.isEmpty() ? QString() : QStringLiteral("\n")) + step;
        if (!m_follows)
            return;
        const SnapshotPtr now = read(m_text);
        const auto planned = policy::planEdits(*now->document, wishes);
        QVERIFY2(planned.has_value(), planned ? "" : planned.error().message.c_str());
        show(planned->edits.apply(m_text).value());
    }

    std::unique_ptr<FormView> m_form;
    std::string m_text;
    QString m_wishes;
    QString m_steps;
    QString m_revealed;
    bool m_follows = true;
};

QTEST_MAIN(FormViewTest)
#include "form_view_test.moc"
