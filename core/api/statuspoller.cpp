// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/api/statuspoller.h"

#include "core/base/clock.h"

#include <algorithm>

namespace daraja {

StatusPoller::StatusPoller(HttpClient &http, TokenManager &tokens, const Clock &clock, QueryPace &pace, QObject *parent)
    : QObject(parent)
    , m_http(http)
    , m_tokens(tokens)
    , m_clock(clock)
    , m_pace(pace)
{
    m_time.start();
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &StatusPoller::ask);
}

StatusPoller::~StatusPoller() = default;

void StatusPoller::watch(const Push &push)
{
    Watch watch;
    watch.push = push;
    watch.sinceAcknowledgement.start();
    watch.due = m_time.elapsed() + push.wait.firstQuery.count();
    m_watches.append(watch);
    schedule();
}

void StatusPoller::forget(quint64 callId)
{
    const qsizetype index = indexOf(callId);
    if (index < 0) {
        return;
    }
    m_watches.removeAt(index);
    if (m_asking == callId) {
        m_asking = 0;
        delete m_query;
    }
    schedule();
}

qsizetype StatusPoller::indexOf(quint64 callId) const
{
    const auto found =
        std::find_if(m_watches.begin(), m_watches.end(), [callId](const Watch &watch) { return watch.push.callId == callId; });
    return found == m_watches.end() ? -1 : std::distance(m_watches.begin(), found);
}

void StatusPoller::schedule()
{
    if (m_watches.isEmpty() || m_query) {
        m_timer.stop();
        return;
    }
    const auto first = std::min_element(m_watches.begin(), m_watches.end(), [](const Watch &a, const Watch &b) { return a.due < b.due; });
    const std::chrono::milliseconds untilDue(std::max<qint64>(0, first->due - m_time.elapsed()));
    m_timer.start(std::max(untilDue, m_pace.pause(first->push.wait.queryInterval)));
}

void StatusPoller::ask()
{
    const auto first = std::min_element(m_watches.begin(), m_watches.end(), [](const Watch &a, const Watch &b) { return a.due < b.due; });
    if (first == m_watches.end() || m_query) {
        return;
    }
    if (m_pace.pause(first->push.wait.queryInterval).count() > 0) {
        schedule(); // somebody else asked meanwhile
    } else {
        askAbout(*first);
    }
}

void StatusPoller::askAbout(const Watch &watch)
{
    const quint64 callId = watch.push.callId;
    const OperationSpec *operation = findOperation(u"stk_query");
    RequestContext context = watch.push.context;
    context.now = m_clock.now();
    const PreparedRequest request = prepareRequest(
        *operation,
        {{QStringLiteral("CheckoutRequestID"), watch.push.checkoutRequestId}, {QStringLiteral("BusinessShortCode"), watch.push.shortCode}},
        context);
    if (!request.isValid()) {
        StatusReading reading;
        reading.kind = StatusReading::Kind::Hopeless;
        reading.text = request.problems.first().message;
        m_watches.removeAt(indexOf(callId));
        schedule();
        Q_EMIT answered(callId, reading);
        return;
    }
    m_asking = callId;
    m_lastAsked = m_time.elapsed();
    m_pace.asked();
    m_query = new AuthorizedPost(m_http, m_tokens, m_clock, request, AuthorizedPost::Retry::Never, this);
    connect(m_query, &AuthorizedPost::exchanged, this,
            [this, callId](const HttpExchange &exchange) { Q_EMIT exchanged(callId, exchange); });
    connect(m_query, &AuthorizedPost::finished, this, &StatusPoller::queryEnded);
    m_query->start();
}

void StatusPoller::queryEnded()
{
    AuthorizedPost *query = m_query;
    m_query.clear();
    query->deleteLater();
    const quint64 callId = std::exchange(m_asking, 0);
    const qsizetype index = indexOf(callId);
    if (index < 0) {
        schedule();
        return;
    }
    Watch &watch = m_watches[index];
    const WaitOptions &wait = watch.push.wait;
    const StatusReading reading = readStatus(*watch.push.operation, query->result(), query->error(), m_clock.now(),
                                             std::chrono::milliseconds(watch.sinceAcknowledgement.elapsed()), wait.tooEarly);
    if (reading.kind == StatusReading::Kind::Settled || reading.kind == StatusReading::Kind::Hopeless) {
        m_watches.removeAt(index);
    } else {
        watch.due = m_lastAsked + wait.queryInterval.count();
    }
    schedule();
    Q_EMIT answered(callId, reading);
}

} // namespace daraja
