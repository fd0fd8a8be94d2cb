// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// S4 and K4: what only a prompt can show. On request.

#include "core/doctor/passkeychecks.h"
#include "core/doctor/promptasker.h"
#include "core/doctor/spokenanswer.h"
#include "core/errors/answerbody.h"

namespace daraja {

namespace {

using Status = Finding::Status;
using namespace std::chrono_literals;

void quoteResult(Finding &finding, const ApiResponse &response)
{
    finding.requestId = response.conversation;
    if (response.result) {
        finding.said = response.result->description;
        finding.code = response.result->code;
    }
}

/// S4: whatever comes out of it, a prompt that has an outcome was accepted with this passkey.
class RealPrompt final : public PromptAsker
{
public:
    using PromptAsker::PromptAsker;

protected:
    void start() override
    {
        if (!mustNotPush()) {
            push();
        }
    }

    void pushed(const ApiResponse &response) override
    {
        Finding finding;
        quoteResult(finding, response);
        if (response.result) {
            examination().facts().passkey = ExaminationFacts::Proof::Proven;
            finding.status = Status::Good;
            finding.title = doctorText("Proven: a prompt went out with this passkey");
            finding.summary = doctorText("outcome %1").arg(response.result->code);
            finding.means =
                doctorText("Daraja took the prompt and told its outcome. Which outcome does not matter here: the test phone does "
                           "not answer, so 1037 is usual.");
            finding.because = doctorText("an outcome exists only for a prompt that was accepted");
        } else {
            finding.status = Status::Unknown;
            finding.title = doctorText("The prompt was accepted, and then nothing was heard of it");
            finding.means =
                doctorText("That happens when the sandbox is down, and also with a passkey of another environment. An acceptance "
                           "alone proves nothing.");
            finding.steps = {doctorText("Try again in an hour"), doctorText("Compare the passkey with the one on Safaricom's portal")};
            finding.sure = Finding::Sure::Low;
            finding.because = doctorText("accepted, but no outcome by callback or query");
        }
        finish(finding);
    }
};

/// K4: does the news of a prompt come, and does it say what Daraja says when it is asked?
class TruthTest final : public PromptAsker
{
public:
    using PromptAsker::PromptAsker;

protected:
    void start() override
    {
        if (!examination().patient().resultsReachUs) {
            notRun(doctorText("Callbacks cannot reach this computer. Enter a public address that leads to it under Settings › Callbacks."));
        } else if (!mustNotPush()) {
            MpesaClient *client = examination().patient().client;
            connect(client, &MpesaClient::joined, life(), [this](const Callback &callback) {
                if (!callback.refused) {
                    m_arrived.append(callback.conversation);
                    lookAtLateNews();
                }
            });
            push();
        }
    }

    void pushed(const ApiResponse &response) override
    {
        m_response = response;
        if (!response.result) {
            tellSilence();
        } else if (response.result->from == CallResult::From::Callback) {
            askForTruth();
        } else {
            Q_EMIT progressed(doctorText("Daraja has the outcome; waiting for the news of it"));
            m_waitsForNews = true;
            QTimer::singleShot(asksThisComputer(examination()) ? 3s : 30s, life(), [this] { tellLost(); });
            lookAtLateNews();
        }
    }

private:
    void lookAtLateNews()
    {
        if (m_waitsForNews && m_arrived.contains(m_response.conversation)) {
            m_waitsForNews = false;
            tellArrived(true);
        }
    }

    /// Daraja's own word on the prompt, to compare.
    void askForTruth()
    {
        examination().takeTurn(life(), [this] {
            ApiCall *call = examination().patient().client->call(QStringLiteral("stk_query"),
                                                                 {{QStringLiteral("CheckoutRequestID"), m_response.conversation}}, {},
                                                                 CallFlag::OneAttempt | CallFlag::Probe);
            new CallKeeper(call, life());
            connect(call, &ApiCall::succeeded, life(), [this, call](const ApiResponse &answer) {
                recordAll(*call);
                const QString code = jsonText(jsonMember(answer.acknowledgement, u"ResultCode"));
                tellArrived(code == m_response.result->code);
            });
            connect(call, &ApiCall::failed, life(), [this, call] {
                recordAll(*call);
                tellArrived(false);
            });
        });
    }

    void recordAll(const ApiCall &call)
    {
        for (const HttpExchange &exchange : call.exchanges()) {
            record(exchange);
        }
    }

    void tellArrived(bool agreed)
    {
        Finding finding;
        quoteResult(finding, m_response);
        finding.status = Status::Good;
        finding.title = doctorText("The news of a prompt arrives");
        finding.summary = doctorText("callback with outcome %1").arg(m_response.result->code);
        finding.means =
            doctorText("Safaricom's callback came to the address of this program. Your own server has an address of its own: look "
                       "at the other callback checks.");
        finding.sure = agreed ? Finding::Sure::High : Finding::Sure::Medium;
        finding.because = agreed ? doctorText("the callback and STK query say the same")
                                 : doctorText("the callback came, but STK query could not be compared with it");
        finish(finding);
    }

    void tellLost()
    {
        if (!m_waitsForNews) {
            return;
        }
        Finding finding;
        quoteResult(finding, m_response);
        finding.status = Status::Bad;
        finding.title = doctorText("Safaricom finished, and the news did not arrive");
        finding.summary = doctorText("STK query says %1, no callback came").arg(m_response.result->code);
        finding.means = doctorText("The prompt has an outcome, but its callback did not come to this program.");
        finding.blames = {QStringLiteral("callbackBaseUrl")};
        finding.steps = {doctorText("Check that the public address leads to this computer: tunnel, router, firewall"),
                         doctorText("Let Safaricom's addresses through (check Allow list)"),
                         doctorText("In the sandbox some callbacks are lost at Safaricom: run it once more")};
        finding.cure = {
            Finding::Cure::Action::OpenPage, doctorText("Open callback settings"), {}, QStringLiteral("settings/callbacks"), {}, {}};
        finding.sure = examination().context().profile.environment == Environment::Sandbox ? Finding::Sure::Medium : Finding::Sure::High;
        finding.because = doctorText("STK query knows the outcome, the callback did not come");
        finish(finding);
    }

    void tellSilence()
    {
        Finding finding;
        quoteResult(finding, m_response);
        finding.status = Status::Unknown;
        finding.title = doctorText("Neither a callback nor an outcome");
        finding.means =
            doctorText("Daraja accepted the prompt and then knew no outcome when it was asked. That is an outage on its side, and "
                       "says nothing about your callbacks.");
        finding.steps = {doctorText("Try again in an hour")};
        finding.sure = Finding::Sure::Low;
        finding.because = doctorText("there is no outcome to compare with");
        finish(finding);
    }

    ApiResponse m_response;
    QStringList m_arrived;
    bool m_waitsForNews = false;
};

} // namespace

std::unique_ptr<Check> makeRealPrompt(Examination &examination, const CheckSpec &spec)
{
    return makeCheck<RealPrompt>(examination, spec);
}

std::unique_ptr<Check> makeTruthTest(Examination &examination, const CheckSpec &spec)
{
    return makeCheck<TruthTest>(examination, spec);
}

} // namespace daraja
