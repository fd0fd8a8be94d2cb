// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/supportpack.h"

#include "core/base/nairobitime.h"
#include "core/doctor/supportcleaner.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>
#include <QPointer>
#include <QSaveFile>
#include <QSslSocket>
#include <QTimer>

#include <algorithm>

namespace daraja {

namespace {

constexpr int mostMoments = 40;
constexpr qint64 secondsBefore = 86'400;
constexpr qint64 millisecondsAfter = 1'000;

QString packText(const char *text)
{
    return QCoreApplication::translate("SupportPack", text);
}

/// The first member of one of these names that has a value, in any case.
QString packMember(const QJsonObject &object, std::initializer_list<QLatin1StringView> names)
{
    for (const QLatin1StringView name : names) {
        for (auto member = object.begin(); member != object.end(); ++member) {
            QString text = member.value().toVariant().toString();
            if (member.key().compare(name, Qt::CaseInsensitive) == 0 && !text.isEmpty()) {
                return text;
            }
        }
    }
    return {};
}

/// `STK query: POST /mpesa/stkpushquery/v1/query`.
QString askedIn(const HttpExchange &exchange)
{
    const QString line = QStringLiteral("%1 %2").arg(QString::fromLatin1(exchange.method), exchange.url.path());
    const QList<const OperationSpec *> known = operations();
    const auto operation = std::find_if(known.cbegin(), known.cend(), [&exchange](const OperationSpec *each) {
        return exchange.url.path() == QLatin1StringView(each->path);
    });
    return operation == known.cend() ? line : QStringLiteral("%1: %2").arg(catalogueText((*operation)->title), line);
}

SupportPack::Request requestOf(const HttpExchange &exchange, const Finding &finding)
{
    SupportPack::Request request;
    request.at = exchange.startedAt;
    request.checkId = finding.checkId;
    request.asked = askedIn(exchange);
    request.status = exchange.status;
    const QJsonObject answer = QJsonDocument::fromJson(exchange.responseBody).object();
    request.requestId = packMember(
        answer, {QLatin1StringView("requestId"), QLatin1StringView("MerchantRequestID"), QLatin1StringView("OriginatorConversationID")});
    request.code = packMember(answer, {QLatin1StringView("errorCode"), QLatin1StringView("ResultCode"), QLatin1StringView("ResponseCode")});
    request.said =
        packMember(answer, {QLatin1StringView("errorMessage"), QLatin1StringView("ResultDesc"), QLatin1StringView("ResponseDescription")});
    if (request.said.isEmpty()) {
        request.said = exchange.failureText;
    }
    return request;
}

QList<SupportPack::Request> requestsOf(const DoctorReport &report)
{
    QList<SupportPack::Request> requests;
    for (const Finding &finding : report.findings) {
        bool idIsThere = finding.requestId.isEmpty();
        for (const HttpExchange &exchange : finding.exchanges) {
            SupportPack::Request request = requestOf(exchange, finding);
            if (request.requestId.isEmpty() && !idIsThere && exchange.responseBody.contains(finding.requestId.toUtf8())) {
                request.requestId = finding.requestId; // under a name that only the check knows
            }
            idIsThere = idIsThere || request.requestId == finding.requestId;
            if (!request.requestId.isEmpty() || request.status < 200 || request.status >= 300) {
                requests.append(request);
            }
        }
        if (!idIsThere) { // a report that was read again has no exchanges
            SupportPack::Request request;
            request.at = report.startedAt;
            request.checkId = finding.checkId;
            request.asked = finding.title;
            request.requestId = finding.requestId;
            request.code = finding.code;
            request.said = finding.said;
            requests.append(request);
        }
    }
    std::stable_sort(requests.begin(), requests.end(),
                     [](const SupportPack::Request &a, const SupportPack::Request &b) { return a.at < b.at; });
    return requests;
}

SupportPack::Moment momentOf(const HistoryEntry &entry)
{
    SupportPack::Moment moment;
    moment.at = entry.at;
    moment.title = entry.title;
    moment.state = entry.state;
    moment.party = entry.party;
    moment.amount = entry.amount;
    moment.summary = entry.summary;
    moment.code = entry.result && !entry.result->code.isEmpty() ? entry.result->code : entry.error.code;
    moment.conversation = entry.conversation;
    moment.originator = entry.originator;
    moment.receipt = entry.receipt;
    moment.requestId = entry.error.requestId;
    return moment;
}

QList<QPair<QString, QString>> versionsHere()
{
    return {{QStringLiteral("Daraja Desk"), QStringLiteral(DARAJA_VERSION)},
            {QStringLiteral("Qt"), QLatin1StringView(qVersion())},
            {QStringLiteral("TLS"), QSslSocket::sslLibraryVersionString()},
            {packText("System"), QSysInfo::prettyProductName()}};
}

/// The history's entries for a pack, one after the other; dies with the last answer.
struct PackWork
{
    DoctorReport report;
    Redactor redactor;
    QDateTime now;
    QPointer<QObject> context;
    std::function<void(const SupportPack &)> made;
    QList<HistoryEntry> entries;
    qsizetype open = 0;

    void finish(const std::optional<Weather> &weather) const
    {
        if (context) {
            made(makeSupportPack(report, entries, weather, redactor, now));
        }
    }
};

HistoryQuery queryOf(const DoctorReport &report)
{
    HistoryQuery query;
    query.profiles = {report.profileId.isEmpty() ? report.profileName : report.profileId};
    query.environments = {report.environment};
    query.from = report.startedAt.addSecs(-secondsBefore);
    query.to = report.startedAt.addMSecs(report.durationMs + millisecondsAfter);
    return query;
}

} // namespace

SupportPack makeSupportPack(const DoctorReport &report, const QList<HistoryEntry> &timeline, const std::optional<Weather> &weather,
                            const Redactor &redactor, const QDateTime &now)
{
    SupportCleaner cleaner(redactor);
    SupportPack pack;
    pack.report = cleaner.cleaned(report);
    pack.requests = requestsOf(pack.report);
    for (const HistoryEntry &entry : timeline) {
        pack.timeline.append(cleaner.cleaned(entry, momentOf));
    }
    pack.weather = weather;
    if (pack.weather) {
        pack.weather->problem = cleaner.text(pack.weather->problem);
    }
    pack.madeAt = now;
    pack.versions = versionsHere();
    return pack;
}

void collectSupportPack(const DoctorReport &report, HistoryStore *history, const Redactor &redactor, const QDateTime &now, QObject *context,
                        std::function<void(const SupportPack &)> made)
{
    const auto work = std::make_shared<PackWork>(PackWork{report, redactor, now, context, std::move(made), {}, 0});
    if (!history) {
        QTimer::singleShot(0, context, [work] { work->finish({}); });
        return;
    }
    const HistoryQuery query = queryOf(report);
    history->find(query, 0, mostMoments, context, [work, query, context, store = QPointer<HistoryStore>(history)](const HistoryPage &page) {
        if (!store) {
            return;
        }
        for (const HistoryRow &row : page.rows) {
            store->load(row.number, context, [work](const std::optional<HistoryEntry> &entry) {
                if (entry) {
                    work->entries.append(*entry);
                }
            });
        }
        // Reads come back in the order in which they were asked, and steps like this one after them.
        Weather::read(*store, query, work->report.startedAt.addMSecs(work->report.durationMs + millisecondsAfter), context,
                      [work](const Weather &weather) { work->finish(weather); });
    });
}

QString supportPackFileName(const SupportPack &pack)
{
    QString number;
    for (const QChar c : pack.report.shortCode) {
        if (c >= u'0' && c <= u'9') {
            number += c;
        }
    }
    return QStringLiteral("daraja-desk-support-%1%2.html")
        .arg(number.isEmpty() ? QString() : number + u'-', toNairobi(pack.madeAt).toString(QStringLiteral("yyyyMMdd-HHmmss")));
}

QString problemWithPackName(const QString &fileName)
{
    static const QStringList endings{QStringLiteral("html"), QStringLiteral("htm"), QStringLiteral("json")};
    return endings.contains(QFileInfo(fileName).suffix().toLower())
               ? QString()
               : packText("%1 does not say what it shall be. Give it a name that ends in .html (for people) or .json (for programs).")
                     .arg(fileName);
}

QString saveSupportPack(const SupportPack &pack, const QString &fileName)
{
    if (QString problem = problemWithPackName(fileName); !problem.isEmpty()) {
        return problem;
    }
    const bool isJson = fileName.endsWith(QStringLiteral(".json"), Qt::CaseInsensitive);
    const QByteArray bytes = isJson ? supportPackJson(pack) : supportPackHtml(pack);
    QSaveFile file(fileName);
    if (!file.open(QIODevice::WriteOnly)) {
        return packText("%1 cannot be written: %2").arg(fileName, file.errorString());
    }
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(bytes);
    return file.commit() ? QString() : packText("%1 was not written: %2").arg(fileName, file.errorString());
}

} // namespace daraja
