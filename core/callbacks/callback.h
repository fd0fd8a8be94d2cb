// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QPair>
#include <QString>

namespace daraja {

/// One message that was posted to the receiver, read as far as it can be read. A value. The raw text is always kept.
struct Callback
{
    enum class Kind {
        StkResult,       ///< Body.stkCallback (daraja-api 5.4)
        Result,          ///< Result envelope at ResultURL (10.2)
        QueueTimeout,    ///< Result envelope at QueueTimeOutURL: outcome unknown (10.3)
        C2bValidation,   ///< a payment that asks to be let in; no money has moved (8)
        C2bConfirmation, ///< a payment that was made (8.2)
        B2bExpress,      ///< flat result of a B2B Express Checkout (13)
        StandingOrder,   ///< ResponseHeader and ResponseBody of M-Pesa Ratiba (19)
        BillPayment,     ///< payment push of Bill Manager (18)
        Pull,            ///< transactions at the Pull CallBackURL (20)
        Unreadable,      ///< see `problem`
    };
    /// Who sent it, as far as the address tells (daraja-api 22.1).
    enum class Sender {
        Unknown,   ///< an address that Safaricom has not published, or none
        Safaricom, ///< one of the published addresses
        Local,     ///< this computer: the simulator, a tunnel, a proxy, a test
    };

    Kind kind = Kind::Unreadable;
    /// Joins it to the call: CheckoutRequestID, ConversationID, requestId (B2B Express), responseRefID or else requestRefID (Ratiba). Empty
    /// with C2B, bills and Pull, which answer no call: their identity is the transactionId.
    QString conversation;
    QString originatorConversation; ///< MerchantRequestID, OriginatorConversationID, conversationID (B2B Express), requestRefID (Ratiba)
    QString resultCode;             ///< as text, whatever its type on the wire; empty with C2B, bills and Pull
    QString resultDescription;
    QString transactionId; ///< receipt: MpesaReceiptNumber, TransactionID, TransID; may be empty
    /// What it carries, in order: metadata items, result parameters, or the members of a flat body. A missing Value is an empty text.
    QList<QPair<QString, QString>> parameters;
    QList<QPair<QString, QString>> references; ///< ReferenceData of a Result envelope

    QByteArray raw;
    QString problem;      ///< with Unreadable: what is wrong and where (member or byte offset)
    QDateTime receivedAt; ///< UTC
    QString path; ///< without the secret segment: `/stk`, `/result`, `/timeout`, `/validation`, `/confirmation`, `/express`, `/order`,
                  ///< `/bill`, `/pull`
    QString peer; ///< address of the sender
    Sender sender = Sender::Unknown;
    bool refused = false; ///< answered 403 because of its sender: it proves nothing
    QString profileId;    ///< whose address it came to; empty when the receiver has only one

    /// First parameter of that name, or empty.
    [[nodiscard]] QString parameter(QStringView name) const;
};

/// Reads the JSON of a callback with all its quirks (daraja-api 5.4, 8, 10.2, 10.3, 13, 18-20): codes as number or text, Item,
/// ResultParameter and ReferenceItem as array or single object, Value missing, parameters absent, names in any case, numbers beyond 32 bits
/// exact. A pure function; never throws; bounded depth. What stands in it decides its kind; `kindHint` says at which address it came, for
/// what only the address tells: Result from QueueTimeout, C2bValidation from C2bConfirmation.
[[nodiscard]] Callback parseCallback(const QByteArray &body, Callback::Kind kindHint);

} // namespace daraja

Q_DECLARE_METATYPE(daraja::Callback)
