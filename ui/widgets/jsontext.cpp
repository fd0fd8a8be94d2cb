// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/jsontext.h"

#include <QByteArray>

namespace daraja {

namespace {

constexpr int maxIndent = 40; ///< levels; deeper ones stay at that column, so that the text cannot grow without limit

bool isPlain(QChar character)
{
    return character.isLetterOrNumber() || character == u'.' || character == u'-' || character == u'+';
}

/// Writes the pieces; false where the brackets do not match, which no JSON does.
bool layOut(QStringView source, QString &out)
{
    QString open; // the brackets not yet closed
    const auto newLine = [&] {
        out += u'\n';
        out += QString(2 * std::min<qsizetype>(open.size(), maxIndent), u' ');
    };
    for (qsizetype at = 0; at < source.size(); ++at) {
        const QChar character = source[at];
        if (character == u'"') {
            const qsizetype start = at++;
            while (at < source.size() && source[at] != u'"') {
                at += source[at] == u'\\' ? 2 : 1;
            }
            if (at >= source.size()) {
                return false;
            }
            out += source.sliced(start, at - start + 1);
        } else if (character == u'{' || character == u'[') {
            const QChar close = character == u'{' ? u'}' : u']';
            out += character;
            qsizetype next = at + 1;
            while (next < source.size() && source[next].isSpace()) {
                ++next;
            }
            if (next < source.size() && source[next] == close) {
                out += close;
                at = next;
                continue;
            }
            open += close;
            newLine();
        } else if (character == u'}' || character == u']') {
            if (!open.endsWith(character)) {
                return false;
            }
            open.chop(1);
            newLine();
            out += character;
        } else if (character == u',') {
            out += character;
            newLine();
        } else if (character == u':') {
            out += QStringLiteral(": ");
        } else if (!character.isSpace()) {
            qsizetype end = at + 1; // a number or a word, in one go
            while (end < source.size() && isPlain(source[end])) {
                ++end;
            }
            out += source.sliced(at, end - at);
            at = end - 1;
        }
    }
    return open.isEmpty();
}

} // namespace

QString prettyJson(const QByteArray &json)
{
    QString text = QString::fromUtf8(json);
    const QStringView trimmed = QStringView(text).trimmed();
    if (!trimmed.startsWith(u'{') && !trimmed.startsWith(u'[')) {
        return text;
    }
    QString out;
    out.reserve(text.size() + text.size() / 4);
    return layOut(trimmed, out) ? out : text;
}

} // namespace daraja
