// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/mpesaclient.h"

#include <QObject>

namespace daraja {

/// One line of the timeline: a call with all that belongs to it, a token request, or a callback for nobody. A value; redacted.
struct ActivityEntry
{
    enum class Kind { Call, Token, LooseCallback };
    enum class State {
        Running, ///< on its way to Daraja
        Waiting, ///< accepted, no result yet
        Paid,
        Done,
        Refused,
        Pending,
        Unknown, ///< as CallOutcome
        Failed,  ///< not accepted, or not sent
    };
    struct Step
    {
        QDateTime at; ///< UTC
        QString text; ///< `sent`, `accepted`, `callback received`
    };

    quint64 id = 0;     ///< rising; newest is highest
    quint64 callId = 0; ///< with Kind::Call
    Kind kind = Kind::Call;
    State state = State::Running;
    QDateTime at;         ///< UTC
    QString operationId;  ///< empty for LooseCallback; `token` for tokens
    QString title;        ///< `STK push`
    QString party;        ///< payer's number (wire form) or short code
    QString amount;       ///< whole KES, or empty
    QString summary;      ///< what happened, in words: `1032 Request cancelled by user`
    QString conversation; ///< CheckoutRequestID, ConversationID
    QString originator;   ///< MerchantRequestID, OriginatorConversationID
    QString receipt;
    QString profileId; ///< Profile::id; empty for credentials that are no saved profile
    QString profile;   ///< its name at that time
    Environment environment = Environment::Simulator;
    QList<Step> steps;
    QList<HttpExchange> exchanges;
    QList<Callback> callbacks;
    QJsonObject values; ///< what was sent, without secrets
    MpesaError error;   ///< with Failed, and Unknown when it has one
    std::optional<CallResult> result;
    int queries = 0;       ///< how often Daraja was asked for its outcome after its callback did not come
    bool probe = false;    ///< asked to find a fault: see CallFlag::Probe
    bool forsaken = false; ///< not followed to its end: the program ended, or its profile was changed
};

/// What became known of a call after it ended.
struct ActivityNote
{
    QString conversation; ///< of the call, or the id its caller made
    ActivityEntry::Step step;
    std::optional<ActivityEntry::State> state; ///< when its outcome is known now
    QString summary;                           ///< empty: as before
    int queries = 0;                           ///< 0: as before
    QList<HttpExchange> exchanges;             ///< of the queries
    std::optional<CallResult> result;
};

/// What this run of the program sent and received, in memory, at most 5,000 entries (the oldest finished ones go first).
/// Lives on one thread.
class ActivityLog final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActivityLog)

public:
    explicit ActivityLog(const Clock &clock, QObject *parent = nullptr);
    ~ActivityLog() override;

    /// Follows every call and token fetch of the client from now on, until either dies.
    void follow(MpesaClient &client, TokenManager &tokens);
    /// A callback that the client joined to no call.
    /// When the log still has that call (its client is gone), it is noted there.
    void addLoose(const Callback &callback);
    /// False when the log has no such call.
    bool note(const ActivityNote &note);
    /// A call that is no transaction of its own but a question about another: its entry goes, its end is not told.
    void leaveOut(quint64 callId);
    /// Takes a customer out of all entries, `254712345678`: see HistoryStore::forget().
    void forget(const QString &msisdn);

    [[nodiscard]] int count() const;
    [[nodiscard]] const ActivityEntry &at(int index) const; ///< 0 is the newest
    [[nodiscard]] int indexOf(quint64 id) const;            ///< -1 when it is gone

Q_SIGNALS:
    void aboutToInsert(); ///< one entry at index 0
    void inserted();
    void changed(int index);
    void aboutToRemove(int index);
    void removed();

private:
    friend class ActivityRecorder;
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace daraja
