// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/activitystate.h"

#include <QCoreApplication>

namespace daraja {

QString stateWord(ActivityEntry::State state)
{
    using State = ActivityEntry::State;
    switch (state) {
    case State::Running:
        return QCoreApplication::translate("Activity", "Running");
    case State::Waiting:
        return QCoreApplication::translate("Activity", "Waiting");
    case State::Paid:
        return QCoreApplication::translate("Activity", "Paid");
    case State::Done:
        return QCoreApplication::translate("Activity", "Done");
    case State::Refused:
        return QCoreApplication::translate("Activity", "Refused");
    case State::Pending:
        return QCoreApplication::translate("Activity", "Pending");
    case State::Unknown:
        return QCoreApplication::translate("Activity", "Unknown");
    case State::Failed:
        return QCoreApplication::translate("Activity", "Failed");
    }
    return {};
}

} // namespace daraja
