// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/nairobitime.h"
#include "core/doctor/supportpack.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

// The mail is in English whatever the interface's language: Safaricom's staff read it.

namespace daraja {

namespace {

constexpr qsizetype mostMailed = 12;    ///< requests
constexpr qsizetype longestWords = 300; ///< of Safaricom's own, in one line

/// `2026-03-14 07:15:30 UTC (10:15:30 EAT)`.
QString bothTimes(const QDateTime &at)
{
    return QStringLiteral("%1 UTC (%2)").arg(at.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")), nairobiClock(at));
}

QString exactWords(const QString &said, const QString &code)
{
    const QString words = said.simplified().left(longestWords);
    if (words.isEmpty()) {
        return code;
    }
    return code.isEmpty() ? QStringLiteral("\"%1\"").arg(words) : QStringLiteral("\"%1\" (%2)").arg(words, code);
}

/// Those of the check that the verdict names; all of them when it made none.
QList<SupportPack::Request> requestsToMail(const SupportPack &pack)
{
    QList<SupportPack::Request> ofCause;
    std::copy_if(pack.requests.cbegin(), pack.requests.cend(), std::back_inserter(ofCause),
                 [&pack](const SupportPack::Request &request) { return request.checkId == pack.report.verdict.cause; });
    QList<SupportPack::Request> chosen = ofCause.isEmpty() ? pack.requests : ofCause;
    if (chosen.size() > mostMailed) {
        chosen.remove(0, chosen.size() - mostMailed);
    }
    return chosen;
}

QString mailRow(const QString &name, const QString &value)
{
    return value.isEmpty() ? QString() : QStringLiteral("%1%2\n").arg(name, -14).arg(value.simplified());
}

QString opening(const SupportPack &pack)
{
    switch (pack.report.verdict.outcome) {
    case Verdict::Outcome::FaultFound:
        return QStringLiteral("Our calls to Daraja do not work as they should, and we ask for your help.");
    case Verdict::Outcome::Healthy:
        return QStringLiteral("Our checks of key, passkey and operator find no fault with our set-up, and yet something does not work:\n"
                              "[say here what you see]");
    case Verdict::Outcome::CouldNotTell:
    case Verdict::Outcome::Stopped:
        break;
    }
    return QStringLiteral(
        "Our calls to Daraja do not work as they should. We cannot tell from outside what is wrong, and ask for your help.");
}

} // namespace

QString supportMailAddress()
{
    return QStringLiteral("apisupport@safaricom.co.ke");
}

QString supportMailSubject(const SupportPack &pack)
{
    const Finding *cause = pack.report.cause();
    QString subject = pack.report.shortCode.isEmpty()
                          ? QStringLiteral("Daraja, %1").arg(environmentName(pack.report.environment))
                          : QStringLiteral("Short code %1, %2").arg(pack.report.shortCode, environmentName(pack.report.environment));
    subject += QStringLiteral(": ") + pack.report.verdict.title;
    if (cause && !cause->requestId.isEmpty()) {
        subject += QStringLiteral(" (request %1)").arg(cause->requestId);
    }
    return subject.simplified();
}

QString supportMailText(const SupportPack &pack)
{
    const DoctorReport &report = pack.report;
    const Finding *cause = report.cause();
    QString mail = QStringLiteral("Hello,\n\n%1\n\n").arg(opening(pack));
    mail += mailRow(QStringLiteral("Short code"), report.shortCode);
    mail += mailRow(QStringLiteral("Environment"), QStringLiteral("%1, %2").arg(environmentName(report.environment), report.baseUrl));
    mail += mailRow(QStringLiteral("Checked"), bothTimes(report.startedAt));
    if (report.verdict.outcome != Verdict::Outcome::Healthy) {
        mail += mailRow(QStringLiteral("We see"), report.verdict.title);
    }
    if (cause) {
        mail += mailRow(QStringLiteral("Your words"), exactWords(cause->said, cause->code));
        mail += mailRow(QStringLiteral("Request id"), cause->requestId);
        mail += mailRow(QStringLiteral("Our reading"), cause->means);
        mail += mailRow(QStringLiteral("How sure"), cause->because.isEmpty()
                                                        ? sureName(cause->sure)
                                                        : QStringLiteral("%1 (%2)").arg(sureName(cause->sure), cause->because));
    }
    const QList<SupportPack::Request> requests = requestsToMail(pack);
    if (!requests.isEmpty()) {
        mail += QStringLiteral("\nWhat we asked, and what you answered:\n");
    }
    for (const SupportPack::Request &request : requests) {
        const QString status = request.status == 0 ? QStringLiteral("no answer") : QStringLiteral("HTTP %1").arg(request.status);
        mail += QStringLiteral("\n  %1\n  %2\n  %3%4\n")
                    .arg(bothTimes(request.at), request.asked, status,
                         request.requestId.isEmpty() ? QString() : QStringLiteral(", request %1").arg(request.requestId));
        if (const QString words = exactWords(request.said, request.code); !words.isEmpty()) {
            mail += QStringLiteral("  %1\n").arg(words);
        }
    }
    mail += QStringLiteral("\nPlease tell us what your records say about these requests, and what we must change.\n\n"
                           "Daraja Desk %1. No key, password, passkey or whole phone number is in this mail or in the attached report.\n")
                .arg(QStringLiteral(DARAJA_VERSION));
    return mail;
}

} // namespace daraja
