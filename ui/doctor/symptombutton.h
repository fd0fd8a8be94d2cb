// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QAbstractButton>

namespace daraja {

/// One complaint from which the doctor can start: what people say, and below it what will be looked at. A tile that is one button.
class SymptomButton final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SymptomButton)

public:
    SymptomButton(const QString &words, const QString &hint, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    /// Room for the words at that width, from the left padding to the arrow.
    [[nodiscard]] static int textWidth(int width);

    QString m_hint;
};

} // namespace daraja
