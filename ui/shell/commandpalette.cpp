// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/commandpalette.h"

#include "ui/style/metrics.h"
#include "ui/style/palette.h"
#include "ui/widgets/searchfield.h"

#include <QApplication>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QVBoxLayout>

namespace daraja {

namespace {

constexpr int commandRowHeight = 36;
constexpr int commandRowsShown = 9;

class CommandDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        if (selected)
            painter->fillRect(option.rect, color(Role::AccentTint));
        QRect room = option.rect.adjusted(px(12), 0, -px(12), 0);
        const int icon = px(metrics::IconSize);
        paintIcon(painter, QRectF(room.left(), room.center().y() - icon / 2.0 + 0.5, icon, icon),
                  Icon(index.data(CommandModel::IconRole).toInt()), color(selected ? Role::Accent : Role::Dim));
        room.setLeft(room.left() + icon + px(12));
        const QString detail = index.data(CommandModel::DetailRole).toString();
        painter->setFont(textFont(TextStyle::Small));
        const int detailWidth = std::min(painter->fontMetrics().horizontalAdvance(detail) + 1, room.width() / 2);
        painter->setPen(color(Role::Dim));
        painter->drawText(room, Qt::AlignVCenter | Qt::AlignRight, painter->fontMetrics().elidedText(detail, Qt::ElideRight, detailWidth));
        room.setRight(room.right() - detailWidth - px(12));
        painter->setFont(textFont(TextStyle::Body));
        painter->setPen(color(Role::Text));
        painter->drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                          painter->fontMetrics().elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, room.width()));
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem & /*option*/, const QModelIndex & /*index*/) const override
    {
        return {px(200), px(commandRowHeight)};
    }
};

/// 0: does not fit; the larger the better.
int commandFit(const Command &command, const QStringList &words)
{
    const QString title = command.title;
    const QString whole = title + u' ' + command.detail + u' ' + command.keywords;
    for (const QString &word : words) {
        if (!whole.contains(word, Qt::CaseInsensitive))
            return 0;
    }
    if (words.isEmpty())
        return 1;
    if (title.startsWith(words.constFirst(), Qt::CaseInsensitive))
        return 4;
    if (title.contains(u' ' + words.constFirst(), Qt::CaseInsensitive))
        return 3;
    return title.contains(words.constFirst(), Qt::CaseInsensitive) ? 2 : 1;
}

} // namespace

CommandModel::CommandModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void CommandModel::setCommands(QList<Command> commands)
{
    beginResetModel();
    m_commands = std::move(commands);
    m_shown.clear();
    for (qsizetype i = 0; i < m_commands.size(); ++i)
        m_shown.append(i);
    endResetModel();
}

void CommandModel::setFilter(const QString &typed)
{
    const QStringList words = typed.split(u' ', Qt::SkipEmptyParts);
    beginResetModel();
    m_shown.clear();
    for (int fit = 4; fit >= 1; --fit) {
        for (qsizetype i = 0; i < m_commands.size(); ++i) {
            if (commandFit(m_commands.at(i), words) == fit)
                m_shown.append(i);
        }
    }
    endResetModel();
}

Command CommandModel::command(int row) const
{
    return row >= 0 && row < m_shown.size() ? m_commands.at(m_shown.at(row)) : Command();
}

int CommandModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

QVariant CommandModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Command &shown = m_commands.at(m_shown.at(index.row()));
    switch (role) {
    case Qt::DisplayRole:
        return shown.title;
    case Qt::AccessibleTextRole:
        return shown.detail.isEmpty() ? shown.title : shown.title + QStringLiteral(", ") + shown.detail;
    case IconRole:
        return int(shown.icon);
    case DetailRole:
        return shown.detail;
    default:
        return {};
    }
}

CommandPalette::CommandPalette(QWidget *window)
    : Overlay(window)
    , m_field(new SearchField(tr("Page, request, profile or action")))
    , m_list(new QListView)
    , m_model(new CommandModel(this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setPanelWidth(560);
    content()->setSpacing(px(metrics::Grid));
    content()->addWidget(m_field);
    content()->addWidget(m_list);
    m_field->setObjectName(QStringLiteral("commandField"));
    m_field->setAccessibleName(tr("Find a command"));
    m_field->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("commandList"));
    m_list->setAccessibleName(tr("Commands"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setModel(m_model);
    m_list->setFixedHeight(px(commandRowHeight) * commandRowsShown);
    m_list->setMouseTracking(true);
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString &typed) {
        m_model->setFilter(typed);
        m_list->setCurrentIndex(m_model->index(0));
    });
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) { runRow(index.row()); });
    connect(m_list, &QListView::entered, m_list, &QListView::setCurrentIndex);
}

void CommandPalette::openWith(QList<Command> commands)
{
    m_field->clear();
    m_model->setCommands(std::move(commands));
    openOver();
}

void CommandPalette::prepare()
{
    m_list->setCurrentIndex(m_model->index(0));
    m_list->scrollToTop();
    m_field->setFocus();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            QCoreApplication::sendEvent(m_list, event);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            runRow(m_list->currentIndex().row());
            return true;
        case Qt::Key_Escape:
            closeOverlay();
            return true;
        default:
            break;
        }
    }
    return Overlay::eventFilter(watched, event);
}

void CommandPalette::runRow(int row)
{
    const Command chosen = m_model->command(row);
    if (!chosen.run)
        return;
    closeOverlay();
    chosen.run();
}

} // namespace daraja
