// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/profiles/pastedvalue.h"

#include "core/profiles/hiddencharacters.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace daraja {

namespace {

constexpr QStringView openingQuotes = u"\"'`\u201C\u2018\u00AB\u201E\u201A\u201D\u2019";
constexpr QStringView closingQuotes = u"\"'`\u201D\u2019\u00BB\u201C\u2018";
constexpr qsizetype longestHeader = 4096;

bool isPrintable(const QByteArray &bytes)
{
    return !bytes.isEmpty() && std::all_of(bytes.cbegin(), bytes.cend(), [](char c) { return c > ' ' && c < '\x7f'; });
}

} // namespace

bool isMask(const QString &text)
{
    return text.contains(QStringLiteral("***")) ||
           std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c == u'\u2022' || c == u'\u25CF' || c == u'\u2219'; });
}

QString withoutQuotes(const QString &text)
{
    QStringView rest = QStringView(text).trimmed();
    while (rest.size() > 1 && (rest.back() == u',' || rest.back() == u';')) {
        rest.chop(1);
    }
    if (rest.size() > 1 && openingQuotes.contains(rest.front()) && closingQuotes.contains(rest.back())) {
        return rest.sliced(1, rest.size() - 2).toString();
    }
    // Half a pair is what a hasty selection leaves.
    if (rest.size() > 1 && openingQuotes.contains(rest.front()) && !rest.sliced(1).contains(rest.front())) {
        return rest.sliced(1).toString();
    }
    if (rest.size() > 1 && closingQuotes.contains(rest.back()) && !rest.chopped(1).contains(rest.back())) {
        return rest.chopped(1).toString();
    }
    return rest.size() == text.size() ? text : rest.toString();
}

QString percentDecoded(const QString &text)
{
    static const QRegularExpression escape(QStringLiteral("%[0-9A-Fa-f]{2}"));
    if (!text.contains(u'%') || !text.contains(escape)) {
        return text;
    }
    const QString decoded = QUrl::fromPercentEncoding(text.toUtf8());
    return decoded.contains(QChar::ReplacementCharacter) ? text : decoded;
}

QString cleanedToken(const QString &text)
{
    QString cleaned = withoutHiddenCharacters(percentDecoded(withoutQuotes(withoutHiddenCharacters(text))));
    cleaned.remove(u' ');
    return cleaned;
}

std::optional<KeyAndSecret> readBasicHeader(const QString &text)
{
    static const QRegularExpression header(QStringLiteral("^(?:Authorization\\s*[:=]\\s*)?Basic\\s+([A-Za-z0-9+/_-]+={0,2})$"),
                                           QRegularExpression::CaseInsensitiveOption);
    if (text.size() > longestHeader) {
        return {};
    }
    const auto match = header.match(withoutHiddenEnds(text));
    if (!match.hasMatch()) {
        return {};
    }
    const QByteArray plain = QByteArray::fromBase64(match.captured(1).toLatin1());
    const qsizetype colon = plain.indexOf(':');
    if (colon <= 0 || colon + 1 == plain.size() || !isPrintable(plain)) {
        return {};
    }
    return KeyAndSecret{QString::fromLatin1(plain.first(colon)), QString::fromLatin1(plain.sliced(colon + 1))};
}

std::optional<KeyAndSecret> readKeyAndSecret(const QString &text)
{
    static const QRegularExpression pair(QStringLiteral("^([A-Za-z0-9_-]{8,}):([A-Za-z0-9_-]{8,})$"));
    if (text.size() > longestHeader) {
        return {};
    }
    const auto match = pair.match(withoutHiddenEnds(text));
    return match.hasMatch() ? std::optional(KeyAndSecret{match.captured(1), match.captured(2)}) : std::nullopt;
}

} // namespace daraja
