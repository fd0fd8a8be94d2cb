// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/redactionranges.h"

#include <algorithm>
#include <array>

namespace daraja {

namespace {

constexpr std::array<QByteArrayView, 11> secretNames = {
    "authorization",  "accesstoken",  "refreshtoken", "password", "securitycredential",
    "consumersecret", "clientsecret", "passkey",      "cookie",   "passphrase",    "appkey",
};

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool isQuote(char c)
{
    return c == '"' || c == '\'';
}

char lowerCase(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Whether the plain form of `name` ends in `plain`, which is a plain name itself. Made without a copy: every word of every text is asked.
bool endsPlainly(QByteArrayView name, QByteArrayView plain)
{
    qsizetype left = plain.size();
    for (qsizetype at = name.size(); left > 0 && at > 0;) {
        const char c = name[--at];
        if (c == '_' || c == '-') {
            continue;
        }
        if (lowerCase(c) != plain[left - 1]) {
            return false;
        }
        --left;
    }
    return left == 0;
}

bool isNameByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool namesAuthorization(QByteArrayView name)
{
    return endsPlainly(name, "authorization");
}

/// Walks over a text and finds the values behind secret names. Every step moves forward.
class NamedValueScanner
{
public:
    NamedValueScanner(QByteArrayView text, const QByteArrayList &more, QList<RedactionRange> &ranges)
        : m_text(text)
        , m_more(more)
        , m_ranges(ranges)
    {
    }

    void scan()
    {
        while (m_pos < m_text.size()) {
            if (!isNameByte(m_text[m_pos])) {
                ++m_pos;
                continue;
            }
            const qsizetype begin = m_pos;
            while (m_pos < m_text.size() && isNameByte(m_text[m_pos])) {
                ++m_pos;
            }
            const QByteArrayView name = m_text.sliced(begin, m_pos - begin);
            if (isSecretName(name, m_more)) {
                takeValue(name);
            }
        }
    }

private:
    /// An opening or closing quote; inside a JSON string it has backslashes before it.
    struct Quote
    {
        qsizetype backslashes = 0;
        char mark = 0; ///< 0: there is none here
    };

    [[nodiscard]] bool atEnd() const { return m_pos >= m_text.size(); }

    Quote takeQuote()
    {
        qsizetype at = m_pos;
        while (at < m_text.size() && m_text[at] == '\\') {
            ++at;
        }
        if (at >= m_text.size() || !isQuote(m_text[at])) {
            return {};
        }
        const Quote quote{at - m_pos, m_text[at]};
        m_pos = at + 1;
        return quote;
    }

    void skipSpace() { m_pos = afterSpace(m_pos); }

    [[nodiscard]] qsizetype afterSpace(qsizetype at) const
    {
        while (at < m_text.size() && isSpace(m_text[at])) {
            ++at;
        }
        return at;
    }

    void skipBlanks()
    {
        while (!atEnd() && (m_text[m_pos] == ' ' || m_text[m_pos] == '\t')) {
            ++m_pos;
        }
    }

    /// Where the string ends that was opened by `open` just before `from`; the end of the text when it was cut off. A run of backslashes
    /// before a quote closes the string when, seen from any JSON string around it, the quote is not escaped.
    [[nodiscard]] qsizetype closingQuote(qsizetype from, Quote open) const
    {
        qsizetype run = 0;
        for (qsizetype at = from; at < m_text.size(); ++at) {
            if (m_text[at] == '\\') {
                ++run;
                continue;
            }
            if (m_text[at] == open.mark) {
                qsizetype left = run;
                qsizetype own = 0; // backslashes that belong to the closing quote at this level
                for (qsizetype level = open.backslashes;; level /= 2, own = own * 2 + 1) {
                    if (left % 2 == 0) {
                        return at - own;
                    }
                    left /= 2;
                    if (level == 0) {
                        break;
                    }
                }
            }
            run = 0;
        }
        return m_text.size();
    }

    /// Behind the bracket that closes the array or object at m_pos.
    [[nodiscard]] qsizetype closingBracket() const
    {
        qsizetype depth = 0;
        qsizetype backslashes = 0;
        for (qsizetype at = m_pos; at < m_text.size(); ++at) {
            const char c = m_text[at];
            if (c == '"') {
                at = closingQuote(at + 1, {backslashes, c});
                while (at < m_text.size() && m_text[at] == '\\') {
                    ++at;
                }
            } else if (c == '[' || c == '{') {
                ++depth;
            } else if ((c == ']' || c == '}') && --depth == 0) {
                return at + 1;
            }
            backslashes = c == '\\' ? backslashes + 1 : 0;
        }
        return m_text.size();
    }

    /// End of a value without quotes. A backslash before `"`, `n`, `r` or `t` ends it too: that is the end of the line in a JSON string.
    [[nodiscard]] qsizetype bareEnd(QByteArrayView stops) const
    {
        for (qsizetype at = m_pos; at < m_text.size(); ++at) {
            const char c = m_text[at];
            if (stops.contains(c)) {
                return at;
            }
            if (c == '\\' && at + 1 < m_text.size()) {
                const char escaped = m_text[at + 1];
                if (escaped == '"' || escaped == 'n' || escaped == 'r' || escaped == 't') {
                    return at;
                }
                at += escaped == '\\' ? 1 : 0;
            }
        }
        return m_text.size();
    }

    void add(QByteArrayView name, qsizetype begin, qsizetype end, bool quoted = false)
    {
        if (!quoted) {
            begin += shownPrefixLength(name, m_text.sliced(begin, end - begin));
        }
        if (begin < end) {
            m_ranges.append({begin, end, quoted});
        }
    }

    void takeValue(QByteArrayView name)
    {
        const bool quotedName = takeQuote().mark != 0;
        skipSpace();
        if (atEnd() || (m_text[m_pos] != ':' && m_text[m_pos] != '=')) {
            return;
        }
        const bool colon = m_text[m_pos++] == ':';
        if (!colon && !atEnd() && m_text[m_pos] == '>') {
            ++m_pos;
        }
        if (quotedName && colon) {
            skipSpace();
        } else {
            skipBlanks(); // a line that ends here has no value
        }
        if (const Quote open = takeQuote(); open.mark != 0) {
            takeQuoted(name, open);
        } else if (!colon && !namesAuthorization(name)) {
            takeBare(name, "& \t\r\n\"'<>", false);
        } else if (!colon || !quotedName) {
            takeBare(name, "\r\n\"'<", false);
        } else if (!atEnd() && (m_text[m_pos] == '[' || m_text[m_pos] == '{')) {
            const qsizetype end = closingBracket();
            add(name, m_pos, end, true);
            m_pos = end;
        } else {
            takeBare(name, ",}]\r\n", true);
        }
    }

    void takeQuoted(QByteArrayView name, Quote open)
    {
        const qsizetype begin = m_pos;
        const qsizetype end = closingQuote(begin, open);
        add(name, begin, end);
        m_pos = end;
        const qsizetype next = afterSpace(std::min(end + open.backslashes + 1, m_text.size()));
        if (next < m_text.size() && m_text[next] == ':') {
            m_pos = begin; // the value is missing and this is the next name
        }
    }

    void takeBare(QByteArrayView name, QByteArrayView stops, bool json)
    {
        const qsizetype begin = m_pos;
        m_pos = bareEnd(stops);
        const QByteArrayView value = m_text.sliced(begin, m_pos - begin).trimmed();
        if (!json || (value != "null" && value != "true" && value != "false")) {
            add(name, begin, begin + value.size(), json);
        }
    }

    QByteArrayView m_text;
    const QByteArrayList &m_more;
    QList<RedactionRange> &m_ranges;
    qsizetype m_pos = 0;
};

} // namespace

QByteArray plainSecretName(QByteArrayView name)
{
    QByteArray plain;
    plain.reserve(name.size());
    for (const char c : name) {
        if (c != '_' && c != '-') {
            plain.append(lowerCase(c));
        }
    }
    return plain;
}

bool isSecretName(QByteArrayView name, const QByteArrayList &more)
{
    constexpr qsizetype longestName = 128;
    QByteArrayView end = name.size() > longestName ? name.last(longestName) : name;
    while (!end.isEmpty() && (end.back() == '_' || end.back() == '-')) {
        end.chop(1);
    }
    if (end.isEmpty()) {
        return false;
    }
    const char last = lowerCase(end.back()); // settles nearly all
    const auto isEnd = [end, last](QByteArrayView secret) { return secret.back() == last && endsPlainly(end, secret); };
    return std::any_of(secretNames.begin(), secretNames.end(), isEnd) || std::any_of(more.begin(), more.end(), isEnd);
}

qsizetype shownPrefixLength(QByteArrayView name, QByteArrayView value)
{
    if (namesAuthorization(name)) {
        for (const QByteArrayView scheme : {QByteArrayView("Basic "), QByteArrayView("Bearer ")}) {
            if (value.size() >= scheme.size() && value.first(scheme.size()).compare(scheme, Qt::CaseInsensitive) == 0) {
                return scheme.size();
            }
        }
    }
    return 0;
}

void collectNamedValues(QByteArrayView text, const QByteArrayList &more, QList<RedactionRange> &ranges)
{
    NamedValueScanner(text, more, ranges).scan();
}

} // namespace daraja
