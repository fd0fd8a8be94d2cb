// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/finding.h"
#include "tests/core/doctor/samplevalues.h"

#include <QTest>

#include <functional>

namespace daraja::linttable {

using Status = Finding::Status;
using Change = std::function<void(Profile &profile, ProfileSecrets &secrets)>;
using CureValues = QHash<QString, QString>;

inline QString text(const char16_t *literal)
{
    return QString::fromUtf16(literal);
}

/// Everything that a finding shows to people.
inline QString shownIn(const Finding &finding)
{
    QStringList shown{finding.title, finding.summary, finding.means, finding.because};
    shown += finding.steps;
    for (const auto &[name, value] : finding.facts) {
        shown << name << value;
    }
    return shown.join(u'\n');
}

inline void addLintColumns()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<Status>("status");
    QTest::addColumn<QString>("member");
    QTest::addColumn<QString>("says");
    QTest::addColumn<CureValues>("cure");
}

inline void lintRow(const char *name, const Change &change, Status status, const char *member = "", const char *says = "",
                    const CureValues &cure = {})
{
    QTest::newRow(name) << change << status << QString::fromLatin1(member) << QString::fromUtf8(says) << cure;
}

inline void compareLint(const Finding &finding, const SampleValues &values)
{
    QFETCH(const Status, status);
    QFETCH(const QString, member);
    QFETCH(const QString, says);
    QFETCH(const CureValues, cure);
    const QString shown = shownIn(finding);
    QVERIFY2(finding.status == status, qPrintable(shown));
    QVERIFY2(shown.contains(says), qPrintable(shown));
    QVERIFY(!finding.title.isEmpty());
    QVERIFY(!finding.summary.isEmpty());
    if (!member.isEmpty()) {
        QCOMPARE(finding.blames.value(0), member);
        QVERIFY(!finding.means.isEmpty());
        QVERIFY(!finding.steps.isEmpty());
    }
    QCOMPARE(finding.cure.values, cure);
    QCOMPARE(finding.cure.action == Finding::Cure::Action::ApplyValues, !cure.isEmpty());
    QCOMPARE(finding.cure.action == Finding::Cure::Action::None, finding.cure.label.isEmpty());
    for (const QString &secret :
         {values.secrets.consumerSecret, values.secrets.passkey, values.secrets.initiatorPassword, values.secrets.securityCredential}) {
        QVERIFY2(secret.size() < 5 || !shown.contains(secret), qPrintable(shown));
    }
}

} // namespace daraja::linttable
