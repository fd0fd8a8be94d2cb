// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/passkeyreading.h"

#include "core/base/nairobitime.h"
#include "core/crypto/stkpassword.h"
#include "core/doctor/promptasker.h"

#include <QJsonDocument>
#include <QRegularExpression>

#include <array>

namespace daraja {

namespace {

using Grant = ExaminationFacts::Grant;

constexpr std::array pendingWaits{std::chrono::milliseconds(2'000), std::chrono::milliseconds(4'000)}; // doctor 4, S1
constexpr std::chrono::milliseconds busyWait{12'500};                                                  // one query in 12 s (daraja-api 6.2)
constexpr int mostBusy = 2;
constexpr std::chrono::milliseconds waitOnThisComputer{100};

bool isHexDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c.toLower() >= u'a' && c.toLower() <= u'f');
}

QChar otherDigit(QChar c)
{
    return c == u'0' ? u'1' : u'0';
}

} // namespace

PasskeyReading readPasskeyAnswer(const SpokenAnswer &answer)
{
    using Kind = SpokenAnswer::Kind;
    if (answer.kind == Kind::Nothing || answer.kind == Kind::Page || answer.kind == Kind::Busy) {
        return PasskeyReading::NoAnswer;
    }
    if (answer.says(u"apiproduct") || answer.tokenRefused) {
        return PasskeyReading::Token;
    }
    if (answer.says(u"wrong credentials")) {
        return PasskeyReading::WrongCredentials;
    }
    if (answer.says(u"merchant does not exist") || answer.says(u"merchant not found") || answer.says(u"invalid merchant")) {
        return PasskeyReading::NoMerchant;
    }
    if (answer.says(u"invalid businessshortcode") || answer.says(u"invalid shortcode")) {
        return PasskeyReading::BadShortCode;
    }
    if (answer.says(u"invalid password") || answer.says(u"invalid timestamp")) {
        return PasskeyReading::BadPassword;
    }
    static const QRegularExpression unknown(QStringLiteral("invalid checkout|\\b(?:transaction|checkout|request ?id)\\b.*"
                                                           "(?:does not exist|do not exist|not exist|not found|unknown)"),
                                            QRegularExpression::CaseInsensitiveOption);
    if (answer.hasOwnWords && unknown.match(answer.words).hasMatch()) {
        return PasskeyReading::UnknownId;
    }
    if (answer.says(u"being processed") || answer.says(u"under processing") || answer.code == u"4999") {
        return PasskeyReading::Pending;
    }
    return PasskeyReading::Unclear;
}

QByteArray passkeyQuery(const PasskeyQuestion &question)
{
    const QJsonObject body{{QStringLiteral("BusinessShortCode"), question.shortCode},
                           {QStringLiteral("Password"), stkPassword(question.shortCode, question.passkey, question.timestamp)},
                           {QStringLiteral("Timestamp"), question.timestamp},
                           {QStringLiteral("CheckoutRequestID"), impossibleCheckout.toString()}};
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

QString withOneDigitChanged(const QString &passkey)
{
    QString changed = passkey;
    for (qsizetype at = changed.size() - 1; at >= 0; --at) {
        if (isHexDigit(changed.at(at))) {
            changed[at] = otherDigit(changed.at(at));
            return changed;
        }
    }
    return changed.isEmpty() ? changed : changed.chopped(1) + (changed.back() == u'x' ? u'y' : u'x');
}

PasskeyQuestion questionOf(const Examination &examination)
{
    const RequestContext &context = examination.context();
    return {context.profile.shortCode.trimmed(), context.secrets.passkey, darajaTimestamp(examination.clock().now())};
}

bool PasskeyAsker::isUseless()
{
    const RequestContext &context = examination().context();
    if (context.secrets.passkey.trimmed().isEmpty()) {
        notNeeded(doctorText("The profile has no passkey: it does not ask customers for payments."));
        return true;
    }
    if (context.profile.shortCode.trimmed().isEmpty()) {
        notRun(doctorText("There is a passkey, but no short code that it could belong to."));
        return true;
    }
    if (examination().facts().token.isEmpty()) {
        notRun(doctorText("There is no token to ask with."));
        return true;
    }
    if (examination().facts().products.value(QStringLiteral("stk_query"), Grant::NotAsked) == Grant::NotGranted) {
        notRun(doctorText("The app lacks M-Pesa Express, so Daraja refuses before it looks at the passkey."));
        return true;
    }
    return false;
}

void PasskeyAsker::query(const PasskeyQuestion &question, std::function<void(PasskeyReading, const SpokenAnswer &)> then, int pending,
                         int busy)
{
    post(QString::fromLatin1(findOperation(u"stk_query")->path), passkeyQuery(question),
         [this, question, then = std::move(then), pending, busy](const GatewayProbe &probe) {
             const SpokenAnswer answer = spokenAnswer(probe.result());
             const PasskeyReading reading = readPasskeyAnswer(answer);
             const bool isPending = reading == PasskeyReading::Pending && pending < int(pendingWaits.size());
             const bool isBusy = answer.kind == SpokenAnswer::Kind::Busy && busy < mostBusy;
             if (!isPending && !isBusy) {
                 then(reading, answer);
                 return;
             }
             const std::chrono::milliseconds wait = asksThisComputer(examination()) ? waitOnThisComputer
                                                    : isPending                     ? pendingWaits.at(std::size_t(pending))
                                                                                    : busyWait;
             Q_EMIT progressed(isPending ? doctorText("Daraja says that it is at work; asking again")
                                         : doctorText("Daraja is asked too fast; waiting a little"));
             QTimer::singleShot(wait, life(), [this, question, then, pending, busy, isPending] {
                 query(question, then, pending + (isPending ? 1 : 0), busy + (isPending ? 0 : 1));
             });
         });
}

Finding findingWithoutVerdict(PasskeyReading reading, const SpokenAnswer &answer)
{
    Finding finding;
    answer.quoteIn(finding);
    finding.status = Finding::Status::Unknown;
    finding.summary = answer.inShort();
    finding.sure = Finding::Sure::Low;
    finding.cure.action = Finding::Cure::Action::RunCheck;
    finding.cure.check = QStringLiteral("S1");
    finding.cure.label = doctorText("Check again");
    switch (reading) {
    case PasskeyReading::Pending:
        finding.title = doctorText("Daraja did not say what it thinks of the passkey");
        finding.means = doctorText("It says that a payment is being processed, for an id that cannot exist. That says nothing.");
        finding.steps = {doctorText("Wait a minute and press Check again")};
        finding.because = doctorText("asked three times, the same answer each time");
        break;
    case PasskeyReading::Token:
        finding.title = doctorText("The token was refused before the passkey was looked at");
        finding.means = doctorText("Either the app lacks M-Pesa Express, or another program asked for a token and cancelled this one.");
        finding.steps = {doctorText("Look at API products above"),
                         doctorText("Stop other programs that use the same key, then press Check again")};
        finding.because = doctorText("Daraja speaks of the token only");
        break;
    case PasskeyReading::NoAnswer:
        finding.title = answer.kind == SpokenAnswer::Kind::Page   ? doctorText("A firewall answered when the passkey was checked")
                        : answer.kind == SpokenAnswer::Kind::Busy ? doctorText("Daraja is busy and did not check the passkey")
                                                                  : doctorText("No answer came when the passkey was checked");
        finding.means = answer.hasOwnWords ? doctorText("Nobody looked at the passkey.") : answer.words;
        finding.steps = {doctorText("Wait a few minutes and press Check again")};
        finding.because = doctorText("there is no answer about the passkey");
        break;
    default:
        finding.title = doctorText("Daraja gave an answer about the passkey that is not known here");
        finding.means = doctorText("It neither refuses the passkey nor says that the id is unknown.");
        finding.steps = {doctorText("Press Check again. If the answer stays the same, send it to apisupport@safaricom.co.ke")};
        finding.because = doctorText("an answer that is in no list");
        break;
    }
    return finding;
}

} // namespace daraja
