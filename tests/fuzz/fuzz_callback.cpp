// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callbackfacts.h"
#include "core/callbacks/callbackpaths.h"

#include <cstdlib>

using namespace daraja;

namespace {

/// What a readable callback of each kind must have.
bool isComplete(const Callback &callback)
{
    switch (callback.kind) {
    case Callback::Kind::Unreadable:
        return !callback.problem.isEmpty();
    case Callback::Kind::QueueTimeout:
        return !callback.conversation.isEmpty();
    case Callback::Kind::StkResult:
    case Callback::Kind::Result:
    case Callback::Kind::B2bExpress:
    case Callback::Kind::StandingOrder:
        return !callback.conversation.isEmpty() && !callback.resultCode.isEmpty();
    case Callback::Kind::C2bValidation:
    case Callback::Kind::C2bConfirmation:
    case Callback::Kind::BillPayment:
    case Callback::Kind::Pull:
        return !callback.transactionId.isEmpty() && !callback.parameters.isEmpty();
    }
    return false;
}

} // namespace

/// Any bytes at any address become a callback that is either unreadable with a reason or has what joins and settles it; the raw text
/// survives.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray body(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    for (const CallbackPath &path : callbackPaths()) {
        const Callback callback = parseCallback(body, path.kind);
        const bool isReadable = callback.kind != Callback::Kind::Unreadable;
        if (callback.raw != body || isReadable != callback.problem.isEmpty() || !isComplete(callback)) {
            std::abort();
        }
        const CallbackFacts facts = factsOf(callback);
        if (facts.claimsMoney && !isReadable) {
            std::abort();
        }
    }
    return 0;
}
