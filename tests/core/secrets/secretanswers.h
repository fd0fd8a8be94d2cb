// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/secrets/secretstore.h"

#include <QTest>

#include <optional>

namespace daraja {

/// Asks a store and waits for its answer; the event loop runs meanwhile.
class SecretAnswers
{
public:
    explicit SecretAnswers(SecretStore &store)
        : m_store(store)
    {
    }

    SecretAnswer read(const QString &name)
    {
        return wait([&](auto done) { m_store.read(name, &m_context, done); });
    }
    SecretAnswer write(const QString &name, const QString &value)
    {
        return wait([&](auto done) { m_store.write(name, value, &m_context, done); });
    }
    SecretAnswer remove(const QString &name)
    {
        return wait([&](auto done) { m_store.remove(name, &m_context, done); });
    }

private:
    template <typename Ask> SecretAnswer wait(Ask ask)
    {
        std::optional<SecretAnswer> answer;
        ask([&answer](const SecretAnswer &given) { answer = given; });
        const SecretAnswer tooEarly{SecretAnswer::Status::Unavailable, {}, QStringLiteral("answered from inside the call")};
        const SecretAnswer never{SecretAnswer::Status::Unavailable, {}, QStringLiteral("never answered")};
        if (answer) {
            return tooEarly;
        }
        return QTest::qWaitFor([&answer] { return answer.has_value(); }, 60'000) ? *answer : never;
    }

    SecretStore &m_store;
    QObject m_context;
};

} // namespace daraja
