// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/history/historyentry.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QActionGroup;
class QComboBox;
class QHBoxLayout;
class QMenu;
class QPushButton;
class QSettings;

namespace daraja {

class DateField;
class Label;
class SearchField;

/// What is looked for in the timeline: words, outcome, operation, dates, and behind one more button profile, environment, pins, tokens.
class ActivityFilters final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActivityFilters)

public:
    /// The clock must outlive it.
    explicit ActivityFilters(const Clock &clock, QWidget *parent = nullptr);

    /// Days are those of Nairobi.
    [[nodiscard]] HistoryQuery query() const;
    /// Whether anything but tokens is left out.
    [[nodiscard]] bool isNarrow() const;
    /// Shows everything; wanted() follows.
    void clear();
    /// Ids and names of the profiles that can be chosen.
    void setProfiles(const QList<QPair<QString, QString>> &profiles);
    /// A new day began, perhaps: `Today` is another one then.
    void tick();

    [[nodiscard]] SearchField *search() const { return m_search; }
    /// At the end of the row. Takes ownership.
    void addButton(QPushButton *button);

    void saveState(QSettings &group) const;
    void restoreState(QSettings &group);

Q_SIGNALS:
    /// Something else is looked for. While words are typed it waits for a pause.
    void wanted();
    /// Enter or Down in the search field.
    void entered();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fillOperations();
    void buildMenu();
    void buildDays();
    void changed();
    void updateMenuButton();
    /// Whether the days that were typed can be read; says what is wrong.
    void checkDays();

    const Clock &m_clock;
    SearchField *m_search;
    QComboBox *m_outcomes;
    QComboBox *m_operations;
    QComboBox *m_days;
    QPushButton *m_more;
    QMenu *m_menu;
    QMenu *m_profileMenu;
    QActionGroup *m_profiles;
    QList<QPair<QString, QString>> m_profileNames;
    QList<QAction *> m_environments;
    QAction *m_pinned;
    QAction *m_tokens;
    QHBoxLayout *m_bar;
    QWidget *m_dayRow;
    DateField *m_from;
    DateField *m_to;
    Label *m_dayProblem;
    QTimer m_pause;
    QDate m_today;
};

} // namespace daraja
