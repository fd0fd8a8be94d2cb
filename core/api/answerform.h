// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/operationspec.h"

#include <QJsonObject>

namespace daraja {

// Every family of products has its own way to say yes: this file knows where the word stands and which words mean it. Pure functions.
// Internal to core/api.

/// What the body of an HTTP answer says about the request.
struct AnswerVerdict
{
    enum class Kind {
        Accepted, ///< in the family's own words
        Partly,   ///< accepted, with a list of what was not (daraja-api 18)
        Refused,  ///< any other word: an unknown code is never a success
        Silent,   ///< no word where one belongs
    };

    Kind kind = Kind::Silent;
    QString code;
    QString text; ///< Safaricom's words; may be empty
};

/// `answer` is the whole body; case of names does not matter.
[[nodiscard]] AnswerVerdict verdictOf(const OperationSpec &operation, const QJsonObject &answer);

/// The ids by which a later callback is recognised, as the answer names them.
struct AnswerIds
{
    QString conversation; ///< CheckoutRequestID, ConversationID, responseRefID; with Delivery::InAnswer whatever id there is
    QString originator;   ///< MerchantRequestID, OriginatorConversationID, requestRefID
};
[[nodiscard]] AnswerIds idsIn(const OperationSpec &operation, const QJsonObject &answer);

/// The member without which an answer says nothing, for messages: `CheckoutRequestID`, `rescode`, `QRCode`.
[[nodiscard]] QString decisiveMember(const OperationSpec &operation);

/// The id that the caller made for the request itself (FieldKind::UniqueId), or empty. It comes back with the callback.
[[nodiscard]] QString ownIdOf(const OperationSpec &operation, const Values &values);

/// `0`, `00`, `00000000` (daraja-api 1.3).
[[nodiscard]] bool isZeroCode(const QString &code);

} // namespace daraja
