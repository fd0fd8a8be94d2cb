// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/jsonreader.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace daraja {

namespace {

constexpr int deepest = 32;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Recursive descent; `m_at` never passes the end. The first problem ends the reading.
class JsonTextReader final
{
public:
    explicit JsonTextReader(QByteArrayView text)
        : m_text(text)
    {
    }

    JsonReading read()
    {
        if (m_text.startsWith("\xEF\xBB\xBF")) {
            m_at = 3;
        }
        JsonReading reading;
        skipSpace();
        if (m_at == m_text.size()) {
            reading.problem = QCoreApplication::translate("Callback", "The body is empty.");
            return reading;
        }
        JsonNode root;
        bool whole = value(root, 0);
        if (whole) {
            skipSpace();
            whole = m_at == m_text.size();
        }
        if (whole) {
            reading.root = std::move(root);
        } else if (m_tooDeep) {
            reading.problem =
                QCoreApplication::translate("Callback", "The JSON is nested more than %1 levels deep at byte %2.").arg(deepest).arg(m_at);
        } else if (m_at == m_text.size()) {
            reading.problem = QCoreApplication::translate("Callback", "The JSON stops in the middle, after byte %1.").arg(m_at);
        } else {
            reading.problem = QCoreApplication::translate("Callback", "The body is not JSON from byte %1 on.").arg(m_at);
        }
        return reading;
    }

private:
    [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    bool take(char expected)
    {
        if (m_at < m_text.size() && m_text[m_at] == expected) {
            ++m_at;
            return true;
        }
        return false;
    }

    void skipSpace()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t' || m_text[m_at] == '\n' || m_text[m_at] == '\r')) {
            ++m_at;
        }
    }

    bool value(JsonNode &node, int depth)
    {
        if (depth >= deepest) {
            m_tooDeep = true;
            return false;
        }
        node.begin = m_at;
        bool ok = false;
        switch (peek()) {
        case '{':
            ok = container(node, JsonNode::Type::Object, '}', depth);
            break;
        case '[':
            ok = container(node, JsonNode::Type::Array, ']', depth);
            break;
        case '"':
            node.type = JsonNode::Type::String;
            ok = string(node.text);
            break;
        case 't':
            ok = word(node, JsonNode::Type::Bool, "true");
            break;
        case 'f':
            ok = word(node, JsonNode::Type::Bool, "false");
            break;
        case 'n':
            ok = word(node, JsonNode::Type::Null, "null");
            break;
        default:
            ok = number(node);
        }
        node.end = m_at;
        return ok;
    }

    bool container(JsonNode &node, JsonNode::Type type, char closing, int depth)
    {
        node.type = type;
        ++m_at;
        skipSpace();
        if (take(closing)) {
            return true;
        }
        for (;;) {
            if (type == JsonNode::Type::Object && !memberName(node)) {
                return false;
            }
            JsonNode item;
            if (!value(item, depth + 1)) {
                return false;
            }
            node.items.append(std::move(item));
            skipSpace();
            if (take(closing)) {
                return true;
            }
            if (!take(',')) {
                return false;
            }
            skipSpace();
        }
    }

    bool memberName(JsonNode &node)
    {
        const qsizetype first = m_at;
        QString name;
        if (peek() != '"') {
            return false;
        }
        if (const KnownName *known = knownName()) {
            name = known->name;
            m_at += known->text.size();
        } else if (string(name)) {
            remember(m_text.sliced(first, m_at - first), name);
        } else {
            return false;
        }
        skipSpace();
        if (!take(':')) {
            return false;
        }
        skipSpace();
        node.names.append(name);
        return true;
    }

    /// Lists repeat the names of their members: each is decoded once and shared. A name is looked for under its first bytes.
    struct KnownName
    {
        QByteArrayView text; ///< with the quotes
        QString name;
    };
    [[nodiscard]] size_t nameSlot(QByteArrayView from) const
    {
        size_t slot = 0;
        for (qsizetype i = 1; i < std::min(from.size(), qsizetype(24)) && from[i] != '"'; ++i) {
            slot = slot * 31 + static_cast<unsigned char>(from[i]);
        }
        return slot % m_names.size();
    }
    [[nodiscard]] const KnownName *knownName() const
    {
        const KnownName &known = m_names.at(nameSlot(m_text.sliced(m_at)));
        return !known.text.isEmpty() && m_text.sliced(m_at).startsWith(known.text) ? &known : nullptr;
    }
    void remember(QByteArrayView text, const QString &name) { m_names.at(nameSlot(text)) = {text, name}; }

    bool word(JsonNode &node, JsonNode::Type type, QByteArrayView literal)
    {
        for (const char c : literal) {
            if (!take(c)) {
                return false;
            }
        }
        node.type = type;
        node.text = QString::fromLatin1(literal);
        return true;
    }

    bool digits()
    {
        const qsizetype first = m_at;
        while (isDigit(peek())) {
            ++m_at;
        }
        return m_at > first;
    }

    bool number(JsonNode &node)
    {
        const qsizetype first = m_at;
        take('-');
        if (!take('0') && !digits()) {
            return false;
        }
        if (take('.') && !digits()) {
            return false;
        }
        if (peek() == 'e' || peek() == 'E') {
            ++m_at;
            if (!take('+')) {
                take('-');
            }
            if (!digits()) {
                return false;
            }
        }
        node.type = JsonNode::Type::Number;
        node.text = QString::fromLatin1(m_text.sliced(first, m_at - first));
        return true;
    }

    bool string(QString &content)
    {
        ++m_at; // the opening quote
        for (;;) {
            const qsizetype first = m_at;
            while (m_at < m_text.size() && m_text[m_at] != '"' && m_text[m_at] != '\\') {
                ++m_at;
            }
            content += QString::fromUtf8(m_text.sliced(first, m_at - first));
            if (take('"')) {
                return true;
            }
            if (!take('\\') || !escape(content)) {
                return false;
            }
        }
    }

    bool escape(QString &content)
    {
        static constexpr QByteArrayView names = "\"\\/bfnrt";
        static constexpr QStringView meanings = u"\"\\/\b\f\n\r\t";
        if (m_at == m_text.size()) {
            return false;
        }
        if (take('u')) {
            return codeUnit(content);
        }
        const qsizetype index = names.indexOf(m_text[m_at]);
        if (index < 0) {
            return false;
        }
        content += meanings[index];
        ++m_at;
        return true;
    }

    bool codeUnit(QString &content)
    {
        char16_t unit = 0;
        for (int i = 0; i < 4; ++i) {
            const char c = peek();
            const int digit = isDigit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
            if (digit < 0) {
                return false;
            }
            unit = static_cast<char16_t>(unit * 16 + digit);
            ++m_at;
        }
        content += QChar(unit);
        return true;
    }

    QByteArrayView m_text;
    std::array<KnownName, 64> m_names;
    qsizetype m_at = 0;
    bool m_tooDeep = false;
};

} // namespace

JsonNode JsonNode::member(QStringView name) const
{
    for (const Qt::CaseSensitivity sensitivity : {Qt::CaseSensitive, Qt::CaseInsensitive}) {
        for (qsizetype i = names.size(); i-- > 0;) {
            if (name.compare(names.at(i), sensitivity) == 0) {
                return items.at(i);
            }
        }
    }
    return {};
}

JsonReading readJson(QByteArrayView text)
{
    return JsonTextReader(text).read();
}

} // namespace daraja
