// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

namespace daraja {

class ElidedLabel;

/// The line at the foot of the window: what is true now at the left, a hint at the right.
class StatusLine final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatusLine)

public:
    explicit StatusLine(QWidget *parent = nullptr);

    void setText(const QString &text);
    void setHint(const QString &hint);
    [[nodiscard]] QString text() const;
    [[nodiscard]] QString hint() const;

private:
    ElidedLabel *m_text;
    ElidedLabel *m_hint;
};

} // namespace daraja
