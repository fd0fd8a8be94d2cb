// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/earlierintents.h"

#include "core/api/productionguard.h"
#include "ui/desk/desk.h"

namespace daraja {

namespace {

constexpr int pauseBeforeReading = 50; // milliseconds
constexpr int mostIntents = 200;

QStringList moneyOperations()
{
    QStringList ids;
    for (const OperationSpec *operation : operations()) {
        if (operation->isAboutMoney()) {
            ids.append(QLatin1StringView(operation->id));
        }
    }
    return ids;
}

} // namespace

EarlierIntents::EarlierIntents(Desk &desk, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(pauseBeforeReading);
    connect(&m_soon, &QTimer::timeout, this, &EarlierIntents::read);
    connect(&desk, &Desk::workspaceChanged, this, &EarlierIntents::forget);
    const auto later = [this] { m_soon.start(); };
    connect(&desk.history(), &HistoryStore::changed, this, later);
    connect(&desk.history(), &HistoryStore::removed, this, later);
    connect(&desk.history(), &HistoryStore::reloaded, this, later);
    forget();
}

const EarlierIntents::Intent *EarlierIntents::like(const OperationSpec &operation, const Values &values) const
{
    if (m_intents.isEmpty() || !operation.isAboutMoney()) {
        return nullptr;
    }
    const QString likeness = ProductionGuard::likeness(operation, values);
    const auto found =
        std::find_if(m_intents.cbegin(), m_intents.cend(), [&likeness](const Intent &intent) { return intent.likeness == likeness; });
    return found == m_intents.cend() ? nullptr : &*found;
}

void EarlierIntents::forget()
{
    m_intents.clear();
    m_isKnown = false;
    if (m_desk.workspace()) {
        read();
    }
}

void EarlierIntents::read()
{
    const quint64 reading = ++m_reading;
    m_found.clear();
    const Profile &profile = m_desk.currentProfile();
    if (profile.environment == Environment::Simulator) {
        load({});
        return;
    }
    HistoryQuery query;
    query.operations = moneyOperations();
    query.states = {ActivityEntry::State::Unknown, ActivityEntry::State::Pending};
    query.profiles = {profile.id};
    query.from = m_desk.clock().now().addDays(-days);
    m_desk.history().find(query, 0, mostIntents, this, [this, reading](const HistoryPage &page) {
        if (reading == m_reading) {
            load(page.rows);
        }
    });
}

void EarlierIntents::load(const QList<HistoryRow> &rows)
{
    // Answers come in the order of the questions: after the last one all are there.
    for (const HistoryRow &row : rows) {
        const bool isLast = row.number == rows.last().number;
        m_desk.history().load(row.number, this, [this, isLast, reading = m_reading](const std::optional<HistoryEntry> &entry) {
            if (reading != m_reading) {
                return;
            }
            if (entry) {
                take(*entry);
            }
            if (isLast) {
                load({});
            }
        });
    }
    if (rows.isEmpty()) {
        m_intents = std::exchange(m_found, {});
        m_isKnown = true;
        Q_EMIT changed();
    }
}

void EarlierIntents::take(const HistoryEntry &entry)
{
    const OperationSpec *operation = findOperation(entry.operationId);
    if (!operation) {
        return;
    }
    Values values;
    for (auto value = entry.values.constBegin(); value != entry.values.constEnd(); ++value) {
        values.insert(value.key(), value->toVariant().toString());
    }
    m_found.append({ProductionGuard::likeness(*operation, values), entry.at, entry.uid,
                    followUp({entry.operationId, values, entry.conversation, entry.originator, entry.receipt})});
}

} // namespace daraja
