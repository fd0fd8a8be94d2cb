// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace daraja {

/// Where sources disagree about the products besides STK and the initiator APIs, or where sandbox and production differ: how they behave
/// here. With the defaults tutorials work unchanged. Times in milliseconds. A value.
struct ProductSwitches
{
    enum class C2bVersion { Both, V1, V2 };
    enum class MsisdnForm { ByVersion, Hashed, Masked, Plain };

    /// The version of register URL and simulate that the app's product has; the other is refused (daraja-api 2.5).
    C2bVersion c2bVersion = C2bVersion::Both;
    bool c2bRegistersOnce = false;      ///< as in production: URLs are registered once
    bool c2bRefusesExpressCode = false; ///< as on the real sandbox: 174379 takes STK only, registering fails in a ServiceCallout
    bool c2bLongResponseCode = false;   ///< `00000000` instead of `0`
    bool c2bValidates = true;           ///< the ValidationURL is asked; Safaricom does so only where it was activated (daraja-api 8.1)
    int c2bValidationTimeout = 8'000;   ///< then ResponseType decides
    MsisdnForm c2bMsisdn = MsisdnForm::ByVersion; ///< ByVersion: hashed for URLs registered by v1, masked by v2
    int billRetryDelay = 2'000;                   ///< between the five attempts to push a payment of Bill Manager; invented
    bool ratibaCapitals = false;   ///< callback with `ResponseData`, `Name`, `Value` instead of `responseData`, `name`, `value`
    bool pullSpacedStatus = false; ///< `Response Status` instead of `ResponseStatus`

    bool operator==(const ProductSwitches &other) const = default;
};

} // namespace daraja
