// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/settings/callbackspanel.h"

#include "core/callbacks/callbackpaths.h"
#include "core/callbacks/callbacksenders.h"
#include "ui/desk/desk.h"
#include "ui/settings/callbackstest.h"
#include "ui/shell/ask.h"
#include "ui/shell/scrollbody.h"
#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/keyvaluegrid.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

namespace daraja {

namespace {

constexpr int panelWidth = 720;
constexpr int delayWidth = 120;
constexpr int portWidth = 120;
constexpr int longestDelay = 600'000; // milliseconds
constexpr int statusChoices[] = {400, 403, 404, 500, 503};

QString addressName(const CallbackPath &path)
{
    switch (path.kind) {
    case Callback::Kind::StkResult:
        return CallbacksPanel::tr("STK push");
    case Callback::Kind::Result:
        return CallbacksPanel::tr("Results");
    case Callback::Kind::QueueTimeout:
        return CallbacksPanel::tr("Queue timeouts");
    case Callback::Kind::C2bValidation:
        return CallbacksPanel::tr("C2B validation");
    case Callback::Kind::C2bConfirmation:
        return CallbacksPanel::tr("C2B confirmation");
    case Callback::Kind::B2bExpress:
        return CallbacksPanel::tr("B2B Express");
    case Callback::Kind::StandingOrder:
        return CallbacksPanel::tr("Standing orders");
    case Callback::Kind::BillPayment:
        return CallbacksPanel::tr("Bill Manager");
    case Callback::Kind::Pull:
        return CallbacksPanel::tr("Pull");
    case Callback::Kind::Unreadable:
        break;
    }
    return {};
}

void addAnswers(QComboBox *answer, Callback::Kind kind)
{
    answer->addItem(CallbacksPanel::tr("Accept"), QStringLiteral("accept"));
    if (kind == Callback::Kind::C2bValidation) {
        for (const C2bRejection &rejection : c2bRejections())
            answer->addItem(
                CallbacksPanel::tr("Reject: %1 %2").arg(rejection.code, QCoreApplication::translate("ReplyRule", rejection.meaning)),
                QString(rejection.code));
    }
    for (const int status : statusChoices)
        answer->addItem(CallbacksPanel::tr("Fail: HTTP %1").arg(status), QString::number(status));
}

} // namespace

CallbacksPanel::CallbacksPanel(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_banner(new Banner)
    , m_addresses(new KeyValueGrid)
    , m_forwards(new QCheckBox(tr("Send every callback on to my server")))
    , m_target(new QLineEdit)
    , m_test(new CallbacksTest(desk))
    , m_refuses(new QCheckBox(tr("Refuse callbacks that are not from Safaricom's addresses")))
    , m_trustsProxy(new QCheckBox(tr("A proxy or tunnel on this computer tells who the sender is (X-Forwarded-For)")))
    , m_network(new QCheckBox(tr("Take callbacks from the network, with TLS")))
    , m_networkAddress(new QLineEdit)
    , m_networkPort(new QSpinBox)
    , m_certificate(new QLineEdit)
    , m_key(new QLineEdit)
    , m_save(new QPushButton(tr("Use these settings")))
{
    QVBoxLayout *layout = makeScrollBody(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *column = new QWidget;
    column->setMaximumWidth(px(panelWidth));
    auto *cards = new QVBoxLayout(column);
    cards->setContentsMargins(0, 0, 0, 0);
    cards->setSpacing(px(metrics::Gap));
    cards->addWidget(m_banner);
    for (QWidget *card : {makeAddresses(), makeForward(), makeTest(), makeAnswers(), makeSenders(), makeNetwork()})
        cards->addWidget(card);
    m_save->setObjectName(QStringLiteral("saveCallbacks"));
    setButtonRole(m_save, ButtonRole::Primary);
    cards->addWidget(m_save, 0, Qt::AlignLeft);
    layout->addWidget(column);
    layout->addStretch(1);

    connect(m_save, &QPushButton::clicked, this, &CallbacksPanel::save);
    connect(&m_desk, &Desk::addressesChanged, this, [this] {
        presentAddresses();
        presentChanges();
        m_test->present();
    });
    connect(&m_desk, &Desk::workspaceChanged, this, &CallbacksPanel::presentAddresses);
    presentSettings();
    presentAddresses();
    presentChanges();
}

QWidget *CallbacksPanel::makeAddresses()
{
    auto *card = new Card(tr("Addresses of the open profile"));
    auto *renew = new QPushButton(tr("Renew…"));
    renew->setObjectName(QStringLiteral("renewAddress"));
    renew->setToolTip(tr("Another secret part, when somebody else knows this one"));
    setButtonRole(renew, ButtonRole::Plain, ButtonSize::Small);
    card->addHeaderWidget(renew);
    m_addresses->setObjectName(QStringLiteral("callbackAddresses"));
    for (const CallbackPath &path : callbackPaths()) {
        const int row = m_addresses->addRow(addressName(path), {}, KeyValueGrid::ValueKind::Code);
        m_addresses->addButton(row, new CopyButton([this, row] { return m_addresses->value(row); }));
    }
    card->bodyLayout()->addWidget(m_addresses);
    connect(renew, &QPushButton::clicked, this, &CallbacksPanel::renew);
    return card;
}

QWidget *CallbacksPanel::makeForward()
{
    auto *card = new Card(tr("Forward"));
    m_forwards->setObjectName(QStringLiteral("forwards"));
    m_target->setObjectName(QStringLiteral("forwardTarget"));
    m_target->setPlaceholderText(QStringLiteral("http://localhost:8000/daraja/{path}"));
    card->bodyLayout()->addWidget(m_forwards);
    m_targetRow = new FieldRow(tr("Address of your server"), m_target);
    m_targetRow->setHelp(tr("As they came, once each, no redirects. {path} becomes stk, result and so on. Your server's answer to a C2B "
                            "validation is given to Safaricom"));
    card->bodyLayout()->addWidget(m_targetRow);
    connect(m_forwards, &QCheckBox::toggled, this, &CallbacksPanel::presentChanges);
    connect(m_target, &QLineEdit::textChanged, this, &CallbacksPanel::presentChanges);
    return card;
}

QWidget *CallbacksPanel::makeTest()
{
    auto *card = new Card(tr("Send your server a test"));
    card->bodyLayout()->addWidget(m_test);
    return card;
}

QWidget *CallbacksPanel::makeAnswers()
{
    auto *card = new Card(tr("What is answered"));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(px(metrics::Gap));
    grid->setVerticalSpacing(px(metrics::Grid));
    grid->setColumnStretch(1, 1);
    for (const CallbackPath &path : callbackPaths()) {
        const QString name = addressName(path);
        AnswerRow row{path.path, new QComboBox, new QSpinBox};
        addAnswers(row.answer, path.kind);
        row.answer->setObjectName(QStringLiteral("answer") + path.path);
        row.answer->setAccessibleName(tr("Answer: %1").arg(name));
        row.delay->setObjectName(QStringLiteral("delay") + path.path);
        row.delay->setAccessibleName(tr("Delay: %1").arg(name));
        row.delay->setRange(0, longestDelay);
        row.delay->setSingleStep(500);
        row.delay->setSuffix(tr(" ms"));
        row.delay->setSpecialValueText(tr("at once"));
        row.delay->setFixedWidth(px(delayWidth));
        const int line = grid->rowCount();
        grid->addWidget(new Label(name), line, 0);
        grid->addWidget(row.answer, line, 1);
        grid->addWidget(row.delay, line, 2);
        connect(row.answer, &QComboBox::currentIndexChanged, this, &CallbacksPanel::presentChanges);
        connect(row.delay, &QSpinBox::valueChanged, this, &CallbacksPanel::presentChanges);
        m_answers.append(row);
    }
    card->bodyLayout()->addLayout(grid);
    return card;
}

QWidget *CallbacksPanel::makeSenders()
{
    auto *card = new Card(tr("Senders"));
    m_refuses->setObjectName(QStringLiteral("refusesSenders"));
    m_trustsProxy->setObjectName(QStringLiteral("trustsProxy"));
    card->bodyLayout()->addWidget(m_refuses);
    card->bodyLayout()->addWidget(m_trustsProxy);
    auto *source =
        new Label(tr("Known addresses: %1. Refused callbacks are answered 403 and shown all the same.").arg(safaricomAddressSource()));
    source->setWordWrap(true);
    card->bodyLayout()->addWidget(source);
    connect(m_refuses, &QCheckBox::toggled, this, &CallbacksPanel::presentChanges);
    connect(m_trustsProxy, &QCheckBox::toggled, this, &CallbacksPanel::presentChanges);
    return card;
}

QWidget *CallbacksPanel::makeNetwork()
{
    auto *card = new Card(tr("Network"));
    m_network->setObjectName(QStringLiteral("listensToNetwork"));
    card->bodyLayout()->addWidget(m_network);
    m_networkFields = new QWidget;
    auto *fields = new QVBoxLayout(m_networkFields);
    fields->setContentsMargins(0, 0, 0, 0);
    fields->setSpacing(px(metrics::Gap));
    m_networkAddress->setObjectName(QStringLiteral("networkAddress"));
    m_networkPort->setObjectName(QStringLiteral("networkPort"));
    m_networkPort->setRange(1, 65535);
    m_networkPort->setGroupSeparatorShown(false);
    m_networkPort->setMaximumWidth(px(portWidth));
    m_certificate->setObjectName(QStringLiteral("networkCertificate"));
    m_key->setObjectName(QStringLiteral("networkKey"));
    auto *address = new FieldRow(tr("Address"), m_networkAddress);
    address->setHelp(tr("0.0.0.0 is every address of this computer"));
    auto *certificate = new FieldRow(tr("Certificate file"), m_certificate);
    certificate->setHelp(tr("PEM, with the chain of its issuers. Production accepts publicly trusted ones only"));
    auto *key = new FieldRow(tr("Key file"), m_key);
    key->setHelp(tr("PEM, without a passphrase. It is read where it lies and not copied"));
    for (FieldRow *row : {address, new FieldRow(tr("Port"), m_networkPort), certificate, key})
        fields->addWidget(row);
    card->bodyLayout()->addWidget(m_networkFields);
    connect(m_network, &QCheckBox::toggled, this, &CallbacksPanel::presentChanges);
    connect(m_networkPort, &QSpinBox::valueChanged, this, &CallbacksPanel::presentChanges);
    for (QLineEdit *field : {m_networkAddress, m_certificate, m_key})
        connect(field, &QLineEdit::textChanged, this, &CallbacksPanel::presentChanges);
    return card;
}

/// As Safaricom is to be told: the public address where there is one.
QUrl CallbacksPanel::base() const
{
    const Profile &profile = m_desk.currentProfile();
    const CallbackReceiver &receiver = m_desk.receiver();
    QUrl url = profile.callbackBaseUrl;
    if (url.isEmpty()) {
        const QUrl open = receiver.publicBaseUrl(profile.id);
        return open.isEmpty() ? receiver.baseUrl(profile.id) : open;
    }
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path + receiver.baseUrl(profile.id).path());
    return url;
}

void CallbacksPanel::presentAddresses()
{
    const bool listens = m_desk.receiver().isListening();
    const QString before = base().toString();
    for (int row = 0; row < callbackPaths().size(); ++row)
        m_addresses->setValue(row, listens ? before + callbackPaths().at(row).path : tr("not listening"));
    if (!m_desk.receiver().tlsWarning().isEmpty())
        m_banner->warn(m_desk.receiver().tlsWarning());
}

void CallbacksPanel::presentSettings()
{
    const CallbackSettings &chosen = m_desk.callbackSettings();
    m_forwards->setChecked(chosen.forwards);
    m_target->setText(chosen.forwardTarget);
    for (const AnswerRow &row : std::as_const(m_answers)) {
        ReplyRule rule = chosen.replies.value(row.path);
        row.delay->setValue(std::exchange(rule.delay, 0));
        const QString text = replyRuleText(rule);
        if (row.answer->findData(text) < 0)
            row.answer->addItem(text, text); // written by hand: a status that is not offered, an id
        row.answer->setCurrentIndex(row.answer->findData(text));
    }
    m_refuses->setChecked(chosen.refusesUnknownSenders);
    m_trustsProxy->setChecked(chosen.trustsLocalProxy);
    m_network->setChecked(chosen.listensToNetwork);
    m_networkAddress->setText(chosen.networkAddress);
    m_networkPort->setValue(chosen.networkPort);
    m_certificate->setText(chosen.certificateFile);
    m_key->setText(chosen.keyFile);
}

CallbackSettings CallbacksPanel::collected() const
{
    CallbackSettings chosen;
    chosen.forwards = m_forwards->isChecked();
    chosen.forwardTarget = m_target->text().trimmed();
    for (const AnswerRow &row : m_answers) {
        ReplyRule rule = readReplyRule(row.answer->currentData().toString()).rule;
        rule.delay = row.delay->value();
        if (!(rule == ReplyRule()))
            chosen.replies.insert(row.path, rule);
    }
    chosen.refusesUnknownSenders = m_refuses->isChecked();
    chosen.trustsLocalProxy = m_trustsProxy->isChecked();
    chosen.listensToNetwork = m_network->isChecked();
    chosen.networkAddress = m_networkAddress->text().trimmed();
    chosen.networkPort = static_cast<quint16>(m_networkPort->value());
    chosen.certificateFile = m_certificate->text().trimmed();
    chosen.keyFile = m_key->text().trimmed();
    return chosen;
}

void CallbacksPanel::presentChanges()
{
    const CallbackSettings chosen = collected();
    const bool needsTarget = chosen.forwards || !chosen.forwardTarget.isEmpty();
    m_targetRow->setProblem(needsTarget ? CallbackForwarder::problemWithTarget(chosen.forwardTarget) : QString());
    m_networkFields->setVisible(chosen.listensToNetwork);
    m_save->setEnabled(!(chosen == m_desk.callbackSettings()) && m_targetRow->problem().isEmpty());
}

bool CallbacksPanel::save()
{
    if (!m_save->isEnabled())
        return false;
    const QString problem = m_desk.setCallbackSettings(collected());
    if (!problem.isEmpty()) {
        m_banner->error(problem);
        return false;
    }
    m_banner->info(tr("In use from now on."));
    presentAddresses();
    presentChanges();
    m_test->present();
    return true;
}

void CallbacksPanel::renew()
{
    ask(window(),
        {tr("Renew the addresses"),
         tr("Give %1 another secret callback address?").arg(m_desk.currentProfile().name),
         tr("What Safaricom still sends to the old one is not taken any more: results of calls that are on their way, and C2B addresses "
            "that "
            "are registered. Those must be registered anew."),
         tr("Renew"),
         {},
         ButtonRole::Danger},
        [this] { m_desk.renewCallbackAddress(); });
}

} // namespace daraja
