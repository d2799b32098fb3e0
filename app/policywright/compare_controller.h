#pragma once
// Comparisons in tabs of their own: opens them from wherever a text is, says what else a side could
// be, and hands them the actions of the window.

#include "app/policywright/actions.h"
#include "app/policywright/comparison_tab.h"
#include "app/policywright/side_merging.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace pw::app {

class MainWindow;

/// An applied policy, as far as a list says it.
struct KnownPolicy
{
    std::string uid;
    std::string name;
    std::optional<std::int64_t> version;
};

class CompareController : public QObject
{
    Q_OBJECT
public:
    struct Around
    {
        files::FileStore& files;
        std::function<ClientPtr()> client;
        std::function<std::vector<KnownPolicy>()> policies; ///< that are applied
        ClockFn clock;
    };

    /// Both must outlive it.
    CompareController(Around around, Session& session, MainWindow& window,
                      QObject* parent = nullptr);
    ~CompareController() override;

    /// With what it most likely came from: the applied version, its file, or another open text.
    void compareDocument(const Document& document);
    /// An applied policy with the open text of it, or with its version before.
    void comparePolicy(const std::string& uid);
    /// The open policy that takes most of them, and what it would be with them.
    void compareFingerprints(const ChosenFingerprints& chosen);
    void compareFiles(const std::string& left, const std::string& right);

    /// The one in front; null: another page is.
    [[nodiscard]] ComparisonTab* current() const;
    /// The one that was in front last, or a new one where sides are still to be chosen.
    void show();
    [[nodiscard]] int count() const { return static_cast<int>(m_tabs.size()); }
    [[nodiscard]] bool isIdle() const;
    void describe(Actions::State& state) const;

Q_SIGNALS:
    void messageRequested(const QString& message);
    void stateChanged();

private:
    ComparisonTab& open(const CompareSource& left, const CompareSource& right,
                        const ChosenFingerprints& chosen = {});
    void connectActions();
    void close(const QWidget* page);
    void onPageShown(const QWidget* page);
    [[nodiscard]] CompareSource counterpartOf(const Document& document) const;
    [[nodiscard]] std::optional<KnownPolicy> appliedOf(const Document& document) const;
    [[nodiscard]] QList<ui::CompareChoice> choices(const ComparisonTab& tab,
                                                   ui::CompareSide side) const;
    void choose(ComparisonTab& tab, ui::CompareSide side, const QString& key);
    void chooseFile(ComparisonTab& tab, ui::CompareSide side);
    void chooseVersion(ComparisonTab& tab, ui::CompareSide side, const std::string& uid);
    [[nodiscard]] std::vector<CompareSource> sources(const ComparisonTab& tab) const;

    Around m_around;
    Session& m_session;
    MainWindow& m_window;
    ComparisonSaving m_saving;
    SideMerging m_merging;
    std::vector<std::unique_ptr<ComparisonTab>> m_tabs;
    const QWidget* m_last = nullptr;
};

} // namespace pw::app
