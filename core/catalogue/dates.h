// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/fieldspec.h"

#include <QDateTime>

namespace daraja {

/// Dates as Daraja's members write them: each product has its own format, all mean Nairobi time (daraja-api 1.5). The values here are plain
/// dates with a time of day, in UTC for lack of a zone, to be compared with each other only.

/// The date in a value that has one of the field's formats; invalid for any other text.
[[nodiscard]] QDateTime dateIn(const FieldSpec &field, const QString &value);

/// The date that a person may have meant: `2026-03-14`, `14/03/2026`, `14 Mar 2026`, `20260314`, `March 2026`, each but the last perhaps
/// with a time. Invalid when it cannot be read.
[[nodiscard]] QDateTime readDate(const QString &typed);

/// As it is sent: the first of the field's formats, months in English.
[[nodiscard]] QString dateFor(const FieldSpec &field, const QDateTime &date);

/// The instant in Nairobi as a plain date.
[[nodiscard]] QDateTime plainNairobi(const QDateTime &instant);

} // namespace daraja
