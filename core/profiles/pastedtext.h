// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/profiles/credentialnames.h"

#include <QList>
#include <QString>

namespace daraja {

/// A value that stands in pasted text. May be a secret.
struct PastedValue
{
    int line = 0;         ///< from 1
    CredentialName known; ///< None: it has no name that says anything
    QString name;         ///< as it stands there: `consumerKey`, `MPESA_PASSKEY`, `Consumer Key`
    QString value;        ///< hidden characters are kept
    bool alone = false;   ///< nothing else is in its line
};

/// A line of pasted text that is not a comment and not empty.
struct PastedLine
{
    int line = 0;
    QString text;
    QString reason; ///< why nothing was taken from it, in words for people; empty: something was, or there is nothing in it
};

/// What a text is made of, before anybody decides what goes where.
struct PastedText
{
    QList<PastedValue> values; ///< in order
    QList<PastedLine> lines;
    bool sandboxAddress = false; ///< Safaricom's hosts that are named in it
    bool productionAddress = false;
    int addressLine = 0; ///< of the first of them
};

/// Takes apart a `.env` file, a copy of Safaricom's portal (labels and values on one line, on lines that follow each other, or in columns),
/// PHP, JavaScript, Python, C#, YAML, JSON (also in strings inside it, as in a Postman collection), Postman's key and value objects, and
/// curl commands. One pass over the text; what it is written in is not guessed: names and what stands behind them are looked for, whatever
/// is around them.
///
/// In lines of the form `NAME=value` and `NAME: value` without quotes the rest of the line is the value, spaces, `:` and `=` included, up
/// to a `#` behind a space; plain spaces and tabs around it belong to the line. In double quotes `\" \\ \$ \`` are understood, in single
/// quotes nothing is. References to other places (`process.env.X`, `$key`, `{{key}}`) and placeholders (`your_consumer_key`) are no values.
[[nodiscard]] PastedText readPastedText(const QString &text);

} // namespace daraja
