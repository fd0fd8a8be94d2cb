// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"

#include <QHash>
#include <QString>
#include <QStringList>

namespace daraja {

/// The access tokens that were given out and until when they work, by the steady clock: somebody setting the wall clock of this computer
/// does not move Daraja's. The oldest are forgotten beyond 10,000.
class TokenLedger
{
    Q_DISABLE_COPY_MOVE(TokenLedger)

public:
    explicit TokenLedger(const Clock &clock);
    ~TokenLedger() = default;

    /// A new token of 28 letters and digits (daraja-api 2.1). `cancelOthers`: no earlier one works from now on. `products`: what the app
    /// has at this moment, which the token carries as long as it lives; empty for everything (daraja-api 2.3).
    [[nodiscard]] QString issue(std::chrono::milliseconds lifetime, bool cancelOthers, const QStringList &products);
    [[nodiscard]] bool carries(const QString &token, const QString &product) const;
    [[nodiscard]] bool isAlive(const QString &token) const;
    /// It was given out here, whether or not it still works.
    [[nodiscard]] bool isKnown(const QString &token) const;
    void expireAll();
    void clear();

private:
    struct Issued
    {
        std::chrono::milliseconds end{0};
        QStringList products;
    };

    const Clock &m_clock;
    QHash<QString, Issued> m_tokens;
    QStringList m_order;
};

} // namespace daraja
