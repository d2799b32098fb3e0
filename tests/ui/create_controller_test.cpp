// From selected fingerprints to a new policy, with the sample organization.

#include "app/policywright/create_controller.h"
#include "core/ops/merge.h"
#include "core/policy/encode.h"
#include "core/yaml/yaml_writer.h"
#include "ui/common/row_style.h"
#include "ui/common/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

using namespace pw;

namespace {

app::FingerprintListPtr sampleList()
{
    QFile file(QStringLiteral(SAMPLE_FILE));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no sample");
    ops::FingerprintList list;
    ops::addFingerprints(
        list, *text::SourceText::make(file.readAll().toStdString(), "organization.yaml"));
    return std::make_shared<const ops::FingerprintList>(std::move(list));
}

std::vector<std::size_t> named(const ops::FingerprintList& list, const std::string& image)
{
    std::vector<std::size_t> out;
    for (std::size_t at = 0; at < list.instances.size(); ++at) {
        if (list.instances[at].facts.image.find(image) != std::string::npos)
            out.push_back(at);
    }
    return out;
}

/// What `pwctl create policy` writes for the same documents in the same order.
std::string pwctlText(const ops::FingerprintList& list, const std::vector<std::size_t>& instances,
                      const std::string& name)
{
    std::vector<ops::MergeInput> inputs;
    const Result<Done> visited
        = ops::visitDocuments(list, instances, [&inputs](const policy::GuardianDocument& document) {
              inputs.push_back({document, std::to_string(inputs.size())});
          });
    if (!visited)
        return visited.error().text();
    ops::sortForMerge(inputs);
    ops::CreateOptions options;
    options.name = name;
    const Result<ops::MergeOutcome> made = ops::createPolicy(inputs, options);
    return made ? yaml::writeYaml(policy::encode(made->document)) : made.error().text();
}

QModelIndex find(const QAbstractItemModel& model, const QString& text)
{
    const QModelIndexList found = model.match(model.index(0, 0), Qt::DisplayRole, text, 1,
                                              Qt::MatchExactly | Qt::MatchRecursive);
    return found.isEmpty() ? QModelIndex() : found.front();
}

} // namespace

class CreateControllerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_list = sampleList();
        m_controller = std::make_unique<app::CreateController>();
    }

    void twoMongosGiveWhatTheCommandLineGives()
    {
        open("mongo");
        QCOMPARE(result(),
                 QStringLiteral("1 process, 1 rule; scope: mongo:latest; nothing is widened"));
        const QSignalSpy created(m_controller.get(), &app::CreateController::created);
        child<QLineEdit>("policyName")->setText(QStringLiteral("my-mongo"));
        QTest::keyClick(child<QLineEdit>("policyName"), Qt::Key_Return);
        QTRY_COMPARE(created.size(), 1);
        QCOMPARE(created.front().at(0).toByteArray().toStdString(),
                 pwctlText(*m_list, named(*m_list, "mongo"), "my-mongo"));
        QCOMPARE(created.front().at(1).toString(), QStringLiteral("my-mongo"));
        QTRY_VERIFY(m_controller->dialog() == nullptr);
    }

    void escapeChangesNothing()
    {
        open("mongo");
        const QSignalSpy created(m_controller.get(), &app::CreateController::created);
        QTest::keyClick(m_controller->dialog(), Qt::Key_Escape);
        QTRY_VERIFY(m_controller->dialog() == nullptr);
        QVERIFY(created.isEmpty());
        QVERIFY(m_controller->isIdle());
    }

    void programsUsedInAttacksAreOffUntilTheyAreTaken()
    {
        open("nginx");
        const QAbstractItemModel& model = *child<QAbstractItemView>("behaviourTree")->model();
        for (const char* const name : {"sh", "curl"}) {
            const QModelIndex row = find(model, QLatin1String(name));
            QVERIFY(row.isValid());
            QCOMPARE(row.parent().data().toString(), QStringLiteral("Look at these first"));
            QCOMPARE(row.data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Unchecked));
        }
        const QByteArray without = make();
        QVERIFY(!without.contains("curl"));
        QVERIFY(!without.contains("93.184.216.34"));

        open("nginx");
        QAbstractItemModel& again = *child<QAbstractItemView>("behaviourTree")->model();
        QVERIFY(
            again.setData(find(again, QStringLiteral("curl")), Qt::Checked, Qt::CheckStateRole));
        // What it stands under is needed, too.
        QCOMPARE(find(again, QStringLiteral("sh")).data(Qt::CheckStateRole).toInt(),
                 static_cast<int>(Qt::Checked));
        const QByteArray with = make();
        QVERIFY(with.contains("/usr/bin/curl"));
        QVERIFY(with.contains("93.184.216.34"));
        QCOMPARE(with.toStdString(), pwctlText(*m_list, named(*m_list, "nginx"), "nginx-policy"));
    }

    void spaceUnticksWithoutMovingTheView()
    {
        open("nginx");
        auto* const tree = child<QAbstractItemView>("behaviourTree");
        const QModelIndex process = find(*tree->model(), QStringLiteral("docker-entrypoi"));
        QVERIFY(process.isValid());
        tree->setCurrentIndex(process);
        tree->setFocus();
        QTest::keyClick(tree, Qt::Key_Space);
        QCOMPARE(process.data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Unchecked));
        QCOMPARE(tree->currentIndex(), process);
        QTRY_VERIFY(m_controller->isIdle());
        const QByteArray text = make();
        QVERIFY(!text.contains("docker-entrypoi"));
        QVERIFY(!text.contains("/usr/bin/find"));
        QVERIFY(text.contains("/usr/sbin/nginx"));
    }

    void mixedImagesAreWarnedOf()
    {
        std::vector<std::size_t> both = named(*m_list, "mongo");
        both.push_back(named(*m_list, "nginx").front());
        open(both);
        auto* const warning = child<QLabel>("createWarningText");
        QVERIFY(warning->isVisible());
        QVERIFY(warning->text().contains(QStringLiteral("docker.io/library/*")));
    }

    void whatCannotBeMadeSaysWhy()
    {
        std::vector<std::size_t> all;
        for (std::size_t at = 0; at < m_list->instances.size(); ++at)
            all.push_back(at);
        open(all);
        QVERIFY(result().startsWith(QStringLiteral("Cannot build one policy from container and")));
        QVERIFY(!child<QPushButton>("createAccept")->isEnabled());
    }

    void aBadNameIsRefused()
    {
        open("mongo");
        child<QLineEdit>("policyName")->setText(QStringLiteral("ab"));
        QTRY_VERIFY(m_controller->isIdle());
        QCOMPARE(result(), QStringLiteral("The name has 2 characters, 3 to 64 are allowed"));
        QVERIFY(!child<QPushButton>("createAccept")->isEnabled());
    }

    void pictures()
    {
        const QString folder = qEnvironmentVariable("PICTURES");
        if (folder.isEmpty())
            QSKIP("PICTURES names no folder");
        for (const auto& [theme, word] : {std::pair(ui::ThemeChoice::Light, "light"),
                                          std::pair(ui::ThemeChoice::Dark, "dark")}) {
            ui::applyTheme(theme);
            for (const char* const image : {"mongo", "nginx", "library"}) {
                open(image);
                QTest::qWait(50);
                const auto grab = [&](const char* part) {
                    m_controller->dialog()->grab().save(QStringLiteral("%1/create-%2-%3-%4.png")
                                                            .arg(folder, QLatin1String(image),
                                                                 QLatin1String(part),
                                                                 QLatin1String(word)));
                };
                grab("scope");
                child<QTabWidget>("outcome")->setCurrentIndex(1);
                grab("widened");
                child<QTabWidget>("outcome")->setCurrentIndex(2);
                grab("text");
                m_controller->dialog()->reject();
            }
        }
    }

private:
    void open(const std::vector<std::size_t>& instances)
    {
        m_controller->start({m_list, instances}, nullptr);
        QTRY_VERIFY(m_controller->isIdle());
        QTRY_VERIFY(!result().isEmpty());
    }
    void open(const char* image) { open(named(*m_list, image)); }

    QByteArray make()
    {
        const QSignalSpy created(m_controller.get(), &app::CreateController::created);
        QTest::keyClick(m_controller->dialog(), Qt::Key_Return, Qt::ControlModifier);
        [&] { QTRY_VERIFY(m_controller->dialog() == nullptr); }();
        return created.isEmpty() ? QByteArray() : created.front().at(0).toByteArray();
    }

    template <typename Widget> [[nodiscard]] Widget* child(const char* name) const
    {
        return m_controller->dialog()->findChild<Widget*>(QLatin1String(name));
    }
    [[nodiscard]] QString result() const { return child<QLabel>("createResult")->text(); }

    app::FingerprintListPtr m_list;
    std::unique_ptr<app::CreateController> m_controller;
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setStyle(new ui::RowStyle);
    ui::applyTheme(ui::ThemeChoice::Light);
    CreateControllerTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "create_controller_test.moc"
