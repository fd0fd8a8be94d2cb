// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/style/icons.h"

#include <QAbstractButton>

namespace daraja {

/// One item of NavRail. Not for use elsewhere.
class NavItem final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NavItem)

public:
    NavItem(Icon icon, const QString &text, const QString &hint, QWidget *parent);

    void setWords(const QString &text);
    void setNote(const QString &note, Tone tone);
    void setCollapsed(bool collapsed);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    /// Up, Down, Home or End was pressed.
    void stepRequested(int key);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void describe();

    Icon m_icon;
    QString m_hint;
    QString m_note;
    Tone m_noteTone = Tone::Careful;
    bool m_collapsed = false;
};

} // namespace daraja
