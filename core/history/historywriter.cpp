// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historywriter.h"

#include "core/base/nairobitime.h"
#include "core/history/activitystate.h"
#include "core/history/activitywords.h"
#include "core/history/historydocument.h"
#include "core/history/historynames.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace daraja {

namespace {

QString writerText(const char *text)
{
    return QCoreApplication::translate("History", text);
}

/// The code with which it ended: of the last callback, of the result, of the error.
QString codeOf(const HistoryEntry &entry)
{
    if (entry.result && !entry.result->code.isEmpty()) {
        return entry.result->code;
    }
    if (!entry.callbacks.isEmpty() && !entry.callbacks.last().resultCode.isEmpty()) {
        return entry.callbacks.last().resultCode;
    }
    return entry.error.code;
}

class CsvWriter final : public HistoryWriter
{
public:
    QByteArray begin() override
    {
        return "\xef\xbb\xbf" + // so that spreadsheets take it for UTF-8
               line({QStringLiteral("Time"), QStringLiteral("Profile"), QStringLiteral("Environment"), QStringLiteral("Operation"),
                     QStringLiteral("Title"), QStringLiteral("With"), QStringLiteral("Amount KES"), QStringLiteral("Outcome"),
                     QStringLiteral("Code"), QStringLiteral("Summary"), QStringLiteral("Receipt"), QStringLiteral("Conversation"),
                     QStringLiteral("Originator"), QStringLiteral("Callbacks"), QStringLiteral("Pinned"), QStringLiteral("Note"),
                     QStringLiteral("Id")});
    }

    QByteArray entry(const HistoryEntry &entry) override
    {
        return line({nairobiIso(entry.at), entry.profile, environmentId(entry.environment), entry.operationId, entry.title, entry.party,
                     entry.amount, stateName(entry.state), codeOf(entry), entry.summary, entry.receipt, entry.conversation,
                     entry.originator, QString::number(entry.callbacks.size()), entry.pinned ? QStringLiteral("yes") : QStringLiteral("no"),
                     entry.note, entry.uid});
    }

    QByteArray end() override { return {}; }

private:
    static QByteArray line(const QStringList &cells)
    {
        QByteArrayList quoted;
        for (const QString &cell : cells) {
            quoted.append(csvCell(cell));
        }
        return quoted.join(',') + "\r\n";
    }
};

/// One entry a line, so that it can be read again without being held in memory as a whole.
class JsonWriter final : public HistoryWriter
{
public:
    QByteArray begin() override { return "{\"format\":\"daraja-desk-history\",\"version\":1,\"entries\":["; }

    QByteArray entry(const HistoryEntry &entry) override
    {
        const QByteArray json = QJsonDocument(historyToJson(entry)).toJson(QJsonDocument::Compact);
        return (std::exchange(m_first, false) ? "\n" : ",\n") + json;
    }

    QByteArray end() override { return "\n]}\n"; }

private:
    bool m_first = true;
};

class HtmlWriter final : public HistoryWriter
{
public:
    explicit HtmlWriter(const QDateTime &now)
        : m_now(now)
    {
    }

    QByteArray begin() override
    {
        const QString title = writerText("M-Pesa transactions");
        return QStringLiteral(
                   "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                   "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
                   "<title>%1</title><style>body{font:14px/1.5 sans-serif;margin:24px;color:#1c2430}h1{font-size:20px}"
                   "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:6px 8px;"
                   "border-bottom:1px solid #d5dae1}td.n{text-align:right;white-space:nowrap}small{color:#556070}"
                   "pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f3f5f8;padding:8px;margin:4px 0}</style></head><body>"
                   "<h1>%1</h1><p>%2</p><table><thead><tr><th>%3</th><th>%4</th><th>%5</th><th>KES</th><th>%6</th><th>%7</th></tr></thead>"
                   "<tbody>\n")
            .arg(title.toHtmlEscaped(), nairobiIso(m_now).toHtmlEscaped(), writerText("Time").toHtmlEscaped(),
                 writerText("Operation").toHtmlEscaped(), writerText("With").toHtmlEscaped(), writerText("Outcome").toHtmlEscaped(),
                 writerText("What happened").toHtmlEscaped())
            .toUtf8();
    }

    QByteArray entry(const HistoryEntry &entry) override
    {
        QString details;
        const auto add = [&details](const QString &name, const QString &value) {
            if (!value.isEmpty()) {
                details += QStringLiteral("<br><small>%1: %2</small>").arg(name.toHtmlEscaped(), value.toHtmlEscaped());
            }
        };
        add(writerText("Receipt"), entry.receipt);
        add(writerText("Conversation"), entry.conversation);
        add(writerText("Originator"), entry.originator);
        add(writerText("Code"), codeOf(entry));
        add(writerText("Note"), entry.note);
        QString pieces;
        for (const ActivityEntry::Step &step : entry.steps) {
            pieces += QStringLiteral("%1  %2\n").arg(nairobiClock(step.at), step.text);
        }
        for (const HttpExchange &exchange : entry.exchanges) {
            pieces += QStringLiteral("\n%1 %2\n%3\n\n%4\n%5\n")
                          .arg(QString::fromLatin1(exchange.method), exchange.url.toString(), QString::fromUtf8(exchange.requestBody),
                               exchange.status == 0 ? exchange.failureText : QStringLiteral("HTTP %1").arg(exchange.status),
                               QString::fromUtf8(exchange.responseBody));
        }
        for (const Callback &callback : entry.callbacks) {
            pieces += QStringLiteral("\n%1 %2 %3\n%4\n")
                          .arg(nairobiClock(callback.receivedAt), callback.path, callback.peer, QString::fromUtf8(callback.raw));
        }
        const QString block = pieces.isEmpty() ? QString()
                                               : QStringLiteral("<details><summary>%1</summary><pre>%2</pre></details>")
                                                     .arg(writerText("Details").toHtmlEscaped(), pieces.toHtmlEscaped());
        return QStringLiteral("<tr><td>%1</td><td>%2<br><small>%3 · %4</small></td><td>%5</td><td class=\"n\">%6</td><td>%7</td>"
                              "<td>%8%9</td></tr>\n")
            .arg(nairobiIso(entry.at).toHtmlEscaped(), entry.title.toHtmlEscaped(), entry.profile.toHtmlEscaped(),
                 environmentName(entry.environment).toHtmlEscaped(), entry.party.toHtmlEscaped(),
                 displayAmount(entry.amount).toHtmlEscaped(), stateWord(entry.state).toHtmlEscaped(), entry.summary.toHtmlEscaped(),
                 details + block)
            .toUtf8();
    }

    QByteArray end() override { return "</tbody></table></body></html>\n"; }

private:
    const QDateTime m_now;
};

} // namespace

QByteArray csvCell(const QString &text)
{
    // A formula may begin behind spaces, and with the wide forms of the same signs.
    static const QString formulaSigns = QStringLiteral("=+-@\t\r\n|%\uff1d\uff0b\uff0d\uff20");
    QString cell = text;
    cell.remove(QChar(0));
    const QString begin = cell.trimmed();
    const bool isFormula =
        (!cell.isEmpty() && formulaSigns.contains(cell.front())) || (!begin.isEmpty() && formulaSigns.contains(begin.front()));
    if (isFormula) {
        cell.prepend(u'\'');
    }
    cell.replace(u'"', QStringLiteral("\"\""));
    return '"' + cell.toUtf8() + '"';
}

std::unique_ptr<HistoryWriter> makeHistoryWriter(ExportOptions::Format format, const QDateTime &now)
{
    switch (format) {
    case ExportOptions::Format::Csv:
        return std::make_unique<CsvWriter>();
    case ExportOptions::Format::Json:
        return std::make_unique<JsonWriter>();
    case ExportOptions::Format::Html:
        break;
    }
    return std::make_unique<HtmlWriter>(now);
}

} // namespace daraja
