// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/followup.h"
#include "core/api/mpesaclient.h"

#include <QTimer>

namespace daraja {

/// A call about money whose outcome nobody has heard of. A value.
struct AwaitedCall
{
    SentCall sent;
    QDateTime since;  ///< when it was acknowledged, or sent
    int attempts = 0; ///< how often it was asked for already, in this or an earlier start
};

struct ReconcileOptions
{
    /// When to ask, counted from AwaitedCall::since; after the last one it is given up.
    QList<std::chrono::milliseconds> times{std::chrono::minutes(3), std::chrono::minutes(6), std::chrono::minutes(15),
                                           std::chrono::minutes(60)};
    /// Between two queries, those of waiting STK pushes included (daraja-api 6.2).
    std::chrono::milliseconds pace = std::chrono::seconds(12);
    /// For the result of a transaction status.
    std::chrono::milliseconds resultWait = std::chrono::minutes(1);
};

/// Finds out what became of calls whose callback was lost: STK query for pushes, transaction status for the others where operator,
/// credential and a way back for the result are there. Asks a few times with growing gaps, one query at a time, then gives up. Its queries
/// are ordinary calls of the client: MpesaClient::started() tells of them.
///
/// It follows the client's calls by itself, from their acknowledgement (or their unknown outcome) until their callback or result comes;
/// give it those of earlier starts with watch(). Calls are named by ApiResponse::conversation, or by the id the caller made when none came.
/// It only asks: it never sends anything about money. Lives on one thread; client and clock must outlive it.
class Reconciler final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Reconciler)

public:
    Reconciler(MpesaClient &client, const Clock &clock, ReconcileOptions options = {}, QObject *parent = nullptr);
    ~Reconciler() override;

    /// False when there is nothing to ask by (followUp()). One that is watched already stays as it is.
    bool watch(const AwaitedCall &awaited);
    /// Its outcome is known. No-op when it is not watched.
    void forget(const QString &conversation);
    [[nodiscard]] QStringList watched() const;

    /// Asks for what is due now, as far as the pace allows. Its own timer does this too.
    void check();

Q_SIGNALS:
    /// A query begins; `attempt` counts from 1 over all starts.
    void asking(const QString &conversation, int attempt, daraja::ApiCall *query);
    /// It said nothing final. `text` is for people; `next` is when it will be asked again.
    void undecided(const QString &conversation, int attempt, const QString &text, const QDateTime &next);
    /// Paid, Done or Refused. No longer watched.
    void settled(const QString &conversation, daraja::CallOutcome outcome, const daraja::CallResult &result);
    /// Nobody will ask again: the outcome is Unknown, somebody must look. `why` is for people. No longer watched.
    void givenUp(const QString &conversation, const QString &why);

private:
    struct Watch
    {
        QString conversation;
        FollowUp question;
        int attempts = 0;
        std::chrono::milliseconds since{0}; ///< on the steady clock, as are the next two
        std::chrono::milliseconds asked{0};
        std::chrono::milliseconds due{0};
    };

    void follow(ApiCall *call);
    [[nodiscard]] qsizetype indexOf(const QString &conversation) const;
    [[nodiscard]] std::chrono::milliseconds dueTime(const Watch &watch) const;
    [[nodiscard]] bool isUnderWay(const QString &conversation) const;
    void schedule();
    void ask(Watch &watch);
    void answered(const ApiResponse &response);
    void failed(const MpesaError &error);
    void goOn(const QString &text);
    void settle(CallOutcome outcome, const CallResult &result);
    void giveUp(const QString &conversation, const QString &why);

    MpesaClient &m_client;
    const Clock &m_clock;
    const ReconcileOptions m_options;
    QTimer m_timer;
    QList<Watch> m_watches;
    QString m_asking; ///< whose query is on its way
};

} // namespace daraja
