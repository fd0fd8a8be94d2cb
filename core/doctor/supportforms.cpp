// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/nairobitime.h"
#include "core/doctor/registry.h"
#include "core/doctor/supportpack.h"
#include "core/history/activitystate.h"
#include "core/history/historynames.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace daraja {

namespace {

QString formText(const char *text)
{
    return QCoreApplication::translate("SupportPack", text);
}

QString isoUtc(const QDateTime &at)
{
    return at.isValid() ? at.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QJsonObject packObject(const SupportPack &pack)
{
    QJsonArray requests;
    for (const SupportPack::Request &request : pack.requests) {
        requests.append(QJsonObject{{QStringLiteral("at"), isoUtc(request.at)},
                                    {QStringLiteral("nairobi"), nairobiIso(request.at)},
                                    {QStringLiteral("check"), request.checkId},
                                    {QStringLiteral("asked"), request.asked},
                                    {QStringLiteral("status"), request.status},
                                    {QStringLiteral("requestId"), request.requestId},
                                    {QStringLiteral("code"), request.code},
                                    {QStringLiteral("said"), request.said}});
    }
    QJsonArray timeline;
    for (const SupportPack::Moment &moment : pack.timeline) {
        timeline.append(QJsonObject{{QStringLiteral("at"), isoUtc(moment.at)},
                                    {QStringLiteral("title"), moment.title},
                                    {QStringLiteral("state"), stateName(moment.state)},
                                    {QStringLiteral("party"), moment.party},
                                    {QStringLiteral("amount"), moment.amount},
                                    {QStringLiteral("summary"), moment.summary},
                                    {QStringLiteral("code"), moment.code},
                                    {QStringLiteral("conversation"), moment.conversation},
                                    {QStringLiteral("originator"), moment.originator},
                                    {QStringLiteral("receipt"), moment.receipt},
                                    {QStringLiteral("requestId"), moment.requestId}});
    }
    QJsonObject versions;
    for (const auto &[name, version] : pack.versions) {
        versions.insert(name, version);
    }
    return {{QStringLiteral("format"), QStringLiteral("daraja-desk-support")},
            {QStringLiteral("version"), 1},
            {QStringLiteral("madeAt"), isoUtc(pack.madeAt)},
            {QStringLiteral("report"), reportToJson(pack.report)},
            {QStringLiteral("requests"), requests},
            {QStringLiteral("timeline"), timeline},
            {QStringLiteral("weather"), pack.weather ? QJsonValue(weatherToJson(*pack.weather)) : QJsonValue()},
            {QStringLiteral("versions"), versions},
            {QStringLiteral("mail"), QJsonObject{{QStringLiteral("to"), supportMailAddress()},
                                                 {QStringLiteral("subject"), supportMailSubject(pack)},
                                                 {QStringLiteral("text"), supportMailText(pack)}}}};
}

/// Puts a page together; everything given as text is escaped here and nowhere else.
class SupportPage final
{
public:
    void heading(const QString &text) { m_page += QStringLiteral("<h2>%1</h2>\n").arg(text.toHtmlEscaped()); }
    void paragraph(const QString &text)
    {
        if (!text.isEmpty()) {
            m_page += QStringLiteral("<p>%1</p>\n").arg(text.toHtmlEscaped());
        }
    }
    void block(const QString &text) { m_page += QStringLiteral("<pre>%1</pre>\n").arg(text.toHtmlEscaped()); }
    void details(const QString &summary, const QString &text)
    {
        m_page +=
            QStringLiteral("<details><summary>%1</summary><pre>%2</pre></details>\n").arg(summary.toHtmlEscaped(), text.toHtmlEscaped());
    }
    void row(const QStringList &cells, const char *element = "td")
    {
        m_page += QStringLiteral("<tr>");
        for (const QString &cell : cells) {
            const QString lines = cell.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
            m_page += QStringLiteral("<%1>%2</%1>").arg(QLatin1StringView(element), lines);
        }
        m_page += QStringLiteral("</tr>\n");
    }
    void beginTable(const QStringList &names)
    {
        m_page += QStringLiteral("<table>\n");
        if (!names.isEmpty()) {
            row(names, "th");
        }
    }
    void endTable() { m_page += QStringLiteral("</table>\n"); }

    [[nodiscard]] QByteArray whole(const QString &title, const QByteArray &json) const
    {
        // In JSON these three stand in texts alone; escaped, no text can end the block.
        QByteArray data = json;
        data.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
        QByteArray page =
            "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>" +
            title.toHtmlEscaped().toUtf8() +
            "</title>\n<style>body{font:14px/1.5 sans-serif;margin:24px auto;max-width:1100px;padding:0 16px;color:#1c2430;background:#fff}"
            "h1{font-size:22px}h2{font-size:16px;margin-top:28px}table{border-collapse:collapse;width:100%}"
            "th,td{text-align:left;vertical-align:top;padding:6px 8px;border-bottom:1px solid #d5dae1;overflow-wrap:anywhere}"
            "pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f3f5f8;padding:10px}summary{cursor:pointer}</style></"
            "head><body>\n<h1>" +
            title.toHtmlEscaped().toUtf8() + "</h1>\n" + m_page.toUtf8();
        return page + "<script type=\"application/json\" id=\"daraja-desk-support\">" + data + "</script>\n</body></html>\n";
    }

private:
    QString m_page;
};

QString clockLine(const DoctorReport &report)
{
    if (!report.hasClockOffset) {
        return formText("Not compared with Safaricom's.");
    }
    const QString seconds = QString::number(static_cast<double>(qAbs(report.clockOffsetMs)) / 1000.0, 'f', 1);
    return report.clockOffsetMs < 0 ? formText("%1 s behind Safaricom's").arg(seconds) : formText("%1 s ahead of Safaricom's").arg(seconds);
}

QString outcomeWords(const Verdict &verdict)
{
    switch (verdict.outcome) {
    case Verdict::Outcome::Healthy:
        return formText("Healthy");
    case Verdict::Outcome::FaultFound:
        return formText("Fault found");
    case Verdict::Outcome::CouldNotTell:
        return formText("Could not tell");
    case Verdict::Outcome::Stopped:
        break;
    }
    return formText("Stopped before its end");
}

/// Whether a check ran that rings Safaricom's test phone.
bool promptWasSent(const DoctorReport &report)
{
    const QList<CheckRow> rows = checkRows();
    return std::any_of(rows.cbegin(), rows.cend(), [&report](const CheckRow &row) {
        const Finding *finding = report.finding(row.spec.id);
        return row.spec.effect == SideEffect::Prompt && finding && finding->status != Finding::Status::NotRun &&
               finding->status != Finding::Status::NotNeeded;
    });
}

void addVerdict(SupportPage &page, const SupportPack &pack)
{
    const DoctorReport &report = pack.report;
    page.heading(QStringLiteral("%1: %2").arg(outcomeWords(report.verdict), report.verdict.title));
    if (const Finding *cause = report.cause()) {
        page.block(findingText(*cause));
    }
    page.beginTable({});
    if (!report.profileName.isEmpty()) {
        page.row({formText("Profile"), report.profileName});
    }
    page.row({formText("Environment"), QStringLiteral("%1, %2").arg(environmentName(report.environment), report.baseUrl)});
    page.row({formText("Short code"), report.shortCode});
    page.row({formText("Checked"), QStringLiteral("%1\n%2").arg(nairobiIso(report.startedAt), isoUtc(report.startedAt))});
    page.row({formText("This computer's clock"), clockLine(report)});
    page.row({formText("Asked of Safaricom"),
              formText("%1 requests, %2 of them with the operator's password").arg(report.gatewayCalls).arg(report.operatorAttempts)});
    page.row({formText("Not touched"), promptWasSent(report) ? formText("No money moved but KES 1 of test money.")
                                                             : formText("No prompt was sent. No money moved.")});
    for (const auto &[name, version] : pack.versions) {
        page.row({name, version});
    }
    page.endTable();
}

void addFindings(SupportPage &page, const DoctorReport &report)
{
    page.heading(formText("Checks"));
    page.beginTable({formText("Check"), formText("State"), formText("What was found")});
    for (const Finding &finding : report.findings) {
        QStringList found{finding.title, finding.summary, finding.means};
        if (!finding.said.isEmpty()) {
            found.append(formText("Safaricom said: \"%1\" %2 %3").arg(finding.said, finding.code, finding.requestId).trimmed());
        }
        for (const auto &[name, value] : finding.facts) {
            found.append(QStringLiteral("%1: %2").arg(name, value));
        }
        found.removeAll(QString());
        found.removeDuplicates();
        page.row({finding.checkId, statusWords(finding.status), found.join(u'\n')});
    }
    page.endTable();
}

void addRequests(SupportPage &page, const SupportPack &pack)
{
    if (pack.requests.isEmpty()) {
        return;
    }
    page.heading(formText("Requests"));
    page.beginTable({formText("UTC"), formText("Nairobi"), formText("Asked"), formText("Answer"), formText("Request id")});
    for (const SupportPack::Request &request : pack.requests) {
        const QString status = request.status == 0 ? formText("No answer") : QStringLiteral("HTTP %1").arg(request.status);
        page.row({isoUtc(request.at), nairobiIso(request.at), request.asked,
                  QStringLiteral("%1\n%2 %3").arg(status, request.code, request.said).trimmed(), request.requestId});
    }
    page.endTable();
}

void addTimeline(SupportPage &page, const SupportPack &pack)
{
    if (pack.weather) {
        page.heading(formText("The last 24 hours of this program's own calls"));
        page.paragraph(weatherLines(*pack.weather).join(u'\n'));
    }
    if (pack.timeline.isEmpty()) {
        return;
    }
    page.heading(formText("Timeline"));
    page.beginTable({formText("UTC"), formText("What"), formText("With"), formText("KES"), formText("Outcome"), formText("Ids")});
    for (const SupportPack::Moment &moment : pack.timeline) {
        QStringList ids{moment.receipt, moment.conversation, moment.originator, moment.requestId};
        ids.removeAll(QString());
        page.row({isoUtc(moment.at), moment.title, moment.party, moment.amount,
                  QStringLiteral("%1\n%2").arg(stateWord(moment.state), moment.summary), ids.join(u'\n')});
    }
    page.endTable();
}

QString transcriptOf(const HttpExchange &exchange)
{
    const auto headers = [](const HttpHeaders &list) {
        QString lines;
        for (const HttpHeaders::Field &field : list.fields()) {
            lines += QStringLiteral("%1: %2\n").arg(QString::fromUtf8(field.first), QString::fromUtf8(field.second));
        }
        return lines;
    };
    const QString answer = exchange.status == 0 ? exchange.failureText : QStringLiteral("HTTP %1").arg(exchange.status);
    return QStringLiteral("%1  %2 %3\n%4\n%5\n\n%6\n%7\n%8\n")
        .arg(isoUtc(exchange.startedAt), QString::fromLatin1(exchange.method), exchange.url.toString(), headers(exchange.requestHeaders),
             QString::fromUtf8(exchange.requestBody), answer, headers(exchange.responseHeaders), QString::fromUtf8(exchange.responseBody));
}

void addTranscripts(SupportPage &page, const DoctorReport &report)
{
    for (const Finding &finding : report.findings) {
        QString transcript;
        for (const HttpExchange &exchange : finding.exchanges) {
            transcript += transcriptOf(exchange) + u'\n';
        }
        if (!transcript.isEmpty()) {
            page.details(formText("Transcript of %1, without secrets").arg(finding.checkId), transcript);
        }
    }
}

} // namespace

QByteArray supportPackJson(const SupportPack &pack)
{
    return QJsonDocument(packObject(pack)).toJson();
}

QByteArray supportPackHtml(const SupportPack &pack)
{
    SupportPage page;
    addVerdict(page, pack);
    addRequests(page, pack);
    page.heading(formText("Mail to %1").arg(supportMailAddress()));
    page.block(QStringLiteral("%1\n\n%2").arg(supportMailSubject(pack), supportMailText(pack)));
    addFindings(page, pack.report);
    addTimeline(page, pack);
    addTranscripts(page, pack.report);
    const QString name = pack.report.shortCode.isEmpty() ? pack.report.profileName : pack.report.shortCode;
    return page.whole(formText("M-Pesa support pack, %1").arg(name), QJsonDocument(packObject(pack)).toJson(QJsonDocument::Compact));
}

} // namespace daraja
