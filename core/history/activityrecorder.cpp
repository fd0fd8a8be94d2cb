// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/activityrecorder.h"

#include "core/base/nairobitime.h"
#include "core/history/activitywords.h"

namespace daraja {

namespace {

QString withDuration(const QString &text, const HttpExchange &exchange)
{
    return exchange.timings.done < 0 ? text : QStringLiteral("%1 %2 ms").arg(text).arg(exchange.timings.done);
}

} // namespace

ActivityRecorder::ActivityRecorder(ActivityLog::Private &log, MpesaClient &client, TokenManager &tokens)
    : QObject(log.q)
    , m_log(log)
    , m_client(&client)
    , m_tokens(&tokens)
{
    connect(&client, &MpesaClient::started, this, &ActivityRecorder::callStarted);
    connect(&client, &MpesaClient::joined, this, &ActivityRecorder::callbackJoined);
    connect(&client, &QObject::destroyed, this, &ActivityRecorder::leaveWhenAlone);
    connect(&tokens, &TokenManager::changed, this, &ActivityRecorder::tokensChanged);
    connect(&tokens, &QObject::destroyed, this, &ActivityRecorder::tokensVanished);
    const QList<ApiCall *> calls = client.activeCalls();
    for (ApiCall *call : calls) {
        callStarted(call);
    }
    tokensChanged();
}

void ActivityRecorder::callStarted(ApiCall *call)
{
    Followed followed;
    followed.entryId = m_log.insert(ofProfile(entryOfCall(*call)));
    followed.readOnly = call->operation().readsOnly();
    m_calls.insert(call->id(), followed);
    connect(call, &ApiCall::stageChanged, this, [this, call](ApiCall::Stage stage) { stageChanged(*call, stage); });
    connect(call, &ApiCall::acknowledged, this, [this, call](const ApiResponse &soFar) { callAcknowledged(*call, soFar); });
    connect(call, &ApiCall::succeeded, this, [this, call](const ApiResponse &response) { callSucceeded(*call, response); });
    connect(call, &ApiCall::failed, this, [this, call](const MpesaError &error) { callFailed(*call, error); });
    connect(call, &QObject::destroyed, this, [this, id = call->id()] { callVanished(id); });
}

ActivityEntry ActivityRecorder::ofProfile(ActivityEntry entry) const
{
    if (m_client) {
        const Profile profile = m_client->context().profile;
        entry.profileId = profile.id;
        entry.profile = profile.name;
        entry.environment = profile.environment;
    }
    return entry;
}

void ActivityRecorder::stageChanged(const ApiCall &call, ApiCall::Stage stage)
{
    const auto followed = m_calls.find(call.id());
    if (followed == m_calls.end() || stage == ApiCall::Stage::Done) {
        return;
    }
    const bool sentBefore = followed->sent;
    followed->sent = sentBefore || stage == ApiCall::Stage::Sending;
    m_log.edit(followed->entryId, [&](ActivityEntry &entry) {
        entry.summary = call.stageText();
        entry.exchanges = keptExchanges(call.exchanges());
        if (stage == ApiCall::Stage::Sending) {
            m_log.addStep(entry, sentBefore ? tr("sent again") : tr("sent"));
        } else if (stage == ApiCall::Stage::Retrying || entry.state == ActivityEntry::State::Waiting) {
            m_log.addStep(entry, call.stageText());
        }
    });
}

void ActivityRecorder::callAcknowledged(const ApiCall &call, const ApiResponse &soFar)
{
    const auto followed = m_calls.find(call.id());
    if (followed == m_calls.end()) {
        return;
    }
    followed->acceptedAt = m_log.clock.steady();
    m_log.edit(followed->entryId, [&](ActivityEntry &entry) {
        entry.state = ActivityEntry::State::Waiting;
        entry.summary = call.stageText();
        entry.conversation = soFar.conversation;
        if (!soFar.originator.isEmpty()) {
            entry.originator = soFar.originator;
        }
        entry.exchanges = keptExchanges(call.exchanges());
        m_log.addStep(entry, withDuration(tr("accepted"), soFar.exchange));
    });
}

void ActivityRecorder::callSucceeded(const ApiCall &call, const ApiResponse &response)
{
    const Followed followed = m_calls.take(call.id());
    const bool wasAccepted = followed.acceptedAt.count() >= 0;
    const auto after = wasAccepted ? m_log.clock.steady() - followed.acceptedAt : std::chrono::milliseconds(-1);
    m_log.edit(followed.entryId, [&](ActivityEntry &entry) {
        entry.state = stateOf(response.outcome);
        entry.exchanges = keptExchanges(call.exchanges());
        if (!response.conversation.isEmpty()) {
            entry.conversation = response.conversation;
        }
        if (!response.originator.isEmpty()) {
            entry.originator = response.originator;
        }
        if (response.result) {
            entry.result = keptResult(*response.result);
            entry.summary = summaryOf(*response.result, response.outcome, entry.operationId, after);
            if (response.outcome == CallOutcome::Paid || response.outcome == CallOutcome::Done) {
                entry.receipt = response.result->transactionId;
            }
            if (response.result->from == CallResult::From::Query) {
                m_log.addStep(entry, tr("answered by query"));
            }
        } else if (response.outcome == CallOutcome::Unknown) {
            entry.summary = tr("Nobody knows whether it went through");
        } else if (response.outcome == CallOutcome::Pending) {
            entry.summary = wasAccepted ? tr("Accepted; no result yet") : tr("No result yet");
        } else {
            entry.summary = tr("Done");
        }
        if (!wasAccepted) {
            m_log.addStep(entry, withDuration(tr("answered"), response.exchange));
        } else if (!response.result) {
            m_log.addStep(entry, tr("no result yet"));
        }
    });
}

void ActivityRecorder::callFailed(const ApiCall &call, const MpesaError &error)
{
    const Followed followed = m_calls.take(call.id());
    m_log.edit(followed.entryId, [&](ActivityEntry &entry) {
        entry.state = error.origin == MpesaError::Origin::UnknownOutcome ? ActivityEntry::State::Unknown : ActivityEntry::State::Failed;
        entry.error = error;
        entry.exchanges = keptExchanges(call.exchanges());
        entry.summary = summaryOf(error, entry.operationId);
        m_log.addStep(entry, stepOf(error));
    });
}

void ActivityRecorder::callVanished(quint64 callId)
{
    if (!m_calls.contains(callId)) {
        return;
    }
    const Followed followed = m_calls.take(callId);
    m_log.edit(followed.entryId, [&](ActivityEntry &entry) {
        using State = ActivityEntry::State;
        const bool perhapsDone = followed.sent && !followed.readOnly;
        entry.state = entry.state == State::Waiting ? State::Pending : perhapsDone ? State::Unknown : State::Failed;
        entry.forsaken = true;
        entry.summary = tr("Not followed to its end: the profile was changed or the program closed");
        m_log.addStep(entry, tr("no longer followed"));
    });
}

void ActivityRecorder::callbackJoined(const Callback &callback, quint64 callId)
{
    // It may have been taken for a callback for nobody when it overtook the acknowledgement.
    m_log.remove(m_log.idOfConversation(callback.conversation, ActivityEntry::Kind::LooseCallback));
    m_log.attach(m_log.idOfCall(callId), callback);
}

void ActivityRecorder::tokensChanged()
{
    const bool fetching = m_tokens->state() == TokenManager::State::Fetching;
    if (fetching && m_fetch == 0) {
        fetchBegan();
    } else if (!fetching && m_fetch != 0) {
        fetchEnded();
    }
}

void ActivityRecorder::fetchBegan()
{
    m_exchangeBefore = m_tokens->lastExchange().startedAt;
    ActivityEntry entry;
    entry.kind = ActivityEntry::Kind::Token;
    entry.operationId = QStringLiteral("token");
    entry.title = tr("Access token");
    entry.summary = tr("Asking for a token");
    m_log.addStep(entry, tr("sent"));
    m_fetch = m_log.insert(ofProfile(std::move(entry)));
}

void ActivityRecorder::fetchEnded()
{
    const HttpExchange exchange = m_tokens->lastExchange();
    m_log.edit(std::exchange(m_fetch, 0), [&](ActivityEntry &entry) {
        const bool wasDropped = !exchange.startedAt.isValid() || (exchange.startedAt == m_exchangeBefore && entry.at > m_exchangeBefore);
        if (wasDropped) {
            entry.state = ActivityEntry::State::Failed;
            entry.error.origin = MpesaError::Origin::Aborted;
            entry.error.code = QLatin1StringView(ErrorCode::aborted);
            entry.error.message = tr("Nobody waited for the token any more.");
            entry.summary = entry.error.message;
            m_log.addStep(entry, tr("cancelled"));
            return;
        }
        entry.exchanges = keptExchanges({exchange});
        if (m_tokens->lastError().isError()) {
            entry.state = ActivityEntry::State::Failed;
            entry.error = m_tokens->lastError();
            entry.summary = summaryOf(entry.error, entry.operationId);
            m_log.addStep(entry, stepOf(entry.error));
            return;
        }
        entry.state = ActivityEntry::State::Done;
        entry.summary = tr("Valid until %1").arg(nairobiClock(m_tokens->token().expiresAt()));
        m_log.addStep(entry, withDuration(tr("answered"), exchange));
    });
}

void ActivityRecorder::tokensVanished()
{
    m_log.edit(std::exchange(m_fetch, 0), [this](ActivityEntry &entry) {
        entry.state = ActivityEntry::State::Failed;
        entry.summary = tr("Not followed to its end: the profile was changed or the program closed");
        m_log.addStep(entry, tr("no longer followed"));
    });
    leaveWhenAlone();
}

void ActivityRecorder::leaveWhenAlone()
{
    if (!m_client && !m_tokens) {
        deleteLater();
    }
}

} // namespace daraja
