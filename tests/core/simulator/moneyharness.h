// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/crypto/securitycredential.h"
#include "tests/core/simulator/simulatorharness.h"

namespace daraja {

/// A running simulator whose certificate is there, spoken to as an API operator does. Requests are those of Safaricom's samples, for the
/// short code 600984.
class MoneyHarness final : public SimulatorHarness
{
    Q_DISABLE_COPY_MOVE(MoneyHarness)

public:
    MoneyHarness() = default;
    ~MoneyHarness() = default;

    [[nodiscard]] bool startReady(const SimulatorOptions &options = quickOptions())
    {
        if (!start(options) || !waitUntil([this] { return simulator.isReady(); }, 60'000)) {
            return false;
        }
        const auto made = securityCredential(QStringLiteral("Safaricom999!*!"), simulator.certificatePem());
        m_credential = std::holds_alternative<QString>(made) ? std::get<QString>(made) : QString();
        return !m_credential.isEmpty();
    }

    [[nodiscard]] QJsonObject b2cMembers(const QJsonObject &changes = {}) const
    {
        return changed(withUrls({{QStringLiteral("OriginatorConversationID"), QStringLiteral("payroll-2026-03-0016")},
                                 {QStringLiteral("InitiatorName"), QStringLiteral("testapi")},
                                 {QStringLiteral("SecurityCredential"), m_credential},
                                 {QStringLiteral("CommandID"), QStringLiteral("BusinessPayment")},
                                 {QStringLiteral("Amount"), 500},
                                 {QStringLiteral("PartyA"), 600984},
                                 {QStringLiteral("PartyB"), 254712345678LL},
                                 {QStringLiteral("Remarks"), QStringLiteral("March")},
                                 {QStringLiteral("Occassion"), QStringLiteral("Payroll")}}),
                       changes);
    }
    [[nodiscard]] WireReply b2c(const QJsonObject &changes = {})
    {
        return post(QByteArrayLiteral("/mpesa/b2c/v3/paymentrequest"), b2cMembers(changes));
    }

    [[nodiscard]] WireReply b2b(const QJsonObject &changes = {}, const QByteArray &path = QByteArrayLiteral("/mpesa/b2b/v1/paymentrequest"))
    {
        return post(path, changed(withUrls({{QStringLiteral("Initiator"), QStringLiteral("testapi")},
                                            {QStringLiteral("SecurityCredential"), m_credential},
                                            {QStringLiteral("CommandID"), QStringLiteral("BusinessPayBill")},
                                            {QStringLiteral("SenderIdentifierType"), QStringLiteral("4")},
                                            {QStringLiteral("RecieverIdentifierType"), QStringLiteral("4")},
                                            {QStringLiteral("Amount"), 640},
                                            {QStringLiteral("PartyA"), 600984},
                                            {QStringLiteral("PartyB"), 888880},
                                            {QStringLiteral("AccountReference"), QStringLiteral("ACC-7781")},
                                            {QStringLiteral("Remarks"), QStringLiteral("Electricity")}}),
                                  changes));
    }

    [[nodiscard]] WireReply status(const QJsonObject &changes)
    {
        return post(QByteArrayLiteral("/mpesa/transactionstatus/v1/query"),
                    changed(withUrls({{QStringLiteral("Initiator"), QStringLiteral("testapi")},
                                      {QStringLiteral("SecurityCredential"), m_credential},
                                      {QStringLiteral("CommandID"), QStringLiteral("TransactionStatusQuery")},
                                      {QStringLiteral("PartyA"), 600984},
                                      {QStringLiteral("IdentifierType"), QStringLiteral("4")},
                                      {QStringLiteral("Remarks"), QStringLiteral("Check")}}),
                            changes));
    }

    [[nodiscard]] WireReply reversal(const QString &receipt, int amount, const QJsonObject &changes = {})
    {
        return post(QByteArrayLiteral("/mpesa/reversal/v1/request"),
                    changed(withUrls({{QStringLiteral("Initiator"), QStringLiteral("testapi")},
                                      {QStringLiteral("SecurityCredential"), m_credential},
                                      {QStringLiteral("CommandID"), QStringLiteral("TransactionReversal")},
                                      {QStringLiteral("TransactionID"), receipt},
                                      {QStringLiteral("Amount"), amount},
                                      {QStringLiteral("ReceiverParty"), 600984},
                                      {QStringLiteral("RecieverIdentifierType"), QStringLiteral("11")},
                                      {QStringLiteral("Remarks"), QStringLiteral("Paid twice")}}),
                            changes));
    }

    [[nodiscard]] WireReply balance(const QJsonObject &changes = {})
    {
        return post(QByteArrayLiteral("/mpesa/accountbalance/v1/query"),
                    changed(withUrls({{QStringLiteral("Initiator"), QStringLiteral("testapi")},
                                      {QStringLiteral("SecurityCredential"), m_credential},
                                      {QStringLiteral("CommandID"), QStringLiteral("AccountBalance")},
                                      {QStringLiteral("PartyA"), 600984},
                                      {QStringLiteral("IdentifierType"), QStringLiteral("4")},
                                      {QStringLiteral("Remarks"), QStringLiteral("Balance")}}),
                            changes));
    }

    /// The result of a request: what came to the shop for its conversation. Empty when nothing came, or the request was refused.
    [[nodiscard]] QJsonObject resultOf(const WireReply &acknowledgement)
    {
        const QString conversation = acknowledgement.text("ConversationID");
        QJsonObject found;
        const auto search = [this, &conversation, &found] {
            for (qsizetype index = 0; index < shop.requests.size(); ++index) {
                const QJsonObject result = shop.result(index);
                if (!conversation.isEmpty() && result.value(u"ConversationID") == conversation) {
                    found = result;
                }
            }
            return !found.isEmpty();
        };
        return acknowledgement.text("ResponseCode") == u"0" && waitUntil(search) ? found : QJsonObject();
    }
    [[nodiscard]] QJsonValue codeOf(const WireReply &acknowledgement) { return resultOf(acknowledgement).value(u"ResultCode"); }

    /// A result parameter; undefined when it is not there.
    [[nodiscard]] static QJsonValue parameter(const QJsonObject &result, const char *key)
    {
        const QJsonArray parameters = result.value(u"ResultParameters").toObject().value(u"ResultParameter").toArray();
        for (const QJsonValue &parameter : parameters) {
            if (parameter[u"Key"] == QLatin1StringView(key)) {
                return parameter[u"Value"];
            }
        }
        return QJsonValue(QJsonValue::Undefined);
    }

    /// A customer pays by STK push. Returns the receipt.
    [[nodiscard]] QString payByPush(int amount = 1250, const QJsonObject &changes = {})
    {
        const qsizetype before = shop.requests.size();
        const QString id = push(changed({{QStringLiteral("Amount"), amount}}, changes)).text("CheckoutRequestID");
        simulator.handset().enterPin(id, QStringLiteral("1234"));
        if (!waitUntil([this, before] { return shop.requests.size() > before; })) {
            return {};
        }
        const QJsonArray items = shop.stkCallback(before).value(u"CallbackMetadata").toObject().value(u"Item").toArray();
        return items.at(1).toObject().value(u"Value").toString();
    }

    [[nodiscard]] QString credential() const { return m_credential; }

private:
    [[nodiscard]] QJsonObject withUrls(const QJsonObject &members) const
    {
        return changed(members, {{QStringLiteral("QueueTimeOutURL"), shop.url(QStringLiteral("/timeout"))},
                                 {QStringLiteral("ResultURL"), shop.url(QStringLiteral("/result"))}});
    }

    QString m_credential;
};

} // namespace daraja
