// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/faults.h"

#include "core/simulator/requestbody.h"

#include <QCoreApplication>

#include <algorithm>

namespace daraja {

namespace {

constexpr qsizetype rememberedConversations = 10'000;
constexpr int firstFaultAmount = 20'001;

struct FaultRow
{
    FaultKind kind;
    const char *id;
    const char *text; ///< a name for people
    const char *what; ///< one sentence
};

/// In order of display; the trigger amount of the first is 20001, of the next 20002 and so on: new rows go to the end.
constexpr FaultRow faultRows[] = {
    {FaultKind::LostCallback, "lost-callback", QT_TRANSLATE_NOOP("Simulator", "Callback lost"),
     QT_TRANSLATE_NOOP("Simulator", "The outcome happens and is never posted.")},
    {FaultKind::LateCallback, "late-callback", QT_TRANSLATE_NOOP("Simulator", "Callback late"),
     QT_TRANSLATE_NOOP("Simulator", "The callback comes half a minute later than usual.")},
    {FaultKind::DuplicateCallback, "duplicate-callback", QT_TRANSLATE_NOOP("Simulator", "Callback twice"),
     QT_TRANSLATE_NOOP("Simulator", "The same callback is posted twice.")},
    {FaultKind::EarlyCallback, "early-callback", QT_TRANSLATE_NOOP("Simulator", "Callback before the acknowledgement"),
     QT_TRANSLATE_NOOP("Simulator", "The answer to the request waits until its callback was posted, at most 20 s.")},
    {FaultKind::OutOfOrder, "out-of-order", QT_TRANSLATE_NOOP("Simulator", "Callbacks out of order"),
     QT_TRANSLATE_NOOP("Simulator", "The callback waits until a later one was posted, at most 10 s.")},
    {FaultKind::QueueTimeout, "queue-timeout", QT_TRANSLATE_NOOP("Simulator", "Queue timeout"),
     QT_TRANSLATE_NOOP("Simulator", "The request is not carried out; QueueTimeOutURL is told instead of ResultURL.")},
    {FaultKind::Cut, "cut", QT_TRANSLATE_NOOP("Simulator", "Connection cut"),
     QT_TRANSLATE_NOOP("Simulator", "The request is carried out, and the connection is reset instead of an answer.")},
    {FaultKind::Slow, "slow", QT_TRANSLATE_NOOP("Simulator", "Slow answer"),
     QT_TRANSLATE_NOOP("Simulator", "The request is carried out at once and answered 15 s later.")},
    {FaultKind::SpikeArrest, "spike-arrest", QT_TRANSLATE_NOOP("Simulator", "429 spike arrest"),
     QT_TRANSLATE_NOOP("Simulator", "The gateway refuses: HTTP 429 with a fault body.")},
    {FaultKind::QueryLimit, "query-limit", QT_TRANSLATE_NOOP("Simulator", "Five requests a minute"),
     QT_TRANSLATE_NOOP("Simulator", "STK query, or the product named, takes one request each 12 s; others meet 429 spike arrest.")},
    {FaultKind::Busy, "busy", QT_TRANSLATE_NOOP("Simulator", "System is busy"),
     QT_TRANSLATE_NOOP("Simulator", "HTTP 500 with 500.003.02; the request is not carried out.")},
    {FaultKind::Unavailable, "unavailable", QT_TRANSLATE_NOOP("Simulator", "503 page"),
     QT_TRANSLATE_NOOP("Simulator", "An Incapsula page in HTML instead of an answer; the request is not carried out.")},
    {FaultKind::Forbidden, "forbidden", QT_TRANSLATE_NOOP("Simulator", "403 page"),
     QT_TRANSLATE_NOOP("Simulator", "A page in HTML that refuses; the request is not carried out.")},
    {FaultKind::NotJson, "not-json", QT_TRANSLATE_NOOP("Simulator", "No JSON"),
     QT_TRANSLATE_NOOP("Simulator", "The request is carried out; the answer is HTTP 200 with half of its JSON.")},
    {FaultKind::EmptyAnswer, "empty-answer", QT_TRANSLATE_NOOP("Simulator", "Empty answer"),
     QT_TRANSLATE_NOOP("Simulator", "The request is carried out; the answer is HTTP 200 with nothing in it.")},
    {FaultKind::Capitalised, "capitalised-error", QT_TRANSLATE_NOOP("Simulator", "Capitalised error"),
     QT_TRANSLATE_NOOP("Simulator",
                       "An error has RequestID, ErrorCode, ErrorMessage. A request that would have succeeded is carried out and answered "
                       "500.003.1001 in that shape.")},
    {FaultKind::PendingAnswer, "pending-4999", QT_TRANSLATE_NOOP("Simulator", "Pending is 4999"),
     QT_TRANSLATE_NOOP("Simulator", "STK query says ResultCode 4999 while the prompt is open, instead of HTTP 500 with 500.001.1001.")},
    {FaultKind::MaskedPhone, "masked-phone", QT_TRANSLATE_NOOP("Simulator", "Masked phone number"),
     QT_TRANSLATE_NOOP("Simulator", "PhoneNumber in the STK callback has stars in it.")},
    {FaultKind::MissingPhone, "missing-phone", QT_TRANSLATE_NOOP("Simulator", "Missing phone number"),
     QT_TRANSLATE_NOOP("Simulator", "The STK callback has no PhoneNumber.")},
    {FaultKind::TextCode, "text-code", QT_TRANSLATE_NOOP("Simulator", "ResultCode as text"),
     QT_TRANSLATE_NOOP("Simulator", "ResultCode and ResultType of the callback are in quotes.")},
    {FaultKind::SingleParameter, "single-parameter", QT_TRANSLATE_NOOP("Simulator", "One ResultParameter"),
     QT_TRANSLATE_NOOP("Simulator", "ResultParameter is one object instead of an array; a failed result has it too.")},
    {FaultKind::ReferenceArray, "reference-array", QT_TRANSLATE_NOOP("Simulator", "ReferenceItem array"),
     QT_TRANSLATE_NOOP("Simulator", "ReferenceItem is an array, and one item has no Value.")},
    {FaultKind::ShuffledItems, "shuffled-items", QT_TRANSLATE_NOOP("Simulator", "Items in another order"),
     QT_TRANSLATE_NOOP("Simulator", "The items of the STK callback come in another order.")},
};

int faultAmount(const FaultRow &row)
{
    return firstFaultAmount + static_cast<int>(&row - std::begin(faultRows));
}

QString faultNumber(const FaultRow &row)
{
    return QStringLiteral("2547000") + QString::number(faultAmount(row));
}

const FaultRow *faultRow(const QString &id)
{
    const auto *row = std::find_if(std::begin(faultRows), std::end(faultRows),
                                   [&id](const FaultRow &candidate) { return id == QLatin1StringView(candidate.id); });
    return row == std::end(faultRows) ? nullptr : row;
}

/// Where the query limit of the sandbox is: daraja-api 6.2.
bool meets(const ActiveFault &fault, const QString &operation, const QString &product)
{
    if (fault.scope.isEmpty()) {
        return fault.id != u"query-limit" || operation == u"stk_query";
    }
    return fault.scope == operation || fault.scope == product;
}

FaultSet triggeredFaults(const QJsonObject &members)
{
    const QString amount = memberText(members, QLatin1StringView("Amount"));
    const QString wanted = simulatedOutcome(members);
    if (amount.size() != 5 && wanted.isEmpty()) {
        const bool hasNumber = std::any_of(std::begin(customerMembers), std::end(customerMembers), [&members](const char *name) {
            return memberText(members, QLatin1StringView(name)).startsWith(u"25470002");
        });
        if (!hasNumber) {
            return {};
        }
    }
    FaultSet faults;
    for (const FaultRow &row : faultRows) {
        const QString number = faultNumber(row);
        const bool isMeant = amount == QString::number(faultAmount(row)) || wanted == QLatin1StringView(row.id) ||
                             std::any_of(std::begin(customerMembers), std::end(customerMembers), [&members, &number](const char *name) {
                                 return memberText(members, QLatin1StringView(name)) == number;
                             });
        faults.setFlag(row.kind, isMeant);
    }
    return faults;
}

} // namespace

FaultInjector::FaultInjector(QObject *parent)
    : QObject(parent)
{
}

QList<SimulatorFault> FaultInjector::table()
{
    QList<SimulatorFault> faults;
    for (const FaultRow &row : faultRows) {
        faults.append({QString::fromLatin1(row.id), QCoreApplication::translate("Simulator", row.text),
                       QCoreApplication::translate("Simulator", row.what), QString::number(faultAmount(row)), faultNumber(row)});
    }
    return faults;
}

std::optional<QList<ActiveFault>> FaultInjector::parse(const QString &text, QString &problem)
{
    QList<ActiveFault> faults;
    const QStringList words = text.split(u',', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const QString id = word.section(u':', 0, 0).trimmed();
        if (!faultRow(id)) {
            QStringList known;
            for (const FaultRow &row : faultRows) {
                known.append(QString::fromLatin1(row.id));
            }
            problem = QCoreApplication::translate("Simulator", "There is no fault %1. There are: %2.").arg(id, known.join(u", "));
            return {};
        }
        faults.append({id, word.section(u':', 1).trimmed(), FaultUse::UntilOff});
    }
    return faults;
}

bool FaultInjector::set(const QString &id, FaultUse use, const QString &scope)
{
    if (!faultRow(id)) {
        return false;
    }
    m_active.removeIf([&id, &scope](const ActiveFault &fault) { return fault.id == id && fault.scope == scope; });
    if (use != FaultUse::Off) {
        m_active.append({id, scope, use});
    }
    Q_EMIT changed();
    return true;
}

void FaultInjector::clear()
{
    m_active.clear();
    forgetConversations();
    Q_EMIT changed();
}

void FaultInjector::forgetConversations()
{
    m_conversations.clear();
    m_order.clear();
}

FaultSet FaultInjector::choose(const QString &operation, const QString &product, const QJsonObject &members) const
{
    FaultSet faults = triggeredFaults(members);
    for (const ActiveFault &fault : m_active) {
        if (meets(fault, operation, product)) {
            faults |= faultRow(fault.id)->kind;
        }
    }
    return faults;
}

void FaultInjector::begin(FaultSet faults)
{
    m_current = faults;
}

void FaultInjector::end(const QString &operation, const QString &product, const QString &conversation)
{
    const FaultSet faults = std::exchange(m_current, FaultSet());
    if (!faults) {
        return;
    }
    if (!conversation.isEmpty() && (faults & callbackFaults)) {
        if (m_order.size() == rememberedConversations) {
            m_conversations.remove(m_order.takeFirst());
        }
        m_order.append(conversation);
        m_conversations.insert(conversation, faults);
    }
    const qsizetype gone = m_active.removeIf([&](const ActiveFault &fault) {
        const bool waitsForCallback = callbackFaults.testFlag(faultRow(fault.id)->kind) && conversation.isEmpty();
        return fault.use == FaultUse::Once && meets(fault, operation, product) && !waitsForCallback;
    });
    if (gone > 0) {
        Q_EMIT changed();
    }
}

FaultSet FaultInjector::of(const QString &conversation) const
{
    return m_conversations.value(conversation) | m_current;
}

QString FaultInjector::note(FaultSet faults)
{
    QStringList ids;
    for (const FaultRow &row : faultRows) {
        if (faults.testFlag(row.kind)) {
            ids.append(QString::fromLatin1(row.id));
        }
    }
    return ids.isEmpty() ? QString() : QCoreApplication::translate("Simulator", "Fault: %1.").arg(ids.join(u", "));
}

} // namespace daraja
