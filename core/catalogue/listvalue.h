// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/request.h"

namespace daraja {

/// The objects in the value of a field of FieldKind::List. A value.
struct ListValue
{
    QList<Values> rows; ///< each by wire name, normalised
    QString problem;    ///< why the text could not be read, in words for people
};

/// Reads what a person typed: a JSON array of objects, or one object a line with its values in the order of the items, separated by tabs
/// (as spreadsheets copy them), else by `;`, else by `,`. A line without separators is the first item.
[[nodiscard]] ListValue readList(const FieldSpec &field, const QString &typed);

/// The JSON array that is sent: one line, members in the order of the items.
[[nodiscard]] QString writeList(const FieldSpec &field, const ListValue &list);

/// What is wrong with the list or with one of its values, which is then named with its place: `2, Amount: …`. Empty when all is right.
[[nodiscard]] QString listProblem(const FieldSpec &field, const QString &value);

} // namespace daraja
