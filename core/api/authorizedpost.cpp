// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/api/authorizedpost.h"

#include "core/base/clock.h"
#include "core/errors/answerbody.h"

namespace daraja {

namespace {

constexpr QStringView invalidHeader = u"404.001.04"; // malformed Authorization: says nothing about products (daraja-api 2.4)

/// Daraja speaks about this very request: STK query says "pending" by HTTP 500 (daraja-api 6.1). Not so when it only says that it is busy
/// or broken, nor when its gateway speaks.
bool speaksOfTheRequest(int, const QByteArray &body)
{
    const AnswerBody answer = readAnswer(body);
    const bool broken = answer.code == u"500.003.1001" && answer.message.contains(u"internal server error", Qt::CaseInsensitive);
    return answer.reportsError && !answer.isFault && !broken && answer.code != u"500.003.02";
}

bool anyAnswer(int, const QByteArray &)
{
    return true;
}

MpesaError productMissing(MpesaError error, const OperationSpec &operation)
{
    const QString said = error.code.isEmpty() ? error.message : error.code + u' ' + error.message;
    error.origin = MpesaError::Origin::Auth;
    error.code = QString::fromLatin1(ErrorCode::productMissing);
    error.message = AuthorizedPost::tr("This app is not allowed to use “%1”: a token that is only seconds old was rejected (%2). Add the "
                                       "product to the app in Safaricom's portal, or wait until going live is approved; then get a new "
                                       "token. If another program uses the same consumer key, its new token may have cancelled this one.")
                        .arg(catalogueText(operation.product), said);
    return error;
}

} // namespace

AuthorizedPost::AuthorizedPost(HttpClient &http, TokenManager &tokens, const Clock &clock, PreparedRequest request, Retry retry,
                               QObject *parent)
    : QObject(parent)
    , m_http(http)
    , m_tokens(tokens)
    , m_clock(clock)
    , m_request(std::move(request))
    , m_retry(retry)
{
}

AuthorizedPost::~AuthorizedPost()
{
    if (m_tokenRequest) {
        m_tokenRequest->disconnect(this);
        m_tokenRequest->abort();
    }
    if (m_job) {
        m_job->disconnect(this);
        m_job->abort();
    }
}

void AuthorizedPost::start()
{
    askForToken();
}

void AuthorizedPost::abort()
{
    m_aborted = true;
    if (m_tokenRequest) {
        m_tokenRequest->abort();
    } else if (m_job) {
        m_job->abort();
    }
}

void AuthorizedPost::askForToken()
{
    m_tokenRequest = m_tokens.request();
    connect(m_tokenRequest, &TokenRequest::ready, this, &AuthorizedPost::send);
    connect(m_tokenRequest, &TokenRequest::failed, this, &AuthorizedPost::end);
    Q_EMIT authorizing();
}

void AuthorizedPost::send(const AccessToken &token, bool cached)
{
    m_tokenRequest.clear();
    m_token = token.token;
    m_tokenIsFresh = (!cached || m_sentAgain) && m_clock.steady() - token.createdSteady <= freshToken;

    HttpCall call;
    call.method = QByteArrayLiteral("POST");
    call.path = m_request.path;
    call.headers.set(QByteArrayLiteral("Authorization"), QByteArrayLiteral("Bearer ") + m_token.toLatin1());
    call.headers.set(QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json"));
    for (const RequestHeader &header : m_request.headers) {
        call.headers.set(header.name, header.value);
    }
    call.body = m_request.body;
    call.readOnly = m_request.operation->readsOnly();
    call.isAnswer = m_retry == Retry::Never ? anyAnswer : speaksOfTheRequest;
    call.redactor = m_request.redactor;
    call.redactor.addSecret(m_token.toLatin1());

    m_job = m_http.send(call);
    connect(m_job, &HttpJob::sending, this, &AuthorizedPost::sending);
    connect(m_job, &HttpJob::retrying, this, &AuthorizedPost::retrying);
    connect(m_job, &HttpJob::exchanged, this, &AuthorizedPost::exchanged);
    connect(m_job, &HttpJob::finished, this, &AuthorizedPost::answered);
    Q_EMIT sending();
}

void AuthorizedPost::answered()
{
    m_result = m_job->result();
    m_job.clear();
    const MpesaError error = errorFrom(m_result, m_request.operation->readsOnly());
    const bool rejected = error.origin == MpesaError::Origin::Auth && isTokenRejection(error);
    if (!rejected) {
        end(error);
    } else if (m_aborted) {
        MpesaError cancelled;
        cancelled.origin = MpesaError::Origin::Aborted;
        cancelled.code = QString::fromLatin1(ErrorCode::aborted);
        cancelled.message = tr("Cancelled.");
        end(cancelled);
    } else if (!m_sentAgain && !m_tokenIsFresh) {
        m_sentAgain = true;
        const QPointer<AuthorizedPost> alive(this);
        m_tokens.invalidate(m_token);
        if (alive) {
            askForToken();
        }
    } else if (m_tokenIsFresh && error.code != invalidHeader) {
        end(productMissing(error, *m_request.operation));
    } else {
        end(error);
    }
}

void AuthorizedPost::end(const MpesaError &error)
{
    m_tokenRequest.clear();
    m_error = error;
    Q_EMIT finished();
}

} // namespace daraja
