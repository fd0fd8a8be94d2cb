// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/weather.h"

#include "core/errors/errorguide.h"
#include "core/history/callbackwords.h"
#include "core/history/historystoreprivate.h"

#include <QCoreApplication>

#include <algorithm>

namespace daraja {

namespace {

constexpr int weatherStep = 100;     ///< entries
constexpr int mostWeathered = 2'000; ///< entries

QString weatherText(const char *text)
{
    return QCoreApplication::translate("Weather", text);
}

Weather::Delay delayOf(QList<qint64> &milliseconds)
{
    if (milliseconds.isEmpty()) {
        return {};
    }
    std::sort(milliseconds.begin(), milliseconds.end());
    return {.count = static_cast<int>(milliseconds.size()),
            .medianMs = milliseconds.at((milliseconds.size() - 1) / 2),
            .slowestMs = milliseconds.last()};
}

/// The attempt that decided; asking for the outcome afterwards goes to another path.
const HttpExchange *decidingExchange(const HistoryEntry &entry)
{
    const HttpExchange *deciding = nullptr;
    for (const HttpExchange &exchange : entry.exchanges) {
        if (exchange.url.path() == entry.exchanges.first().url.path()) {
            deciding = &exchange;
        }
    }
    return deciding;
}

/// Where the callback of a call was to go, without what changes from call to call; empty when nobody was to get it.
QString callbackHome(const HistoryEntry &entry)
{
    const OperationSpec *operation = findOperation(entry.operationId);
    const QList<const FieldSpec *> fields = operation ? operation->fieldList() : QList<const FieldSpec *>();
    for (const FieldSpec *field : fields) {
        const QString address = entry.values.value(QLatin1StringView(field->name)).toString();
        if (address == noCallbackUrl) {
            return {};
        }
        if (field->kind == FieldKind::Url && !address.isEmpty()) {
            return QUrl(address).adjusted(QUrl::RemoveFilename | QUrl::RemoveQuery).toString();
        }
    }
    return {};
}

const Callback *answerTo(const HistoryEntry &entry)
{
    const auto isAnswer = [](const Callback &callback) {
        return !callback.refused && callback.kind != Callback::Kind::C2bConfirmation && callback.kind != Callback::Kind::C2bValidation;
    };
    const auto first = std::find_if(entry.callbacks.cbegin(), entry.callbacks.cend(), isAnswer);
    return first == entry.callbacks.cend() ? nullptr : &*first;
}

/// Adds up entries; lives on the worker's thread.
class WeatherSum final
{
public:
    WeatherSum(const HistoryQuery &whose, const QDateTime &now)
    {
        m_weather.from = now.addSecs(-std::chrono::seconds(Weather::window).count());
        m_weather.to = now;
        m_query.environments = whose.environments;
        m_query.profiles = whose.profiles;
        m_query.kinds = {ActivityEntry::Kind::Call, ActivityEntry::Kind::Token};
        m_query.from = m_weather.from;
        m_query.to = m_weather.to;
    }

    /// False when it is whole.
    bool go(HistoryTable &table)
    {
        const HistoryPage page = table.find(m_query, m_before, weatherStep);
        for (const HistoryRow &row : page.rows) {
            m_before = row.number;
            if (const std::optional<HistoryEntry> entry = table.load(row.number)) {
                add(*entry);
            }
        }
        m_seen += static_cast<int>(page.rows.size());
        m_weather.complete = !page.more;
        return page.more && m_seen < mostWeathered;
    }

    [[nodiscard]] Weather weather()
    {
        Weather whole = m_weather;
        whole.calls = whole.accepted + whole.refused + whole.failed;
        whole.answer = delayOf(m_answers);
        whole.callback = delayOf(m_callbacks);
        whole.callbacks = static_cast<int>(m_callbacks.size());
        for (auto home = m_missing.constBegin(); home != m_missing.constEnd(); ++home) {
            const bool leadsHere = m_homes.contains(home.key());
            (leadsHere ? whole.lost : whole.unheard) += *home;
            whole.callbacks += *home;
        }
        return whole;
    }

private:
    void add(const HistoryEntry &entry)
    {
        const HttpExchange *exchange = decidingExchange(entry);
        if (entry.probe || !exchange || entry.state == ActivityEntry::State::Running || exchange->failure == HttpFailure::Aborted) {
            return;
        }
        const bool hasAnswer = exchange->outcome == HttpOutcome::Answered;
        if (entry.error.isError() || !hasAnswer) {
            const bool isTrouble = !hasAnswer ||
                                   ErrorGuide::instance().explain(entry.error, entry.operationId).actor == Explanation::Actor::Safaricom ||
                                   entry.error.origin == MpesaError::Origin::UnknownOutcome;
            ++(isTrouble ? m_weather.failed : m_weather.refused);
            if (!isTrouble) {
                m_answers.append(exchange->timings.done);
            }
            return;
        }
        ++m_weather.accepted;
        m_answers.append(exchange->timings.done);
        if (entry.kind == ActivityEntry::Kind::Call && awaitsCallbacks(entry.operationId)) {
            addCallback(entry, exchange->startedAt.addMSecs(qMax<qint64>(0, exchange->timings.done)));
        }
    }

    void addCallback(const HistoryEntry &entry, const QDateTime &acceptedAt)
    {
        const QString home = callbackHome(entry);
        if (const Callback *callback = answerTo(entry)) {
            m_homes.insert(home);
            m_callbacks.append(qMax<qint64>(0, acceptedAt.msecsTo(callback->receivedAt))); // it may overtake its acknowledgement
        } else if (!entry.forsaken && !home.isEmpty() &&
                   acceptedAt.msecsTo(m_weather.to) > std::chrono::milliseconds(Weather::patience).count()) {
            ++m_missing[home];
        }
    }

    HistoryQuery m_query;
    Weather m_weather;
    qint64 m_before = 0;
    int m_seen = 0;
    QList<qint64> m_answers;
    QList<qint64> m_callbacks;
    QSet<QString> m_homes; ///< from which callbacks came
    QHash<QString, int> m_missing;
};

QString secondsText(qint64 milliseconds)
{
    const double seconds = static_cast<double>(milliseconds) / 1000.0;
    return weatherText("%1 s").arg(QString::number(seconds, 'f', seconds < 10 ? 1 : 0));
}

QString delayText(const Weather::Delay &delay)
{
    return delay.count == 1 ? weatherText("after %1").arg(secondsText(delay.slowestMs))
                            : weatherText("half within %1, slowest %2").arg(secondsText(delay.medianMs), secondsText(delay.slowestMs));
}

QJsonValue delayToJson(const Weather::Delay &delay)
{
    return delay.count == 0 ? QJsonValue()
                            : QJsonValue(QJsonObject{{QStringLiteral("count"), delay.count},
                                                     {QStringLiteral("medianMs"), delay.medianMs},
                                                     {QStringLiteral("slowestMs"), delay.slowestMs}});
}

} // namespace

void Weather::read(HistoryStore &store, const HistoryQuery &whose, const QDateTime &now, QObject *context,
                   std::function<void(const Weather &)> found)
{
    const auto sum = std::make_shared<WeatherSum>(whose, now);
    const QPointer<QObject> guard(context);
    const auto tell = [guard, found = std::move(found)](const Weather &weather) {
        if (guard) {
            found(weather);
        }
    };
    HistoryWorker *worker = store.d->worker;
    store.d->addStep({[sum, tell, worker](HistoryDatabase &, HistoryTable &table) {
                          if (sum->go(table)) {
                              return true;
                          }
                          worker->tell([tell, weather = sum->weather()] { tell(weather); });
                          return false;
                      },
                      [tell](const QString &why) {
                          Weather nothing;
                          nothing.problem = why;
                          tell(nothing);
                      }});
}

QStringList weatherLines(const Weather &weather)
{
    if (!weather.problem.isEmpty()) {
        return {weather.problem};
    }
    if (weather.calls == 0) {
        return {weatherText("Nothing was sent in these 24 hours.")};
    }
    QString calls = weather.complete ? weatherText("%1 of %2 calls accepted") : weatherText("%1 of the newest %2 calls accepted");
    calls = calls.arg(weather.accepted).arg(weather.calls);
    if (weather.refused > 0) {
        calls += weatherText(", %1 refused").arg(weather.refused);
    }
    if (weather.failed > 0) {
        calls += weatherText(", %1 failed at Safaricom or on the way").arg(weather.failed);
    }
    QStringList lines{calls};
    if (weather.answer.count > 0) {
        lines.append(weatherText("Answers: %1").arg(delayText(weather.answer)));
    }
    if (weather.callbacks > 0) {
        QString callbacks = weatherText("Callbacks: %1 of %2 came").arg(weather.callback.count).arg(weather.callbacks);
        if (weather.callback.count > 0) {
            callbacks += QStringLiteral(", ") + delayText(weather.callback);
        }
        lines.append(callbacks);
    }
    if (weather.unheard > 0) {
        lines.append(
            weatherText("%1 callbacks were to go to an address from which nothing came here: it may lead elsewhere.").arg(weather.unheard));
    }
    return lines;
}

QJsonObject weatherToJson(const Weather &weather)
{
    return {{QStringLiteral("from"), weather.from.toString(Qt::ISODateWithMs)},
            {QStringLiteral("to"), weather.to.toString(Qt::ISODateWithMs)},
            {QStringLiteral("calls"), weather.calls},
            {QStringLiteral("accepted"), weather.accepted},
            {QStringLiteral("refused"), weather.refused},
            {QStringLiteral("failed"), weather.failed},
            {QStringLiteral("answer"), delayToJson(weather.answer)},
            {QStringLiteral("callbacks"), weather.callbacks},
            {QStringLiteral("lost"), weather.lost},
            {QStringLiteral("unheard"), weather.unheard},
            {QStringLiteral("callback"), delayToJson(weather.callback)},
            {QStringLiteral("complete"), weather.complete}};
}

} // namespace daraja
