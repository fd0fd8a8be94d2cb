// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QUrl>

namespace daraja {

/// Which Daraja a profile talks to.
enum class Environment {
    Simulator,  ///< the built-in one on loopback; its base URL is known when it runs
    Sandbox,    ///< https://sandbox.safaricom.co.ke (daraja-api 1.1)
    Production, ///< https://api.safaricom.co.ke; real money
    Custom,     ///< a base URL of the user's: https anywhere, http on loopback only
};

/// `simulator`, `sandbox`, `production`, `custom`: for settings, JSON and MPESA_ENVIRONMENT.
[[nodiscard]] QString environmentId(Environment environment);
/// The reverse, case-insensitive, also `live` for production; Sandbox with ok=false for anything else.
[[nodiscard]] Environment environmentFromId(const QString &id, bool *ok = nullptr);
/// For people: `Simulator`, `Sandbox`, `Production`, `Custom server`.
[[nodiscard]] QString environmentName(Environment environment);
/// One short sentence for the band beside the name: `Nothing here is real money`, …
[[nodiscard]] QString environmentMotto(Environment environment);
/// Safaricom's base URL, empty for Simulator and Custom.
[[nodiscard]] QUrl environmentBaseUrl(Environment environment);

/// The environment whose host this address names, Sandbox or Production, whatever its scheme and path; Custom for any other host.
[[nodiscard]] Environment environmentOfUrl(const QUrl &url);

} // namespace daraja
