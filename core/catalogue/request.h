// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/redactor.h"
#include "core/catalogue/operationspec.h"
#include "core/profiles/profile.h"

#include <QDateTime>
#include <QJsonObject>
#include <QJsonValue>

namespace daraja {

/// A value that cannot be sent.
struct FieldProblem
{
    QString field;   ///< wire name
    QString message; ///< what is wrong and what to do, in words for people
    QString daraja;  ///< what Daraja would say: `Bad Request - Invalid PhoneNumber`
};

/// What a request takes besides the form. A value; holds secrets.
struct RequestContext
{
    Profile profile;
    ProfileSecrets secrets;
    QByteArray certificate; ///< content of the profile's certificate file, or empty
    QUrl callbackUrl;       ///< where results are to be posted; empty: the caller must give URLs
    QDateTime now;
    QUrl baseUrl;
};

/// An HTTP header that an operation asks for.
struct RequestHeader
{
    QByteArray name;
    QByteArray value;
};

/// A request ready to be sent. A value; holds secrets.
struct PreparedRequest
{
    const OperationSpec *operation = nullptr;
    Values values;                ///< complete and normalised, by wire name; lists as JSON
    QString path;                 ///< OperationSpec::path, or otherPath when the caller chose it
    QList<RequestHeader> headers; ///< besides Authorization and Content-Type
    QByteArray body;              ///< JSON, members in the order of the row
    Redactor redactor;            ///< knows the secrets in it
    QList<FieldProblem> problems; ///< not empty: must not be sent

    [[nodiscard]] bool isValid() const { return problems.isEmpty(); }
};

/// Sent where Daraja demands a URL and no callback can reach this computer. example.com is reserved and answers nobody's callbacks (RFC
/// 2606).
inline constexpr QStringView noCallbackUrl = u"https://example.com/no-callback";

/// What is wrong with one typed value, or nothing (empty message). Nothing typed is right in a field that is optional or that profile,
/// clock or fallback may fill: whether they do is judged by prepareRequest().
[[nodiscard]] FieldProblem checkField(const FieldSpec &field, const QString &typed);

/// The text as it travels: phone numbers to 2547…, amounts without separators, hidden characters at the ends removed. Unchanged when it
/// cannot be read.
[[nodiscard]] QString normalizeField(const FieldSpec &field, const QString &typed);

/// The value that profile and clock give for a field, or empty: what a form shows as "from the profile".
/// `chosen` are values the caller gave: PartyB follows TransactionType, Password follows Timestamp, PartyA and PhoneNumber follow each
/// other, a party follows its identifier type. Callback URLs are FieldSpec::callbackPath below RequestContext::callbackUrl; without one
/// they are `https://example.com/no-callback`, a reserved host where nobody listens (Daraja demands a URL, RFC 2606), except on the
/// simulator and in registrations, where the caller must give them. Who gets money never has a default, and neither have ids that are made
/// once (FieldKind::UniqueId): prepareRequest() makes them.
[[nodiscard]] QString defaultValue(const OperationSpec &operation, const FieldSpec &field, const RequestContext &context,
                                   const Values &chosen);

/// Form values (names case-insensitive) + profile + derived values → a request. Unknown names, bad values and contradictions between values
/// become problems; all of them, in the order of the row.
[[nodiscard]] PreparedRequest prepareRequest(const OperationSpec &operation, const Values &given, const RequestContext &context);

/// For FieldKind::UniqueId. Whoever may send the same intent again by hand makes the id first and gives it as a value.
[[nodiscard]] QString newUniqueId();

/// Server side, as strict and as lenient as Daraja: the wire name of the first member that is missing or unusable in Daraja's sense, else
/// empty; inside a list or a nested object it is the inner name. `body` is the object, or the array when the operation's body is a list.
/// Unknown members are ignored; numbers and digit strings are both accepted where daraja-api 1.3 says so. AccountReference may have
/// 20 characters (12 are documented, the sandbox took 15) or 32 in B2B (13 are documented), TransactionDesc 182 (where prompts fail); a
/// wrong TransactionDesc is called `Remarks` (daraja-api 5.3). Whether Password and SecurityCredential are true is not looked at, and
/// headers are not. Used by the simulator.
[[nodiscard]] QString firstInvalidMember(const OperationSpec &operation, const QJsonValue &body);

/// The call as a shell command with the secrets replaced by `$ACCESS_TOKEN`, `$PASSWORD`, `$SECURITY_CREDENTIAL`; copyable, safe to show.
[[nodiscard]] QString curlCommand(const PreparedRequest &request, const QUrl &baseUrl);
/// The token request as a shell command; the secret is `$MPESA_CONSUMER_SECRET`.
[[nodiscard]] QString curlTokenCommand(const QUrl &baseUrl);

/// Reference page of an operation in Markdown: path, fields with types, limits and help, sample body, delivery, source.
[[nodiscard]] QString referencePage(const OperationSpec &operation);

} // namespace daraja
