// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/doctorrun.h"
#include "core/http/httpserver.h"
#include "core/simulator/simulator.h"

#include <QSslConfiguration>

namespace daraja {

/// What is true at Safaricom, what the shop has typed, and what the shop's server does. As the base functions make it everything is right;
/// a seed then makes one thing wrong. A value.
struct SetUp
{
    SimulatorOptions daraja;                  ///< of the profile's environment
    std::optional<SimulatorOptions> other;    ///< of the other one; nothing: the profile's environment has no other
    Profile profile;                          ///< what the shop typed; certificateFile is filled in by the Clinic
    ProfileSecrets secrets;                   ///< likewise
    std::optional<QByteArray> certificate;    ///< what is in the certificate file; nothing: Daraja's own certificate
    bool certificateOfOther = false;          ///< or that of the other environment
    bool certificateIsGiven = true;           ///< whether there is a file at all
    bool credentialIsReady = false;           ///< a SecurityCredential that fits, in place of password and certificate
    std::chrono::milliseconds clockAhead{0};  ///< this computer's clock, of Safaricom's
    bool resultsReachUs = true;               ///< whether results can be posted to this computer
    bool hasShop = false;                     ///< the organisation has a server of its own, on this computer
    HttpServer::Handler shop;                 ///< what that does; nothing: 405 to GET, 200 to POST
    std::optional<QSslConfiguration> shopTls; ///< with what certificate it speaks TLS
    QString shopPath = QStringLiteral("/cb"); ///< where it takes callbacks
    QUrl callbackUrl;                         ///< in place of that server's address
    bool shopIsGone = false;                  ///< nobody listens there
    QString allowList;
    QString c2bAnswer;
    QHash<QString, QString> requestValues;
    DoctorRun::Options run;
    /// Gives the base URL that the shop uses when that is not Daraja's own: of another server before it, or instead of it.
    std::function<QUrl(const QUrl &daraja)> wayIn;
    QByteArray trustedAuthorities; ///< PEM
    QString attemptsFile;          ///< of the AttemptMeter, for runs that share it; empty: one of this run's own
    /// Requests that this answers do not reach Daraja.
    std::function<std::optional<HttpResponse>(const HttpRequest &request)> inTheWay;
};

/// \name Set-ups in which everything is right
/// @{
/// The built-in simulator as a new profile has it, with a server of the shop's that takes callbacks.
[[nodiscard]] SetUp simulatorPaybill();
/// Safaricom's public sandbox values; production is there and knows other keys.
[[nodiscard]] SetUp sandboxPaybill();
/// A paybill that is live, with every consent; the sandbox is there and knows other keys.
[[nodiscard]] SetUp livePaybill();
/// The same with a till under a store number.
[[nodiscard]] SetUp liveTill();
/// @}

/// 64 hex digits that are nobody's passkey.
[[nodiscard]] QString somePasskey(char digit);

} // namespace daraja
