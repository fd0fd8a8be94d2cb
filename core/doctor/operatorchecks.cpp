// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// I1 and I2: does Safaricom accept the API operator? Together two attempts, never more.

#include "core/callbacks/accountbalance.h"
#include "core/doctor/operatorasker.h"
#include "core/doctor/registry.h"
#include "core/doctor/spokenanswer.h"

namespace daraja {

namespace {

using Status = Finding::Status;

/// I1: the account balance.
class OperatorCheck final : public OperatorAsker
{
public:
    using OperatorAsker::OperatorAsker;

protected:
    void start() override
    {
        if (!isUseless()) {
            askOnce(QStringLiteral("account_balance"), {});
        }
    }

    void told(OperatorReading reading, const ApiResponse &response) override
    {
        const OperationSpec &balance = *findOperation(u"account_balance");
        Finding finding = findingOn(reading, *response.result, balance);
        finding.requestId = response.conversation;
        if (reading == OperatorReading::Works) {
            finding.status = Status::Good;
            finding.title = doctorText("Operator, password, certificate and the balance role all work");
            finding.summary = doctorText("the balance came");
            finding.means = doctorText("Safaricom told the balance of the accounts.");
            finding.because = doctorText("the balance came as the result of a real question");
            const auto &parameters = response.result->parameters;
            for (const auto &[name, value] : parameters) {
                const QList<AccountBalance> accounts = name == u"AccountBalance" ? parseAccountBalance(value) : QList<AccountBalance>();
                for (const AccountBalance &account : accounts) {
                    finding.facts.append({account.name, (account.currency + u' ' + account.current).trimmed()});
                }
            }
        } else if (reading == OperatorReading::UnknownReceipt) {
            finding = findingOn(OperatorReading::Unclear, *response.result, balance);
        }
        addUntested(finding);
        finish(finding);
    }

private:
    /// What is never tried by a call, for it would move money (doctor 4, I2).
    static void addUntested(Finding &finding)
    {
        QStringList roles;
        for (const OperationSpec *operation : operations()) {
            const QString role = catalogueText(operation->role);
            if (operation->isAboutMoney() && !role.isEmpty() && !roles.contains(role)) {
                roles.append(role);
                finding.facts.append(
                    {doctorText("Role %1").arg(role),
                     doctorText("not tested, for %1 moves money: look in the portal").arg(catalogueText(operation->title))});
            }
        }
    }
};

/// I2: the status of a receipt that does not exist. Only after I1 has shown that the password is accepted.
class StatusRole final : public OperatorAsker
{
public:
    using OperatorAsker::OperatorAsker;

protected:
    void start() override
    {
        if (isUseless()) {
            return;
        }
        const Finding *balance = examination().finding(QStringLiteral("I1"));
        const bool accepted =
            balance != nullptr && (balance->status == Status::Good || balance->status == Status::Note || isMissingRole(*balance));
        if (!accepted) {
            notRun(
                doctorText("The operator was not shown to be accepted (I1). A second attempt would only bring it nearer to being locked."));
            return;
        }
        askOnce(QStringLiteral("transaction_status"), {{QStringLiteral("TransactionID"), impossibleReceipt()}});
    }

    void told(OperatorReading reading, const ApiResponse &response) override
    {
        const CallResult &result = *response.result;
        Finding finding = findingOn(reading, result, *findOperation(u"transaction_status"));
        finding.requestId = response.conversation;
        // 25 is what a receipt that is none was answered with (daraja-api 15); the operator is looked at before.
        const bool aboutReceipt = reading == OperatorReading::UnknownReceipt || result.code == u"25" || result.code == u"24";
        if (reading == OperatorReading::Works || aboutReceipt) {
            finding.status = Status::Good;
            finding.title = doctorText("The operator may ask for the status of payments");
            finding.summary = doctorText("the receipt is unknown, the question was allowed");
            finding.means =
                doctorText("Safaricom looked for the receipt, which does not exist. It does so only for an operator with the role.");
            finding.sure = reading == OperatorReading::UnknownReceipt ? Finding::Sure::High : Finding::Sure::Medium;
            finding.because = doctorText("the result is about the receipt and not about the operator");
        } else if (reading == OperatorReading::WrongPassword) {
            finding.status = Status::Unknown;
            finding.title = doctorText("The operator was accepted once and refused once");
            finding.means =
                doctorText("The balance was told with the same password a moment ago. Safaricom refuses a right password now and then.");
            finding.steps = {doctorText("Wait ten minutes, then press Check again")};
            finding.cure = {Finding::Cure::Action::RunCheck, doctorText("Check again"), {}, {}, QStringLiteral("I2"), {}};
            finding.blames.clear();
            finding.sure = Finding::Sure::Low;
            finding.because = doctorText("I1 and I2 contradict each other");
        }
        finish(finding);
    }

private:
    [[nodiscard]] static bool isMissingRole(const Finding &finding)
    {
        return finding.status == Status::Bad && readOperatorResult(finding.code, finding.said) == OperatorReading::NoRole;
    }
    /// In the form of a receipt (daraja-api 1.4), of a day that there is not: its third character is no day.
    [[nodiscard]] static QString impossibleReceipt() { return QStringLiteral("AAZ0000000"); }
};

CheckSpec operatorSpec(const char *id, const QString &title, const QString &what)
{
    CheckSpec spec;
    spec.id = QString::fromLatin1(id);
    spec.title = title;
    spec.what = what;
    spec.needs = doctorText("operator, password, an address for results");
    spec.branch = Branch::Operator;
    spec.contact = Contact::Gateway;
    spec.effect = SideEffect::OperatorAttempt;
    return spec;
}

} // namespace

QList<CheckRow> operatorChecks()
{
    return {
        {operatorSpec("I1", doctorText("API operator"),
                      doctorText("Asks for the account balance and waits for the result, which alone tells whether name, password and "
                                 "certificate are right. At most two such questions in ten minutes.")),
         &makeCheck<OperatorCheck>},
        {operatorSpec("I2", doctorText("Status role"),
                      doctorText("Asks for the status of a receipt that does not exist: may the operator ask that? Roles that pay out are "
                                 "never tried.")),
         &makeCheck<StatusRole>}};
}

} // namespace daraja
