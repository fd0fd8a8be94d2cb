// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QString>

#include <functional>

namespace daraja {

/// What a secret store answered. A value.
struct SecretAnswer
{
    enum class Status {
        Ok,
        NotFound,    ///< certainly not there
        Locked,      ///< there may be one, but the store cannot be read now: never conclude "no credentials", never overwrite
        Unavailable, ///< no store, or it failed; `problem` says what in words for people
    };
    Status status = Status::Ok;
    QString value; ///< with read() and Ok
    QString problem;
};

/// Keeps secrets by name. Asynchronous: callbacks come through the event loop, never from inside the call, and not at all
/// after `context` died. Lives on one thread.
class SecretStore : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretStore)

public:
    using Callback = std::function<void(const SecretAnswer &answer)>;

    explicit SecretStore(QObject *parent = nullptr);
    ~SecretStore() override;

    virtual void read(const QString &name, QObject *context, Callback done) = 0;
    virtual void write(const QString &name, const QString &value, QObject *context, Callback done) = 0;
    /// Removing what is not there is Ok.
    virtual void remove(const QString &name, QObject *context, Callback done) = 0;

    /// Where secrets are kept, in words for people: `System keychain`, `This session only`.
    [[nodiscard]] virtual QString place() const = 0;
    /// Whether a secret survives the end of the program.
    [[nodiscard]] virtual bool isPersistent() const = 0;
    /// Why secrets are not kept, or empty.
    [[nodiscard]] virtual QString notice() const { return {}; }

Q_SIGNALS:
    /// place(), isPersistent() or notice() changed.
    void changed();
};

} // namespace daraja
