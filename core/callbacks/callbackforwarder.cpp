// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callbackforwarder.h"

#include "core/callbacks/callbackfacts.h"
#include "core/callbacks/callbackreceiver.h"
#include "core/http/httpclient.h"

#include <QHostAddress>
#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace daraja {

namespace {

constexpr qint64 largestAnswer = 256LL * 1024;

bool isThisComputer(const QString &host)
{
    return host.compare(QLatin1StringView("localhost"), Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

QUrl targetUrl(QString target, const QString &path)
{
    return QUrl(target.trimmed().replace(QLatin1StringView("{path}"), path.mid(1)));
}

QUrl originOf(QUrl url)
{
    url.setPath({});
    url.setQuery(QString());
    url.setFragment({});
    return url;
}

QByteArray headerFor(ForwardRecord::Why why)
{
    switch (why) {
    case ForwardRecord::Why::Resend:
        return QByteArrayLiteral("resent");
    case ForwardRecord::Why::Made:
        return QByteArrayLiteral("made");
    case ForwardRecord::Why::Forward:
    case ForwardRecord::Why::Validation:
        break;
    }
    return QByteArrayLiteral("forwarded");
}

} // namespace

class CallbackForwarder::Private final
{
public:
    /// Validations have a lane of their own: Safaricom waits for them, so they must not stand behind a burst.
    struct Lane
    {
        struct Item
        {
            ForwardRecord record;
            CallbackForwarder::Answer answer;
            std::chrono::milliseconds queued{0}; ///< of the steady clock
        };

        int timeLimit = 0;
        std::shared_ptr<HttpClient> client; ///< for the present target; running deliveries hold theirs
        QList<Item> waiting;
        int running = 0;
    };

    Private(CallbackForwarder *owner, const Clock &time, Limits given)
        : q(owner)
        , clock(time)
        , limits(given)
    {
        usual.timeLimit = limits.total;
        urgent.timeLimit = limits.validation;
    }

    quint64 add(ForwardRecord::Why why, const Callback &callback, Answer answer, const QString &problem);
    void startWaiting(Lane &lane);
    void start(Lane &lane, Lane::Item item);
    void finish(Lane::Item item, const HttpResult &result);
    void finishLater(Lane::Item item);
    void end(const Lane::Item &item);
    void dropWaiting(Lane &lane);
    void makeClients();

    CallbackForwarder *const q;
    const Clock &clock;
    const Limits limits;
    QString target;
    QByteArray authorities;
    Lane usual;
    Lane urgent;
    quint64 lastId = 0;
};

quint64 CallbackForwarder::Private::add(ForwardRecord::Why why, const Callback &callback, Answer answer, const QString &problem)
{
    Lane::Item item;
    item.record.id = ++lastId;
    item.record.why = why;
    item.record.callback = callback;
    item.record.target = q->targetFor(callback.path);
    item.record.at = clock.now();
    item.record.problem = problem;
    item.answer = std::move(answer);
    item.queued = clock.steady();

    Lane &lane = why == ForwardRecord::Why::Validation ? urgent : usual;
    if (item.record.problem.isEmpty() && callback.raw.isEmpty()) {
        item.record.problem = tr("The callback has no body: there is nothing to send.");
    }
    if (item.record.problem.isEmpty() && lane.waiting.size() >= limits.waiting) {
        item.record.dropped = true;
        item.record.problem = tr("Not sent: %1 callbacks were already waiting for your server.").arg(limits.waiting);
    }
    const quint64 id = item.record.id;
    if (!item.record.problem.isEmpty()) {
        finishLater(std::move(item));
    } else {
        lane.waiting.append(std::move(item));
        startWaiting(lane);
    }
    return id;
}

void CallbackForwarder::Private::startWaiting(Lane &lane)
{
    while (lane.running < limits.parallel && !lane.waiting.isEmpty()) {
        start(lane, lane.waiting.takeFirst());
    }
}

void CallbackForwarder::Private::start(Lane &lane, Lane::Item item)
{
    const QUrl url = item.record.target;
    HttpCall call;
    call.method = QByteArrayLiteral("POST");
    call.path = url.path(QUrl::FullyEncoded);
    if (call.path.isEmpty()) {
        call.path = QStringLiteral("/");
    }
    call.path += url.hasQuery() ? u'?' + url.query(QUrl::FullyEncoded) : QString();
    call.headers.append(QByteArrayLiteral("X-Daraja-Desk"), headerFor(item.record.why));
    call.body = item.record.callback.raw;
    item.record.waited = (clock.steady() - item.queued).count();

    ++lane.running;
    const std::shared_ptr<HttpClient> client = lane.client;
    HttpJob *job = client->send(call);
    connect(job, &HttpJob::finished, q, [this, &lane, client, job, item] {
        --lane.running;
        const QPointer<CallbackForwarder> alive(q);
        finish(item, job->result());
        if (alive) {
            startWaiting(lane);
        }
    });
}

void CallbackForwarder::Private::finish(Lane::Item item, const HttpResult &result)
{
    ForwardRecord &record = item.record;
    record.sent = result.exchange.outcome != HttpOutcome::NotSent;
    record.took = record.sent ? result.exchange.timings.done : -1;
    record.answer = result.body.first(std::min(result.body.size(), ForwardRecord::answerHead));
    record.problem = result.exchange.failureText;
    if (result.isAnswered()) {
        record.status = result.status;
    }
    if (record.status >= 300 && record.status < 400) {
        record.problem =
            tr("Your server answered with a redirect to %1. Redirects are not followed: give the final address.")
                .arg(QString::fromLatin1(
                    result.headers.value("Location").first(std::min(result.headers.value("Location").size(), qsizetype(200)))));
    }
    end(item);
}

void CallbackForwarder::Private::finishLater(Lane::Item item)
{
    QTimer::singleShot(0, q, [this, item = std::move(item)] { end(item); });
}

void CallbackForwarder::Private::end(const Lane::Item &item)
{
    const QPointer<CallbackForwarder> alive(q);
    if (item.answer) {
        const bool isWhole = item.record.problem.isEmpty() && item.record.answer.size() < ForwardRecord::answerHead;
        item.answer(isWhole ? std::optional(HttpResponse::json(item.record.status, item.record.answer)) : std::nullopt);
    }
    if (alive) {
        Q_EMIT q->delivered(item.record);
    }
}

void CallbackForwarder::Private::dropWaiting(Lane &lane)
{
    for (Lane::Item &item : std::exchange(lane.waiting, {})) {
        item.record.dropped = true;
        item.record.problem = tr("Not sent: the address of your server was changed while it waited.");
        finishLater(std::move(item));
    }
}

void CallbackForwarder::Private::makeClients()
{
    for (Lane *lane : {&usual, &urgent}) {
        lane->client.reset();
        if (target.isEmpty()) {
            continue;
        }
        HttpClientLimits http;
        http.connect = http.inactivity = http.total = lane->timeLimit;
        http.responseBody = largestAnswer;
        http.maxAttempts = 1;
        // It lives until its last delivery is over, and may not be deleted inside that one's signal.
        auto *client = new HttpClient(originOf(targetUrl(target, QStringLiteral("/stk"))), clock, http, q);
        lane->client = std::shared_ptr<HttpClient>(client, [](HttpClient *unused) { unused->deleteLater(); });
        if (!authorities.isEmpty()) {
            lane->client->setTrustedAuthorities(authorities);
        }
    }
}

CallbackForwarder::CallbackForwarder(const Clock &clock, QObject *parent)
    : CallbackForwarder(clock, Limits(), parent)
{
}

CallbackForwarder::CallbackForwarder(const Clock &clock, Limits limits, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, clock, limits))
{
}

CallbackForwarder::~CallbackForwarder() = default;

QString CallbackForwarder::problemWithTarget(const QString &target)
{
    const QUrl url = targetUrl(target, QStringLiteral("/stk"));
    if (originOf(url) != originOf(targetUrl(target, QStringLiteral("/result")))) {
        return tr("{path} belongs behind the host, as in http://localhost:8000/daraja/{path}.");
    }
    if (url.isValid() && url.scheme() == QLatin1StringView("http") && !url.host().isEmpty() && !isThisComputer(url.host())) {
        return tr("Callbacks hold customers' names and numbers: use https:// for another computer. http:// is allowed for localhost only.");
    }
    if (!url.isValid() || url.isRelative() || url.host().isEmpty()) {
        return tr("This is not a web address. It looks like http://localhost:8000/callbacks.");
    }
    if (url.hasFragment()) {
        return tr("Leave out everything from # on.");
    }
    return HttpClient::problemWithBaseUrl(originOf(url));
}

bool CallbackForwarder::setTarget(const QString &target)
{
    if (target.trimmed() == d->target) {
        return true;
    }
    if (!target.trimmed().isEmpty() && !problemWithTarget(target).isEmpty()) {
        return false;
    }
    d->dropWaiting(d->usual);
    d->dropWaiting(d->urgent);
    d->target = target.trimmed();
    d->makeClients();
    return true;
}

QString CallbackForwarder::target() const
{
    return d->target;
}

QUrl CallbackForwarder::targetFor(const QString &path) const
{
    return d->target.isEmpty() ? QUrl() : targetUrl(d->target, path);
}

void CallbackForwarder::setTrustedAuthorities(const QByteArray &pem)
{
    d->authorities = pem;
    d->makeClients();
}

quint64 CallbackForwarder::forward(const Callback &callback)
{
    return d->target.isEmpty() ? 0 : d->add(ForwardRecord::Why::Forward, callback, {}, {});
}

quint64 CallbackForwarder::forwardValidation(const Callback &callback, Answer answer)
{
    return d->target.isEmpty() ? 0 : d->add(ForwardRecord::Why::Validation, callback, std::move(answer), {});
}

quint64 CallbackForwarder::resend(const Callback &callback, const QString &typedHost)
{
    if (d->target.isEmpty()) {
        return 0;
    }
    const QString problem = callback.refused ? problemWithSending(callback, typedHost) : QString();
    return d->add(ForwardRecord::Why::Resend, callback, {}, problem);
}

quint64 CallbackForwarder::sendMade(const Callback &callback, const QString &typedHost)
{
    return d->target.isEmpty() ? 0 : d->add(ForwardRecord::Why::Made, callback, {}, problemWithSending(callback, typedHost));
}

void CallbackForwarder::connectTo(CallbackReceiver &receiver)
{
    const auto isItself = [this, &receiver](const Callback &callback) {
        const QUrl url = targetFor(callback.path);
        return isThisComputer(url.host()) && url.port(80) == receiver.port();
    };
    const QString loop = tr("Not sent: this is the address of the callback receiver itself.");
    connect(&receiver, &CallbackReceiver::received, this, [this, isItself, loop](const Callback &callback) {
        if (!d->target.isEmpty() && callback.kind != Callback::Kind::C2bValidation) {
            d->add(ForwardRecord::Why::Forward, callback, {}, isItself(callback) ? loop : QString());
        }
    });
    const QPointer<CallbackForwarder> forwarder(this);
    receiver.setValidationAnswerer([forwarder, isItself, loop](const Callback &callback, Answer answer) {
        if (!forwarder || forwarder->d->target.isEmpty()) {
            answer({});
        } else {
            forwarder->d->add(ForwardRecord::Why::Validation, callback, std::move(answer), isItself(callback) ? loop : QString());
        }
    });
}

QString CallbackForwarder::problemWithSending(const Callback &callback, const QString &typedHost) const
{
    // Read again: an edited body says something else than the callback that it was made of.
    const Callback read = parseCallback(callback.raw, callback.kind);
    const bool isHarmless = read.kind != Callback::Kind::Unreadable && !factsOf(read).claimsMoney;
    const QString host = targetFor(callback.path).host();
    if (isHarmless || isThisComputer(host) || typedHost.trimmed().compare(host, Qt::CaseInsensitive) == 0) {
        return {};
    }
    return tr("Not sent: this can tell %1 that money has arrived. Type %1 to confirm that it is a server for tests.").arg(host);
}

int CallbackForwarder::waiting() const
{
    return static_cast<int>(d->usual.waiting.size() + d->urgent.waiting.size());
}

int CallbackForwarder::underWay() const
{
    return d->usual.running + d->urgent.running;
}

} // namespace daraja
