// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/views/statementview.h"

#include "ui/style/metrics.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/keyvaluegrid.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/surface.h"

#include <QHBoxLayout>

namespace daraja {

namespace {

void addParty(KeyValueGrid &grid, const QString &label, const QString &party)
{
    if (!party.isEmpty()) {
        const int row = grid.addRow(label, party);
        auto *copy = new CopyButton([party] { return party; });
        copy->setWhat(label);
        grid.addButton(row, copy);
    }
}

} // namespace

Tone statusTone(const QString &transactionStatus)
{
    const QString status = transactionStatus.simplified().toLower();
    if (status == u"completed") {
        return Tone::Good;
    }
    return status == u"cancelled" || status == u"declined" || status == u"expired" ? Tone::Bad : Tone::Careful;
}

StatementView::StatementView(const Statement &statement, QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(px(metrics::Grid));
    if (!statement.amount.isEmpty() || !statement.status.isEmpty()) {
        auto *row = new QHBoxLayout;
        row->setSpacing(px(12));
        if (!statement.amount.isEmpty()) {
            auto *amount = new Label(statement.amount, TextStyle::Title);
            amount->setTextFormat(Qt::PlainText);
            amount->setSelectable(true);
            row->addWidget(amount);
        }
        if (!statement.status.isEmpty()) {
            row->addWidget(new Pill(statement.status.toUpper(), statusTone(statement.status)), 0, Qt::AlignVCenter);
        }
        row->addStretch(1);
        layout->addLayout(row);
    }
    auto *grid = new KeyValueGrid;
    addParty(*grid, tr("From"), statement.from);
    addParty(*grid, tr("To"), statement.to);
    for (const Fact &fact : statement.facts) {
        const int row = grid->addRow(fact.label, fact.value,
                                     fact.kind == Fact::Kind::Code ? KeyValueGrid::ValueKind::Code : KeyValueGrid::ValueKind::Text);
        if (!fact.copied.isEmpty()) {
            auto *copy = new CopyButton([copied = fact.copied] { return copied; });
            copy->setWhat(fact.label);
            grid->addButton(row, copy);
        }
    }
    layout->addWidget(grid);
}

} // namespace daraja
