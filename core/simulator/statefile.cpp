// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/statefile.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QLockFile>
#include <QSaveFile>

namespace daraja {

namespace {

constexpr QLatin1StringView versionMember("darajaDeskSimulator");

QString stateProblem(const char *text, const QString &path)
{
    return QCoreApplication::translate("Simulator", text).arg(path);
}

std::optional<QJsonObject> readState(const QString &path, QString &problem)
{
    QFile file(path);
    if (!file.exists()) {
        return QJsonObject();
    }
    if (!file.open(QIODevice::ReadOnly)) {
        problem = QCoreApplication::translate("Simulator", "The state file %1 cannot be read: %2").arg(path, file.errorString());
        return {};
    }
    QJsonParseError error;
    const QJsonObject state = QJsonDocument::fromJson(file.readAll(), &error).object();
    const int found = state.value(versionMember).toInt();
    if (error.error != QJsonParseError::NoError || found < 1) {
        problem =
            stateProblem(QT_TRANSLATE_NOOP("Simulator", "%1 is damaged, or no state of the simulator. It was left as it is; move it away "
                                                        "to begin anew."),
                         path);
        return {};
    }
    if (found > StateFile::version) {
        problem =
            stateProblem(QT_TRANSLATE_NOOP("Simulator", "%1 was written by a newer Daraja Desk. It was left as it is; use that version, or "
                                                        "another file."),
                         path);
        return {};
    }
    return state;
}

} // namespace

StateFile::StateFile() = default;
StateFile::~StateFile() = default;

std::optional<QJsonObject> StateFile::open(const QString &path, QString &problem)
{
    close();
    auto lock = std::make_unique<QLockFile>(path + QStringLiteral(".lock"));
    lock->setStaleLockTime(0); // a lock is stale when its process is gone, however old it is
    if (!lock->tryLock(0)) {
        problem = lock->error() == QLockFile::LockFailedError
                      ? stateProblem(QT_TRANSLATE_NOOP("Simulator", "Another simulator uses the state file %1."), path)
                      : stateProblem(QT_TRANSLATE_NOOP("Simulator", "The folder of the state file %1 cannot be written."), path);
        return {};
    }
    std::optional<QJsonObject> state = readState(path, problem);
    if (state) {
        m_path = path;
        m_lock = std::move(lock);
    }
    return state;
}

QString StateFile::write(const QJsonObject &state) const
{
    QJsonObject versioned = state;
    versioned.insert(versionMember, version);
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(versioned).toJson(QJsonDocument::Compact)) < 0 || !file.commit()) {
        return QCoreApplication::translate("Simulator", "The state file %1 cannot be written: %2").arg(m_path, file.errorString());
    }
    return {};
}

void StateFile::close()
{
    m_lock.reset();
    m_path.clear();
}

} // namespace daraja
