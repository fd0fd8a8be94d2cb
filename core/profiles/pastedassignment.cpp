// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/profiles/pastedassignment.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace daraja {

namespace {

constexpr qsizetype longestProgramLine = 4096;
constexpr qsizetype behindQuote = 60; ///< looked at

QString assignmentText(const char *text)
{
    return QCoreApplication::translate("CredentialImport", text);
}

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t';
}

} // namespace

QStringView withoutBlanks(QStringView text)
{
    while (!text.isEmpty() && isBlank(text.front())) {
        text = text.sliced(1);
    }
    while (!text.isEmpty() && isBlank(text.back())) {
        text.chop(1);
    }
    return text;
}

AssignedText assignedText(QStringView raw)
{
    const QChar quote = raw.isEmpty() ? QChar() : raw.front();
    if (quote != u'"' && quote != u'\'') {
        qsizetype end = 0;
        while (end < raw.size() && !(raw[end] == u'#' && (end == 0 || isBlank(raw[end - 1])))) {
            ++end;
        }
        return {withoutBlanks(raw.first(end)).toString(), {}, false};
    }
    AssignedText text;
    for (qsizetype i = 1; i < raw.size(); ++i) {
        if (raw[i] == quote) {
            static const QRegularExpression goesOn(QStringLiteral("^(?:[,;)\\]}|?&]|//|\\s[A-Za-z_][A-Za-z0-9_]*=)"));
            const QStringView rest = raw.sliced(i + 1, qMin<qsizetype>(raw.size() - i - 1, behindQuote));
            const QStringView visible = withoutBlanks(rest);
            text.program = goesOn.match(visible.toString()).hasMatch() || goesOn.match(rest.toString()).hasMatch();
            if (!visible.isEmpty() && visible.front() != u'#') {
                text.problem = assignmentText(QT_TRANSLATE_NOOP("CredentialImport", "text behind the closing quote"));
            }
            return text;
        }
        const bool escaped = quote == u'"' && raw[i] == u'\\' && i + 1 < raw.size() && QStringView(u"\"\\$`").contains(raw[i + 1]);
        text.value.append(raw[escaped ? ++i : i]);
    }
    text.problem = assignmentText(QT_TRANSLATE_NOOP("CredentialImport", "the quote is not closed"));
    return text;
}

bool isProgram(QStringView rest, bool shouted)
{
    static const QRegularExpression common(
        QStringLiteral("\\b(?:getenv|env|config)\\s*\\(|\\bprocess\\.env\\b|\\bos\\.environ\\b|\\|\\||\\?\\?|\\s[A-Z][A-Z0-9_]+="));
    static const QRegularExpression program(
        QStringLiteral("^[\\[{(<$]|^new\\s|=>|;\\s*$|[,;]\\s*[\"']?[A-Za-z_]\\w*[\"']?\\s*[:=]|^[A-Za-z_][\\w.>:-]*\\s*[(\\[]"));
    if (rest.startsWith(u'"') || rest.startsWith(u'\'')) {
        return false; // what stands behind the quotes tells
    }
    if (rest.size() > longestProgramLine) {
        return rest.startsWith(u'{') || rest.startsWith(u'[');
    }
    const QString text = rest.toString();
    return common.match(text).hasMatch() || (!shouted && program.match(text).hasMatch());
}

} // namespace daraja
