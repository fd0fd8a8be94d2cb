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

QString TokenLedger::issue(std::chrono::milliseconds lifetime, bool cancelOthers, const QStringList &products)
{
    if (cancelOthers) {
        expireAll();
    }
    QString token = IdFactory::secret(tokenLength);
    m_tokens.insert(token, {m_clock.steady() + lifetime, products});
    m_order.append(token);
    if (m_order.size() > rememberedTokens) {
        m_tokens.remove(m_order.takeFirst());
    }
    return token;
}

bool TokenLedger::isAlive(const QString &token) const
{
    const auto issued = m_tokens.constFind(token);
    return issued != m_tokens.constEnd() && m_clock.steady() < issued->end;
}

bool TokenLedger::carries(const QString &token, const QString &product) const
{
    const QStringList products = m_tokens.value(token).products;
    return products.isEmpty() || products.contains(product);
}

bool TokenLedger::isKnown(const QString &token) const
{
    return m_tokens.contains(token);
}

void TokenLedger::expireAll()
{
    for (Issued &issued : m_tokens) {
        issued.end = std::min(issued.end, m_clock.steady());
    }
}

void TokenLedger::clear()
{
    m_tokens.clear();
    m_order.clear();
}

} // namespace daraja
