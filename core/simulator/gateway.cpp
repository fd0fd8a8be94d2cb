// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/gateway.h"

#include "core/catalogue/request.h"
#include "core/simulator/authorization.h"
#include "core/simulator/errorfactory.h"
#include "core/simulator/requestbody.h"
#include "core/simulator/tokenledger.h"

#include <QCoreApplication>

namespace daraja {

namespace {

constexpr QByteArrayView oauthPath("/oauth/v1/generate");

/// B2C, balance, status and so on: what comes by ResultURL has an initiator, and its own way to refuse tokens and bodies.
bool isInitiatorProduct(const OperationSpec &operation)
{
    return operation.delivery == Delivery::ResultUrl;
}

} // namespace

Gateway::Gateway(const TokenLedger &tokens, const ErrorFactory &errors, Oauth oauth)
    : m_tokens(tokens)
    , m_errors(errors)
    , m_oauth(std::move(oauth))
{
}

void Gateway::addProduct(QStringView operation, Product product)
{
    const OperationSpec *spec = findOperation(operation);
    Q_ASSERT(spec);
    m_routes.insert(QByteArray(spec->path), {spec, std::move(product)});
}

WireAnswer Gateway::answer(const HttpRequest &request) const
{
    const QByteArray path = request.path();
    const bool isOauth = path == oauthPath;
    const auto route = m_routes.constFind(path);
    if (!isOauth && route == m_routes.constEnd()) {
        return m_errors.unknownPath(
            path.startsWith("//")
                ? QCoreApplication::translate("Simulator", "The path begins with two slashes: end the base URL without one.")
                : QCoreApplication::translate("Simulator", "Nothing is offered at this path."));
    }
    const QByteArray verb = isOauth ? QByteArrayLiteral("GET") : QByteArrayLiteral("POST");
    if (request.method != verb) {
        return m_errors.wrongVerb(QCoreApplication::translate("Simulator", "This path takes %1 only.").arg(QString::fromLatin1(verb)));
    }
    return isOauth ? m_oauth(request) : answerProduct(*route, request);
}

WireAnswer Gateway::answerProduct(const Route &route, const HttpRequest &request) const
{
    const OperationSpec &operation = *route.operation;
    if (const std::optional<WireAnswer> refusal = refuseToken(operation, request)) {
        return *refusal;
    }
    const RequestBody body = readBody(request);
    if (!body.isReadable && isInitiatorProduct(operation)) {
        return m_errors.invalidPayload(body.problem);
    }
    const QString member = firstInvalidMember(operation, body.members);
    if (!member.isEmpty()) {
        return refuseMember(operation, member, body.problem);
    }
    return route.product(body.members);
}

std::optional<WireAnswer> Gateway::refuseToken(const OperationSpec &operation, const HttpRequest &request) const
{
    const std::optional<QByteArray> credentials = credentialsOf(request, "Bearer");
    if (!credentials) {
        return m_errors.authenticationHeader(
            QCoreApplication::translate("Simulator", "There is no Authorization header of the form Bearer …."));
    }
    const QString token = QString::fromUtf8(*credentials);
    if (m_tokens.isAlive(token)) {
        return {};
    }
    const QString note = m_tokens.isKnown(token) ? QCoreApplication::translate("Simulator", "The token has expired or was cancelled.")
                                                 : QCoreApplication::translate("Simulator", "The token was not given out here.");
    return isInitiatorProduct(operation) ? m_errors.initiatorToken(note) : m_errors.expressToken(note);
}

WireAnswer Gateway::refuseMember(const OperationSpec &operation, const QString &member, const QString &note) const
{
    // TransactionDesc is complained about as `Remarks` (daraja-api 5.1).
    const QString reason = !note.isEmpty() ? note
                           : operation.field(member)
                               ? QCoreApplication::translate("Simulator", "%1 is missing or cannot be used.").arg(member)
                               : QCoreApplication::translate("Simulator", "TransactionDesc is missing or cannot be used.");
    return m_errors.invalidField(member, reason);
}

} // namespace daraja
