// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QPlainTextDocumentLayout>

namespace daraja {

/// The layout of a QPlainTextEdit with room between its lines. It stays as lazy as its base: lines are spread when somebody asks for their
/// block.
class CodeLayout final : public QPlainTextDocumentLayout
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CodeLayout)

public:
    /// `extra` pixels are added to each line, half above and half below.
    CodeLayout(QTextDocument *document, int extra);

    [[nodiscard]] QRectF blockBoundingRect(const QTextBlock &block) const override;

private:
    int m_extra;
};

} // namespace daraja
