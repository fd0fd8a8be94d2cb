// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/doctor/operatormemory.h"

#include "core/doctor/attemptmeter.h"

#include <QCoreApplication>

namespace daraja {

void OperatorMemory::begin(const RequestContext &context)
{
    const Profile &profile = context.profile;
    const ProfileSecrets &secrets = context.secrets;
    m_values = {context.baseUrl.toString(),
                profile.shortCode,
                profile.till,
                QString::number(int(profile.receiver)),
                profile.initiatorName,
                secrets.initiatorPassword,
                secrets.securityCredential,
                QString::fromLatin1(context.certificate)};
}

bool OperatorMemory::complete(DoctorReport &report, std::chrono::milliseconds now)
{
    const Finding *token = report.finding(QStringLiteral("T1"));
    const bool answered = token && token->status == Finding::Status::Good;
    bool changed = false;
    for (Finding &finding : report.findings) {
        if (finding.checkId != u"I1" && finding.checkId != u"I2") {
            continue;
        }
        if (finding.status != Finding::Status::NotRun) {
            m_known.remove(finding.checkId);
            if (finding.status == Finding::Status::Good) {
                m_known.insert(finding.checkId, {finding, m_values, now});
            }
            continue;
        }
        const auto known = m_known.constFind(finding.checkId);
        if (!answered || known == m_known.cend() || known->values != m_values || now - known->at >= AttemptMeter::window) {
            continue;
        }
        finding = known->finding;
        finding.gatewayCalls = 0;
        finding.durationMs = 0;
        finding.because =
            QCoreApplication::translate("Doctor", "Seen a few minutes ago with the same operator, password and certificate. Not asked "
                                                  "again: too many attempts lock the operator.");
        changed = true;
    }
    return changed;
}

} // namespace daraja
