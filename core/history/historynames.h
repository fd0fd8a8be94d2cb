// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/activitylog.h"

namespace daraja {

/// \name Names that never change, in the database, in exports, in JSON of the command line and in its options
/// @{
/// `call`, `token`, `callback`.
[[nodiscard]] QString kindName(ActivityEntry::Kind kind);
[[nodiscard]] std::optional<ActivityEntry::Kind> kindOfName(const QString &name);
/// `running`, `waiting`, `paid`, `done`, `refused`, `pending`, `unknown`, `failed`.
[[nodiscard]] QString stateName(ActivityEntry::State state);
[[nodiscard]] std::optional<ActivityEntry::State> stateOfName(const QString &name);
[[nodiscard]] QStringList stateNames();
/// `stk_result`, `result`, `timeout`, `c2b_validation`, …
[[nodiscard]] QString callbackKindName(Callback::Kind kind);
[[nodiscard]] std::optional<Callback::Kind> callbackKindOfName(const QString &name);
/// `unknown`, `safaricom`, `local`.
[[nodiscard]] QString senderName(Callback::Sender sender);
[[nodiscard]] Callback::Sender senderOfName(const QString &name);
/// @}

} // namespace daraja
