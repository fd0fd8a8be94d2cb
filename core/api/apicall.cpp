// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/api/apicall.h"

#include "core/api/apicallprivate.h"
#include "core/base/clock.h"

namespace daraja {

QString outcomeName(CallOutcome outcome)
{
    switch (outcome) {
    case CallOutcome::Paid:
        return QStringLiteral("paid");
    case CallOutcome::Done:
        return QStringLiteral("done");
    case CallOutcome::Refused:
        return QStringLiteral("refused");
    case CallOutcome::Pending:
        return QStringLiteral("pending");
    case CallOutcome::Unknown:
        return QStringLiteral("unknown");
    }
    return {};
}

ApiCall::ApiCall(std::unique_ptr<Private> course, MpesaClient *client)
    : QObject(client)
    , d(std::move(course))
{
    d->q = this;
    QMetaObject::invokeMethod(
        this, [this] { d->begin(); }, Qt::QueuedConnection);
}

ApiCall::~ApiCall() = default;

quint64 ApiCall::id() const
{
    return d->id;
}

const OperationSpec &ApiCall::operation() const
{
    return *d->request.operation;
}

const PreparedRequest &ApiCall::request() const
{
    return d->request;
}

bool ApiCall::isProbe() const
{
    return d->flags.testFlag(CallFlag::Probe);
}

QDateTime ApiCall::startedAt() const
{
    return d->startedAt;
}

std::chrono::milliseconds ApiCall::elapsed() const
{
    return d->stage == Stage::Done ? d->took : d->home.clock.steady() - d->startedSteady;
}

ApiCall::Stage ApiCall::stage() const
{
    return d->stage;
}

QString ApiCall::stageText() const
{
    return d->stageText;
}

const QList<HttpExchange> &ApiCall::exchanges() const
{
    return d->exchanges;
}

const ApiResponse &ApiCall::soFar() const
{
    return d->soFar();
}

void ApiCall::then(QObject *context, std::function<void(const ApiResponse &)> ok, std::function<void(const MpesaError &)> bad)
{
    if (ok) {
        connect(this, &ApiCall::succeeded, context, std::move(ok));
    }
    if (bad) {
        connect(this, &ApiCall::failed, context, std::move(bad));
    }
}

void ApiCall::abort()
{
    d->abort();
}

} // namespace daraja
