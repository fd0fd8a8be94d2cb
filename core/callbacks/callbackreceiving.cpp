// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callbackkeeper.h"
#include "core/callbacks/callbackpaths.h"
#include "core/callbacks/callbackreceiverprivate.h"
#include "core/callbacks/callbacksenders.h"

#include <QPointer>

namespace daraja {

namespace {

/// The address that a request path names, with what is behind the segment; nothing when it is none of ours.
struct FoundAddress
{
    const ReceiverAddress *address = nullptr;
    QString path;
    Callback::Kind expected = Callback::Kind::Unreadable;
};

std::optional<FoundAddress> findAddress(const QList<ReceiverAddress> &addresses, const QString &requested)
{
    for (const ReceiverAddress &address : addresses) {
        const QString prefix = QStringLiteral("/cb/") + address.segment;
        if (requested.startsWith(prefix)) {
            const QString path = requested.mid(prefix.size());
            if (const std::optional<Callback::Kind> kind = kindAt(path)) {
                return FoundAddress{&address, path, *kind};
            }
        }
    }
    return {};
}

} // namespace

void CallbackReceiver::Private::handle(const HttpRequest &request, HttpResponder responder)
{
    const std::optional<FoundAddress> found = findAddress(options.addresses, QString::fromUtf8(request.path()));
    if (!found) {
        responder.respond(HttpResponse::json(404, R"({"errorMessage":"Not found"})"));
        return;
    }
    if (request.method != "POST") {
        HttpResponse response = HttpResponse::json(405, R"({"errorMessage":"Method Not Allowed"})");
        response.headers.set("Allow", "POST");
        responder.respond(response);
        return;
    }
    Callback callback = parseCallback(request.body, found->expected);
    callback.receivedAt = clock.now();
    callback.path = found->path;
    callback.profileId = found->address->profileId;
    callback.peer = truePeer(request.peer, request.headers.values("X-Forwarded-For").join(','), options.trustedProxies);
    callback.sender = senderAt(callback.peer);
    callback.refused = options.refuseUnknownSenders && callback.sender == Callback::Sender::Unknown;

    const quint64 number = ++lastNumber;
    pending.emplace(number, Pending{callback, found->expected, std::move(responder), clock.steady()});
    if (keeper == nullptr) {
        settled(number, {});
        return;
    }
    if (!keepTimer.isActive()) {
        keepTimer.start();
    }
    const QPointer<CallbackReceiver> receiver(q);
    keeper->keep(callback, [receiver, number](const QString &problem) {
        if (receiver) {
            receiver->d->settled(number, problem);
        }
    });
}

/// Called once for each number that is pending; what comes later for it is ignored.
void CallbackReceiver::Private::settled(quint64 number, const QString &problem)
{
    auto node = pending.extract(number);
    if (node.empty()) {
        return;
    }
    if (pending.empty()) {
        keepTimer.stop();
    }
    const Pending done = std::move(node.mapped());
    const QPointer<CallbackReceiver> alive(q);
    if (!problem.isEmpty()) {
        Q_EMIT alive->notKept(done.callback, problem);
    }
    // Told before it is answered: an answer lets the next message of the same connection in.
    if (alive && done.callback.refused) {
        Q_EMIT alive->refused(done.callback);
    } else if (alive) {
        Q_EMIT alive->received(done.callback);
    }
    if (!alive) {
        return;
    }
    if (!problem.isEmpty()) {
        answer(done, HttpResponse::json(503, R"({"errorMessage":"Service Unavailable"})"));
    } else if (done.callback.refused) {
        answer(done, HttpResponse::json(403, R"({"errorMessage":"Forbidden"})"));
    } else if (answerer && done.callback.kind == Callback::Kind::C2bValidation) {
        answerValidation(done);
    } else {
        answerByRule(done);
    }
}

void CallbackReceiver::Private::giveUpOnKeeper()
{
    const QPointer<CallbackReceiver> alive(q);
    while (alive && !pending.empty() && clock.steady() - pending.begin()->second.since >= std::chrono::milliseconds(options.keepLimit)) {
        settled(pending.begin()->first, tr("It could not be written to disk within %1 seconds.").arg(options.keepLimit / 1000));
    }
}

void CallbackReceiver::Private::answerValidation(const Pending &validation)
{
    const auto open = std::make_shared<bool>(true);
    const QPointer<CallbackReceiver> receiver(q);
    const auto close = [receiver, open, validation](const std::optional<HttpResponse> &response) {
        if (!receiver || !std::exchange(*open, false)) {
            return;
        }
        if (response) {
            receiver->d->answer(validation, *response);
        } else {
            receiver->d->answerByRule(validation);
        }
    };
    QTimer::singleShot(options.validationLimit, q, [close] { close({}); });
    answerer(validation.callback, close);
}

void CallbackReceiver::Private::answerByRule(const Pending &done)
{
    const ReplyRule rule = options.replies.value(done.callback.path);
    const HttpResponse response = replyTo(done.expected, rule);
    if (rule.delay == 0) {
        answer(done, response);
    } else {
        QTimer::singleShot(rule.delay, q, [this, done, response] { answer(done, response); });
    }
}

void CallbackReceiver::Private::answer(const Pending &done, const HttpResponse &response)
{
    if (!done.responder.isAlive()) {
        return;
    }
    HttpResponder responder = done.responder;
    const QPointer<CallbackReceiver> alive(q);
    responder.respond(response);
    if (alive) {
        Q_EMIT alive->answered(done.callback, response.status, response.body);
    }
}

} // namespace daraja
