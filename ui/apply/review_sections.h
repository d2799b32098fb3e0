#pragma once
// The parts of a review side by side where there is room, else one behind the other in tabs.

#include <QSet>
#include <QWidget>

#include <array>

class QSplitter;
class QStackedLayout;
class QTabWidget;

namespace pw::ui {

class ReviewSections : public QWidget
{
    Q_OBJECT
public:
    explicit ReviewSections(QWidget* parent = nullptr);

    enum class Part : std::uint8_t { Checks, Changes, Text, Kills, Numbers };
    static constexpr int partCount = 5;
    /// Where the widget of a part is best made: it is not moved, and so not styled twice.
    [[nodiscard]] QWidget* placeOf(Part part) const;
    /// Takes the widget; the title is that of its tab.
    void setPart(Part part, const QString& title, QWidget* widget);
    void setPartTitle(Part part, const QString& title);
    [[nodiscard]] bool isNarrow() const { return m_isNarrow; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    struct Place
    {
        QString title;
        QWidget* widget = nullptr;
    };
    [[nodiscard]] bool isTooSmall() const;
    [[nodiscard]] QSplitter* splitterOf(std::size_t part) const;
    void place(std::size_t part);
    void arrange();
    /// Sizes on the way to the one that is seen move no widget.
    void adaptSoon();
    void adapt();
    void shareRoom();

    std::array<Place, partCount> m_parts;
    bool m_isNarrow = false;
    bool m_isToAdapt = false; ///< it waits in the event queue
    QSet<QSplitter*> m_moved; ///< whose edges somebody moved
    QStackedLayout* m_stack = nullptr;
    QSplitter* m_wide = nullptr;
    QSplitter* m_upper = nullptr;
    QSplitter* m_lower = nullptr;
    QTabWidget* m_tabs = nullptr;
};

} // namespace pw::ui
