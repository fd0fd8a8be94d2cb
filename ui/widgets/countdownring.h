// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/style/palette.h"

#include <QWidget>

#include <chrono>

namespace daraja {

/// The large countdown: a ring that empties, digits, a caption. It shows what it is told and has no clock: call setRemaining() as often as
/// you like.
///
/// It repaints only when the second shown or the end of the arc (in device pixels) has moved. Screen readers see a progress bar whose value
/// is said in words; they are told of a change only when the minute or the tone changes.
class CountdownRing final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CountdownRing)

public:
    explicit CountdownRing(QWidget *parent = nullptr);

    /// What is left of what was there. Clamped to 0 … total; a total of 0 shows the empty ring.
    void setRemaining(std::chrono::milliseconds remaining, std::chrono::milliseconds total);
    /// Words in place of the digits (`none`, `expired`) over an empty ring, until the next setRemaining().
    void setIdle(const QString &words);
    void setTone(Tone tone);
    /// Below the digits: `left of 59:59`.
    void setCaption(const QString &caption);

    [[nodiscard]] QString digits() const { return m_digits; } ///< as shown: `58:12`
    [[nodiscard]] QString caption() const { return m_caption; }
    [[nodiscard]] Tone tone() const { return m_tone; }
    /// 0 … 1: the part of the ring that is filled.
    [[nodiscard]] double fraction() const { return m_fraction; }
    /// The value as a screen reader says it: `58 minutes 12 seconds left`.
    [[nodiscard]] QString spokenValue() const;

    /// mm:ss, or h:mm:ss from one hour on; rounded up, so that 0:00 means over.
    [[nodiscard]] static QString format(std::chrono::milliseconds remaining);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int arcStep(double fraction) const;

    std::chrono::milliseconds m_remaining{0};
    QString m_digits;
    QString m_caption;
    double m_fraction = 0;
    Tone m_tone = Tone::Neutral;
    bool m_idle = true;
};

} // namespace daraja
