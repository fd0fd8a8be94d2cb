// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/tokenreading.h"

#include "core/auth/tokenanswer.h"
#include "core/doctor/reachreading.h"
#include "core/doctor/spokenanswer.h"
#include "core/errors/answerbody.h"
#include "core/profiles/hiddencharacters.h"

namespace daraja {

namespace {

using Action = Finding::Cure::Action;

KeyPair trimmed(const KeyPair &pair)
{
    return {withoutHiddenCharacters(pair.key).trimmed(), withoutHiddenCharacters(pair.secret).trimmed()};
}

QString urlDecoded(const QString &text)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text.toUtf8()));
}

bool isUsablePair(const KeyPair &pair)
{
    return !pair.key.isEmpty() && !pair.secret.isEmpty();
}

void describeRefusal(Finding &finding, PairReading reading, const RequestContext &context)
{
    const QString place = environmentName(context.profile.environment);
    finding.status = Finding::Status::Bad;
    finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "Safaricom does not recognise this key and secret on %1")).arg(place);
    finding.means = doctorText(QT_TRANSLATE_NOOP("Doctor", "They are not a pair of one app there: a character is missing, the secret was "
                                                           "renewed, the app was deleted, or it belongs to the other environment."));
    finding.steps = {
        doctorText(QT_TRANSLATE_NOOP("Doctor", "Open My Apps on the portal, the app of %1.")).arg(place),
        doctorText(QT_TRANSLATE_NOOP("Doctor", "Use the copy icons for Consumer Key and Consumer Secret, and compare length and end with "
                                               "those below.")),
        doctorText(QT_TRANSLATE_NOOP("Doctor", "Paste both here and run again."))};
    finding.blames = {QStringLiteral("consumerKey"), QStringLiteral("consumerSecret")};
    finding.cure = {
        Action::EditValue, doctorText(QT_TRANSLATE_NOOP("Doctor", "Paste key and secret…")), QStringLiteral("consumerKey"), {}, {}, {}};
    finding.facts = {{doctorText(QT_TRANSLATE_NOOP("Doctor", "Consumer key")), shapeOf(context.profile.consumerKey)},
                     {doctorText(QT_TRANSLATE_NOOP("Doctor", "Consumer secret")), shapeOf(context.secrets.consumerSecret)}};
    const bool known = reading == PairReading::NotRecognised;
    finding.sure = known ? Finding::Sure::High : Finding::Sure::Medium;
    finding.because = known ? doctorText(QT_TRANSLATE_NOOP("Doctor", "this is how Safaricom answers a pair that it does not know"))
                            : doctorText(QT_TRANSLATE_NOOP("Doctor", "it refused, though not in the words known for a wrong pair"));
}

void describeWrongPlace(Finding &finding, PairReading reading, const RequestContext &context)
{
    finding.status = Finding::Status::Bad;
    if (context.profile.environment == Environment::Custom) {
        finding.steps = {
            doctorText(QT_TRANSLATE_NOOP("Doctor", "Correct the base URL of the profile; nothing may stand behind the server's "
                                                   "name, not even a blank."))};
        finding.blames = {QStringLiteral("customBaseUrl")};
        finding.cure = {
            Action::EditValue, doctorText(QT_TRANSLATE_NOOP("Doctor", "Edit base URL…")), QStringLiteral("customBaseUrl"), {}, {}, {}};
    } else {
        finding.steps = {doctorText(QT_TRANSLATE_NOOP("Doctor", "Try another internet connection, for instance a phone's hot spot."))};
    }
    finding.because = doctorText(QT_TRANSLATE_NOOP("Doctor", "that is what came back"));
    switch (reading) {
    case PairReading::BadGrantType:
        finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "The address for tokens was damaged"));
        finding.means =
            doctorText(QT_TRANSLATE_NOOP("Doctor", "Daraja did not find grant_type=client_credentials in the address: something on the "
                                                   "way or in the base URL changed it."));
        break;
    case PairReading::NoOauth:
        finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "Nobody gives out tokens at that address"));
        finding.means = doctorText(QT_TRANSLATE_NOOP("Doctor", "The server answers, but has no /oauth/v1/generate."));
        break;
    default:
        finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "That address is the website, not the API"));
        finding.means = doctorText(QT_TRANSLATE_NOOP("Doctor", "A page for people came back where a token belongs."));
        break;
    }
}

void describeSilence(Finding &finding, PairReading reading, int tries)
{
    finding.status = Finding::Status::Unknown;
    finding.sure = Finding::Sure::Medium;
    if (reading == PairReading::Firewall) {
        finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "A firewall answered, not Daraja"));
        finding.means = doctorText(QT_TRANSLATE_NOOP("Doctor", "Key and secret were not looked at."));
        finding.steps = {doctorText(QT_TRANSLATE_NOOP("Doctor", "Wait 15 minutes and run again, or try another internet connection."))};
        finding.because = doctorText(QT_TRANSLATE_NOOP("Doctor", "a web page came back"));
    } else if (reading == PairReading::NoAnswer) {
        finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "Safaricom is not answering"));
        finding.means =
            doctorText(QT_TRANSLATE_NOOP("Doctor", "No usable answer came when a token was asked for. Whether key and secret are right "
                                                   "is not known."));
        finding.steps = {doctorText(QT_TRANSLATE_NOOP("Doctor", "Wait a few minutes and run again. Nothing of yours need change."))};
        finding.because = doctorText(QT_TRANSLATE_NOOP("Doctor", "asked %1 times")).arg(tries);
    } else {
        finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "Daraja's answer about key and secret cannot be read"));
        finding.means = doctorText(QT_TRANSLATE_NOOP("Doctor", "It neither gave a token nor said that the pair is wrong."));
        finding.steps = {
            doctorText(QT_TRANSLATE_NOOP("Doctor", "Run again; if it stays so, copy the report for apisupport@safaricom.co.ke."))};
        finding.because = doctorText(QT_TRANSLATE_NOOP("Doctor", "this answer is not in our list"));
        finding.sure = Finding::Sure::Low;
    }
}

} // namespace

PairAnswer readPairAnswer(const HttpResult &result)
{
    if (!result.isAnswered()) {
        return {PairReading::NoAnswer, {}};
    }
    const std::variant<AccessToken, MpesaError> answer = readTokenAnswer(result);
    if (const auto *token = std::get_if<AccessToken>(&answer)) {
        return {PairReading::Accepted, *token};
    }
    const Reach reach = readReach(result);
    const SpokenAnswer spoken = spokenAnswer(result);
    if (reach == Reach::Firewall) {
        return {PairReading::Firewall, {}};
    }
    if (reach == Reach::OtherPage) {
        return {result.status == 404 ? PairReading::NoOauth : PairReading::Website, {}};
    }
    if (reach == Reach::OutOfOrder || spoken.kind == SpokenAnswer::Kind::Busy || result.status >= 500) {
        return {PairReading::NoAnswer, {}};
    }
    if (spoken.code == u"400.008.02" || spoken.says(u"grant type")) {
        return {PairReading::BadGrantType, {}};
    }
    if (spoken.code == u"400.008.01" || spoken.code == QLatin1StringView(ErrorCode::authInvalidCredentials) ||
        (result.status == 400 && result.body.trimmed().isEmpty()) || spoken.says(u"invalid credentials")) {
        return {PairReading::NotRecognised, {}};
    }
    if (result.status == 400 || result.status == 401) {
        return {PairReading::Refused, {}};
    }
    return {result.status == 404 ? PairReading::NoOauth : PairReading::NoToken, {}};
}

HttpCall tokenCallWith(const KeyPair &pair)
{
    const QByteArray basic = (pair.key + u':' + pair.secret).toUtf8().toBase64();
    HttpCall call;
    call.path = QStringLiteral("/oauth/v1/generate?grant_type=client_credentials");
    call.headers.set(QByteArrayLiteral("Authorization"), QByteArrayLiteral("Basic ") + basic);
    call.redactor.addSecret(pair.secret.toUtf8());
    call.redactor.addSecret(basic);
    return call;
}

QList<PairVariant> variantsOf(const KeyPair &pair)
{
    const KeyPair clean = trimmed(pair);
    const PairVariant candidates[] = {
        {clean, doctorText(QT_TRANSLATE_NOOP("Doctor", "without invisible characters")),
         doctorText(QT_TRANSLATE_NOOP("Doctor", "It works without the invisible characters")),
         doctorText(QT_TRANSLATE_NOOP("Doctor", "Clean key and secret…"))},
        {{clean.secret, clean.key},
         doctorText(QT_TRANSLATE_NOOP("Doctor", "key and secret swapped")),
         doctorText(QT_TRANSLATE_NOOP("Doctor", "It works when key and secret are swapped")),
         doctorText(QT_TRANSLATE_NOOP("Doctor", "Swap key and secret…"))},
        {{urlDecoded(clean.key), urlDecoded(clean.secret)},
         doctorText(QT_TRANSLATE_NOOP("Doctor", "percent signs decoded")),
         doctorText(QT_TRANSLATE_NOOP("Doctor", "It works when the percent signs are decoded")),
         doctorText(QT_TRANSLATE_NOOP("Doctor", "Decode key and secret…"))},
    };
    QList<PairVariant> variants;
    QList<KeyPair> seen{pair};
    for (const PairVariant &candidate : candidates) {
        if (isUsablePair(candidate.pair) && !seen.contains(candidate.pair)) {
            seen.append(candidate.pair);
            variants.append(candidate);
        }
    }
    return variants;
}

QString shapeOf(const QString &value)
{
    constexpr qsizetype longEnough = 16;
    constexpr qsizetype shown = 4;
    const QString length = doctorText(QT_TRANSLATE_NOOP("Doctor", "%1 characters")).arg(value.size());
    return value.size() < longEnough ? length : doctorText(QT_TRANSLATE_NOOP("Doctor", "%1, ends in %2")).arg(length, value.last(shown));
}

Finding pairRefusedFinding(const HttpResult &result, int tries, const RequestContext &context)
{
    Finding finding;
    const PairReading reading = readPairAnswer(result).reading;
    switch (reading) {
    case PairReading::NotRecognised:
    case PairReading::Refused:
        describeRefusal(finding, reading, context);
        break;
    case PairReading::BadGrantType:
    case PairReading::Website:
    case PairReading::NoOauth:
        describeWrongPlace(finding, reading, context);
        break;
    default:
        describeSilence(finding, reading, tries);
        break;
    }
    const SpokenAnswer spoken = spokenAnswer(result);
    spoken.quoteIn(finding);
    finding.summary = spoken.inShort();
    if (result.isAnswered() && (result.body.trimmed().isEmpty() || finding.summary.isEmpty())) {
        finding.summary = doctorText(QT_TRANSLATE_NOOP("Doctor", "HTTP %1 without a word")).arg(result.status);
    }
    return finding;
}

} // namespace daraja
