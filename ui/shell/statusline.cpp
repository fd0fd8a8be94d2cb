// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/statusline.h"

#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/surface.h"

#include <QHBoxLayout>

namespace daraja {

StatusLine::StatusLine(QWidget *parent)
    : QWidget(parent)
    , m_text(new ElidedLabel({}, TextStyle::Small, Role::Dim))
    , m_hint(new ElidedLabel({}, TextStyle::Small, Role::Dim))
{
    setFixedHeight(px(metrics::StatusBar));
    auto *outer = new QHBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *ground = new Surface(Role::Panel, Qt::TopEdge);
    outer->addWidget(ground);
    auto *layout = new QHBoxLayout(ground);
    layout->setContentsMargins(px(metrics::Gap), 0, px(metrics::Gap), 0);
    layout->setSpacing(px(metrics::Gap));
    layout->addWidget(m_text, 1);
    layout->addWidget(m_hint);
    m_text->setObjectName(QStringLiteral("statusText"));
    m_hint->setObjectName(QStringLiteral("statusHint"));
    m_hint->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
}

void StatusLine::setText(const QString &text)
{
    if (text != m_text->text())
        m_text->setText(text);
}

void StatusLine::setHint(const QString &hint)
{
    if (hint != m_hint->text())
        m_hint->setText(hint);
}

QString StatusLine::text() const
{
    return m_text->text();
}

QString StatusLine::hint() const
{
    return m_hint->text();
}

} // namespace daraja
