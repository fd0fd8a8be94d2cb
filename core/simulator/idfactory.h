// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"

#include <QString>

namespace daraja {

/// Makes the identifiers that Daraja makes, in the shapes seen in the field (daraja-api 1.4). Dates in them are Nairobi time.
class IdFactory
{
    Q_DISABLE_COPY_MOVE(IdFactory)

public:
    explicit IdFactory(const Clock &clock);
    ~IdFactory() = default;

    /// requestId, MerchantRequestID, OriginatorConversationID: `3b7d-4c1e-9f02-7a6c1d9e0b42118305`.
    [[nodiscard]] QString request();
    /// CheckoutRequestID: `ws_CO_` + day and time to the unpadded millisecond + the nine digits of the payer's number.
    [[nodiscard]] static QString checkout(const QDateTime &instant, const QString &msisdn);
    /// ConversationID: `AG_20260314_70104c9e2ab81d5f6037`.
    [[nodiscard]] QString conversation() const;
    /// MpesaReceiptNumber: `UCE4K7Q2ZB`.
    [[nodiscard]] QString receipt() const;
    /// TransactionID of what failed or moved no money: `UCE0000000`.
    [[nodiscard]] QString placeholderReceipt() const;

    /// `length` letters and digits from the system's random source.
    [[nodiscard]] static QString secret(int length);

private:
    const Clock &m_clock;
    quint32 m_counter;
};

} // namespace daraja
