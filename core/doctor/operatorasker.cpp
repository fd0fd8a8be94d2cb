// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/operatorasker.h"

#include "core/base/nairobitime.h"
#include "core/doctor/spokenanswer.h"

#include <QCryptographicHash>

namespace daraja {

namespace {

using Grant = ExaminationFacts::Grant;
using Status = Finding::Status;
using namespace std::chrono_literals;

constexpr std::chrono::milliseconds longestResult = 180s;        // doctor 4, I1
constexpr std::chrono::milliseconds longestOnThisComputer = 12s; // the simulator needs half a second

void point(Finding &finding, const QString &check, const QString &label)
{
    finding.cure.action = Finding::Cure::Action::RunCheck;
    finding.cure.check = check;
    finding.cure.label = label;
}

} // namespace

bool OperatorAsker::isUseless()
{
    const RequestContext &context = examination().context();
    const ProfileSecrets &secrets = context.secrets;
    const QString name = context.profile.initiatorName.trimmed();
    m_credential = secrets.securityCredential.isEmpty() ? secrets.initiatorPassword : secrets.securityCredential;
    if (name.isEmpty() && m_credential.isEmpty()) {
        notNeeded(doctorText("The profile has no API operator: it makes no payouts and asks for no balance."));
    } else if (name.isEmpty() || m_credential.isEmpty()) {
        notRun(name.isEmpty() ? doctorText("There is a password, but no name of the operator that it belongs to.")
                              : doctorText("There is an operator, but neither a password nor a security credential."));
    } else if (examination().facts().token.isEmpty()) {
        notRun(doctorText("There is no token to ask with."));
    } else if (!examination().patient().resultsReachUs) {
        notRun(doctorText("The result comes by callback, and callbacks cannot reach this computer. Enter a public address that leads to it "
                          "under Settings › Callbacks."));
    } else if (!examination().gatewayProblem(true).isEmpty()) {
        notRun(examination().gatewayProblem(true));
    } else {
        m_who = QStringList{environmentId(context.profile.environment), context.profile.shortCode.trimmed(), name}.join(u'/');
        return false;
    }
    return true;
}

void OperatorAsker::askOnce(const QString &operationId, const Values &values)
{
    if (examination().facts().products.value(operationId, Grant::NotAsked) == Grant::NotGranted) {
        notRun(doctorText("The app lacks the product for this question, so the operator would not be looked at."));
        return;
    }
    m_operation = findOperation(operationId);
    examination().takeTurn(life(), [this, values] {
        RequestContext context = examination().context();
        context.now = examination().clock().now();
        const PreparedRequest request = prepareRequest(*m_operation, values, context);
        if (!request.isValid()) {
            notRun(request.problems.first().message);
            return;
        }
        send(request);
    });
}

void OperatorAsker::send(const PreparedRequest &request)
{
    AttemptMeter *meter = examination().patient().meter;
    const AttemptMeter::Answer answer = meter != nullptr ? meter->ask(m_who, m_credential) : AttemptMeter::Answer();
    m_left = answer.left;
    if (!answer.allowed && meter != nullptr) {
        if (const QDateTime at = meter->acceptedAt(m_who, proof(), QString::fromLatin1(m_operation->id)); at.isValid()) {
            finish(acceptedBefore(at));
            return;
        }
    }
    if (!answer.allowed) {
        notRun(meter != nullptr ? answer.why : doctorText("Attempts with the operator cannot be counted here, so none is made."));
        return;
    }
    if (!meter->spend(m_who, m_credential)) {
        notRun(doctorText("The attempt could not be written down, so it is not made: too many lock the operator."));
        return;
    }
    examination().countOperatorAttempt();
    WaitOptions wait;
    wait.limit = asksThisComputer(examination()) ? longestOnThisComputer : longestResult;
    ApiCall *call = examination().patient().client->call(*m_operation, request.values, wait, CallFlag::OneAttempt | CallFlag::Probe);
    new CallKeeper(call, life());
    Q_EMIT progressed(doctorText("asking as %1").arg(examination().context().profile.initiatorName.trimmed()));
    connect(call, &ApiCall::stageChanged, life(), [this, call](ApiCall::Stage stage) {
        m_sent += stage == ApiCall::Stage::Sending ? 1 : 0;
        if (stage == ApiCall::Stage::Authorizing && m_sent > 0) {
            m_tokenRefused = true;
            call->abort();
        } else if (stage == ApiCall::Stage::Waiting) {
            Q_EMIT progressed(doctorText("accepted for checking; waiting for the result"));
        }
    });
    const auto recordAll = [this, call] {
        for (const HttpExchange &exchange : call->exchanges()) {
            record(exchange);
        }
    };
    connect(call, &ApiCall::succeeded, life(), [this, recordAll](const ApiResponse &response) {
        recordAll();
        ended(response);
    });
    connect(call, &ApiCall::failed, life(), [this, recordAll](const MpesaError &error) {
        recordAll();
        failedAtOnce(error);
    });
}

void OperatorAsker::ended(const ApiResponse &response)
{
    if (!response.result) {
        tellSilence();
        return;
    }
    const OperatorReading reading = readOperatorResult(response.result->code, response.result->description);
    tellMeter(reading);
    told(reading, response);
}

void OperatorAsker::tellMeter(OperatorReading reading)
{
    AttemptMeter &meter = *examination().patient().meter;
    switch (reading) {
    case OperatorReading::Locked:
        meter.locked(m_who, m_credential);
        break;
    case OperatorReading::Works:
    case OperatorReading::UnknownReceipt:
        meter.accepted(m_who, proof(), QString::fromLatin1(m_operation->id));
        break;
    case OperatorReading::Busy:
        break;
    default:
        meter.refused(m_who);
        break;
    }
}

QString OperatorAsker::proof()
{
    const RequestContext &context = examination().context();
    const QByteArray certificate = QCryptographicHash::hash(context.certificate, QCryptographicHash::Sha256).toHex();
    return QStringList{m_credential, QString::fromLatin1(certificate), context.baseUrl.toString()}.join(u'\n');
}

Finding OperatorAsker::acceptedBefore(const QDateTime &at) const
{
    Finding finding;
    finding.status = Status::Note;
    finding.title = doctorText("The operator was accepted at %1, and was not asked again").arg(nairobiClock(at));
    finding.summary = doctorText("accepted at %1, not asked again").arg(nairobiClock(at));
    finding.means = doctorText("Name, password and certificate are the same as then. More than two attempts in ten minutes could lock the "
                               "operator, so this run made none.");
    finding.steps = {doctorText("If it fails for you now: wait until ten minutes are over, and check again")};
    finding.sure = Finding::Sure::Medium;
    finding.because = doctorText("it is what Safaricom said minutes ago");
    return finding;
}

void OperatorAsker::tellSilence()
{
    const Environment environment = examination().context().profile.environment;
    const bool isTest = environment == Environment::Sandbox || environment == Environment::Simulator;
    Finding finding;
    finding.status = Status::Unknown;
    finding.title = doctorText("The result about the operator did not come");
    finding.summary = doctorText("accepted, then silence");
    finding.means = doctorText("Daraja took the question for checking, which says nothing about the operator. The result is lost, or late; "
                               "the sandbox often loses it.");
    finding.steps = {doctorText("Look at the way of callbacks first: without it no result can come"),
                     doctorText("Then run this check again, at most twice in ten minutes")};
    point(finding, isTest ? QStringLiteral("K4") : QStringLiteral("K1"), doctorText("Check the callbacks"));
    finding.sure = Finding::Sure::Low;
    finding.because = doctorText("an acknowledgement alone proves nothing");
    finish(finding);
}

void OperatorAsker::failedAtOnce(const MpesaError &error)
{
    SpokenAnswer answer;
    answer.status = error.httpStatus;
    answer.words = error.message;
    answer.code = error.code;
    answer.requestId = error.requestId;
    answer.hasOwnWords = error.origin == MpesaError::Origin::Api || error.origin == MpesaError::Origin::Auth;
    Finding finding;
    answer.quoteIn(finding);
    finding.summary = answer.inShort();
    finding.status = Status::Unknown;
    finding.sure = Finding::Sure::Low;
    finding.because = doctorText("nobody looked at the operator");
    point(finding, spec().id, doctorText("Check again"));
    const bool isCredential = answer.says(u"invalid securitycredential");
    const bool isName = answer.says(u"invalid initiator");
    if (m_tokenRefused || error.origin == MpesaError::Origin::Auth) {
        finding.title = doctorText("The token was refused before the operator was looked at");
        finding.means = doctorText("Either the app lacks the product, or another program asked for a token and cancelled this one.");
        finding.steps = {doctorText("Look at API products above"),
                         doctorText("Stop other programs that use the same key, then press Check again")};
    } else if (isCredential || isName) {
        finding.status = Status::Bad;
        finding.title = isCredential ? doctorText("The security credential has the wrong shape")
                                     : doctorText("The operator's name has the wrong shape");
        finding.means = isCredential ? doctorText("Daraja could not even read it: it is not the encrypted password in base64.")
                                     : doctorText("Daraja does not take this as the name of an operator.");
        finding.blames = {isCredential ? QStringLiteral("securityCredential") : QStringLiteral("initiatorName")};
        finding.steps = {
            isCredential ? doctorText("Let this program encrypt the password: enter the password and the certificate of this environment")
                         : doctorText("Copy the user name from the organisation portal: capital letters matter")};
        finding.cure = {Finding::Cure::Action::EditValue, doctorText("Edit…"), finding.blames.first(), {}, {}, {}};
        finding.sure = Finding::Sure::High;
        finding.because = doctorText("Daraja names the field");
    } else if (answer.says(u"invalid partya") || answer.says(u"invalid identifiertype")) {
        finding.status = Status::Bad;
        finding.title = doctorText("Daraja does not take the number of the organisation");
        finding.means = doctorText("The short code or till, or what the profile says that it is, cannot be right.");
        finding.blames = {QStringLiteral("shortCode")};
        finding.steps = {doctorText("Compare short code, till and kind of receiver with the organisation portal")};
        finding.sure = Finding::Sure::Medium;
        finding.because = doctorText("Daraja names the field");
    } else {
        finding.title = doctorText("The question about the operator was not accepted");
        finding.means = doctorText("That says nothing about name and password. The attempt is counted all the same.");
        finding.steps = {doctorText("Wait a few minutes and press Check again")};
    }
    finish(finding);
}

Finding OperatorAsker::findingOn(OperatorReading reading, const CallResult &result, const OperationSpec &operation)
{
    const QString name = examination().context().profile.initiatorName.trimmed();
    const QString role = catalogueText(operation.role);
    Finding finding;
    finding.said = result.description;
    finding.code = result.code;
    finding.status = Status::Bad;
    finding.summary = (result.code + u' ' + result.description).trimmed();
    finding.sure = Finding::Sure::High;
    finding.because = doctorText("the result of a real question says so");
    const bool ready = !examination().context().secrets.securityCredential.isEmpty();
    const QString password = ready ? QStringLiteral("securityCredential") : QStringLiteral("initiatorPassword");
    switch (reading) {
    case OperatorReading::WrongPassword:
        finding.title = doctorText("Operator, password or certificate is wrong");
        finding.means =
            doctorText(
                "Safaricom does not accept the operator “%1” with this password. It does not say which of name, password and certificate "
                "is wrong.")
                .arg(name);
        finding.blames = {password, QStringLiteral("initiatorName"), QStringLiteral("certificateFile")};
        finding.steps = {doctorText("Type the password once more; do not paste it"),
                         doctorText("Take a fresh certificate of %1").arg(environmentName(examination().context().profile.environment)),
                         doctorText("Compare the name with the organisation portal: capital letters matter"),
                         doctorText("There the operator must be Active, not Pending Active; a password is valid for 90 days"),
                         doctorText("Do not guess: the third wrong password locks the operator")};
        finding.cure = {Finding::Cure::Action::EditValue, doctorText("Type the password…"), password, {}, {}, {}};
        finding.sure = Finding::Sure::Medium;
        finding.because = left() >= AttemptMeter::limit
                              ? doctorText("1 of 2: the same password is sometimes accepted the next time")
                              : doctorText("the second attempt within ten minutes; a third would lock the operator");
        break;
    case OperatorReading::NoOperator:
        finding.title = doctorText("This short code has no operator %1").arg(name);
        finding.means = doctorText("Safaricom knows no API operator of that name for this short code.");
        finding.blames = {QStringLiteral("initiatorName")};
        finding.steps = {doctorText("Copy the user name from the organisation portal, Organization Operator: capital letters matter"),
                         doctorText("Check that the operator belongs to this short code and environment")};
        finding.cure = {Finding::Cure::Action::EditValue, doctorText("Edit the name…"), QStringLiteral("initiatorName"), {}, {}, {}};
        break;
    case OperatorReading::NoRole:
        finding.title = doctorText("The operator lacks the role %1").arg(role);
        finding.means =
            doctorText("Name and password were accepted, but %1 may not ask this, or belongs to another organisation.").arg(name);
        finding.steps = {doctorText("Let your Business Administrator add the role %1 in the organisation portal").arg(role),
                         doctorText("Wait a few minutes, then press Check again")};
        point(finding, spec().id, doctorText("Check again"));
        break;
    case OperatorReading::NotActive:
        finding.title = doctorText("The operator is not active");
        finding.means = doctorText("%1 is not active, or may not act for this number. Safaricom uses the same code for both.").arg(name);
        finding.blames = {QStringLiteral("initiatorName")};
        finding.steps = {doctorText("Let your Business Administrator activate the operator in the organisation portal"),
                         doctorText("If it is active already: look at its roles (%1)").arg(role)};
        finding.sure = Finding::Sure::Medium;
        break;
    case OperatorReading::Locked:
        finding.title = doctorText("The operator is locked. Stop trying");
        finding.means = doctorText("Too many wrong passwords were sent. Each further attempt fails, also with the right one.");
        finding.blames = {password};
        finding.steps = {
            doctorText("Stop every program that uses this operator"),
            doctorText("Let your Business Administrator unlock it in the organisation portal"),
            doctorText("Let your Business Manager set a new password, and enter it here: until then no attempt is made from here")};
        finding.cure = {Finding::Cure::Action::EditValue, doctorText("Enter the new password…"), password, {}, {}, {}};
        break;
    case OperatorReading::WrongParty:
        finding.title = doctorText("The operator cannot ask about this number");
        finding.means =
            doctorText("Safaricom finds no such organisation: the number is not the operator's, or it is a till that is called a "
                       "paybill, or the reverse.");
        finding.blames = {QStringLiteral("shortCode")};
        finding.steps = {doctorText("Compare short code, till and kind of receiver with the organisation portal")};
        finding.sure = Finding::Sure::Medium;
        break;
    case OperatorReading::Busy:
        finding.status = Status::Unknown;
        finding.title = doctorText("Safaricom was too busy to check the operator");
        finding.means = doctorText("The failure is on Safaricom's side and says nothing about name and password.");
        finding.steps = {doctorText("Wait a few minutes, then press Check again, once")};
        point(finding, spec().id, doctorText("Check again"));
        finding.sure = Finding::Sure::Low;
        finding.because = doctorText("the code stands for Safaricom's own troubles");
        break;
    case OperatorReading::Works:
    case OperatorReading::UnknownReceipt:
    case OperatorReading::Unclear:
        finding.status = Status::Unknown;
        finding.title = doctorText("The result about the operator is not known here");
        finding.means = doctorText("It is neither among the results that refuse an operator nor among those that accept one.");
        finding.steps = {doctorText("Look the code up under Errors"), doctorText("Send it to apisupport@safaricom.co.ke")};
        finding.sure = Finding::Sure::Low;
        finding.because = doctorText("a result that is in no list");
        break;
    }
    return finding;
}

} // namespace daraja
