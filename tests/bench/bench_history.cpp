// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historystore.h"
#include "tests/bench/report.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <map>

/// Searching and paging in a small history against a large one, in the same run: the large one should be no slower. Also how fast entries
/// are stored, how large the file becomes and how much memory it takes.
///
///     bench_history [SMALL [LARGE]]    10,000 and 1,000,000 without them

using namespace daraja;

namespace {

constexpr int underWay = 4'000; // writes
constexpr int questions = 100;  // of each kind
constexpr int rows = 100;       // of a page

constexpr qint64 secondsOfYear = 365LL * 24 * 3600;

/// Entries as a shop has them: customers who come back five times, few outcomes, a price list. The same for the same number.
HistoryEntry shopEntry(qint64 number, qint64 count)
{
    QRandomGenerator random(static_cast<quint32>(number) * 2'654'435'761U + 1);
    const QString phone =
        QStringLiteral("2547%1").arg(random.bounded(static_cast<int>(count / 5)) * 37 + 10'000'000, 8, 10, QLatin1Char('0'));
    HistoryEntry entry;
    entry.uid = QStringLiteral("bench-%1").arg(number);
    entry.at = QDateTime(QDate(2025, 1, 1), QTime(6, 0), Qt::UTC).addMSecs(number * (secondsOfYear * 1'000 / count));
    const QString stamp = entry.at.toString(QStringLiteral("ddMMyyyyHHmmsszzz"));
    entry.conversation = QStringLiteral("ws_CO_%1%2").arg(stamp, phone.sliced(3));
    entry.originator = QStringLiteral("%1-%2-1").arg(10'000 + number % 89'999).arg(1'000'000 + number);
    const bool isPush = random.bounded(10) < 8;
    entry.operationId = isPush                    ? QStringLiteral("stk_push")
                        : random.bounded(50) == 0 ? QStringLiteral("reversal")
                                                  : QStringLiteral("b2c_payment");
    entry.title = isPush ? QStringLiteral("STK push") : QStringLiteral("B2C payment");
    entry.party = phone;
    entry.amount = QString::number(50 * (1 + random.bounded(60)));
    entry.profileId = QStringLiteral("profile-%1").arg(random.bounded(3));
    entry.profile = QStringLiteral("Shop %1").arg(random.bounded(3));
    entry.environment = Environment::Production;
    const int fate = random.bounded(100);
    entry.state = fate < 80 ? ActivityEntry::State::Paid : fate < 95 ? ActivityEntry::State::Refused : ActivityEntry::State::Failed;
    CallResult result;
    result.code = fate < 80 ? QStringLiteral("0") : fate < 90 ? QStringLiteral("1032") : QStringLiteral("1037");
    result.description = fate < 80   ? QStringLiteral("The service request is processed successfully.")
                         : fate < 90 ? QStringLiteral("Request cancelled by user")
                                     : QStringLiteral("DS timeout user cannot be reached");
    if (fate < 80) {
        entry.receipt = QStringLiteral("U%1").arg(number, 9, 36, QLatin1Char('0')).toUpper();
        result.transactionId = entry.receipt;
    }
    entry.summary = result.code + u' ' + result.description;
    entry.result = result;
    entry.values = {{QStringLiteral("AccountReference"), QStringLiteral("INV-%1").arg(number)},
                    {QStringLiteral("PhoneNumber"), phone},
                    {QStringLiteral("Amount"), entry.amount}};
    entry.steps = {{entry.at, QStringLiteral("sent")}, {entry.at, QStringLiteral("accepted 812 ms")}, {entry.at, result.description}};
    HttpExchange exchange;
    exchange.method = "POST";
    exchange.url = QUrl(QStringLiteral("https://api.safaricom.co.ke/mpesa/stkpush/v1/processrequest"));
    exchange.requestHeaders = {{"Content-Type", "application/json"}, {"Authorization", "Bearer ***"}};
    exchange.requestBody = "{\"BusinessShortCode\":\"174379\",\"Password\":\"***\",\"Timestamp\":\"20250101090000\",\"TransactionType\":"
                           "\"CustomerPayBillOnline\",\"Amount\":" +
                           entry.amount.toLatin1() + ",\"PartyA\":\"" + phone.toLatin1() + "\",\"PartyB\":\"174379\",\"PhoneNumber\":\"" +
                           phone.toLatin1() + "\",\"CallBackURL\":\"https://shop.example/cb\",\"TransactionDesc\":\"Order\"}";
    exchange.status = 200;
    exchange.responseBody = "{\"MerchantRequestID\":\"" + entry.originator.toLatin1() + "\",\"CheckoutRequestID\":\"" +
                            entry.conversation.toLatin1() + "\",\"ResponseCode\":\"0\",\"ResponseDescription\":\"Success\"}";
    exchange.startedAt = entry.at;
    exchange.outcome = HttpOutcome::Answered;
    entry.exchanges = {exchange};
    return entry;
}

/// Megabytes that belong to this process alone, and its share of the rest.
double memoryNow()
{
    QFile file(QStringLiteral("/proc/self/smaps_rollup"));
    if (file.open(QIODevice::ReadOnly)) {
        const QList<QByteArray> lines = file.readAll().split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith("Pss:")) {
                return line.simplified().split(' ').value(1).toDouble() / 1024;
            }
        }
    }
    return 0;
}

/// A history with so many entries.
class FilledHistory final
{
public:
    FilledHistory(const QString &path, qint64 count)
        : m_count(count)
        , m_store(m_clock)
    {
        m_store.open(path);
        QElapsedTimer timer;
        timer.start();
        QEventLoop loop;
        std::function<void()> next = [&] {
            while (m_begun < count && m_begun - m_done < underWay) {
                m_store.put(shopEntry(m_begun++, count), &m_store, [&](const QString &problem) {
                    m_isWhole = m_isWhole && problem.isEmpty();
                    if (++m_done == count) {
                        loop.quit();
                    } else if (m_begun - m_done < underWay / 2) {
                        next();
                    }
                });
            }
        };
        next();
        loop.exec();
        perSecond = static_cast<double>(count) * 1'000 / static_cast<double>(timer.elapsed());
    }

    [[nodiscard]] bool isWhole() const { return m_isWhole; }
    [[nodiscard]] qint64 count() const { return m_count; }

    /// Milliseconds from the question to the answer on this thread.
    double find(const HistoryQuery &query, qint64 before, HistoryPage *page)
    {
        QElapsedTimer timer;
        timer.start();
        QEventLoop loop;
        m_store.find(query, before, rows, &m_store, [&](const HistoryPage &found) {
            *page = found;
            loop.quit();
        });
        loop.exec();
        return static_cast<double>(timer.nsecsElapsed()) / 1e6;
    }

    double perSecond = 0;

private:
    SystemClock m_clock;
    qint64 m_count;
    HistoryStore m_store;
    qint64 m_begun = 0;
    qint64 m_done = 0;
    bool m_isWhole = true;
};

/// What people ask, about the entry of that number.
struct Question
{
    const char *name;
    std::function<HistoryQuery(const HistoryEntry &)> query;
    bool fromTheMiddle = false;
};

HistoryQuery textQuery(const QString &text)
{
    HistoryQuery query;
    query.text = text;
    return query;
}

const std::vector<Question> &allQuestions()
{
    static const std::vector<Question> list{
        {"the newest 100", [](const HistoryEntry &) { return HistoryQuery(); }},
        {"100 from the middle", [](const HistoryEntry &) { return HistoryQuery(); }, true},
        {"receipt", [](const HistoryEntry &entry) { return textQuery(entry.receipt.isEmpty() ? entry.originator : entry.receipt); }},
        {"CheckoutRequestID", [](const HistoryEntry &entry) { return textQuery(entry.conversation); }},
        {"phone number", [](const HistoryEntry &entry) { return textQuery(u'0' + entry.party.sliced(3)); }},
        {"phone number, its first 6 digits", [](const HistoryEntry &entry) { return textQuery(u'0' + entry.party.sliced(3, 5)); }},
        {"account reference",
         [](const HistoryEntry &entry) { return textQuery(entry.values.value(QStringLiteral("AccountReference")).toString()); }},
        {"amount", [](const HistoryEntry &entry) { return textQuery(QStringLiteral("KES ") + entry.amount + QStringLiteral(".00")); }},
        {"result code", [](const HistoryEntry &) { return textQuery(QStringLiteral("1032")); }},
        {"a common word being typed", [](const HistoryEntry &) { return textQuery(QStringLiteral("cancel")); }},
        {"a common word", [](const HistoryEntry &) { return textQuery(QStringLiteral("cancelled")); }},
        {"two common words and an outcome",
         [](const HistoryEntry &) {
             HistoryQuery query = textQuery(QStringLiteral("stk request"));
             query.states = {ActivityEntry::State::Refused};
             return query;
         }},
        {"operation and outcome",
         [](const HistoryEntry &) {
             HistoryQuery query;
             query.operations = {QStringLiteral("b2c_payment")};
             query.states = {ActivityEntry::State::Failed};
             return query;
         }},
        {"two months of one profile",
         [](const HistoryEntry &entry) {
             HistoryQuery query;
             query.from = entry.at;
             query.to = entry.at.addDays(61);
             query.profiles = {entry.profileId};
             return query;
         }},
    };
    return list;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const qint64 sizes[] = {arguments.value(1, QStringLiteral("10000")).toLongLong(),
                            arguments.value(2, QStringLiteral("1000000")).toLongLong()};
    bench::Report report(QStringLiteral("History: %1 entries against %2, milliseconds from question to answer (median of %3)")
                             .arg(sizes[0])
                             .arg(sizes[1])
                             .arg(questions));
    const QTemporaryDir folder;
    std::map<QString, std::vector<double>> medians;
    for (const qint64 size : sizes) {
        const QString path = folder.filePath(QStringLiteral("%1.sqlite").arg(size));
        FilledHistory history(path, size);
        report.require(history.isWhole(), QStringLiteral("every entry was stored"));
        report.row(QStringLiteral("%1 entries: stored, each with its index").arg(size), history.perSecond, QStringLiteral("/s"));
        const qint64 bytes = QFileInfo(path).size() + QFileInfo(path + QStringLiteral("-wal")).size();
        report.row(QStringLiteral("%1 entries: files").arg(size), static_cast<double>(bytes) / 1e6, QStringLiteral("MB"));
        for (const Question &question : allQuestions()) {
            std::vector<double> times;
            for (int i = 0; i < questions; ++i) {
                const HistoryEntry about = shopEntry((i * 7'919 + 13) % history.count(), history.count());
                const qint64 middle = question.fromTheMiddle ? about.at.toMSecsSinceEpoch() << 20 : 0;
                HistoryPage page;
                times.push_back(history.find(question.query(about), middle, &page));
                report.require(page.problem.isEmpty(), page.problem);
                report.require(!page.rows.isEmpty() || question.fromTheMiddle,
                               QStringLiteral("something was found: %1").arg(QLatin1StringView(question.name)));
            }
            medians[QLatin1StringView(question.name)].push_back(bench::median(times));
        }
        report.row(QStringLiteral("%1 entries: memory of this process (PSS) after all questions").arg(size), memoryNow(),
                   QStringLiteral("MB"));
    }
    std::vector<double> ratios;
    for (const Question &question : allQuestions()) {
        const QString name = QLatin1StringView(question.name);
        const std::vector<double> &times = medians[name];
        report.row(name + QStringLiteral(": small"), times[0], QStringLiteral("ms"));
        report.row(name + QStringLiteral(": large"), times[1], QStringLiteral("ms"));
        report.row(name + QStringLiteral(": ratio"), times[1] / times[0], QStringLiteral("x"));
        ratios.push_back(times[1] / times[0]);
    }
    report.row(QStringLiteral("median of the ratios"), bench::median(ratios), QStringLiteral("x"));
    return report.finish();
}
