// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

#include <functional>

namespace daraja {

/// A secret on the screen: dots, until setRevealed(true). Fixed width type.
///
/// It does not keep the secret: the source is asked each time it is revealed. While hidden neither the accessible tree nor the tool tip
/// knows it, and the number of dots does not tell its length.
class MaskedLabel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MaskedLabel)

public:
    /// Answers with the secret; called only while it is being revealed.
    using Source = std::function<QString()>;

    explicit MaskedLabel(QWidget *parent = nullptr);

    /// What is shown while hidden: see masked(). Empty shows a dash and disables revealing.
    void setMask(const QString &mask);
    [[nodiscard]] QString mask() const { return m_mask; }
    void setSource(Source source);

    [[nodiscard]] bool isRevealed() const { return m_revealed; }
    /// Also hides again by itself when the widget is hidden or its window is no longer active.
    void setRevealed(bool revealed);

    /// The text now on screen (the secret while revealed).
    [[nodiscard]] QString shownText() const;

    /// `c9SQ •••••••••• bF`: keeps some characters at both ends when the secret is at least four times as long as what is kept, else dots
    /// alone.
    [[nodiscard]] static QString masked(const QString &secret, int head = 0, int tail = 0);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// Not emitted when the state stays.
    void revealedChanged(bool revealed);

protected:
    void paintEvent(QPaintEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool event(QEvent *event) override;

private:
    QString m_mask;
    Source m_source;
    QString m_shown; ///< the secret, only while revealed
    bool m_revealed = false;
};

} // namespace daraja
