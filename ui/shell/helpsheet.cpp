// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/helpsheet.h"

#include "ui/style/metrics.h"
#include "ui/widgets/label.h"

#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace daraja {

HelpSheet::HelpSheet(const Keys &keys, QWidget *window)
    : Overlay(window)
{
    setObjectName(QStringLiteral("helpSheet"));
    setPanelWidth(680);
    content()->addWidget(new Label(tr("Keys"), TextStyle::Verdict));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(px(metrics::Gap));
    grid->setVerticalSpacing(px(metrics::Grid));
    grid->setColumnMinimumWidth(2, px(metrics::Gap));
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(4, 1);
    const int half = int(keys.size() + 1) / 2;
    for (int i = 0; i < int(keys.size()); ++i) {
        const int column = i < half ? 0 : 3;
        grid->addWidget(new Label(keys.at(i).first, TextStyle::Code), i % half, column, Qt::AlignTop);
        auto *what = new Label(keys.at(i).second, TextStyle::Body, Role::Dim);
        what->setWordWrap(true);
        grid->addWidget(what, i % half, column + 1, Qt::AlignTop);
    }
    content()->addLayout(grid);
    auto *close = new QPushButton(tr("Close"));
    close->setObjectName(QStringLiteral("closeHelp"));
    connect(close, &QPushButton::clicked, this, &Overlay::closeOverlay);
    content()->addWidget(close, 0, Qt::AlignRight);
}

} // namespace daraja
