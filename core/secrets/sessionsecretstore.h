// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/secrets/secretstore.h"

#include <QHash>

namespace daraja {

/// Keeps secrets in memory until the program ends.
class SessionSecretStore final : public SecretStore
{
    Q_OBJECT

public:
    using SecretStore::SecretStore;

    void read(const QString &name, QObject *context, Callback done) override;
    void write(const QString &name, const QString &value, QObject *context, Callback done) override;
    void remove(const QString &name, QObject *context, Callback done) override;
    [[nodiscard]] QString place() const override;
    [[nodiscard]] bool isPersistent() const override { return false; }

private:
    QHash<QString, QString> m_values;
};

} // namespace daraja
