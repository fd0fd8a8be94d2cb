// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/followup.h"
#include "core/history/historyentry.h"

#include <QObject>
#include <QTimer>

namespace daraja {

class Desk;

/// Calls about money of the open profile whose outcome nobody knows, also of earlier starts: the same must not be sent once more without a
/// question (daraja-api 29.4). Read from the history, and again when it changes; nothing waits for it. Empty on the simulator, where no
/// money moves.
class EarlierIntents final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EarlierIntents)

public:
    /// Older ones were looked into long ago.
    static constexpr int days = 7;

    struct Intent
    {
        QString likeness;                 ///< ProductionGuard::likeness()
        QDateTime at;                     ///< UTC
        QString uid;                      ///< of its entry
        std::optional<FollowUp> question; ///< that asks Daraja what became of it
    };

    explicit EarlierIntents(Desk &desk, QObject *parent = nullptr);

    /// False until the history has answered for the open profile.
    [[nodiscard]] bool isKnown() const { return m_isKnown; }
    /// The latest like these values, which are complete and normalised; nullptr when there is none.
    [[nodiscard]] const Intent *like(const OperationSpec &operation, const Values &values) const;

Q_SIGNALS:
    /// What is known is another.
    void changed();

private:
    void forget();
    void read();
    void load(const QList<HistoryRow> &rows);
    void take(const HistoryEntry &entry);

    Desk &m_desk;
    QTimer m_soon; ///< many changes, one reading
    QList<Intent> m_intents;
    QList<Intent> m_found; ///< by the reading that goes on
    quint64 m_reading = 0; ///< counts: answers to earlier ones are stale
    bool m_isKnown = false;
};

} // namespace daraja
