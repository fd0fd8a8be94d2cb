// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/codelayout.h"

#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>

namespace daraja {

CodeLayout::CodeLayout(QTextDocument *document, int extra)
    : QPlainTextDocumentLayout(document)
    , m_extra(extra)
{
}

QRectF CodeLayout::blockBoundingRect(const QTextBlock &block) const
{
    QRectF rectangle = QPlainTextDocumentLayout::blockBoundingRect(block); // lays the block out if need be
    if (!block.isValid() || !block.isVisible()) {
        return rectangle;
    }
    const QTextLayout *layout = block.layout();
    double y = 0;
    for (int number = 0; number < layout->lineCount(); ++number) {
        QTextLine line = layout->lineAt(number);
        line.setPosition({line.x(), y + m_extra / 2.0});
        y += line.height() + m_extra;
    }
    const double below = block.next().isValid() ? 0 : document()->documentMargin();
    rectangle.setHeight(y + below);
    return rectangle;
}

} // namespace daraja
