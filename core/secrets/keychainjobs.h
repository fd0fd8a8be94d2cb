// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <chrono>
#include <functional>

class QObject;

namespace QKeychain {
class Job;
}

namespace daraja {

/// What a job of the keychain came to.
struct KeychainReply
{
    enum class Kind {
        Done,
        NotFound, ///< or locked
        Denied,   ///< locked, or a person said no
        Silent,   ///< no reply in time
        Failed,   ///< no keychain
    };
    Kind kind = Kind::Done;
    QString value;  ///< of an entry that was read
    QString detail; ///< the keychain's words, technical
};
using KeychainHandler = std::function<void(const KeychainReply &reply)>;

/// Reads, writes and removes entries of one service through QtKeychain, each with a time limit.
class KeychainJobs final
{
public:
    /// No handler is called after `context` died.
    KeychainJobs(QObject *context, QString service, std::chrono::milliseconds patience);

    void read(const QString &name, KeychainHandler done);
    void write(const QString &name, const QString &value, KeychainHandler done);
    void remove(const QString &name, KeychainHandler done);

private:
    void run(QKeychain::Job *job, KeychainHandler done);

    QObject *m_context;
    QString m_service;
    std::chrono::milliseconds m_patience;
};

} // namespace daraja
