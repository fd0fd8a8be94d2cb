// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/sectionheader.h"

#include "ui/widgets/label.h"

#include <QHBoxLayout>

namespace daraja {

SectionHeader::SectionHeader(const QString &text, QWidget *parent)
    : QWidget(parent)
    , m_label(new Label(text, TextStyle::Section, Role::Faint, this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, px(8), 0, px(4));
    layout->addWidget(m_label);
}

void SectionHeader::setText(const QString &text)
{
    m_label->setText(text);
}

QString SectionHeader::text() const
{
    return m_label->text();
}

} // namespace daraja
