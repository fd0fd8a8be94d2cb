// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/callbacksender.h"

#include "core/http/httpclient.h"
#include "core/simulator/faults.h"

#include <QPointer>
#include <QTimer>

#include <algorithm>

namespace daraja {

namespace {

constexpr qsizetype keptAttempts = 1'000;
constexpr int maxDelayed = 10'000;
constexpr qsizetype maxReceivers = 16;
constexpr int activePerReceiver = 6;
constexpr qint64 readOfAnswer = 64LL * 1024;
constexpr int heldBackAtMost = 10'000;

QString serverOf(const QUrl &url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::FullyEncoded).toLower();
}

bool isOnThisComputer(const QUrl &url)
{
    return url.host().compare(u"localhost", Qt::CaseInsensitive) == 0 || QHostAddress(url.host()).isLoopback();
}

QUrl throughTunnel(QUrl url, const QUrl &tunnel)
{
    if (!tunnel.isEmpty() && !isOnThisComputer(url)) {
        url.setScheme(tunnel.scheme());
        url.setHost(tunnel.host());
        url.setPort(tunnel.port());
    }
    return url;
}

QString targetOf(const QUrl &url)
{
    const QString path = url.path(QUrl::FullyEncoded);
    const QString target = path.isEmpty() ? QStringLiteral("/") : path;
    return url.hasQuery() ? target + u'?' + url.query(QUrl::FullyEncoded) : target;
}

} // namespace

CallbackSender::CallbackSender(const SimulatorOptions &options, const Clock &clock, const FaultInjector &faults, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_clock(clock)
    , m_faults(faults)
    , m_delays(new QObject(this))
{
}

CallbackSender::~CallbackSender() = default;

void CallbackSender::schedule(const QString &conversation, const QUrl &url, const QByteArray &body)
{
    const Delivery delivery{conversation, throughTunnel(url, m_options.tunnel), body};
    const FaultSet faults = m_faults.of(conversation);
    if (faults.testFlag(FaultKind::LostCallback)) {
        record({0, m_clock.now(), conversation, url, body, 0, tr("Not posted: lost by the fault lost-callback."), 0});
        QMetaObject::invokeMethod(
            this, [this, conversation] { Q_EMIT ended(conversation); }, Qt::QueuedConnection);
        return;
    }
    if (faults.testFlag(FaultKind::OutOfOrder)) {
        holdBack(delivery);
        return;
    }
    const int delay = faults.testFlag(FaultKind::EarlyCallback) ? 0 : qMax(0, m_options.callbackDelay);
    const int late = faults.testFlag(FaultKind::LateCallback) ? m_options.lateCallback : 0;
    deliverAfter(delay + late, delivery);
    if (faults.testFlag(FaultKind::DuplicateCallback)) {
        deliverAfter(delay + late, delivery);
    }
}

void CallbackSender::ask(const QString &conversation, const QUrl &url, const QByteArray &body, int timeout, QObject *context,
                         Answered answered)
{
    const auto waiting = std::make_shared<Answered>(std::move(answered));
    const Answered once = [waiting, guard = QPointer<QObject>(context)](const CallbackReply &reply) {
        const Answered receiver = std::exchange(*waiting, {});
        if (receiver && guard) {
            receiver(reply);
        }
    };
    QTimer::singleShot(qMax(1, timeout), m_delays, [once] { once({}); });
    deliverAfter(0, {conversation, throughTunnel(url, m_options.tunnel), body, once});
}

void CallbackSender::deliverAfter(int delay, const Delivery &delivery)
{
    if (m_delayed >= maxDelayed) {
        record({0, m_clock.now(), delivery.conversation, delivery.url, delivery.body, 0, tr("Not posted: too many callbacks are waiting."),
                0});
        return;
    }
    ++m_delayed;
    QTimer::singleShot(delay, m_delays, [this, delivery] {
        --m_delayed;
        deliver(delivery);
    });
}

void CallbackSender::holdBack(const Delivery &delivery)
{
    m_held.append(delivery);
    QTimer::singleShot(heldBackAtMost, m_delays, [this] { releaseHeld(); });
}

void CallbackSender::releaseHeld()
{
    const QList<Delivery> held = std::exchange(m_held, {});
    for (const Delivery &delivery : held) {
        deliver(delivery);
    }
}

void CallbackSender::abandon()
{
    delete m_delays;
    m_delays = new QObject(this);
    m_delayed = 0;
    m_homeless.clear();
    m_held.clear();
    // Clients end their jobs without signals. Later, because one of them may be on the stack.
    for (const Receiver &receiver : std::as_const(m_receivers)) {
        receiver.client->disconnect(this);
        const QList<HttpJob *> jobs = receiver.client->findChildren<HttpJob *>(Qt::FindDirectChildrenOnly);
        for (HttpJob *job : jobs) {
            job->disconnect(this);
        }
        receiver.client->deleteLater();
    }
    m_receivers.clear();
    for (qsizetype index = 0; index < m_attempts.size(); ++index) {
        CallbackAttempt &attempt = m_attempts[index];
        if (attempt.durationMs < 0) {
            attempt.durationMs = static_cast<int>(attempt.at.msecsTo(m_clock.now()));
            attempt.problem = tr("Given up: the simulator was stopped.");
            Q_EMIT attempted(static_cast<int>(index));
        }
    }
}

void CallbackSender::clear()
{
    abandon();
    m_attempts.clear();
}

void CallbackSender::deliver(const Delivery &delivery)
{
    const QString server = serverOf(delivery.url);
    if (!m_receivers.contains(server)) {
        if (!makeRoom()) {
            m_homeless.enqueue(delivery);
            return;
        }
        HttpClientLimits limits;
        limits.connect = limits.inactivity = limits.total = m_options.callbackTimeout;
        limits.responseBody = readOfAnswer;
        limits.maxAttempts = 1;
        m_receivers.insert(server, {new HttpClient(QUrl(server), m_clock, limits, this), 0, {}});
    }
    m_receivers[server].waiting.enqueue(delivery);
    serve(server);
}

bool CallbackSender::makeRoom()
{
    if (m_receivers.size() < maxReceivers) {
        return true;
    }
    const auto idle = std::find_if(m_receivers.begin(), m_receivers.end(),
                                   [](const Receiver &receiver) { return receiver.active == 0 && receiver.waiting.isEmpty(); });
    if (idle == m_receivers.end()) {
        return false;
    }
    idle->client->deleteLater();
    m_receivers.erase(idle);
    return true;
}

void CallbackSender::serve(const QString &server)
{
    const auto receiver = m_receivers.find(server);
    while (receiver->active < activePerReceiver && !receiver->waiting.isEmpty()) {
        ++receiver->active;
        post(server, receiver->waiting.dequeue());
    }
}

void CallbackSender::post(const QString &server, const Delivery &delivery)
{
    const quint64 id = record({0, m_clock.now(), delivery.conversation, delivery.url, delivery.body, 0, {}, -1});
    HttpCall call;
    call.method = QByteArrayLiteral("POST");
    call.path = targetOf(delivery.url);
    call.headers.set(QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json"));
    call.body = delivery.body;
    HttpJob *job = m_receivers[server].client->send(call);
    connect(job, &HttpJob::finished, this, [this, job, id, server, delivery] {
        int index = -1;
        if (CallbackAttempt *attempt = find(id, index)) {
            const HttpResult &result = job->result();
            attempt->status = result.isAnswered() ? result.status : 0;
            attempt->durationMs = static_cast<int>(qMax<qint64>(0, result.exchange.timings.done));
            attempt->problem = result.exchange.failureText;
            if (result.isAnswered() && result.status >= 300 && result.status < 400) {
                attempt->problem = tr("The receiver sent the callback elsewhere. Daraja does not follow redirects.");
            } else if (result.exchange.failure == HttpFailure::BadUrl) {
                attempt->problem = tr("Callbacks are posted to https addresses, and to http addresses of this computer only.");
            }
            Q_EMIT attempted(index);
        }
        const auto receiver = m_receivers.find(server);
        if (receiver != m_receivers.end()) { // a slot of attempted() may have abandoned everything
            --receiver->active;
            serve(server);
            adoptHomeless();
            finish(delivery, job->result());
        }
    });
}

void CallbackSender::finish(const Delivery &delivery, const HttpResult &result)
{
    if (delivery.answered) {
        delivery.answered(result.isAnswered() ? CallbackReply{result.status, result.body} : CallbackReply());
        return;
    }
    releaseHeld();
    Q_EMIT ended(delivery.conversation);
}

void CallbackSender::adoptHomeless()
{
    while (!m_homeless.isEmpty() && (m_receivers.contains(serverOf(m_homeless.head().url)) || makeRoom())) {
        deliver(m_homeless.dequeue());
    }
}

quint64 CallbackSender::record(const CallbackAttempt &attempt)
{
    if (m_attempts.size() == keptAttempts) {
        m_attempts.removeFirst();
    }
    m_attempts.append(attempt);
    m_attempts.last().id = ++m_lastId;
    Q_EMIT attempted(static_cast<int>(m_attempts.size() - 1));
    return m_lastId;
}

CallbackAttempt *CallbackSender::find(quint64 id, int &index)
{
    const qint64 at = m_attempts.isEmpty() ? -1 : static_cast<qint64>(id) - static_cast<qint64>(m_attempts.first().id);
    if (at < 0 || at >= m_attempts.size()) {
        return nullptr;
    }
    index = static_cast<int>(at);
    return &m_attempts[at];
}

} // namespace daraja
