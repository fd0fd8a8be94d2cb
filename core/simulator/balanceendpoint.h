// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/operatorlock.h"
#include "core/simulator/simulator.h"
#include "core/simulator/wireanswer.h"

namespace daraja {

class Books;
class ErrorFactory;
class IdFactory;
class ServerIdentity;

/// POST /mpesa/accountbalance/v1/query (daraja-api 10 and 14): acknowledges whatever is well-formed, and judges operator and credential
/// afterwards, as soon as the key to decrypt with is there.
class BalanceEndpoint final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BalanceEndpoint)

public:
    BalanceEndpoint(const SimulatorOptions &options, const Clock &clock, IdFactory &ids, const Books &books, const ServerIdentity &identity,
                    const ErrorFactory &errors, QObject *parent);

    /// The members are complete and well-formed.
    [[nodiscard]] WireAnswer answer(const QJsonObject &members);
    /// Forgets requests that have no result yet.
    void abandon() { m_waiting.clear(); }
    void unlockOperator() { m_lock.unlock(); }

Q_SIGNALS:
    /// Never from inside answer().
    void resultReady(const QString &conversation, const QUrl &url, const QByteArray &body);

private:
    struct Query
    {
        QString conversation;
        QString originatorConversation;
        QString initiator;
        QByteArray credential; ///< still encrypted
        QString party;
        QString identifierType;
        QUrl resultUrl;
    };

    void judgeWaiting();
    [[nodiscard]] QString judge(const Query &query);
    [[nodiscard]] bool isOperatorsPassword(const QByteArray &credential) const;
    [[nodiscard]] QByteArray resultBody(const Query &query, const QString &code) const;

    const SimulatorOptions &m_options;
    const Clock &m_clock;
    IdFactory &m_ids;
    const Books &m_books;
    const ServerIdentity &m_identity;
    const ErrorFactory &m_errors;
    OperatorLock m_lock;
    QList<Query> m_waiting;
};

} // namespace daraja
