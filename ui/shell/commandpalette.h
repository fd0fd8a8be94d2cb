// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/shell/overlay.h"
#include "ui/style/icons.h"

#include <QAbstractListModel>

#include <functional>

class QListView;

namespace daraja {

class SearchField;

/// One thing the palette can do.
struct Command
{
    Icon icon = Icon::ChevronRight;
    QString title;    ///< `STK push`
    QString detail;   ///< dim, at the right: `Request`, a shortcut
    QString keywords; ///< also found by these; not shown
    std::function<void()> run;
};

/// The commands that fit what is typed, best first. Each word must occur in title, detail or keywords; a title that begins with the words
/// stands before one that contains them.
class CommandModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CommandModel)

public:
    enum DataRole { IconRole = Qt::UserRole + 1, DetailRole };

    explicit CommandModel(QObject *parent = nullptr);

    void setCommands(QList<Command> commands);
    void setFilter(const QString &typed);
    /// The command of a row; it stays valid when the model changes.
    [[nodiscard]] Command command(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<Command> m_commands;
    QList<qsizetype> m_shown;
};

/// Ctrl+K: everything by its name. Type, Up and Down, Enter; Esc leaves.
class CommandPalette final : public Overlay
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CommandPalette)

public:
    explicit CommandPalette(QWidget *window);

    /// Opens with these; asked anew by the window each time.
    void openWith(QList<Command> commands);

protected:
    void prepare() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void runRow(int row);

    SearchField *m_field;
    QListView *m_list;
    CommandModel *m_model;
};

} // namespace daraja
