#pragma once
// A panel to choose the columns of the fingerprint table and their order.

#include "ui/fingerprints/column_choice.h"

#include <QFrame>

class QCheckBox;
class QPushButton;
class QStandardItemModel;

namespace pw::ui {

class RowTree;

class ColumnPanel : public QFrame
{
    Q_OBJECT
public:
    explicit ColumnPanel(QWidget* parent = nullptr);

    /// `type`: of the fingerprints that are shown; the columns of the other one are kept.
    void setChoice(const ColumnChoice& choice, const std::string& type);

Q_SIGNALS:
    void choiceChanged(const ColumnChoice& choice);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void move(int by);
    void follow();
    void tell();

    ColumnChoice m_choice;
    std::string m_type = "container";
    QStandardItemModel* m_model = nullptr;
    RowTree* m_list = nullptr;
    bool m_filling = false;
    QPushButton* m_up = nullptr;
    QPushButton* m_down = nullptr;
    QCheckBox* m_wide = nullptr;
};

} // namespace pw::ui
