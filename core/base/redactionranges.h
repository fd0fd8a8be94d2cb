// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QByteArrayView>
#include <QList>

namespace daraja {

/// Where secrets stand in a text: the pure functions under Redactor. They take any bytes and need time linear in the text.

/// Bytes [begin, end) that must not be shown.
struct RedactionRange
{
    qsizetype begin = 0;
    qsizetype end = 0;
    bool quoted = false; ///< the mask needs quotes of its own: it takes the place of a JSON number, array or object
};

/// A name as names are compared: lower case, without `_` and `-`.
[[nodiscard]] QByteArray plainSecretName(QByteArrayView name);

/// Whether a member, header, form field or variable of this name is secret: its plain name ends in one of the built-in names or of
/// `more` (plain names), so `MPESA_CONSUMER_SECRET` is one as well as `consumerSecret`.
[[nodiscard]] bool isSecretName(QByteArrayView name, const QByteArrayList &more);

/// How many bytes of a secret value may be shown: the scheme (`Basic `, `Bearer `) of an Authorization value, otherwise 0.
[[nodiscard]] qsizetype shownPrefixLength(QByteArrayView name, QByteArrayView value);

/// Values of secret names: JSON members (also inside a JSON string, also cut off), `name=value`, `Name: value`.
void collectNamedValues(QByteArrayView text, const QByteArrayList &more, QList<RedactionRange> &ranges);

/// A known value wherever it stands: as it is, JSON-escaped, percent-encoded, or both.
void collectSecret(QByteArrayView text, QByteArrayView secret, QList<RedactionRange> &ranges);

/// The text with every range replaced; ranges may touch and overlap.
[[nodiscard]] QByteArray replaceRanges(const QByteArray &text, QList<RedactionRange> ranges, const QByteArray &mask);

} // namespace daraja
