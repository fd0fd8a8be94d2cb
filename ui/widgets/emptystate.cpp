// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/emptystate.h"

#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/style/shapes.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace daraja {

namespace {

constexpr int emptyIconGround = 56;
constexpr int emptyIcon = 26;
constexpr int emptyTextWidth = 440;

} // namespace

EmptyState::EmptyState(Icon icon, const QString &title, const QString &text, QWidget *parent)
    : QWidget(parent)
    , m_icon(icon)
    , m_iconRoom(new QWidget(this))
    , m_title(new Label(title, TextStyle::Verdict, Role::Text, this))
    , m_text(new Label(text, TextStyle::Body, Role::Dim, this))
    , m_actions(new QHBoxLayout)
{
    m_iconRoom->setFixedSize(px(emptyIconGround), px(emptyIconGround));
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    m_text->setMaximumWidth(px(emptyTextWidth));
    m_actions->setSpacing(px(8));

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(px(8));
    layout->addStretch(2);
    layout->addWidget(m_iconRoom, 0, Qt::AlignHCenter);
    layout->addSpacing(px(8));
    layout->addWidget(m_title);
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(m_text, 1000);
    middle->addStretch(1);
    layout->addLayout(middle);
    layout->addSpacing(px(8));
    layout->addLayout(m_actions);
    layout->addStretch(3);
    m_actions->addStretch(1);
    m_actions->addStretch(1);
}

void EmptyState::setTitle(const QString &title)
{
    m_title->setText(title);
}

void EmptyState::setText(const QString &text)
{
    m_text->setText(text);
}

QPushButton *EmptyState::addButton(const QString &words)
{
    auto *button = new QPushButton(words, this);
    const bool first = m_actions->count() == 2; // the stretches
    setButtonRole(button, first ? ButtonRole::Primary : ButtonRole::Plain);
    m_actions->insertWidget(m_actions->count() - 1, button);
    return button;
}

void EmptyState::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF ground = m_iconRoom->geometry();
    paintPanel(&painter, ground, ground.width() / 2, color(Role::AccentTint));
    const double side = px(emptyIcon);
    QRectF place(0, 0, side, side);
    place.moveCenter(ground.center());
    paintIcon(&painter, place, m_icon, color(Role::Accent));
}

} // namespace daraja
