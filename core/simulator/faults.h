// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/simulator.h"

#include <QFlags>
#include <QHash>

namespace daraja {

/// What can go wrong on purpose. One row of the table in faults.cpp each.
enum class FaultKind : quint32 {
    SpikeArrest = 1U << 0U,
    QueryLimit = 1U << 1U,
    Busy = 1U << 2U,
    Unavailable = 1U << 3U,
    Forbidden = 1U << 4U,
    NotJson = 1U << 5U,
    EmptyAnswer = 1U << 6U,
    Capitalised = 1U << 7U,
    Cut = 1U << 8U,
    Slow = 1U << 9U,
    PendingAnswer = 1U << 10U,
    LostCallback = 1U << 11U,
    LateCallback = 1U << 12U,
    DuplicateCallback = 1U << 13U,
    EarlyCallback = 1U << 14U,
    OutOfOrder = 1U << 15U,
    QueueTimeout = 1U << 16U,
    MaskedPhone = 1U << 17U,
    MissingPhone = 1U << 18U,
    TextCode = 1U << 19U,
    SingleParameter = 1U << 20U,
    ReferenceArray = 1U << 21U,
    ShuffledItems = 1U << 22U,
};
Q_DECLARE_FLAGS(FaultSet, FaultKind)
Q_DECLARE_OPERATORS_FOR_FLAGS(FaultSet)

/// Faults that concern what is posted later; they are used up only by a request that was accepted.
inline constexpr FaultSet callbackFaults = FaultKind::LostCallback | FaultKind::LateCallback | FaultKind::DuplicateCallback |
                                           FaultKind::EarlyCallback | FaultKind::OutOfOrder | FaultKind::QueueTimeout |
                                           FaultKind::MaskedPhone | FaultKind::MissingPhone | FaultKind::TextCode |
                                           FaultKind::SingleParameter | FaultKind::ReferenceArray | FaultKind::ShuffledItems;

/// Which fault meets which request. A fault is chosen when the request arrives, by what is switched on or by a trigger value in it, and
/// stays with the request: with its answer and with every callback of its conversation.
class FaultInjector final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FaultInjector)

public:
    explicit FaultInjector(QObject *parent);

    [[nodiscard]] static QList<SimulatorFault> table();
    /// Reads `id[:scope][,id[:scope]…]`. Nothing when an id is unknown; then `problem` says so in words for people.
    [[nodiscard]] static std::optional<QList<ActiveFault>> parse(const QString &text, QString &problem);

    /// Switches a fault on or off for an operation or product, or for all (empty scope). False when there is no such fault.
    bool set(const QString &id, FaultUse use, const QString &scope);
    [[nodiscard]] const QList<ActiveFault> &active() const { return m_active; }
    void clear();
    /// Forgets which conversations have faults.
    void forgetConversations();

    /// What meets a request to that operation of that product. Switches nothing off.
    [[nodiscard]] FaultSet choose(const QString &operation, const QString &product, const QJsonObject &members) const;
    /// Around the handling of a request: of() then answers for its conversation already, whose id is known only at the end.
    void begin(FaultSet faults);
    /// The request was handled: switches off what was for one request. Callback faults stay with `conversation`; an empty one means that
    /// no callback will come, and leaves them switched on.
    void end(const QString &operation, const QString &product, const QString &conversation);
    /// The faults of the request being handled.
    [[nodiscard]] FaultSet current() const { return m_current; }
    /// What meets the callbacks of a conversation.
    [[nodiscard]] FaultSet of(const QString &conversation) const;

    /// `Fault: lost-callback.` for the list of requests; empty without faults.
    [[nodiscard]] static QString note(FaultSet faults);

Q_SIGNALS:
    void changed();

private:
    QList<ActiveFault> m_active;
    FaultSet m_current;
    QHash<QString, FaultSet> m_conversations;
    QStringList m_order;
};

} // namespace daraja
