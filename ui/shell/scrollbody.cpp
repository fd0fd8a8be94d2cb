// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/scrollbody.h"

#include "ui/style/metrics.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace daraja {

QVBoxLayout *makeScrollBody(QWidget *page)
{
    auto *outer = new QVBoxLayout(page);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    outer->addWidget(area);
    auto *body = new QWidget;
    auto *layout = new QVBoxLayout(body);
    const int gap = px(metrics::Gap);
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(gap);
    area->setWidget(body);
    return layout;
}

} // namespace daraja
