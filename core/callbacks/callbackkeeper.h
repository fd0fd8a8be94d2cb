// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/callbacks/callback.h"

#include <functional>

namespace daraja {

/// Where callbacks are kept before they are acknowledged: what Daraja was told 200 for is never sent again (daraja-api 22.3).
class CallbackKeeper
{
public:
    virtual ~CallbackKeeper() = default;

    /// Keeps the callback for good, then calls `kept` exactly once with an empty text, or with what went wrong in words for people. The
    /// call may come from inside keep(), and must come on the thread that called keep(). Callbacks are kept in the order of the calls.
    virtual void keep(const Callback &callback, std::function<void(const QString &problem)> kept) = 0;
};

} // namespace daraja
