// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace daraja {

/// What a name in pasted text stands for.
enum class CredentialName {
    None,
    ConsumerKey,
    ConsumerSecret,
    ShortCode,
    Till,
    Passkey,
    InitiatorName,
    InitiatorPassword,
    SecurityCredential,
    BillManagerKey,
    PhoneNumber,
    CertificateFile,
    CallbackUrl, ///< MPESA_CALLBACK_URL alone: addresses in programs are those of the organisation's server
    Environment,
    BaseUrl,
    SandboxFlag,     ///< `sandbox: true`
    ProductionFlag,  ///< `live: true`
    Password,        ///< of STK when it can be taken apart, else nobody knows whose
    User,            ///< of HTTP Basic, with Password
    AppKey,          ///< Bill Manager's when it begins with AG_, else the consumer key
    TransactionType, ///< tells what PartyB is
    PartyA,          ///< a phone or a short code
    PartyB,          ///< a till, with CustomerBuyGoodsOnline
    Authorization,   ///< a finished header
    OfRequest,       ///< known, and not kept in a profile: Amount, Timestamp …
};

/// By the name of a variable, a member, a setting or a label, in whatever spelling: `MPESA_CONSUMER_KEY`, `consumerKey`, `Consumer Key`,
/// `$this->consumer_key`, `Mpesa:ConsumerKey`, `setPasskey`. The one place where names are known.
[[nodiscard]] CredentialName credentialName(QStringView name);

/// The name of the README, `MPESA_CONSUMER_KEY`; empty for those that have none.
[[nodiscard]] QString variableName(CredentialName name);
/// For people: `Consumer key`.
[[nodiscard]] QString credentialLabel(CredentialName name);

} // namespace daraja
