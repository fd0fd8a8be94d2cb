// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QPlainTextEdit>

namespace daraja {

/// Takes pasted and dropped text, and files, without ever showing a value: what stands in it is the names of what came. Not for typing.
class PasteBox final : public QPlainTextEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PasteBox)

public:
    static constexpr qint64 LargestFile = qint64{256} * 1024;

    explicit PasteBox(QWidget *parent = nullptr);

    /// Everything that came, in order, as it came.
    [[nodiscard]] QString taken() const { return m_taken; }
    void take(const QString &text);
    /// A file's content. The problem in words, or an empty text.
    QString takeFile(const QString &path);
    void clearTaken();

    /// The text with the values behind `=` and `:` as dots, and other long words too.
    [[nodiscard]] static QString withoutValues(const QString &text);

Q_SIGNALS:
    void takenChanged();
    /// A dropped file could not be read, in words.
    void failed(const QString &problem);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    [[nodiscard]] bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    QString m_taken;
};

} // namespace daraja
