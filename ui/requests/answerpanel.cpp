// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/answerpanel.h"

#include "core/base/nairobitime.h"
#include "ui/requests/explanationview.h"
#include "ui/requests/headline.h"
#include "ui/requests/timingview.h"
#include "ui/requests/views/answerview.h"
#include "ui/shell/exchangetext.h"
#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/verdictheader.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>

namespace daraja {

namespace {

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

/// What the button says that asks by such a query.
QString askWords(const FollowUp &question)
{
    return question.operationId == u"stk_query" ? AnswerPanel::tr("Ask with STK query") : AnswerPanel::tr("Ask for transaction status");
}

} // namespace

AnswerPanel::AnswerPanel(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState(Icon::Requests, tr("The answer appears here"), {}))
    , m_caption(new Label({}, TextStyle::Help, Role::Faint))
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
    verdictRow->setSpacing(px(4));
    verdictRow->addWidget(m_caption);
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

    connect(m_explanation, &ExplanationView::everythingWanted, this, &AnswerPanel::everythingWanted);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_call) {
            m_call->abort();
        }
    });
}

void AnswerPanel::showNothing(const QString &hint)
{
    if (m_call) {
        m_call->disconnect(this);
    }
    m_call = nullptr;
    m_curl.clear();
    m_mayRepeat = false;
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
    m_caption->setText(tr("%1 · %2").arg(m_title, nairobiClock(call->startedAt())));
    m_mayRepeat = false;
    m_curlView->setCode(curl, CodeView::Language::Shell);
    m_explanation->clear();
    m_response->setCode({}, CodeView::Language::Http);
    m_request->setCode({}, CodeView::Language::Http);
    m_timing->setExchanges({});
    m_stack->setCurrentIndex(1);
    showRunning();

    connect(call, &ApiCall::stageChanged, this, &AnswerPanel::showRunning);
    connect(call, &ApiCall::acknowledged, this, [this](const ApiResponse &soFar) {
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
        m_verdict->setVerdict(Tone::Accent, Icon::Clock, call->stageText(), secondsText(call->elapsed()));
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

void AnswerPanel::addRepeat()
{
    m_mayRepeat = true;
    connect(m_explanation->addAction(tr("Send again")), &QPushButton::clicked, this, &AnswerPanel::sendAgainRequested);
}

void AnswerPanel::addFindOutWhy(const std::optional<StartingPoint> &point)
{
    if (!point) {
        return;
    }
    QPushButton *button = m_explanation->addAction(tr("Find out why"));
    button->setObjectName(QStringLiteral("findOutWhy"));
    button->setToolTip(tr("The doctor looks for the value that is wrong. It sends no prompt and moves no money."));
    connect(button, &QPushButton::clicked, this,
            [this, point = *point, values = m_call->request().values] { Q_EMIT findOutWhyRequested(point, values); });
}

void AnswerPanel::addFollowUp(bool isNeeded)
{
    const std::optional<FollowUp> question = followUp(sentCall(*m_call));
    if (!question) {
        if (isNeeded) {
            m_explanation->showAdvice(
                tr("Daraja cannot be asked about this one. Look at the statement in Safaricom's portal before anything "
                   "is sent again."));
        }
        return;
    }
    if (isNeeded) {
        m_explanation->showAdvice(question->tellsOutcome
                                      ? tr("Ask what became of it. Sending it again could move the money twice.")
                                      : tr("Daraja can only be asked about the original transaction: judge by its state whether this one "
                                           "happened."));
    }
    QPushButton *button = m_explanation->addAction(isNeeded ? askWords(*question) : tr("Query status"));
    connect(button, &QPushButton::clicked, this,
            [this, question = *question] { Q_EMIT followUpRequested(question.operationId, question.values); });
}

void AnswerPanel::showResponse(const ApiResponse &response)
{
    m_cancel->hide();
    const OperationSpec &operation = m_call->operation();
    const Explanation explanation =
        response.result
            ? ErrorGuide::instance().explainResult(response.result->code, response.result->description, QString::fromLatin1(operation.id))
            : Explanation{};
    const Headline headline = headlineOf(operation, m_call->request().values, response, explanation, m_call->elapsed());
    m_verdict->setVerdict(headline.tone, headline.text, headline.sentence);
    const bool byCallback = response.result && response.result->from == CallResult::From::Callback;
    showExchanges(m_call->exchanges(), byCallback ? response.result->raw : QByteArray());

    m_explanation->clear();
    const bool isWell = response.outcome == CallOutcome::Paid || response.outcome == CallOutcome::Done;
    if (response.result && !isWell) {
        m_explanation->showExplanation(explanation);
    }
    QWidget *view = makeAnswerView(operation, m_call->request().values, response);
    if (view) {
        m_explanation->showView(view);
    } else if (response.result) {
        m_explanation->showParameters(*response.result);
    }
    if (!view || operation.answer == AnswerKind::Balances) {
        m_explanation->showJson(response.result ? response.result->raw : response.exchange.responseBody);
    }
    const bool isOpen = response.outcome == CallOutcome::Pending || response.outcome == CallOutcome::Unknown;
    if (operation.readsOnly() || (response.outcome == CallOutcome::Refused && explanation.retry != Explanation::Retry::LookFirst) ||
        (isOpen && !operation.isAboutMoney())) {
        addRepeat();
    }
    if (operation.isAboutMoney() && (isOpen || operation.delivery == Delivery::StkCallback)) {
        addFollowUp(isOpen);
    }
    const QString id = QString::fromLatin1(operation.id);
    if (response.outcome == CallOutcome::Refused && response.result) {
        addFindOutWhy(startingPoint(response.result->code, response.result->description, id));
    } else if (isOpen && operation.delivery != Delivery::InAnswer) {
        addFindOutWhy(startingPointOfSilence(id));
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
    const Explanation explanation = ErrorGuide::instance().explain(error, QString::fromLatin1(m_call->operation().id));
    const Headline headline = headlineOf(error, explanation);
    m_verdict->setVerdict(headline.tone, headline.text, headline.sentence);
    showExchanges(m_call->exchanges(), {});
    m_explanation->clear();
    Explanation shown = explanation;
    if (shown.said.isEmpty()) {
        shown.said = error.message;
    }
    m_explanation->showExplanation(shown);
    m_explanation->showJson(error.body.startsWith('{') ? error.body : QByteArray());
    if (error.origin == MpesaError::Origin::UnknownOutcome) {
        addFollowUp(true);
    } else {
        addRepeat();
    }
    addFindOutWhy(startingPoint(error, QString::fromLatin1(m_call->operation().id)));
    m_explanation->showTimes(error.requestId.isEmpty() ? QString() : tr("Request id for Safaricom's support: %1").arg(error.requestId));
}

} // namespace daraja
