// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/operationlist.h"

#include "ui/requests/effectlook.h"
#include "ui/style/metrics.h"
#include "ui/widgets/label.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tables.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace daraja {

namespace {

enum ItemRole { OperationRole = Qt::UserRole + 1, HeadingRole, WordsRole };

const OperationSpec *operationOf(const QListWidgetItem *item)
{
    return item ? static_cast<const OperationSpec *>(item->data(OperationRole).value<const void *>()) : nullptr;
}

/// Headings in small capitals, operations with the sign of their effect.
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
        const EffectLook look = effectLook(operation->effect);
        const double side = look.icon ? px(14) : px(6);
        const QRectF sign(row.left() + px(19) - side / 2, row.center().y() - side / 2 + 0.5, side, side);
        if (look.icon) {
            paintIcon(painter, sign, *look.icon, color(toneRole(look.tone)));
        } else {
            painter->setPen(Qt::NoPen);
            painter->setBrush(color(Role::StrongLine));
            painter->drawEllipse(sign);
        }
        painter->setFont(textFont(selected ? TextStyle::Strong : TextStyle::Body));
        painter->setPen(color(selected ? Role::Accent : Role::Text));
        const QRect text = row.adjusted(px(32), 0, -px(4), 0);
        painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, text.width()));
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
    , m_nothing(new Label({}, TextStyle::Body, Role::Dim))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, px(12), 0, px(8));
    layout->setSpacing(px(4));
    auto *filterRow = new QHBoxLayout;
    filterRow->setContentsMargins(px(12), 0, px(12), 0);
    filterRow->addWidget(m_filter);
    layout->addLayout(filterRow);
    m_nothing->setWordWrap(true);
    m_nothing->setTextFormat(Qt::PlainText);
    m_nothing->setContentsMargins(px(12), px(12), px(12), 0);
    m_nothing->hide();
    layout->addWidget(m_nothing);
    layout->addWidget(m_list, 1);

    dressList(m_list);
    m_list->setItemDelegate(new OperationDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Operations"));
    m_filter->setAccessibleName(tr("Filter operations"));
    m_filter->setToolTip(tr("Name, path, or the name of a member: PartyB"));
    m_filter->setShortcut(QKeySequence::Find);
    m_filter->installEventFilter(this);
    fill();

    connect(m_filter, &QLineEdit::textChanged, this, &OperationList::filter);
    connect(m_filter, &QLineEdit::returnPressed, this, [this] {
        if (QListWidgetItem *item = found()) {
            m_list->setCurrentItem(item);
            Q_EMIT entered();
        }
    });
    connect(m_list, &QListWidget::itemActivated, this, &OperationList::entered);
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
        const QString effect = effectLook(operation->effect).word;
        const QString summary = catalogueText(operation->summary);
        item->setData(OperationRole, QVariant::fromValue(static_cast<const void *>(operation)));
        item->setToolTip(QStringList{item->text(), summary, effect}.join(u'\n'));
        item->setData(Qt::AccessibleDescriptionRole, QString(effect + QStringLiteral(". ") + summary));
        QStringList words{item->text(), title, summary, effect};
        for (const char *text : {operation->id, operation->path, operation->otherPath}) {
            words.append(QLatin1StringView(text));
        }
        for (const FieldSpec *field : operation->fieldList()) {
            words.append(QLatin1StringView(field->name));
        }
        item->setData(WordsRole, words.join(u'\n'));
    }
}

void OperationList::filter(const QString &words)
{
    const QStringList wanted = words.simplified().split(u' ', Qt::SkipEmptyParts);
    QListWidgetItem *heading = nullptr;
    bool any = false;
    bool anywhere = false;
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *item = m_list->item(row);
        if (!operationOf(item)) {
            if (heading) {
                heading->setHidden(!any);
            }
            heading = item;
            any = false;
            continue;
        }
        const QString searched = item->data(WordsRole).toString();
        const bool fits = std::all_of(wanted.begin(), wanted.end(),
                                      [&searched](const QString &word) { return searched.contains(word, Qt::CaseInsensitive); });
        item->setHidden(!fits);
        any = any || fits;
        anywhere = anywhere || fits;
    }
    if (heading) {
        heading->setHidden(!any);
    }
    m_nothing->setText(tr("Nothing is called “%1”, and no operation has a member of that name.").arg(words.simplified()));
    m_nothing->setVisible(!anywhere);
}

QListWidgetItem *OperationList::found() const
{
    if (QListWidgetItem *current = m_list->currentItem(); current && !current->isHidden()) {
        return current;
    }
    for (int row = 0; row < m_list->count(); ++row) {
        if (QListWidgetItem *item = m_list->item(row); operationOf(item) && !item->isHidden()) {
            return item;
        }
    }
    return nullptr;
}

bool OperationList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Down) {
        if (QListWidgetItem *item = found()) {
            m_list->setCurrentItem(item);
            m_list->setFocus(Qt::TabFocusReason);
        }
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void OperationList::choose(const OperationSpec &operation)
{
    for (int row = 0; row < m_list->count(); ++row) {
        if (operationOf(m_list->item(row)) == &operation) {
            m_list->setCurrentRow(row);
            m_list->scrollToItem(m_list->item(row));
            return;
        }
    }
}

const OperationSpec *OperationList::current() const
{
    return operationOf(m_list->currentItem());
}

} // namespace daraja
