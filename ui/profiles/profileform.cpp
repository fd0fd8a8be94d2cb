// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/profiles/profileform.h"

#include "core/base/money.h"
#include "core/profiles/hiddencharacters.h"
#include "ui/profiles/certificateview.h"
#include "ui/profiles/pastedfield.h"
#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/label.h"
#include "ui/widgets/sectionheader.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace daraja {

namespace {

constexpr int formWidth = 860;

const QList<Environment> environmentsToChoose{Environment::Sandbox, Environment::Production, Environment::Simulator, Environment::Custom};

/// Two beside each other share the width and stand at the same height, whatever stands below them.
void addRow(QBoxLayout *layout, FieldRow *row)
{
    if (layout->direction() == QBoxLayout::LeftToRight)
        layout->addWidget(row, 1, Qt::AlignTop);
    else
        layout->addWidget(row);
}

QString urlText(const QUrl &url)
{
    return url.toString();
}

} // namespace

ProfileForm::ProfileForm(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(px(12));
    setMaximumWidth(px(formWidth));
    build(layout);
    layout->addStretch(1);
    environmentChanged();
}

void ProfileForm::build(QVBoxLayout *layout)
{
    QBoxLayout *pair = addPair(layout);
    addLine(pair, QStringLiteral("name"), tr("Name"), tr("Shown in the top bar"));
    m_environment = new QComboBox;
    m_environment->setObjectName(QStringLiteral("environment"));
    for (const Environment environment : environmentsToChoose)
        m_environment->addItem(environmentName(environment), int(environment));
    auto *environment = new FieldRow(tr("Environment"), m_environment);
    m_rows.insert(QStringLiteral("environment"), environment);
    addRow(pair, environment);
    connect(m_environment, &QComboBox::currentIndexChanged, this, [this] {
        environmentChanged();
        touched(QStringLiteral("environment"));
    });
    addLine(layout, QStringLiteral("customBaseUrl"), tr("Address of the server"), tr("https anywhere, http on this computer only"));

    addSection(layout, tr("App"));
    pair = addPair(layout);
    addPasted(pair, QStringLiteral("consumerKey"), tr("Consumer key"), false, tr("Portal: My Apps, your app, Consumer Key"));
    addPasted(pair, QStringLiteral("consumerSecret"), tr("Consumer secret"), true, tr("Portal: My Apps, your app, Consumer Secret"));

    addSection(layout, tr("Receiving money"));
    auto *receiver = new QHBoxLayout;
    receiver->setSpacing(px(metrics::Gap));
    m_paybill = new QRadioButton(tr("Paybill"));
    m_till = new QRadioButton(tr("Till (Buy Goods)"));
    m_till->setObjectName(QStringLiteral("tillChoice"));
    receiver->addWidget(m_paybill);
    receiver->addWidget(m_till);
    receiver->addStretch(1);
    layout->addLayout(receiver);
    connect(m_till, &QRadioButton::toggled, this, [this] {
        environmentChanged();
        touched(QStringLiteral("receiver"));
    });
    pair = addPair(layout);
    addLine(pair, QStringLiteral("shortCode"), tr("Short code"), {});
    addLine(pair, QStringLiteral("till"), tr("Till number"), tr("Where the money goes: PartyB"));
    addPasted(layout, QStringLiteral("passkey"), tr("Passkey"), true,
              tr("For STK push. Portal: My Apps, copy icon beside Passkey; production: in the go-live mail"));

    addSection(layout, tr("Operator, for the balance"));
    pair = addPair(layout);
    addLine(pair, QStringLiteral("initiatorName"), tr("Operator name"), tr("The API user of the organisation portal (Initiator)"));
    addPasted(pair, QStringLiteral("initiatorPassword"), tr("Operator password"), true,
              tr("Encrypted with the certificate into the SecurityCredential"));
    FieldRow *certificate = addLine(layout, QStringLiteral("certificateFile"), tr("Safaricom's certificate"),
                                    tr("The file from the portal (Getting started, Security credentials), PEM or DER"));
    auto *browse = new QPushButton(tr("Choose…"));
    browse->setAccessibleName(tr("Choose the certificate file"));
    connect(browse, &QPushButton::clicked, this, &ProfileForm::chooseCertificate);
    certificate->addEditorWidget(browse);
    m_certificate = new CertificateView;
    layout->addWidget(m_certificate);
    addPasted(layout, QStringLiteral("securityCredential"), tr("Ready-made SecurityCredential"), true,
              tr("Optional, instead of password and certificate: as made by the portal's Test Credentials page"));

    addPasted(layout, QStringLiteral("billManagerKey"), tr("Bill Manager app key"), true,
              tr("Optional: app_key from the answer to the Bill Manager opt-in"));

    addSection(layout, tr("Calls"));
    pair = addPair(layout);
    addLine(pair, QStringLiteral("phoneNumber"), tr("Default phone number"), tr("Who is asked for money when the form does not say"));
    addLine(pair, QStringLiteral("callbackBaseUrl"), tr("Public callback address"),
            tr("Optional: an https address that leads to this computer, such as a tunnel"));
    FieldRow *cap = addLine(layout, QStringLiteral("productionCap"), tr("At most in one call"),
                            tr("Production: what asks for more money, or moves more, is not sent"));
    cap->setUnit(QStringLiteral("KES"));
    m_place = new Label({}, TextStyle::Help, Role::Faint);
    m_place->setObjectName(QStringLiteral("secretPlace"));
    m_place->setWordWrap(true);
    layout->addWidget(m_place);
}

QBoxLayout *ProfileForm::addPair(QVBoxLayout *layout)
{
    auto *pair = new QHBoxLayout;
    pair->setSpacing(px(metrics::Gap));
    layout->addLayout(pair);
    return pair;
}

void ProfileForm::addSection(QVBoxLayout *layout, const QString &title)
{
    layout->addSpacing(px(metrics::Grid));
    layout->addWidget(new SectionHeader(title));
}

FieldRow *ProfileForm::addLine(QBoxLayout *layout, const QString &member, const QString &label, const QString &help)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(member);
    auto *row = new FieldRow(label, edit);
    row->setHelp(help);
    addRow(layout, row);
    m_lines.insert(member, edit);
    m_rows.insert(member, row);
    connect(edit, &QLineEdit::textChanged, this, [this, member] { touched(member); });
    return row;
}

PastedField *ProfileForm::addPasted(QBoxLayout *layout, const QString &member, const QString &label, bool secret, const QString &help)
{
    auto *field = new PastedField(label, secret ? PastedField::Content::Secret : PastedField::Content::Text, this);
    field->editor()->setObjectName(member);
    field->row()->setHelp(help);
    addRow(layout, field->row());
    m_pasted.insert(member, field);
    m_rows.insert(member, field->row());
    connect(field, &PastedField::changed, this, [this, member] { touched(member); });
    return field;
}

void ProfileForm::setValues(const Profile &profile, const ProfileSecrets &secrets)
{
    m_saved = profile;
    m_savedSecrets = secrets;
    m_touched.clear();
    m_showAll = false;
    fill(profile, secrets);
}

void ProfileForm::typeValues(const Profile &profile, const ProfileSecrets &secrets)
{
    fill(profile, secrets);
    Q_EMIT edited();
}

void ProfileForm::fill(const Profile &profile, const ProfileSecrets &secrets)
{
    m_filling = true;
    const auto set = [this](const char *member, const QString &value) {
        const QString name = QLatin1StringView(member);
        if (QLineEdit *edit = m_lines.value(name))
            edit->setText(value);
        else
            m_pasted.value(name)->setText(value);
        if (!value.isEmpty())
            m_touched.insert(name);
    };
    set("name", profile.name);
    m_environment->setCurrentIndex(m_environment->findData(int(profile.environment)));
    set("customBaseUrl", urlText(profile.customBaseUrl));
    set("consumerKey", profile.consumerKey);
    set("consumerSecret", secrets.consumerSecret);
    m_paybill->setChecked(profile.receiver == ReceiverKind::Paybill);
    m_till->setChecked(profile.receiver == ReceiverKind::Till);
    set("shortCode", profile.shortCode);
    set("till", profile.till);
    set("passkey", secrets.passkey);
    set("initiatorName", profile.initiatorName);
    set("initiatorPassword", secrets.initiatorPassword);
    set("certificateFile", profile.certificateFile);
    set("securityCredential", secrets.securityCredential);
    set("billManagerKey", secrets.billManagerKey);
    set("phoneNumber", profile.phoneNumber);
    set("callbackBaseUrl", urlText(profile.callbackBaseUrl));
    set("productionCap", QString::number(profile.productionCap));
    m_filling = false;
    m_certificateProblem = m_certificate->showFile(profile.certificateFile);
    environmentChanged();
    presentProblems();
}

QString ProfileForm::line(const QString &member) const
{
    if (const QLineEdit *edit = m_lines.value(member))
        return edit->text().trimmed();
    return m_pasted.value(member)->text();
}

Profile ProfileForm::profile() const
{
    Profile profile = m_saved;
    profile.name = line(QStringLiteral("name"));
    profile.environment = Environment(m_environment->currentData().toInt());
    profile.customBaseUrl = QUrl(line(QStringLiteral("customBaseUrl")), QUrl::StrictMode);
    profile.consumerKey = line(QStringLiteral("consumerKey"));
    profile.receiver = m_till->isChecked() ? ReceiverKind::Till : ReceiverKind::Paybill;
    profile.shortCode = line(QStringLiteral("shortCode"));
    profile.till = line(QStringLiteral("till"));
    profile.initiatorName = line(QStringLiteral("initiatorName"));
    profile.certificateFile = line(QStringLiteral("certificateFile"));
    profile.phoneNumber = line(QStringLiteral("phoneNumber"));
    profile.callbackBaseUrl = QUrl(line(QStringLiteral("callbackBaseUrl")), QUrl::StrictMode);
    profile.productionCap = parseShillings(line(QStringLiteral("productionCap"))).value_or(0); // 0 is a problem of its own
    return profile;
}

ProfileSecrets ProfileForm::secrets() const
{
    return {line(QStringLiteral("consumerSecret")), line(QStringLiteral("passkey")), line(QStringLiteral("initiatorPassword")),
            line(QStringLiteral("securityCredential")), line(QStringLiteral("billManagerKey"))};
}

bool ProfileForm::isDirty() const
{
    return profile() != m_saved || secrets() != m_savedSecrets;
}

bool ProfileForm::check()
{
    m_showAll = true;
    presentProblems();
    QString first;
    for (const ProfileProblem &problem : problemsWith(profile())) {
        if (first.isEmpty())
            first = problem.member;
    }
    for (auto row = m_rows.cbegin(); row != m_rows.cend() && first.isEmpty(); ++row) {
        if (!row.value()->problem().isEmpty())
            first = row.key();
    }
    if (first.isEmpty())
        return true;
    focusField(first);
    return false;
}

bool ProfileForm::focusField(const QString &member)
{
    FieldRow *row = m_rows.value(member);
    if (!row)
        return false;
    for (QWidget *parent = parentWidget(); parent; parent = parent->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(parent)) {
            area->ensureWidgetVisible(row);
            break;
        }
    }
    row->editor()->setFocus(Qt::OtherFocusReason);
    return true;
}

void ProfileForm::setPlace(const QString &place, const QString &notice)
{
    m_place->setText(notice.isEmpty() ? tr("Secrets are kept in: %1.").arg(place) : tr("Secrets are kept in: %1. %2").arg(place, notice));
    m_place->setRole(notice.isEmpty() ? Role::Faint : Role::Careful);
}

void ProfileForm::environmentChanged()
{
    const auto environment = Environment(m_environment->currentData().toInt());
    const bool till = m_till->isChecked();
    m_rows.value(QStringLiteral("customBaseUrl"))->setVisible(environment == Environment::Custom);
    m_rows.value(QStringLiteral("till"))->setVisible(till);
    m_rows.value(QStringLiteral("productionCap"))->setVisible(environment == Environment::Production || environment == Environment::Custom);
    const bool simulated = environment == Environment::Simulator;
    m_rows.value(QStringLiteral("shortCode"))
        ->setHelp(till ? tr("The store or head office number to which the passkey belongs, not the till") : tr("The paybill number"));
    m_rows.value(QStringLiteral("environment"))
        ->setHelp(simulated ? tr("What is left empty is filled in by the built-in simulator") : environmentMotto(environment));
}

void ProfileForm::touched(const QString &member)
{
    if (m_filling)
        return;
    m_touched.insert(member);
    if (member == u"certificateFile")
        m_certificateProblem = m_certificate->showFile(line(member));
    presentProblems();
    Q_EMIT edited();
}

void ProfileForm::presentProblems()
{
    QHash<QString, QString> problems;
    for (const ProfileProblem &problem : problemsWith(profile())) {
        if (!problems.contains(problem.member))
            problems.insert(problem.member, problem.text);
    }
    if (!m_certificateProblem.isEmpty())
        problems.insert(QStringLiteral("certificateFile"), m_certificateProblem);
    for (auto row = m_rows.cbegin(); row != m_rows.cend(); ++row) {
        const bool show = m_showAll || m_touched.contains(row.key());
        const QString text = show ? problems.value(row.key()) : QString();
        if (PastedField *field = m_pasted.value(row.key()))
            field->setProblem(text);
        else
            row.value()->setProblem(text);
    }
}

void ProfileForm::chooseCertificate()
{
    auto *dialog =
        new QFileDialog(window(), tr("Safaricom's certificate"), {}, tr("Certificates (*.cer *.crt *.pem *.der);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &path) { m_lines.value(QStringLiteral("certificateFile"))->setText(path); });
    dialog->open();
}

} // namespace daraja
