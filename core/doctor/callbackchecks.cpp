// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// K1 to K5: the way of the news.

#include "core/callbacks/syntheticcallback.h"
#include "core/doctor/callbackreading.h"
#include "core/doctor/passkeychecks.h"
#include "core/doctor/registry.h"
#include "core/doctor/spokenanswer.h"

#include <QHostAddress>

namespace daraja {

namespace {

/// What K1 and K2 have in common: the organisation's own server.
class OwnServerCheck : public Check
{
public:
    using Check::Check;

protected:
    [[nodiscard]] bool isUseless()
    {
        const QUrl &address = examination().patient().callbackUrl;
        if (address.isEmpty()) {
            notNeeded(doctorText("No address of a server of yours was given."));
            return true;
        }
        const QUrl own = examination().context().callbackUrl;
        const bool isOwn = address.host() == own.host() && address.port() == own.port();
        if (isOwn && examination().context().profile.environment == Environment::Simulator && QHostAddress(own.host()).isLoopback()) {
            notNeeded(doctorText("The simulator posts to this program itself."));
            return true;
        }
        return false;
    }

    [[nodiscard]] QString wholePath()
    {
        const QUrl &address = examination().patient().callbackUrl;
        const QString path = address.path(QUrl::FullyEncoded);
        return (path.isEmpty() ? QStringLiteral("/") : path) + (address.hasQuery() ? u'?' + address.query(QUrl::FullyEncoded) : QString());
    }
};

class CallbackReachCheck final : public OwnServerCheck
{
public:
    using OwnServerCheck::OwnServerCheck;

protected:
    void start() override
    {
        if (isUseless()) {
            return;
        }
        HttpCall call;
        call.path = wholePath();
        ask(
            call,
            [this](const GatewayProbe &probe) {
                const Patient &patient = examination().patient();
                finish(readReach(probe.result(), patient.callbackUrl, !patient.allowList.trimmed().isEmpty()));
            },
            Examination::Host::YourServer);
    }
};

class CallbackReplyCheck final : public OwnServerCheck
{
public:
    using OwnServerCheck::OwnServerCheck;

protected:
    void start() override
    {
        if (isUseless()) {
            return;
        }
        if (!examination().allows(Consent::PostCallback)) {
            notRun(doctorText("A failed callback is posted to your server only if you agree."));
            return;
        }
        // Never a success: a careless shop would let goods go (doctor 4, K2).
        SyntheticFacts facts;
        facts.conversation = QStringLiteral("ws_CO_DARAJA_DESK_TEST_NO_SUCH_PAYMENT");
        facts.originatorConversation = QStringLiteral("DARAJA-DESK-TEST-NO-SUCH-REQUEST");
        HttpCall call;
        call.method = QByteArrayLiteral("POST");
        call.path = wholePath();
        call.body = makeSyntheticCallback(*findSyntheticOutcome(QStringLiteral("stk_1032")), facts, examination().clock().now()).raw;
        ask(
            call, [this](const GatewayProbe &probe) { finish(readReply(probe.result())); }, Examination::Host::YourServer);
    }
};

class AllowListCheck final : public Check
{
public:
    using Check::Check;

protected:
    void start() override
    {
        const QString list = examination().patient().allowList;
        if (list.trimmed().isEmpty()) {
            notNeeded(doctorText("No list was pasted. If your server lets only some addresses in, paste them here."));
        } else {
            finish(readAllowList(list));
        }
    }
};

class RegistrationCheck final : public Check
{
public:
    using Check::Check;

protected:
    void start() override
    {
        const QString answer = examination().patient().c2bAnswer;
        if (answer.trimmed().isEmpty()) {
            notNeeded(doctorText("There is no answer to a registration of URLs to look at."));
        } else {
            finish(readRegistration(QString::fromUtf8(examination().redactor().text(answer.toUtf8()))));
        }
    }
};

CheckSpec callbackSpec(const char *id, const QString &title, const QString &what, Contact contact)
{
    CheckSpec spec;
    spec.id = QString::fromLatin1(id);
    spec.title = title;
    spec.what = what;
    spec.branch = Branch::Callbacks;
    spec.contact = contact;
    return spec;
}

} // namespace

QList<CheckRow> callbackChecks()
{
    CheckSpec reach =
        callbackSpec("K1", doctorText("Reach of the callback address"),
                     doctorText("Opens your callback address without following redirects, as Safaricom does. From this network, "
                                "not from Safaricom's."),
                     Contact::YourServer);
    reach.needs = doctorText("address of your server");
    CheckSpec reply =
        callbackSpec("K2", doctorText("Reply to a callback"),
                     doctorText("Posts a payment that was cancelled, with ids that cannot exist and say so, to your server. Never one "
                                "that succeeded."),
                     Contact::YourServer);
    reply.needs = doctorText("address of your server");
    reply.effect = SideEffect::Post;
    reply.wants = Consent::PostCallback;
    CheckSpec list =
        callbackSpec("K3", doctorText("Allow list"),
                     doctorText("Compares the addresses that your server lets in with those that Safaricom publishes."), Contact::Nobody);
    list.needs = doctorText("the server's list");
    CheckSpec truth =
        callbackSpec("K4", doctorText("News of a real prompt"),
                     doctorText("Sends a prompt for KES 1 of test money to Safaricom's test phone, waits for its callback, and "
                                "compares with what Daraja says. In the simulator and the sandbox only."),
                     Contact::Gateway);
    truth.needs = doctorText("short code, passkey, an address for results");
    truth.effect = SideEffect::Prompt;
    truth.consents = Consent::RealPrompt;
    truth.onRequest = true;
    CheckSpec registration =
        callbackSpec("K5", doctorText("Registration of URLs"),
                     doctorText("Reads the last answer to a registration of C2B URLs. Registers nothing."), Contact::Nobody);
    return {{reach, &makeCheck<CallbackReachCheck>},
            {reply, &makeCheck<CallbackReplyCheck>},
            {list, &makeCheck<AllowListCheck>},
            {truth, &makeTruthTest},
            {registration, &makeCheck<RegistrationCheck>}};
}

} // namespace daraja
