// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/darajactl/listencommand.h"

#include "core/base/nairobitime.h"
#include "core/callbacks/callbackfacts.h"
#include "core/callbacks/callbackpaths.h"
#include "core/callbacks/syntheticcallback.h"
#include "core/history/historynames.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

namespace daraja {

namespace {

QString wireKindName(Callback::Kind kind)
{
    switch (kind) {
    case Callback::Kind::StkResult:
        return QStringLiteral("stk");
    case Callback::Kind::Result:
        return QStringLiteral("result");
    case Callback::Kind::QueueTimeout:
        return QStringLiteral("timeout");
    case Callback::Kind::C2bValidation:
        return QStringLiteral("validation");
    case Callback::Kind::C2bConfirmation:
        return QStringLiteral("confirmation");
    case Callback::Kind::B2bExpress:
        return QStringLiteral("express");
    case Callback::Kind::StandingOrder:
        return QStringLiteral("order");
    case Callback::Kind::BillPayment:
        return QStringLiteral("bill");
    case Callback::Kind::Pull:
        return QStringLiteral("pull");
    case Callback::Kind::Unreadable:
        break;
    }
    return QStringLiteral("unreadable");
}

QJsonObject callbackJson(const Callback &callback)
{
    const CallbackFacts facts = factsOf(callback);
    QJsonArray parameters;
    for (const auto &[name, value] : callback.parameters) {
        parameters.append(QJsonObject{{QStringLiteral("name"), name}, {QStringLiteral("value"), value}});
    }
    return {{QStringLiteral("event"), QStringLiteral("callback")},
            {QStringLiteral("at"), nairobiIso(callback.receivedAt)},
            {QStringLiteral("path"), callback.path},
            {QStringLiteral("kind"), wireKindName(callback.kind)},
            {QStringLiteral("conversation"), callback.conversation},
            {QStringLiteral("originatorConversation"), callback.originatorConversation},
            {QStringLiteral("resultCode"), callback.resultCode},
            {QStringLiteral("resultDescription"), callback.resultDescription},
            {QStringLiteral("transactionId"), callback.transactionId},
            {QStringLiteral("amount"), facts.amount},
            {QStringLiteral("phone"), facts.phone},
            {QStringLiteral("account"), facts.account},
            {QStringLiteral("parameters"), parameters},
            {QStringLiteral("peer"), callback.peer},
            {QStringLiteral("sender"), senderName(callback.sender)},
            {QStringLiteral("refused"), callback.refused},
            {QStringLiteral("problem"), callback.problem},
            {QStringLiteral("raw"), QString::fromUtf8(callback.raw)}};
}

QJsonObject forwardJson(const ForwardRecord &record)
{
    return {{QStringLiteral("event"), QStringLiteral("forward")},
            {QStringLiteral("at"), nairobiIso(record.at)},
            {QStringLiteral("target"), record.target.toString()},
            {QStringLiteral("path"), record.callback.path},
            {QStringLiteral("conversation"), record.callback.conversation},
            {QStringLiteral("transactionId"), record.callback.transactionId},
            {QStringLiteral("sent"), record.sent},
            {QStringLiteral("status"), record.status},
            {QStringLiteral("milliseconds"), record.took},
            {QStringLiteral("answer"), QString::fromUtf8(record.answer)},
            {QStringLiteral("problem"), record.problem}};
}

/// `1032 Request cancelled by user  ws_CO_…`, `KES 1250.00  UCE9T3W1HD  INV-00231`, or why it cannot be read.
QString callbackLine(const Callback &callback)
{
    if (callback.kind == Callback::Kind::Unreadable) {
        return callback.problem;
    }
    const CallbackFacts facts = factsOf(callback);
    QStringList parts{callback.resultCode + u' ' + callback.resultDescription,
                      facts.amount.isEmpty() ? QString() : QStringLiteral("KES ") + facts.amount, callback.transactionId, facts.account,
                      callback.conversation};
    for (QString &part : parts) {
        part = part.trimmed();
    }
    parts.removeAll(QString());
    return parts.join(QStringLiteral("  "));
}

QString senderLine(const Callback &callback)
{
    switch (callback.sender) {
    case Callback::Sender::Safaricom:
        return QStringLiteral("from Safaricom, %1").arg(callback.peer);
    case Callback::Sender::Local:
        return QStringLiteral("from this computer");
    case Callback::Sender::Unknown:
        break;
    }
    return callback.refused ? QStringLiteral("REFUSED: %1 is not one of Safaricom's addresses").arg(callback.peer)
                            : QStringLiteral("from %1, NOT one of Safaricom's addresses").arg(callback.peer);
}

/// Without the control characters with which a stranger could redraw the terminal.
QString printable(QString line)
{
    for (QChar &c : line) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format) {
            c = QChar(0xFFFD);
        }
    }
    return line;
}

} // namespace

ListenCommand::ListenCommand(const Clock &clock, const Output &output, Options options, QObject *parent)
    : Command(parent)
    , m_clock(clock)
    , m_output(output)
    , m_options(std::move(options))
    , m_receiver(clock)
    , m_forwarder(clock)
{
}

void ListenCommand::start()
{
    (void)m_forwarder.setTarget(m_options.forward);
    if (!m_options.test.isEmpty()) {
        sendTest();
        return;
    }
    if (m_options.historyFile.isEmpty()) {
        listen();
        return;
    }
    m_history = std::make_unique<HistoryStore>(m_clock);
    connect(m_history.get(), &HistoryStore::problemChanged, this, [this](const QString &problem) {
        if (!problem.isEmpty()) {
            m_output.note(problem);
        }
    });
    connect(m_history.get(), &HistoryStore::opened, this, [this] {
        const HistoryStatus &status = m_history->status();
        if (status.state != HistoryStatus::State::Open) {
            Q_EMIT finished(m_output.badInput(status.message + QStringLiteral(" Use --history FILE, or --no-history to store nothing.")));
            return;
        }
        if (!status.message.isEmpty()) {
            m_output.note(status.message);
        }
        m_receiver.setKeeper(m_history.get());
        listen();
    });
    m_history->open(m_options.historyFile);
}

void ListenCommand::listen()
{
    connect(&m_receiver, &CallbackReceiver::received, this, [this](const Callback &callback) { tell(callback); });
    connect(&m_receiver, &CallbackReceiver::refused, this, [this](const Callback &callback) { tell(callback); });
    connect(&m_receiver, &CallbackReceiver::notKept, this,
            [this](const Callback &, const QString &problem) { m_output.note(QStringLiteral("Answered 503: ") + problem); });
    connect(&m_receiver, &CallbackReceiver::certificateProblem, &m_receiver, [this](const QString &problem) { m_output.note(problem); });
    m_forwarder.connectTo(m_receiver);
    connect(&m_forwarder, &CallbackForwarder::delivered, this, [this](const ForwardRecord &record) {
        if (m_history) {
            m_history->addForward(record);
        }
        tell(record);
    });
    if (m_receiver.listen(m_options.receiver)) {
        announce();
    } else {
        Q_EMIT finished(m_output.badInput(m_receiver.errorString()));
    }
}

void ListenCommand::announce()
{
    const QUrl local = m_receiver.baseUrl(m_options.profile);
    const QUrl world = m_receiver.publicBaseUrl(m_options.profile);
    const QString base = (world.isEmpty() ? local : world).toString();
    QJsonObject addresses;
    m_output.say(QStringLiteral("Callbacks are taken at"));
    for (const CallbackPath &path : callbackPaths()) {
        addresses.insert(QString(path.path).mid(1), base + path.path);
        m_output.say(QStringLiteral("  %1%2  (%3)").arg(base, path.path, QString::fromLatin1(path.wireName)));
    }
    m_output.object({{QStringLiteral("event"), QStringLiteral("listening")},
                     {QStringLiteral("baseUrl"), local.toString()},
                     {QStringLiteral("publicBaseUrl"), world.toString()},
                     {QStringLiteral("addresses"), addresses},
                     {QStringLiteral("forward"), m_options.forward},
                     {QStringLiteral("history"), m_options.historyFile}});
    if (world.isEmpty()) {
        m_output.say(QStringLiteral("Safaricom cannot reach this computer so: put a tunnel or proxy in front and give --public-url."));
    } else if (world.scheme() != QLatin1StringView("https")) {
        m_output.say(QStringLiteral("Production refuses addresses that are not https."));
    }
    if (!m_receiver.tlsWarning().isEmpty()) {
        m_output.note(m_receiver.tlsWarning());
    }
    if (!m_options.forward.isEmpty()) {
        m_output.say(QStringLiteral("Each goes on to %1.").arg(m_options.forward));
    }
    m_output.say(QStringLiteral("Whoever knows the address can post to it: keep it to yourself. Ctrl+C ends it."));
}

void ListenCommand::sendTest()
{
    const Callback made = makeSyntheticCallback(*findSyntheticOutcome(m_options.test), {}, m_clock.now());
    if (const QString problem = m_forwarder.problemWithSending(made, m_options.testHost); !problem.isEmpty()) {
        Q_EMIT finished(m_output.badInput(problem + QStringLiteral(" (--test-host)")));
        return;
    }
    connect(&m_forwarder, &CallbackForwarder::delivered, this, [this](const ForwardRecord &record) {
        tell(record);
        if (record.status > 0) {
            Q_EMIT finished(record.isAccepted() ? ExitCode::Done : ExitCode::Refused);
        } else {
            Q_EMIT finished(record.sent ? ExitCode::Unknown : ExitCode::Network);
        }
    });
    m_output.say(QString::fromUtf8(made.raw));
    (void)m_forwarder.sendMade(made, m_options.testHost);
}

void ListenCommand::tell(const Callback &callback)
{
    m_output.object(callbackJson(callback));
    m_output.say(printable(QStringLiteral("%1  %2  %3  %4")
                               .arg(nairobiClock(callback.receivedAt))
                               .arg(callback.path, -13)
                               .arg(callbackLine(callback), senderLine(callback))));
}

void ListenCommand::tell(const ForwardRecord &record)
{
    m_output.object(forwardJson(record));
    const QString outcome = record.problem.isEmpty() ? QStringLiteral("%1 in %2 ms").arg(record.status).arg(record.took) : record.problem;
    m_output.say(printable(QStringLiteral("  -> %1  %2").arg(record.target.toString(), outcome)));
}

void ListenCommand::interrupt()
{
    m_receiver.close();
    if (!m_history) {
        Q_EMIT finished(ExitCode::Done);
        return;
    }
    connect(m_history.get(), &HistoryStore::closed, this, [this] { Q_EMIT finished(ExitCode::Done); });
    m_history->close();
}

} // namespace daraja
