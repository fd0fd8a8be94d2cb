// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

class QBoxLayout;

namespace daraja {

/// What a fresh machine shows: three ways to begin.
class FirstRunView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FirstRunView)

public:
    explicit FirstRunView(QWidget *parent = nullptr);

Q_SIGNALS:
    void simulatorChosen();
    void sandboxChosen();
    void brokenChosen();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QBoxLayout *m_cards;
};

} // namespace daraja
