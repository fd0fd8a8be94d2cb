// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// What a run comes to: judge() of report.h.

#include "core/doctor/registry.h"
#include "core/doctor/runplan.h"

#include <QCoreApplication>

#include <algorithm>

namespace daraja {

namespace {

using Status = Finding::Status;

QString verdictText(const char *text)
{
    return QCoreApplication::translate("Doctor", text);
}

/// Without these nothing is less sure; they say more about what others found, or ring a phone.
bool onlyAddsDetail(const QString &id)
{
    static const QStringList ids{QStringLiteral("T2"), QStringLiteral("T3"), QStringLiteral("T4"), QStringLiteral("S3"),
                                 QStringLiteral("S4"), QStringLiteral("K4"), QStringLiteral("G2")};
    return ids.contains(id);
}

class Judge
{
public:
    Judge(const QList<Finding> &findings, RunScope scope)
        : m_findings(findings)
        , m_scope(scope)
    {
    }

    [[nodiscard]] const Finding *find(QStringView id) const
    {
        const auto found =
            std::find_if(m_findings.begin(), m_findings.end(), [id](const Finding &finding) { return finding.checkId == id; });
        return found == m_findings.end() ? nullptr : &*found;
    }
    [[nodiscard]] bool isGood(QStringView id) const
    {
        const Finding *finding = find(id);
        return finding != nullptr && finding->status == Status::Good;
    }
    [[nodiscard]] const Finding *firstFault() const;
    [[nodiscard]] const Finding *firstDoubt() const;
    [[nodiscard]] QStringList otherFaults(const Finding &cause) const;
    [[nodiscard]] QString firstMissing() const;

private:
    [[nodiscard]] const Finding *faultOf(QStringView id) const
    {
        const Finding *finding = find(id);
        return finding != nullptr && finding->isFault() ? finding : nullptr;
    }
    /// The fault, or the one behind it that says what exactly is wrong.
    [[nodiscard]] const Finding &exactFault(const Finding &fault) const;
    [[nodiscard]] bool isShownToWork(const Finding &careful) const;
    [[nodiscard]] bool isDoubt(const Finding &finding) const;
    /// What was chosen by name was wanted for itself.
    [[nodiscard]] bool counts(const Finding &finding) const { return m_scope == RunScope::Chosen || !onlyAddsDetail(finding.checkId); }

    const QList<Finding> &m_findings;
    const RunScope m_scope;
};

const Finding *Judge::firstFault() const
{
    const auto first = std::find_if(m_findings.begin(), m_findings.end(), [](const Finding &finding) { return finding.isFault(); });
    return first == m_findings.end() ? nullptr : &exactFault(*first);
}

const Finding &Judge::exactFault(const Finding &fault) const
{
    const QList<QStringView> exact = fault.checkId == u"T1"                             ? QList<QStringView>{u"T2", u"T3"}
                                     : fault.checkId == u"S1" || fault.checkId == u"S2" ? QList<QStringView>{u"S3"}
                                                                                        : QList<QStringView>{};
    for (const QStringView id : exact) {
        if (const Finding *better = faultOf(id)) {
            return *better;
        }
    }
    return fault;
}

QStringList Judge::otherFaults(const Finding &cause) const
{
    QStringList ids;
    QList<const Finding *> told{&cause};
    for (const Finding &finding : m_findings) {
        const bool known = std::any_of(told.begin(), told.end(), [&finding](const Finding *each) {
            return each->checkId == finding.checkId || followsFrom(finding, *each);
        });
        if (finding.isFault() && !known) {
            const Finding &exact = exactFault(finding);
            ids.append(exact.checkId);
            told.append(&exact);
        }
    }
    return ids;
}

/// Whether the value that a check is careful about was used later, and worked.
bool Judge::isShownToWork(const Finding &careful) const
{
    const QString &id = careful.checkId;
    const bool keys = isGood(u"T1");
    const bool passkey = isGood(u"S1") && isGood(u"S2");
    const bool initiator = isGood(u"I1");
    if (id == u"L4" || id == u"L5" || id == u"L6") {
        return initiator;
    }
    if (id == u"L8") {
        return isGood(u"Q1");
    }
    if (id == u"L9") {
        return isGood(u"K1");
    }
    if (id == u"N1" || id == u"N2") {
        return keys;
    }
    if (id != u"L1" && id != u"L2" && id != u"L3") {
        return false;
    }
    const QStringList blamed = careful.blamed();
    return !blamed.isEmpty() && std::all_of(blamed.begin(), blamed.end(), [&](const QString &member) {
        return ((member == u"consumerKey" || member == u"consumerSecret") && keys) ||
               ((member == u"passkey" || member == u"shortCode") && passkey) ||
               ((member == u"initiatorName" || member == u"initiatorPassword" || member == u"securityCredential") && initiator);
    });
}

bool Judge::isDoubt(const Finding &finding) const
{
    switch (finding.status) {
    case Status::Good:
    case Status::Note:
    case Status::NotNeeded:
        return finding.checkId == u"S1" && finding.status == Status::Good && find(u"S2") == nullptr;
    case Status::Careful:
        return counts(finding) && !isShownToWork(finding);
    case Status::NotRun:
    case Status::Unknown:
    case Status::Running:
        return counts(finding);
    case Status::Bad:
        break;
    }
    return true;
}

const Finding *Judge::firstDoubt() const
{
    // S2 may say "nothing to check" only where S1 does.
    if (isGood(u"S1")) {
        const Finding *control = find(u"S2");
        if (control != nullptr && control->status == Status::NotNeeded) {
            return control;
        }
    }
    const auto doubt = std::find_if(m_findings.begin(), m_findings.end(), [this](const Finding &finding) { return isDoubt(finding); });
    return doubt == m_findings.end() ? nullptr : &*doubt;
}

QString Judge::firstMissing() const
{
    const QList<CheckRow> rows = checkRows();
    for (const CheckRow &row : rows) {
        if (!row.spec.onRequest && !onlyAddsDetail(row.spec.id) && find(row.spec.id) == nullptr) {
            return row.spec.id;
        }
    }
    return {};
}

QString doubtTitle(const Finding &doubt)
{
    switch (doubt.status) {
    case Status::Unknown:
    case Status::Careful:
        return verdictText(QT_TRANSLATE_NOOP("Doctor", "No fault was found, but: %1")).arg(doubt.title);
    case Status::Good:
    case Status::NotNeeded:
        return verdictText(
            QT_TRANSLATE_NOOP("Doctor", "No fault was found, but it is not proven that the passkey belongs to the number: the control did "
                                        "not run"));
    default:
        return verdictText(QT_TRANSLATE_NOOP("Doctor", "No fault was found, but not everything could be checked. %1")).arg(doubt.title);
    }
}

} // namespace

Verdict judge(const QList<Finding> &findings, RunScope scope)
{
    const Judge judge(findings, scope);
    Verdict verdict;
    verdict.partial = scope != RunScope::Everything;
    if (const Finding *fault = judge.firstFault()) {
        verdict.outcome = Verdict::Outcome::FaultFound;
        verdict.title = fault->title;
        verdict.cause = fault->checkId;
        verdict.also = judge.otherFaults(*fault);
        return verdict;
    }
    verdict.outcome = Verdict::Outcome::CouldNotTell;
    if (const Finding *doubt = judge.firstDoubt()) {
        verdict.title = doubtTitle(*doubt);
        verdict.cause = doubt->checkId;
        return verdict;
    }
    const QString missing = scope == RunScope::Everything ? judge.firstMissing() : QString();
    if (!missing.isEmpty()) {
        verdict.title = verdictText(QT_TRANSLATE_NOOP("Doctor", "No fault was found, but check %1 did not run")).arg(missing);
        return verdict;
    }
    if (std::none_of(findings.begin(), findings.end(), [](const Finding &finding) { return finding.status == Status::Good; })) {
        verdict.title = verdictText(QT_TRANSLATE_NOOP("Doctor", "There was nothing that could be checked"));
        return verdict;
    }
    if (scope == RunScope::Symptom) {
        verdict.title = verdictText(QT_TRANSLATE_NOOP("Doctor", "What this usually comes from is fine. Run every check"));
        return verdict;
    }
    verdict.outcome = Verdict::Outcome::Healthy;
    verdict.title = scope == RunScope::Chosen
                        ? verdictText(QT_TRANSLATE_NOOP("Doctor", "The chosen checks found no fault; the others did not run"))
                        : verdictText(QT_TRANSLATE_NOOP("Doctor", "Everything works: no fault was found"));
    return verdict;
}

} // namespace daraja
