// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/tokenledger.h"

#include "core/simulator/idfactory.h"

namespace daraja {

namespace {
constexpr int tokenLength = 28;
constexpr qsizetype rememberedTokens = 10'000;
} // namespace

TokenLedger::TokenLedger(const Clock &clock)
    : m_clock(clock)
{
}

QString TokenLedger::issue(std::chrono::milliseconds lifetime, bool cancelOthers)
{
    if (cancelOthers) {
        expireAll();
    }
    QString token = IdFactory::secret(tokenLength);
    m_ends.insert(token, m_clock.steady() + lifetime);
    m_order.append(token);
    if (m_order.size() > rememberedTokens) {
        m_ends.remove(m_order.takeFirst());
    }
    return token;
}

bool TokenLedger::isAlive(const QString &token) const
{
    const auto end = m_ends.constFind(token);
    return end != m_ends.constEnd() && m_clock.steady() < end.value();
}

bool TokenLedger::isKnown(const QString &token) const
{
    return m_ends.contains(token);
}

void TokenLedger::expireAll()
{
    for (std::chrono::milliseconds &end : m_ends) {
        end = std::min(end, m_clock.steady());
    }
}

void TokenLedger::clear()
{
    m_ends.clear();
    m_order.clear();
}

} // namespace daraja
