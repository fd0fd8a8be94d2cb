// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QJsonObject>
#include <QString>

#include <memory>
#include <optional>

class QLockFile;

namespace daraja {

/// The file that a simulator's state is kept in between runs: JSON with a version, replaced as a whole, so that a reader never meets half
/// of it. One simulator at a time has it, by a lock file beside it.
class StateFile
{
    Q_DISABLE_COPY_MOVE(StateFile)

public:
    static constexpr int version = 1;

    StateFile();
    ~StateFile();

    /// Takes the file and reads it; an empty object when it does not exist yet. Nothing, and the file as it was, when it is damaged, newer
    /// than this program, unreadable or taken; then `problem` says so in words for people.
    [[nodiscard]] std::optional<QJsonObject> open(const QString &path, QString &problem);
    [[nodiscard]] bool isOpen() const { return m_lock != nullptr; }
    /// Only while open. Returns what went wrong, in words for people, or nothing; the file is then as it was.
    [[nodiscard]] QString write(const QJsonObject &state) const;
    void close();

private:
    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace daraja
