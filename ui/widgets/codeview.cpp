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
constexpr int codeLeading = 4;          ///< added to the height of a line
constexpr qsizetype chunkSize = 60'000; ///< characters put into the view at a time: about ten milliseconds

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
    m_fill.setSingleShot(true);
    m_fill.setInterval(0);
    connect(&m_fill, &QTimer::timeout, this, &CodeView::showMore);
    ground();
}

void CodeView::setCode(const QString &text, Language language)
{
    if (m_text == text && m_language == language) {
        return;
    }
    m_text = text;
    m_language = language;
    m_shown = 0;
    m_folded = false;
    m_colors = CodeColors(colorsOf(language));
    m_fill.stop();
    clear();
    showMore();
    updateGeometry();
}

void CodeView::showMore()
{
    const qsizetype all = std::min(m_text.size(), ShowLimit);
    const int firstBlock = document()->blockCount() - 1;
    QString piece;
    QList<int> foldedLines;
    int line = firstBlock;
    const qsizetype stop = std::min(all, m_shown + chunkSize);
    while (m_shown < stop) {
        // Up to the end of the line, or of what a line may hold.
        const qsizetype newLine = m_text.indexOf(u'\n', m_shown);
        const qsizetype end = newLine < 0 || newLine >= all ? all : newLine;
        if (end - m_shown > FoldLimit) {
            const qsizetype cut = m_text[m_shown + FoldLimit - 1].isHighSurrogate() ? FoldLimit - 1 : FoldLimit;
            piece += QStringView(m_text).sliced(m_shown, cut);
            piece += u'\n';
            foldedLines += line;
            m_shown += cut;
        } else {
            piece += QStringView(m_text).sliced(m_shown, end - m_shown);
            m_shown = end;
            if (end < all) {
                piece += u'\n';
                ++m_shown;
            }
        }
        ++line;
    }
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(piece);
    for (const int number : std::as_const(foldedLines)) {
        document()->findBlockByNumber(number).setUserState(foldedState);
    }
    m_folded = m_folded || !foldedLines.isEmpty();
    highlight(firstBlock);
    if (!isComplete()) {
        m_fill.start();
    } else {
        updateNotice();
    }
}

void CodeView::highlight(int fromBlock)
{
    std::vector<CodeSpan> spans;
    QTextBlock block = document()->findBlockByNumber(fromBlock);
    for (; block.isValid() && block.position() < HighlightLimit; block = block.next()) {
        if (!isComplete() && !block.next().isValid()) {
            break; // the empty end, to which the next piece will be added
        }
        const QString line = block.text();
        m_colors.line(line, block.userState() == foldedState, spans);
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

bool CodeView::isComplete() const
{
    return m_shown >= std::min(m_text.size(), ShowLimit);
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
        m_colors = CodeColors(colorsOf(m_language));
        highlight(0);
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
    auto *copied = new QMimeData;
    copied->setText(text);
    return copied;
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
