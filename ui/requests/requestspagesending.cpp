// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// How a form becomes a call: problems, the lock of production, questions, and what is remembered of the intent.

#include "ui/requests/requestspage.h"

#include "core/base/nairobitime.h"
#include "ui/requests/answerpanel.h"
#include "ui/requests/earlierintents.h"
#include "ui/requests/operationlist.h"
#include "ui/requests/requestform.h"
#include "ui/requests/sendbar.h"
#include "ui/requests/unlockdialog.h"
#include "ui/shell/ask.h"
#include "ui/style/metrics.h"
#include "ui/widgets/banner.h"

#include <QMessageBox>
#include <QScrollArea>
#include <QTimer>

namespace daraja {

void RequestsPage::updateLock()
{
    if (!ProductionGuard::guards(form()->operation(), desk().currentProfile())) {
        m_send->setLock(SendBar::Lock::None);
        return;
    }
    const auto remaining = desk().guard().unlockedFor(desk().currentProfile());
    m_send->setLock(remaining.count() > 0 ? SendBar::Lock::Open : SendBar::Lock::Locked, remaining);
}

void RequestsPage::updateEarlier()
{
    const EarlierIntents::Intent *earlier = form() ? m_intents->like(form()->operation(), form()->preview()) : nullptr;
    if (!earlier || m_answer->running()) {
        m_earlier->hide();
        return;
    }
    const QString message =
        tr("The same was sent at %1, and nobody knows how that ended: it may have happened.").arg(nairobiClockAndDay(earlier->at));
    if (m_earlier->isHidden() || m_earlier->message() != message) {
        m_earlier->setAction(!earlier->question                               ? tr("Look at it")
                             : earlier->question->operationId == u"stk_query" ? tr("Ask with STK query")
                                                                              : tr("Ask for transaction status"));
        m_earlier->warn(message);
    }
}

void RequestsPage::askAboutEarlier()
{
    const EarlierIntents::Intent *earlier = m_intents->like(form()->operation(), form()->preview());
    if (earlier && earlier->question) {
        const FollowUp question = *earlier->question; // the form changes, and what is known with it
        askFollowUp(question.operationId, question.values);
    } else if (earlier) {
        desk().goTo(PageId::Activity, earlier->uid);
    }
}

void RequestsPage::askFollowUp(const QString &operationId, const Values &values)
{
    const OperationSpec *operation = findOperation(operationId);
    if (operation && operation->readsOnly()) {
        m_list->choose(*operation);
        form()->setValues(values);
        send();
    }
}

void RequestsPage::askUnlock()
{
    auto *dialog = new UnlockDialog(desk().guard(), desk().currentProfile(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, this, &RequestsPage::updateLock);
    dialog->open();
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
        QTimer::singleShot(0, this, &RequestsPage::showFocused); // fields that were folded away have a place by then
        return;
    }
    const GuardVerdict verdict = desk().guard().check(*request.operation, request.values, workspace->profile());
    switch (verdict.kind) {
    case GuardVerdict::Kind::Locked:
        askUnlock();
        return;
    case GuardVerdict::Kind::OverCap:
        m_missing->warn(verdict.text);
        return;
    case GuardVerdict::Kind::Allowed:
    case GuardVerdict::Kind::Duplicate:
        break;
    }
    if (request.operation->isAboutMoney() && !m_intents->isKnown()) {
        m_sendWanted = true;
        return;
    }
    const bool isRealMoney = ProductionGuard::guards(*request.operation, workspace->profile());
    const bool mayHaveHappened = form()->isUnsettled() || m_intents->like(*request.operation, request.values);
    if (isRealMoney || (request.operation->isAboutMoney() && mayHaveHappened)) {
        confirm(request, verdict);
    } else {
        sendNow({});
    }
}

void RequestsPage::showFocused()
{
    QWidget *focused = m_scroll->widget()->focusWidget();
    if (focused && m_form->isAncestorOf(focused)) {
        m_scroll->ensureWidgetVisible(focused, 0, px(64));
    }
}

void RequestsPage::sendAgain()
{
    if (!m_lastOperation) {
        return;
    }
    // The same again: never what another form, or an edited one, now says about money.
    const bool isInSight = &form()->operation() == m_lastOperation;
    m_list->choose(*m_lastOperation);
    if (m_lastOperation->isAboutMoney() && (!isInSight || form()->isChanged())) {
        form()->focusFirst();
    } else {
        send();
    }
}

void RequestsPage::confirm(const PreparedRequest &request, const GuardVerdict &verdict)
{
    const Profile &profile = desk().currentProfile();
    const bool isRealMoney = ProductionGuard::guards(*request.operation, profile);
    const EarlierIntents::Intent *earlier = m_intents->like(*request.operation, request.values);
    const bool isUnsettled = form()->isUnsettled() || earlier;
    const bool isDuplicate = verdict.kind == GuardVerdict::Kind::Duplicate;
    QStringList detail;
    if (earlier) {
        detail.append(tr("The same was sent at %1, and nobody knows how that ended: it may have happened. Look first what became of it.")
                          .arg(nairobiClockAndDay(earlier->at)));
    } else if (isUnsettled) {
        detail.append(tr("The same was sent before, and nobody knows how that ended: it may have happened. Look first what became of it."));
    } else if (isDuplicate) {
        detail.append(verdict.text);
    }
    if (isRealMoney) {
        detail.append(tr("This is real money of %1.").arg(profile.name));
    }
    Question question;
    question.title = isRealMoney ? tr("Real money") : tr("It may have happened");
    question.text = moneySentence(*request.operation, request.values);
    question.detail = detail.join(QStringLiteral("\n\n"));
    question.yes = isUnsettled || isDuplicate ? tr("Send it once more") : sendVerb(*request.operation, request.values);
    question.role = ButtonRole::Money;
    const CallFlags flags = isUnsettled || isDuplicate ? CallFlags(CallFlag::MeantTwice) : CallFlags();
    // The question is about these values in this profile and about nothing else.
    ask(this, question, [this, flags, asked = form(), values = form()->values(), profile = profile] {
        if (form() == asked && asked->values() == values && desk().currentProfile() == profile) {
            sendNow(flags);
        }
    });
}

void RequestsPage::sendNow(CallFlags flags)
{
    Workspace *workspace = desk().workspace();
    if (!workspace || m_answer->running()) {
        return;
    }
    const OperationSpec &operation = form()->operation();
    const QString curl = currentCurl();
    ApiCall *call = workspace->client().call(operation, form()->values(), workspace->defaultWait(operation), flags);
    m_lastCall = tr("Last call %1 · %2").arg(nairobiClock(call->startedAt()), catalogueText(operation.title));
    m_lastOperation = &operation;
    follow(call);
    m_answer->follow(call, curl);
    updateSend();
    Q_EMIT statusChanged();
}

void RequestsPage::follow(ApiCall *call)
{
    RequestForm *sent = form();
    sent->intentSent();
    connect(call, &ApiCall::succeeded, sent, [sent](const ApiResponse &response) {
        if (response.outcome != CallOutcome::Pending && response.outcome != CallOutcome::Unknown) {
            sent->settle();
        }
    });
    connect(call, &ApiCall::failed, sent, [sent](const MpesaError &error) {
        if (error.origin != MpesaError::Origin::UnknownOutcome) {
            sent->notCarriedOut();
        }
    });
}

} // namespace daraja
