// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/explanationview.h"

#include "ui/errors/threelines.h"
#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/keyvaluegrid.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace daraja {

namespace {

constexpr int jsonLines = 14;

} // namespace

ExplanationView::ExplanationView(QWidget *parent)
    : QScrollArea(parent)
    , m_lines(new ThreeLines)
    , m_view(nullptr)
    , m_values(new KeyValueGrid)
    , m_json(new CodeView)
    , m_advice(new Label)
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
    connect(m_lines, &ThreeLines::everythingWanted, this, &ExplanationView::everythingWanted);
    m_json->setFitLines(1, jsonLines);
    m_times->setWordWrap(true);
    m_advice->setWordWrap(true);
    m_advice->setTextFormat(Qt::PlainText);
    m_actionRow = new QHBoxLayout(m_actions);
    m_actionRow->setContentsMargins(0, 0, 0, 0);
    m_actionRow->setSpacing(px(metrics::Grid));
    for (QWidget *part : parts()) {
        m_layout->addWidget(part);
    }
    m_layout->addStretch(1);
    setWidget(content);
    viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    clear();
}

QList<QWidget *> ExplanationView::parts() const
{
    return {m_lines, m_values, m_advice, m_actions, m_json, m_times};
}

void ExplanationView::clear()
{
    m_lines->clear();
    m_values->clear();
    if (m_view) { // its own click may have led here
        m_view->hide();
        m_view->deleteLater();
        m_view = nullptr;
    }
    while (QLayoutItem *item = m_actionRow->takeAt(0)) {
        if (QWidget *button = item->widget()) { // its own click may have led here
            button->hide();
            button->deleteLater();
        }
        delete item;
    }
    for (QWidget *part : parts()) {
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
    m_lines->setExplanation(explanation);
    m_lines->show();
}

void ExplanationView::showView(QWidget *view)
{
    m_view = view;
    m_layout->insertWidget(m_layout->indexOf(m_values), view);
}

void ExplanationView::showParameters(const CallResult &result)
{
    for (const auto &[name, value] : result.parameters) {
        const int row = m_values->addRow(name, value, KeyValueGrid::ValueKind::Code);
        if (!value.isEmpty()) {
            auto *copy = new CopyButton([value = value] { return value; });
            copy->setWhat(name);
            m_values->addButton(row, copy);
        }
    }
    m_values->setVisible(m_values->count() > 0);
}

void ExplanationView::showAdvice(const QString &text)
{
    m_advice->setText(text);
    m_advice->setVisible(!text.isEmpty());
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
