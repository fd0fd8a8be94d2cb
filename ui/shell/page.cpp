// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/page.h"

namespace daraja {

Page::Page(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
{
}

Page::~Page() = default;

void Page::open(const QVariant & /*argument*/) {}

void Page::leave()
{
    saveNow();
}

void Page::saveState(QSettings & /*group*/) const {}

void Page::restoreState(QSettings & /*group*/) {}

bool Page::handle(PageCommand /*command*/)
{
    return false;
}

void Page::tick() {}

QString Page::statusText() const
{
    return {};
}

QString Page::statusHint() const
{
    return {};
}

void Page::setStateGroup(const QString &group)
{
    m_stateGroup = group;
}

void Page::saveNow() const
{
    if (m_stateGroup.isEmpty())
        return;
    QSettings &settings = m_desk.settings();
    settings.beginGroup(m_stateGroup);
    saveState(settings);
    settings.endGroup();
}

} // namespace daraja
