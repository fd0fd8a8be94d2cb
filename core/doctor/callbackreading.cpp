// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// K1 and K2: what the organisation's own server answers.

#include "core/doctor/callbackreading.h"

#include "core/doctor/spokenanswer.h"

namespace daraja {

namespace {

using Status = Finding::Status;

Finding callbackFinding(Status status, const QString &title, const QString &means, const QStringList &steps)
{
    Finding finding;
    finding.status = status;
    finding.title = title;
    finding.means = means;
    finding.steps = steps;
    finding.blames = {QStringLiteral("callbackUrl")};
    finding.sure = Finding::Sure::Medium;
    finding.because = doctorText("seen from this network, not from Safaricom's");
    return finding;
}

/// TLS, name or connection: nobody answered.
Finding readFailure(const HttpExchange &exchange)
{
    const QString words = exchange.failureText;
    Finding finding;
    switch (exchange.failure) {
    case HttpFailure::Tls:
        finding =
            callbackFinding(Status::Bad, doctorText("The callback address has no certificate that Safaricom would trust"), words,
                            {doctorText("Get a certificate of a public authority for this name"),
                             doctorText("Install the chain as well: a missing intermediate certificate is the usual fault, and browsers "
                                        "hide it")});
        finding.sure = Finding::Sure::High;
        break;
    case HttpFailure::HostNotFound:
        finding = callbackFinding(Status::Bad, doctorText("The host of the callback address does not exist"), words,
                                  {doctorText("Compare the name with the one of your server"), doctorText("Check its DNS entry")});
        finding.sure = Finding::Sure::High;
        break;
    case HttpFailure::BadUrl:
        finding = callbackFinding(Status::Unknown, doctorText("This callback address cannot be tried"), words,
                                  {doctorText("Use an https address. Production takes no other")});
        break;
    case HttpFailure::Refused:
        finding =
            callbackFinding(Status::Bad, doctorText("Nobody listens at the callback address"), words,
                            {doctorText("Start the server, and look at the port"), doctorText("Look at the firewall in front of it")});
        break;
    default:
        finding = callbackFinding(Status::Bad, doctorText("The callback address does not answer"), words,
                                  {doctorText("Open the address in a browser on a phone without Wi-Fi"),
                                   doctorText("Look at the firewall in front of the server")});
        break;
    }
    finding.summary = words;
    return finding;
}

QString addressAfter(const HttpResult &result, const QUrl &address)
{
    const QUrl location(QString::fromUtf8(result.headers.value("Location")));
    return location.isEmpty() ? QString() : address.resolved(location).toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo);
}

Finding readRedirect(const HttpResult &result, const QUrl &address)
{
    const QString target = addressAfter(result, address);
    const bool login = target.contains(u"login", Qt::CaseInsensitive) || target.contains(u"signin", Qt::CaseInsensitive);
    Finding finding = callbackFinding(
        Status::Bad, login ? doctorText("The callback address asks for a login") : doctorText("The callback address leads to another one"),
        doctorText(
            "The server sends whoever comes to another address. Safaricom does not follow: the news is lost, while the money arrives."),
        {login              ? doctorText("Let this one path be reached without a login")
         : target.isEmpty() ? doctorText("Use the address that the server leads to, from the first letter to the last slash")
                            : doctorText("Use %1 as callback address").arg(target),
         doctorText("Press Check again")});
    finding.sure = Finding::Sure::High;
    finding.because = doctorText("HTTP %1, which Safaricom does not follow").arg(result.status);
    if (!target.isEmpty()) {
        finding.facts.append({doctorText("Leads to"), target});
    }
    return finding;
}

/// What is the same for both: failures and redirects. Nothing when the server itself answered.
std::optional<Finding> readWithoutAnswer(const HttpResult &result, const QUrl &address)
{
    if (!result.isAnswered()) {
        return readFailure(result.exchange);
    }
    if (result.status / 100 == 3) {
        Finding finding = readRedirect(result, address);
        finding.summary = doctorText("HTTP %1").arg(result.status);
        return finding;
    }
    return {};
}

} // namespace

Finding readReach(const HttpResult &result, const QUrl &address, bool hasAllowList)
{
    if (std::optional<Finding> finding = readWithoutAnswer(result, address)) {
        return *finding;
    }
    Finding finding;
    const int status = result.status;
    if (status == 401 || status == 403 || status == 407) {
        const bool meant = hasAllowList && status == 403;
        finding = callbackFinding(
            meant ? Status::Unknown : Status::Bad, doctorText("Something in front of the callback address refuses strangers"),
            meant
                ? doctorText("The server lets only listed addresses in, and this computer is not one of them. Whether it lets Safaricom in "
                             "cannot be seen from here.")
                : doctorText("A firewall, a bot filter or a login answered before your application. Safaricom comes as a stranger too."),
            {doctorText("Let this one path be reached without login and bot filter"),
             doctorText("If only Safaricom's addresses are let in: paste the list into the check Allow list")});
    } else if (status == 404 || status == 410) {
        finding =
            callbackFinding(Status::Bad, doctorText("There is nothing at the path of the callback address"),
                            doctorText("The server answers, but does not know this path. Some servers say so to a GET although they take "
                                       "a POST there."),
                            {doctorText("Compare the path letter by letter, the last slash included"),
                             doctorText("Run the check Reply, which posts: it shows whether a callback is taken")});
        finding.cure = {Finding::Cure::Action::RunCheck, doctorText("Try a POST…"), {}, {}, QStringLiteral("K2"), {}};
    } else if (status >= 500) {
        finding = callbackFinding(
            Status::Careful, doctorText("The server behind the callback address fails"),
            doctorText("It answered a harmless GET with an error. If it does the same to a callback, the news is lost."),
            {doctorText("Look into the log of your server at this minute"), doctorText("Run the check Reply, which posts")});
        finding.cure = {Finding::Cure::Action::RunCheck, doctorText("Try a POST…"), {}, {}, QStringLiteral("K2"), {}};
    } else if (status == 429) {
        finding = callbackFinding(Status::Careful, doctorText("The server refuses because of too many requests"),
                                  doctorText("A limit that meets one question may meet callbacks as well, when many customers pay."),
                                  {doctorText("Take this path out of the limit")});
    } else {
        finding = callbackFinding(Status::Good, doctorText("The callback address reaches an application"),
                                  status == 405 ? doctorText("It takes no GET there, which is right: callbacks are posted.")
                                                : doctorText("The server answered, and led nowhere else."),
                                  {});
        finding.sure = Finding::Sure::Medium;
    }
    finding.summary = doctorText("HTTP %1").arg(status);
    finding.facts.append({doctorText("Tried from"), doctorText("this network, not Safaricom's")});
    return finding;
}

Finding readReply(const HttpResult &result)
{
    if (std::optional<Finding> finding = readWithoutAnswer(result, result.exchange.url)) {
        return *finding;
    }
    const int status = result.status;
    const qint64 took = result.exchange.timings.done;
    Finding finding;
    if (status / 100 == 2 && took <= replyLimitMs) {
        finding = callbackFinding(Status::Good, doctorText("The server takes callbacks"),
                                  doctorText("It answered a failed payment of an id that cannot exist with HTTP %1.").arg(status), {});
    } else if (status / 100 == 2) {
        finding = callbackFinding(
            Status::Careful, doctorText("The server takes callbacks, but slowly"),
            doctorText("It needed %1 s. Safaricom may give up before, and does not come again.").arg(double(took) / 1'000, 0, 'f', 1),
            {doctorText("Answer at once with HTTP 200, and do the work afterwards")});
    } else if (status == 419 || status == 403 || status == 401) {
        finding = callbackFinding(Status::Bad, doctorText("The server refuses posted callbacks"),
                                  doctorText("A filter against forged forms (CSRF), a firewall or a login refuses it."),
                                  {doctorText("Take this one path out of CSRF protection, bot filter and login")});
    } else if (status == 405) {
        finding = callbackFinding(Status::Bad, doctorText("The path takes no POST"),
                                  doctorText("The route is there for GET only. Callbacks are posted."),
                                  {doctorText("Route POST to the same code")});
    } else if (status == 404 || status == 410) {
        finding = callbackFinding(Status::Bad, doctorText("There is nothing at the path of the callback address"),
                                  doctorText("The server knows no such path for a POST."),
                                  {doctorText("Compare the path letter by letter, the last slash included")});
    } else {
        finding = callbackFinding(Status::Bad, doctorText("The server answers a callback with an error"),
                                  doctorText("Whatever is not HTTP 200 may make Safaricom drop the news."),
                                  {doctorText("Look into the log of your server at this minute"),
                                   doctorText("Answer HTTP 200 also to ids that you do not know")});
    }
    finding.summary = doctorText("HTTP %1 after %2 ms").arg(status).arg(took);
    finding.sure = Finding::Sure::High;
    finding.because = doctorText("a callback was posted, and this was the answer");
    return finding;
}

} // namespace daraja
