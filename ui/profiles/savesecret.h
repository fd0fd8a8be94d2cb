// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/profiles/profile.h"

namespace daraja {

class Desk;

/// Replaces one secret of a saved profile, leaves the others as they are, and, when it is the open one, asks for a token once it is open
/// again: to see whether the secret is right. Problems come by Desk::notice().
void saveSecret(Desk &desk, const QString &profileId, SecretKind kind, const QString &value);

/// Takes back what was typed over the simulator's consumer key and secret in a simulator profile, and asks for a token.
void useSimulatorsOwn(Desk &desk, const QString &profileId);

/// Asks for a token as soon as the profile has a workspace; not at all when another profile is opened first.
void getTokenWhenOpen(Desk &desk, const QString &profileId);

} // namespace daraja
