// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/secrets/secretstore.h"

#include <chrono>
#include <memory>

namespace daraja {

/// Keeps secrets in the operating system's keychain through QtKeychain, and in memory where there is none.
///
/// A locked keyring reads as "entry not found", and even says that it removed something. So both are believed only while a canary, an entry
/// of our own without any secret, can be read or else written and read back; otherwise the answer is Locked. When the keychain does not
/// work at all (no session bus), the store falls back to memory for this session, says so by notice() and emits changed(); reading what was
/// not written in this session is then Unavailable, because the keychain may hold it. Never an insecure fallback on disk. Every job has a
/// guard timer (a prompter may wait for a person): when it runs out, the answer is Locked.
class KeychainSecretStore final : public SecretStore
{
    Q_OBJECT

public:
    /// `service` is the keychain's service name, `darajadesk` in the product. `patience` is the time that a job of the keychain may take.
    explicit KeychainSecretStore(QString service, QObject *parent = nullptr, std::chrono::milliseconds patience = std::chrono::seconds(30));
    ~KeychainSecretStore() override;

    void read(const QString &name, QObject *context, Callback done) override;
    void write(const QString &name, const QString &value, QObject *context, Callback done) override;
    void remove(const QString &name, QObject *context, Callback done) override;
    [[nodiscard]] QString place() const override;
    [[nodiscard]] bool isPersistent() const override;
    [[nodiscard]] QString notice() const override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace daraja
