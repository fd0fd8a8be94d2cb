// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDateTime>
#include <QMetaType>
#include <QString>

namespace daraja {

/// What a customer wants to pay to the organisation without being asked by STK push: from the menu of the phone, by C2B simulate, by
/// loyalty points, by a standing order. A value.
struct CustomerOrder
{
    QString msisdn;
    QString receiver;  ///< paybill or till
    QString reference; ///< what the customer typed; empty for a till
    qint64 shillings = 0;
    bool isTill = false;            ///< `Buy Goods`, not `Pay Bill`
    bool isFromWallet = true;       ///< not with loyalty points
    QString originatorConversation; ///< of the request that asked for it; or empty
};

/// Such a payment and what became of it. A value.
struct CustomerPayment
{
    enum class State {
        Validating, ///< the organisation's validation URL is being asked
        Paid,
        Rejected, ///< no money moved; `problem` says why
    };

    CustomerOrder order;
    QString receipt;           ///< TransID, given before the payment is validated; empty when it did not come so far
    QDateTime at;              ///< UTC
    QString thirdPartyTransId; ///< what the organisation's server said in the validation
    State state = State::Validating;
    QString problem; ///< in words for people
};

} // namespace daraja

Q_DECLARE_METATYPE(daraja::CustomerPayment)
