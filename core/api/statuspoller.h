// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/answerreading.h"
#include "core/api/authorizedpost.h"
#include "core/api/mpesaclient.h"
#include "core/api/querypace.h"

#include <QElapsedTimer>
#include <QTimer>

namespace daraja {

/// Asks STK query for all pushes that wait, at one shared pace: the limit counts for the whole app (daraja-api 6.2). One query at a time,
/// the push that is due longest first. Every answer, whatever it is, counts as one try; nothing is retried faster. Internal to core/api.
class StatusPoller final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatusPoller)

public:
    /// A push whose outcome is wanted.
    struct Push
    {
        quint64 callId = 0;
        const OperationSpec *operation = nullptr;
        QString checkoutRequestId;
        QString shortCode;      ///< BusinessShortCode of the push
        RequestContext context; ///< of the push; `now` is renewed
        WaitOptions wait;
    };

    StatusPoller(HttpClient &http, TokenManager &tokens, const Clock &clock, QueryPace &pace, QObject *parent);
    ~StatusPoller() override;

    /// From the acknowledgement on: the first query comes `push.wait.firstQuery` from now.
    void watch(const Push &push);
    /// No more answers for that call; its query on its way is aborted. No-op when it is not watched.
    void forget(quint64 callId);

Q_SIGNALS:
    /// A query ended. After Settled and Hopeless the push is no longer watched.
    void answered(quint64 callId, const daraja::StatusReading &reading);
    /// A query's attempt ended, for the record.
    void exchanged(quint64 callId, const daraja::HttpExchange &exchange);

private:
    struct Watch
    {
        Push push;
        QElapsedTimer sinceAcknowledgement;
        qint64 due = 0; ///< on m_time
    };

    void schedule();
    void ask();
    void askAbout(const Watch &watch);
    void queryEnded();
    [[nodiscard]] qsizetype indexOf(quint64 callId) const;

    HttpClient &m_http;
    TokenManager &m_tokens;
    const Clock &m_clock;
    QueryPace &m_pace;
    QElapsedTimer m_time;
    QTimer m_timer;
    QList<Watch> m_watches;
    qint64 m_lastAsked = 0; ///< on m_time
    quint64 m_asking = 0;   ///< call id of the query on its way
    QPointer<AuthorizedPost> m_query;
};

} // namespace daraja
