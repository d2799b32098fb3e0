#pragma once
// A form alone, driven as a person does: a text in, wishes out, and what they make of the text.

#include "tests/core/ops/wish_words.h"
#include "ui/common/row_style.h"
#include "ui/common/theme.h"
#include "ui/form/field_tree.h"
#include "ui/form/form_view.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <array>

namespace pw::tests {

inline const std::string mongo
    = "apiVersion: spyderbat/v1\n"
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

inline SnapshotPtr read(const std::string& text)
{
    return std::make_shared<const Snapshot>(analyse(*text::SourceText::make(text, "a.yaml")));
}

class FormDriver : public QObject
{
protected:
    using FormView = ui::FormView;
    using FormTab = ops::FormTab;
    using FieldTree = ui::FieldTree;
    using FieldModel = ui::FieldModel;
    using RowTree = ui::RowTree;

    static void setUp()
    {
        qRegisterMetaType<std::vector<policy::PolicyEdit>>();
        qRegisterMetaType<text::Span>();
        QApplication::setStyle(new ui::RowStyle);
        ui::applyTheme(ui::ThemeChoice::Light);
    }

    void makeForm()
    {
        m_form = std::make_unique<FormView>();
        m_form->resize(760, 700);
        connect(m_form.get(), &FormView::wished, this, &FormDriver::onWished);
        connect(m_form.get(), &FormView::revealRequested, this, [this](text::Span span) {
            m_revealed = QString::fromStdString(
                std::string(m_form->document()->snapshot->source.slice(span)));
        });
        connect(m_form.get(), &FormView::fixRequested, this, [this](const text::Fix& fix) {
            m_fixes += fix.title + "\n";
            show(fix.edits.apply(m_text).value());
        });
        m_form->show();
        QVERIFY(QTest::qWaitForWindowActive(m_form.get()));
        m_wishes.clear();
        m_steps.clear();
        m_revealed.clear();
        m_follows = true;
    }

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
        QTRY_VERIFY(editor<QWidget>() == nullptr); // the one before closes when it may
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

    /// Rows below new rows are fetched by the view, not while they come.
    void watch(QAbstractItemModel* model)
    {
        auto* const tester = new QAbstractItemModelTester(
            model, QAbstractItemModelTester::FailureReportingMode::QtTest, m_form.get());
        tester->setUseFetchMore(false);
    }

    /// How many fields there are below; each has a tip, and an editor or rows of its own.
    static std::size_t checked(FieldModel& model, const QModelIndex& parent)
    {
        std::size_t count = 0;
        if (model.canFetchMore(parent))
            model.fetchMore(parent);
        for (int row = 0; row < model.rowCount(parent); ++row) {
            const QModelIndex index = model.index(row, 0, parent);
            const QString name = QString::fromStdString(model.spot(index).place.path());
            if (index.data(Qt::ToolTipRole).toString().isEmpty()
                || index.data(Qt::WhatsThisRole).toString().isEmpty())
                qFatal("no help: %s", qPrintable(name));
            const bool isEdited
                = model.flags(index.siblingAtColumn(1)).testFlag(Qt::ItemIsEditable);
            const bool isAdded = model.row(index).role == ops::FormRow::Role::Add;
            if (!isEdited && !isAdded && !model.hasChildren(index))
                qFatal("no editor: %s", qPrintable(name));
            count += 1 + checked(model, index);
        }
        return count;
    }

    /// The table above the fields, where there is one.
    RowTree* otherTable()
    {
        for (RowTree* const table : m_form->findChildren<RowTree*>()) {
            if (table->isVisible() && qobject_cast<FieldTree*>(table) == nullptr)
                return table;
        }
        return nullptr;
    }

    /// Chooses or types the value of a field and commits it.
    void put(FormTab tab, const std::string& path, const QString& value)
    {
        const QString before = m_wishes;
        edit(tab, path);
        if (auto* const box = editor<QComboBox>()) {
            box->setCurrentText(value);
            QTest::keyClick(box, Qt::Key_Return);
        } else {
            type(value);
        }
        QTRY_VERIFY2(m_wishes != before, path.c_str());
    }

    void type(const QString& text)
    {
        auto* const line = editor<QLineEdit>();
        QVERIFY(line != nullptr);
        line->selectAll();
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
    }

    void click(const char* name)
    {
        auto* const button = child<QPushButton>(name);
        QVERIFY2(button->isEnabled(), name);
        button->click();
    }

    static QString rows(const RowTree* table)
    {
        QStringList out;
        for (QModelIndex at = table->model()->index(0, 0); at.isValid();
             at = table->indexBelow(at)) {
            QStringList cells;
            for (int column = 0; column < table->model()->columnCount(); ++column)
                cells += at.siblingAtColumn(column).data(Qt::AccessibleTextRole).toString();
            out += cells.join(u' ');
        }
        return out.join(u'\n');
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
    std::string m_fixes; ///< titles
    bool m_follows = true;
};

} // namespace pw::tests
