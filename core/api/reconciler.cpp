// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/api/reconciler.h"

#include "core/api/mpesaclientprivate.h"
#include "core/errors/errorguide.h"

#include <algorithm>

namespace daraja {

namespace {

constexpr std::chrono::minutes longestNap{1}; // the clock is looked at again: it goes on while the computer sleeps, timers do not

QString toldBy(const CallResult &result)
{
    for (const auto &[name, value] : result.parameters) {
        if (name == u"TransactionStatus") {
            return QStringLiteral("%1: %2").arg(name, value);
        }
    }
    return result.code + u' ' + result.description;
}

/// The query itself is refused, and asking again with the same operator would only lock it (daraja-api 10.4).
bool isHopelessStatus(const CallResult &result)
{
    const Explanation explanation =
        ErrorGuide::instance().explainResult(result.code, result.description, QStringLiteral("transaction_status"));
    return explanation.known && explanation.retry == Explanation::Retry::FixFirst;
}

} // namespace

Reconciler::Reconciler(MpesaClient &client, const Clock &clock, ReconcileOptions options, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_options(std::move(options))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Reconciler::check);
    connect(&client, &MpesaClient::started, this, &Reconciler::follow);
    connect(&client, &MpesaClient::joined, this, [this](const Callback &callback) {
        if (callback.kind != Callback::Kind::QueueTimeout) {
            forget(callback.conversation);
            forget(callback.originatorConversation);
        }
    });
}

Reconciler::~Reconciler() = default;

void Reconciler::follow(ApiCall *call)
{
    if (!call->operation().isAboutMoney()) {
        return;
    }
    connect(call, &ApiCall::acknowledged, this, [this, call] { watch({sentCall(*call), m_clock.now(), 0}); });
    connect(call, &ApiCall::succeeded, this, [this](const ApiResponse &response) {
        if (response.outcome != CallOutcome::Pending && response.outcome != CallOutcome::Unknown) {
            forget(response.conversation);
        }
    });
    connect(call, &ApiCall::failed, this, [this, call](const MpesaError &error) {
        if (error.origin == MpesaError::Origin::UnknownOutcome) {
            watch({sentCall(*call), m_clock.now(), 0});
        }
    });
}

bool Reconciler::watch(const AwaitedCall &awaited)
{
    const SentCall &sent = awaited.sent;
    Watch watch;
    watch.conversation = sent.conversation.isEmpty() ? sent.originator : sent.conversation;
    const std::optional<FollowUp> question = followUp(sent);
    if (!question || !question->tellsOutcome || watch.conversation.isEmpty()) {
        return false;
    }
    if (indexOf(watch.conversation) >= 0) {
        return true;
    }
    const std::chrono::milliseconds age(std::max<qint64>(0, awaited.since.msecsTo(m_clock.now())));
    watch.question = *question;
    watch.attempts = awaited.attempts;
    watch.since = m_clock.steady() - age;
    watch.asked = watch.since;
    if (watch.attempts >= m_options.times.size()) {
        return false;
    }
    watch.due = m_options.times.at(watch.attempts) + watch.since;
    m_watches.append(watch);
    schedule();
    return true;
}

void Reconciler::forget(const QString &conversation)
{
    const qsizetype index = indexOf(conversation);
    if (index >= 0) {
        m_watches.removeAt(index);
        schedule();
    }
}

QStringList Reconciler::watched() const
{
    QStringList conversations;
    for (const Watch &watch : m_watches) {
        conversations.append(watch.conversation);
    }
    return conversations;
}

qsizetype Reconciler::indexOf(const QString &conversation) const
{
    const auto found = std::find_if(m_watches.begin(), m_watches.end(),
                                    [&conversation](const Watch &watch) { return watch.conversation == conversation; });
    return found == m_watches.end() ? -1 : std::distance(m_watches.begin(), found);
}

/// After a long sleep several times may have passed: the gaps between queries stay.
std::chrono::milliseconds Reconciler::dueTime(const Watch &watch) const
{
    const std::chrono::milliseconds planned = m_options.times.at(watch.attempts);
    const std::chrono::milliseconds before = m_options.times.at(watch.attempts - 1);
    return std::max(watch.since + planned, watch.asked + planned - before);
}

bool Reconciler::isUnderWay(const QString &conversation) const
{
    const QList<ApiCall *> calls = m_client.activeCalls();
    return std::any_of(calls.begin(), calls.end(),
                       [&conversation](const ApiCall *call) { return call->soFar().conversation == conversation; });
}

void Reconciler::schedule()
{
    if (m_watches.isEmpty() || !m_asking.isEmpty()) {
        m_timer.stop();
        return;
    }
    const auto first = std::min_element(m_watches.begin(), m_watches.end(), [](const Watch &a, const Watch &b) { return a.due < b.due; });
    const std::chrono::milliseconds nap =
        std::clamp<std::chrono::milliseconds>(first->due - m_clock.steady(), std::chrono::milliseconds(0), longestNap);
    m_timer.start(std::max(nap, m_client.d->pace.pause(m_options.pace)));
}

void Reconciler::check()
{
    if (m_watches.isEmpty() || !m_asking.isEmpty()) {
        return;
    }
    const std::chrono::milliseconds now = m_clock.steady();
    for (Watch &watch : m_watches) {
        if (watch.due <= now && isUnderWay(watch.conversation)) {
            watch.due = now + longestNap; // whoever waits for it asks for it too
        }
    }
    const auto first = std::min_element(m_watches.begin(), m_watches.end(), [](const Watch &a, const Watch &b) { return a.due < b.due; });
    if (first->due > now || m_client.d->pace.pause(m_options.pace).count() > 0) {
        schedule();
        return;
    }
    ask(*first);
}

void Reconciler::ask(Watch &watch)
{
    const QString conversation = watch.conversation;
    const OperationSpec *operation = findOperation(watch.question.operationId);
    const RequestContext context = m_client.context();
    if (operation->delivery == Delivery::ResultUrl && context.callbackUrl.isEmpty()) {
        giveUp(conversation, tr("Its outcome could only be asked for by transaction status, whose result cannot reach this computer: the "
                                "profile has no public callback address."));
        return;
    }
    const PreparedRequest request = prepareRequest(*operation, watch.question.values, context);
    if (!request.isValid()) {
        giveUp(conversation, tr("Its outcome cannot be asked for. %1").arg(request.problems.first().message));
        return;
    }
    m_asking = conversation;
    watch.asked = m_clock.steady();
    const int attempt = ++watch.attempts;
    m_client.d->pace.asked();
    WaitOptions wait;
    wait.limit = m_options.resultWait;
    ApiCall *query = m_client.call(*operation, watch.question.values, wait, CallFlag::OneAttempt);
    query->then(
        this, [this](const ApiResponse &response) { answered(response); }, [this](const MpesaError &error) { failed(error); });
    connect(query, &QObject::destroyed, this, [this, conversation] {
        if (m_asking == conversation) { // somebody deleted it
            goOn({});
        }
    });
    Q_EMIT asking(conversation, attempt, query);
}

void Reconciler::answered(const ApiResponse &response)
{
    if (!response.result) {
        goOn(tr("no result came"));
        return;
    }
    const CallResult &result = *response.result;
    CallOutcome outcome = response.outcome;
    if (result.from == CallResult::From::Callback) {
        if (outcome == CallOutcome::Refused && isHopelessStatus(result)) {
            giveUp(m_asking, tr("Transaction status was refused: %1").arg(toldBy(result)));
            return;
        }
        outcome = outcomeOfTransaction(result);
    }
    if (outcome == CallOutcome::Pending || outcome == CallOutcome::Unknown) {
        goOn(toldBy(result));
    } else {
        settle(outcome, result);
    }
}

void Reconciler::failed(const MpesaError &error)
{
    const bool hopeless = error.origin == MpesaError::Origin::Validation || error.origin == MpesaError::Origin::Auth;
    if (hopeless) {
        giveUp(m_asking, error.message);
    } else {
        goOn(error.message);
    }
}

void Reconciler::goOn(const QString &text)
{
    const QString conversation = m_asking;
    const qsizetype index = indexOf(conversation);
    if (index < 0) {
        m_asking.clear(); // its callback came meanwhile
        schedule();
        return;
    }
    Watch &watch = m_watches[index];
    const int attempt = watch.attempts;
    if (attempt >= m_options.times.size()) {
        giveUp(conversation, tr("Asked %1 times without a final answer; the last one was: %2").arg(attempt).arg(text));
        return;
    }
    m_asking.clear();
    watch.due = dueTime(watch);
    const QDateTime next = m_clock.now().addMSecs((watch.due - m_clock.steady()).count());
    schedule();
    Q_EMIT undecided(conversation, attempt, text, next);
}

void Reconciler::settle(CallOutcome outcome, const CallResult &result)
{
    const QString conversation = std::exchange(m_asking, {});
    const bool wanted = indexOf(conversation) >= 0;
    CallResult told = result;
    told.from = CallResult::From::Query;
    forget(conversation);
    schedule();
    if (wanted) {
        Q_EMIT settled(conversation, outcome, told);
    }
}

void Reconciler::giveUp(const QString &conversation, const QString &why)
{
    const QString name = conversation;
    const bool wanted = indexOf(name) >= 0;
    m_asking.clear();
    forget(name);
    schedule();
    if (wanted) {
        Q_EMIT givenUp(name, why);
    }
}

} // namespace daraja
