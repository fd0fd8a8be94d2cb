// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpclient.h"

#include <QPointer>
#include <QTest>

namespace daraja {

/// Follows one HttpJob to its end and keeps what it said.
class JobWatch final : public QObject
{
public:
    explicit JobWatch(HttpJob *job)
        : m_job(job)
    {
        connect(job, &HttpJob::sending, this, [this] { ++sending; });
        connect(job, &HttpJob::retrying, this, [this](int attempt, int delay, const QString &why) {
            retries.append({attempt, delay, why});
        });
        connect(job, &HttpJob::exchanged, this, [this](const HttpExchange &exchange) { exchanges.append(exchange); });
        connect(job, &HttpJob::finished, this, [this] {
            ++finished;
            result = m_job->result();
        });
    }

    /// Waits until the job is over and gone. False when it is not in time, or did not finish exactly once.
    [[nodiscard]] bool wait(int milliseconds = 20'000)
    {
        return QTest::qWaitFor([this] { return m_job.isNull(); }, milliseconds) && finished == 1;
    }

    [[nodiscard]] HttpJob *job() const { return m_job; }
    [[nodiscard]] HttpOutcome outcome() const { return result.exchange.outcome; }
    [[nodiscard]] HttpFailure failure() const { return result.exchange.failure; }

    struct Retry
    {
        int attempt = 0;
        int delay = 0;
        QString why;
    };

    int sending = 0;
    int finished = 0;
    QList<Retry> retries;
    QList<HttpExchange> exchanges;
    HttpResult result;

private:
    QPointer<HttpJob> m_job;
};

/// Every text of an exchange in one, to look for what must not be there.
[[nodiscard]] inline QByteArray everythingIn(const HttpExchange &exchange)
{
    QByteArray text = exchange.method + '\n' + exchange.url.query(QUrl::FullyDecoded).toUtf8() + '\n' + exchange.url.toEncoded() + '\n' +
                      exchange.requestBody + '\n' + exchange.reason + '\n' + exchange.responseBody + '\n' + exchange.failureText.toUtf8();
    for (const HttpHeaders &headers : {exchange.requestHeaders, exchange.responseHeaders}) {
        for (const HttpHeaders::Field &field : headers.fields()) {
            text += '\n' + field.first + ": " + field.second;
        }
    }
    return text;
}

/// A POST that moves money.
[[nodiscard]] inline HttpCall payment()
{
    HttpCall call;
    call.method = QByteArrayLiteral("POST");
    call.path = QStringLiteral("/mpesa/stkpush/v1/processrequest");
    call.headers.append(QByteArrayLiteral("Authorization"), QByteArrayLiteral("Bearer c9SQxWWhmdVRlyh0zh8gZDTkubVF"));
    call.body = QByteArrayLiteral("{\"Amount\":1250,\"Password\":\"MTc0Mzc5YmZi\"}");
    return call;
}

/// A GET that may be repeated.
[[nodiscard]] inline HttpCall lookup(const QString &path = QStringLiteral("/lookup"))
{
    HttpCall call;
    call.path = path;
    call.readOnly = true;
    return call;
}

/// A POST that may be repeated.
[[nodiscard]] inline HttpCall query()
{
    HttpCall call = payment();
    call.path = QStringLiteral("/mpesa/stkpushquery/v1/query");
    call.readOnly = true;
    return call;
}

} // namespace daraja

Q_DECLARE_METATYPE(daraja::HttpCall)
Q_DECLARE_METATYPE(daraja::HttpOutcome)
Q_DECLARE_METATYPE(daraja::HttpFailure)
