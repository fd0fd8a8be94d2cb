// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/placeholderpage.h"

#include "ui/widgets/emptystate.h"

#include <QVBoxLayout>

namespace daraja {

PlaceholderPage::PlaceholderPage(Desk &desk, Icon icon, const QString &title, const QString &text, QWidget *parent)
    : Page(desk, parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(new EmptyState(icon, title, text));
}

} // namespace daraja
