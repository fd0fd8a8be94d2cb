// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/initiatordesk.h"

#include "core/simulator/callbacksender.h"
#include "core/simulator/errorfactory.h"
#include "core/simulator/faults.h"
#include "core/simulator/idfactory.h"
#include "core/simulator/outcometable.h"
#include "core/simulator/requestbody.h"
#include "core/simulator/resultenvelope.h"
#include "core/simulator/serveridentity.h"
#include "core/simulator/wireobject.h"

#include <QCoreApplication>

#include <openssl/crypto.h>

namespace daraja {

namespace {
constexpr qsizetype maxWaiting = 1'000;
}

InitiatorDesk::InitiatorDesk(const SimulatorOptions &options, const Clock &clock, IdFactory &ids, const ServerIdentity &identity,
                             const ErrorFactory &errors, FaultInjector &faults, CallbackSender &callbacks, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_clock(clock)
    , m_ids(ids)
    , m_identity(identity)
    , m_errors(errors)
    , m_faults(faults)
    , m_callbacks(callbacks)
{
    connect(&identity, &ServerIdentity::ready, this, &InitiatorDesk::carryOutWaiting);
}

WireAnswer InitiatorDesk::accept(InitiatorRequest request, CarryOut carryOut)
{
    const QByteArray credential = memberText(request.members, QLatin1StringView("SecurityCredential")).toUtf8();
    const auto cipher = QByteArray::fromBase64Encoding(credential, QByteArray::AbortOnBase64DecodingErrors);
    if (!cipher) {
        return m_errors.invalidField(QStringLiteral("SecurityCredential"),
                                     QCoreApplication::translate("Simulator", "The SecurityCredential is not base64."));
    }
    if (m_waiting.size() >= maxWaiting) {
        return m_errors.busy(QCoreApplication::translate("Simulator", "Too many requests wait for their result."));
    }
    request.conversation = m_ids.conversation();
    if (request.originatorConversation.isEmpty()) {
        request.originatorConversation = m_ids.request();
    }
    request.at = m_clock.now();
    WireObject body;
    body.text("OriginatorConversationID", request.originatorConversation)
        .text("ConversationID", request.conversation)
        .text("ResponseCode", QStringLiteral("0"))
        .text("ResponseDescription", QStringLiteral("Accept the service request successfully."));
    const QString conversation = request.conversation;
    m_waiting.append({std::move(request), *cipher, std::move(carryOut)});
    QMetaObject::invokeMethod(this, &InitiatorDesk::carryOutWaiting, Qt::QueuedConnection);
    return {200, body.bytes(), {}, conversation};
}

void InitiatorDesk::carryOutWaiting()
{
    while (m_identity.isReady() && !m_waiting.isEmpty()) {
        carryOut(m_waiting.takeFirst());
    }
}

void InitiatorDesk::carryOut(const Waiting &waiting)
{
    const InitiatorRequest &request = waiting.request;
    const FaultSet faults = m_faults.of(request.conversation);
    if (faults.testFlag(FaultKind::QueueTimeout)) {
        m_callbacks.schedule(request.conversation, QUrl(memberText(request.members, QLatin1StringView("QueueTimeOutURL"))),
                             queueTimeoutBody(request.originatorConversation, request.conversation));
        return;
    }
    InitiatorResult result;
    const QString told = m_options.answers.operatorResults.value(request.product);
    result.code = told.isEmpty() ? refusedOperator(waiting) : told;
    if (result.code.isEmpty() || result.code == u"0") {
        result = waiting.carryOut(request, wantedOutcome(request.members));
    }
    const bool succeeded = result.code == u"0";
    m_callbacks.schedule(request.conversation, QUrl(memberText(request.members, QLatin1StringView("ResultURL"))),
                         resultBody({result.code, result.description.isEmpty() ? outcomeText(result.code) : result.description,
                                     request.originatorConversation, request.conversation,
                                     succeeded && !result.receipt.isEmpty() ? result.receipt : m_ids.placeholderReceipt(), request.results,
                                     result.parameters, result.references},
                                    faults));
}

QString InitiatorDesk::refusedOperator(const Waiting &waiting)
{
    const QString name = memberText(waiting.request.members, QLatin1StringView(waiting.request.operatorMember.toLatin1()));
    if (name != m_options.initiatorName) {
        return QStringLiteral("2001");
    }
    if (m_lock.isLocked()) {
        return QStringLiteral("8006");
    }
    if (!isOperatorsPassword(waiting.credential)) {
        m_lock.wrongPassword(m_options.operatorAttempts);
        return QStringLiteral("2001");
    }
    m_lock.rightPassword();
    return m_options.missingRoles.contains(waiting.request.product) ? QStringLiteral("21") : QString();
}

bool InitiatorDesk::isOperatorsPassword(const QByteArray &credential) const
{
    std::optional<QByteArray> password = m_identity.decrypt(credential);
    if (!password) {
        return false;
    }
    const bool fits = *password == m_options.initiatorPassword.toUtf8();
    OPENSSL_cleanse(password->data(), static_cast<size_t>(password->size()));
    return fits;
}

} // namespace daraja
