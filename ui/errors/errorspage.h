// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/errors/errorlistmodel.h"
#include "ui/shell/page.h"

class QComboBox;
class QListView;
class QSplitter;
class QStackedWidget;

namespace daraja {

class Card;
class EmptyState;
class ErrorDetail;
class Label;
class SearchField;

/// The error guide to look things up in: type a code or words, or paste an error as it came.
class ErrorsPage final : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ErrorsPage)

public:
    explicit ErrorsPage(Desk &desk, QWidget *parent = nullptr);

    /// `argument`: errorPageArgument(), or a text as if it were typed.
    void open(const QVariant &argument) override;
    void saveState(QSettings &group) const override;
    void restoreState(QSettings &group) override;
    [[nodiscard]] QString statusText() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildBar(class QVBoxLayout *layout);
    void buildList();
    void buildDetail();
    void find();
    void paste();
    void showEverything();
    void select(const ErrorListModel::Row &row);
    void showCurrent();
    void showUnknown();
    [[nodiscard]] Redactor redactor() const;

    SearchField *m_search;
    QComboBox *m_product;
    QComboBox *m_actor;
    Label *m_understood;
    ErrorListModel *m_model;
    QListView *m_list;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    Card *m_card;
    ErrorDetail *m_detail;
    QSplitter *m_splitter;
    ErrorSighting m_seen; ///< what the text in the search field was read as; empty while it is only searched for
    ErrorListModel::Row m_current;
};

} // namespace daraja
