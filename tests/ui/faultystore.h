// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/secrets/secretstore.h"

#include <QHash>
#include <QPointer>
#include <QTimer>

namespace daraja {

/// A secret store whose faults the test chooses. It outlives nothing: the Desk owns it, the test keeps a pointer.
class FaultyStore final : public SecretStore
{
public:
    enum class Fault { None, LockedForReading, Locked, Unavailable };

    Fault fault = Fault::None;
    bool holdsAnswers = false; ///< until release()
    QHash<QString, QString> values;
    QStringList touched; ///< names that were written or removed
    QString told;        ///< notice()

    void read(const QString &name, QObject *context, Callback done) override
    {
        SecretAnswer answer;
        if (fault != Fault::None) {
            answer = broken();
        } else if (values.contains(name)) {
            answer.value = values.value(name);
        } else {
            answer.status = SecretAnswer::Status::NotFound;
        }
        say(context, std::move(done), answer);
    }
    void write(const QString &name, const QString &value, QObject *context, Callback done) override
    {
        touched.append(name);
        const bool works = fault == Fault::None || fault == Fault::LockedForReading;
        if (works)
            values.insert(name, value);
        say(context, std::move(done), works ? SecretAnswer() : broken());
    }
    void remove(const QString &name, QObject *context, Callback done) override
    {
        touched.append(name);
        const bool works = fault == Fault::None || fault == Fault::LockedForReading;
        if (works)
            values.remove(name);
        say(context, std::move(done), works ? SecretAnswer() : broken());
    }
    [[nodiscard]] QString place() const override { return QStringLiteral("Test keychain"); }
    [[nodiscard]] bool isPersistent() const override { return told.isEmpty(); }
    [[nodiscard]] QString notice() const override { return told; }

    /// What it answers while it is faulty.
    [[nodiscard]] static QString problem() { return QStringLiteral("The keychain is locked."); }

    void tell(const QString &text)
    {
        told = text;
        Q_EMIT changed();
    }
    void release()
    {
        holdsAnswers = false;
        const auto all = std::exchange(m_held, {});
        for (const auto &answer : all)
            answer();
    }

private:
    [[nodiscard]] SecretAnswer broken() const
    {
        SecretAnswer answer;
        answer.status = fault == Fault::Unavailable ? SecretAnswer::Status::Unavailable : SecretAnswer::Status::Locked;
        answer.problem = problem();
        return answer;
    }
    void say(QObject *context, Callback done, const SecretAnswer &answer)
    {
        const QPointer<QObject> alive(context);
        const auto call = [alive, done = std::move(done), answer] {
            if (alive)
                done(answer);
        };
        if (holdsAnswers)
            m_held.append(call);
        else
            QTimer::singleShot(0, this, call);
    }

    QList<std::function<void()>> m_held;
};

} // namespace daraja
