// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/keychainjobs.h"

#include <QTimer>

#include <qt6keychain/keychain.h>

#include <memory>
#include <utility>

namespace daraja {

namespace {

KeychainReply::Kind kindOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::NoError:
        return KeychainReply::Kind::Done;
    case QKeychain::EntryNotFound:
        return KeychainReply::Kind::NotFound;
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return KeychainReply::Kind::Denied;
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError:
        break;
    }
    return KeychainReply::Kind::Failed;
}

} // namespace

KeychainJobs::KeychainJobs(QObject *context, QString service, std::chrono::milliseconds patience)
    : m_context(context)
    , m_service(std::move(service))
    , m_patience(patience)
{
}

void KeychainJobs::run(QKeychain::Job *job, KeychainHandler done)
{
    // The job deletes itself. It is nobody's child: QtKeychain's pending reply would write into a deleted job.
    auto *guard = new QTimer(m_context);
    guard->setSingleShot(true);
    const auto answered = std::make_shared<bool>(false);
    const auto answerOnce = [guard, answered, done = std::move(done)](const KeychainReply &reply) {
        if (!std::exchange(*answered, true)) {
            guard->stop();
            guard->deleteLater();
            done(reply);
        }
    };
    QObject::connect(guard, &QTimer::timeout, m_context, [answerOnce] { answerOnce({KeychainReply::Kind::Silent, {}, {}}); });
    QObject::connect(job, &QKeychain::Job::finished, m_context, [answerOnce](QKeychain::Job *finished) {
        KeychainReply reply{kindOf(finished->error()), {}, finished->errorString()};
        if (const auto *read = qobject_cast<QKeychain::ReadPasswordJob *>(finished)) {
            reply.value = read->textData();
        }
        answerOnce(reply);
    });
    guard->start(m_patience);
    job->start();
}

void KeychainJobs::read(const QString &name, KeychainHandler done)
{
    auto *job = new QKeychain::ReadPasswordJob(m_service);
    job->setKey(name);
    run(job, std::move(done));
}

void KeychainJobs::write(const QString &name, const QString &value, KeychainHandler done)
{
    auto *job = new QKeychain::WritePasswordJob(m_service);
    job->setKey(name);
    job->setTextData(value);
    run(job, std::move(done));
}

void KeychainJobs::remove(const QString &name, KeychainHandler done)
{
    auto *job = new QKeychain::DeletePasswordJob(m_service);
    job->setKey(name);
    run(job, std::move(done));
}

} // namespace daraja
