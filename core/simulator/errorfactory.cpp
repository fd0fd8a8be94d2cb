// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/errorfactory.h"

#include "core/catalogue/operationspec.h"
#include "core/simulator/idfactory.h"
#include "core/simulator/wireobject.h"

namespace daraja {

ErrorFactory::ErrorFactory(IdFactory &ids)
    : m_ids(ids)
{
}

WireAnswer ErrorFactory::refusal(int status, const char *code, const QString &message, const QString &note) const
{
    WireObject body;
    body.text("requestId", m_ids.request()).text("errorCode", QString::fromLatin1(code)).text("errorMessage", message);
    return {status, body.bytes(), note};
}

WireAnswer ErrorFactory::unknownPath(const QString &note) const
{
    return refusal(404, "404.001.01", QStringLiteral("Resource not found"), note);
}

WireAnswer ErrorFactory::wrongVerb(const QString &note) const
{
    return refusal(405, "405.001", QStringLiteral("Method Not Allowed"), note);
}

WireAnswer ErrorFactory::unknownPair(const QString &note)
{
    return {400, {}, note};
}

WireAnswer ErrorFactory::authenticationType(const QString &note) const
{
    return refusal(400, "400.008.01", QStringLiteral("Invalid Authentication passed"), note);
}

WireAnswer ErrorFactory::grantType(const QString &note) const
{
    return refusal(400, "400.008.02", QStringLiteral("Invalid grant type passed"), note);
}

WireAnswer ErrorFactory::authenticationHeader(const QString &note) const
{
    return refusal(404, "404.001.04", QStringLiteral("Invalid Authentication Header"), note);
}

WireAnswer ErrorFactory::token(const TokenRejection &rejection, const QString &detail, const QString &note) const
{
    const QString message = QString::fromUtf8(rejection.message);
    return refusal(rejection.status, rejection.code,
                   message.startsWith(u"Error Occurred") ? QStringLiteral("Error Occurred - Invalid Access Token - ") + detail : message,
                   note);
}

WireAnswer ErrorFactory::invalidField(const QString &field, const QString &note) const
{
    return refusal(400, "400.002.02", QStringLiteral("Bad Request - Invalid %1").arg(field), note);
}

WireAnswer ErrorFactory::invalidPayload(const QString &note) const
{
    return refusal(400, "400.002.05", QStringLiteral("Invalid Request Payload"), note);
}

WireAnswer ErrorFactory::merchantUnknown(const QString &note) const
{
    return refusal(500, "500.001.1001", QStringLiteral("Merchant does not exist"), note);
}

WireAnswer ErrorFactory::wrongCredentials(const QString &note) const
{
    return refusal(500, "500.001.1001", QStringLiteral("Wrong credentials"), note);
}

WireAnswer ErrorFactory::subscriberLocked(const QString &note) const
{
    return refusal(500, "500.001.1001",
                   QStringLiteral("Unable to lock subscriber, a transaction is already in process for the current subscriber"), note);
}

WireAnswer ErrorFactory::beingProcessed(const QString &note) const
{
    return refusal(500, "500.001.1001", QStringLiteral("The transaction is being processed"), note);
}

WireAnswer ErrorFactory::busy(const QString &note) const
{
    return refusal(500, "500.003.02", QStringLiteral("System is busy. Please try again in few minutes."), note);
}

WireAnswer ErrorFactory::duplicateConversation(const QString &note) const
{
    return refusal(500, "500.002.1001", QStringLiteral("Duplicate OriginatorConversationID."), note);
}

} // namespace daraja
