// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QList>
#include <QPair>

namespace daraja {

/// Writes JSON with members in the order given and numbers as given: QJsonObject would sort the members and write 1250 for 1250.00.

/// A member with its value as JSON.
using WireMember = QPair<const char *, QByteArray>;

[[nodiscard]] QByteArray wireText(const QString &text);
[[nodiscard]] QByteArray wireObject(const QList<WireMember> &members);
[[nodiscard]] QByteArray wireArray(const QByteArrayList &items);
/// A list of name and value pairs, as metadata items and result parameters are; an empty value is left out, as Daraja does.
[[nodiscard]] QByteArray wireNamed(const QList<WireMember> &values, const char *nameMember, const char *valueMember);

} // namespace daraja
