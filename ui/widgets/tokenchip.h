// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/style/palette.h"

#include <QAbstractButton>

#include <chrono>

namespace daraja {

/// The countdown in the top bar: a small ring and mm:ss in a rounded button. Same rules as CountdownRing: no clock, repaints only on a
/// visible change.
class TokenChip final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TokenChip)

public:
    explicit TokenChip(QWidget *parent = nullptr);

    void setRemaining(std::chrono::milliseconds remaining, std::chrono::milliseconds total);
    /// Words in place of the digits: `No token`, `Expired`, `Fetching…`.
    void setIdle(const QString &words);
    void setTone(Tone tone);

    [[nodiscard]] QString shownText() const { return m_shown; }
    [[nodiscard]] Tone tone() const { return m_tone; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void present(const QString &text, double fraction);

    QString m_shown;
    double m_fraction = 0;
    bool m_idle = true;
    Tone m_tone = Tone::Neutral;
};

} // namespace daraja
