// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/startingpoint.h"
#include "core/history/historymodel.h"
#include "ui/shell/page.h"

class QMenu;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace daraja {

class ActivityDelegate;
class ActivityDetail;
class ActivityFilters;
class ActivityTable;
class Banner;
class EmptyState;
class HistoryImport;
struct FollowUp;

/// The history: calls and callbacks of this and earlier starts on one timeline, newest first, searched and filtered, with detail.
class ActivityPage final : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActivityPage)

public:
    explicit ActivityPage(Desk &desk, QWidget *parent = nullptr);

    /// `argument`: the uid of an entry to show.
    void open(const QVariant &argument) override;
    void saveState(QSettings &group) const override;
    void restoreState(QSettings &group) override;
    bool handle(PageCommand command) override;
    void tick() override;
    [[nodiscard]] QString statusText() const override;
    [[nodiscard]] QString statusHint() const override;

private:
    void buildActions();
    void buildLayout();
    QAction *addEntryAction(const QString &words, const QKeySequence &key, void (ActivityPage::*run)());

    void look();
    void rowsChanged();
    void updateEmpty();
    void emptyPressed();
    void showHistoryState();

    [[nodiscard]] qint64 currentNumber() const;
    [[nodiscard]] QList<qint64> selectedNumbers() const;
    void showCurrent();
    void load(qint64 number);
    void updateActions();

    void runAgain();
    void togglePin();
    void writeNote();
    void removeSelected();
    void undoRemove();
    void forgetCustomer();
    void askAbout(const FollowUp &question);
    void findOutWhy(const StartingPoint &point, const Values &values);
    void resend();
    void keepNote(qint64 number, const QString &note);

    void exportEntries();
    void chooseImport();
    void importFrom(const QString &file);

    void countSoon();
    void count();

    HistoryModel *m_model;
    ActivityFilters *m_filters;
    Banner *m_historyState;
    Banner *m_undo;
    Banner *m_told; ///< what became of something, or why it cannot be done
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QPushButton *m_emptyButton;
    ActivityTable *m_table;
    QMenu *m_menu;
    ActivityDetail *m_detail;
    QSplitter *m_splitter;
    QAction *m_runAgain = nullptr;
    QAction *m_pin = nullptr;
    QAction *m_note = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_undoRemove = nullptr;
    QAction *m_forget = nullptr;
    QAction *m_importAction = nullptr;
    HistoryImport *m_import = nullptr; ///< while it runs

    quint64 m_loading = 0;   ///< ticket of the detail
    qint64 m_shown = 0;      ///< number of the entry in the detail; 0: none
    QString m_wantedUid;     ///< to be shown when it was found
    QList<qint64> m_removed; ///< that can still be brought back
    QTimer m_undoTime;
    QTimer m_slow; ///< after which it is said that reading takes its time
    QTimer m_countSoon;
    QList<quint64> m_counting;
    int m_today = 0;
    int m_waiting = 0;
    int m_unknown = 0;
    int m_found = 0;
};

} // namespace daraja
