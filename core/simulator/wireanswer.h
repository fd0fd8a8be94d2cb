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
};

} // namespace daraja
