// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/httpattempt.h"

#include "core/http/httprequestfields.h"
#include "core/http/oneshotbody.h"

#include <QLocale>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslConfiguration>

#include <algorithm>

namespace daraja {

namespace {

constexpr qint64 readBuffer = 64LL * 1024;

QString seconds(int milliseconds)
{
    return QLocale::c().toString(milliseconds / 1000.0, 'g', 3);
}

} // namespace

HttpAttempt::HttpAttempt(const Context &context, const QUrl &url, const HttpCall &call)
    : m_clock(context.clock)
    , m_limits(context.limits)
    , m_queued(context.queued)
    , m_redactor(call.redactor)
    , m_host(url.host() + (url.port() < 0 ? QString() : u':' + QString::number(url.port())))
{
    const QNetworkRequest request = requestFor(url, call, context.tls);
    if (call.method == "POST") {
        m_body = new OneShotBody(call.body, this);
        connect(m_body, &OneShotBody::firstRead, this, &HttpAttempt::noteSending);
        m_reply = context.manager.post(request, m_body);
    } else {
        m_reply = context.manager.get(request);
    }
    m_reply->setReadBufferSize(readBuffer);
    watch();
}

void HttpAttempt::setRecord(const HttpExchange &record)
{
    m_result.exchange = record;
}

HttpAttempt::~HttpAttempt()
{
    delete m_reply; // before the body it reads from
}

QNetworkRequest HttpAttempt::requestFor(const QUrl &url, const HttpCall &call, const QSslConfiguration &tls) const
{
    QNetworkRequest request(url);
    const HttpHeaders fields = requestFields(url, call);
    for (const HttpHeaders::Field &field : fields.fields()) {
        request.setRawHeader(field.first, field.second);
    }
    if (call.method == "POST") {
        request.setHeader(QNetworkRequest::ContentLengthHeader, call.body.size());
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    }
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    if (url.scheme() == QLatin1StringView("https")) {
        request.setSslConfiguration(tls);
    }
    return request;
}

/// Inside Qt's signals only notes are taken; what others hear comes from the event loop.
void HttpAttempt::watch()
{
    connect(m_reply, &QNetworkReply::encrypted, this, &HttpAttempt::noteConnected);
    connect(m_reply, &QNetworkReply::requestSent, this, &HttpAttempt::noteSending);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &HttpAttempt::noteHead);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpAttempt::receive);
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) { m_tlsErrors = errors; });
    connect(m_reply, &QNetworkReply::finished, this, &HttpAttempt::conclude, Qt::QueuedConnection);

    m_idle.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, [this] {
        stopUnlessFinished(HttpFailure::Timeout, m_connected
                                                     ? tr("%1 sent nothing for %2 seconds.").arg(m_host, seconds(m_limits.inactivity))
                                                     : tr("No connection to %1 within %2 seconds.").arg(m_host, seconds(m_limits.connect)));
    });
    m_idle.start(m_limits.connect);

    m_total.setSingleShot(true);
    connect(&m_total, &QTimer::timeout, this, [this] {
        stopUnlessFinished(HttpFailure::Timeout,
                           tr("The answer of %1 was not complete within %2 seconds.").arg(m_host, seconds(m_limits.total)));
    });
    m_total.start(m_limits.total);
}

void HttpAttempt::noteConnected()
{
    m_connected = true;
    m_idle.start(m_limits.inactivity);
    qint64 &connected = m_result.exchange.timings.connected;
    if (connected < 0) {
        connected = elapsed();
    }
}

void HttpAttempt::noteSending()
{
    noteConnected();
    if (!m_sending) {
        m_sending = true;
        QMetaObject::invokeMethod(this, &HttpAttempt::sending, Qt::QueuedConnection);
    }
}

void HttpAttempt::noteHead()
{
    noteSending();
    qint64 &firstByte = m_result.exchange.timings.firstByte;
    if (firstByte < 0) {
        firstByte = elapsed();
    }
    receive();
}

void HttpAttempt::receive()
{
    if (m_stopped != HttpFailure::None || m_concluded) {
        return;
    }
    m_idle.start(m_limits.inactivity);
    const qint64 room = m_limits.responseBody + 1 - m_result.body.size();
    m_result.body += m_reply->read(std::min(m_reply->bytesAvailable(), room));
    const qint64 announced = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    if (std::max(announced, static_cast<qint64>(m_result.body.size())) > m_limits.responseBody) {
        m_result.body.truncate(m_limits.responseBody);
        stop(HttpFailure::TooLarge,
             tr("The answer of %1 is larger than %2.").arg(m_host, QLocale::c().formattedDataSize(m_limits.responseBody)));
    }
}

void HttpAttempt::abort()
{
    stopUnlessFinished(HttpFailure::Aborted, tr("Cancelled."));
}

void HttpAttempt::stopUnlessFinished(HttpFailure why, const QString &text)
{
    if (!m_reply->isFinished()) {
        stop(why, text);
    }
}

void HttpAttempt::stop(HttpFailure why, const QString &text)
{
    if (m_stopped == HttpFailure::None && !m_concluded) {
        m_stopped = why;
        m_stopText = text;
        // Not QNetworkReply::abort(): an error that is already on its way would then be reported twice inside Qt, with a warning.
        // Deleting the reply after conclude() closes its connection just as well.
        QMetaObject::invokeMethod(this, &HttpAttempt::conclude, Qt::QueuedConnection);
    }
}

void HttpAttempt::conclude()
{
    if (m_concluded) {
        return;
    }
    receive(); // what is left in Qt's buffer
    m_concluded = true;
    m_idle.stop();
    m_total.stop();
    m_result.exchange.timings.done = elapsed();
    m_result.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    for (const QNetworkReply::RawHeaderPair &field : m_reply->rawHeaderPairs()) {
        m_result.headers.append(field.first, field.second);
    }
    judge();
    record();
    Q_EMIT ended();
}

bool HttpAttempt::mayHaveArrived() const
{
    return m_body != nullptr ? m_body->wasRead() : m_connected;
}

qint64 HttpAttempt::elapsed() const
{
    return (m_clock.steady() - m_queued).count();
}

} // namespace daraja
