// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/style/icons.h"

#include <QWidget>

class QPushButton;

namespace daraja {

/// One way to begin: icon, title, two sentences, a button. A click anywhere on it counts.
class ChoiceCard final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChoiceCard)

public:
    ChoiceCard(Icon icon, const QString &title, const QString &text, const QString &button, QWidget *parent = nullptr);

    /// The way for whoever does not know: its button stands out.
    void setRecommended();

Q_SIGNALS:
    void chosen();

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    QPushButton *m_button;
};

} // namespace daraja
