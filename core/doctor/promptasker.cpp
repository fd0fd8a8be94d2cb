// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/promptasker.h"

#include "core/doctor/passkeyreading.h"
#include "core/profiles/sandboxvalues.h"

#include <QHostAddress>

namespace daraja {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds longestPrompt = 110s; // a prompt lives 60 to 90 s (daraja-api 27), then the news travels
constexpr std::chrono::milliseconds quickQuery = 1s;      // of the simulator

} // namespace

bool asksThisComputer(const Examination &examination)
{
    const QString host = examination.patient().http->baseUrl().host();
    return host.compare(u"localhost", Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

CallKeeper::CallKeeper(ApiCall *call, QObject *life)
    : QObject(life)
    , m_call(call)
{
}

CallKeeper::~CallKeeper()
{
    if (m_call) {
        m_call->abort();
    }
}

bool PromptAsker::mustNotPush()
{
    const RequestContext &context = examination().context();
    const Environment environment = context.profile.environment;
    const bool isTest = environment == Environment::Simulator || environment == Environment::Sandbox;
    if (!isTest || examination().isProduction() || environmentOfUrl(examination().patient().http->baseUrl()) == Environment::Production) {
        notRun(doctorText("Prompts are sent from here in the simulator and the sandbox only. On production send one yourself, to your own "
                          "phone: Requests › STK push, and press Cancel on the phone."));
        return true;
    }
    if (!examination().allows(Consent::RealPrompt)) {
        notRun(doctorText("A prompt is sent only when you ask for it."));
        return true;
    }
    if (context.profile.shortCode.trimmed().isEmpty() || context.secrets.passkey.trimmed().isEmpty()) {
        notRun(doctorText("The profile has no short code or no passkey."));
        return true;
    }
    return false;
}

void PromptAsker::push()
{
    examination().takeTurn(life(), [this] {
        Values values{{QStringLiteral("Amount"), QStringLiteral("1")},
                      {QStringLiteral("PhoneNumber"), sandboxPhone()},
                      {QStringLiteral("AccountReference"), QStringLiteral("DoctorTest")},
                      {QStringLiteral("TransactionDesc"), QStringLiteral("Doctor test")}};
        WaitOptions wait;
        wait.limit = longestPrompt;
        if (asksThisComputer(examination())) {
            wait.firstQuery = 2 * quickQuery;
            wait.queryInterval = quickQuery;
        }
        const RequestContext &context = examination().context();
        RequestContext now = context;
        now.now = examination().clock().now();
        const PreparedRequest request = prepareRequest(*findOperation(u"stk_push"), values, now);
        if (!request.isValid()) {
            notRun(request.problems.first().message);
            return;
        }
        ApiCall *call =
            examination().patient().client->call(*request.operation, request.values, wait, CallFlag::OneAttempt | CallFlag::Probe);
        new CallKeeper(call, life());
        Q_EMIT progressed(doctorText("sending KES 1 to the test phone %1").arg(sandboxPhone()));
        connect(call, &ApiCall::acknowledged, life(), [this] { Q_EMIT progressed(doctorText("accepted; waiting for the outcome")); });
        connect(call, &ApiCall::stageChanged, life(), [this, call] {
            if (call->stage() == ApiCall::Stage::Waiting) {
                Q_EMIT progressed(doctorText("waiting for the outcome"));
            }
        });
        connect(call, &ApiCall::succeeded, life(), [this, call](const ApiResponse &response) {
            for (const HttpExchange &exchange : call->exchanges()) {
                record(exchange);
            }
            pushed(response);
        });
        connect(call, &ApiCall::failed, life(), [this, call](const MpesaError &error) {
            for (const HttpExchange &exchange : call->exchanges()) {
                record(exchange);
            }
            refused(error);
        });
    });
}

void PromptAsker::refused(const MpesaError &error)
{
    Finding finding;
    SpokenAnswer answer;
    answer.kind = error.httpStatus == 0 ? SpokenAnswer::Kind::Nothing : SpokenAnswer::Kind::Refusal;
    answer.status = error.httpStatus;
    answer.words = error.message;
    answer.code = error.code;
    answer.requestId = error.requestId;
    answer.hasOwnWords = error.origin == MpesaError::Origin::Api;
    answer.tokenRefused = error.origin == MpesaError::Origin::Auth;
    const PasskeyReading reading = readPasskeyAnswer(answer);
    const bool isRefusal = reading == PasskeyReading::WrongCredentials || reading == PasskeyReading::NoMerchant;
    answer.quoteIn(finding);
    finding.status = isRefusal ? Finding::Status::Bad : Finding::Status::Unknown;
    finding.title = reading == PasskeyReading::WrongCredentials
                        ? doctorText("The prompt was refused: the passkey does not belong to the number")
                    : reading == PasskeyReading::NoMerchant ? doctorText("The prompt was refused: the number takes no prompts here")
                                                            : doctorText("The prompt was not accepted");
    finding.summary = answer.inShort();
    finding.means = isRefusal ? doctorText("Number, passkey and environment do not match.") : error.message;
    finding.blames = isRefusal
                         ? QStringList{reading == PasskeyReading::NoMerchant ? QStringLiteral("shortCode") : QStringLiteral("passkey")}
                         : QStringList{};
    finding.steps = {isRefusal ? doctorText("Copy short code and passkey anew from My Apps on Safaricom's portal")
                               : doctorText("Wait a minute and try again: a phone takes one prompt at a time")};
    finding.sure = isRefusal ? Finding::Sure::High : Finding::Sure::Low;
    finding.because = isRefusal ? doctorText("Daraja says so in these words") : doctorText("no prompt went out, so nothing was shown");
    finish(finding);
}

} // namespace daraja
