// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/profiles/hiddencharacters.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace daraja {

namespace {

struct InvisibleName
{
    char32_t codePoint;
    const char *name;
};

constexpr InvisibleName invisibleNames[] = {
    {U'\r', QT_TRANSLATE_NOOP("HiddenCharacters", "line break")},
    {U'\n', QT_TRANSLATE_NOOP("HiddenCharacters", "line break")},
    {0x2028, QT_TRANSLATE_NOOP("HiddenCharacters", "line break")},
    {0x2029, QT_TRANSLATE_NOOP("HiddenCharacters", "line break")},
    {U'\t', QT_TRANSLATE_NOOP("HiddenCharacters", "tab")},
    {0x00A0, QT_TRANSLATE_NOOP("HiddenCharacters", "non-breaking space")},
    {0x202F, QT_TRANSLATE_NOOP("HiddenCharacters", "non-breaking space")},
    {0x2007, QT_TRANSLATE_NOOP("HiddenCharacters", "non-breaking space")},
    {0x200B, QT_TRANSLATE_NOOP("HiddenCharacters", "zero-width space")},
    {0x200C, QT_TRANSLATE_NOOP("HiddenCharacters", "zero-width joiner")},
    {0x200D, QT_TRANSLATE_NOOP("HiddenCharacters", "zero-width joiner")},
    {0x2060, QT_TRANSLATE_NOOP("HiddenCharacters", "zero-width joiner")},
    {0xFEFF, QT_TRANSLATE_NOOP("HiddenCharacters", "byte order mark")},
    {0x00AD, QT_TRANSLATE_NOOP("HiddenCharacters", "soft hyphen")},
    // Letters and marks by category, blank on the screen.
    {0x034F, QT_TRANSLATE_NOOP("HiddenCharacters", "blank character")},
    {0x115F, QT_TRANSLATE_NOOP("HiddenCharacters", "blank character")},
    {0x1160, QT_TRANSLATE_NOOP("HiddenCharacters", "blank character")},
    {0x2800, QT_TRANSLATE_NOOP("HiddenCharacters", "blank character")},
    {0x3164, QT_TRANSLATE_NOOP("HiddenCharacters", "blank character")},
    {0xFE0E, QT_TRANSLATE_NOOP("HiddenCharacters", "blank character")},
    {0xFE0F, QT_TRANSLATE_NOOP("HiddenCharacters", "blank character")},
    {0xFFA0, QT_TRANSLATE_NOOP("HiddenCharacters", "blank character")},
};

/// Empty for a character that people see, and for a plain space.
QString nameOfInvisible(char32_t codePoint)
{
    for (const InvisibleName &entry : invisibleNames) {
        if (entry.codePoint == codePoint) {
            return QCoreApplication::translate("HiddenCharacters", entry.name);
        }
    }
    switch (QChar::category(codePoint)) {
    case QChar::Other_Control:
        return QCoreApplication::translate("HiddenCharacters", "control character");
    case QChar::Other_Format:
        return QCoreApplication::translate("HiddenCharacters", "formatting character");
    case QChar::Separator_Space:
        return codePoint == U' ' ? QString() : QCoreApplication::translate("HiddenCharacters", "unusual space");
    default:
        return {};
    }
}

/// Printable ASCII, no space.
bool isPlainMark(QChar character)
{
    return character > u' ' && character < u'\x7f';
}

bool hasPlainEnds(const QString &text)
{
    return text.isEmpty() || (isPlainMark(text.front()) && isPlainMark(text.back()));
}

/// Printable ASCII with spaces only inside, like nearly every value: nothing to look for.
bool isPlain(const QString &text)
{
    return hasPlainEnds(text) &&
           std::all_of(text.begin(), text.end(), [](QChar character) { return isPlainMark(character) || character == u' '; });
}

struct CodePoint
{
    qsizetype position;
    char32_t value;
};

QList<CodePoint> codePointsOf(const QString &text)
{
    QList<CodePoint> points;
    points.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
            points.append({i, QChar::surrogateToUcs4(text.at(i), text.at(i + 1))});
            ++i;
        } else {
            points.append({i, text.at(i).unicode()});
        }
    }
    return points;
}

/// First and one past the last code point that is neither a plain space nor hidden.
std::pair<qsizetype, qsizetype> visibleRange(const QList<CodePoint> &points)
{
    const auto fades = [&points](qsizetype i) { return points.at(i).value == U' ' || !nameOfInvisible(points.at(i).value).isEmpty(); };
    qsizetype begin = 0;
    qsizetype end = points.size();
    while (begin < end && fades(begin)) {
        ++begin;
    }
    while (end > begin && fades(end - 1)) {
        --end;
    }
    return {begin, end};
}

} // namespace

QList<HiddenCharacter> findHiddenCharacters(const QString &text)
{
    if (isPlain(text)) {
        return {};
    }
    const QList<CodePoint> points = codePointsOf(text);
    const auto [begin, end] = visibleRange(points);
    QList<HiddenCharacter> found;
    for (qsizetype i = 0; i < points.size(); ++i) {
        const auto [position, codePoint] = points.at(i);
        QString name = nameOfInvisible(codePoint);
        if (codePoint == U' ' && i < begin) {
            name = QCoreApplication::translate("HiddenCharacters", "space at the beginning");
        } else if (codePoint == U' ' && i >= end) {
            name = QCoreApplication::translate("HiddenCharacters", "space at the end");
        }
        // Windows ends a line with two characters: one line break for people.
        const bool secondHalf = codePoint == U'\n' && i > 0 && points.at(i - 1).value == U'\r';
        if (!name.isEmpty() && !secondHalf) {
            found.append({position, codePoint, name});
        }
    }
    return found;
}

QString withoutHiddenCharacters(const QString &text)
{
    if (isPlain(text)) {
        return text;
    }
    const QList<CodePoint> points = codePointsOf(text);
    const auto [begin, end] = visibleRange(points);
    QString clean;
    clean.reserve(text.size());
    for (qsizetype i = begin; i < end; ++i) {
        if (nameOfInvisible(points.at(i).value).isEmpty()) {
            const qsizetype next = i + 1 < points.size() ? points.at(i + 1).position : text.size();
            clean.append(QStringView(text).sliced(points.at(i).position, next - points.at(i).position));
        }
    }
    return clean;
}

QString withoutHiddenEnds(const QString &text)
{
    if (hasPlainEnds(text)) {
        return text;
    }
    const QList<CodePoint> points = codePointsOf(text);
    const auto [begin, end] = visibleRange(points);
    if (begin == end) {
        return {};
    }
    const qsizetype from = points.at(begin).position;
    const qsizetype to = end < points.size() ? points.at(end).position : text.size();
    return text.sliced(from, to - from);
}

QString describeHiddenCharacters(const QString &text)
{
    const QList<HiddenCharacter> found = findHiddenCharacters(text);
    if (found.isEmpty()) {
        return {};
    }
    const QList<CodePoint> points = codePointsOf(text);
    const auto [begin, end] = visibleRange(points);
    QStringList names;
    bool allAtBeginning = true;
    bool allAtEnd = true;
    for (const HiddenCharacter &character : found) {
        if (!names.contains(character.name)) {
            names.append(character.name);
        }
        allAtBeginning = allAtBeginning && begin < points.size() && character.position < points.at(begin).position;
        allAtEnd = allAtEnd && end > 0 && character.position > points.at(end - 1).position;
    }
    const int count = static_cast<int>(found.size());
    QString where;
    if (allAtBeginning) {
        where = count == 1 ? QCoreApplication::translate("HiddenCharacters", "1 invisible character at the beginning (%2)")
                           : QCoreApplication::translate("HiddenCharacters", "%1 invisible characters at the beginning (%2)");
    } else if (allAtEnd) {
        where = count == 1 ? QCoreApplication::translate("HiddenCharacters", "1 invisible character at the end (%2)")
                           : QCoreApplication::translate("HiddenCharacters", "%1 invisible characters at the end (%2)");
    } else {
        where = count == 1 ? QCoreApplication::translate("HiddenCharacters", "1 invisible character (%2)")
                           : QCoreApplication::translate("HiddenCharacters", "%1 invisible characters (%2)");
    }
    where.replace(QStringLiteral("%1"), QString::number(count));
    return where.replace(QStringLiteral("%2"), names.join(QStringLiteral(", ")));
}

} // namespace daraja
