// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QHash>
#include <QString>

#include <chrono>

namespace daraja {

/// Which answer is given where reports of Daraja's contradict each other (daraja-api 27 and 30): whoever draws conclusions from an answer
/// must be right under each of them. With the defaults tutorials work unchanged. A value.
struct ReportedAnswers
{
    /// To a wrong key or secret (daraja-api 2.2): HTTP 400 with nothing in it, or with `400.008.01`.
    enum class UnknownPair { Nothing, Code };
    /// To an STK query for a CheckoutRequestID that was never given out.
    enum class UnknownPush {
        BadRequest,  ///< 400 `400.002.02` `Bad Request - Invalid CheckoutRequestID`
        InvalidId,   ///< 400 `400.002.03` `Invalid CheckoutRequestID`
        NoSuchPush,  ///< 500 `500.001.1001` `The transaction does not exist`: the wording is invented
        InProcess,   ///< 500 `500.001.1001` `The transaction is being processed`
        StillPending ///< 200 with ResultCode `4999` `The transaction is still under processing`
    };
    /// To a Password that does not fit, in an STK query.
    enum class WrongPassword {
        Refused,          ///< 500 `500.001.1001` `Wrong credentials`
        MerchantValidate, ///< the same with `[MerchantValidate] - Wrong credentials`
        AsResult          ///< 200 with ResultCode `4999` `Wrong credentials`
    };
    /// To a BusinessShortCode that is not the organisation's: `500.001.1001` `Merchant does not exist`, or `400.002.02` naming the field.
    enum class UnknownMerchant { Refused, BadRequest };
    /// To a number that nobody has, in Query Org Info: HTTP 400 naming the field, or 200 with ResponseCode `4001` and the same words.
    enum class UnknownOrganisation { BadRequest, InAnswer };

    UnknownPair unknownPair = UnknownPair::Nothing;
    UnknownPush unknownPush = UnknownPush::BadRequest;
    WrongPassword wrongPassword = WrongPassword::Refused;
    bool passwordIsCheckedLate = false; ///< an STK query looks for its push first: an unknown one is answered alike with any Password
    UnknownMerchant unknownMerchant = UnknownMerchant::Refused;
    /// A product that the app lacks is refused with HTTP 401 and `no apiproduct match found` by every product, not by C2B and B2C alone.
    bool namesMissingProduct = false;
    QString organisationFound = QStringLiteral("4000"); ///< ResponseCode of Query Org Info; its table says `0`
    UnknownOrganisation unknownOrganisation = UnknownOrganisation::BadRequest;
    /// ResultCode of a status query for a receipt that does not exist. Its words; empty: the usual ones of the code.
    QString unknownReceiptCode = QStringLiteral("2033");
    QString unknownReceiptText;
    /// By product: the ResultCode that every request of an API operator ends in, whatever it says (daraja-api 26.3). `0` finds the operator
    /// good without looking.
    QHash<QString, QString> operatorResults;
    std::chrono::milliseconds clockOffset{0}; ///< of the Date header; negative: Daraja's clock is behind ours

    bool operator==(const ReportedAnswers &other) const = default;
};

} // namespace daraja
