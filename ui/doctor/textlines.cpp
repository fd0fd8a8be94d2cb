// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/doctor/textlines.h"

#include "ui/style/metrics.h"
#include "ui/widgets/label.h"

#include <QGridLayout>

namespace daraja {

TextLines::TextLines(int labelWidth, QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
    , m_labelWidth(labelWidth)
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(px(metrics::Gap));
    m_grid->setVerticalSpacing(px(metrics::Grid) / 2);
    m_grid->setColumnStretch(1, 1);
}

void TextLines::addRow(const QString &label, const QString &text, Role role)
{
    if (text.isEmpty()) {
        return;
    }
    auto *name = new Label(label, TextStyle::Body, Role::Dim, this);
    name->setTextFormat(Qt::PlainText);
    name->setWordWrap(true);
    name->setFixedWidth(px(m_labelWidth));
    auto *value = new Label(text, TextStyle::Body, role, this);
    value->setTextFormat(Qt::PlainText);
    value->setWordWrap(true);
    value->setSelectable(true);
    value->setFocusPolicy(Qt::ClickFocus);
    name->setBuddy(value);
    value->setAccessibleDescription(label);
    m_grid->addWidget(name, m_count, 0, Qt::AlignTop);
    m_grid->addWidget(value, m_count, 1, Qt::AlignTop);
    ++m_count;
}

void TextLines::clear()
{
    const QList<QWidget *> all = findChildren<QWidget *>(Qt::FindDirectChildrenOnly);
    for (QWidget *widget : all) {
        widget->hide();
        m_grid->removeWidget(widget);
        widget->deleteLater();
    }
    m_count = 0;
}

} // namespace daraja
