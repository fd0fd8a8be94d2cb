// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpclient.h"

#include <QMetaType>
#include <QString>

namespace daraja {

/// Everything that can go wrong with a call, as a value. Decide by (httpStatus, code, message), never by status alone.
struct MpesaError
{
    enum class Origin {
        None,           ///< no error
        Validation,     ///< refused here, before anything was sent; `field` names the value
        Network,        ///< certainly not sent: refused, DNS, time limit before the connection was there
        Tls,            ///< certainly not sent: handshake or certificate
        Auth,           ///< key, secret or token; see `code`
        Api,            ///< Daraja answered and said no
        Callback,       ///< a callback came that cannot be read
        Aborted,        ///< by the user; certainly not sent, or read-only
        UnknownOutcome, ///< sent, or perhaps sent, without a usable answer: look before anything is sent again
    };

    Origin origin = Origin::None;
    QString code; ///< Daraja's errorCode, or one of ours: AUTH_INVALID_CREDENTIALS, TOKEN_MISSING, PRODUCT_MISSING, INVALID_FIELD, NETWORK,
                  ///< TLS, …; `HTTP_404` when the answer has none
    QString message;    ///< the server's words where it had any (redacted), else ours
    QString requestId;  ///< Daraja's, or the incident id of a gateway page; for support; may be empty
    int httpStatus = 0; ///< 0: no answer
    QByteArray body;    ///< as received, redacted, at most 64 KiB
    QString field;      ///< wire name of the field at fault, or empty

    [[nodiscard]] bool isError() const { return origin != Origin::None; }
};

/// The stable name of an origin as it stands in JSON output: `validation`, `network`, `tls`, `auth`, `api`, `callback`, `aborted`,
/// `unknown`.
[[nodiscard]] QString originName(MpesaError::Origin origin);

/// \name Codes of this program (not Daraja's)
/// @{
namespace ErrorCode {
inline constexpr const char *authInvalidCredentials =
    "AUTH_INVALID_CREDENTIALS";                                  ///< OAuth answered 400 with an empty body (daraja-api 2.2)
inline constexpr const char *tokenMissing = "TOKEN_MISSING";     ///< 200 without a token
inline constexpr const char *productMissing = "PRODUCT_MISSING"; ///< a fresh token was rejected
inline constexpr const char *invalidField = "INVALID_FIELD";
inline constexpr const char *network = "NETWORK";
inline constexpr const char *tls = "TLS";
inline constexpr const char *gatewayPage = "GATEWAY_PAGE"; ///< HTML of a firewall or gateway instead of JSON
inline constexpr const char *notJson = "NOT_JSON";         ///< neither a page nor a JSON object
inline constexpr const char *badAnswer = "BAD_ANSWER";     ///< a JSON object without what must be in it
inline constexpr const char *aborted = "ABORTED";
inline constexpr const char *outcomeUnknown = "OUTCOME_UNKNOWN";
} // namespace ErrorCode
/// @}

/// The one translation of an HTTP result into an error; origin None when it is a 2xx answer with a JSON object that carries no error of
/// shape F1, F2, F5 to F9 (daraja-api 1.6). `readOnly`: a lost answer is then Network, not UnknownOutcome. A token-class rejection has
/// Origin::Auth and certainly moved nothing.
[[nodiscard]] MpesaError errorFrom(const HttpResult &result, bool readOnly);

/// Whether this is how any product rejects a token (daraja-api 2.4): HTTP 401, the known codes, or "access token" in the message.
[[nodiscard]] bool isTokenRejection(const MpesaError &error);

} // namespace daraja

Q_DECLARE_METATYPE(daraja::MpesaError)
