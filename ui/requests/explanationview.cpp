// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/explanationview.h"

#include "core/base/money.h"
#include "core/callbacks/accountbalance.h"
#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/keyvaluegrid.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace daraja {

namespace {

constexpr int jsonLines = 14;

/// Accounts, one a row: name and available balance, and the current one where it is another.
QWidget *accountTable(const QList<AccountBalance> &accounts)
{
    auto *table = new QWidget;
    auto *grid = new QGridLayout(table);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(px(metrics::Gap));
    grid->setVerticalSpacing(px(metrics::Grid));
    grid->setColumnStretch(0, 1);
    const bool withCurrent =
        std::any_of(accounts.begin(), accounts.end(), [](const AccountBalance &account) { return account.current != account.available; });
    const auto add = [grid](Label *label, int row, int column) {
        grid->addWidget(label, row, column, column == 0 ? Qt::Alignment() : Qt::AlignRight);
    };
    add(new Label(ExplanationView::tr("Account"), TextStyle::Help, Role::Faint), 0, 0);
    add(new Label(ExplanationView::tr("Available"), TextStyle::Help, Role::Faint), 0, 1);
    if (withCurrent) {
        add(new Label(ExplanationView::tr("Current"), TextStyle::Help, Role::Faint), 0, 2);
    }
    int row = 1;
    for (const AccountBalance &account : accounts) {
        QList<Label *> cells{new Label(account.name), new Label(formatKes(account.available), TextStyle::Strong)};
        if (withCurrent) {
            cells.append(new Label(formatKes(account.current), TextStyle::Body, Role::Dim));
        }
        cells.first()->setElideMode(Qt::ElideRight); // amounts are never cut
        for (int column = 0; column < cells.size(); ++column) {
            cells.at(column)->setSelectable(true);
            add(cells.at(column), row, column);
        }
        ++row;
    }
    return table;
}

} // namespace

ExplanationView::ExplanationView(QWidget *parent)
    : QScrollArea(parent)
    , m_lines(new KeyValueGrid)
    , m_table(nullptr)
    , m_values(new KeyValueGrid)
    , m_json(new CodeView)
    , m_actions(new QWidget)
    , m_times(new Label({}, TextStyle::Body, Role::Faint))
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *content = new QWidget;
    m_layout = new QVBoxLayout(content);
    m_layout->setContentsMargins(px(metrics::Gap), px(metrics::Gap), px(metrics::Gap), px(metrics::Gap));
    m_layout->setSpacing(px(metrics::Gap));
    m_lines->setLabelWidth(98);
    m_json->setFitLines(1, jsonLines);
    m_times->setWordWrap(true);
    m_actionRow = new QHBoxLayout(m_actions);
    m_actionRow->setContentsMargins(0, 0, 0, 0);
    m_actionRow->setSpacing(px(metrics::Grid));
    for (QWidget *part : {static_cast<QWidget *>(m_lines), static_cast<QWidget *>(m_values), static_cast<QWidget *>(m_json), m_actions,
                          static_cast<QWidget *>(m_times)}) {
        m_layout->addWidget(part);
    }
    m_layout->addStretch(1);
    setWidget(content);
    viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    clear();
}

void ExplanationView::clear()
{
    m_lines->clear();
    m_values->clear();
    delete m_table;
    m_table = nullptr;
    while (QLayoutItem *item = m_actionRow->takeAt(0)) {
        if (QWidget *button = item->widget()) { // its own click may have led here
            button->hide();
            button->deleteLater();
        }
        delete item;
    }
    for (QWidget *part : {static_cast<QWidget *>(m_lines), static_cast<QWidget *>(m_values), static_cast<QWidget *>(m_json), m_actions,
                          static_cast<QWidget *>(m_times)}) {
        part->hide();
    }
}

void ExplanationView::showWaiting(const QString &text)
{
    m_times->setText(text);
    m_times->show();
}

void ExplanationView::showExplanation(const Explanation &explanation)
{
    m_lines->addRow(tr("Safaricom said"), explanation.said);
    if (!explanation.means.isEmpty()) {
        m_lines->addRow(tr("It means"), explanation.means);
    }
    QStringList steps;
    for (const QString &step : explanation.steps) {
        steps.append(explanation.steps.size() == 1 ? step : tr("%1. %2").arg(steps.size() + 1).arg(step));
    }
    if (!steps.isEmpty()) {
        m_lines->addRow(tr("Do this"), steps.join(u'\n'));
    }
    if (explanation.retry == Explanation::Retry::LookFirst) {
        m_lines->addRow(tr("Send again?"), tr("Not before you have looked: it may have happened."));
    }
    m_lines->show();
}

void ExplanationView::showResult(const CallResult &result)
{
    for (const auto &[name, value] : result.parameters) {
        if (name == QLatin1StringView("AccountBalance") && !m_table) {
            m_table = accountTable(parseAccountBalance(value));
            m_layout->insertWidget(m_layout->indexOf(m_values), m_table);
            continue;
        }
        const int row = m_values->addRow(name, value, KeyValueGrid::ValueKind::Code);
        if (!value.isEmpty()) {
            auto *copy = new CopyButton([value = value] { return value; });
            copy->setWhat(name);
            m_values->addButton(row, copy);
        }
    }
    m_values->setVisible(m_values->count() > 0);
}

void ExplanationView::showJson(const QByteArray &json)
{
    m_json->setCode(CodeView::pretty(json), CodeView::Language::Json);
    m_json->setVisible(!json.isEmpty());
}

QPushButton *ExplanationView::addAction(const QString &words)
{
    auto *button = new QPushButton(words);
    setButtonRole(button, ButtonRole::Plain, ButtonSize::Small);
    if (m_actionRow->count() > 0) {
        delete m_actionRow->takeAt(m_actionRow->count() - 1); // the stretch
    }
    m_actionRow->addWidget(button);
    m_actionRow->addStretch(1);
    m_actions->show();
    return button;
}

void ExplanationView::showTimes(const QString &text)
{
    m_times->setText(text);
    m_times->setVisible(!text.isEmpty());
}

} // namespace daraja
