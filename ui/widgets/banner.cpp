// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/banner.h"

#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/style/shapes.h"
#include "ui/widgets/accessibility.h"
#include "ui/widgets/label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace daraja {

Banner::Banner(QWidget *parent)
    : QWidget(parent)
    , m_iconRoom(new QWidget(this))
    , m_message(new Label({}, TextStyle::Body, Role::Text, this))
    , m_action(new QPushButton(this))
    , m_close(new QPushButton(this))
{
    m_iconRoom->setFixedSize(px(metrics::IconSize), px(metrics::IconSize));
    m_message->setWordWrap(true);
    m_message->setSelectable(true);
    m_message->setFocusPolicy(Qt::ClickFocus);
    setButtonRole(m_action, ButtonRole::Plain, ButtonSize::Small);
    m_action->hide();
    setButtonRole(m_close, ButtonRole::Flat, ButtonSize::Small);
    m_close->setIcon(makeIcon(Icon::Cancel));
    m_close->hide();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(px(12), px(8), px(8), px(8));
    layout->setSpacing(px(10));
    layout->addWidget(m_iconRoom);
    layout->addWidget(m_message, 1);
    layout->addWidget(m_action);
    layout->addWidget(m_close);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(m_message, &QLabel::linkActivated, this, &Banner::linkActivated);
    connect(m_action, &QPushButton::clicked, this, &Banner::actionTriggered);
    connect(m_close, &QPushButton::clicked, this, [this] {
        hide();
        m_told = false;
        Q_EMIT closed();
    });
    dress();
    hide();
}

void Banner::tell(Tone tone, const QString &message)
{
    const bool news = !m_told || isHidden() || message != m_message->text();
    m_told = true;
    m_tone = tone;
    m_message->setText(message);
    setAccessibleName(message);
    update();
    if (parentWidget()) { // alone it would open a window
        show();
    }
    if (news) {
        announceAlert(m_message);
    }
}

void Banner::setAction(const QString &words)
{
    m_action->setText(words);
    m_action->setVisible(!words.isEmpty());
}

void Banner::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

QString Banner::message() const
{
    return m_message->text();
}

void Banner::dress()
{
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close"));
}

void Banner::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        dress();
    } else if (event->type() == QEvent::ParentChange && m_told && parentWidget()) {
        show();
    }
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintPanel(&painter, rect(), px(metrics::Radius), color(toneTintRole(m_tone)), color(Role::Line));
    paintIcon(&painter, m_iconRoom->geometry(), toneIcon(m_tone), color(toneRole(m_tone)));
}

} // namespace daraja
