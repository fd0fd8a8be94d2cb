// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>

namespace daraja {

/// A character in a pasted value that nobody sees: leading or trailing space, line break, zero-width, non-breaking space, BOM, control.
struct HiddenCharacter
{
    qsizetype position = 0;
    char32_t codePoint = 0;
    QString name; ///< `line break`, `zero-width space`, `space at the end`, …
};

[[nodiscard]] QList<HiddenCharacter> findHiddenCharacters(const QString &text);

/// The text without them. Inner plain spaces stay.
[[nodiscard]] QString withoutHiddenCharacters(const QString &text);

/// The text without those at its ends: inner ones may be meant, and are for the user to see.
[[nodiscard]] QString withoutHiddenEnds(const QString &text);

/// For people: `2 invisible characters at the end (line break, space)`; empty when there are none. Never quotes the value itself.
[[nodiscard]] QString describeHiddenCharacters(const QString &text);

} // namespace daraja
