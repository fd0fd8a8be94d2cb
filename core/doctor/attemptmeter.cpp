// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/attemptmeter.h"

#include "core/base/nairobitime.h"
#include "core/history/historystore.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QPasswordDigestor>
#include <QRandomGenerator>
#include <QSaveFile>
#include <QSet>

#include <algorithm>

namespace daraja {

namespace {

constexpr int attemptFileFormat = 1;
constexpr int attemptLockPatience = 250; // milliseconds; another program holds it for a few
constexpr qint64 largestAttemptFile = 1024LL * 1024;
constexpr int hashRounds = 20'000;

QString attemptText(const char *text)
{
    return QCoreApplication::translate("AttemptMeter", text);
}

struct Attempt
{
    QString who; ///< salted hash
    QDateTime at;
};

struct Lock
{
    QString who;
    QString credential;
};

struct Acceptance
{
    QString who;
    QString proof; ///< salted hash, with the question
    QDateTime at;
};

struct AttemptFile
{
    QByteArray salt;
    QList<Attempt> attempts;
    QList<Lock> locks;
    QList<Acceptance> acceptances;
    QString problem;             ///< in words for people; then nothing is allowed
    bool cameFromFuture = false; ///< some times did; they have become `now`
};

/// Who it was: found again, not read.
QString personOf(const QString &who, const QByteArray &salt)
{
    return QString::fromLatin1(QCryptographicHash::hash(salt + who.toUtf8(), QCryptographicHash::Sha256).toHex());
}

/// Slow on purpose: passwords are short.
QString hashOf(const QString &text, const QByteArray &salt)
{
    return QString::fromLatin1(QPasswordDigestor::deriveKeyPbkdf2(QCryptographicHash::Sha256, text.toUtf8(), salt, hashRounds, 32).toHex());
}

QByteArray newSalt()
{
    QByteArray salt(16, Qt::Uninitialized);
    for (char &byte : salt) {
        byte = char(QRandomGenerator::system()->bounded(256));
    }
    return salt.toHex();
}

AttemptFile unusable(const QString &path, const QString &why)
{
    AttemptFile file;
    file.problem = attemptText("Attempts with the operator's password are counted in %1, and %2 So that the operator is not locked by "
                               "chance, none is made.")
                       .arg(QDir::toNativeSeparators(path), why);
    return file;
}

AttemptFile readAttempts(const QString &path, const QDateTime &now)
{
    QFile disk(path);
    if (!disk.exists()) {
        AttemptFile fresh;
        fresh.salt = newSalt();
        return fresh;
    }
    if (!QFileInfo(path).isFile() || disk.size() > largestAttemptFile || !disk.open(QIODevice::ReadOnly)) {
        return unusable(path, attemptText("that file cannot be read."));
    }
    const QJsonDocument document = QJsonDocument::fromJson(disk.readAll());
    const QJsonObject json = document.object();
    if (json.value(u"format").toInt() > attemptFileFormat) {
        return unusable(path, attemptText("a newer version of this program wrote that file."));
    }
    AttemptFile file;
    file.salt = json.value(u"salt").toString().toLatin1();
    bool whole = json.value(u"format").toInt() == attemptFileFormat && !file.salt.isEmpty() && json.value(u"attempts").isArray() &&
                 json.value(u"locks").isArray();
    const QJsonArray attempts = json.value(u"attempts").toArray();
    for (const auto &each : attempts) {
        Attempt attempt{each[u"who"].toString(), QDateTime::fromString(each[u"at"].toString(), Qt::ISODateWithMs).toUTC()};
        whole = whole && !attempt.who.isEmpty() && attempt.at.isValid();
        if (attempt.at > now) {
            attempt.at = now;
            file.cameFromFuture = true;
        }
        file.attempts.append(attempt);
    }
    const QJsonArray locks = json.value(u"locks").toArray();
    for (const auto &each : locks) {
        file.locks.append({each[u"who"].toString(), each[u"credential"].toString()});
        whole = whole && !file.locks.last().who.isEmpty() && !file.locks.last().credential.isEmpty();
    }
    const QJsonArray acceptances = json.value(u"accepted").toArray();
    for (const auto &each : acceptances) {
        const QDateTime at = QDateTime::fromString(each[u"at"].toString(), Qt::ISODateWithMs).toUTC();
        if (at.isValid() && at <= now) {
            file.acceptances.append({each[u"who"].toString(), each[u"proof"].toString(), at});
        }
    }
    return whole ? file : unusable(path, attemptText("that file is damaged. Wait ten minutes, remove it, and run again."));
}

bool writeAttempts(const QString &path, const AttemptFile &content)
{
    QJsonArray attempts;
    for (const Attempt &attempt : content.attempts) {
        attempts.append(
            QJsonObject{{QStringLiteral("who"), attempt.who}, {QStringLiteral("at"), attempt.at.toUTC().toString(Qt::ISODateWithMs)}});
    }
    QJsonArray locks;
    for (const Lock &lock : content.locks) {
        locks.append(QJsonObject{{QStringLiteral("who"), lock.who}, {QStringLiteral("credential"), lock.credential}});
    }
    QJsonArray acceptances;
    for (const Acceptance &acceptance : content.acceptances) {
        acceptances.append(QJsonObject{{QStringLiteral("who"), acceptance.who},
                                       {QStringLiteral("proof"), acceptance.proof},
                                       {QStringLiteral("at"), acceptance.at.toUTC().toString(Qt::ISODateWithMs)}});
    }
    const QByteArray bytes = QJsonDocument(QJsonObject{{QStringLiteral("format"), attemptFileFormat},
                                                       {QStringLiteral("salt"), QString::fromLatin1(content.salt)},
                                                       {QStringLiteral("attempts"), attempts},
                                                       {QStringLiteral("locks"), locks},
                                                       {QStringLiteral("accepted"), acceptances}})
                                 .toJson(QJsonDocument::Indented);
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
           file.write(bytes) == bytes.size() && file.commit();
}

} // namespace

class AttemptMeter::Private
{
public:
    Private(const Clock &time, const QString &path)
        : clock(time)
        , file(path.isEmpty() ? QFileInfo(historyPath()).dir().filePath(QStringLiteral("attempts.json")) : path)
    {
    }

    [[nodiscard]] Answer judge(const AttemptFile &content, const QString &who, const QString &credential) const;
    /// Reads, lets `change` work on it, writes: alone among all processes. False when it was not written.
    [[nodiscard]] bool update(const std::function<bool(AttemptFile &)> &change) const;

    const Clock &clock;
    const QString file;
    QSet<QString> unwrittenRefusals;
    QHash<QString, QString> unwrittenLocks; ///< credential by who: 8006 that could not be written down
};

AttemptMeter::Answer AttemptMeter::Private::judge(const AttemptFile &content, const QString &who, const QString &credential) const
{
    if (!content.problem.isEmpty()) {
        return {false, 0, content.problem};
    }
    const QString person = personOf(who, content.salt);
    const bool lockedNow = unwrittenLocks.contains(who) && unwrittenLocks.value(who) == credential;
    const auto lock = std::find_if(content.locks.begin(), content.locks.end(), [&person](const Lock &each) { return each.who == person; });
    if (lockedNow || (lock != content.locks.end() && lock->credential == hashOf(credential, content.salt))) {
        return {false, 0,
                attemptText("Safaricom has locked this operator. Have it unlocked by the Business Administrator, set a new password, and "
                            "enter that here.")};
    }
    const QDateTime now = clock.now();
    QList<QDateTime> recent;
    for (const Attempt &attempt : content.attempts) {
        if (attempt.who == person && attempt.at.msecsTo(now) < std::chrono::milliseconds(window).count()) {
            recent.append(attempt.at);
        }
    }
    const int left = limit - int(recent.size());
    if (left > 0) {
        return {true, left, {}};
    }
    std::sort(recent.begin(), recent.end());
    const QDateTime again = recent.at(recent.size() - limit).addMSecs(std::chrono::milliseconds(window).count());
    return {false, 0,
            attemptText("The operator's password was tried %1 times within ten minutes. The next attempt is allowed at %2.")
                .arg(recent.size())
                .arg(nairobiClock(again))};
}

bool AttemptMeter::Private::update(const std::function<bool(AttemptFile &)> &change) const
{
    if (!QDir().mkpath(QFileInfo(file).absolutePath())) {
        return false;
    }
    QLockFile guard(file + QStringLiteral(".lock"));
    if (!guard.tryLock(attemptLockPatience)) {
        return false;
    }
    const QDateTime now = clock.now();
    AttemptFile content = readAttempts(file, now);
    const auto isOld = [&now](const auto &each) { return each.at.msecsTo(now) >= std::chrono::milliseconds(window).count(); };
    content.attempts.removeIf(isOld);
    content.acceptances.removeIf(isOld);
    return content.problem.isEmpty() && change(content) && writeAttempts(file, content);
}

AttemptMeter::AttemptMeter(const Clock &clock, const QString &file)
    : d(std::make_unique<Private>(clock, file))
{
}

AttemptMeter::~AttemptMeter() = default;

AttemptMeter::Answer AttemptMeter::ask(const QString &who, const QString &credential) const
{
    const AttemptFile content = readAttempts(d->file, d->clock.now());
    if (content.cameFromFuture && !d->update([](AttemptFile &) { return true; })) {
        return {false, 0, unusable(d->file, attemptText("that file cannot be written.")).problem};
    }
    return d->judge(content, who, credential);
}

bool AttemptMeter::spend(const QString &who, const QString &credential)
{
    return d->update([&](AttemptFile &content) {
        if (!d->judge(content, who, credential).allowed) {
            return false;
        }
        const QString person = personOf(who, content.salt);
        content.locks.removeIf([&person](const Lock &each) { return each.who == person; }); // the password is another one now
        content.attempts.append({person, d->clock.now()});
        return true;
    });
}

void AttemptMeter::locked(const QString &who, const QString &credential)
{
    const bool written = d->update([&](AttemptFile &content) {
        const QString person = personOf(who, content.salt);
        content.acceptances.removeIf([&person](const Acceptance &each) { return each.who == person; });
        content.locks.removeIf([&person](const Lock &each) { return each.who == person; });
        content.locks.append({person, hashOf(credential, content.salt)});
        return true;
    });
    if (!written) {
        d->unwrittenLocks.insert(who, credential);
    }
}

void AttemptMeter::accepted(const QString &who, const QString &proof, const QString &question)
{
    // Not written down it is only asked again.
    (void)d->update([&](AttemptFile &content) {
        const QString person = personOf(who, content.salt);
        const QString hash = hashOf(proof + u'\n' + question, content.salt);
        content.acceptances.removeIf([&](const Acceptance &each) { return each.who == person && each.proof == hash; });
        content.acceptances.append({person, hash, d->clock.now()});
        return true;
    });
}

QDateTime AttemptMeter::acceptedAt(const QString &who, const QString &proof, const QString &question) const
{
    if (d->unwrittenRefusals.contains(who) || d->unwrittenLocks.contains(who)) {
        return {};
    }
    const QDateTime now = d->clock.now();
    const AttemptFile content = readAttempts(d->file, now);
    const QString person = personOf(who, content.salt);
    const QString hash = hashOf(proof + u'\n' + question, content.salt);
    for (const Acceptance &each : content.acceptances) {
        if (each.who == person && each.proof == hash && each.at.msecsTo(now) < std::chrono::milliseconds(window).count()) {
            return each.at;
        }
    }
    return {};
}

void AttemptMeter::refused(const QString &who)
{
    const bool written = d->update([&](AttemptFile &content) {
        const QString person = personOf(who, content.salt);
        content.acceptances.removeIf([&person](const Acceptance &each) { return each.who == person; });
        return true;
    });
    if (!written) {
        d->unwrittenRefusals.insert(who);
    }
}

} // namespace daraja
