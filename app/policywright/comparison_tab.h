#pragma once
// One comparison: two sources, perhaps a third one that both came from, their texts as they are
// now, and the page that shows them.

#include "app/policywright/compare_source.h"
#include "app/policywright/comparison_saving.h"
#include "app/policywright/job.h"
#include "core/base/clock.h"
#include "ui/compare/compare_page.h"

#include <QObject>
#include <QPointer>

#include <array>
#include <functional>

namespace pw::app {

class Document;
class Session;

class ComparisonTab : public QObject
{
    Q_OBJECT
public:
    using Side = ui::CompareSide;

    struct Surroundings
    {
        const files::FileStore& files;
        std::function<ClientPtr()> client; ///< of the organization as it is then
        ClockFn clock;
    };

    /// All must outlive it. The page belongs to `pageParent` and goes with the tab.
    ComparisonTab(const Surroundings& around, Session& session, QWidget* pageParent);
    ~ComparisonTab() override;

    [[nodiscard]] ui::ComparePage& page() const { return *m_page; }
    void setSources(const CompareSource& left, const CompareSource& right,
                    const ChosenFingerprints& chosen = {});
    /// The base may be nothing.
    void setSource(Side side, const CompareSource& source);
    [[nodiscard]] const CompareSource& source(Side side) const { return at(side).source; }
    [[nodiscard]] const std::optional<std::string>& text(Side side) const { return at(side).text; }
    [[nodiscard]] QString name(Side side) const { return face(side).title; }
    /// The open text of it, the right one before the left one; null: there is none.
    [[nodiscard]] Document* target() const;
    /// There is a base, and an open text that can take in what the other side changed.
    [[nodiscard]] bool canMerge() const;
    void swap();
    void takeCurrent(ui::DiffSide from) { m_page->takeCurrent(from); }
    /// `mongo-policy: applied version and this text`
    [[nodiscard]] QString title() const;
    [[nodiscard]] std::string patch() const;
    /// What changed in meaning, as Markdown; empty while it is not known.
    [[nodiscard]] std::string review() const;
    /// Empty while one of them is not known.
    [[nodiscard]] std::optional<ComparedTexts> texts() const;
    [[nodiscard]] bool isIdle() const;

Q_SIGNALS:
    void titleChanged();
    void messageRequested(const QString& message);

private:
    struct State
    {
        CompareSource source;
        std::optional<std::string> text; ///< absent: not known
        std::uint64_t revision = 0; ///< of the open text
        QString note;
        QString problem;
        bool closed = false; ///< the open text was closed
    };
    [[nodiscard]] State& at(Side side) { return m_sides.at(static_cast<std::size_t>(side)); }
    [[nodiscard]] const State& at(Side side) const
    {
        return m_sides.at(static_cast<std::size_t>(side));
    }
    [[nodiscard]] Document* document(Side side) const;
    void show(Side side, const CompareSource& source);
    void load(Side side);
    void take(Side side, const Result<CompareText>& text);
    void follow(const Document* document);
    void onClosing(const Document* document);
    void compare();
    void compareMeaning();
    void compareLines();
    [[nodiscard]] ui::CompareFace face(Side side) const;
    void showFaces();
    void takeHunks(ui::DiffSide from, const std::vector<std::size_t>& hunks);

    Surroundings m_around;
    Session& m_session;
    QPointer<ui::ComparePage> m_page;
    ChosenFingerprints m_chosen;
    std::array<State, 3> m_sides;
    std::array<Job, 3> m_loads;
    Job m_comparing;
    Job m_meaning;
    bool m_again = false; ///< the same sources were shown already
};

} // namespace pw::app
