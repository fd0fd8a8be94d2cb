// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/profiles/pastedtext.h"

#include "core/profiles/pastedassignment.h"
#include "core/profiles/pastedstatement.h"
#include "core/profiles/pastedvalue.h"
#include "core/profiles/pastedwords.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace daraja {

namespace {

constexpr qsizetype longestLabelLine = 4096;
constexpr qsizetype longestLabel = 60;

QString pastedLineText(const char *text)
{
    return QCoreApplication::translate("CredentialImport", text);
}

bool isComment(QStringView trimmed)
{
    return trimmed.startsWith(u'#') || trimmed.startsWith(u"//") || trimmed.startsWith(u"/*") || trimmed.startsWith(u"<!--") ||
           trimmed.startsWith(u"* ") || trimmed == u"*" || trimmed == u"*/";
}

class PastedTextReader
{
public:
    PastedText read(QStringView rest)
    {
        if (rest.startsWith(u'\uFEFF')) {
            rest = rest.sliced(1);
        }
        for (int number = 1; !rest.isEmpty(); ++number) {
            qsizetype end = 0;
            while (end < rest.size() && rest[end] != u'\n' && rest[end] != u'\r') {
                ++end;
            }
            const QStringView line = rest.first(end);
            const bool windows = end + 1 < rest.size() && rest[end] == u'\r' && rest[end + 1] == u'\n';
            rest = rest.sliced(qMin(rest.size(), end + (windows ? 2 : 1)));
            const QStringView trimmed = line.trimmed();
            if (!trimmed.isEmpty() && !isComment(trimmed)) {
                m_number = number;
                readLine(line);
            }
        }
        return std::move(m_text);
    }

private:
    void readLine(QStringView line)
    {
        PastedLine entry{m_number, line.toString(), {}};
        const qsizetype before = m_text.values.size();
        lookForAddresses(line);
        if (!readWholePair(line) && !readAssignment(line, entry.reason) && !readColumns(line) && !readWaiting(line) && !readLabel(line)) {
            m_statement.read(line, m_number, m_text.values);
        }
        const bool anything = m_text.values.size() > before || m_waiting.known != CredentialName::None || !m_columns.isEmpty();
        if (anything) {
            entry.reason.clear();
        } else if (entry.reason.isEmpty()) {
            entry.reason = m_statement.reasonFor(line);
        }
        m_text.lines.append(entry);
    }

    void lookForAddresses(QStringView line)
    {
        const bool sandbox = line.contains(u"sandbox.safaricom.co.ke", Qt::CaseInsensitive);
        const bool production = line.contains(u"api.safaricom.co.ke", Qt::CaseInsensitive);
        if ((sandbox || production) && m_text.addressLine == 0) {
            m_text.addressLine = m_number;
        }
        m_text.sandboxAddress = m_text.sandboxAddress || sandbox;
        m_text.productionAddress = m_text.productionAddress || production;
    }

    void emitValue(CredentialName known, const QString &name, const QString &value, bool alone = false)
    {
        m_text.values.append({m_number, known, name, value, alone});
    }

    /// `Basic …` or `key:secret` and nothing else.
    bool readWholePair(QStringView line)
    {
        constexpr qsizetype shortestKey = 12;
        if (line.size() > longestLabelLine) {
            return false;
        }
        const QString text = withoutBlanks(line).toString();
        const auto pair = readKeyAndSecret(text);
        const bool isPair = pair && pair->key.size() >= shortestKey && pair->secret.size() >= shortestKey &&
                            credentialName(pair->key) == CredentialName::None;
        if (!isPair && !readBasicHeader(text)) {
            return false;
        }
        emitValue(CredentialName::None, {}, text, true);
        return true;
    }

    /// `NAME=value`, `export NAME="value"`, `Name: value`: the rest of the line is the value.
    bool readAssignment(QStringView line, QString &reason)
    {
        static const QRegularExpression assignment(
            QStringLiteral("^[ \\t]*(?:(?:export|set|ENV)[ \\t]+|\\$env:|-[ \\t]+)?([A-Za-z_][A-Za-z0-9_.]*)[ \\t]*[=:](?![=>])[ \\t]*"));
        const auto match = assignment.match(line.first(qMin(line.size(), longestLabelLine)).toString());
        if (!match.hasMatch()) {
            return false;
        }
        const CredentialName known = credentialName(match.capturedView(1));
        const QStringView rest = line.sliced(match.capturedEnd(0));
        if (known == CredentialName::None) {
            reason = pastedLineText(QT_TRANSLATE_NOOP("CredentialImport", "not a name that is used here"));
            return false;
        }
        const QString name = match.captured(1);
        const bool quoted = rest.startsWith(u'"') || rest.startsWith(u'\'');
        if (isProgram(rest, name == name.toUpper())) {
            return false;
        }
        const AssignedText assigned = assignedText(rest);
        if (assigned.program) {
            return false;
        }
        QString value = assigned.value;
        if (!quoted && known != CredentialName::InitiatorPassword && value.size() > 1 && value.endsWith(u',')) {
            value.chop(1); // of JSON or a program
        }
        const bool free = known == CredentialName::InitiatorPassword;
        const bool isName = !quoted && !free && known != CredentialName::Environment && credentialName(value) != CredentialName::None;
        if (!assigned.problem.isEmpty()) {
            reason = assigned.problem;
        } else if (value.isEmpty()) {
            reason = pastedLineText(QT_TRANSLATE_NOOP("CredentialImport", "no value"));
            return match.capturedView(0).contains(u'='); // behind a colon it may stand in the next line
        } else if (isPlaceholder(value)) {
            reason = pastedLineText(QT_TRANSLATE_NOOP("CredentialImport", "a placeholder, not a value"));
        } else if (isName || (!free && isReference(value))) {
            reason = pastedLineText(QT_TRANSLATE_NOOP("CredentialImport", "no value, only where to find one"));
        } else {
            emitValue(known, name, value);
            m_waiting = {};
        }
        return true;
    }

    /// A row of labels, and under it a row of values.
    bool readColumns(QStringView line)
    {
        const QStringView trimmed = line.trimmed();
        if (line.size() > longestLabelLine || !trimmed.contains(u'\t')) {
            m_columns.clear();
            return false;
        }
        const QList<QStringView> cells = trimmed.split(u'\t');
        if (m_columns.size() == cells.size()) {
            for (qsizetype i = 0; i < cells.size(); ++i) {
                emitValue(credentialName(m_columns.at(i)), m_columns.at(i), withoutBlanks(cells.at(i)).toString());
            }
            m_columns.clear();
            return true;
        }
        m_columns.clear();
        for (const QStringView cell : cells) {
            if (credentialName(cell) == CredentialName::None) {
                m_columns.clear();
                return false;
            }
            m_columns.append(withoutBlanks(cell).toString());
        }
        return true;
    }

    /// The value of a label that stood alone in the line before.
    bool readWaiting(QStringView line)
    {
        if (m_waiting.known == CredentialName::None) {
            return false;
        }
        const QStringView value = withoutBlanks(line);
        if (labelIn(line)) {
            m_waiting = {};
            return false;
        }
        if (value.startsWith(u'"') || value.startsWith(u'\'')) {
            m_statement.await(m_waiting.known, m_waiting.name);
            m_waiting = {};
            return false;
        }
        if (!canBe(m_waiting.known, value)) {
            if (++m_waiting.lines > 2) { // buttons of the portal may stand between: Show, Copy
                m_waiting = {};
            }
            return false;
        }
        emitValue(m_waiting.known, m_waiting.name, value.toString());
        m_waiting = {};
        return true;
    }

    /// Without any sign between label and value the value has to look like one.
    static bool canBe(CredentialName known, QStringView value)
    {
        constexpr qsizetype shortestToken = 8;
        const auto isDigit = [](QChar c) { return c.isDigit() || c.category() == QChar::Other_Format || c.isSpace(); };
        const bool program = std::any_of(value.begin(), value.end(), [](QChar c) { return QStringView(u"{}()<>;").contains(c); });
        switch (known) {
        case CredentialName::ShortCode:
        case CredentialName::Till:
            return value.size() >= 5 && std::all_of(value.begin(), value.end(), isDigit);
        case CredentialName::ConsumerKey:
        case CredentialName::ConsumerSecret:
        case CredentialName::Passkey:
        case CredentialName::Password:
        case CredentialName::SecurityCredential:
            return value.size() >= shortestToken && !value.contains(u' ') && !program && !isPlaceholder(value);
        case CredentialName::InitiatorPassword:
        case CredentialName::PhoneNumber:
        case CredentialName::CertificateFile:
            return value.size() > 3 && !isPlaceholder(value);
        default:
            return value.size() > 2 && !value.contains(u' ') && !program && !isPlaceholder(value);
        }
    }

    /// `Consumer Key`, `Short code (paybill):`, `Your passkey is`.
    static std::optional<QString> labelIn(QStringView line)
    {
        static const QRegularExpression decoration(QStringLiteral("\\([^)]*\\)|\\b(?:is|are|for\\b.*)$|[:=*-]+$"));
        QString label = withoutBlanks(line).toString();
        if (label.size() > longestLabel) {
            return {};
        }
        label = label.remove(decoration).trimmed();
        label = label.remove(decoration).trimmed();
        const bool ends = !label.isEmpty() && label.back().isLetterOrNumber();
        return !ends || credentialName(label) == CredentialName::None || label.contains(u'"') || label.contains(u'\'')
                   ? std::nullopt
                   : std::optional(label);
    }

    bool readLabel(QStringView line)
    {
        if (line.size() > longestLabelLine || line.contains(u'"') || line.contains(u'\'') || line.contains(u'{') || line.contains(u';')) {
            return false;
        }
        if (const auto label = labelIn(line)) {
            m_waiting = {credentialName(*label), *label, 0};
            return true;
        }
        static const QRegularExpression gap(QStringLiteral("\\s*[:=]\\s*|\\t+| {2,}| [-\\x{2013}\\x{2014}] | is "));
        const QString text = withoutBlanks(line).toString();
        const auto match = gap.match(text);
        if (match.hasMatch() && match.capturedStart() > 0) {
            const auto label = labelIn(QStringView(text).first(match.capturedStart()));
            const QStringView value = withoutBlanks(QStringView(text).sliced(match.capturedEnd()));
            const QStringView bare = value.startsWith(u':') ? withoutBlanks(value.sliced(1)) : value;
            if (label && !bare.isEmpty() && !isReference(bare) && !isPlaceholder(bare) && !isProgram(bare, false)) {
                emitValue(credentialName(*label), *label, bare.toString());
                return true;
            }
        }
        // `Short Code 174379`: a label of several words and one word behind it.
        const qsizetype space = text.lastIndexOf(u' ');
        if (space > 0) {
            const QStringView value = QStringView(text).sliced(space + 1);
            const auto label = labelIn(QStringView(text).first(space));
            const bool hasDigit = std::any_of(value.begin(), value.end(), [](QChar c) { return c.isDigit(); });
            if (label && hasDigit && canBe(credentialName(*label), value) && credentialName(value) == CredentialName::None) {
                emitValue(credentialName(*label), *label, value.toString());
                return true;
            }
        }
        return false;
    }

    struct Waiting
    {
        CredentialName known = CredentialName::None;
        QString name;
        int lines = 0;
    };

    PastedText m_text;
    PastedStatement m_statement;
    Waiting m_waiting;
    QStringList m_columns;
    int m_number = 0;
};

} // namespace

PastedText readPastedText(const QString &text)
{
    return PastedTextReader().read(text);
}

} // namespace daraja
