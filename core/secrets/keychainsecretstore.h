// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/secrets/secretstore.h"

#include <memory>

namespace daraja {

/// Keeps secrets in the operating system's keychain through QtKeychain, and in memory where there is none.
///
/// A locked keyring reads as "entry not found", so a NotFound of the keychain is trusted only after a canary could be written and read back
/// (once per session); until then it is reported as Locked. When the keychain does not work at all (no session bus), the store falls back
/// to memory for this session, says so by notice() and emits changed(). Never an insecure fallback on disk. Every job has a guard timer
/// (30 s: a prompter may wait for a person).
class KeychainSecretStore final : public SecretStore
{
    Q_OBJECT

public:
    /// `service` is the keychain's service name, `darajadesk` in the product.
    explicit KeychainSecretStore(QString service, QObject *parent = nullptr);
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
