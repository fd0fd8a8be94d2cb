// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/requestspage.h"

#include "ui/doctor/doctorargument.h"
#include "ui/requests/answerpanel.h"
#include "ui/requests/earlierintents.h"
#include "ui/requests/operationlist.h"
#include "ui/requests/requestform.h"
#include "ui/requests/sendbar.h"
#include "ui/simulator/phonecard.h"
#include "ui/simulator/phoneview.h"
#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/copybutton.h"

#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace daraja {

namespace {

constexpr int listWidth = 244;
constexpr int formWidth = 328;
constexpr int phoneCardWidth = 260;
constexpr int wideEnough = 1180; // page width from which the phone has a column of its own

} // namespace

RequestsPage::RequestsPage(Desk &desk, QWidget *parent)
    : Page(desk, parent)
    , m_list(new OperationList)
    , m_formCard(new Card)
    , m_scroll(new QScrollArea)
    , m_forms(new QVBoxLayout)
    , m_missing(new Banner)
    , m_earlier(new Banner)
    , m_intents(new EarlierIntents(desk, this))
    , m_send(new SendBar)
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
    m_columns->addWidget(listCard, 10);
    listCard->setMaximumWidth(px(listWidth));

    auto *sample = new QPushButton(tr("Sample"));
    setButtonRole(sample, ButtonRole::Plain, ButtonSize::Small);
    sample->setToolTip(tr("Fill the form with an example"));
    m_formCard->addHeaderWidget(sample);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *scrolled = new QWidget;
    auto *scrolledLayout = new QVBoxLayout(scrolled);
    scrolledLayout->setContentsMargins(px(metrics::Gap), px(metrics::Gap), px(metrics::Gap), px(metrics::Grid));
    scrolledLayout->setSpacing(px(metrics::Gap));
    scrolledLayout->addLayout(m_forms, 1);
    m_scroll->setWidget(scrolled);
    m_scroll->viewport()->setAutoFillBackground(false);
    scrolled->setAutoFillBackground(false);
    m_formCard->setFlush(true);
    auto *body = new QWidget; // what is said about the whole request stays in sight
    auto *bodyLayout = new QVBoxLayout(body);
    bodyLayout->setContentsMargins(0, 0, 0, 0);
    bodyLayout->setSpacing(0);
    bodyLayout->addWidget(m_missing);
    bodyLayout->addWidget(m_earlier);
    m_earlier->setObjectName(QStringLiteral("earlierIntent"));
    m_earlier->hide();
    bodyLayout->addWidget(m_scroll, 1);
    m_formCard->setBody(body);
    m_formCard->setFooter(m_send);
    m_columns->addWidget(m_formCard, 13);
    m_formCard->setMaximumWidth(px(formWidth));

    m_answerCard->setFlush(true);
    m_answerCard->setBody(m_answer);
    m_columns->addWidget(m_answerCard, 17);
    m_phone->setFixedWidth(px(phoneCardWidth));

    m_missing->setAction(tr("Open profile"));
    connect(m_missing, &Banner::actionTriggered, this, [this] { this->desk().goTo(PageId::Settings, QStringLiteral("profile")); });
    connect(m_earlier, &Banner::actionTriggered, this, &RequestsPage::askAboutEarlier);
    connect(m_intents, &EarlierIntents::changed, this, [this] {
        updateEarlier();
        if (std::exchange(m_sendWanted, false)) {
            send();
        }
    });
    connect(sample, &QPushButton::clicked, this, [this] {
        form()->fillSamples();
        form()->focusFirst();
    });
    connect(m_send, &SendBar::sendRequested, this, &RequestsPage::send);
    connect(m_send, &SendBar::unlockRequested, this, &RequestsPage::askUnlock);
    connect(m_send, &SendBar::lockRequested, this, [this] {
        this->desk().guard().lock();
        updateLock();
    });
    connect(m_list, &OperationList::entered, this, [this] { form()->focusFirst(); });
    connect(m_list, &OperationList::chosen, this, [this](const OperationSpec *operation) { showOperation(*operation); });
    connect(m_answer, &AnswerPanel::finished, this, [this] {
        updateSend();
        Q_EMIT statusChanged();
    });
    connect(m_answer, &AnswerPanel::everythingWanted, this,
            [this](const QVariant &argument) { this->desk().goTo(PageId::Errors, argument); });
    connect(m_answer, &AnswerPanel::findOutWhyRequested, this, [this](const StartingPoint &point, const Values &values) {
        this->desk().goTo(PageId::Doctor, doctorArgument(point, values));
    });
    connect(m_answer, &AnswerPanel::sendAgainRequested, this, &RequestsPage::sendAgain);
    connect(m_answer, &AnswerPanel::followUpRequested, this, &RequestsPage::askFollowUp);
    connect(&m_phone->phone(), &PhoneView::promptChanged, this, [this] {
        m_phoneWanted = !m_phone->phone().prompt().id.isEmpty();
        updatePhone();
        if (m_phoneWanted && m_answer->running() && isVisible()) {
            m_phone->phone().setFocus(Qt::OtherFocusReason); // the PIN can be typed at once
        }
    });
    connect(&desk, &Desk::workspaceChanged, this, &RequestsPage::updateContext);

    m_list->choose(*operations().first());
    updateContext();
}

RequestsPage::~RequestsPage() = default;

void RequestsPage::showOperation(const OperationSpec &operation)
{
    RequestForm *&form = m_formOf[&operation];
    if (!form) {
        form = new RequestForm(operation);
        m_forms->addWidget(form);
        form->hide();
        if (Workspace *workspace = desk().workspace()) {
            form->setContext(workspace->client().context());
        }
        form->setValues(m_savedValues.take(QLatin1StringView(operation.id)));
        connect(form, &RequestForm::edited, this, [this, form] {
            if (form == this->form()) {
                updateSend();
            }
        });
    }
    if (m_form != form) {
        if (m_form) {
            m_form->hide(); // each form is as high as it needs to be
        }
        m_form = form;
        m_form->show();
        m_scroll->verticalScrollBar()->setValue(0);
    }
    m_formCard->setTitle(catalogueText(operation.title));
    m_missing->hide();
    updatePhone();
    updateSend();
}

void RequestsPage::updateContext()
{
    if (const QString profile = desk().currentProfile().id; profile != m_profile) {
        // What another profile was answered must not be taken for this one's; the activity keeps it.
        m_profile = profile;
        m_lastOperation = nullptr;
        m_answer->showNothing(tr("Fill in the form, or take the sample, and press Send."));
    }
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
    m_sendWanted = false; // it was about what stood there then
    m_send->setOperation(form()->operation(), form()->preview());
    m_send->setReady(desk().workspace() && !m_answer->running(),
                     desk().workspace() ? tr("Wait for the last request, or cancel it.") : tr("The profile is being opened."));
    updateLock();
    updateEarlier();
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
            // An id made for an intent stays with it.
            if (const FieldSpec *field = operation->field(value.key());
                field && (field->source == Source::Form || field->kind == FieldKind::UniqueId)) {
                values.insert(value.key(), value.value().toString());
            }
        }
        form()->setValues(values);
    }
    form()->focusFirst();
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
    case PageCommand::RunAgain:
        // What was paid, or may have been, is not one key from being paid twice.
        if (form()->operation().isAboutMoney() && m_lastOperation == &form()->operation() && !m_answer->mayRepeat()) {
            return false;
        }
        send();
        return true;
    case PageCommand::Send:
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
    updateLock();
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
        save(QLatin1StringView(form.key()->id), form.value()->valuesToKeep());
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
