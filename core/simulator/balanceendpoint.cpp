// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/balanceendpoint.h"

#include "core/base/nairobitime.h"
#include "core/simulator/books.h"
#include "core/simulator/errorfactory.h"
#include "core/simulator/idfactory.h"
#include "core/simulator/outcometable.h"
#include "core/simulator/requestbody.h"
#include "core/simulator/serveridentity.h"
#include "core/simulator/wireobject.h"

#include <QCoreApplication>

#include <openssl/crypto.h>

namespace daraja {

namespace {
constexpr qsizetype maxWaiting = 1'000;
}

BalanceEndpoint::BalanceEndpoint(const SimulatorOptions &options, const Clock &clock, IdFactory &ids, const Books &books,
                                 const ServerIdentity &identity, const ErrorFactory &errors, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_clock(clock)
    , m_ids(ids)
    , m_books(books)
    , m_identity(identity)
    , m_errors(errors)
{
    connect(&identity, &ServerIdentity::ready, this, &BalanceEndpoint::judgeWaiting);
}

WireAnswer BalanceEndpoint::answer(const QJsonObject &members)
{
    const QByteArray credential = memberText(members, QLatin1StringView("SecurityCredential")).toUtf8();
    const auto cipher = QByteArray::fromBase64Encoding(credential, QByteArray::AbortOnBase64DecodingErrors);
    if (!cipher) {
        return m_errors.invalidField(QStringLiteral("SecurityCredential"),
                                     QCoreApplication::translate("Simulator", "The SecurityCredential is not base64."));
    }
    if (m_waiting.size() >= maxWaiting) {
        return m_errors.busy(QCoreApplication::translate("Simulator", "Too many balance requests are waiting."));
    }
    const Query query{m_ids.conversation(),
                      m_ids.request(),
                      memberText(members, QLatin1StringView("Initiator")),
                      *cipher,
                      memberText(members, QLatin1StringView("PartyA")),
                      memberText(members, QLatin1StringView("IdentifierType")),
                      QUrl(memberText(members, QLatin1StringView("ResultURL")))};
    m_waiting.append(query);
    QMetaObject::invokeMethod(this, &BalanceEndpoint::judgeWaiting, Qt::QueuedConnection);
    WireObject body;
    body.text("OriginatorConversationID", query.originatorConversation)
        .text("ConversationID", query.conversation)
        .text("ResponseCode", QStringLiteral("0"))
        .text("ResponseDescription", QStringLiteral("Accept the service request successfully."));
    return {200, body.bytes(), {}};
}

void BalanceEndpoint::judgeWaiting()
{
    while (m_identity.isReady() && !m_waiting.isEmpty()) {
        const Query query = m_waiting.takeFirst();
        const QByteArray body = resultBody(query, judge(query));
        Q_EMIT resultReady(query.conversation, query.resultUrl, body);
    }
}

QString BalanceEndpoint::judge(const Query &query)
{
    if (query.initiator != m_options.initiatorName) {
        return QStringLiteral("2001");
    }
    if (m_lock.isLocked()) {
        return QStringLiteral("8006");
    }
    if (!isOperatorsPassword(query.credential)) {
        m_lock.wrongPassword(m_options.operatorAttempts);
        return QStringLiteral("2001");
    }
    m_lock.rightPassword();
    const bool isShortCode = query.identifierType == u"4" && query.party == m_options.shortCode;
    const bool isTill = query.identifierType == u"2" && query.party == m_options.till;
    return isShortCode || isTill ? QStringLiteral("0") : QStringLiteral("SFC_IC0003");
}

bool BalanceEndpoint::isOperatorsPassword(const QByteArray &credential) const
{
    std::optional<QByteArray> password = m_identity.decrypt(credential);
    if (!password) {
        return false;
    }
    const bool fits = *password == m_options.initiatorPassword.toUtf8();
    OPENSSL_cleanse(password->data(), static_cast<size_t>(password->size()));
    return fits;
}

QByteArray BalanceEndpoint::resultBody(const Query &query, const QString &code) const
{
    const auto pair = [](const char *key) { return WireObject().text("Key", QString::fromLatin1(key)); };
    WireObject result;
    result.number("ResultType", 0)
        .code("ResultCode", code)
        .text("ResultDesc", outcomeText(code))
        .text("OriginatorConversationID", query.originatorConversation)
        .text("ConversationID", query.conversation)
        .text("TransactionID", m_ids.placeholderReceipt());
    if (code == u"0") {
        const QByteArrayList parameters{
            pair("AccountBalance").text("Value", m_books.balanceText()).bytes(),
            pair("BOCompletedTime").json("Value", darajaTimestamp(m_clock.now()).toLatin1()).bytes(),
        };
        result.json("ResultParameters", WireObject().json("ResultParameter", '[' + parameters.join(',') + ']').bytes());
    }
    // A host inside Safaricom, not the caller's QueueTimeOutURL (daraja-api 10.2).
    const QByteArray item =
        pair("QueueTimeoutURL").text("Value", QStringLiteral("https://internalsandbox.safaricom.co.ke/mpesa/abresults/v1/submit")).bytes();
    result.json("ReferenceData", WireObject().json("ReferenceItem", item).bytes());
    return WireObject().json("Result", result.bytes()).bytes();
}

} // namespace daraja
