// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historynames.h"

namespace daraja {

namespace {

template <typename Value> struct Named
{
    Value value;
    const char *name;
};

constexpr Named<ActivityEntry::Kind> kindTable[] = {
    {ActivityEntry::Kind::Call, "call"},
    {ActivityEntry::Kind::Token, "token"},
    {ActivityEntry::Kind::LooseCallback, "callback"},
};

constexpr Named<ActivityEntry::State> stateTable[] = {
    {ActivityEntry::State::Running, "running"}, {ActivityEntry::State::Waiting, "waiting"}, {ActivityEntry::State::Paid, "paid"},
    {ActivityEntry::State::Done, "done"},       {ActivityEntry::State::Refused, "refused"}, {ActivityEntry::State::Pending, "pending"},
    {ActivityEntry::State::Unknown, "unknown"}, {ActivityEntry::State::Failed, "failed"},
};

constexpr Named<Callback::Kind> callbackKindTable[] = {
    {Callback::Kind::StkResult, "stk_result"},
    {Callback::Kind::Result, "result"},
    {Callback::Kind::QueueTimeout, "timeout"},
    {Callback::Kind::C2bValidation, "c2b_validation"},
    {Callback::Kind::C2bConfirmation, "c2b_confirmation"},
    {Callback::Kind::B2bExpress, "b2b_express"},
    {Callback::Kind::StandingOrder, "standing_order"},
    {Callback::Kind::BillPayment, "bill_payment"},
    {Callback::Kind::Pull, "pull"},
    {Callback::Kind::Unreadable, "unreadable"},
};

constexpr Named<Callback::Sender> senderTable[] = {
    {Callback::Sender::Unknown, "unknown"},
    {Callback::Sender::Safaricom, "safaricom"},
    {Callback::Sender::Local, "local"},
};

template <typename Table, typename Value> QString nameIn(const Table &table, Value value)
{
    for (const auto &row : table) {
        if (row.value == value) {
            return QLatin1StringView(row.name);
        }
    }
    return {};
}

template <typename Value, typename Table> std::optional<Value> valueIn(const Table &table, const QString &name)
{
    for (const auto &row : table) {
        if (name == QLatin1StringView(row.name)) {
            return row.value;
        }
    }
    return {};
}

} // namespace

QString kindName(ActivityEntry::Kind kind)
{
    return nameIn(kindTable, kind);
}

std::optional<ActivityEntry::Kind> kindOfName(const QString &name)
{
    return valueIn<ActivityEntry::Kind>(kindTable, name);
}

QString stateName(ActivityEntry::State state)
{
    return nameIn(stateTable, state);
}

std::optional<ActivityEntry::State> stateOfName(const QString &name)
{
    return valueIn<ActivityEntry::State>(stateTable, name);
}

QStringList stateNames()
{
    QStringList names;
    for (const auto &row : stateTable) {
        names.append(QLatin1StringView(row.name));
    }
    return names;
}

QString callbackKindName(Callback::Kind kind)
{
    return nameIn(callbackKindTable, kind);
}

std::optional<Callback::Kind> callbackKindOfName(const QString &name)
{
    return valueIn<Callback::Kind>(callbackKindTable, name);
}

QString senderName(Callback::Sender sender)
{
    return nameIn(senderTable, sender);
}

Callback::Sender senderOfName(const QString &name)
{
    return valueIn<Callback::Sender>(senderTable, name).value_or(Callback::Sender::Unknown);
}

} // namespace daraja
