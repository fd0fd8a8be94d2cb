// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callback.h"

#include <cstdlib>

using namespace daraja;

/// Any bytes become a callback that is either unreadable with a reason or has what joins and settles it; the raw text survives.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray body(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    for (const Callback::Kind hint : {Callback::Kind::StkResult, Callback::Kind::QueueTimeout}) {
        const Callback callback = parseCallback(body, hint);
        const bool unreadable = callback.kind == Callback::Kind::Unreadable;
        const bool codeMayBeMissing = callback.kind == Callback::Kind::QueueTimeout;
        if (callback.raw != body || unreadable == callback.problem.isEmpty() || (!unreadable && callback.conversation.isEmpty()) ||
            (!unreadable && !codeMayBeMissing && callback.resultCode.isEmpty())) {
            std::abort();
        }
    }
    return 0;
}
