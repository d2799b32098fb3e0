#pragma once
// What a document is called and how it is switched: mode and switch at hand, all else as fields.

#include "ui/form/form_page.h"

class QCheckBox;

namespace pw::ui {

class Segments;

class OverviewPage : public FieldPage
{
    Q_OBJECT
public:
    explicit OverviewPage(QWidget* parent = nullptr);

    void setDocument(const FormDocumentPtr& document) override;
    void setReadOnly(bool on) override;

private:
    void onMode();
    void onEnabled(bool on);

    QWidget* m_bar = nullptr;
    Segments* m_mode = nullptr;
    QCheckBox* m_enabled = nullptr;
    std::optional<policy::Place> m_modePlace;
    std::optional<policy::Place> m_enabledPlace;
    bool m_setting = false;
};

} // namespace pw::ui
