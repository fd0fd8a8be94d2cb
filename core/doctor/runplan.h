// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/registry.h"

namespace daraja {

/// What has to be so before a check is worth running. A value.
struct CheckNeeds
{
    QStringList works; ///< ids that must be Good, Note or Careful, as far as they are in the run
    QStringList ran;   ///< ids that run before it, whatever they say
};
[[nodiscard]] CheckNeeds needsOf(const QString &checkId);

/// The rows that run, in the order of the tree: everything but what is on request; or what `wanted` names with all that it needs.
[[nodiscard]] QList<CheckRow> planOf(const QList<CheckRow> &rows, const QStringList &wanted);

/// Whether this finding says that key or secret cannot be right as they stand: asking for a token with them would teach nothing.
[[nodiscard]] bool condemnsKeys(const Finding &finding);

/// Whether the fault `later` may come of the fault `cause`, so that it is no news.
[[nodiscard]] bool followsFrom(const Finding &later, const Finding &cause);

} // namespace daraja
