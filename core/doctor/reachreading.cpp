// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/reachreading.h"

#include "core/doctor/spokenanswer.h"
#include "core/errors/answerbody.h"

#include <QLocale>
#include <QSslCertificate>

#include <algorithm>
#include <array>

namespace daraja {

namespace {

using Action = Finding::Cure::Action;

bool isSafaricom(Environment environment)
{
    return environment == Environment::Sandbox || environment == Environment::Production;
}

Reach readUnanswered(HttpFailure failure)
{
    switch (failure) {
    case HttpFailure::BadUrl:
        return Reach::Unusable;
    case HttpFailure::Refused:
        return Reach::Refused;
    case HttpFailure::HostNotFound:
        return Reach::NoName;
    case HttpFailure::Tls:
        return Reach::Certificate;
    case HttpFailure::Timeout:
        return Reach::Silent;
    default:
        return Reach::Broken;
    }
}

/// Names that inspecting proxies and virus scanners put on the certificates they make.
constexpr std::array interceptors{
    u"zscaler",  u"netskope",    u"fortinet", u"fortigate",   u"sophos",      u"palo alto",  u"blue coat", u"forcepoint",
    u"websense", u"barracuda",   u"umbrella", u"checkpoint",  u"check point", u"kaspersky",  u"eset ssl",  u"avast",
    u"avg ",     u"bitdefender", u"mcafee",   u"trend micro", u"sonicwall",   u"watchguard", u"mitmproxy", u"charles proxy",
    u"fiddler",  u"portswigger", u"squid",    u"untangle",    u"cyberoam",    u"smoothwall", u"adguard"};

/// Who opens the connection on the way, as far as the certificate tells; empty: nobody that is known.
QString interceptorOf(const TlsFacts &tls, const QByteArray &trustedAuthorities)
{
    if (tls.issuer.isEmpty()) {
        return {};
    }
    const QList<QSslCertificate> own = QSslCertificate::fromData(trustedAuthorities);
    const bool isOwn = std::any_of(own.begin(), own.end(), [&tls](const QSslCertificate &certificate) {
        return certificate.subjectInfo(QSslCertificate::CommonName).contains(tls.issuer);
    });
    const bool isKnown = std::any_of(interceptors.begin(), interceptors.end(),
                                     [&tls](const char16_t *name) { return tls.issuer.contains(QStringView(name), Qt::CaseInsensitive); });
    return isOwn || isKnown ? tls.issuer : QString();
}

void addFacts(Finding &finding, const ReachAnswer &answer)
{
    const HttpExchange &exchange = answer.result.exchange;
    finding.facts.append({doctorText(QT_TRANSLATE_NOOP("Doctor", "Server")), answer.host});
    if (answer.result.isAnswered()) {
        finding.facts.append(
            {doctorText(QT_TRANSLATE_NOOP("Doctor", "Answer")),
             doctorText(QT_TRANSLATE_NOOP("Doctor", "HTTP %1 after %2 ms")).arg(answer.result.status).arg(exchange.timings.done)});
    }
    if (!exchange.tls.issuer.isEmpty()) {
        const QString until = exchange.tls.expires.date().toString(Qt::ISODate);
        finding.facts.append(
            {doctorText(QT_TRANSLATE_NOOP("Doctor", "Certificate")),
             doctorText(QT_TRANSLATE_NOOP("Doctor", "for %1, by %2, until %3")).arg(exchange.tls.subject, exchange.tls.issuer, until)});
    }
    if (!exchange.tls.protocol.isEmpty()) {
        finding.facts.append({doctorText(QT_TRANSLATE_NOOP("Doctor", "Encryption")), exchange.tls.protocol});
    }
}

QStringList networkSteps()
{
    return {doctorText(QT_TRANSLATE_NOOP("Doctor", "Open https://developer.safaricom.co.ke in a browser on this computer.")),
            doctorText(QT_TRANSLATE_NOOP("Doctor", "Try another internet connection, for instance a phone's hot spot.")),
            doctorText(QT_TRANSLATE_NOOP("Doctor", "Works there: let whoever runs your network or server allow connections to %1."))};
}

void describeFirewall(Finding &finding)
{
    finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "A firewall answered, not Daraja"));
    finding.means =
        doctorText(QT_TRANSLATE_NOOP("Doctor", "Your address or hosting provider is blocked before Daraja, or too many requests "
                                               "came from it. Keys and values were not looked at."));
    finding.steps = {doctorText(QT_TRANSLATE_NOOP("Doctor", "Wait 15 minutes without any request, then run again.")),
                     doctorText(QT_TRANSLATE_NOOP("Doctor", "Still so: try a phone's hot spot.")),
                     doctorText(QT_TRANSLATE_NOOP("Doctor", "Works there: ask your hosting provider for another IP address, and send "
                                                            "Safaricom the incident number."))};
}

void describePage(Finding &finding, const ReachAnswer &own)
{
    if (isSafaricom(own.environment)) {
        finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "A web page answered in Daraja's place"));
        finding.means = doctorText(QT_TRANSLATE_NOOP("Doctor", "Something between this computer and Safaricom answers by itself: the login "
                                                               "page of a network, or a proxy."));
        finding.steps = {doctorText(QT_TRANSLATE_NOOP("Doctor", "Open any website in a browser and sign in to the network if it asks.")),
                         doctorText(QT_TRANSLATE_NOOP("Doctor", "Try another internet connection, for instance a phone's hot spot."))};
        return;
    }
    finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "That address is a website, not the API"));
    finding.means = doctorText(QT_TRANSLATE_NOOP("Doctor", "The server at %1 answers with pages for people, or sends us on to another "
                                                           "address."))
                        .arg(own.host);
    finding.steps = {doctorText(QT_TRANSLATE_NOOP("Doctor", "Correct the base URL of the profile. Safaricom's are "
                                                            "https://sandbox.safaricom.co.ke and https://api.safaricom.co.ke."))};
}

void describeCertificate(Finding &finding, const ReachAnswer &own)
{
    const TlsFacts &tls = own.result.exchange.tls;
    finding.because = doctorText(QT_TRANSLATE_NOOP("Doctor", "the server's certificate was seen; nothing was sent to it"));
    const QStringList ask{
        doctorText(QT_TRANSLATE_NOOP("Doctor", "Ask whoever runs this network whether it opens secure connections, and to leave %1 alone."))
            .arg(own.host),
        doctorText(QT_TRANSLATE_NOOP("Doctor", "Try another internet connection, for instance a phone's hot spot."))};
    finding.steps = ask;
    switch (tls.problem) {
    case TlsProblem::WrongName:
        finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "The certificate is for another server: %1")).arg(tls.subject);
        finding.means =
            doctorText(QT_TRANSLATE_NOOP("Doctor", "Somebody else answers at %1: a wrong address, the login page of a network, or "
                                                   "a proxy."))
                .arg(own.host);
        return;
    case TlsProblem::SelfSigned:
        finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "Nobody vouches for the server's certificate"));
        finding.means =
            doctorText(QT_TRANSLATE_NOOP("Doctor", "%1 shows a certificate that it signed itself. Safaricom never does.")).arg(own.host);
        return;
    case TlsProblem::UnknownIssuer:
        finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "The secure connection is opened on the way, by “%1”")).arg(tls.issuer);
        finding.means =
            doctorText(QT_TRANSLATE_NOOP("Doctor", "The certificate comes from “%1”, which this computer does not trust: as a rule "
                                                   "a company's own firewall that reads along."))
                .arg(tls.issuer);
        finding.sure = isSafaricom(own.environment) ? Finding::Sure::High : Finding::Sure::Medium;
        return;
    case TlsProblem::Expired:
    case TlsProblem::NotYetValid:
        finding.title = tls.problem == TlsProblem::Expired
                            ? doctorText(QT_TRANSLATE_NOOP("Doctor", "The server's certificate expired on %1"))
                                  .arg(tls.expires.date().toString(Qt::ISODate))
                            : doctorText(QT_TRANSLATE_NOOP("Doctor", "The server's certificate is not valid yet"));
        finding.means =
            doctorText(QT_TRANSLATE_NOOP("Doctor", "Either the clock of this computer is wrong, or the server's owner forgot to "
                                                   "renew it."));
        finding.steps = {doctorText(QT_TRANSLATE_NOOP("Doctor", "Check date and time of this computer.")), ask.last()};
        return;
    case TlsProblem::None:
    case TlsProblem::Other:
        break;
    }
    finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "No secure connection to %1")).arg(own.host);
    finding.means = own.result.exchange.failureText;
    finding.because.clear();
}

void describeNothing(Finding &finding, const ReachAnswer &own, Reach reach)
{
    const bool isSimulator = own.environment == Environment::Simulator;
    finding.means = own.result.exchange.failureText;
    finding.steps = networkSteps();
    finding.steps.last() = finding.steps.last().arg(own.host);
    switch (reach) {
    case Reach::NoName:
        finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "There is no server named %1")).arg(own.host);
        break;
    case Reach::Refused:
        finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "%1 refuses the connection")).arg(own.host);
        break;
    case Reach::Silent:
        finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "%1 does not answer")).arg(own.host);
        break;
    default:
        finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "The connection to %1 breaks off")).arg(own.host);
        break;
    }
    if (isSimulator) {
        finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "The simulator does not answer"));
        finding.steps = {doctorText(QT_TRANSLATE_NOOP("Doctor", "Start the simulator and run again."))};
        finding.cure = {
            Action::OpenPage, doctorText(QT_TRANSLATE_NOOP("Doctor", "Open simulator")), {}, QStringLiteral("simulator"), {}, {}};
    }
}

void describeUnusable(Finding &finding, const ReachAnswer &own)
{
    finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "The base URL cannot be used"));
    finding.means = own.result.exchange.failureText;
    finding.steps = {doctorText(QT_TRANSLATE_NOOP("Doctor", "Correct the base URL of the profile."))};
}

/// One fails = probably theirs, both fail = probably ours.
void compare(Finding &finding, const ReachAnswer &own, const ReachAnswer &other)
{
    const bool otherWorks = isDarajaThere(readReach(other.result));
    finding.facts.append({environmentName(other.environment),
                          otherWorks ? doctorText(QT_TRANSLATE_NOOP("Doctor", "answers"))
                          : other.result.isAnswered()
                              ? doctorText(QT_TRANSLATE_NOOP("Doctor", "answered by somebody else too (HTTP %1)")).arg(other.result.status)
                              : other.result.exchange.failureText});
    finding.sure = Finding::Sure::Medium;
    if (otherWorks) {
        finding.because = doctorText(QT_TRANSLATE_NOOP("Doctor", "%1 answers from here, so the fault is probably Safaricom's"))
                              .arg(environmentName(other.environment));
        if (!own.result.isAnswered()) {
            finding.steps = {doctorText(QT_TRANSLATE_NOOP("Doctor", "Wait, and run again in 15 minutes.")),
                             doctorText(QT_TRANSLATE_NOOP("Doctor", "Still so after an hour: write to apisupport@safaricom.co.ke."))};
        }
    } else {
        finding.because = doctorText(QT_TRANSLATE_NOOP("Doctor", "%1 cannot be reached either, so the fault is probably on this side"))
                              .arg(environmentName(other.environment));
    }
}

Finding reached(const ReachAnswer &own, Reach reach, const QByteArray &trustedAuthorities)
{
    Finding finding;
    finding.status = Finding::Status::Good;
    finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "%1 answers")).arg(own.host);
    finding.summary = doctorText(QT_TRANSLATE_NOOP("Doctor", "answered in %1 ms")).arg(own.result.exchange.timings.done);
    finding.means = doctorText(QT_TRANSLATE_NOOP("Doctor", "The way to Daraja is free."));
    finding.because = doctorText(QT_TRANSLATE_NOOP("Doctor", "Daraja's own answer came back"));
    const QString interceptor = isSafaricom(own.environment) ? interceptorOf(own.result.exchange.tls, trustedAuthorities) : QString();
    if (reach == Reach::OutOfOrder) {
        finding.status = Finding::Status::Careful;
        finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "Daraja is out of order at this moment (HTTP %1)")).arg(own.result.status);
        finding.means = doctorText(QT_TRANSLATE_NOOP("Doctor", "The gateway is there, but what stands behind it does not answer."));
        finding.steps = {doctorText(QT_TRANSLATE_NOOP("Doctor", "Wait a few minutes and run again."))};
        finding.because = doctorText(QT_TRANSLATE_NOOP("Doctor", "one answer"));
        finding.sure = Finding::Sure::Medium;
    } else if (reach == Reach::Strange) {
        finding.status = Finding::Status::Note;
        finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "%1 answers, but not in Daraja's way")).arg(own.host);
        finding.means = doctorText(QT_TRANSLATE_NOOP("Doctor", "The answer is neither JSON nor a page. The next check tells more."));
        finding.because = doctorText(QT_TRANSLATE_NOOP("Doctor", "one answer"));
        finding.sure = Finding::Sure::Low;
    } else if (!interceptor.isEmpty()) {
        finding.status = Finding::Status::Careful;
        finding.title = doctorText(QT_TRANSLATE_NOOP("Doctor", "The secure connection is opened on the way, by “%1”")).arg(interceptor);
        finding.means =
            doctorText(QT_TRANSLATE_NOOP("Doctor", "This computer trusts “%1”, so calls work. Whoever runs it can read keys and "
                                                   "passwords."))
                .arg(interceptor);
        finding.steps = {doctorText(QT_TRANSLATE_NOOP("Doctor", "Ask whoever runs this network to leave %1 alone.")).arg(own.host)};
        finding.because = doctorText(QT_TRANSLATE_NOOP("Doctor", "the issuer's name stands in the certificate"));
    }
    return finding;
}

} // namespace

Reach readReach(const HttpResult &result)
{
    if (!result.isAnswered()) {
        return readUnanswered(result.exchange.failure);
    }
    const AnswerBody answer = readAnswer(result.body);
    const bool isXml = result.body.trimmed().startsWith("<?xml"); // a fault of the API gateway that did not look at Accept
    if (result.status / 100 == 3) {
        return Reach::OtherPage;
    }
    if (answer.kind == AnswerBody::Kind::Page && !isXml) {
        const bool refuses = result.status == 401 || result.status == 403 || result.status == 429 ||
                             result.body.toLower().contains("incapsula") || result.body.contains("Request unsuccessful");
        return refuses ? Reach::Firewall : result.status >= 500 ? Reach::OutOfOrder : Reach::OtherPage;
    }
    if (answer.kind == AnswerBody::Kind::Object) {
        return Reach::Daraja;
    }
    if (result.status >= 500) {
        return Reach::OutOfOrder;
    }
    return answer.kind == AnswerBody::Kind::Empty || isXml ? Reach::Daraja : Reach::Strange;
}

bool isDarajaThere(Reach reach)
{
    return reach == Reach::Daraja || reach == Reach::OutOfOrder || reach == Reach::Strange;
}

Environment otherEnvironment(Environment own)
{
    return own == Environment::Production ? Environment::Sandbox : Environment::Production;
}

Finding reachFinding(const ReachAnswer &own, const std::optional<ReachAnswer> &other, const QByteArray &trustedAuthorities)
{
    const Reach reach = readReach(own.result);
    Finding finding;
    if (isDarajaThere(reach)) {
        finding = reached(own, reach, trustedAuthorities);
        addFacts(finding, own);
        return finding;
    }
    finding.status = Finding::Status::Bad;
    switch (reach) {
    case Reach::Firewall:
        describeFirewall(finding);
        break;
    case Reach::OtherPage:
        describePage(finding, own);
        break;
    case Reach::Certificate:
        describeCertificate(finding, own);
        break;
    case Reach::Unusable:
        describeUnusable(finding, own);
        break;
    default:
        describeNothing(finding, own, reach);
        break;
    }
    const SpokenAnswer spoken = spokenAnswer(own.result);
    spoken.quoteIn(finding);
    finding.summary = spoken.inShort();
    const bool isAddress = reach == Reach::Unusable || reach == Reach::OtherPage || reach == Reach::NoName || reach == Reach::Refused;
    if (own.environment == Environment::Custom && isAddress) {
        finding.blames = {QStringLiteral("customBaseUrl")};
        finding.cure = {
            Action::EditValue, doctorText(QT_TRANSLATE_NOOP("Doctor", "Edit base URL…")), QStringLiteral("customBaseUrl"), {}, {}, {}};
    }
    if (finding.because.isEmpty()) {
        finding.because = doctorText(QT_TRANSLATE_NOOP("Doctor", "that is what came back"));
    }
    addFacts(finding, own);
    if (other) {
        compare(finding, own, *other);
    }
    return finding;
}

std::optional<qint64> clockOffsetOf(const HttpResult &result)
{
    const QString text = QString::fromLatin1(result.headers.value("Date").trimmed()); // `Tue, 24 Nov 2026 02:04:45 GMT`
    const QDateTime theirs =
        QLocale::c().toDateTime(text.chopped(text.endsWith(u" GMT") ? 4 : 0), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss"));
    if (!result.isAnswered() || !theirs.isValid()) {
        return {};
    }
    constexpr qint64 halfSecond = 500; // the header counts whole seconds
    const QDateTime there = QDateTime(theirs.date(), theirs.time(), Qt::UTC).addMSecs(halfSecond);
    const HttpTimings &timings = result.exchange.timings;
    const qint64 sent = std::max<qint64>(timings.connected, 0);
    const qint64 middle = sent + std::max<qint64>(timings.firstByte - sent, 0) / 2;
    return there.msecsTo(result.exchange.startedAt.addMSecs(middle));
}

} // namespace daraja
