// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/sessionsecretstore.h"

namespace daraja {

namespace {

void answerLater(QObject *context, SecretStore::Callback done, SecretAnswer answer)
{
    QMetaObject::invokeMethod(
        context, [done = std::move(done), answer = std::move(answer)] { done(answer); }, Qt::QueuedConnection);
}

} // namespace

void SessionSecretStore::read(const QString &name, QObject *context, Callback done)
{
    const auto found = m_values.constFind(name);
    SecretAnswer answer;
    if (found == m_values.cend()) {
        answer.status = SecretAnswer::Status::NotFound;
    } else {
        answer.value = *found;
    }
    answerLater(context, std::move(done), std::move(answer));
}

void SessionSecretStore::write(const QString &name, const QString &value, QObject *context, Callback done)
{
    m_values.insert(name, value);
    answerLater(context, std::move(done), {});
}

void SessionSecretStore::remove(const QString &name, QObject *context, Callback done)
{
    m_values.remove(name);
    answerLater(context, std::move(done), {});
}

QString SessionSecretStore::place() const
{
    return tr("This session only");
}

} // namespace daraja
