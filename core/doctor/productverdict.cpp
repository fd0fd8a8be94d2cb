// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/productverdict.h"

#include "core/errors/errorproducts.h"

#include <algorithm>

namespace daraja {

namespace {

using Grant = ExaminationFacts::Grant;
using Status = Finding::Status;

QString idOf(const OperationSpec &operation)
{
    return QString::fromLatin1(operation.id);
}

QString productOf(const OperationSpec &operation)
{
    return catalogueText(operation.product);
}

/// What most apps have. What few have (contracts of their own) is worth a row, not a word.
bool isUsual(const OperationSpec &operation)
{
    const QString product = errorProductOf(idOf(operation));
    return product == u"stk" || product == u"c2b" || idOf(operation) == u"b2c_payment";
}

/// Whether the product of this operation is the one of a request with this CommandID.
bool takesCommand(const OperationSpec &operation, const QString &command)
{
    const QList<const OperationSpec *> &all = operations();
    return !command.isEmpty() && std::any_of(all.begin(), all.end(), [&](const OperationSpec *each) {
        const FieldSpec *field = each->field(u"CommandID");
        return QLatin1StringView(each->product) == QLatin1StringView(operation.product) && field != nullptr &&
               std::any_of(field->choices, field->choices + field->choiceCount,
                           [&command](const Choice &choice) { return command == QLatin1StringView(choice.value); });
    });
}

QString namesOf(const QList<const OperationSpec *> &list)
{
    QStringList names;
    for (const OperationSpec *operation : list) {
        names.append(productOf(*operation));
    }
    return names.join(QStringLiteral(", "));
}

/// The finding while it is written.
class ProductVerdict
{
public:
    ProductVerdict(const ProductsSeen &seen, const ProfileUses &uses, bool production)
        : m_seen(seen)
        , m_uses(uses)
        , m_production(production)
        , m_probes(productProbes())
    {
    }

    [[nodiscard]] Finding write();

private:
    [[nodiscard]] Grant grant(const OperationSpec &operation) const { return m_seen.grants.value(idOf(operation), Grant::NotAsked); }
    [[nodiscard]] QList<const OperationSpec *> withGrant(Grant wanted) const
    {
        QList<const OperationSpec *> list;
        std::copy_if(m_probes.begin(), m_probes.end(), std::back_inserter(list),
                     [this, wanted](const OperationSpec *operation) { return grant(*operation) == wanted; });
        return list;
    }
    [[nodiscard]] qsizetype count(ProductReading wanted) const
    {
        return std::count_if(m_seen.readings.begin(), m_seen.readings.end(), [wanted](ProductReading each) { return each == wanted; });
    }
    void addRows();
    bool writeVoid();
    bool writeTokenRefused();
    bool writeNowhere();
    bool writeMissing();
    bool writeUncertain();
    void writeGood();
    void addStepsToTick(const QString &products);

    const ProductsSeen &m_seen;
    const ProfileUses &m_uses;
    const bool m_production;
    const QList<const OperationSpec *> m_probes;
    Finding m_finding;
};

void ProductVerdict::addRows()
{
    m_finding.facts = m_seen.facts;
    for (const OperationSpec *operation : m_probes) {
        const Grant grant = this->grant(*operation);
        const SpokenAnswer answer = m_seen.answers.value(idOf(*operation));
        const QString words =
            answer.inShort().isEmpty() ? productGrantWords(grant) : productGrantWords(grant) + QStringLiteral(" · ") + answer.inShort();
        m_finding.facts.append({productOf(*operation), words});
    }
    m_finding.summary = doctorText("%1 asked, %2 granted, %3 not on this app")
                            .arg(m_seen.readings.size())
                            .arg(withGrant(Grant::Granted).size())
                            .arg(withGrant(Grant::NotGranted).size() + withGrant(Grant::WrongVersion).size());
}

bool ProductVerdict::writeVoid()
{
    const qsizetype pages = count(ProductReading::Void);
    const bool allUnanswered = std::all_of(m_seen.readings.begin(), m_seen.readings.end(), [](ProductReading reading) {
        return reading == ProductReading::Unknown || reading == ProductReading::Void || reading == ProductReading::Busy;
    });
    if (m_seen.readings.isEmpty() || pages * 2 > m_seen.readings.size() || (allUnanswered && pages > 0)) {
        m_finding.status = Status::Unknown;
        m_finding.title = doctorText("A firewall answered, so nothing can be said about the products");
        m_finding.means =
            doctorText("Most answers were web pages of a firewall or gateway and not Daraja's. They say nothing about the app.");
        m_finding.steps = {doctorText("Wait 15 minutes: many calls in a row bring such pages about"),
                           doctorText("Try another internet connection, a phone's hotspot for example"), doctorText("Press Check again")};
        m_finding.because = doctorText("%1 of %2 answers were pages").arg(pages).arg(m_seen.readings.size());
        return true;
    }
    return false;
}

bool ProductVerdict::writeTokenRefused()
{
    const qsizetype refused = count(ProductReading::Token);
    if (refused == 0 || !withGrant(Grant::Granted).isEmpty() || !withGrant(Grant::NotGranted).isEmpty()) {
        return false;
    }
    for (const auto &[id, reading] : m_seen.readings.asKeyValueRange()) {
        if (reading == ProductReading::Token) {
            m_seen.answers.value(id).quoteIn(m_finding);
        }
    }
    m_finding.status = m_seen.controls ? Status::Bad : Status::Unknown;
    m_finding.title = doctorText("No product takes the token of this app");
    m_finding.means =
        doctorText("The token was made a moment ago, and every product refuses it. Either the app has none of these products, its "
                   "approval is not finished, or another program asked for a token meanwhile and cancelled this one.");
    m_finding.steps = {doctorText("Open My Apps on Safaricom's portal and look which products the app has"),
                       doctorText("Add them under ⋮ › Update App, and save"),
                       doctorText("Stop other programs that use the same key, then press Check again")};
    m_finding.sure = Finding::Sure::Medium;
    m_finding.because = doctorText("%1 of %2 products refused a fresh token; which of the three it is cannot be seen from outside")
                            .arg(refused)
                            .arg(m_seen.readings.size());
    return true;
}

bool ProductVerdict::writeNowhere()
{
    if (count(ProductReading::NoSuchPath) != m_seen.readings.size()) {
        return false;
    }
    m_seen.answers.cbegin()->quoteIn(m_finding);
    m_finding.status = Status::Bad;
    m_finding.title = doctorText("The base address leads past Daraja");
    m_finding.means = doctorText("Not one product is found below this address, although it gives tokens.");
    m_finding.steps = {doctorText("Check the address of the environment: it ends after the host name, without a path")};
    m_finding.blames = {QStringLiteral("environment")};
    m_finding.because = doctorText("all %1 paths are unknown there").arg(m_seen.readings.size());
    return true;
}

void ProductVerdict::addStepsToTick(const QString &products)
{
    m_finding.steps = {doctorText("Open My Apps on Safaricom's portal, then ⋮ › Update App"), doctorText("Tick %1, and save").arg(products),
                       doctorText("Get a new token: one that was made before keeps failing for up to an hour. Check again gets one")};
    if (m_production) {
        m_finding.steps.append(doctorText("If it is ticked already and you have just gone live: the approval takes up to 24 working hours; "
                                          "then write to apisupport@safaricom.co.ke with the request id"));
    }
    m_finding.cure.action = Finding::Cure::Action::RunCheck;
    m_finding.cure.check = QStringLiteral("P1");
    m_finding.cure.label = doctorText("Check again");
}

bool ProductVerdict::writeMissing()
{
    const QList<const OperationSpec *> missing = withGrant(Grant::NotGranted);
    QList<const OperationSpec *> needed;
    std::copy_if(missing.begin(), missing.end(), std::back_inserter(needed),
                 [this](const OperationSpec *operation) { return m_uses.needs(*operation); });
    if (needed.isEmpty()) {
        return false;
    }
    const OperationSpec &first = *needed.first();
    const SpokenAnswer answer = m_seen.answers.value(idOf(first));
    answer.quoteIn(m_finding);
    m_finding.status = Status::Bad;
    m_finding.title = doctorText("Your app does not have %1").arg(namesOf(needed));
    m_finding.means =
        m_uses.express && errorProductOf(idOf(first)) == u"stk"
            ? doctorText("Key and secret are right, but this app may not ask customers for payments. Daraja calls that an invalid token.")
            : doctorText("Key and secret are right, but the app may not use this. Daraja calls that an invalid token.");
    addStepsToTick(namesOf(needed));
    const bool inWords = m_seen.readings.value(idOf(first)) == ProductReading::NotGranted;
    m_finding.sure = inWords ? Finding::Sure::High : Finding::Sure::Medium;
    m_finding.because =
        inWords ? doctorText("Daraja names the reason: no API product of this app matches")
                : doctorText("Daraja only says that the token is invalid, but other products took the same token in the same minute");
    return true;
}

bool ProductVerdict::writeUncertain()
{
    QList<const OperationSpec *> doubtful;
    QList<const OperationSpec *> nowhere;
    for (const OperationSpec *operation : m_probes) {
        const Grant seen = grant(*operation);
        if (m_uses.needs(*operation) && (seen == Grant::Unknown || seen == Grant::NoSuchPath)) {
            (seen == Grant::Unknown ? doubtful : nowhere).append(operation);
        }
    }
    const QList<const OperationSpec *> &worst = nowhere.isEmpty() ? doubtful : nowhere;
    if (worst.isEmpty()) {
        return false;
    }
    m_seen.answers.value(idOf(*worst.first())).quoteIn(m_finding);
    m_finding.status = nowhere.isEmpty() ? Status::Unknown : Status::Careful;
    m_finding.title = nowhere.isEmpty() ? doctorText("It could not be seen whether the app has %1").arg(namesOf(worst))
                                        : doctorText("There is no path for %1 in this environment").arg(namesOf(worst));
    m_finding.means =
        !nowhere.isEmpty() ? doctorText("Daraja says that it knows no such path. Other products answer.")
        : !m_seen.controls
            ? doctorText("A token that does not exist was answered like a good one, so the answers do not tell what is granted.")
            : doctorText("The answer is neither a complaint about fields, which would mean that the app has it, nor one about "
                         "the token.");
    m_finding.steps = {doctorText("Wait a few minutes and press Check again")};
    m_finding.cure.action = Finding::Cure::Action::RunCheck;
    m_finding.cure.check = QStringLiteral("P1");
    m_finding.cure.label = doctorText("Check again");
    m_finding.sure = Finding::Sure::Low;
    m_finding.because = m_seen.controls ? doctorText("an answer that is in no list") : doctorText("the control failed");
    return true;
}

void ProductVerdict::writeGood()
{
    const QList<const OperationSpec *> granted = withGrant(Grant::Granted);
    const QList<const OperationSpec *> versions = withGrant(Grant::WrongVersion);
    QList<const OperationSpec *> missed;
    for (const OperationSpec *operation : m_probes) {
        if (grant(*operation) == Grant::NotGranted && isUsual(*operation)) {
            missed.append(operation);
        }
    }
    m_finding.sure = Finding::Sure::High;
    m_finding.because = doctorText("each complains about the missing fields and takes the token; a token that does not exist is refused");
    if (granted.isEmpty()) {
        m_finding.status = Status::Unknown;
        m_finding.title = doctorText("No product was found that takes the token");
        m_finding.means = doctorText("Nothing was refused that this profile has a use for, but nothing was shown to work either.");
        m_finding.sure = Finding::Sure::Low;
        m_finding.because = doctorText("no answer said that a product is there");
        return;
    }
    m_finding.status = missed.isEmpty() && versions.isEmpty() ? Status::Good : Status::Note;
    m_finding.title = doctorText("The app has the products that this profile needs");
    m_finding.means = doctorText("Granted: %1.").arg(namesOf(granted));
    if (!versions.isEmpty()) {
        const bool isSecond = idOf(*versions.first()) == u"c2b_register_v1";
        m_finding.title = doctorText("Register URLs with version %1: the app has not the other one").arg(isSecond ? 2 : 1);
        m_finding.steps = {isSecond ? doctorText("Use the path /mpesa/c2b/v2/… in your program")
                                    : doctorText("Use the path /mpesa/c2b/v1/… in your program")};
    } else if (!missed.isEmpty()) {
        m_finding.title = doctorText("The app does not have %1; this profile does not need it").arg(namesOf(missed));
        m_seen.answers.value(idOf(*missed.first())).quoteIn(m_finding);
    }
    if (!withGrant(Grant::NotAsked).isEmpty()) {
        m_finding.means +=
            u' ' + (m_production ? doctorText("Not asked: what the profile has no use for, and what moves money unless you agreed.")
                                 : doctorText("Not asked: what the profile has no use for."));
    }
}

Finding ProductVerdict::write()
{
    addRows();
    if (!writeVoid() && !writeNowhere() && !writeTokenRefused() && !writeMissing() && !writeUncertain()) {
        writeGood();
    }
    return m_finding;
}

} // namespace

bool ProfileUses::wants(const OperationSpec &operation) const
{
    const QString product = errorProductOf(idOf(operation));
    return product == u"c2b" || (product == u"stk" && !operations) || needs(operation);
}

bool ProfileUses::needs(const OperationSpec &operation) const
{
    const QString product = errorProductOf(idOf(operation));
    return (product == u"stk" && express) || (product == u"c2b" && registration) ||
           (operations && (product == u"balance" || product == u"status" || idOf(operation) == u"b2c_payment")) ||
           takesCommand(operation, command);
}

ProfileUses usesOf(const Examination &examination)
{
    const RequestContext &context = examination.context();
    ProfileUses uses;
    uses.express = !context.secrets.passkey.trimmed().isEmpty();
    uses.operations = !context.profile.initiatorName.trimmed().isEmpty();
    uses.command = examination.patient().requestValues.value(QStringLiteral("CommandID"));
    uses.registration = examination.patient().requestValues.contains(QStringLiteral("ConfirmationURL")) ||
                        examination.patient().c2bAnswer.contains(u"apiproduct", Qt::CaseInsensitive);
    return uses;
}

Finding findingOnProducts(const ProductsSeen &seen, const ProfileUses &uses, const Examination &examination)
{
    return ProductVerdict(seen, uses, examination.isProduction()).write();
}

} // namespace daraja
