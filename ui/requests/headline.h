// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/apicall.h"
#include "core/errors/errorguide.h"
#include "ui/style/palette.h"

#include <chrono>

namespace daraja {

/// The verdict on a call: a few words and one sentence.
struct Headline
{
    Tone tone;
    QString text;
    QString sentence;
};

/// `explanation` is of the result, when there is one. `took` is the time until the outcome was known.
[[nodiscard]] Headline headlineOf(const OperationSpec &operation, const Values &sent, const ApiResponse &response,
                                  const Explanation &explanation, std::chrono::milliseconds took);
[[nodiscard]] Headline headlineOf(const MpesaError &error, const Explanation &explanation);

/// `1.4 s`, `12 s`.
[[nodiscard]] QString secondsText(std::chrono::milliseconds duration);

} // namespace daraja
