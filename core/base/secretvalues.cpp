// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/redactionranges.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace daraja {

namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// The number behind `digits` hexadecimal digits at `at`, or -1.
int hexNumber(QByteArrayView text, qsizetype at, int digits)
{
    if (at + digits > text.size()) {
        return -1;
    }
    int number = 0;
    for (qsizetype i = at; i < at + digits; ++i) {
        const int value = hexValue(text[i]);
        if (value < 0) {
            return -1;
        }
        number = number * 16 + value;
    }
    return number;
}

/// What the text at one place stands for.
struct DecodedUnit
{
    std::array<char, 3> bytes{};
    int count = 1;
    qsizetype length = 1; ///< in the text
};

DecodedUnit decodeJsonEscape(QByteArrayView text, qsizetype at)
{
    DecodedUnit unit{{text[at]}};
    if (at + 1 >= text.size()) {
        return unit;
    }
    constexpr QByteArrayView from = "/\"\\nrtbf";
    constexpr QByteArrayView to = "/\"\\\n\r\t\b\f";
    if (const qsizetype known = from.indexOf(text[at + 1]); known >= 0) {
        unit.bytes[0] = to[known];
        unit.length = 2;
    } else if (const int code = text[at + 1] == 'u' ? hexNumber(text, at + 2, 4) : -1; code >= 0) {
        unit.length = 6;
        if (code < 0x80) {
            unit.bytes[0] = static_cast<char>(code);
        } else if (code < 0x800) {
            unit.bytes = {static_cast<char>(0xc0 | (code >> 6)), static_cast<char>(0x80 | (code & 0x3f))};
            unit.count = 2;
        } else {
            unit.bytes = {static_cast<char>(0xe0 | (code >> 12)), static_cast<char>(0x80 | ((code >> 6) & 0x3f)),
                          static_cast<char>(0x80 | (code & 0x3f))};
            unit.count = 3;
        }
    }
    return unit;
}

DecodedUnit decodeUnit(QByteArrayView text, qsizetype at, bool json, bool percent)
{
    if (json && text[at] == '\\') {
        return decodeJsonEscape(text, at);
    }
    if (percent && text[at] == '%') {
        if (const int code = hexNumber(text, at + 1, 2); code >= 0) {
            return {{static_cast<char>(code)}, 1, 3};
        }
    }
    return {{text[at]}};
}

/// Knuth-Morris-Pratt over the decoded text, so that a text full of beginnings of the secret costs no more than another.
void collectDecoded(QByteArrayView text, QByteArrayView secret, bool json, bool percent, QList<RedactionRange> &ranges)
{
    QList<qsizetype> fallback(secret.size(), 0);
    for (qsizetype i = 1, matched = 0; i < secret.size(); ++i) {
        while (matched > 0 && secret[i] != secret[matched]) {
            matched = fallback[matched - 1];
        }
        matched += secret[i] == secret[matched] ? 1 : 0;
        fallback[i] = matched;
    }

    QList<qsizetype> begins(secret.size(), 0); // where each of the last decoded bytes stands in the text: a ring
    qsizetype decoded = 0;
    qsizetype matched = 0;
    for (qsizetype at = 0; at < text.size();) {
        const DecodedUnit unit = decodeUnit(text, at, json, percent);
        for (int i = 0; i < unit.count; ++i, ++decoded) {
            const char c = unit.bytes[static_cast<std::size_t>(i)];
            begins[decoded % secret.size()] = at;
            while (matched > 0 && c != secret[matched]) {
                matched = fallback[matched - 1];
            }
            matched += c == secret[matched] ? 1 : 0;
            if (matched == secret.size()) {
                ranges.append({begins[(decoded + 1) % secret.size()], at + unit.length, false});
                matched = fallback[matched - 1];
            }
        }
        at += unit.length;
    }
}

} // namespace

void collectSecret(QByteArrayView text, QByteArrayView secret, QList<RedactionRange> &ranges)
{
    if (secret.isEmpty() || text.size() < secret.size()) { // no way of writing it is shorter
        return;
    }
    const std::string_view whole(text.data(), static_cast<std::size_t>(text.size())); // looks faster than QByteArrayView
    const std::string_view sought(secret.data(), static_cast<std::size_t>(secret.size()));
    for (std::size_t at = whole.find(sought); at != std::string_view::npos; at = whole.find(sought, at + 1)) {
        const auto begin = static_cast<qsizetype>(at);
        ranges.append({begin, begin + secret.size(), false});
    }
    const bool json = text.contains('\\');
    const bool percent = text.contains('%');
    if (json) {
        collectDecoded(text, secret, true, false, ranges);
    }
    if (percent) {
        collectDecoded(text, secret, false, true, ranges);
    }
    if (json && percent) {
        collectDecoded(text, secret, true, true, ranges);
    }
}

QByteArray replaceRanges(const QByteArray &text, QList<RedactionRange> ranges, const QByteArray &mask)
{
    if (ranges.isEmpty()) {
        return text;
    }
    std::sort(ranges.begin(), ranges.end(),
              [](const RedactionRange &a, const RedactionRange &b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
    QByteArray shown;
    shown.reserve(text.size());
    qsizetype copied = 0;
    for (qsizetype i = 0; i < ranges.size();) {
        RedactionRange merged = ranges[i++];
        for (; i < ranges.size() && ranges[i].begin < merged.end; ++i) {
            merged.end = std::max(merged.end, ranges[i].end);
        }
        shown.append(text.constData() + copied, merged.begin - copied);
        shown.append(merged.quoted ? '"' + mask + '"' : mask);
        copied = merged.end;
    }
    shown.append(text.constData() + copied, text.size() - copied);
    return shown;
}

} // namespace daraja
