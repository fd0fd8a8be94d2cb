// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/answerroad.h"

#include "core/base/clock.h"
#include "core/simulator/callbacksender.h"
#include "core/simulator/idfactory.h"
#include "core/simulator/wireobject.h"

#include <QJsonDocument>
#include <QLocale>
#include <QTimer>

namespace daraja {

namespace {

constexpr int longestWaitForCallback = 20'000;

} // namespace

AnswerRoad::AnswerRoad(const SimulatorOptions &options, const Clock &clock, IdFactory &ids, const CallbackSender &callbacks,
                       QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_clock(clock)
    , m_ids(ids)
    , m_callbacks(callbacks)
    , m_waiting(new QObject(this))
{
}

void AnswerRoad::abandon()
{
    delete std::exchange(m_waiting, new QObject(this));
}

void AnswerRoad::send(const Gateway::Handled &handled, HttpResponder responder, std::function<void(const WireAnswer &answer)> sent)
{
    const FaultSet faults = handled.faults;
    if (!faults) {
        responder.respond(httpAnswer(handled.answer));
        sent(handled.answer);
        return;
    }
    if (faults.testFlag(FaultKind::Cut)) {
        responder.reset();
        sent({0, {}, handled.answer.note});
        return;
    }
    const auto waiting = std::make_shared<HttpResponder>(std::move(responder));
    const std::function<void()> respond = [this, answer = spoilt(handled.answer, faults), waiting, sent = std::move(sent)] {
        if (!waiting->isAnswered()) {
            waiting->respond(httpAnswer(answer));
            sent(answer);
        }
    };
    if (faults.testFlag(FaultKind::Slow)) {
        QTimer::singleShot(m_options.slowAnswer, m_waiting, respond);
    } else if (faults.testFlag(FaultKind::EarlyCallback) && !handled.answer.conversation.isEmpty()) {
        sendAfterCallback(handled.answer.conversation, respond);
    } else {
        respond();
    }
}

void AnswerRoad::sendAfterCallback(const QString &conversation, std::function<void()> respond)
{
    auto *watch = new QObject(m_waiting);
    const auto once = [watch, respond = std::move(respond)] {
        watch->deleteLater();
        respond();
    };
    connect(&m_callbacks, &CallbackSender::ended, watch, [conversation, once](const QString &ended) {
        if (ended == conversation) {
            once();
        }
    });
    QTimer::singleShot(longestWaitForCallback, watch, once);
}

HttpResponse AnswerRoad::httpAnswer(const WireAnswer &answer) const
{
    HttpResponse response;
    response.status = answer.status;
    response.body = answer.body;
    if (!answer.body.isEmpty()) {
        response.headers.set(QByteArrayLiteral("Content-Type"), answer.type);
    }
    response.headers.set(QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("no-store"));
    const qint64 offset = m_options.answers.clockOffset.count();
    if (offset != 0) {
        const QDateTime date = m_clock.now().addMSecs(offset);
        response.headers.set(QByteArrayLiteral("Date"),
                             QLocale::c().toString(date, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss")).toLatin1() + " GMT");
    }
    return response;
}

WireAnswer AnswerRoad::spoilt(WireAnswer answer, FaultSet faults)
{
    if (faults.testFlag(FaultKind::EmptyAnswer)) {
        answer.status = 200;
        answer.body.clear();
    } else if (faults.testFlag(FaultKind::NotJson)) {
        answer.status = 200;
        answer.body.truncate(answer.body.size() / 2);
    } else if (faults.testFlag(FaultKind::Capitalised)) {
        const QJsonObject refusal = QJsonDocument::fromJson(answer.body).object();
        const bool isRefusal = refusal.contains(u"errorCode");
        WireObject body;
        body.text("RequestID", isRefusal ? refusal.value(u"requestId").toString() : m_ids.request())
            .text("ErrorCode", isRefusal ? refusal.value(u"errorCode").toString() : QStringLiteral("500.003.1001"))
            .text("ErrorMessage", isRefusal ? refusal.value(u"errorMessage").toString() : QStringLiteral("Internal Server Error"));
        answer.status = isRefusal ? answer.status : 500;
        answer.body = body.bytes();
    }
    return answer;
}

} // namespace daraja
