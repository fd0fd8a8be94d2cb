// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/requestspage.h"

#include "core/base/nairobitime.h"
#include "ui/requests/answerpanel.h"
#include "ui/requests/operationlist.h"
#include "ui/requests/requestform.h"
#include "ui/simulator/phonecard.h"
#include "ui/simulator/phoneview.h"
#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/label.h"

#include <QMessageBox>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace daraja {

namespace {

constexpr int listWidth = 204;
constexpr int formWidth = 328;
constexpr int phoneCardWidth = 260;
constexpr int wideEnough = 1180; // page width from which the phone has a column of its own

} // namespace

RequestsPage::RequestsPage(Desk &desk, QWidget *parent)
    : Page(desk, parent)
    , m_list(new OperationList)
    , m_formCard(new Card)
    , m_forms(new QStackedWidget)
    , m_missing(new Banner)
    , m_send(new QPushButton(tr("Send")))
    , m_answer(new AnswerPanel)
    , m_answerCard(new Card)
    , m_phone(new PhoneCard(desk, this))
    , m_columns(new QHBoxLayout(this))
{
    m_columns->setContentsMargins(px(metrics::Gap), px(metrics::Gap), px(metrics::Gap), px(metrics::Gap));
    m_columns->setSpacing(px(metrics::Gap));

    auto *listCard = new Card;
    listCard->setFlush(true);
    listCard->setBody(m_list);
    m_columns->addWidget(listCard, 2);
    listCard->setMaximumWidth(px(listWidth));

    auto *sample = new QPushButton(tr("Sample"));
    setButtonRole(sample, ButtonRole::Plain, ButtonSize::Small);
    sample->setToolTip(tr("Fill the form with an example"));
    m_formCard->addHeaderWidget(sample);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *scrolled = new QWidget;
    auto *scrolledLayout = new QVBoxLayout(scrolled);
    scrolledLayout->setContentsMargins(px(metrics::Gap), px(metrics::Gap), px(metrics::Gap), px(metrics::Grid));
    scrolledLayout->setSpacing(px(metrics::Gap));
    scrolledLayout->addWidget(m_missing);
    scrolledLayout->addWidget(m_forms, 1);
    scroll->setWidget(scrolled);
    scroll->viewport()->setAutoFillBackground(false);
    scrolled->setAutoFillBackground(false);
    m_formCard->setFlush(true);
    m_formCard->setBody(scroll);
    auto *footer = new QWidget;
    auto *footerLayout = new QHBoxLayout(footer);
    footerLayout->setContentsMargins(0, 0, 0, 0);
    footerLayout->setSpacing(px(metrics::Grid));
    setButtonRole(m_send, ButtonRole::Primary);
    m_send->setIcon(makeIcon(Icon::Send));
    footerLayout->addWidget(m_send);
    footerLayout->addWidget(new Label(tr("Ctrl+Enter"), TextStyle::Body, Role::Faint));
    footerLayout->addStretch(1);
    m_formCard->setFooter(footer);
    m_columns->addWidget(m_formCard, 3);
    m_formCard->setMaximumWidth(px(formWidth));

    m_answerCard->setFlush(true);
    m_answerCard->setBody(m_answer);
    m_columns->addWidget(m_answerCard, 4);
    m_phone->setFixedWidth(px(phoneCardWidth));

    m_missing->setAction(tr("Open profile"));
    connect(m_missing, &Banner::actionTriggered, this, [this] { this->desk().goTo(PageId::Settings, QStringLiteral("profile")); });
    connect(sample, &QPushButton::clicked, this, [this] {
        form()->fillSamples();
        form()->focusFirst();
    });
    connect(m_send, &QPushButton::clicked, this, &RequestsPage::send);
    connect(m_list, &OperationList::chosen, this, [this](const OperationSpec *operation) { showOperation(*operation); });
    connect(m_answer, &AnswerPanel::finished, this, [this] {
        updateSend();
        Q_EMIT statusChanged();
    });
    connect(m_answer, &AnswerPanel::sendAgainRequested, this, &RequestsPage::send);
    connect(m_answer, &AnswerPanel::queryRequested, this, [this](const QString &checkoutRequestId) {
        open(QVariantMap{{QStringLiteral("operation"), QStringLiteral("stk_query")},
                         {QStringLiteral("values"), QVariantMap{{QStringLiteral("CheckoutRequestID"), checkoutRequestId}}}});
        send();
    });
    connect(&m_phone->phone(), &PhoneView::promptChanged, this, [this] {
        m_phoneWanted = !m_phone->phone().prompt().id.isEmpty();
        updatePhone();
        if (m_phoneWanted && m_answer->running() && isVisible()) {
            m_phone->phone().setFocus(Qt::OtherFocusReason); // the PIN can be typed at once
        }
    });
    connect(&desk, &Desk::workspaceChanged, this, &RequestsPage::updateContext);

    m_list->choose(*operations().first());
    m_answer->showNothing(tr("Fill in the form, or take the sample, and press Send."));
    updateContext();
}

RequestsPage::~RequestsPage() = default;

RequestForm *RequestsPage::form() const
{
    return qobject_cast<RequestForm *>(m_forms->currentWidget());
}

void RequestsPage::showOperation(const OperationSpec &operation)
{
    RequestForm *&form = m_formOf[&operation];
    if (!form) {
        form = new RequestForm(operation);
        m_forms->addWidget(form);
        if (Workspace *workspace = desk().workspace()) {
            form->setContext(workspace->client().context());
        }
        form->setValues(m_savedValues.take(QLatin1StringView(operation.id)));
    }
    m_forms->setCurrentWidget(form);
    m_formCard->setTitle(catalogueText(operation.title));
    m_missing->hide();
    updatePhone();
    updateSend();
}

void RequestsPage::updateContext()
{
    if (Workspace *workspace = desk().workspace()) {
        const RequestContext context = workspace->client().context();
        for (RequestForm *form : std::as_const(m_formOf)) {
            form->setContext(context);
        }
    }
    m_missing->hide();
    updatePhone();
    updateSend();
}

void RequestsPage::updateSend()
{
    const bool ready = desk().workspace() != nullptr;
    m_send->setEnabled(ready && !m_answer->running());
    m_send->setToolTip(ready ? QString() : tr("The profile is being opened."));
}

void RequestsPage::updatePhone()
{
    const bool onSimulator = desk().currentProfile().environment == Environment::Simulator;
    const OperationSpec *operation = m_list->current();
    const bool push = operation && operation->delivery == Delivery::StkCallback;
    const bool wide = width() >= px(wideEnough);
    if (wide && onSimulator) {
        if (m_columns->indexOf(m_phone) < 0) {
            m_columns->addWidget(m_phone);
        }
        m_phone->show();
        return;
    }
    m_columns->removeWidget(m_phone);
    m_phone->setVisible(onSimulator && push && m_phoneWanted);
    placePhone();
}

void RequestsPage::placePhone()
{
    if (m_columns->indexOf(m_phone) >= 0 || !m_phone->isVisibleTo(this)) {
        return;
    }
    const int margin = px(metrics::Gap);
    const int height = std::min(this->height() - 2 * margin, std::max(m_phone->sizeHint().height(), px(480)));
    m_phone->setGeometry(width() - margin - m_phone->width(), margin, m_phone->width(), height);
    m_phone->raise();
}

void RequestsPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    updatePhone();
}

void RequestsPage::open(const QVariant &argument)
{
    const QVariantMap map = argument.toMap();
    const QString id = map.isEmpty() ? argument.toString() : map.value(QStringLiteral("operation")).toString();
    if (const OperationSpec *operation = findOperation(id)) {
        m_list->choose(*operation);
        const QVariantMap given = map.value(QStringLiteral("values")).toMap();
        Values values;
        for (auto value = given.cbegin(); value != given.cend(); ++value) {
            // What profile and clock give belongs to the moment of sending: an old callback address would lead nowhere.
            if (const FieldSpec *field = operation->field(value.key()); field && field->source == Source::Form) {
                values.insert(value.key(), value.value().toString());
            }
        }
        form()->setValues(values);
    }
    form()->focusFirst();
}

void RequestsPage::send()
{
    Workspace *workspace = desk().workspace();
    if (!workspace || m_answer->running()) {
        return;
    }
    const PreparedRequest request = form()->prepare(workspace->client().context());
    QStringList elsewhere;
    for (const FieldProblem &problem : request.problems) {
        if (!form()->hasEditor(problem.field)) {
            elsewhere.append(problem.message);
        }
    }
    m_missing->hide();
    if (!elsewhere.isEmpty()) {
        m_missing->warn(elsewhere.join(u'\n'));
    }
    if (!request.isValid()) {
        return;
    }
    if (!request.operation->isAboutMoney() || workspace->profile().environment != Environment::Production) {
        sendNow();
        return;
    }
    auto *question = new QMessageBox(QMessageBox::Warning, tr("Real money"), moneySentence(*request.operation, request.values),
                                     QMessageBox::Cancel, this);
    QPushButton *yes = question->addButton(request.operation->effect == Effect::AsksForMoney ? tr("Send the prompt") : tr("Move the money"),
                                           QMessageBox::AcceptRole);
    question->setDefaultButton(QMessageBox::Cancel);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &QMessageBox::buttonClicked, this, [this, yes](const QAbstractButton *clicked) {
        if (clicked == yes) {
            sendNow();
        }
    });
    question->open();
}

void RequestsPage::sendNow()
{
    Workspace *workspace = desk().workspace();
    if (!workspace || m_answer->running()) {
        return;
    }
    const OperationSpec &operation = form()->operation();
    const QString curl = currentCurl();
    ApiCall *call = workspace->client().call(operation, form()->values(), workspace->defaultWait(operation));
    m_lastCall = tr("Last call %1 · %2").arg(nairobiClock(call->startedAt()), catalogueText(operation.title));
    m_answer->follow(call, curl);
    updateSend();
    Q_EMIT statusChanged();
}

QString RequestsPage::currentCurl() const
{
    Workspace *workspace = desk().workspace();
    if (!workspace || !form()) {
        return {};
    }
    return curlCommand(prepareRequest(form()->operation(), form()->values(), workspace->client().context()), workspace->baseUrl());
}

bool RequestsPage::handle(PageCommand command)
{
    switch (command) {
    case PageCommand::Send:
    case PageCommand::RunAgain:
        send();
        return true;
    case PageCommand::CopyCurl:
        copyText(m_answer->curl().isEmpty() ? currentCurl() : m_answer->curl());
        return true;
    case PageCommand::Cancel:
        if (ApiCall *call = m_answer->running()) {
            call->abort();
            return true;
        }
        return false;
    }
    return false;
}

void RequestsPage::tick()
{
    m_answer->tick();
    if (m_phone->isVisible()) {
        m_phone->tick();
    }
}

QString RequestsPage::statusText() const
{
    return m_lastCall;
}

void RequestsPage::saveState(QSettings &group) const
{
    group.setValue(QStringLiteral("operation"), QLatin1StringView(form()->operation().id));
    const auto save = [&group](const QString &operation, const Values &values) {
        QVariantMap map;
        for (auto value = values.cbegin(); value != values.cend(); ++value) {
            map.insert(value.key(), value.value());
        }
        group.setValue(QStringLiteral("form/") + operation, map);
    };
    for (auto form = m_formOf.cbegin(); form != m_formOf.cend(); ++form) {
        save(QLatin1StringView(form.key()->id), form.value()->values());
    }
}

void RequestsPage::restoreState(QSettings &group)
{
    for (const OperationSpec *operation : operations()) {
        const QVariantMap map = group.value(QStringLiteral("form/") + QLatin1StringView(operation->id)).toMap();
        Values values;
        for (auto value = map.cbegin(); value != map.cend(); ++value) {
            values.insert(value.key(), value.value().toString());
        }
        if (RequestForm *form = m_formOf.value(operation)) {
            form->setValues(values);
        } else {
            m_savedValues.insert(QLatin1StringView(operation->id), values);
        }
    }
    if (const OperationSpec *operation = findOperation(group.value(QStringLiteral("operation")).toString())) {
        m_list->choose(*operation);
    }
}

} // namespace daraja
