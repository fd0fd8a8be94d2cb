// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/report.h"

#include "core/base/nairobitime.h"
#include "core/doctor/registry.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

namespace daraja {

namespace {

QString reportText(const char *text)
{
    return QCoreApplication::translate("Doctor", text);
}

/// `today 14:05`, `yesterday 14:05`, `12 March 14:05`, `12 March 2025 14:05`, seen from `now`.
QString whenWords(const QDateTime &then, const QDateTime &now)
{
    const QDateTime there = toNairobi(then);
    const QDate day = there.date();
    const QDate today = toNairobi(now).date();
    QString clock = there.time().toString(QStringLiteral("HH:mm"));
    if (day == today) {
        return clock;
    }
    if (day.addDays(1) == today) {
        return reportText(QT_TRANSLATE_NOOP("Doctor", "yesterday %1")).arg(clock);
    }
    const QLocale english(QLocale::English, QLocale::Kenya);
    return english.toString(day, day.year() == today.year() ? QStringLiteral("d MMMM") : QStringLiteral("d MMMM yyyy")) + u' ' + clock;
}

QHash<QString, QString> checkTitles()
{
    QHash<QString, QString> titles;
    const QList<CheckRow> rows = checkRows();
    for (const CheckRow &row : rows) {
        titles.insert(row.spec.id, row.spec.title);
    }
    return titles;
}

/// Between these nothing has become better or worse.
bool isHarmless(const Finding &finding)
{
    return finding.status == Finding::Status::Good || finding.status == Finding::Status::Note ||
           finding.status == Finding::Status::NotNeeded;
}

bool wasLookedAt(const Finding &finding)
{
    return finding.status != Finding::Status::NotRun && finding.status != Finding::Status::Running;
}

} // namespace

QString outcomeName(Verdict::Outcome outcome)
{
    switch (outcome) {
    case Verdict::Outcome::Healthy:
        return QStringLiteral("healthy");
    case Verdict::Outcome::FaultFound:
        return QStringLiteral("fault");
    case Verdict::Outcome::CouldNotTell:
        return QStringLiteral("unknown");
    case Verdict::Outcome::Stopped:
        return QStringLiteral("stopped");
    }
    return {};
}

const Finding *DoctorReport::finding(const QString &checkId) const
{
    for (const Finding &each : findings) {
        if (each.checkId == checkId) {
            return &each;
        }
    }
    return nullptr;
}

const Finding *DoctorReport::cause() const
{
    return verdict.cause.isEmpty() ? nullptr : finding(verdict.cause);
}

QStringList changesSince(const DoctorReport &before, const DoctorReport &now)
{
    const QString when = whenWords(before.startedAt, now.startedAt);
    const QHash<QString, QString> titles = checkTitles();
    QStringList changes;
    for (const Finding &finding : now.findings) {
        const Finding *earlier = before.finding(finding.checkId);
        if (earlier == nullptr || !wasLookedAt(*earlier) || !wasLookedAt(finding)) {
            continue;
        }
        const QString name = titles.value(finding.checkId, finding.checkId);
        if (earlier->status != finding.status && !(isHarmless(*earlier) && isHarmless(finding))) {
            changes.append(reportText(QT_TRANSLATE_NOOP("Doctor", "Since %1 the check “%2” changed: %3 before, %4 now."))
                               .arg(when, name, statusWords(earlier->status), statusWords(finding.status)));
        } else if (finding.isFault() && (earlier->title != finding.title || earlier->code != finding.code)) {
            changes.append(
                reportText(QT_TRANSLATE_NOOP("Doctor", "Since %1 the check “%2” finds another fault: %3")).arg(when, name, finding.title));
        }
    }
    return changes;
}

} // namespace daraja
