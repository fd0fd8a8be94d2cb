// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/keyvaluegrid.h"

#include "ui/style/metrics.h"
#include "ui/widgets/label.h"

#include <QGridLayout>
#include <QHBoxLayout>

namespace daraja {

namespace {

constexpr int gridRowHeight = 28;

QString dashed(const QString &value)
{
    return value.isEmpty() ? QStringLiteral("–") : value;
}

} // namespace

KeyValueGrid::KeyValueGrid(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(px(24));
    m_grid->setVerticalSpacing(px(4));
    m_grid->setColumnStretch(1, 1);
}

int KeyValueGrid::addRow(const QString &label, const QString &value, ValueKind kind)
{
    auto *valueLabel = new Label(dashed(value), kind == ValueKind::Code ? TextStyle::Code : TextStyle::Body, Role::Text, this);
    valueLabel->setTextFormat(Qt::PlainText);
    valueLabel->setWordWrap(kind == ValueKind::Text);
    valueLabel->setElideMode(kind == ValueKind::Code ? Qt::ElideMiddle : Qt::ElideNone);
    valueLabel->setSelectable(true);
    valueLabel->setFocusPolicy(Qt::ClickFocus);
    return insert(label, valueLabel, valueLabel);
}

int KeyValueGrid::addRow(const QString &label, QWidget *value)
{
    return insert(label, value, nullptr);
}

int KeyValueGrid::insert(const QString &label, QWidget *value, Label *valueLabel)
{
    Row row;
    row.label = new Label(label, TextStyle::Body, Role::Dim, this);
    row.value = value;
    row.valueLabel = valueLabel;
    row.isCode = valueLabel && !valueLabel->wordWrap();
    row.note = new Label({}, TextStyle::Body, Role::Faint, this);
    row.note->setTextFormat(Qt::PlainText);
    row.note->setElideMode(Qt::ElideRight);
    row.note->setSelectable(true); // also stands on the same baseline then
    row.note->setFocusPolicy(Qt::NoFocus);
    row.note->hide();
    row.cell = new QWidget(this);
    auto *cell = new QHBoxLayout(row.cell);
    cell->setContentsMargins(0, 0, 0, 0);
    cell->setSpacing(px(6));
    // A text takes the room its words need, then the note follows; widgets decide for themselves.
    const bool grows = valueLabel ? valueLabel->wordWrap() : value->sizePolicy().horizontalPolicy() & QSizePolicy::ExpandFlag;
    cell->addWidget(value, grows ? 1 : 0);
    cell->addWidget(row.note, 0);
    if (!grows) {
        cell->addStretch(1);
    }
    row.buttons = new QWidget(this);
    row.buttonLayout = new QHBoxLayout(row.buttons);
    row.buttonLayout->setContentsMargins(0, 0, 0, 0);
    row.buttonLayout->setSpacing(px(4));
    row.label->setBuddy(value);

    const int place = m_gridRows++;
    m_grid->setRowMinimumHeight(place, px(gridRowHeight));
    row.label->setFixedHeight(px(gridRowHeight));
    row.label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    row.label->setContentsMargins(0, (px(gridRowHeight) - row.label->fontMetrics().height()) / 2, 0, 0);
    m_grid->addWidget(row.label, place, 0, Qt::AlignTop);
    m_grid->addWidget(row.cell, place, 1, valueLabel ? Qt::AlignTop : Qt::Alignment());
    m_grid->addWidget(row.buttons, place, 2, Qt::AlignRight | Qt::AlignTop);
    row.gridRow = place;
    m_rows.push_back(row);
    level(row);
    if (value->accessibleName().isEmpty() && !valueLabel) {
        value->setAccessibleName(label);
    }
    return count() - 1;
}

void KeyValueGrid::level(const Row &row)
{
    if (!row.valueLabel) {
        return;
    }
    const int height = px(gridRowHeight);
    const int baseline = row.label->contentsMargins().top() + row.label->fontMetrics().ascent();
    const int above = std::max(0, baseline - row.valueLabel->firstBaseline());
    const int line = row.valueLabel->wordWrap() ? px(20) : row.valueLabel->fontMetrics().height();
    row.cell->layout()->setContentsMargins(0, above, 0, std::max(0, height - above - line));
}

void KeyValueGrid::setLabel(int row, const QString &label)
{
    m_rows.at(size_t(row)).label->setText(label);
}

void KeyValueGrid::setValue(int row, const QString &value)
{
    if (Label *label = m_rows.at(size_t(row)).valueLabel; label && label->text() != dashed(value)) {
        label->setText(dashed(value));
    }
}

QString KeyValueGrid::value(int row) const
{
    const Label *label = m_rows.at(size_t(row)).valueLabel;
    return label && label->text() != dashed({}) ? label->text() : QString();
}

void KeyValueGrid::setNote(int row, const QString &note)
{
    Row &each = m_rows.at(size_t(row));
    if (each.note->text() == note) {
        return;
    }
    each.note->setText(note);
    each.note->setVisible(!note.isEmpty());
    if (each.valueLabel) {
        // With a note the value keeps to its words, so that the note stands beside them.
        each.valueLabel->setWordWrap(note.isEmpty() && !each.isCode);
        auto *cell = static_cast<QHBoxLayout *>(each.cell->layout());
        const bool grows = note.isEmpty() && !each.isCode;
        cell->setStretch(0, grows ? 1 : 0);
        cell->setStretch(1, note.isEmpty() ? 0 : 1);
        level(each);
    }
}

void KeyValueGrid::setValueRole(int row, Role role)
{
    if (Label *label = m_rows.at(size_t(row)).valueLabel) {
        label->setRole(role);
    }
}

void KeyValueGrid::addButton(int row, QWidget *button)
{
    m_rows.at(size_t(row)).buttonLayout->addWidget(button);
}

void KeyValueGrid::setRowVisible(int row, bool visible)
{
    const Row &each = m_rows.at(size_t(row));
    for (QWidget *widget : std::initializer_list<QWidget *>{each.label, each.cell, each.buttons}) {
        widget->setVisible(visible);
    }
    m_grid->setRowMinimumHeight(each.gridRow, visible ? px(gridRowHeight) : 0);
}

void KeyValueGrid::clear()
{
    for (const Row &row : m_rows) {
        for (QWidget *widget : std::initializer_list<QWidget *>{row.label, row.cell, row.buttons}) {
            widget->hide();
            widget->deleteLater(); // a button in the row may be the one that asked for this
            m_grid->removeWidget(widget);
        }
        m_grid->setRowMinimumHeight(row.gridRow, 0);
    }
    m_rows.clear();
    m_gridRows = 0;
}

int KeyValueGrid::count() const
{
    return int(m_rows.size());
}

void KeyValueGrid::setLabelWidth(int width)
{
    m_grid->setColumnMinimumWidth(0, px(width));
}

} // namespace daraja
