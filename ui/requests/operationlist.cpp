// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/operationlist.h"

#include "ui/style/metrics.h"
#include "ui/style/palette.h"
#include "ui/widgets/searchfield.h"

#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace daraja {

namespace {

enum ItemRole { OperationRole = Qt::UserRole + 1, HeadingRole };

const OperationSpec *operationOf(const QListWidgetItem *item)
{
    return item ? static_cast<const OperationSpec *>(item->data(OperationRole).value<const void *>()) : nullptr;
}

/// Headings in small capitals, operations with their dot.
class OperationDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect row = option.rect;
        if (index.data(HeadingRole).toBool()) {
            painter->setFont(textFont(TextStyle::Section));
            painter->setPen(color(Role::Faint));
            painter->drawText(row.adjusted(px(12), px(8), -px(8), 0), Qt::AlignLeft | Qt::AlignVCenter, index.data().toString().toUpper());
            painter->restore();
            return;
        }
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
            painter->fillRect(row, color(selected ? Role::AccentTint : Role::Hover));
        }
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(QPen(color(Role::Accent), 1.5));
            painter->drawRoundedRect(QRectF(row).adjusted(2, 2, -2, -2), px(4), px(4));
        }
        const auto *operation = static_cast<const OperationSpec *>(index.data(OperationRole).value<const void *>());
        painter->setPen(Qt::NoPen);
        painter->setBrush(color(operation->isAboutMoney() ? Role::Careful : Role::StrongLine));
        const double dot = px(7);
        painter->drawEllipse(QRectF(row.left() + px(12), row.center().y() - dot / 2 + 0.5, dot, dot));
        painter->setFont(textFont(selected ? TextStyle::Strong : TextStyle::Body));
        painter->setPen(color(selected ? Role::Accent : Role::Text));
        const QRect text = row.adjusted(px(28), 0, -px(8), 0);
        painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, text.width()));
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        return {px(120), px(index.data(HeadingRole).toBool() ? 36 : 30)};
    }
};

} // namespace

OperationList::OperationList(QWidget *parent)
    : QWidget(parent)
    , m_filter(new SearchField(tr("Filter operations")))
    , m_list(new QListWidget)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, px(12), 0, px(8));
    layout->setSpacing(px(4));
    auto *filterRow = new QHBoxLayout;
    filterRow->setContentsMargins(px(12), 0, px(12), 0);
    filterRow->addWidget(m_filter);
    layout->addLayout(filterRow);
    layout->addWidget(m_list, 1);

    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setItemDelegate(new OperationDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("Operations"));
    fill();

    connect(m_filter, &QLineEdit::textChanged, this, &OperationList::filter);
    connect(m_filter, &QLineEdit::returnPressed, this, [this] { m_list->setFocus(); });
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (const OperationSpec *operation = operationOf(item)) {
            Q_EMIT chosen(operation);
        }
    });
}

void OperationList::fill()
{
    QString group;
    for (const OperationSpec *operation : operations()) {
        const QString title = catalogueText(operation->group);
        if (title != group) {
            group = title;
            auto *heading = new QListWidgetItem(title, m_list);
            heading->setData(HeadingRole, true);
            heading->setFlags(Qt::NoItemFlags);
        }
        auto *item = new QListWidgetItem(catalogueText(operation->title), m_list);
        item->setData(OperationRole, QVariant::fromValue(static_cast<const void *>(operation)));
        const QString summary = catalogueText(operation->summary);
        item->setToolTip(operation->effect == Effect::AsksForMoney ? summary + u'\n' + tr("Asks for money.")
                         : operation->effect == Effect::MovesMoney ? summary + u'\n' + tr("Moves money.")
                                                                   : summary);
        item->setData(Qt::AccessibleDescriptionRole, item->toolTip());
    }
}

void OperationList::filter(const QString &words)
{
    QListWidgetItem *heading = nullptr;
    bool any = false;
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *item = m_list->item(row);
        const OperationSpec *operation = operationOf(item);
        if (!operation) {
            if (heading) {
                heading->setHidden(!any);
            }
            heading = item;
            any = false;
            continue;
        }
        const QString searched = item->text() + u' ' + QLatin1StringView(operation->id) + u' ' + catalogueText(operation->summary);
        const bool fits = searched.contains(words.trimmed(), Qt::CaseInsensitive);
        item->setHidden(!fits);
        any = any || fits;
    }
    if (heading) {
        heading->setHidden(!any);
    }
}

void OperationList::choose(const OperationSpec &operation)
{
    for (int row = 0; row < m_list->count(); ++row) {
        if (operationOf(m_list->item(row)) == &operation) {
            m_list->setCurrentRow(row);
            return;
        }
    }
}

const OperationSpec *OperationList::current() const
{
    return operationOf(m_list->currentItem());
}

} // namespace daraja
