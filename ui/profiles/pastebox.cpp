// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/profiles/pastebox.h"

#include "ui/style/metrics.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QRegularExpression>

#include <algorithm>

namespace daraja {

namespace {

constexpr qsizetype longestPlainWord = 15;  ///< longer words without a name may be secrets
constexpr qsizetype longestPlainNumber = 5; ///< so may be longer ones with a digit in them

QString withoutValue(const QString &line)
{
    static const QRegularExpression named(QStringLiteral(R"(^(\s*(?:export\s+)?[A-Za-z_][A-Za-z0-9_ .-]*\s*[=:]\s*)(\S.*)$)"));
    const QRegularExpressionMatch match = named.match(line);
    if (match.hasMatch())
        return match.captured(1) + QString(8, u'•');
    // Strings of a program, but for names: `"passkey": "…"`.
    static const QRegularExpression quoted(QStringLiteral(R"((["'`])[^"'`]+\1(?!\s*(?::|=>)))"));
    QString shown = line;
    shown.replace(quoted, QStringLiteral("\\1••••••••\\1"));
    QStringList words = shown.split(u' ');
    for (QString &word : words) {
        const bool hasDigit = std::any_of(word.cbegin(), word.cend(), [](QChar c) { return c.isDigit(); });
        if (word.size() > longestPlainWord || (hasDigit && word.size() > longestPlainNumber))
            word = QString(8, u'•');
    }
    return words.join(u' ');
}

} // namespace

PasteBox::PasteBox(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setFont(textFont(TextStyle::Code));
    setTabChangesFocus(true);
    setUndoRedoEnabled(false);
    setAccessibleName(tr("Paste here"));
    setPlaceholderText(
        tr("Paste or drop here: a copy of the portal, a .env file, a piece of your program, a curl command, Postman or appsettings JSON"));
}

QString PasteBox::withoutValues(const QString &text)
{
    QStringList lines = text.split(u'\n');
    for (QString &line : lines)
        line = line.trimmed().startsWith(u'#') ? line : withoutValue(line);
    return lines.join(u'\n');
}

void PasteBox::take(const QString &text)
{
    if (text.isEmpty())
        return;
    if (!m_taken.isEmpty() && !m_taken.endsWith(u'\n'))
        m_taken += u'\n';
    m_taken += text;
    setPlainText(withoutValues(m_taken));
    moveCursor(QTextCursor::End);
    Q_EMIT takenChanged();
}

QString PasteBox::takeFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tr("%1 cannot be read: %2").arg(QFileInfo(path).fileName(), file.errorString());
    if (file.size() > LargestFile)
        return tr("%1 is too large for a list of credentials.").arg(QFileInfo(path).fileName());
    const QByteArray content = file.readAll();
    if (content.contains('\0'))
        return tr("%1 is not a text file.").arg(QFileInfo(path).fileName());
    take(QString::fromUtf8(content));
    return {};
}

void PasteBox::clearTaken()
{
    m_taken.clear();
    clear();
    Q_EMIT takenChanged();
}

void PasteBox::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste)) {
        insertFromMimeData(QGuiApplication::clipboard()->mimeData());
        event->accept();
    } else if (event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Delete) {
        clearTaken();
        event->accept();
    } else if (!event->text().isEmpty() && event->text().at(0).isPrint()) {
        event->accept(); // typing over dots would mean nothing
    } else {
        QPlainTextEdit::keyPressEvent(event);
    }
}

void PasteBox::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Paste"), this, [this] { insertFromMimeData(QGuiApplication::clipboard()->mimeData()); });
    menu->addAction(tr("Clear"), this, &PasteBox::clearTaken);
    menu->popup(event->globalPos());
}

bool PasteBox::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasText() || source->hasUrls();
}

void PasteBox::insertFromMimeData(const QMimeData *source)
{
    if (!source)
        return;
    bool anyFile = false;
    const QList<QUrl> urls = source->urls();
    for (const QUrl &url : urls) {
        if (!url.isLocalFile())
            continue;
        anyFile = true;
        const QString problem = takeFile(url.toLocalFile());
        if (!problem.isEmpty())
            Q_EMIT failed(problem);
    }
    if (!anyFile)
        take(source->text());
}

} // namespace daraja
