// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/operationspec.h"

#include <QImage>
#include <QWidget>

namespace daraja {

class Label;

/// The QR code of an answer as a picture on white, to be saved or copied. What is no picture can still be saved.
class QrView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QrView)

public:
    /// `file`: the bytes of the answer, normally PNG. `sent` are the values of the request, for the lines below the picture.
    QrView(const QByteArray &file, const Values &sent, QWidget *parent = nullptr);

    /// Null when the answer is no picture.
    [[nodiscard]] QImage picture() const { return m_picture; }
    /// Writes the bytes as they came; why it could not, in words for people, or empty.
    [[nodiscard]] QString saveTo(const QString &path);

private:
    void askWhere();

    const QByteArray m_file;
    QImage m_picture;
    QString m_suggestedName;
    Label *m_note;
};

} // namespace daraja
