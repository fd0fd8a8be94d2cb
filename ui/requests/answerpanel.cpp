// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/answerpanel.h"

#include "core/base/money.h"
#include "core/base/msisdn.h"
#include "core/base/nairobitime.h"
#include "ui/requests/explanationview.h"
#include "ui/requests/timingview.h"
#include "ui/shell/exchangetext.h"
#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/verdictheader.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>

namespace daraja {

namespace {

QString seconds(std::chrono::milliseconds duration)
{
    const qint64 count = duration.count();
    return count < 10'000 ? AnswerPanel::tr("%1 s").arg(static_cast<double>(count) / 1000.0, 0, 'f', 1)
                          : AnswerPanel::tr("%1 s").arg(count / 1000);
}

/// A code view with its copy button in the corner.
QWidget *withCopy(CodeView *view, const QString &what)
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(px(metrics::Gap), px(metrics::Grid), px(metrics::Gap), px(metrics::Gap));
    layout->setSpacing(px(metrics::Grid));
    auto *copy = new CopyButton(AnswerPanel::tr("Copy"), [view] { return view->fullText(); });
    copy->setWhat(what);
    layout->addWidget(copy, 0, Qt::AlignRight);
    layout->addWidget(view, 1);
    return page;
}

struct Headline
{
    Tone tone;
    QString text;
    QString sentence;
};

Headline headlineFor(const ApiCall &call, const ApiResponse &response, const Explanation &explanation)
{
    const Values &sent = call.request().values;
    const QString amount = sent.contains(QStringLiteral("Amount")) ? formatKes(sent.value(QStringLiteral("Amount"))) : QString();
    const QString payer = displayMsisdn(sent.value(QStringLiteral("PhoneNumber")));
    switch (response.outcome) {
    case CallOutcome::Paid: {
        const QString receipt = response.result && !response.result->transactionId.isEmpty()
                                    ? AnswerPanel::tr(" Receipt %1.").arg(response.result->transactionId)
                                    : QString();
        return {Tone::Good, AnswerPanel::tr("Paid"),
                amount.isEmpty() ? AnswerPanel::tr("The customer paid.") + receipt
                                 : AnswerPanel::tr("%1 from %2.").arg(amount, payer) + receipt};
    }
    case CallOutcome::Done:
        return {Tone::Good, AnswerPanel::tr("Done"),
                explanation.known ? explanation.means : AnswerPanel::tr("Daraja did what it was asked.")};
    case CallOutcome::Refused:
        return {Tone::Bad, explanation.title.isEmpty() ? AnswerPanel::tr("Refused") : explanation.title,
                AnswerPanel::tr("Daraja accepted the request; the answer came %1 later. No money moved.").arg(seconds(call.elapsed()))};
    case CallOutcome::Pending:
        return {Tone::Careful, AnswerPanel::tr("Accepted, no result yet"),
                AnswerPanel::tr("Nobody knows yet how it ends. Ask again before anything is sent twice.")};
    case CallOutcome::Unknown:
        break;
    }
    return {Tone::Careful, AnswerPanel::tr("Outcome unknown"),
            AnswerPanel::tr("It may have happened. Look before anything is sent again.")};
}

} // namespace

AnswerPanel::AnswerPanel(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState(Icon::Requests, tr("The answer appears here"), {}))
    , m_verdict(new VerdictHeader)
    , m_cancel(new QPushButton(tr("Cancel")))
    , m_tabs(new QTabBar)
    , m_pages(new QStackedWidget)
    , m_explanation(new ExplanationView)
    , m_response(new CodeView)
    , m_request(new CodeView)
    , m_timing(new TimingView)
    , m_curlView(new CodeView)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
    m_stack->addWidget(m_empty);

    auto *answer = new QWidget;
    auto *layout = new QVBoxLayout(answer);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *verdictRow = new QVBoxLayout;
    verdictRow->setContentsMargins(px(metrics::Gap), px(12), px(metrics::Gap), px(12));
    verdictRow->addWidget(m_verdict);
    layout->addLayout(verdictRow);
    layout->addWidget(Surface::line(Qt::Horizontal));
    auto *tabRow = new QHBoxLayout;
    tabRow->setContentsMargins(px(metrics::Grid), 0, px(metrics::Grid), 0);
    tabRow->addWidget(m_tabs);
    layout->addLayout(tabRow);
    layout->addWidget(Surface::line(Qt::Horizontal));
    layout->addWidget(m_pages, 1);
    m_stack->addWidget(answer);

    setButtonRole(m_cancel, ButtonRole::Plain, ButtonSize::Small);
    m_verdict->addWidget(m_cancel);
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setAccessibleName(tr("Views of the answer"));
    const auto addPage = [this](const QString &title, QWidget *page) {
        m_tabs->addTab(title);
        m_pages->addWidget(page);
    };
    addPage(tr("Explanation"), m_explanation);
    addPage(tr("Response"), withCopy(m_response, tr("response")));
    addPage(tr("Request"), withCopy(m_request, tr("request")));
    addPage(tr("Timing"), m_timing);
    addPage(tr("curl"), withCopy(m_curlView, tr("curl command")));

    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_call) {
            m_call->abort();
        }
    });
}

void AnswerPanel::showNothing(const QString &hint)
{
    m_call = nullptr;
    m_empty->setText(hint);
    m_stack->setCurrentIndex(0);
}

ApiCall *AnswerPanel::running() const
{
    return m_call && m_call->stage() != ApiCall::Stage::Done ? m_call.data() : nullptr;
}

void AnswerPanel::follow(ApiCall *call, const QString &curl)
{
    if (m_call) {
        m_call->disconnect(this);
    }
    m_call = call;
    m_curl = curl;
    m_title = catalogueText(call->operation().title);
    m_conversation.clear();
    m_curlView->setCode(curl, CodeView::Language::Shell);
    m_explanation->clear();
    m_response->setCode({}, CodeView::Language::Http);
    m_request->setCode({}, CodeView::Language::Http);
    m_timing->setExchanges({});
    m_stack->setCurrentIndex(1);
    showRunning();

    connect(call, &ApiCall::stageChanged, this, &AnswerPanel::showRunning);
    connect(call, &ApiCall::acknowledged, this, [this](const ApiResponse &soFar) {
        m_conversation = soFar.conversation;
        showExchanges(m_call->exchanges(), {});
        m_explanation->clear();
        m_explanation->showJson(soFar.exchange.responseBody);
        m_explanation->showWaiting(
            tr("Accepted at %1. An acknowledgement only says that the request is queued: the result follows.")
                .arg(nairobiClock(soFar.exchange.startedAt.addMSecs(std::max<qint64>(0, soFar.exchange.timings.done)))));
    });
    connect(call, &ApiCall::succeeded, this, &AnswerPanel::showResponse);
    connect(call, &ApiCall::failed, this, &AnswerPanel::showError);
    connect(call, &ApiCall::finished, this, &AnswerPanel::finished);
}

void AnswerPanel::tick()
{
    refreshSentence();
}

void AnswerPanel::refreshSentence()
{
    if (const ApiCall *call = running()) {
        m_verdict->setVerdict(Tone::Accent, Icon::Clock, call->stageText(), tr("%1, %2").arg(m_title, seconds(call->elapsed())));
    }
}

void AnswerPanel::showRunning()
{
    m_cancel->setVisible(running() != nullptr);
    refreshSentence();
}

void AnswerPanel::showExchanges(const QList<HttpExchange> &exchanges, const QByteArray &callback)
{
    m_timing->setExchanges(exchanges);
    if (exchanges.isEmpty()) {
        return;
    }
    m_request->setCode(requestText(exchanges.last()), CodeView::Language::Http);
    QString answer = responseText(exchanges.last());
    if (!callback.isEmpty()) {
        answer += QStringLiteral("\n\n") + CodeView::pretty(callback);
    }
    m_response->setCode(answer, CodeView::Language::Http);
}

void AnswerPanel::showResponse(const ApiResponse &response)
{
    m_cancel->hide();
    const QString operation = QLatin1StringView(m_call->operation().id);
    const Explanation explanation =
        response.result ? ErrorGuide::instance().explainResult(response.result->code, response.result->description, operation)
                        : Explanation{};
    const Headline headline = headlineFor(*m_call, response, explanation);
    m_verdict->setVerdict(headline.tone, headline.text, headline.sentence);
    m_conversation = response.conversation;
    const bool byCallback = response.result && response.result->from == CallResult::From::Callback;
    showExchanges(m_call->exchanges(), byCallback ? response.result->raw : QByteArray());

    m_explanation->clear();
    if (response.result && response.outcome != CallOutcome::Paid && response.outcome != CallOutcome::Done) {
        m_explanation->showExplanation(explanation);
    }
    if (response.result) {
        m_explanation->showResult(*response.result);
    }
    m_explanation->showJson(response.result ? response.result->raw : response.exchange.responseBody);
    const bool repeatable =
        m_call->operation().readsOnly() || (response.outcome == CallOutcome::Refused && explanation.retry != Explanation::Retry::LookFirst);
    if (repeatable) {
        connect(m_explanation->addAction(tr("Send again")), &QPushButton::clicked, this, &AnswerPanel::sendAgainRequested);
    }
    if (m_call->operation().delivery == Delivery::StkCallback && !m_conversation.isEmpty()) {
        connect(m_explanation->addAction(tr("Query status")), &QPushButton::clicked, this,
                [this] { Q_EMIT queryRequested(m_conversation); });
    }
    QStringList times;
    const HttpExchange &exchange = response.exchange;
    times.append(tr("%1 answered in %2 ms").arg(nairobiClock(exchange.startedAt)).arg(exchange.timings.done));
    if (response.result && response.result->from != CallResult::From::Answer) {
        times.append(byCallback ? tr("%1 result by callback").arg(nairobiClock(response.result->at))
                                : tr("%1 result by STK query").arg(nairobiClock(response.result->at)));
    }
    m_explanation->showTimes(times.join(QStringLiteral(" · ")));
}

void AnswerPanel::showError(const MpesaError &error)
{
    m_cancel->hide();
    const QString operation = QLatin1StringView(m_call->operation().id);
    const Explanation explanation = ErrorGuide::instance().explain(error, operation);
    const bool unknown = error.origin == MpesaError::Origin::UnknownOutcome;
    const bool aborted = error.origin == MpesaError::Origin::Aborted;
    m_verdict->setVerdict(unknown || aborted ? Tone::Careful : Tone::Bad,
                          explanation.title.isEmpty() ? tr("Not accepted") : explanation.title,
                          unknown ? tr("It may have happened. Look before anything is sent again.")
                                  : tr("Nothing moved. %1").arg(explanation.known ? QString() : error.message).trimmed());
    showExchanges(m_call->exchanges(), {});
    m_explanation->clear();
    Explanation shown = explanation;
    if (shown.said.isEmpty()) {
        shown.said = error.message;
    }
    m_explanation->showExplanation(shown);
    m_explanation->showJson(error.body.startsWith('{') ? error.body : QByteArray());
    if (!unknown) {
        connect(m_explanation->addAction(tr("Send again")), &QPushButton::clicked, this, &AnswerPanel::sendAgainRequested);
    }
    m_explanation->showTimes(error.requestId.isEmpty() ? QString() : tr("Request id for Safaricom's support: %1").arg(error.requestId));
}

} // namespace daraja
