// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDateTime>
#include <QString>

#include <optional>

namespace daraja {

/// Whether a token goes on working when a newer one was given out, and when that was found (doctor 4, T4). A value.
struct TokenOverlap
{
    bool overlaps = false;
    QDateTime at; ///< UTC
};

/// The last answer to T4 on disk beside the history, for everybody who asks for tokens: it is Safaricom's way, not a profile's. Nothing
/// when it was never tried, or the file cannot be read. `file` empty: the default place.
[[nodiscard]] std::optional<TokenOverlap> lastTokenOverlap(const QString &file = {});
/// False when it could not be written.
bool keepTokenOverlap(const TokenOverlap &overlap, const QString &file = {});

} // namespace daraja
