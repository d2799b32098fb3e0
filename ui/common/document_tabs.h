#pragma once
// The bar of pages and documents: an icon and a title each, a filled dot for what is not saved,
// and a cross for what can be closed.

#include <QTabBar>

namespace pw::ui {

class DocumentTabs : public QTabBar
{
    Q_OBJECT
public:
    explicit DocumentTabs(QWidget* parent = nullptr);

    /// The index of the new tab. A page stands for a place and cannot be closed.
    int addPage(const QString& iconName, const QString& title);
    int addDocument(const QString& iconName, const QString& title);
    void setTitle(int index, const QString& title, const QString& tip, bool modified);
    [[nodiscard]] bool isModified(int index) const;

Q_SIGNALS:
    void closeRequested(int index);

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    class Closer;
    [[nodiscard]] Closer* closer(int index) const;
};

} // namespace pw::ui
