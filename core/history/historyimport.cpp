// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historyimport.h"

#include "core/base/redactor.h"
#include "core/history/historydocument.h"
#include "core/history/historystoreprivate.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace daraja {

namespace {

constexpr int importStep = 200;                   ///< entries
constexpr qint64 longestLine = 16LL * 1024 * 1024;  ///< of one entry
constexpr qint64 largestWhole = 64LL * 1024 * 1024; ///< a file that is not one entry a line
constexpr QLatin1StringView formatName("daraja-desk-history");

} // namespace

/// What the steps share; lives on the worker's thread once it has begun.
class HistoryImport::Work
{
public:
    explicit Work(const QString &fileName)
        : m_file(fileName)
    {
    }

    /// False when it is over.
    bool go(HistoryDatabase &database, HistoryTable &table)
    {
        if (isCancelled) {
            result.problem = HistoryImport::tr("Cancelled.");
            return false;
        }
        if (!m_file.isOpen() && !open()) {
            return false;
        }
        database.begin();
        Result counted = result;
        bool isMore = true;
        for (int i = 0; i < importStep && isMore; ++i) {
            isMore = m_isWhole ? takeNextOfWhole(table, counted) : takeNextLine(table, counted);
        }
        database.commit();
        result = counted;
        return isMore;
    }

    std::atomic_bool isCancelled = false;
    Result result;

private:
    bool open()
    {
        if (!m_file.open(QIODevice::ReadOnly)) {
            result.problem = HistoryImport::tr("%1 cannot be read: %2").arg(m_file.fileName(), m_file.errorString());
            return false;
        }
        const QByteArray head = m_file.readLine(1'024).trimmed();
        if (head.endsWith("\"entries\":[") && isOurs(head + "]}")) {
            return true;
        }
        m_isWhole = true;
        m_file.seek(0);
        if (m_file.size() > largestWhole) {
            result.problem = HistoryImport::tr("%1 is no export of Daraja Desk, or was changed and is too large.").arg(m_file.fileName());
            return false;
        }
        const QByteArray whole = m_file.readAll();
        if (!isOurs(whole)) {
            result.problem = HistoryImport::tr("%1 is no export of Daraja Desk (JSON).").arg(m_file.fileName());
            return false;
        }
        m_whole = QJsonDocument::fromJson(whole).object().value(QLatin1StringView("entries")).toArray();
        return true;
    }

    static bool isOurs(const QByteArray &json)
    {
        const QJsonObject object = QJsonDocument::fromJson(json).object();
        return object.value(QLatin1StringView("format")).toString() == formatName &&
               object.value(QLatin1StringView("version")).toInt() == 1 && object.value(QLatin1StringView("entries")).isArray();
    }

    bool takeNextLine(HistoryTable &table, Result &counted)
    {
        QByteArray line = m_file.readLine(longestLine).trimmed();
        if (line.isEmpty() && m_file.atEnd()) {
            result.problem = counted.problem = HistoryImport::tr("The file ends too early: it was cut.");
            return false;
        }
        if (line == "]}") {
            return false;
        }
        if (line.endsWith(',')) {
            line.chop(1);
        }
        if (!line.isEmpty()) {
            take(table, QJsonDocument::fromJson(m_redactor.text(line)).object(), counted);
        }
        return true;
    }

    bool takeNextOfWhole(HistoryTable &table, Result &counted)
    {
        if (m_next >= m_whole.size()) {
            return false;
        }
        const QByteArray entry = QJsonDocument(m_whole.at(m_next++).toObject()).toJson(QJsonDocument::Compact);
        take(table, QJsonDocument::fromJson(m_redactor.text(entry)).object(), counted);
        return true;
    }

    static void take(HistoryTable &table, const QJsonObject &json, Result &counted)
    {
        std::optional<HistoryEntry> entry = historyOfJson(json);
        if (!entry) {
            ++counted.unreadable;
            return;
        }
        maskBodies(*entry);
        ++(table.insertWhole(*entry) ? counted.imported : counted.known);
    }

    /// Messages are texts inside the entry, in which a name has quotes of its own.
    static void maskBodies(HistoryEntry &entry)
    {
        const Redactor redactor;
        for (HttpExchange &exchange : entry.exchanges) {
            exchange.requestBody = redactor.text(exchange.requestBody);
            exchange.responseBody = redactor.text(exchange.responseBody);
            for (HttpHeaders *headers : {&exchange.requestHeaders, &exchange.responseHeaders}) {
                HttpHeaders masked;
                for (const HttpHeaders::Field &field : headers->fields()) {
                    masked.append(field.first, redactor.header(field.first, field.second));
                }
                *headers = masked;
            }
        }
        entry.error.body = redactor.text(entry.error.body);
        for (Callback &callback : entry.callbacks) {
            callback.raw = redactor.text(callback.raw);
        }
        if (entry.result) {
            entry.result->raw = redactor.text(entry.result->raw);
        }
    }

    QFile m_file;
    const Redactor m_redactor;
    bool m_isWhole = false;
    QJsonArray m_whole;
    qsizetype m_next = 0;
};

HistoryImport::HistoryImport(HistoryStore &store, QString fileName, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_work(std::make_shared<Work>(fileName))
{
}

HistoryImport::~HistoryImport()
{
    m_work->isCancelled = true;
}

void HistoryImport::start()
{
    const QPointer<HistoryImport> guard(this);
    const auto finish = [guard](const Result &result) {
        if (guard) {
            Q_EMIT guard->finished(result);
        }
    };
    HistoryWorker *worker = m_store.d->worker;
    m_store.d->addStep({[guard, finish, worker, work = m_work](HistoryDatabase &database, HistoryTable &table) {
                            const bool isMore = work->go(database, table);
                            worker->tell([guard, finish, isMore, result = work->result] {
                                if (!isMore) {
                                    finish(result);
                                } else if (guard) {
                                    Q_EMIT guard->progress(result.imported + result.known);
                                }
                            });
                            return isMore;
                        },
                        [finish, work = m_work](const QString &problem) {
                            Result result = work->result;
                            result.problem = problem;
                            finish(result);
                        }});
}

void HistoryImport::abort()
{
    m_work->isCancelled = true;
}

} // namespace daraja
