// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>

namespace daraja {

/// A piece of a line of any programming language.
struct PastedToken
{
    enum class Kind {
        Word,   ///< a name, a number, an address, an unquoted value
        Quoted, ///< what stood between quotes, with `\"` and the like undone
        Sign,   ///< `=`, `=>`, `:`, `||`, `(` …
    };
    Kind kind = Kind::Word;
    QString text;
};

/// Splits a line. A quote that is not closed in the line counts as a space. Linear in the line.
[[nodiscard]] QList<PastedToken> pastedTokens(QStringView line);

} // namespace daraja
