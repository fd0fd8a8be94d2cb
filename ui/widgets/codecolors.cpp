// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/codecolors.h"

namespace daraja {

namespace {

bool isWord(QChar character)
{
    return character.isLetterOrNumber() || character == u'_' || character == u'+' || character == u'-' || character == u'.';
}

/// The end of a string that begins before `from`, behind its closing quote; -1 when this line does not close it.
int endOfString(QStringView text, int from, QChar quote, bool escapes)
{
    for (int at = from; at < text.size(); ++at) {
        if (escapes && text[at] == u'\\') {
            ++at;
        } else if (text[at] == quote) {
            return at + 1;
        }
    }
    return -1;
}

/// Whether the next thing on the line is a colon: then what stands before it is a member's name.
bool colonFollows(QStringView text, int from)
{
    while (from < text.size() && text[from].isSpace()) {
        ++from;
    }
    return from < text.size() && text[from] == u':';
}

} // namespace

void CodeColors::line(QStringView text, bool continued, std::vector<CodeSpan> &spans)
{
    spans.clear();
    switch (m_language) {
    case Language::Plain:
        break;
    case Language::Json:
        json(text, spans);
        break;
    case Language::Http:
        http(text, spans);
        break;
    case Language::Shell:
        shell(text, spans);
        break;
    }
    if (!continued && m_language != Language::Shell) {
        m_inString = false; // JSON strings end with the line
    }
}

void CodeColors::json(QStringView text, std::vector<CodeSpan> &spans)
{
    const int size = int(text.size());
    int at = 0;
    while (at < size) {
        const QChar character = text[at];
        const int start = at;
        if (m_inString || character == u'"') {
            const int end = endOfString(text, m_inString ? at : at + 1, u'"', true);
            if (!m_inString) {
                m_inKey = end >= 0 && colonFollows(text, end);
            }
            m_inString = end < 0;
            at = end < 0 ? size : end;
            spans.push_back({start, at - start, m_inKey ? Role::CodeKey : Role::CodeString});
        } else if (character.isDigit() || character == u'-') {
            while (at < size && isWord(text[at])) {
                ++at;
            }
            spans.push_back({start, at - start, Role::CodeNumber});
        } else if (character.isLetter()) {
            while (at < size && isWord(text[at])) {
                ++at;
            }
            const QStringView word = text.sliced(start, at - start);
            if (word == u"true" || word == u"false" || word == u"null") {
                spans.push_back({start, at - start, Role::CodeKeyword});
            }
        } else {
            ++at;
        }
    }
}

void CodeColors::http(QStringView text, std::vector<CodeSpan> &spans)
{
    const QStringView trimmed = text.trimmed();
    const bool looksLikeJson = trimmed.startsWith(u'{') || trimmed.startsWith(u'[');
    ++m_httpLines;
    if (m_inBody) {
        m_bodyIsJson = m_bodyIsJson || looksLikeJson;
        if (m_bodyIsJson) {
            json(text, spans);
        }
        return;
    }
    if (trimmed.isEmpty() || looksLikeJson) {
        m_inBody = true;
        m_bodyIsJson = looksLikeJson;
        if (looksLikeJson) {
            json(text, spans);
        }
        return;
    }
    const qsizetype colon = text.indexOf(u':');
    if (m_httpLines > 1 && colon > 0) {
        spans.push_back({0, int(colon) + 1, Role::CodeKey});
    }
}

void CodeColors::shell(QStringView text, std::vector<CodeSpan> &spans)
{
    const int size = int(text.size());
    int at = 0;
    while (at < size) {
        const QChar character = text[at];
        const int start = at;
        if (m_inString || character == u'\'' || character == u'"') {
            if (!m_inString) {
                m_quote = character;
            }
            const int end = endOfString(text, m_inString ? at : at + 1, m_quote, m_quote == u'"');
            m_inString = end < 0;
            at = end < 0 ? size : end;
            spans.push_back({start, at - start, Role::CodeString});
        } else if (character == u'\\' && at + 1 == size) {
            spans.push_back({start, 1, Role::CodeFaint});
            ++at;
        } else if (!character.isSpace()) {
            while (at < size && !text[at].isSpace() && text[at] != u'\'' && text[at] != u'"') {
                ++at;
            }
            const QStringView word = text.sliced(start, at - start);
            if (word.startsWith(u'-')) {
                spans.push_back({start, at - start, Role::CodeKeyword});
            } else if (word == u"curl") {
                spans.push_back({start, at - start, Role::CodeKey});
            }
        } else {
            ++at;
        }
    }
}

} // namespace daraja
