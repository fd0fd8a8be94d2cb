// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/profiles/importdialog.h"

#include "core/profiles/hiddencharacters.h"
#include "ui/desk/desk.h"
#include "ui/doctor/doctorargument.h"
#include "ui/profiles/pastebox.h"
#include "ui/profiles/pastedfield.h"
#include "ui/profiles/profileactions.h"
#include "ui/profiles/savesecret.h"
#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/keyvaluegrid.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace daraja {

namespace {

constexpr int importWidth = 620;
constexpr int importHeight = 540;
constexpr int importHeightWithFindings = 760;
constexpr int pasteBoxHeight = 112;
constexpr qsizetype mostLeftovers = 40;

/// Every text of a profile that was pasted, for the search of invisible characters.
struct PastedValue
{
    QString label;
    QString *text;
    bool secret;
};

QList<PastedValue> pastedValues(Profile &profile, ProfileSecrets &secrets)
{
    return {
        {ImportDialog::tr("Consumer key"), &profile.consumerKey, false},
        {ImportDialog::tr("Consumer secret"), &secrets.consumerSecret, true},
        {ImportDialog::tr("Short code"), &profile.shortCode, false},
        {ImportDialog::tr("Till"), &profile.till, false},
        {ImportDialog::tr("Passkey"), &secrets.passkey, true},
        {ImportDialog::tr("Operator name"), &profile.initiatorName, false},
        {ImportDialog::tr("Operator password"), &secrets.initiatorPassword, true},
        {ImportDialog::tr("SecurityCredential"), &secrets.securityCredential, true},
        {ImportDialog::tr("Bill Manager app key"), &secrets.billManagerKey, true},
        {ImportDialog::tr("Phone number"), &profile.phoneNumber, false},
    };
}

/// `Line 4 | the line without its value; below it why it was not used`.
QWidget *leftoverRow(const CredentialImport::Leftover &leftover)
{
    auto *row = new QWidget;
    auto *grid = new QGridLayout(row);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(px(metrics::Gap));
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(1, 1);
    grid->addWidget(new Label(ImportDialog::tr("Line %1").arg(leftover.line), TextStyle::Body, Role::Dim), 0, 0);
    grid->addWidget(new ElidedLabel(PasteBox::withoutValues(leftover.text).simplified(), TextStyle::Code), 0, 1);
    auto *reason = new Label(leftover.reason, TextStyle::Help, Role::Dim);
    reason->setWordWrap(true);
    grid->addWidget(reason, 1, 1);
    return row;
}

QString usualName(Desk &desk, ImportDialog::Purpose purpose, Environment environment)
{
    if (purpose == ImportDialog::Purpose::Broken)
        return freeProfileName(desk, ImportDialog::tr("Under examination"));
    switch (environment) {
    case Environment::Production:
        return freeProfileName(desk, ImportDialog::tr("My shop"));
    case Environment::Simulator:
        return freeProfileName(desk, ImportDialog::tr("My simulator"));
    case Environment::Custom:
        return freeProfileName(desk, ImportDialog::tr("My server"));
    case Environment::Sandbox:
        break;
    }
    return freeProfileName(desk, ImportDialog::tr("My sandbox"));
}

} // namespace

ImportDialog *ImportDialog::openFor(Desk &desk, QWidget *parent, Purpose purpose)
{
    auto *dialog = new ImportDialog(desk, purpose, parent);
    dialog->open();
    return dialog;
}

ImportDialog::ImportDialog(Desk &desk, Purpose purpose, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_purpose(purpose)
    , m_box(new PasteBox)
    , m_found(new Label({}, TextStyle::Body, Role::Dim))
    , m_leftoverTitle(new Label(tr("Not used"), TextStyle::Strong))
    , m_leftovers(new QWidget)
    , m_hiddenTitle(new Label(tr("Invisible characters"), TextStyle::Strong))
    , m_hidden(new KeyValueGrid)
    , m_clean(new QPushButton(tr("Clean")))
    , m_banner(new Banner)
    , m_name(new QLineEdit)
    , m_nameRow(new FieldRow(tr("Name of the profile"), m_name))
    , m_environment(new QComboBox)
    , m_environmentRow(new FieldRow(tr("Environment"), m_environment))
    , m_key(new PastedField(tr("Consumer key"), PastedField::Content::Text, this))
    , m_secret(new PastedField(tr("Consumer secret"), PastedField::Content::Secret, this))
    , m_save(new QPushButton)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("importDialog"));
    setWindowTitle(tr("Import credentials"));
    resize(px(importWidth), roomFor(px(importHeight)));
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, px(metrics::Gap));
    outer->setSpacing(px(metrics::Gap));
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    auto *body = new QWidget;
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(px(metrics::Gap), px(metrics::Gap), px(metrics::Gap), 0);
    layout->setSpacing(px(12));
    area->setWidget(body);
    outer->addWidget(area, 1);

    layout->addWidget(
        new Label(purpose == Purpose::Broken ? tr("Which credentials fail?") : tr("Paste what you have"), TextStyle::Verdict));
    auto *intro = new Label(
        purpose == Purpose::Broken
            ? tr("Put in the values that fail, as many as you have. The doctor is next: it finds which of them is wrong. No prompt is sent "
                 "and no money moves, and on production it asks before it gets a token.")
            : tr("Anything that holds them: a copy of Safaricom's portal, a .env file, a piece of your program, a curl command, Postman or "
                 "appsettings JSON. Values are not shown."),
        TextStyle::Body, Role::Dim);
    intro->setWordWrap(true);
    layout->addWidget(intro);
    m_box->setFixedHeight(px(pasteBoxHeight));
    m_box->setObjectName(QStringLiteral("pasteBox"));
    layout->addWidget(m_box);
    auto *tools = new QHBoxLayout;
    tools->setSpacing(px(metrics::Grid));
    auto *choose = new QPushButton(tr("Choose a file…"));
    auto *clearBox = new QPushButton(tr("Clear"));
    setButtonRole(choose, ButtonRole::Plain, ButtonSize::Small);
    setButtonRole(clearBox, ButtonRole::Plain, ButtonSize::Small);
    tools->addWidget(choose);
    tools->addWidget(clearBox);
    tools->addStretch(1);
    layout->addLayout(tools);
    layout->addWidget(m_banner);
    m_found->setObjectName(QStringLiteral("importFound"));
    m_found->setWordWrap(true);
    layout->addWidget(m_found);
    layout->addWidget(m_leftoverTitle);
    layout->addWidget(m_leftovers);
    auto *hiddenHead = new QHBoxLayout;
    hiddenHead->addWidget(m_hiddenTitle);
    hiddenHead->addStretch(1);
    hiddenHead->addWidget(m_clean);
    setButtonRole(m_clean, ButtonRole::Plain, ButtonSize::Small);
    layout->addLayout(hiddenHead);
    layout->addWidget(m_hidden);
    auto *leftoverLayout = new QVBoxLayout(m_leftovers);
    leftoverLayout->setContentsMargins(0, 0, 0, 0);
    leftoverLayout->setSpacing(px(metrics::Grid));
    m_leftovers->setObjectName(QStringLiteral("importLeftovers"));
    m_hidden->setObjectName(QStringLiteral("importHidden"));
    m_clean->setObjectName(QStringLiteral("importClean"));

    auto *pair = new QHBoxLayout;
    pair->setSpacing(px(metrics::Gap));
    pair->addWidget(m_nameRow, 1, Qt::AlignTop);
    pair->addWidget(m_environmentRow, 1, Qt::AlignTop);
    layout->addLayout(pair);
    layout->addWidget(m_key->row());
    layout->addWidget(m_secret->row());
    layout->addStretch(1);
    for (const Environment environment : {Environment::Sandbox, Environment::Production, Environment::Simulator, Environment::Custom})
        m_environment->addItem(environmentName(environment), int(environment));
    m_name->setObjectName(QStringLiteral("importName"));
    m_environment->setObjectName(QStringLiteral("importEnvironment"));
    m_key->editor()->setObjectName(QStringLiteral("importKey"));
    m_secret->editor()->setObjectName(QStringLiteral("importSecret"));

    auto *buttons = new QDialogButtonBox;
    buttons->addButton(m_save, QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    buttons->setContentsMargins(px(metrics::Gap), 0, px(metrics::Gap), 0);
    m_save->setObjectName(QStringLiteral("importSave"));
    outer->addWidget(buttons);
    m_save->setDefault(true); // counts only inside the dialog
    for (QPushButton *button : {choose, clearBox, m_clean})
        button->setAutoDefault(false);

    connect(buttons, &QDialogButtonBox::accepted, this, &ImportDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ImportDialog::reject);
    connect(choose, &QPushButton::clicked, this, &ImportDialog::chooseFile);
    connect(clearBox, &QPushButton::clicked, m_box, &PasteBox::clearTaken);
    connect(m_box, &PasteBox::takenChanged, this, &ImportDialog::read);
    connect(m_box, &PasteBox::failed, m_banner, &Banner::error);
    connect(m_clean, &QPushButton::clicked, this, &ImportDialog::clean);
    connect(m_key, &PastedField::changed, this, &ImportDialog::present);
    connect(m_secret, &PastedField::changed, this, &ImportDialog::present);
    connect(m_name, &QLineEdit::textChanged, this, [this] {
        m_named = true;
        present();
    });
    connect(m_environment, &QComboBox::currentIndexChanged, this, &ImportDialog::present);
    read();
    m_box->setFocus();
}

void ImportDialog::read()
{
    m_banner->hide();
    Profile sandbox;
    sandbox.environment = Environment::Sandbox;
    m_import = importCredentials(m_box->taken(), sandbox);
    m_environment->setCurrentIndex(m_environment->findData(int(m_import.profile.environment)));
    if (!m_import.profile.consumerKey.isEmpty() || m_box->taken().isEmpty())
        m_key->setText(m_import.profile.consumerKey);
    if (!m_import.secrets.consumerSecret.isEmpty() || m_box->taken().isEmpty())
        m_secret->setText(m_import.secrets.consumerSecret);
    presentFound();
    presentLeftovers();
    presentHidden();
    present();
    if (!m_import.problem.isEmpty())
        m_banner->error(m_import.problem);
    if (!m_import.placements.isEmpty() || !m_import.leftovers.isEmpty())
        resize(width(), std::max(height(), roomFor(px(importHeightWithFindings))));
}

int ImportDialog::roomFor(int wanted) const
{
    return parentWidget() ? std::min(wanted, parentWidget()->height() - 2 * px(metrics::Gap)) : wanted;
}

void ImportDialog::presentFound()
{
    const bool any = !m_import.placements.isEmpty();
    m_found->setVisible(any || !m_box->taken().isEmpty());
    QStringList found{tr("Found:")};
    for (const CredentialImport::Placement &placement : std::as_const(m_import.placements))
        found.append(tr("%1 (%2)").arg(credentialLabel(placement.what), placement.reason));
    m_found->setText(any ? found.join(u'\n')
                         : tr("Nothing with a name that is known here was found. Put key and secret into the fields below."));
}

void ImportDialog::presentLeftovers()
{
    const QList<QWidget *> old = m_leftovers->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
    qDeleteAll(old);
    const bool any = !m_import.leftovers.isEmpty();
    m_leftoverTitle->setVisible(any);
    m_leftovers->setVisible(any);
    const qsizetype shown = std::min(m_import.leftovers.size(), mostLeftovers);
    for (qsizetype i = 0; i < shown; ++i)
        m_leftovers->layout()->addWidget(leftoverRow(m_import.leftovers.at(i)));
    if (shown < m_import.leftovers.size())
        m_leftovers->layout()->addWidget(
            new Label(tr("and %n more lines", nullptr, int(m_import.leftovers.size() - shown)), TextStyle::Help, Role::Dim));
}

void ImportDialog::presentHidden()
{
    m_hidden->clear();
    bool any = false;
    const QList<PastedValue> values = pastedValues(m_import.profile, m_import.secrets);
    for (const PastedValue &value : values) {
        if (findHiddenCharacters(*value.text).isEmpty())
            continue;
        any = true;
        m_hidden->addRow(value.label, describeHiddenCharacters(*value.text));
        m_hidden->addRow(tr("now"), withHiddenCharactersShown(*value.text, value.secret), KeyValueGrid::ValueKind::Code);
        m_hidden->addRow(tr("cleaned"), withHiddenCharactersShown(withoutHiddenCharacters(*value.text), value.secret),
                         KeyValueGrid::ValueKind::Code);
    }
    m_hiddenTitle->setVisible(any);
    m_hidden->setVisible(any);
    m_clean->setVisible(any);
}

void ImportDialog::clean()
{
    const QList<PastedValue> values = pastedValues(m_import.profile, m_import.secrets);
    for (const PastedValue &value : values)
        *value.text = withoutHiddenCharacters(*value.text);
    m_key->setText(withoutHiddenCharacters(m_key->text()));
    m_secret->setText(withoutHiddenCharacters(m_secret->text()));
    presentHidden();
}

void ImportDialog::present()
{
    const auto environment = Environment(m_environment->currentData().toInt());
    const bool simulated = environment == Environment::Simulator;
    if (!m_named) {
        const QSignalBlocker blocker(m_name);
        m_name->setText(usualName(m_desk, m_purpose, environment));
    }
    const bool taken = !m_desk.profiles().findByName(m_name->text().trimmed()).id.isEmpty();
    m_nameRow->setProblem(taken ? tr("Another profile has this name") : QString());
    m_environmentRow->setHelp(environment == Environment::Sandbox
                                  ? tr("Safaricom's public test short code and passkey are filled in where you give none")
                                  : environmentMotto(environment));
    const bool address = environment != Environment::Custom || !m_import.profile.customBaseUrl.isEmpty();
    m_environmentRow->setProblem(address ? QString() : tr("MPESA_BASE_URL with the address of the server is missing"));
    m_save->setText(m_purpose == Purpose::Broken             ? tr("Save and go to the doctor")
                    : environment == Environment::Production ? tr("Save and open")
                                                             : tr("Save and get a token"));
    m_save->setEnabled(!m_name->text().trimmed().isEmpty() && !taken && address &&
                       (simulated || (!m_key->text().isEmpty() && !m_secret->text().isEmpty())));
}

void ImportDialog::complete(Profile &profile, ProfileSecrets &secrets) const
{
    if (profile.environment != Environment::Sandbox)
        return;
    const Profile demo = ProfileStore::demoProfile();
    const QString publicCode = demo.shortCode.isEmpty() ? m_desk.simulator().options().shortCode : demo.shortCode;
    if (profile.shortCode.isEmpty())
        profile.shortCode = publicCode;
    if (profile.shortCode == publicCode && secrets.passkey.isEmpty())
        secrets.passkey = m_desk.simulator().options().passkey;
}

void ImportDialog::accept()
{
    if (!m_save->isEnabled())
        return;
    m_save->setEnabled(false);
    Profile profile = m_import.profile;
    ProfileSecrets secrets = m_import.secrets;
    profile.name = m_name->text().trimmed();
    profile.environment = Environment(m_environment->currentData().toInt());
    profile.consumerKey = m_key->text();
    secrets.consumerSecret = m_secret->text();
    complete(profile, secrets);
    Desk *desk = &m_desk;
    QWidget *asker = parentWidget();
    const Purpose purpose = m_purpose;
    m_desk.saveProfile(profile, secrets, desk, [desk, asker, purpose](const QString &id, const QString &problem) {
        if (!problem.isEmpty())
            Q_EMIT desk->notice(problem);
        openProfileAsking(*desk, id, asker, [desk, id, purpose] {
            if (purpose == Purpose::Broken) {
                desk->goTo(PageId::Doctor, doctorArgumentForFrontDoor());
                return;
            }
            desk->goTo(PageId::Token);
            if (desk->profiles().profile(id).environment != Environment::Production)
                getTokenWhenOpen(*desk, id);
        });
    });
    QDialog::accept();
}

void ImportDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("A file with credentials"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setFilter(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const QString problem = m_box->takeFile(path);
        if (!problem.isEmpty())
            m_banner->error(problem);
    });
    dialog->open();
}

} // namespace daraja
