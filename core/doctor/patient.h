// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/mpesaclient.h"
#include "core/doctor/attemptmeter.h"
#include "core/history/historystore.h"

namespace daraja {

/// What a run looks at. Everything that is pointed to must outlive the run. Profile, secrets, certificate and the address for results are
/// those of the client's context when the run begins; a change in mid-run does not touch it.
struct Patient
{
    HttpClient *http = nullptr;     ///< of the profile's environment
    TokenManager *tokens = nullptr; ///< of the profile
    MpesaClient *client = nullptr;  ///< for calls whose result comes by callback
    AttemptMeter *meter = nullptr;
    HistoryStore *history = nullptr; ///< may be null
    QUrl otherBaseUrl;               ///< of the other environment (sandbox for production and the reverse); empty: there is none
    QByteArray trustedAuthorities;   ///< PEM, besides the system's; as given to `http`
    bool resultsReachUs = false;     ///< whether results can come to the client's context.callbackUrl
    QUrl callbackUrl;                ///< where the organisation's own server takes callbacks, as the user told; may be empty
    QString allowList;               ///< the server's list of addresses as pasted; may be empty
    QString c2bAnswer;               ///< last answer to a registration of URLs; may be empty
    /// Values a request would carry, when the run looks at a failed call: wire names. May be empty.
    QHash<QString, QString> requestValues;
};

} // namespace daraja
