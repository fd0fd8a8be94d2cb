// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/callbacks/receiveroptions.h"

#include <optional>

class QSettings;

namespace daraja {

/// What a user chose about callbacks, as it is kept: below `callbacks/` of the settings. A value.
struct CallbackSettings
{
    bool forwards = false;
    QString forwardTarget; ///< stays while `forwards` is off
    QHash<QString, ReplyRule> replies;
    bool refusesUnknownSenders = false;
    bool trustsLocalProxy = false; ///< a proxy or tunnel on this computer tells the true sender
    bool listensToNetwork = false;
    QString networkAddress = QStringLiteral("0.0.0.0"); ///< with listensToNetwork, as the following
    quint16 networkPort = 8443;
    QString certificateFile;
    QString keyFile;

    bool operator==(const CallbackSettings &) const = default;
};

/// What cannot be used falls back to the default.
[[nodiscard]] CallbackSettings readCallbackSettings(const QSettings &settings);
void writeCallbackSettings(QSettings &settings, const CallbackSettings &chosen);

/// The secret segment of a profile's addresses: made when it is first asked for, then the same until it is renewed.
[[nodiscard]] QString callbackSegment(QSettings &settings, const QString &profileId);
/// From now on another: what was registered with the old address no longer arrives.
void renewCallbackSegment(QSettings &settings, const QString &profileId);
void forgetCallbackSegment(QSettings &settings, const QString &profileId);

/// The receiver's options for these choices, without addresses and loopback port.
[[nodiscard]] ReceiverOptions receiverOptions(const CallbackSettings &chosen);

/// The port on this computer when none was chosen.
constexpr quint16 usualCallbackPort = 7061;
/// The port that was chosen, 0: any free one; nothing when none was.
[[nodiscard]] std::optional<quint16> callbackPort(const QSettings &settings);
void setCallbackPort(QSettings &settings, quint16 port);

} // namespace daraja
