// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/errors/explanation.h"
#include "ui/style/icons.h"

#include <QVariant>

namespace daraja {

/// The colour that says how safe it is to send again; words always stand beside it.
[[nodiscard]] Tone retryTone(Explanation::Retry retry);
[[nodiscard]] Icon retryIcon(Explanation::Retry retry);

/// What Desk::goTo(PageId::Errors, …) takes to show everything about an explanation: its entry, or the code that has none.
[[nodiscard]] QVariant errorPageArgument(const Explanation &explanation);

} // namespace daraja
