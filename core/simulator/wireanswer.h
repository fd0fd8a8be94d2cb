// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

namespace daraja {

/// What the simulator answers to a request. A value.
struct WireAnswer
{
    int status = 200;
    QByteArray body; ///< JSON, or empty
    QString note;    ///< why, in words for people; empty when there is nothing to explain. No secrets.
    /// The id under which callbacks of this request go to the CallbackSender; empty when none will come. The faults that were chosen for
    /// the request follow it.
    QString conversation = {};
    QByteArray type = QByteArrayLiteral("application/json"); ///< Content-Type
};

} // namespace daraja
