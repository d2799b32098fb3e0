#include "ui/fingerprints/filter_bar.h"

#include "tests/ui/sample_rows.h"
#include "ui/common/row_tree.h"
#include "ui/common/theme.h"
#include "ui/fingerprints/column_panel.h"
#include "ui/fingerprints/facet_model.h"
#include "ui/fingerprints/filter_chips.h"
#include "ui/fingerprints/filter_panel.h"
#include "ui/fingerprints/value_box.h"

#include <QAbstractItemModelTester>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace pw;
using ops::FingerprintField;

class FilterBarTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void dropDownsCount();
    void aChoiceOutlivesItsValue();
    void severalValuesOfADropDown();
    void filtersAreSetAndToldAsTheyAre();
    void valuesAreTicked();
    void patternsAreTyped_data();
    void patternsAreTyped();
    void chipsTakeTheirPatternOff();
    void facetsAreSoundModels();
    void savedFiltersAreChosen();
    void filtersAreSavedAndDeleted();
    void columnsAreTickedAndMoved();
    void columnsAreReadAsTheyWereWritten();

private:
    template <typename T> T* part(const char* name)
    {
        T* const found = m_bar->findChild<T*>(QLatin1String(name));
        if (found == nullptr)
            qFatal("there is no %s", name);
        return found;
    }
    void follow();
    void openPanel(const QString& field);
    QString values();

    ui::FingerprintListPtr m_list;
    std::unique_ptr<ui::FilterBar> m_bar;
};

void FilterBarTest::initTestCase()
{
    ui::applyTheme(ui::ThemeChoice::Light);
}

void FilterBarTest::init()
{
    m_list = test::sampleList();
    m_bar = std::make_unique<ui::FilterBar>();
    m_bar->resize(1500, 40);
    m_bar->show();
    connect(m_bar.get(), &ui::FilterBar::queryChanged, m_bar.get(), [this] { follow(); });
    follow();
}

void FilterBarTest::cleanup()
{
    m_bar.reset();
}

/// As app does: the table of what is asked for.
void FilterBarTest::follow()
{
    m_bar->setChoices(ops::tableOf(*m_list, m_bar->query()));
}

void FilterBarTest::openPanel(const QString& field)
{
    QTest::mouseClick(part<QPushButton>("moreFilters"), Qt::LeftButton);
    auto* const fields = part<ui::RowTree>("filterFields");
    const QModelIndexList found
        = fields->model()->match(fields->model()->index(0, 0), Qt::DisplayRole, field, 1);
    QVERIFY2(!found.isEmpty(), qPrintable(field));
    fields->setCurrentIndex(found.front());
}

/// `[x] mongo:latest 2 | [ ] …`
QString FilterBarTest::values()
{
    const QAbstractItemModel& model = *part<ui::RowTree>("facetValues")->model();
    QStringList out;
    for (int row = 0; row < model.rowCount(); ++row) {
        const bool on = model.index(row, 0).data(Qt::CheckStateRole).toInt() == Qt::Checked;
        out += QString((on ? QStringLiteral("[x] ") : QStringLiteral("[ ] "))
                       + model.index(row, 0).data().toString() + u' '
                       + model.index(row, 1).data().toString())
                   .trimmed();
    }
    return out.join(QStringLiteral(" | "));
}

void FilterBarTest::dropDownsCount()
{
    auto* const spaces = part<ui::ValueBox>("namespaceFilter");
    QStringList items;
    for (int item = 0; item < spaces->count(); ++item)
        items += spaces->itemText(item).simplified();
    QCOMPARE(items.join(u'|'), QStringLiteral("All namespaces|No namespace 1|dev 3|prod 1"));
    QCOMPARE(spaces->itemData(2, Qt::AccessibleTextRole).toString(),
             QStringLiteral("dev, 3 fingerprints"));
    spaces->setCurrentIndex(1);
    QVERIFY(m_bar->query().filter.fields.at(FingerprintField::Namespace)
            == std::vector<std::string>{""});
    // The counts of the others follow; its own do not.
    QCOMPARE(part<ui::ValueBox>("clusterFilter")->itemText(1).simplified(),
             QStringLiteral("production 1"));
    QCOMPARE(spaces->itemText(2).simplified(), QStringLiteral("dev 3"));
}

void FilterBarTest::aChoiceOutlivesItsValue()
{
    auto* const spaces = part<ui::ValueBox>("namespaceFilter");
    spaces->setCurrentIndex(3);
    m_list = test::sampleList({test::sampleRow("mongo-1", "mongo:latest", "dev")});
    follow();
    QCOMPARE(spaces->currentText(), QStringLiteral("prod"));
    QVERIFY(m_bar->query().filter.fields.at(FingerprintField::Namespace)
            == std::vector<std::string>{"prod"});
}

void FilterBarTest::severalValuesOfADropDown()
{
    ops::FingerprintFilter filter;
    filter.fields[FingerprintField::Namespace] = {"dev", "prod*"};
    m_bar->setFilter(filter);
    QCOMPARE(part<ui::ValueBox>("namespaceFilter")->currentText(), QStringLiteral("dev, prod*"));
    QVERIFY(m_bar->query().filter.fields == filter.fields);
    part<ui::ValueBox>("namespaceFilter")->setCurrentIndex(0);
    QVERIFY(m_bar->query().filter.empty());
}

void FilterBarTest::filtersAreSetAndToldAsTheyAre()
{
    ops::FingerprintFilter filter;
    filter.type = "linux-service";
    filter.text = "nginx*";
    filter.onlyUncovered = true;
    filter.fields[FingerprintField::Cluster] = {"east"};
    filter.fields[FingerprintField::Cgroup] = {"systemd:*", ""};
    QSignalSpy changed(m_bar.get(), &ui::FilterBar::queryChanged);
    m_bar->setFilter(filter);
    QCOMPARE(changed.count(), 1);
    QVERIFY(m_bar->query().filter == filter);
    m_bar->clear();
    QVERIFY(m_bar->query().filter.empty());
    QCOMPARE(m_bar->query().filter.type, std::string("linux-service"));
}

void FilterBarTest::valuesAreTicked()
{
    openPanel(QStringLiteral("Pod labels"));
    QCOMPARE(values(), QStringLiteral("[ ] app=nginx 3 | [ ] app=mongo 2"));
    auto* const list = part<ui::RowTree>("facetValues");
    list->setFocus();
    list->setCurrentIndex(list->model()->index(1, 0));
    QTest::keyClick(list, Qt::Key_Space);
    QCOMPARE(values(), QStringLiteral("[ ] app=nginx 3 | [x] app=mongo 2"));
    QVERIFY(m_bar->query().filter.fields.at(FingerprintField::Label)
            == std::vector<std::string>{"app=mongo"});
    QCOMPARE(part<QPushButton>("moreFilters")->text(), QStringLiteral("Filters (1)"));
    openPanel(QStringLiteral("Pod"));
    QCOMPARE(values(), QStringLiteral("[ ] mongo-1 1 | [ ] mongo-2 1"));
    QTest::mouseClick(part<QPushButton>("clearFilters"), Qt::LeftButton);
    QVERIFY(m_bar->query().filter.empty());
}

void FilterBarTest::patternsAreTyped_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("pattern");
    QTest::newRow("a pattern") << "Pod"
                               << "ngin?-*"
                               << "ngin?-*";
    QTest::newRow("the one that is found") << "Pod"
                                           << "x-2"
                                           << "nginx-2";
    QTest::newRow("a part of several") << "Pod"
                                       << "nginx"
                                       << "*nginx*";
    QTest::newRow("nothing there has it") << "Pod"
                                          << "redis"
                                          << "*redis*";
    QTest::newRow("by the other name") << "Machine"
                                       << "node"
                                       << "mach:a1K9";
    QTest::newRow("the key of a label") << "Pod labels"
                                        << "app"
                                        << "app";
}

void FilterBarTest::patternsAreTyped()
{
    QFETCH(QString, field);
    QFETCH(QString, typed);
    QFETCH(QString, pattern);
    openPanel(field);
    auto* const search = part<QLineEdit>("facetSearch");
    QTest::keyClicks(search, typed);
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(m_bar->query().filter.fields.size(), std::size_t{1});
    QVERIFY(m_bar->query().filter.fields.begin()->second
            == std::vector<std::string>{pattern.toStdString()});
    QVERIFY(values().contains(QStringLiteral("[x] ") + pattern));
    QCOMPARE(search->text(), QString());
}

void FilterBarTest::chipsTakeTheirPatternOff()
{
    ops::FingerprintFilter filter;
    filter.fields[FingerprintField::Pod] = {"nginx-*", "mongo-1"};
    filter.fields[FingerprintField::Namespace] = {"dev"};
    m_bar->setFilter(filter);
    QStringList names;
    for (const ui::FilterChip* const chip : m_bar->findChildren<ui::FilterChip*>())
        names += chip->accessibleName();
    QCOMPARE(names.join(u'|'),
             QStringLiteral("Take off the filter Pod: nginx-*|Take off the filter Pod: mongo-1"));
    QVERIFY(part<QWidget>("filterChips")->isVisible());
    QTest::mouseClick(m_bar->findChildren<ui::FilterChip*>().front(), Qt::LeftButton);
    QVERIFY(m_bar->query().filter.fields.at(FingerprintField::Pod)
            == std::vector<std::string>{"mongo-1"});
    QTest::mouseClick(part<QPushButton>("clearChips"), Qt::LeftButton);
    QVERIFY(!m_bar->query().filter.fields.contains(FingerprintField::Pod));
    QVERIFY(!part<QWidget>("filterChips")->isVisible());
}

void FilterBarTest::facetsAreSoundModels()
{
    ui::FacetModel model;
    const QAbstractItemModelTester tester(&model);
    const ops::Facet facet{{{"a", {}, 3}, {"b", "note", 1}}, 2};
    model.setFacet(FingerprintField::Pod, facet, {"x*"}, {});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(2, 0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("b note"));
    QCOMPARE(model.index(0, 1).data(Qt::AccessibleTextRole).toString(), QStringLiteral("pattern"));
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.toggle(model.index(1, 1));
    QVERIFY(model.patterns() == (std::vector<std::string>{"x*", "a"}));
    model.setFacet(FingerprintField::Pod, {{{"a", {}, 2}, {"b", "note", 1}}, 2}, {"x*", "a"}, {});
    QCOMPARE(resets.count(), 0); // the same rows with other counts
    model.setFacet(FingerprintField::Pod, facet, {"x*", "a"}, QStringLiteral("B"));
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(model.patterns() == (std::vector<std::string>{"x*", "a"}));
}

void FilterBarTest::savedFiltersAreChosen()
{
    ops::FingerprintFilter filter;
    filter.type = "container";
    filter.fields[FingerprintField::Status] = {"active"};
    m_bar->setSavedFilters({{QStringLiteral("Running"), filter}});
    auto* const menu = part<QMenu>("savedFiltersMenu");
    menu->popup(QPoint());
    QCOMPARE(menu->actions().front()->text(), QStringLiteral("Running"));
    QVERIFY(!menu->actions().front()->isChecked());
    menu->actions().front()->trigger();
    menu->close();
    QVERIFY(m_bar->query().filter == filter);
    menu->popup(QPoint());
    QVERIFY(menu->actions().front()->isChecked());
    menu->close();
}

void FilterBarTest::filtersAreSavedAndDeleted()
{
    QSignalSpy saved(m_bar.get(), &ui::FilterBar::filterSaved);
    QSignalSpy deleted(m_bar.get(), &ui::FilterBar::savedFilterDeleted);
    auto* const menu = part<QMenu>("savedFiltersMenu");
    menu->popup(QPoint());
    QVERIFY(!menu->findChild<QAction*>(QStringLiteral("saveFilter"))->isEnabled());
    menu->close();
    part<QLineEdit>("filterText")->setText(QStringLiteral("mongo*"));
    menu->popup(QPoint());
    menu->findChild<QAction*>(QStringLiteral("saveFilter"))->trigger();
    menu->close();
    auto* const dialog = part<QInputDialog>("saveFilterDialog");
    dialog->setTextValue(QStringLiteral(" Databases "));
    dialog->accept();
    QCOMPARE(saved.count(), 1);
    const auto filter = saved.front().front().value<ui::SavedFilter>();
    QCOMPARE(filter.name, QStringLiteral("Databases"));
    QVERIFY(filter.filter == m_bar->query().filter);
    m_bar->setSavedFilters({filter});
    menu->popup(QPoint());
    menu->actions().back()->menu()->actions().front()->trigger();
    menu->close();
    QCOMPARE(deleted.count(), 1);
    QCOMPARE(deleted.front().front().toString(), QStringLiteral("Databases"));
}

void FilterBarTest::columnsAreTickedAndMoved()
{
    QSignalSpy changed(m_bar.get(), &ui::FilterBar::columnChoiceChanged);
    connect(m_bar.get(), &ui::FilterBar::columnChoiceChanged, m_bar.get(),
            &ui::FilterBar::setColumnChoice);
    const auto last
        = [&changed] { return ui::columnText(changed.back().front().value<ui::ColumnChoice>()); };
    QTest::mouseClick(part<QToolButton>("chooseColumns"), Qt::LeftButton);
    auto* const list = part<ui::RowTree>("columnList");
    QCOMPARE(list->model()->index(0, 0).data().toString(), QStringLiteral("IMAGEID"));
    list->setFocus();
    list->setCurrentIndex(list->model()->index(4, 0));
    QTest::keyClick(list, Qt::Key_Space);
    QCOMPARE(last(), QStringLiteral("image-id repo covered latest cluster cgroup"));
    QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(last(), QStringLiteral("image-id repo covered cluster latest cgroup"));
    QTest::mouseClick(part<QPushButton>("columnDown"), Qt::LeftButton);
    QCOMPARE(last(), QStringLiteral("image-id repo covered latest cluster cgroup"));
    QTest::keyClick(part<QWidget>("wideColumns"), Qt::Key_Space);
    QCOMPARE(last(), QStringLiteral("wide image-id repo covered latest cluster cgroup"));
    QTest::mouseClick(part<QPushButton>("defaultColumns"), Qt::LeftButton);
    QVERIFY(changed.back().front().value<ui::ColumnChoice>() == ui::ColumnChoice());
}

void FilterBarTest::columnsAreReadAsTheyWereWritten()
{
    ui::ColumnChoice choice;
    choice.wide = true;
    choice.columns = {ops::TableColumn::Count, ops::TableColumn::Machines};
    QVERIFY(ui::columnChoiceOf(ui::columnText(choice)) == choice);
    QVERIFY(ui::columnChoiceOf(QStringLiteral("colour title machines wide machines")).columns
            == std::vector{ops::TableColumn::Machines});
    QVERIFY(ui::columnChoiceOf({}) == ui::ColumnChoice());
}

QTEST_MAIN(FilterBarTest)
#include "filter_bar_test.moc"
