// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/darajactl/tourcommand.h"

#include "core/callbacks/accountbalance.h"
#include "core/profiles/profilestore.h"

#include <QTimer>

namespace daraja {

namespace {

constexpr std::chrono::seconds resultLimit{20};
constexpr int phoneDelay = 150; // milliseconds until the virtual phone answers
constexpr int callbackDelay = 100;

WaitOptions untilResult()
{
    WaitOptions wait;
    wait.limit = resultLimit;
    return wait;
}

} // namespace

TourCommand::TourCommand(const Clock &clock, const Output &output, QObject *parent)
    : Command(parent)
    , m_clock(clock)
    , m_output(output)
    , m_simulator(clock)
    , m_steps{{QStringLiteral("token"), [this] { token(); }},
              {QStringLiteral("cached token"), [this] { cachedToken(); }},
              {QStringLiteral("forced refresh"), [this] { forcedRefresh(); }},
              {QStringLiteral("STK push paid"), [this] { stkPushPaid(); }},
              {QStringLiteral("STK push cancelled"), [this] { stkPushCancelled(); }},
              {QStringLiteral("STK query"), [this] { stkQuery(); }},
              {QStringLiteral("balance"), [this] { balance(); }},
              {QStringLiteral("wrong secret refused"), [this] { wrongSecret(); }},
              {QStringLiteral("expired token renewed in mid-call"), [this] { expiredToken(); }}}
{
    addFamilies();
}

TourCommand::~TourCommand() = default;

void TourCommand::start()
{
    SimulatorOptions options;
    options.callbackDelay = callbackDelay;
    options.automaticAnswer = phoneDelay;
    options.tooEarlyQuery = 0;
    connect(&m_simulator, &Simulator::ready, this, &TourCommand::openWorkspace);
    if (!m_simulator.start(options)) {
        Q_EMIT finished(m_output.badInput(m_simulator.errorString()));
    }
}

void TourCommand::openWorkspace()
{
    m_receiver = std::make_unique<CallbackReceiver>(m_clock);
    if (!m_receiver->listen()) {
        Q_EMIT finished(m_output.badInput(m_receiver->errorString()));
        return;
    }
    const SimulatorOptions &made = m_simulator.options();
    Profile profile = ProfileStore::demoProfile();
    profile.consumerKey = made.consumerKey;
    const ProfileSecrets secrets{.consumerSecret = made.consumerSecret,
                                 .passkey = made.passkey,
                                 .initiatorPassword = made.initiatorPassword,
                                 .securityCredential = {}};
    m_workspace = std::make_unique<Workspace>(profile, secrets, m_simulator.baseUrl(), m_clock, m_receiver.get());
    RequestContext context = m_workspace->client().context();
    context.certificate = m_simulator.certificatePem();
    m_workspace->client().setContext(context);
    nextStep();
}

void TourCommand::nextStep()
{
    if (++m_current == m_steps.size()) {
        m_output.object({{QStringLiteral("ok"), m_allOk}, {QStringLiteral("steps"), m_report}});
        m_output.say(m_allOk ? QStringLiteral("All %1 steps hold.").arg(m_steps.size()) : QStringLiteral("Some steps do not hold."));
        Q_EMIT finished(m_allOk ? ExitCode::Done : ExitCode::Refused);
        return;
    }
    m_stepTimer.start();
    m_steps.at(m_current).run();
}

void TourCommand::stepDone(bool ok, const QString &detail)
{
    const qint64 duration = m_stepTimer.elapsed();
    m_allOk = m_allOk && ok;
    const QString &name = m_steps.at(m_current).name;
    m_report.append(QJsonObject{{QStringLiteral("name"), name},
                                {QStringLiteral("ok"), ok},
                                {QStringLiteral("durationMs"), duration},
                                {QStringLiteral("detail"), detail}});
    m_output.say(QStringLiteral("%1  %2  %3 ms  %4")
                     .arg(ok ? QStringLiteral("ok    ") : QStringLiteral("FAILED"))
                     .arg(name, -34)
                     .arg(duration, 5)
                     .arg(detail));
    QTimer::singleShot(0, this, &TourCommand::nextStep);
}

void TourCommand::unexpected(const MpesaError &error)
{
    stepDone(false, QStringLiteral("%1 %2").arg(error.code, error.message));
}

void TourCommand::token()
{
    TokenRequest *request = m_workspace->tokens().request();
    connect(request, &TokenRequest::ready, this, [this](const AccessToken &token, bool cached) {
        m_firstToken = token.token;
        stepDone(!cached && !token.isExpired(m_clock), QStringLiteral("lives %1 s").arg(token.expiresIn.count()));
    });
    connect(request, &TokenRequest::failed, this, &TourCommand::unexpected);
}

void TourCommand::cachedToken()
{
    TokenRequest *request = m_workspace->tokens().request();
    connect(request, &TokenRequest::ready, this, [this](const AccessToken &token, bool cached) {
        const int fetches = m_workspace->tokens().fetchCount();
        stepDone(cached && token.token == m_firstToken && fetches == 1, QStringLiteral("%1 request to Daraja so far").arg(fetches));
    });
    connect(request, &TokenRequest::failed, this, &TourCommand::unexpected);
}

void TourCommand::forcedRefresh()
{
    TokenRequest *request = m_workspace->tokens().request(TokenManager::Mode::ForceRefresh);
    connect(request, &TokenRequest::ready, this, [this](const AccessToken &token, bool cached) {
        const int fetches = m_workspace->tokens().fetchCount();
        stepDone(!cached && token.token != m_firstToken && fetches == 2,
                 QStringLiteral("another token, %1 requests to Daraja so far").arg(fetches));
    });
    connect(request, &TokenRequest::failed, this, &TourCommand::unexpected);
}

void TourCommand::expectResult(ApiCall *call, CallOutcome outcome, const QString &code)
{
    call->then(
        this,
        [this, outcome, code](const ApiResponse &response) {
            const bool ok = response.outcome == outcome && response.result && response.result->code == code;
            const QString receipt = response.result && !response.result->transactionId.isEmpty()
                                        ? QStringLiteral(", receipt %1").arg(response.result->transactionId)
                                        : QString();
            stepDone(ok, QStringLiteral("%1: %2%3")
                             .arg(outcomeName(response.outcome),
                                  response.result ? response.result->description : QStringLiteral("no result"), receipt));
        },
        [this](const MpesaError &error) { unexpected(error); });
}

void TourCommand::stkPushPaid()
{
    ApiCall *call = m_workspace->client().stkPush({.amount = QStringLiteral("1250"),
                                                   .phoneNumber = QStringLiteral("0712345678"),
                                                   .accountReference = QStringLiteral("INV-00231"),
                                                   .transactionDesc = QStringLiteral("School fees"),
                                                   .transactionType = {},
                                                   .businessShortCode = {},
                                                   .partyB = {},
                                                   .callBackUrl = {}},
                                                  untilResult());
    expectResult(call, CallOutcome::Paid, QStringLiteral("0"));
}

void TourCommand::stkPushCancelled()
{
    m_simulator.setAutomaticAnswer(-1);
    m_phone = connect(&m_simulator.handset(), &Handset::promptOpened, this, [this](const Prompt &prompt) {
        disconnect(m_phone);
        QTimer::singleShot(phoneDelay, this, [this, id = prompt.id] { m_simulator.handset().cancel(id); });
    });
    ApiCall *call = m_workspace->client().stkPush({.amount = QStringLiteral("300"),
                                                   .phoneNumber = QStringLiteral("0722000101"),
                                                   .accountReference = QStringLiteral("INV-00232"),
                                                   .transactionDesc = QStringLiteral("Uniform"),
                                                   .transactionType = {},
                                                   .businessShortCode = {},
                                                   .partyB = {},
                                                   .callBackUrl = {}},
                                                  untilResult());
    connect(call, &ApiCall::acknowledged, this, [this](const ApiResponse &soFar) { m_cancelledId = soFar.conversation; });
    expectResult(call, CallOutcome::Refused, QStringLiteral("1032"));
}

void TourCommand::stkQuery()
{
    m_simulator.setAutomaticAnswer(phoneDelay); // the phone pays by itself again
    expectResult(m_workspace->client().stkQuery(m_cancelledId), CallOutcome::Refused, QStringLiteral("1032"));
}

void TourCommand::balance()
{
    ApiCall *call = m_workspace->client().accountBalance({}, untilResult());
    call->then(
        this,
        [this](const ApiResponse &response) {
            QStringList accounts;
            if (response.result) {
                for (const auto &[name, value] : response.result->parameters) {
                    if (name == QLatin1StringView("AccountBalance")) {
                        for (const AccountBalance &account : parseAccountBalance(value)) {
                            accounts.append(account.name + QLatin1Char(' ') + account.available);
                        }
                    }
                }
            }
            stepDone(response.outcome == CallOutcome::Done && accounts.size() >= 3, accounts.join(QStringLiteral(", ")));
        },
        [this](const MpesaError &error) { unexpected(error); });
}

void TourCommand::wrongSecret()
{
    m_wrongTokens =
        std::make_unique<TokenManager>(m_workspace->http(), m_clock, m_workspace->tokens().consumerKey(), QStringLiteral("not-the-secret"));
    TokenRequest *request = m_wrongTokens->request();
    connect(request, &TokenRequest::ready, this, [this] { stepDone(false, QStringLiteral("a wrong secret was accepted")); });
    connect(request, &TokenRequest::failed, this, [this](const MpesaError &error) {
        stepDone(error.code == QLatin1StringView(ErrorCode::authInvalidCredentials),
                 QStringLiteral("%1, HTTP %2").arg(error.code).arg(error.httpStatus));
    });
}

void TourCommand::expiredToken()
{
    m_simulator.expireTokens();
    const int before = m_workspace->tokens().fetchCount();
    m_workspace->client()
        .stkQuery(m_cancelledId)
        ->then(
            this,
            [this, before](const ApiResponse &response) {
                const int fetches = m_workspace->tokens().fetchCount() - before;
                stepDone(response.result.has_value() && fetches == 1,
                         QStringLiteral("rejected, %1 new token, sent again, answered").arg(fetches));
            },
            [this](const MpesaError &error) { unexpected(error); });
}

Invocation tourInvocation()
{
    return {std::make_unique<Arguments>(QStringLiteral(
                "Token, STK push, query, balance and their faults, once each, on a simulator of its own.\n\n  darajactl tour --json")),
            [](const Arguments &, const Clock &clock, const Output &output, QString *) -> std::unique_ptr<Command> {
                return std::make_unique<TourCommand>(clock, output);
            }};
}

} // namespace daraja
