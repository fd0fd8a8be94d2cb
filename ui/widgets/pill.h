// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/style/palette.h"

#include <QWidget>

class QPainter;

namespace daraja {

/// A state in words and colour: `VALID`, `CANCELLED`, `SIMULATOR`. Text is shown as given (write it in capitals).
class Pill final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Pill)

public:
    explicit Pill(const QString &text = {}, Tone tone = Tone::Neutral, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] Tone tone() const { return m_tone; }
    void setText(const QString &text);
    void setTone(Tone tone);
    void setState(const QString &text, Tone tone);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    /// For delegates: the size a text needs, and the pill painted at the left of the rectangle, centred in its height, cut where it is too
    /// long.
    [[nodiscard]] static QSize sizeFor(const QString &text);
    static void paint(QPainter *painter, const QRect &rectangle, const QString &text, Tone tone);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    Tone m_tone;
};

} // namespace daraja
