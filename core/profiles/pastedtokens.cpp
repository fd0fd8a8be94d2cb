// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/profiles/pastedtokens.h"

#include "core/profiles/credentialnames.h"

#include <array>

namespace daraja {

namespace {

constexpr QStringView quoteCharacters = u"\"'`";
constexpr QStringView signCharacters = u"=:,;()[]{}|&?!<>";

class Tokenizer
{
public:
    explicit Tokenizer(QStringView line)
        : m_line(line)
    {
    }

    QList<PastedToken> tokens()
    {
        while (m_at < m_line.size()) {
            const QChar c = m_line[m_at];
            if (c.isSpace()) {
                ++m_at;
            } else if (const qsizetype quote = quoteCharacters.indexOf(c); quote >= 0) {
                takeQuoted(static_cast<size_t>(quote));
            } else if (signCharacters.contains(c)) {
                takeSign();
            } else {
                takeWord();
            }
        }
        return m_tokens;
    }

private:
    [[nodiscard]] bool follows(QStringView text) const { return m_line.sliced(m_at).startsWith(text); }

    void takeQuoted(size_t quote)
    {
        const QChar mark = m_line[m_at++];
        if (m_unclosed[quote]) {
            return;
        }
        QString text;
        for (qsizetype i = m_at; i < m_line.size(); ++i) {
            if (m_line[i] == mark) {
                m_at = i + 1;
                m_tokens.append({PastedToken::Kind::Quoted, text});
                return;
            }
            if (m_line[i] == u'\\' && i + 1 < m_line.size()) {
                ++i;
                text.append(m_line[i] == u'n' ? QChar(u'\n') : m_line[i] == u't' ? QChar(u'\t') : m_line[i]);
            } else {
                text.append(m_line[i]);
            }
        }
        m_unclosed[quote] = true; // searched to the end: not again
    }

    void takeSign()
    {
        for (const QStringView sign :
             {QStringView(u"=>"), QStringView(u"||"), QStringView(u"??"), QStringView(u"&&"), QStringView(u"==")}) {
            if (follows(sign)) {
                m_tokens.append({PastedToken::Kind::Sign, sign.toString()});
                m_at += sign.size();
                return;
            }
        }
        m_tokens.append({PastedToken::Kind::Sign, m_line.sliced(m_at, 1).toString()});
        ++m_at;
    }

    void takeWord()
    {
        const qsizetype begin = m_at;
        while (m_at < m_line.size()) {
            const QChar c = m_line[m_at];
            if (follows(u"://")) {
                takeAddress();
                break;
            }
            if (follows(u"->") || follows(u"::")) {
                m_at += 2; // a path: `$this->consumerKey`, `self::CONSUMER_KEY`
            } else if (c.isSpace() || signCharacters.contains(c) || c == u'"' || c == u'\'' || c == u'`') {
                break;
            } else {
                ++m_at;
            }
        }
        takePadding(begin);
        m_tokens.append({PastedToken::Kind::Word, m_line.sliced(begin, m_at - begin).toString()});
    }

    void takeAddress()
    {
        while (m_at < m_line.size() && !m_line[m_at].isSpace() && !QStringView(u"\"'`,;)>]}").contains(m_line[m_at])) {
            ++m_at;
        }
    }

    /// `==` at the end of base64.
    void takePadding(qsizetype begin)
    {
        const qsizetype size = m_at - begin;
        const qsizetype wanted = size % 4 == 2 ? 2 : size % 4 == 3 ? 1 : 0;
        if (size < 16 || wanted == 0 || m_at + wanted > m_line.size()) {
            return;
        }
        const QStringView padding = m_line.sliced(m_at, wanted);
        const bool ends = m_at + wanted == m_line.size() || m_line[m_at + wanted].isSpace() || m_line[m_at + wanted] == u',' ||
                          m_line[m_at + wanted] == u';';
        if (ends && padding == QStringView(u"==").first(wanted) && credentialName(m_line.sliced(begin, size)) == CredentialName::None) {
            m_at += wanted;
        }
    }

    const QStringView m_line;
    qsizetype m_at = 0;
    std::array<bool, 3> m_unclosed{};
    QList<PastedToken> m_tokens;
};

} // namespace

QList<PastedToken> pastedTokens(QStringView line)
{
    return Tokenizer(line).tokens();
}

} // namespace daraja
