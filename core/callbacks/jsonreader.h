// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

namespace daraja {

/// One value of a JSON text with what QJsonValue loses: numbers as they were written (`1250.00` stays `1250.00`, 64-bit numbers stay exact)
/// and the place in the text. A value.
struct JsonNode
{
    enum class Type { Nothing, Null, Bool, Number, String, Array, Object };

    Type type = Type::Nothing; ///< Nothing: there is no such value
    QString text;              ///< content of a String, else the literal of a Number, Bool or Null
    QList<QString> names;      ///< of an Object, one for each of `items`
    QList<JsonNode> items;
    qsizetype begin = 0; ///< first byte
    qsizetype end = 0;   ///< byte behind the last

    /// Member of that name: an exact match before one that differs in case; of several the last. A Nothing when there is none.
    [[nodiscard]] JsonNode member(QStringView name) const;
};

struct JsonReading
{
    JsonNode root;   ///< Nothing when the text is not JSON
    QString problem; ///< then what is wrong and at which byte, in words for people
};

/// Reads one JSON text, at most 32 levels deep. A pure function; never throws. Accepts a byte order mark and raw control characters inside
/// strings; bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] JsonReading readJson(QByteArrayView text);

} // namespace daraja
