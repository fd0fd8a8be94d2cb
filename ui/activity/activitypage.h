// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/activitymodel.h"
#include "ui/shell/page.h"

class QComboBox;
class QStackedWidget;
class QTableView;

namespace daraja {

class Card;
class CodeView;
class EmptyState;
class KeyValueGrid;
class Pill;
class SearchField;

/// This run's calls and callbacks on one timeline, newest first, filterable, with detail.
class ActivityPage final : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActivityPage)

public:
    explicit ActivityPage(Desk &desk, QWidget *parent = nullptr);

    /// `argument`: the id of an entry to select.
    void open(const QVariant &argument) override;
    void saveState(QSettings &group) const override;
    void restoreState(QSettings &group) override;
    bool handle(PageCommand command) override;
    [[nodiscard]] QString statusText() const override;

private:
    void select(quint64 id);
    [[nodiscard]] const ActivityEntry *selected() const;
    void showSelected();
    void updateEmpty();
    [[nodiscard]] QString report() const;

    ActivityModel *m_model;
    ActivityFilter *m_filter;
    SearchField *m_search;
    QComboBox *m_outcomes;
    QComboBox *m_tokens;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QTableView *m_table;
    Card *m_detail;
    Pill *m_state;
    KeyValueGrid *m_steps;
    CodeView *m_text;
};

} // namespace daraja
