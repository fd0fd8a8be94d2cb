// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/runplan.h"

#include <QSet>

#include <algorithm>

namespace daraja {

namespace {

struct NeedsRow
{
    QStringView id;
    QStringView works;
    QStringView ran;
};

/// doctor 3.
constexpr NeedsRow needsRows[] = {
    {u"N2", u"N1", u""},   {u"T1", u"N1", u""}, {u"T2", u"", u"T1"},   {u"T3", u"", u"T1"}, {u"T4", u"T1", u""},
    {u"P1", u"T1", u""},   {u"Q1", u"T1", u""}, {u"S1", u"T1", u""},   {u"S2", u"S1", u""}, {u"S3", u"T1", u"S1"},
    {u"S4", u"T1", u"S1"}, {u"I1", u"T1", u""}, {u"I2", u"T1", u"I1"}, {u"K4", u"T1", u""}, {u"G2", u"T1", u"P1"},
};

QStringList words(QStringView text)
{
    return text.toString().split(u' ', Qt::SkipEmptyParts);
}

void addWithNeeds(const QString &id, QSet<QString> &ids)
{
    if (ids.contains(id)) {
        return;
    }
    ids.insert(id);
    const CheckNeeds needs = needsOf(id);
    const QStringList before = needs.works + needs.ran;
    for (const QString &each : before) {
        addWithNeeds(each, ids);
    }
}

/// Checks that meet a value when they ask: it being wrong explains their fault.
struct UseRow
{
    QStringView member;
    QStringView checks;
};

constexpr UseRow useRows[] = {
    {u"consumerKey", u"T P Q S I K4 G"},    {u"consumerSecret", u"T P Q S I K4 G"},
    {u"environment", u"T P Q S I K4 G"},    {u"passkey", u"S K4 G1"},
    {u"shortCode", u"L8 Q S I K4 G1"},      {u"till", u"L8 Q S I1 K4 G1"},
    {u"receiver", u"L8 Q S I1 K4 G1"},      {u"initiatorName", u"I G1"},
    {u"initiatorPassword", u"I L4 L6 G1"},  {u"securityCredential", u"I L4 G1"},
    {u"certificateFile", u"I L4 L5 G1"},    {u"callbackBaseUrl", u"K1 K2 K4 K5 L9 G1"},
    {u"callbackUrl", u"K1 K2 K4 K5 L9 G1"},
};

/// Where a fault of a check leads whatever it blames.
constexpr UseRow consequenceRows[] = {
    {u"N1", u"N T P Q S I K4 G"},
    {u"T1", u"T P Q S I K4 G"},
    {u"T2", u"T P Q S I K4 G"},
    {u"T3", u"T P Q S I K4 G"},
    {u"P1", u"G2"},
    {u"Q1", u"S G1"},
    {u"S1", u"S K4 G1"},
    {u"S2", u"S K4 G1"},
    {u"S3", u"S K4 G1"},
    {u"I1", u"I2 G1"},
    {u"K1", u"K2 K4 K5 G1"},
    {u"L3", u"G1"},
    {u"L8", u"Q S K4 G1"},
};

/// `T` stands for all of T1 to T4.
bool listHas(QStringView list, const QString &id)
{
    const QStringList entries = words(list);
    return std::any_of(entries.begin(), entries.end(),
                       [&id](const QString &entry) { return entry == id || (entry.size() == 1 && id.startsWith(entry)); });
}

} // namespace

CheckNeeds needsOf(const QString &checkId)
{
    for (const NeedsRow &row : needsRows) {
        if (row.id == checkId) {
            return {words(row.works), words(row.ran)};
        }
    }
    return {};
}

QList<CheckRow> planOf(const QList<CheckRow> &rows, const QStringList &wanted)
{
    QSet<QString> ids;
    for (const QString &id : wanted) {
        addWithNeeds(id, ids);
    }
    QList<CheckRow> plan;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(plan),
                 [&](const CheckRow &row) { return wanted.isEmpty() ? !row.spec.onRequest : ids.contains(row.spec.id); });
    return plan;
}

bool condemnsKeys(const Finding &finding)
{
    const QStringList blamed = finding.blamed();
    return finding.isFault() && finding.checkId.startsWith(u'L') && (blamed.contains(u"consumerKey") || blamed.contains(u"consumerSecret"));
}

bool followsFrom(const Finding &later, const Finding &cause)
{
    if (later.code == u"8006") {
        return false; // a lock is news whatever else is wrong
    }
    if (cause.checkId == u"I1" && later.checkId == u"I2") {
        return later.title == cause.title; // each role is its own
    }
    const auto holds = [&later](const UseRow &row) { return listHas(row.checks, later.checkId); };
    for (const UseRow &row : consequenceRows) {
        if (row.member == cause.checkId && holds(row)) {
            return true;
        }
    }
    const QStringList blamed = cause.blamed();
    const QStringList blamedLater = later.blamed();
    return std::any_of(blamed.begin(), blamed.end(), [&](const QString &member) {
        return blamedLater == QStringList(member) ||
               std::any_of(std::begin(useRows), std::end(useRows), [&](const UseRow &row) { return row.member == member && holds(row); });
    });
}

} // namespace daraja
