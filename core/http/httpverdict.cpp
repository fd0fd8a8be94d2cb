// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// What became of an attempt: the second half of HttpAttempt.

#include "core/http/httpattempt.h"
#include "core/http/httprequestfields.h"

#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslCipher>
#include <QSslConfiguration>

namespace daraja {

namespace {

/// Qt reports an answered 4xx or 5xx as an error of its own; the answer is whole all the same.
bool isErrorOfStatus(QNetworkReply::NetworkError error)
{
    if (error == QNetworkReply::ProxyAuthenticationRequiredError) {
        return true; // 407
    }
    return error >= QNetworkReply::ContentAccessDenied && error <= QNetworkReply::UnknownServerError &&
           error != QNetworkReply::ContentReSendError && error != QNetworkReply::ProtocolFailure;
}

bool isPlainCoding(const QByteArray &coding)
{
    return coding.isEmpty() || coding.compare("identity", Qt::CaseInsensitive) == 0;
}

QString protocolName(QSsl::SslProtocol protocol)
{
    switch (protocol) {
    case QSsl::TlsV1_2:
        return QStringLiteral("TLS 1.2");
    case QSsl::TlsV1_3:
        return QStringLiteral("TLS 1.3");
    default:
        return {};
    }
}

TlsProblem problemOf(QSslError::SslError error)
{
    switch (error) {
    case QSslError::NoError:
        return TlsProblem::None;
    case QSslError::HostNameMismatch:
        return TlsProblem::WrongName;
    case QSslError::SelfSignedCertificate:
        return TlsProblem::SelfSigned;
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return TlsProblem::UnknownIssuer;
    case QSslError::CertificateExpired:
        return TlsProblem::Expired;
    case QSslError::CertificateNotYetValid:
        return TlsProblem::NotYetValid;
    default:
        return TlsProblem::Other;
    }
}

TlsProblem worstOf(const QList<QSslError> &errors)
{
    TlsProblem worst = TlsProblem::None;
    for (const QSslError &each : errors) {
        const TlsProblem problem = problemOf(each.error());
        if (worst == TlsProblem::None || (problem != TlsProblem::None && problem < worst)) {
            worst = problem;
        }
    }
    return worst;
}

QString commonName(const QStringList &names)
{
    return names.isEmpty() ? QString() : names.first();
}

} // namespace

void HttpAttempt::judge()
{
    const QByteArray coding = m_result.headers.value("Content-Encoding");
    const bool whole =
        m_reply->error() == QNetworkReply::NoError || (isErrorOfStatus(m_reply->error()) && m_result.status >= 400) || isWholeRedirect();
    if (m_stopped != HttpFailure::None) {
        fail(m_stopped, m_stopText);
    } else if (!whole) {
        judgeNetworkError();
    } else if (m_result.status <= 0) {
        fail(HttpFailure::BadAnswer, tr("%1 sent no status.").arg(m_host));
    } else if (!isPlainCoding(coding)) {
        fail(HttpFailure::BadAnswer,
             tr("The answer of %1 is encoded as %2, which was not asked for.").arg(m_host, QString::fromLatin1(coding)));
    } else {
        m_result.exchange.outcome = HttpOutcome::Answered;
    }
}

/// On 307 and 308 Qt rewinds the body before it looks at the redirect policy, and reports what that brings instead of the end of the
/// answer.
bool HttpAttempt::isWholeRedirect() const
{
    return m_reply->error() == QNetworkReply::ContentReSendError && (m_result.status == 307 || m_result.status == 308) &&
           m_result.headers.value("Content-Length") == QByteArray::number(m_result.body.size());
}

void HttpAttempt::judgeNetworkError()
{
    // Once the request may be out, Qt's reason tells only how the connection ended: a refused or failed handshake is then that of a second
    // connection which Qt opened by itself.
    if (mayHaveArrived()) {
        if (m_reply->error() == QNetworkReply::ProtocolFailure) {
            fail(HttpFailure::BadAnswer, tr("The answer of %1 is not proper HTTP.").arg(m_host));
        } else {
            fail(HttpFailure::ConnectionLost, tr("The connection to %1 ended before the answer was complete.").arg(m_host));
        }
        return;
    }
    switch (m_reply->error()) {
    case QNetworkReply::ConnectionRefusedError:
        fail(HttpFailure::Refused, tr("%1 refused the connection. Check the address, and that the server is running.").arg(m_host));
        break;
    case QNetworkReply::HostNotFoundError:
        fail(HttpFailure::HostNotFound, tr("There is no server named %1. Check the address and the internet connection.").arg(m_host));
        break;
    case QNetworkReply::SslHandshakeFailedError:
        fail(HttpFailure::Tls, tr("The secure connection to %1 failed, nothing was sent: %2").arg(m_host, tlsProblem()));
        break;
    case QNetworkReply::TimeoutError:
        fail(HttpFailure::Timeout, tr("%1 did not take the connection in time.").arg(m_host));
        break;
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError:
        fail(HttpFailure::ConnectionLost, tr("%1 closed the connection before the request was sent.").arg(m_host));
        break;
    default:
        fail(HttpFailure::Unreachable, tr("%1 could not be reached: %2").arg(m_host, m_reply->errorString()));
        break;
    }
}

void HttpAttempt::fail(HttpFailure why, const QString &text)
{
    m_result.exchange.failure = why;
    m_result.exchange.failureText = QString::fromUtf8(m_redactor.text(text.toUtf8()));
    m_result.exchange.outcome = mayHaveArrived() ? HttpOutcome::Unknown : HttpOutcome::NotSent;
}

QString HttpAttempt::tlsProblem() const
{
    QStringList problems;
    for (const QSslError &error : m_tlsErrors) {
        if (!problems.contains(error.errorString())) {
            problems.append(error.errorString());
        }
    }
    return problems.isEmpty() ? m_reply->errorString() : problems.join(u' ');
}

TlsFacts HttpAttempt::tlsFacts() const
{
    TlsFacts facts;
    if (m_result.exchange.url.scheme() != QLatin1StringView("https")) {
        return facts;
    }
    const QSslConfiguration tls = m_reply->sslConfiguration();
    QSslCertificate certificate = tls.peerCertificate();
    if (certificate.isNull() && !m_tlsErrors.isEmpty()) {
        certificate = m_tlsErrors.first().certificate();
    }
    facts.protocol = protocolName(tls.sessionProtocol());
    facts.cipher = tls.sessionCipher().name();
    facts.subject = commonName(certificate.subjectInfo(QSslCertificate::CommonName));
    facts.issuer = commonName(certificate.issuerInfo(QSslCertificate::CommonName));
    facts.expires = certificate.expiryDate();
    facts.problem = worstOf(m_tlsErrors);
    return facts;
}

void HttpAttempt::record()
{
    HttpExchange &exchange = m_result.exchange;
    exchange.status = m_result.status;
    exchange.reason = m_redactor.text(m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toByteArray());
    exchange.responseHeaders = redactedHeaders(m_result.headers, m_redactor);
    if (isPlainCoding(m_result.headers.value("Content-Encoding"))) { // secrets cannot be found in an encoded body
        exchange.responseBody = m_redactor.text(m_result.body);
    }
    exchange.tls = tlsFacts();
}

} // namespace daraja
