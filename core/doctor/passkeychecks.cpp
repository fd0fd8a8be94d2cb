// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// S1 and S2: do short code and passkey belong together?

#include "core/doctor/passkeychecks.h"

#include "core/doctor/passkeyreading.h"
#include "core/doctor/registry.h"

namespace daraja {

namespace {

using Proof = ExaminationFacts::Proof;
using Status = Finding::Status;

/// S1: an STK query with the real password and an id that cannot exist.
class PasskeyCheck final : public PasskeyAsker
{
public:
    using PasskeyAsker::PasskeyAsker;

protected:
    void start() override
    {
        if (!isUseless()) {
            query(questionOf(examination()), [this](PasskeyReading reading, const SpokenAnswer &answer) { tell(reading, answer); });
        }
    }

private:
    void tell(PasskeyReading reading, const SpokenAnswer &answer)
    {
        switch (reading) {
        case PasskeyReading::UnknownId:
            tellGood(answer);
            return;
        case PasskeyReading::WrongCredentials:
        case PasskeyReading::BadPassword:
            tellRefused(reading, answer);
            return;
        case PasskeyReading::NoMerchant:
        case PasskeyReading::BadShortCode:
            tellNoMerchant(reading, answer);
            return;
        default:
            finish(findingWithoutVerdict(reading, answer));
        }
    }

    void tellGood(const SpokenAnswer &answer)
    {
        Finding finding;
        answer.quoteIn(finding);
        finding.status = Status::Good;
        finding.title = doctorText("Daraja did not refuse short code and passkey");
        finding.summary = doctorText("not refused as given");
        finding.means = doctorText("It went on to look for the payment, which does not exist. The control shows whether it looked at the "
                                   "passkey at all.");
        finding.sure = Finding::Sure::Medium;
        finding.because = doctorText("the control decides (S2)");
        finish(finding);
    }

    void tellRefused(PasskeyReading reading, const SpokenAnswer &answer)
    {
        examination().facts().passkey = Proof::Refused;
        const QString shortCode = examination().context().profile.shortCode.trimmed();
        Finding finding;
        answer.quoteIn(finding);
        finding.status = Status::Bad;
        finding.title = doctorText("The passkey does not belong to the number %1").arg(shortCode);
        finding.summary = doctorText("refused as given");
        finding.means = reading == PasskeyReading::WrongCredentials
                            ? doctorText("The passkey, the number, or the environment do not match.")
                            : doctorText("Daraja cannot read the password that was made of number, passkey and time.");
        finding.blames = {QStringLiteral("passkey")};
        finding.steps = {
            examination().isProduction()
                ? doctorText("Open My Apps › your live app › copy icon next to Passkey; or take it from the e-mail of going live")
                : doctorText("Open My Apps on Safaricom's portal and copy the passkey with the copy icon"),
            doctorText("Paste it here and press Check again"),
            doctorText("For a till: the passkey belongs to the store or head office number")};
        finding.cure = {Finding::Cure::Action::EditValue, doctorText("Paste passkey…"), QStringLiteral("passkey"), {}, {}, {}};
        finding.sure = Finding::Sure::High;
        finding.because = doctorText("Daraja says so in these words, and no id was needed for it");
        finish(finding);
    }

    void tellNoMerchant(PasskeyReading reading, const SpokenAnswer &answer)
    {
        examination().facts().passkey = Proof::Refused;
        const Profile &profile = examination().context().profile;
        const QString shortCode = profile.shortCode.trimmed();
        Finding finding;
        answer.quoteIn(finding);
        finding.status = Status::Bad;
        finding.title = doctorText("The number %1 is not set up for prompts here").arg(shortCode);
        finding.summary = answer.inShort();
        finding.means =
            reading == PasskeyReading::NoMerchant
                ? doctorText("Daraja has no merchant with this number in this environment: it is a till in the place of the store "
                             "number, a number of the other environment, or M-Pesa Express is not live for it.")
                : doctorText("Daraja does not take this as a short code: it is mistyped, or none that is set up here.");
        finding.blames = {QStringLiteral("shortCode")};
        finding.steps = {doctorText("Use the number that you went live with: for a till the store or head office number"),
                         doctorText("Look at the environment: %1 must be from %2").arg(shortCode, environmentName(profile.environment)),
                         doctorText("Correct it in the profile and press Check again")};
        finding.cure = {Finding::Cure::Action::EditValue, doctorText("Edit short code…"), QStringLiteral("shortCode"), {}, {}, {}};
        finding.sure = reading == PasskeyReading::NoMerchant ? Finding::Sure::High : Finding::Sure::Medium;
        finding.because = doctorText("Daraja says so in these words");
        finish(finding);
    }
};

/// S2: the same with one digit of the passkey changed. Only the difference between the two proves anything.
class PasskeyControl final : public PasskeyAsker
{
public:
    using PasskeyAsker::PasskeyAsker;

protected:
    void start() override
    {
        const Finding *asked = examination().finding(QStringLiteral("S1"));
        if (isUseless()) {
            return;
        }
        if (asked == nullptr || asked->status != Status::Good) {
            notRun(doctorText("The control is worth something only when the passkey itself was not refused."));
            return;
        }
        PasskeyQuestion question = questionOf(examination());
        question.passkey = withOneDigitChanged(question.passkey);
        examination().addSecret(question.passkey);
        query(question, [this](PasskeyReading reading, const SpokenAnswer &answer) { tell(reading, answer); });
    }

private:
    void tell(PasskeyReading reading, const SpokenAnswer &answer)
    {
        if (reading == PasskeyReading::WrongCredentials) {
            tellProven(answer);
        } else if (reading == PasskeyReading::UnknownId) {
            tellNotProvable(answer);
        } else {
            Finding finding = findingWithoutVerdict(reading, answer);
            finding.title = doctorText("The control of the passkey gave no result");
            finding.cure.check = QStringLiteral("S2");
            finish(finding);
        }
    }

    void tellProven(const SpokenAnswer &answer)
    {
        examination().facts().passkey = Proof::Proven;
        Finding finding;
        answer.quoteIn(finding);
        finding.status = Status::Good;
        finding.title = doctorText("Proven: the passkey belongs to the number %1").arg(examination().context().profile.shortCode.trimmed());
        finding.summary = doctorText("refused with one digit changed, not refused as given");
        finding.means = doctorText("With one digit changed Daraja refuses the passkey, as it is it does not.");
        finding.sure = Finding::Sure::High;
        finding.because = doctorText("S1 and its control differ in this one digit only");
        finish(finding);
    }

    void tellNotProvable(const SpokenAnswer &answer)
    {
        examination().facts().passkey = Proof::NotProvable;
        const Environment environment = examination().context().profile.environment;
        const bool mayPush = environment == Environment::Sandbox || environment == Environment::Simulator;
        Finding finding;
        answer.quoteIn(finding);
        finding.status = Status::Unknown;
        finding.title = doctorText("Short code and passkey cannot be proven without a prompt");
        finding.summary = doctorText("a passkey with one digit changed gets the same answer");
        finding.means = doctorText("Daraja looked up the id before the password, so its answers say nothing about the passkey.");
        finding.steps = {mayPush
                             ? doctorText("Run the check Real prompt: KES 1 of test money to Safaricom's test phone")
                             : doctorText("Send KES 1 to your own phone under Requests › STK push, and press Cancel on the phone: a prompt "
                                          "that appears proves the passkey")};
        if (mayPush) {
            finding.cure = {Finding::Cure::Action::RunCheck, doctorText("Try a real prompt…"), {}, {}, QStringLiteral("S4"), {}};
        } else {
            finding.cure = {Finding::Cure::Action::OpenPage, doctorText("Open Requests"), {}, QStringLiteral("requests/stk_push"), {}, {}};
        }
        finding.sure = Finding::Sure::High;
        finding.because = doctorText("S1 and its control got the same answer");
        finish(finding);
    }
};

CheckSpec passkeySpec(const char *id, const QString &title, const QString &what)
{
    CheckSpec spec;
    spec.id = QString::fromLatin1(id);
    spec.title = title;
    spec.what = what;
    spec.needs = doctorText("short code, passkey");
    spec.branch = Branch::Passkey;
    spec.contact = Contact::Gateway;
    spec.effect = SideEffect::Log;
    return spec;
}

} // namespace

QList<CheckRow> passkeyChecks()
{
    const CheckSpec ask =
        passkeySpec("S1", doctorText("Short code and passkey"),
                    doctorText("Asks what became of a payment whose id cannot exist, with the real password. Daraja refuses a "
                               "wrong passkey before it looks for the payment. No phone rings."));
    const CheckSpec control =
        passkeySpec("S2", doctorText("Passkey control"),
                    doctorText("The same question with one digit of the passkey changed. Only when this is refused and the "
                               "real one is not, the passkey is proven."));
    CheckSpec variants = passkeySpec("S3", doctorText("Passkey variants"),
                                     doctorText("When the passkey is refused: at most four other ways to put the same values together."));
    CheckSpec prompt =
        passkeySpec("S4", doctorText("Real prompt"),
                    doctorText("Sends a prompt for KES 1 of test money to Safaricom's test phone and waits for the outcome. In the "
                               "simulator and the sandbox only."));
    variants.wants = Consent::OtherEnvironment;
    prompt.effect = SideEffect::Prompt;
    prompt.consents = Consent::RealPrompt;
    prompt.onRequest = true;
    return {{ask, &makeCheck<PasskeyCheck>},
            {control, &makeCheck<PasskeyControl>},
            {variants, &makePasskeyVariants},
            {prompt, &makeRealPrompt}};
}

} // namespace daraja
