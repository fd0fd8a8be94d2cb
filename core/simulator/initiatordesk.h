// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/operatorlock.h"
#include "core/simulator/simulator.h"
#include "core/simulator/wireanswer.h"

#include <functional>

namespace daraja {

class CallbackSender;
class ErrorFactory;
class FaultInjector;
class IdFactory;
class ServerIdentity;

/// A request of an API operator (B2C, B2B, tax, balance, status, reversal). A value.
struct InitiatorRequest
{
    QString operation;                                    ///< id in the catalogue
    QString product;                                      ///< `b2c`; an operator may lack its role
    QString results;                                      ///< last but two part of Safaricom's inner address: `b2cresults`
    QJsonObject members;                                  ///< complete and well-formed
    QString operatorMember = QStringLiteral("Initiator"); ///< B2C says `InitiatorName`
    QString originatorConversation = {};                  ///< chosen by the caller; empty: made here
    QString conversation = {};                            ///< made here
    QDateTime at = {};                                    ///< when it was acknowledged
};

/// What a request came to. A value; see ResultEnvelope.
struct InitiatorResult
{
    QString code = QStringLiteral("0");
    QString description = {};       ///< empty: the usual text of the code
    QString receipt = {};           ///< TransactionID; empty: a placeholder
    QByteArrayList parameters = {}; ///< `{"Key":…,"Value":…}`, with result 0
    QByteArrayList references = {}; ///< besides QueueTimeoutURL
};

/// The road of every request of an API operator (daraja-api 10): acknowledged when it is well-formed, carried out afterwards as soon as
/// the key to decrypt the credential with is there, and told to ResultURL in the common envelope.
///
///     accept() ─ acknowledgement ─▶ operator: 2001, 8006, role: 21 ─▶ wanted outcome ─▶ carry out ─▶ ResultURL
///                       └─ fault queue-timeout ─▶ QueueTimeOutURL
class InitiatorDesk final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InitiatorDesk)

public:
    /// Does what the request asks; called once, when the operator was found good and no other outcome is wanted, or with the wanted one.
    /// `wanted` is the ResultCode that a trigger value chose, or empty; a transaction that fails by it is to be kept in the ledger, so
    /// that its status can be asked.
    using CarryOut = std::function<InitiatorResult(const InitiatorRequest &request, const QString &wanted)>;

    InitiatorDesk(const SimulatorOptions &options, const Clock &clock, IdFactory &ids, const ServerIdentity &identity,
                  const ErrorFactory &errors, FaultInjector &faults, CallbackSender &callbacks, QObject *parent);

    [[nodiscard]] WireAnswer accept(InitiatorRequest request, CarryOut carryOut);
    /// Forgets requests that have no result yet.
    void abandon() { m_waiting.clear(); }
    void unlockOperator() { m_lock.unlock(); }

private:
    struct Waiting
    {
        InitiatorRequest request;
        QByteArray credential; ///< still encrypted
        CarryOut carryOut;
    };

    void carryOutWaiting();
    void carryOut(const Waiting &waiting);
    /// ResultCode 2001, 8006 or 21, or empty.
    [[nodiscard]] QString refusedOperator(const Waiting &waiting);
    [[nodiscard]] bool isOperatorsPassword(const QByteArray &credential) const;

    const SimulatorOptions &m_options;
    const Clock &m_clock;
    IdFactory &m_ids;
    const ServerIdentity &m_identity;
    const ErrorFactory &m_errors;
    FaultInjector &m_faults;
    CallbackSender &m_callbacks;
    OperatorLock m_lock;
    QList<Waiting> m_waiting;
};

} // namespace daraja
