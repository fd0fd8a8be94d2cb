// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historydocument.h"

#include "core/history/historynames.h"
#include "core/history/historypieces.h"

#include <QJsonArray>

namespace daraja {

namespace {

template <typename Item, typename Reader> QList<Item> listOfJson(const QJsonValue &json, Reader reader)
{
    QList<Item> list;
    const QJsonArray array = json.toArray();
    for (qsizetype i = 0; i < qMin(array.size(), mostItems); ++i) {
        list.append(reader(array.at(i).toObject()));
    }
    return list;
}

template <typename Item, typename Writer> void insertList(QJsonObject &json, QLatin1StringView name, const QList<Item> &list, Writer writer)
{
    QJsonArray array;
    for (const Item &item : list) {
        array.append(writer(item));
    }
    if (!array.isEmpty()) {
        json.insert(name, array);
    }
}

} // namespace

QJsonObject documentOf(const HistoryEntry &entry)
{
    QJsonObject json;
    insertList(json, QLatin1StringView("steps"), entry.steps, [](const ActivityEntry::Step &step) {
        return QJsonObject{{QStringLiteral("at"), timeToJson(step.at)}, {QStringLiteral("text"), step.text}};
    });
    insertList(json, QLatin1StringView("exchanges"), entry.exchanges, exchangeToJson);
    if (!entry.values.isEmpty()) {
        json.insert(QStringLiteral("values"), entry.values);
    }
    if (entry.error.isError()) {
        json.insert(QStringLiteral("error"), errorToJson(entry.error));
    }
    if (entry.result) {
        json.insert(QStringLiteral("result"), resultToJson(*entry.result));
    }
    if (entry.queries > 0) {
        json.insert(QStringLiteral("queries"), entry.queries);
    }
    if (entry.probe) {
        json.insert(QStringLiteral("probe"), true);
    }
    if (entry.forsaken) {
        json.insert(QStringLiteral("forsaken"), true);
    }
    return json;
}

void readDocument(const QJsonObject &document, HistoryEntry &entry)
{
    entry.steps = listOfJson<ActivityEntry::Step>(document.value(QLatin1StringView("steps")), [](const QJsonObject &step) {
        return ActivityEntry::Step{timeIn(step, QLatin1StringView("at")), textIn(step, QLatin1StringView("text"))};
    });
    entry.exchanges = listOfJson<HttpExchange>(document.value(QLatin1StringView("exchanges")), exchangeOfJson);
    entry.values = document.value(QLatin1StringView("values")).toObject();
    entry.error = errorOfJson(document.value(QLatin1StringView("error")).toObject());
    entry.queries = qBound(0, document.value(QLatin1StringView("queries")).toInt(), 1'000);
    entry.probe = document.value(QLatin1StringView("probe")).toBool();
    entry.forsaken = document.value(QLatin1StringView("forsaken")).toBool();
    const QJsonValue result = document.value(QLatin1StringView("result"));
    entry.result = result.isObject() ? std::optional(resultOfJson(result.toObject())) : std::nullopt;
}

QJsonObject historyToJson(const HistoryEntry &entry)
{
    QJsonObject json = documentOf(entry);
    json.insert(QStringLiteral("uid"), entry.uid);
    json.insert(QStringLiteral("kind"), kindName(entry.kind));
    json.insert(QStringLiteral("state"), stateName(entry.state));
    json.insert(QStringLiteral("at"), timeToJson(entry.at));
    json.insert(QStringLiteral("environment"), environmentId(entry.environment));
    insertText(json, QLatin1StringView("operation"), entry.operationId);
    insertText(json, QLatin1StringView("title"), entry.title);
    insertText(json, QLatin1StringView("party"), entry.party);
    insertText(json, QLatin1StringView("amount"), entry.amount);
    insertText(json, QLatin1StringView("summary"), entry.summary);
    insertText(json, QLatin1StringView("conversation"), entry.conversation);
    insertText(json, QLatin1StringView("originator"), entry.originator);
    insertText(json, QLatin1StringView("receipt"), entry.receipt);
    insertText(json, QLatin1StringView("profileId"), entry.profileId);
    insertText(json, QLatin1StringView("profile"), entry.profile);
    insertText(json, QLatin1StringView("note"), entry.note);
    if (entry.pinned) {
        json.insert(QStringLiteral("pinned"), true);
    }
    insertList(json, QLatin1StringView("callbacks"), entry.callbacks, callbackToJson);
    insertList(json, QLatin1StringView("forwards"), entry.forwards, forwardToJson);
    return json;
}

std::optional<HistoryEntry> historyOfJson(const QJsonObject &json)
{
    constexpr qsizetype longestUid = 80;
    HistoryEntry entry;
    entry.uid = json.value(QLatin1StringView("uid")).toString();
    entry.at = timeIn(json, QLatin1StringView("at"));
    const auto kind = kindOfName(textIn(json, QLatin1StringView("kind")));
    const auto state = stateOfName(textIn(json, QLatin1StringView("state")));
    if (entry.uid.isEmpty() || entry.uid.size() > longestUid || !entry.at.isValid() || !kind || !state) {
        return {};
    }
    entry.kind = *kind;
    entry.state = *state;
    entry.environment = environmentFromId(textIn(json, QLatin1StringView("environment")));
    entry.operationId = textIn(json, QLatin1StringView("operation"));
    entry.title = textIn(json, QLatin1StringView("title"));
    entry.party = textIn(json, QLatin1StringView("party"));
    entry.amount = textIn(json, QLatin1StringView("amount"));
    entry.summary = textIn(json, QLatin1StringView("summary"));
    entry.conversation = textIn(json, QLatin1StringView("conversation"));
    entry.originator = textIn(json, QLatin1StringView("originator"));
    entry.receipt = textIn(json, QLatin1StringView("receipt"));
    entry.profileId = textIn(json, QLatin1StringView("profileId"));
    entry.profile = textIn(json, QLatin1StringView("profile"));
    entry.note = textIn(json, QLatin1StringView("note"));
    entry.pinned = json.value(QLatin1StringView("pinned")).toBool();
    readDocument(json, entry);
    entry.callbacks = listOfJson<Callback>(json.value(QLatin1StringView("callbacks")), callbackOfJson);
    entry.forwards = listOfJson<HistoryEntry::Forward>(json.value(QLatin1StringView("forwards")), forwardOfJson);
    return entry;
}

} // namespace daraja
