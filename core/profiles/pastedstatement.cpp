// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/profiles/pastedstatement.h"

#include "core/profiles/pastedtokens.h"
#include "core/profiles/pastedwords.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace daraja {

namespace {

constexpr int deepestNesting = 4; ///< strings inside strings

using Kind = PastedToken::Kind;

QString statementText(const char *text)
{
    return QCoreApplication::translate("CredentialImport", text);
}

/// Functions that give the value of a variable of the environment or of a configuration.
bool isGetter(QStringView word)
{
    const qsizetype dot = qMax(word.lastIndexOf(u'.'), qMax(word.lastIndexOf(u'>'), word.lastIndexOf(u':')));
    constexpr std::array<QStringView, 9> getters{
        u"getenv", u"env", u"environ", u"get", u"config", u"ENV", u"_ENV", u"$_ENV", u"GetEnvironmentVariable"};
    return isOneOf(word.sliced(dot + 1), getters);
}

/// `define('NAME', …)`, `env('NAME', …)`, `Add("Name", …)`: a name, a comma, its value.
bool isSetterName(QStringView name)
{
    return name.contains(u"set", Qt::CaseInsensitive) || name.contains(u"with", Qt::CaseInsensitive);
}

bool isNumber(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c.isDigit(); });
}

} // namespace

/// One line of tokens.
class StatementReader
{
public:
    StatementReader(PastedStatement &state, const QList<PastedToken> &tokens, int number, QList<PastedValue> &values, int depth)
        : m_state(state)
        , m_tokens(tokens)
        , m_number(number)
        , m_values(values)
        , m_depth(depth)
    {
    }

    void read()
    {
        for (m_at = 0; m_at < m_tokens.size(); ++m_at) {
            const PastedToken &token = m_tokens.at(m_at);
            if (token.kind == Kind::Sign) {
                readSign(token.text);
            } else {
                readText(token);
            }
        }
        if (!m_state.m_armed) {
            forget();
        }
    }

private:
    [[nodiscard]] const PastedToken *next(qsizetype by = 1) const
    {
        return m_at + by < m_tokens.size() ? &m_tokens.at(m_at + by) : nullptr;
    }
    [[nodiscard]] bool nextIsSign(QStringView sign, qsizetype by = 1) const
    {
        const PastedToken *token = next(by);
        return token && token->kind == Kind::Sign && token->text == sign;
    }
    [[nodiscard]] const PastedToken *before() const { return m_at > 0 ? &m_tokens.at(m_at - 1) : nullptr; }

    void forget()
    {
        m_state.m_known = CredentialName::None;
        m_state.m_armed = false;
        m_state.m_getter = false;
    }

    void emitValue(CredentialName known, const QString &name, const QString &value, int line = 0)
    {
        if (value.isEmpty()) {
            return;
        }
        if (isPlaceholder(value)) {
            m_state.m_sawPlaceholder = true;
        } else if (isReference(value)) {
            m_state.m_sawReference = true;
        } else {
            m_values.append({line > 0 ? line : m_number, known, name, value, false});
        }
    }

    void readSign(const QString &sign)
    {
        PastedStatement &s = m_state;
        if (sign == u"=" || sign == u":" || sign == u"=>" || sign == u"||" || sign == u"??") {
            s.m_armed = s.m_known != CredentialName::None;
            s.m_getter = false;
        } else if (sign == u"(" || sign == u"[") {
            const PastedToken *word = before();
            if (word && word->kind != Kind::Sign && isGetter(word->text)) {
                s.m_getter = true;
            } else if (s.m_known != CredentialName::None && !s.m_armed && word && word->kind == Kind::Word && isSetterName(word->text)) {
                s.m_armed = true;
            }
        } else if (sign == u")") {
            m_inGetter = false;
        } else if (sign == u",") {
            const PastedToken *word = before();
            const bool namedByText = word && word->kind == Kind::Quoted && credentialName(word->text) != CredentialName::None;
            if (namedByText && s.m_known != CredentialName::None) {
                s.m_armed = true;
            } else if (!m_inGetter) {
                forget();
            }
            m_inGetter = false;
        } else if (sign == u"{" || sign == u"}" || sign == u";") {
            if (sign != u";") {
                endEntry();
            }
            forget();
        }
    }

    /// `{"key": "consumer_key", "value": "…"}`, as in Postman.
    bool readEntry(const PastedToken &token)
    {
        constexpr std::array<QStringView, 2> nameWords{u"key", u"name"};
        constexpr std::array<QStringView, 3> valueWords{u"value", u"initialValue", u"currentValue"};
        const PastedToken *value = next(2);
        if (!(nextIsSign(u":") || nextIsSign(u"=>")) || !value || value->kind == Kind::Sign) {
            return false;
        }
        if (isOneOf(token.text, nameWords) && credentialName(value->text) != CredentialName::None) {
            m_state.m_entryName = value->text;
        } else if (isOneOf(token.text, valueWords)) {
            m_state.m_entryValue = value->text;
            m_state.m_entryLine = m_number;
        } else {
            return false;
        }
        m_at += 2;
        if (!m_state.m_entryName.isEmpty() && !m_state.m_entryValue.isEmpty()) {
            endEntry();
        }
        return true;
    }

    void endEntry()
    {
        if (!m_state.m_entryName.isEmpty() && !m_state.m_entryValue.isEmpty()) {
            emitValue(credentialName(m_state.m_entryName), m_state.m_entryName, m_state.m_entryValue, m_state.m_entryLine);
        }
        m_state.m_entryName.clear();
        m_state.m_entryValue.clear();
    }

    void readText(const PastedToken &token)
    {
        PastedStatement &s = m_state;
        if (readEntry(token)) {
            return;
        }
        if (s.m_getter) { // `getenv("X")`: a name, not a value; what it is called here counts
            s.m_getter = false;
            m_inGetter = true;
            s.m_sawReference = s.m_sawReference || s.m_known != CredentialName::None;
            takeName(token, s.m_known == CredentialName::None);
            return;
        }
        if (s.m_known != CredentialName::None && s.m_armed) {
            readValue(token);
            return;
        }
        if (takeName(token, true)) {
            return;
        }
        if (token.kind == Kind::Quoted) {
            readNested(token.text);
        }
        const bool isKey = nextIsSign(u":") || nextIsSign(u"=>");
        constexpr std::array<QStringView, 3> empty{u"true", u"false", u"null"};
        const bool isLoose = !isKey && !isOneOf(token.text, empty);
        s.m_sawLoose = s.m_sawLoose || isLoose;
        s.m_sawValue = s.m_sawValue || (isLoose && (token.kind == Kind::Quoted || (isNumber(token.text) && token.text.size() > 4)));
    }

    /// Whether the token is a known name, which is then the one that waits for a value.
    bool takeName(const PastedToken &token, bool wanted)
    {
        const CredentialName known = credentialName(token.text);
        if (known == CredentialName::None || (token.kind == Kind::Quoted && token.text.size() > 60)) {
            return false;
        }
        if (wanted) {
            m_state.m_known = known;
            m_state.m_name = token.text;
            m_state.m_armed = false;
        }
        return true;
    }

    void readValue(const PastedToken &token)
    {
        PastedStatement &s = m_state;
        const bool callOrIndex = token.kind == Kind::Word && (nextIsSign(u"(") || nextIsSign(u"["));
        if (callOrIndex && isGetter(token.text)) {
            return; // its argument comes
        }
        if (token.kind == Kind::Word && nextIsSign(u"=")) {
            return; // `consumerKey: string = …`, `default=…`
        }
        if (s.m_known == CredentialName::Authorization && token.kind == Kind::Word) {
            if (const PastedToken *value = next(); value && value->kind == Kind::Word) {
                emitValue(s.m_known, s.m_name, token.text + u' ' + value->text);
                ++m_at;
                forget();
                return;
            }
        }
        const CredentialName other = credentialName(token.text);
        const bool isWordName = token.kind == Kind::Word && other != CredentialName::None && s.m_known != CredentialName::Environment;
        if (isWordName) { // `consumerKey: process.env.CONSUMER_KEY || …`
            s.m_sawReference = true;
            if (other != s.m_known) {
                takeName(token, true);
            } else {
                s.m_armed = false;
            }
            return;
        }
        constexpr std::array<QStringView, 3> makers{u"new", u"await", u"return"};
        if (callOrIndex || (token.kind == Kind::Word && isOneOf(token.text, makers))) {
            forget();
            return;
        }
        if (token.kind == Kind::Word && isReference(token.text)) {
            s.m_sawReference = true;
            s.m_armed = false;
            return;
        }
        emitValue(s.m_known, s.m_name, token.text);
        if (token.kind == Kind::Quoted && s.m_known == CredentialName::OfRequest) {
            readNested(token.text);
        }
        forget();
    }

    /// A header, a query, a body or a whole program in a string.
    void readNested(const QString &text)
    {
        if (m_depth >= deepestNesting || text.size() < 5) {
            return;
        }
        const bool promising = text.contains(u':') || text.contains(u'=') || text.contains(u'{');
        if (!promising) {
            if (!text.contains(u' ') && text.size() >= 12 && text.size() < 2048) {
                m_values.append({m_number, CredentialName::None, QString(), text, false});
            }
            return;
        }
        const QStringView view = text;
        PastedStatement inner;
        for (const QStringView line : view.split(u'\n')) {
            inner.read(line, m_number, m_values, m_depth + 1);
        }
    }

    PastedStatement &m_state;
    const QList<PastedToken> &m_tokens;
    const int m_number;
    QList<PastedValue> &m_values;
    const int m_depth;
    qsizetype m_at = 0;
    bool m_inGetter = false;
};

void PastedStatement::read(QStringView line, int number, QList<PastedValue> &values, int depth)
{
    m_sawPlaceholder = false;
    m_sawReference = false;
    m_sawValue = false;
    m_sawLoose = false;
    const QList<PastedToken> tokens = pastedTokens(line);
    // curl's `-u key:secret` is taken apart where it goes.
    for (qsizetype i = 0; i + 1 < tokens.size(); ++i) {
        if ((tokens.at(i).text == u"-u" || tokens.at(i).text == u"--user") && tokens.at(i + 1).kind == Kind::Quoted) {
            values.append({number, CredentialName::Authorization, tokens.at(i).text, tokens.at(i + 1).text, false});
        } else if ((tokens.at(i).text == u"-u" || tokens.at(i).text == u"--user") && i + 3 < tokens.size() &&
                   tokens.at(i + 2).text == u":") {
            values.append(
                {number, CredentialName::Authorization, tokens.at(i).text, tokens.at(i + 1).text + u':' + tokens.at(i + 3).text, false});
        }
    }
    if (tokens.size() == 1 && tokens.first().kind != Kind::Sign && m_known == CredentialName::None) {
        values.append({number, CredentialName::None, QString(), tokens.first().text, true});
        if (tokens.first().kind == Kind::Quoted) {
            StatementReader(*this, tokens, number, values, depth).read();
        }
        m_sawValue = true;
        return;
    }
    StatementReader(*this, tokens, number, values, depth).read();
}

void PastedStatement::await(CredentialName known, const QString &name)
{
    m_known = known;
    m_name = name;
    m_armed = true;
}

QString PastedStatement::reasonFor(QStringView line) const
{
    static const QRegularExpression skeleton(QStringLiteral("^\\s*(?:<\\?php|import|from|use|using|require|include|namespace|package|"
                                                            "return|function|def|class|public|private|protected|async|await|try|"
                                                            "catch|else|if|const|let|var|@)\\b|[{}()\\[\\]]\\s*[,;]?\\s*$"));
    if (m_sawPlaceholder) {
        return statementText(QT_TRANSLATE_NOOP("CredentialImport", "a placeholder, not a value"));
    }
    if (m_sawReference) {
        return statementText(QT_TRANSLATE_NOOP("CredentialImport", "no value, only where to find one"));
    }
    const QString start = line.first(qMin<qsizetype>(line.size(), 2048)).toString();
    const bool isSkeleton = !m_sawValue && (!m_sawLoose || skeleton.match(start).hasMatch());
    return isSkeleton ? QString() : statementText(QT_TRANSLATE_NOOP("CredentialImport", "nothing in it has a name that is used here"));
}

} // namespace daraja
