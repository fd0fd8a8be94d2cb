// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// K5: what the last registration of URLs was answered with. Never registers.

#include "core/doctor/callbackreading.h"
#include "core/doctor/spokenanswer.h"
#include "core/errors/answerbody.h"
#include "core/errors/errorguide.h"

namespace daraja {

namespace {

using Status = Finding::Status;

bool isSuccess(const QJsonObject &object)
{
    const QString code = jsonText(jsonMember(object, u"ResponseCode")).trimmed();
    const QString words = jsonText(jsonMember(object, u"ResponseDescription")).trimmed();
    const bool zero = !code.isEmpty() && code.count(u'0') == code.size();                 // `0`, `00000000`
    return zero || (code.isEmpty() && words.startsWith(u"success", Qt::CaseInsensitive)); // the code may be missing (doctor 1.12)
}

bool says(const QString &text, QStringView words)
{
    return text.contains(words, Qt::CaseInsensitive);
}

} // namespace

Finding readRegistration(const QString &answer)
{
    const AnswerBody body = readAnswer(answer.toUtf8());
    const ErrorSighting seen = readErrorText(answer);
    Finding finding;
    finding.said = seen.text;
    finding.code = isCodeOfThisProgram(seen.code) ? QString() : seen.code;
    finding.requestId = body.requestId;
    finding.summary = (finding.code + u' ' + finding.said).trimmed();
    finding.sure = Finding::Sure::High;
    finding.because = doctorText("Daraja's own words; nothing was registered to find out");
    finding.blames = {QStringLiteral("registration")};
    if (body.kind == AnswerBody::Kind::Page) {
        finding.status = Status::Unknown;
        finding.title = doctorText("A firewall answered the registration");
        finding.means = doctorText("The answer is a web page and not Daraja's. It says nothing about the URLs.");
        finding.steps = {doctorText("Wait 15 minutes, then register again")};
        finding.sure = Finding::Sure::Low;
    } else if (!body.reportsError && isSuccess(body.object)) {
        finding.status = Status::Good;
        finding.said = jsonText(jsonMember(body.object, u"ResponseDescription"));
        finding.summary = finding.said;
        finding.title = doctorText("The URLs are registered");
        finding.means = doctorText("Daraja took them.");
    } else if (says(answer, u"already registered")) {
        finding.status = Status::Note;
        finding.title = doctorText("URLs are registered already");
        finding.means = doctorText("On production they are registered once. Take it as done, unless the addresses are not yours.");
        finding.steps = {
            doctorText("To change them: M-Pesa organisation portal, Self Service, URL Management; delete, then register again")};
    } else if (says(answer, u"duplicate notification")) {
        finding.status = Status::Note;
        finding.title = doctorText("URLs are registered already, perhaps by an aggregator");
        finding.means = doctorText("The short code has URLs, here or on another platform. Payments are reported there.");
        finding.steps = {doctorText("Look under Self Service, URL Management, in the M-Pesa organisation portal"),
                         doctorText("If they are not there, ask apisupport@safaricom.co.ke to remove them")};
    } else if (says(answer, u"apiproduct")) {
        finding.status = Status::Bad;
        finding.title = doctorText("The app has not this version of Customer to Business");
        finding.means = doctorText("There are two versions, and an app has one or both. Daraja calls that an invalid token.");
        finding.steps = {doctorText("Run the check API products: it shows which version the app has"),
                         doctorText("Register with that version, or tick the other one under My Apps › ⋮ › Update App")};
        finding.cure = {Finding::Cure::Action::RunCheck, doctorText("Check the products"), {}, {}, QStringLiteral("P1"), {}};
    } else if (says(answer, u"servicecallout") || says(answer, u"SCO-AddURLVault")) {
        finding.status = Status::Bad;
        finding.title = doctorText("This short code takes no C2B registration");
        finding.means = doctorText("It is a number for prompts only, like the sandbox's 174379.");
        finding.steps = {doctorText("In the sandbox use one of its C2B numbers, 600xxx"),
                         doctorText("On production ask M-PESABusiness@Safaricom.co.ke to enable C2B")};
    } else if (says(answer, u"access token") || seen.code.startsWith(u"401")) {
        finding.status = Status::Bad;
        finding.title = doctorText("The token was refused at the registration");
        finding.means =
            doctorText("It had expired, another one had been made meanwhile, or the app lacks this version of Customer to Business.");
        finding.steps = {doctorText("Get a new token and register again"),
                         doctorText("If it is refused again: run the check API products")};
        finding.cure = {Finding::Cure::Action::RunCheck, doctorText("Check the products"), {}, {}, QStringLiteral("P1"), {}};
        finding.sure = Finding::Sure::Medium;
    } else {
        const ErrorGuide &guide = ErrorGuide::instance();
        ErrorSighting sighting = seen;
        sighting.kind = ErrorSighting::Kind::Error;
        sighting.operation = QStringLiteral("c2b_register");
        const QList<const GuideEntry *> meanings = guide.meanings(sighting);
        const Explanation known = guide.explanationOf(meanings.isEmpty() ? nullptr : meanings.first(), sighting);
        const bool isInput = seen.code.startsWith(u"400") || says(answer, u"bad request");
        finding.status = isInput ? Status::Bad : Status::Unknown;
        finding.title = known.known ? known.title : doctorText("The registration was answered in a way that is not known here");
        finding.means = known.known ? known.means : doctorText("The answer is in no list.");
        finding.steps = known.known ? known.steps : QStringList{doctorText("Send the answer to apisupport@safaricom.co.ke")};
        finding.sure = known.known && isInput ? Finding::Sure::Medium : Finding::Sure::Low;
    }
    return finding;
}

} // namespace daraja
