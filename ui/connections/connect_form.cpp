#include "ui/connections/connect_form.h"

#include "ui/common/convert.h"
#include "ui/connections/key_field.h"
#include "ui/connections/message_line.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace pw::ui {
namespace {

constexpr int labelWidth = 108; // 120 with the gap
constexpr int longestName = 64;

std::string typed(const QLineEdit& field)
{
    return toUtf8(field.text().trimmed());
}

} // namespace

ConnectForm::ConnectForm(QWidget* parent) : QWidget(parent)
{
    m_name = makeField("connectionName", tr("Name"), tr("How it is called here"));
    m_name->setMaxLength(longestName);
    setFocusProxy(m_name);
    m_url = makeField("connectionUrl", tr("Server"), toQString(api::defaultApiUrl));
    m_organization = makeField("connectionOrganization", tr("Organization"), tr("Name or uid"));
    m_key = new KeyField(this);
    m_key->setObjectName(QStringLiteral("connectionKey"));
    m_key->setAccessibleName(tr("API key"));
    connect(m_key, &KeyField::keyChanged, this, &ConnectForm::changed);
    m_keyNote = new MessageLine(QStringLiteral("keyNote"), this);
    m_proxy = makeField("connectionProxy", tr("Proxy"),
                        tr("http://host:port; empty: what the environment says"));
    QWidget* const caRow = makeCaRow();
    m_production = makeMark("connectionProduction", tr("Pro&duction: coloured, asks for names"),
                            tr("A strip and a lock in a colour of their own, and what enforces or "
                               "deletes asks for the typed name of the policy"));
    m_readOnly = makeMark("connectionReadOnly", tr("&Read only: nothing can be changed there"),
                          tr("What would write to the server is refused"));

    auto* const grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(8);
    grid->setHorizontalSpacing(12);
    grid->setColumnMinimumWidth(0, labelWidth);
    grid->setColumnStretch(1, 1);
    int row = 0;
    const auto addRow = [&](const QString& text, QWidget* buddy, QWidget* field) {
        auto* const label = new QLabel(text, this);
        label->setBuddy(buddy);
        grid->addWidget(label, row, 0, Qt::AlignRight | Qt::AlignVCenter);
        grid->addWidget(field, row++, 1);
    };
    addRow(tr("&Name"), m_name, m_name);
    addRow(tr("Ser&ver"), m_url, m_url);
    addRow(tr("&Organization"), m_organization, m_organization);
    addRow(tr("API &key"), m_key, m_key);
    grid->addWidget(m_keyNote, row++, 1);
    addRow(tr("&Proxy"), m_proxy, m_proxy);
    addRow(tr("&Certificates"), m_caFile, caRow);
    grid->addWidget(m_production, row++, 1);
    grid->addWidget(m_readOnly, row, 1);
    // What a person marks as production is looked at first.
    connect(m_production, &QCheckBox::clicked, this, [this](bool on) {
        if (on)
            m_readOnly->setChecked(true);
    });
    setKeptIn(api::KeptIn::Keyring);
    setContext({}, false);
}

QLineEdit* ConnectForm::makeField(const char* objectName, const QString& accessibleName,
                                  const QString& placeholder)
{
    auto* const field = new QLineEdit(this);
    field->setObjectName(QLatin1String(objectName));
    field->setAccessibleName(accessibleName);
    field->setPlaceholderText(placeholder);
    connect(field, &QLineEdit::textChanged, this, &ConnectForm::changed);
    return field;
}

QCheckBox* ConnectForm::makeMark(const char* objectName, const QString& text, const QString& tip)
{
    auto* const mark = new QCheckBox(text, this);
    mark->setObjectName(QLatin1String(objectName));
    mark->setAccessibleName(QString(text).remove(u'&'));
    mark->setToolTip(tip);
    connect(mark, &QCheckBox::toggled, this, &ConnectForm::changed);
    return mark;
}

QWidget* ConnectForm::makeCaRow()
{
    m_caFile = makeField("connectionCaFile", tr("File of certificates to trust"),
                         tr("Empty: the certificates of the system alone"));
    auto* const whole = new QWidget(this);
    auto* const browse = new QPushButton(tr("&Browse…"), this);
    browse->setObjectName(QStringLiteral("browseCaFile"));
    browse->setAccessibleName(tr("Browse for a file of certificates"));
    browse->setAutoDefault(false);
    connect(browse, &QPushButton::clicked, this, &ConnectForm::browseRequested);
    auto* const row = new QHBoxLayout(whole);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_caFile, 1);
    row->addWidget(browse);
    return whole;
}

void ConnectForm::setContext(const api::Context& context, bool keyStored)
{
    m_original = context;
    m_surroundings.keyStored = keyStored;
    const Result<std::string> url = api::checkedUrl(context.url);
    m_surroundings.storedUrl = url ? *url : context.url;
    m_name->setText(toQString(context.name));
    m_url->setText(context.url.empty() ? toQString(api::defaultApiUrl) : toQString(context.url));
    m_organization->setText(toQString(context.organization));
    m_proxy->setText(toQString(context.proxy));
    m_caFile->setText(toQString(context.caFile));
    m_production->setChecked(context.production);
    m_readOnly->setChecked(context.readOnly);
    m_key->setPlaceholderText(keyStored ? tr("Stored; empty: it stays as it is")
                                        : tr("From the console of the service"));
    forgetKey();
    Q_EMIT changed();
}

void ConnectForm::setOtherNames(const QStringList& names)
{
    m_surroundings.otherNames = names;
    Q_EMIT changed();
}

void ConnectForm::setKeptIn(api::KeptIn keptIn)
{
    if (keptIn == api::KeptIn::Keyring)
        m_keyNote->setMessage(QStringLiteral("lock"), Tone::Muted,
                              tr("Kept in the desktop's keyring"));
    else
        m_keyNote->setMessage(QStringLiteral("warn"), Tone::Warning,
                              tr("For this session only: this desktop has no keyring"));
    m_key->setAccessibleDescription(m_keyNote->text());
}

void ConnectForm::setCaFile(const QString& path)
{
    m_caFile->setText(path);
}

ConnectionWish ConnectForm::wish() const
{
    ConnectionWish out;
    out.originalName = m_original.name;
    out.context = m_original;
    out.context.name = typed(*m_name);
    out.context.url = typed(*m_url);
    if (const Result<std::string> url = api::checkedUrl(out.context.url))
        out.context.url = *url;
    out.context.organization = typed(*m_organization);
    out.context.proxy = typed(*m_proxy);
    out.context.caFile = typed(*m_caFile);
    out.context.production = m_production->isChecked();
    out.context.readOnly = m_readOnly->isChecked();
    out.key = m_key->key();
    return out;
}

ConnectionFindings ConnectForm::findings() const
{
    return checkConnection(wish(), m_surroundings);
}

void ConnectForm::forgetKey()
{
    m_key->forget();
}

} // namespace pw::ui
