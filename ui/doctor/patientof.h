// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/patient.h"

#include <functional>

class QObject;

namespace daraja {

class Desk;
class Workspace;
struct OwnServer;

/// Desk, open profile and what the user told about his server, as the doctor looks at them. `workspace` and `meter` must outlive the run:
/// see Desk::holdWorkspace().
[[nodiscard]] Patient patientOf(Desk &desk, Workspace &workspace, AttemptMeter &meter, const OwnServer &server);

/// What Daraja last answered to a registration of C2B addresses of this profile, by the history; an empty text when there was none. Comes
/// later, and not at all when `context` has died.
void readLastRegistration(Desk &desk, const QString &profileId, QObject *context, std::function<void(const QString &answer)> found);

} // namespace daraja
