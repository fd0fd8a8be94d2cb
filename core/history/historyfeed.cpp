// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historyfeed.h"

#include "core/base/nairobitime.h"
#include "core/history/activitywords.h"

namespace daraja {

namespace {

constexpr int moment = 20;        // milliseconds in which changes gather
constexpr int retryPause = 5'000; // milliseconds until what failed is tried again
constexpr int mostWatched = 200;  ///< calls of earlier starts
constexpr int watchedDays = 1;

SentCall sentCallOf(const HistoryEntry &entry)
{
    SentCall sent;
    sent.operationId = entry.operationId;
    for (auto value = entry.values.constBegin(); value != entry.values.constEnd(); ++value) {
        sent.values.insert(value.key(), value->toString());
    }
    sent.conversation = entry.conversation;
    sent.originator = entry.originator;
    sent.receipt = entry.receipt;
    return sent;
}

} // namespace

HistoryFeed::HistoryFeed(ActivityLog &log, HistoryStore &store, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_log(log)
    , m_store(store)
    , m_clock(clock)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(moment);
    connect(&m_soon, &QTimer::timeout, this, &HistoryFeed::flush);
    m_later.setSingleShot(true);
    m_later.setInterval(retryPause);
    connect(&m_later, &QTimer::timeout, this, &HistoryFeed::flush);
    connect(&log, &ActivityLog::inserted, this, [this] { touch(0); });
    connect(&log, &ActivityLog::changed, this, &HistoryFeed::touch);
    connect(&log, &ActivityLog::aboutToRemove, this, [this](int index) { m_touched.remove(m_log.at(index).id); });
    connect(&store, &HistoryStore::forgetting, &log, &ActivityLog::forget);
    for (int index = 0; index < log.count(); ++index) {
        touch(index);
    }
}

HistoryFeed::~HistoryFeed()
{
    flush();
}

void HistoryFeed::follow(CallbackReceiver &receiver)
{
    receiver.setKeeper(&m_store);
}

void HistoryFeed::follow(CallbackForwarder &forwarder)
{
    connect(&forwarder, &CallbackForwarder::delivered, &m_store, &HistoryStore::addForward);
}

void HistoryFeed::follow(Workspace &workspace, Earlier earlier)
{
    workspace.client().setJournal(&m_store);
    Reconciler &reconciler = workspace.reconciler();
    connect(&reconciler, &Reconciler::asking, this, [this](const QString &conversation, int attempt, ApiCall *query) {
        m_query = query;
        m_log.leaveOut(query->id());
        connect(query, &ApiCall::acknowledged, this,
                [this, conversation](const ApiResponse &soFar) { m_store.addQuery(soFar.conversation, conversation); });
        note({.conversation = conversation,
              .step = {m_clock.now(), tr("no callback came: asking Daraja")},
              .state = {},
              .summary = {},
              .queries = attempt,
              .exchanges = {},
              .result = {}});
    });
    connect(&reconciler, &Reconciler::undecided, this,
            [this](const QString &conversation, int, const QString &text, const QDateTime &next) {
                note({.conversation = conversation,
                      .step = {m_clock.now(), tr("not known yet: %1 Asking again at %2").arg(text, nairobiClock(next))},
                      .state = {},
                      .summary = {},
                      .queries = 0,
                      .exchanges = m_query ? m_query->exchanges() : QList<HttpExchange>(),
                      .result = {}});
            });
    connect(&reconciler, &Reconciler::settled, this, [this](const QString &conversation, CallOutcome outcome, const CallResult &result) {
        note({.conversation = conversation,
              .step = {m_clock.now(), tr("answered by query")},
              .state = stateOf(outcome),
              .summary = summaryOf(result, outcome, QString(), std::chrono::milliseconds(-1)),
              .queries = 0,
              .exchanges = m_query ? m_query->exchanges() : QList<HttpExchange>(),
              .result = result});
    });
    connect(&reconciler, &Reconciler::givenUp, this, [this](const QString &conversation, const QString &why) {
        note({.conversation = conversation,
              .step = {m_clock.now(), tr("given up: %1").arg(why)},
              .state = ActivityEntry::State::Unknown,
              .summary = tr("Nobody knows whether it went through: %1").arg(why),
              .queries = 0,
              .exchanges = m_query ? m_query->exchanges() : QList<HttpExchange>(),
              .result = {}});
    });
    connect(&workspace, &Workspace::unmatched, this, [&reconciler](const Callback &callback) {
        if (!callback.refused) {
            reconciler.forget(callback.conversation);
            reconciler.forget(callback.originatorConversation);
        }
    });
    if (earlier == Earlier::Ask && workspace.profile().environment != Environment::Simulator) {
        watchStored(workspace);
    }
}

void HistoryFeed::watchStored(Workspace &workspace)
{
    HistoryQuery query;
    query.kinds = {ActivityEntry::Kind::Call};
    query.states = {ActivityEntry::State::Pending, ActivityEntry::State::Unknown};
    query.profiles = {workspace.profile().id.isEmpty() ? workspace.profile().name : workspace.profile().id};
    query.environments = {workspace.profile().environment};
    query.from = m_clock.now().addDays(-watchedDays);
    m_store.find(query, 0, mostWatched, &workspace, [this, &workspace](const HistoryPage &page) {
        for (const HistoryRow &row : page.rows) {
            m_store.load(row.number, &workspace, [&workspace](const std::optional<HistoryEntry> &entry) {
                if (entry) {
                    (void)workspace.reconciler().watch({sentCallOf(*entry), entry->at, entry->queries});
                }
            });
        }
    });
}

void HistoryFeed::flush()
{
    const QSet<quint64> touched = std::exchange(m_touched, {});
    for (const quint64 id : touched) {
        const int index = m_log.indexOf(id);
        if (index >= 0) {
            put(m_log.at(index));
        }
    }
}

void HistoryFeed::touch(int index)
{
    m_touched.insert(m_log.at(index).id);
    if (!m_soon.isActive()) {
        m_soon.start();
    }
}

void HistoryFeed::put(const ActivityEntry &entry)
{
    if (entry.kind == ActivityEntry::Kind::LooseCallback) {
        return; // it came by the receiver's keeper
    }
    HistoryEntry whole;
    static_cast<ActivityEntry &>(whole) = entry;
    whole.uid = entry.kind == ActivityEntry::Kind::Call ? m_store.uidOfCall(entry.callId) : m_store.uidOfToken(entry.id);
    m_store.put(whole, this, [this, id = entry.id](const QString &problem) {
        if (!problem.isEmpty() && m_store.status().state == HistoryStatus::State::Open) {
            m_touched.insert(id);
            m_later.start();
        }
    });
}

void HistoryFeed::note(ActivityNote note)
{
    if (!m_log.note(note)) {
        m_store.note(note);
    }
}

} // namespace daraja
