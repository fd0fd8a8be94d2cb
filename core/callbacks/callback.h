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
        StkResult,    ///< Body.stkCallback
        Result,       ///< Result envelope at ResultURL
        QueueTimeout, ///< Result envelope at QueueTimeOutURL: outcome unknown
        Unreadable,   ///< see `problem`
    };

    Kind kind = Kind::Unreadable;
    QString conversation;           ///< CheckoutRequestID or ConversationID: joins it to the call
    QString originatorConversation; ///< MerchantRequestID or OriginatorConversationID
    QString resultCode;             ///< as text, whatever its type on the wire
    QString resultDescription;
    QString transactionId;                     ///< MpesaReceiptNumber or TransactionID; may be empty
    QList<QPair<QString, QString>> parameters; ///< metadata items or result parameters in order; a missing Value is an empty text

    QByteArray raw;
    QString problem;      ///< with Unreadable: what is wrong and where (member or byte offset)
    QDateTime receivedAt; ///< UTC
    QString path;         ///< without the secret segment: `/stk`, `/result`, `/timeout`
    QString peer;         ///< address of the sender

    /// First parameter of that name, or empty.
    [[nodiscard]] QString parameter(QStringView name) const;
};

/// Reads the JSON of a callback with all its quirks (daraja-api 5.4, 10.2, 10.3): ResultCode as number or text, Item and ResultParameter as
/// array or single object, Value missing, parameters absent, numbers beyond 32 bits exact. A pure function; never throws; bounded depth.
/// `kindHint` says at which URL it came, for telling Result from QueueTimeout.
[[nodiscard]] Callback parseCallback(const QByteArray &body, Callback::Kind kindHint);

} // namespace daraja

Q_DECLARE_METATYPE(daraja::Callback)
