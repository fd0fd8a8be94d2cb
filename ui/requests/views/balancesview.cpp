// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/views/balancesview.h"

#include "core/base/money.h"
#include "ui/style/metrics.h"
#include "ui/widgets/label.h"

#include <QGridLayout>

#include <algorithm>

namespace daraja {

BalancesView::BalancesView(const QList<AccountBalance> &accounts, QWidget *parent)
    : QWidget(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(px(metrics::Gap));
    grid->setVerticalSpacing(px(metrics::Grid));
    grid->setColumnStretch(0, 1);
    const bool withCurrent =
        std::any_of(accounts.begin(), accounts.end(), [](const AccountBalance &account) { return account.current != account.available; });
    const auto add = [grid](Label *label, int row, int column) {
        grid->addWidget(label, row, column, column == 0 ? Qt::Alignment() : Qt::AlignRight);
    };
    add(new Label(tr("Account"), TextStyle::Help, Role::Faint), 0, 0);
    add(new Label(tr("Available"), TextStyle::Help, Role::Faint), 0, 1);
    if (withCurrent) {
        add(new Label(tr("Current"), TextStyle::Help, Role::Faint), 0, 2);
    }
    int row = 1;
    for (const AccountBalance &account : accounts) {
        QList<Label *> cells{new Label(account.name), new Label(formatKes(account.available), TextStyle::Strong)};
        if (withCurrent) {
            cells.append(new Label(formatKes(account.current), TextStyle::Body, Role::Dim));
        }
        cells.first()->setElideMode(Qt::ElideRight); // amounts are never cut
        for (int column = 0; column < cells.size(); ++column) {
            cells.at(column)->setTextFormat(Qt::PlainText);
            cells.at(column)->setSelectable(true);
            add(cells.at(column), row, column);
        }
        ++row;
    }
}

} // namespace daraja
