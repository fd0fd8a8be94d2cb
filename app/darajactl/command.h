// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/darajactl/output.h"

#include <QObject>

namespace daraja {

/// One run of one darajactl command. main() owns it, calls start() inside the event loop and exits with what finished() carries.
class Command : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Command)

public:
    using QObject::QObject;

    virtual void start() = 0;
    /// SIGINT or SIGTERM: end soon. By default at once, as "outcome unknown".
    virtual void interrupt() { Q_EMIT finished(ExitCode::Unknown); }

Q_SIGNALS:
    /// Once.
    void finished(daraja::ExitCode code);
};

} // namespace daraja
