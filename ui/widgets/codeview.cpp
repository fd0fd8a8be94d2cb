// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/codeview.h"

#include "ui/style/metrics.h"
#include "ui/widgets/codecolors.h"
#include "ui/widgets/codelayout.h"
#include "ui/widgets/jsontext.h"
#include "ui/widgets/label.h"
#include "ui/widgets/secretclipboard.h"

#include <QAbstractTextDocumentLayout>
#include <QContextMenuEvent>
#include <QLocale>
#include <QMenu>
#include <QMimeData>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocument>

namespace daraja {

namespace {

constexpr int foldedState = 1; ///< user state of a block whose line goes on in the next block
constexpr int codePadding = 10;
constexpr int codeLeading = 4; ///< added to the height of a line

CodeColors::Language colorsOf(CodeView::Language language)
{
    switch (language) {
    case CodeView::Language::Json:
        return CodeColors::Language::Json;
    case CodeView::Language::Http:
        return CodeColors::Language::Http;
    case CodeView::Language::Shell:
        return CodeColors::Language::Shell;
    case CodeView::Language::Plain:
        break;
    }
    return CodeColors::Language::Plain;
}

struct FoldedText
{
    QString text;
    QList<int> foldedLines; ///< lines that go on in the next one
};

/// Cuts lines that are too long into several.
FoldedText folded(const QString &text, qsizetype limit)
{
    FoldedText result;
    qsizetype longest = 0;
    for (qsizetype start = 0; start <= text.size() && longest <= limit;) {
        const qsizetype end = text.indexOf(u'\n', start);
        longest = std::max(longest, (end < 0 ? text.size() : end) - start);
        start = end < 0 ? text.size() + 1 : end + 1;
    }
    if (longest <= limit) {
        result.text = text;
        return result;
    }
    result.text.reserve(text.size() + text.size() / limit + 1);
    int line = 0;
    for (qsizetype start = 0; start <= text.size();) {
        const qsizetype end = text.indexOf(u'\n', start);
        const qsizetype stop = end < 0 ? text.size() : end;
        while (stop - start > limit) {
            qsizetype cut = start + limit;
            cut -= text[cut - 1].isHighSurrogate() ? 1 : 0;
            result.text += QStringView(text).sliced(start, cut - start);
            result.text += u'\n';
            result.foldedLines += line++;
            start = cut;
        }
        result.text += QStringView(text).sliced(start, stop - start);
        if (end >= 0) {
            result.text += u'\n';
            ++line;
        }
        start = end < 0 ? text.size() + 1 : end + 1;
    }
    return result;
}

QString sizeText(qsizetype characters)
{
    return QLocale().formattedDataSize(characters, 1, QLocale::DataSizeSIFormat);
}

} // namespace

CodeView::CodeView(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_notice(new Label({}, TextStyle::Help, Role::Faint, this))
{
    setReadOnly(true);
    setFont(textFont(TextStyle::Code));
    setFrameShape(QFrame::StyledPanel);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    auto *text = new QTextDocument(this);
    text->setDocumentLayout(new CodeLayout(text, px(codeLeading)));
    text->setDefaultFont(font());
    text->setUndoRedoEnabled(false);
    text->setDocumentMargin(px(codePadding));
    setDocument(text);
    m_notice->setWordWrap(true);
    m_notice->hide();
    ground();
}

void CodeView::setCode(const QString &text, Language language)
{
    if (m_text == text && m_language == language) {
        return;
    }
    m_text = text;
    m_language = language;
    const FoldedText shown = folded(text.size() > ShowLimit ? text.first(ShowLimit) : text, FoldLimit);
    m_folded = !shown.foldedLines.isEmpty();
    setPlainText(shown.text);
    for (const int line : shown.foldedLines) {
        document()->findBlockByNumber(line).setUserState(foldedState);
    }
    highlight();
    updateNotice();
    updateGeometry();
}

void CodeView::highlight()
{
    CodeColors colors(colorsOf(m_language));
    std::vector<CodeSpan> spans;
    for (QTextBlock block = document()->firstBlock(); block.isValid() && block.position() < HighlightLimit; block = block.next()) {
        const QString line = block.text();
        colors.line(line, block.userState() == foldedState, spans);
        QList<QTextLayout::FormatRange> formats;
        formats.reserve(qsizetype(spans.size()));
        for (const CodeSpan &span : spans) {
            QTextLayout::FormatRange range{span.start, span.length, {}};
            range.format.setForeground(color(span.role));
            formats += range;
        }
        block.layout()->setFormats(formats);
    }
    viewport()->update();
}

QString CodeView::notice() const
{
    return m_notice->text();
}

void CodeView::updateNotice()
{
    QStringList parts;
    if (m_text.size() > ShowLimit) {
        parts += tr("The first %1 of %2 are shown; copying everything takes the whole.").arg(sizeText(ShowLimit), sizeText(m_text.size()));
    }
    if (m_text.size() > HighlightLimit && m_language != Language::Plain) {
        parts += tr("Colours end after %1 of %2.").arg(sizeText(HighlightLimit), sizeText(m_text.size()));
    }
    if (m_folded) {
        parts += tr("Very long lines are folded.");
    }
    m_notice->setText(parts.join(u' '));
    m_notice->setVisible(!parts.isEmpty());
    placeNotice();
}

void CodeView::placeNotice()
{
    const int side = frameWidth() + px(codePadding);
    const int width = std::max(0, this->width() - 2 * side);
    const int height = m_notice->isHidden() ? 0 : m_notice->heightForWidth(width) + px(8);
    setViewportMargins(0, 0, 0, height);
    m_notice->setGeometry(side, this->height() - height - frameWidth(), width, height);
}

void CodeView::setFitLines(int minimum, int maximum)
{
    m_minimumLines = minimum;
    m_maximumLines = maximum;
    setSizePolicy(QSizePolicy::Expanding, maximum > 0 ? QSizePolicy::Fixed : QSizePolicy::Expanding);
    updateGeometry();
}

QString CodeView::pretty(const QByteArray &json)
{
    return prettyJson(json);
}

int CodeView::heightForLines(int lines) const
{
    return lines * (fontMetrics().height() + px(codeLeading)) + 2 * (frameWidth() + px(codePadding)) +
           (m_notice->isHidden() ? 0 : m_notice->height());
}

QSize CodeView::sizeHint() const
{
    if (m_maximumLines <= 0) {
        return {px(320), heightForLines(10)};
    }
    int lines = 0;
    for (QTextBlock block = document()->firstBlock(); block.isValid() && lines < m_maximumLines; block = block.next()) {
        document()->documentLayout()->blockBoundingRect(block); // lays it out at the present width
        lines += std::max(1, block.layout()->lineCount());
    }
    return {px(320), heightForLines(std::clamp(lines, m_minimumLines, m_maximumLines))};
}

QSize CodeView::minimumSizeHint() const
{
    return {px(160), m_maximumLines > 0 ? sizeHint().height() : heightForLines(3)};
}

void CodeView::copyAll()
{
    copyText(m_text);
}

void CodeView::ground()
{
    QPalette own;
    own.setColor(QPalette::Base, color(Role::CodeGround));
    own.setColor(QPalette::Text, color(Role::CodeText));
    setPalette(own);
}

void CodeView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        updateNotice();
    } else if (event->type() == QEvent::PaletteChange && m_scheme != activeScheme()) {
        m_scheme = activeScheme();
        ground();
        highlight();
    }
}

void CodeView::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeNotice();
    if (m_maximumLines > 0 && event->oldSize().width() != event->size().width()) {
        updateGeometry(); // lines wrap elsewhere
    }
}

QMimeData *CodeView::createMimeDataFromSelection() const
{
    const QTextCursor cursor = textCursor();
    QString text;
    QTextBlock block = document()->findBlock(cursor.selectionStart());
    while (block.isValid() && block.position() <= cursor.selectionEnd()) {
        const int from = std::max(0, cursor.selectionStart() - block.position());
        const int to = std::min(block.length() - 1, cursor.selectionEnd() - block.position());
        text += QStringView(block.text()).sliced(from, std::max(0, to - from));
        const bool goesOn = cursor.selectionEnd() >= block.position() + block.length();
        if (goesOn && block.userState() != foldedState) {
            text += u'\n';
        }
        block = block.next();
    }
    auto *data = new QMimeData;
    data->setText(text);
    return data;
}

void CodeView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu *menu = createStandardContextMenu(event->pos());
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSeparator();
    menu->addAction(tr("Copy everything"), this, &CodeView::copyAll)->setEnabled(!m_text.isEmpty());
    menu->popup(event->globalPos());
}

} // namespace daraja
