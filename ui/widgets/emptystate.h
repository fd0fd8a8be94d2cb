// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/style/icons.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace daraja {

class Label;

/// What an empty page shows: an icon, what will be here, how to get it, and buttons that do it.
class EmptyState final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EmptyState)

public:
    EmptyState(Icon icon, const QString &title, const QString &text, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setText(const QString &text);
    /// Adds a button (the first is primary); connect its clicked(). Owned by this widget.
    QPushButton *addButton(const QString &words);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Icon m_icon;
    QWidget *m_iconRoom;
    Label *m_title;
    Label *m_text;
    QHBoxLayout *m_actions;
};

} // namespace daraja
