// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// What a call goes through before its first byte leaves.

#include "core/api/answerform.h"
#include "core/api/apicallprivate.h"
#include "core/base/clock.h"

namespace daraja {

namespace {

QString secondsText(int milliseconds)
{
    return QString::number(milliseconds / 1000.0, 'g', 2);
}

} // namespace

void ApiCall::Private::begin()
{
    if (m_aborted) {
        failAborted();
        return;
    }
    if (!request.isValid()) {
        failValidation();
        return;
    }
    if (!operation().isAboutMoney() || mayStart()) {
        send();
    }
}

Intent ApiCall::Private::intent() const
{
    Intent intent;
    intent.callId = id;
    intent.operationId = QString::fromLatin1(operation().id);
    intent.title = catalogueText(operation().title);
    intent.environment = context.profile.environment;
    intent.profile = context.profile.id;
    intent.profileName = context.profile.name;
    intent.originatorConversation = ownIdOf(operation(), request.values);
    intent.values = request.values;
    for (const FieldSpec *field : operation().fieldList()) {
        if (field->isSecret()) {
            intent.values.remove(QString::fromLatin1(field->name));
        }
    }
    intent.at = home.clock.now();
    return intent;
}

bool ApiCall::Private::mayStart()
{
    Profile profile = context.profile;
    if (environmentOfUrl(context.baseUrl) == Environment::Production) {
        profile.environment = Environment::Production; // whatever the profile says, that is where the money is
    }
    const bool isGuarded = ProductionGuard::guards(operation(), profile);
    if (!isGuarded && !home.journal) {
        return true;
    }
    const GuardVerdict verdict = home.guard->check(operation(), request.values, profile);
    if (!verdict.isAllowed() && !(verdict.kind == GuardVerdict::Kind::Duplicate && flags.testFlag(CallFlag::MeantTwice))) {
        failUnsent(verdict.code(), verdict.text);
        return false;
    }
    Intent written = intent();
    written.meantTwice = flags.testFlag(CallFlag::MeantTwice);
    if (isGuarded) {
        written.likeness = ProductionGuard::likeness(operation(), request.values);
        home.guard->remember(written);
    }
    if (!home.journal) {
        return true;
    }
    m_isRecording = true;
    if (enter(Stage::Checking, tr("Writing down what is about to be sent"))) {
        home.journal->record(written, [this, alive = QPointer<ApiCall>(q), written](const IntentRecord &record) {
            if (alive && !isDone() && std::exchange(m_isRecording, false)) {
                recorded(written, record);
            }
        });
    }
    return false;
}

void ApiCall::Private::recorded(const Intent &intent, const IntentRecord &record)
{
    if (record.twin.isValid()) {
        // From now on this program knows of it too, and may be told that it is meant.
        Intent twin = intent;
        twin.callId = 0;
        twin.at = record.twin;
        home.guard->remember(twin);
    }
    if (m_aborted) {
        failAborted();
    } else if (record.twin.isValid()) {
        const GuardVerdict verdict = ProductionGuard::twinElsewhere(std::chrono::milliseconds(record.twin.msecsTo(intent.at)));
        failUnsent(verdict.code(), verdict.text);
    } else if (!record.problem.isEmpty()) {
        failUnsent(QStringLiteral("NOT_RECORDED"),
                   tr("Not sent: the history could not be written, and money must not move without a trace. %1").arg(record.problem));
    } else {
        send();
    }
}

void ApiCall::Private::send()
{
    m_post = new AuthorizedPost(home.http, home.tokens, home.clock, request,
                                flags.testFlag(CallFlag::OneAttempt) ? AuthorizedPost::Retry::Never : AuthorizedPost::Retry::Busy, q);
    QObject::connect(m_post, &AuthorizedPost::authorizing, q, [this] { enter(Stage::Authorizing, tr("Getting a token")); });
    QObject::connect(m_post, &AuthorizedPost::sending, q, [this] { enter(Stage::Sending, tr("Waiting for Daraja's answer")); });
    QObject::connect(m_post, &AuthorizedPost::retrying, q, [this](int attempt, int delay, const QString &why) {
        enter(Stage::Retrying, tr("Waiting %1 s, then attempt %2: %3").arg(secondsText(delay)).arg(attempt).arg(why));
    });
    QObject::connect(m_post, &AuthorizedPost::exchanged, q, [this](const HttpExchange &exchange) { exchanges.append(exchange); });
    QObject::connect(m_post, &AuthorizedPost::finished, q, [this] { answered(); });
    m_post->start();
}

void ApiCall::Private::failValidation()
{
    MpesaError error;
    error.origin = MpesaError::Origin::Validation;
    error.code = QString::fromLatin1(ErrorCode::invalidField);
    error.field = request.problems.first().field;
    QStringList lines;
    for (const FieldProblem &problem : request.problems) {
        lines.append(QStringLiteral("%1: %2").arg(problem.field, problem.message));
    }
    error.message = lines.join(u'\n');
    fail(error);
}

void ApiCall::Private::failUnsent(const QString &code, const QString &message)
{
    MpesaError error;
    error.origin = MpesaError::Origin::Validation;
    error.code = code;
    error.message = message;
    fail(error);
}

} // namespace daraja
