// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QJsonObject>
#include <QString>

namespace daraja {

/// What the text of an answer is and, when it reports an error, in which words: the shapes of daraja-api 1.6 read into one. A value.
struct AnswerBody
{
    enum class Kind {
        Empty,     ///< nothing but white space
        Object,    ///< a JSON object
        OtherJson, ///< a JSON array
        Page,      ///< HTML, or text with an Incapsula incident: a gateway or firewall spoke, not Daraja
        Text,      ///< anything else
    };

    Kind kind = Kind::Empty;
    QJsonObject object;        ///< with Kind::Object
    bool reportsError = false; ///< an object of shape F1, F2, F5, F6, F7, F8 or F9 that says no
    bool isFault = false;      ///< shape F2 or F8: the API gateway reports, the product may not know of it
    QString code;
    QString message;   ///< with Page: the incident line or the title
    QString requestId; ///< with Page: the incident id
};

/// Never fails: what cannot be read is Text. Depth is bounded by Qt's parser, only the start of a page is searched.
[[nodiscard]] AnswerBody readAnswer(const QByteArray &body);

/// The member of that name, whatever its case; the exact spelling wins. Undefined when there is none.
[[nodiscard]] QJsonValue jsonMember(const QJsonObject &object, QStringView name);
/// Text and numbers as text (`1032` without a fraction), anything else empty.
[[nodiscard]] QString jsonText(const QJsonValue &value);

} // namespace daraja
