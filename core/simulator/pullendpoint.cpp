// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/pullendpoint.h"

#include "core/base/clock.h"
#include "core/base/nairobitime.h"
#include "core/simulator/errorfactory.h"
#include "core/simulator/gateway.h"
#include "core/simulator/idfactory.h"
#include "core/simulator/ledger.h"
#include "core/simulator/organisation.h"
#include "core/simulator/requestbody.h"
#include "core/simulator/simulator.h"
#include "core/simulator/wireobject.h"

#include <QCoreApplication>

namespace daraja {

namespace {

constexpr qint64 windowSeconds = 48 * 3'600;
constexpr int nairobiOffset = 3 * 3'600;

/// `2026-03-14 12:00:00` in Nairobi time.
QDateTime pullTime(const QString &text)
{
    const QDateTime time = QDateTime::fromString(text, QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    return time.isValid() ? QDateTime(time.date(), time.time(), Qt::OffsetFromUTC, nairobiOffset) : time;
}

/// `1250.0`, `12.5`.
QString pullAmount(qint64 cents)
{
    QString amount = QString::fromLatin1(wireMoney(cents));
    if (amount.endsWith(u'0')) {
        amount.chop(1);
    }
    return amount;
}

QJsonObject queryMembers(const HttpRequest &request)
{
    QJsonObject members;
    const auto pairs = request.query().queryItems(QUrl::FullyDecoded);
    for (const auto &pair : pairs) {
        members.insert(pair.first, pair.second);
    }
    return members;
}

} // namespace

PullEndpoint::PullEndpoint(const ServerParts &parts)
    : m_parts(parts)
{
}

void PullEndpoint::addRoutes(Gateway &gateway)
{
    const auto refuse = [this](const QString &member, const QString &note) { return refuseMember(member, note); };
    Route registers{{QStringLiteral("pull_register")}, QStringLiteral("pull"), [this](const EndpointCall &call) {
                        return registerShortCode(call.members);
                    }};
    registers.refuseMember = refuse;
    gateway.add(registers);

    Route queries{{QStringLiteral("pull_query")}, QStringLiteral("pull"), [this](const EndpointCall &call) { return query(call.members); }};
    queries.refuseMember = refuse;
    gateway.add(queries);

    // The portal's prose says GET, without saying where the values stand: the query of the address or a body are both read.
    queries.method = QByteArrayLiteral("GET");
    queries.checksMembers = false;
    queries.answer = [this](const EndpointCall &call) { return query(call.members.isEmpty() ? queryMembers(call.request) : call.members); };
    gateway.add(queries);
}

WireAnswer PullEndpoint::registerShortCode(const QJsonObject &members)
{
    const QString shortCode = memberText(members, QLatin1StringView("ShortCode"));
    if (!isOwnNumber(shortCode)) {
        return refuseMember(QStringLiteral("ShortCode"),
                            QCoreApplication::translate("Simulator", "The app's organisation has the short codes %1 and %2.")
                                .arg(m_parts.options.shortCode, m_parts.options.till));
    }
    const bool isKnown = m_registered.contains(shortCode);
    m_registered.insert(shortCode);
    const bool hasSpace = m_parts.options.products.pullSpacedStatus;
    return {200,
            WireObject()
                .text("ResponseRefID", m_parts.ids.request())
                .text(hasSpace ? "Response Status" : "ResponseStatus", isKnown ? QStringLiteral("1001") : QStringLiteral("1000"))
                .text("ShortCode", shortCode)
                .text(hasSpace ? "Response Description" : "ResponseDescription",
                      isKnown ? QStringLiteral("ShortCode already Registered") : QStringLiteral("Shortcode Registered Successfully"))
                .bytes(),
            {}};
}

WireAnswer PullEndpoint::query(const QJsonObject &members)
{
    const QString shortCode = memberText(members, QLatin1StringView("ShortCode"));
    if (!m_registered.contains(shortCode)) {
        return refuseMember(QStringLiteral("ShortCode"),
                            QCoreApplication::translate("Simulator", "This short code is not registered: send Pull register first."));
    }
    const QDateTime from = pullTime(memberText(members, QLatin1StringView("StartDate")));
    const QDateTime until = pullTime(memberText(members, QLatin1StringView("EndDate")));
    if (!from.isValid() || !until.isValid() || until < from) {
        return refuseMember(
            from.isValid() ? QStringLiteral("EndDate") : QStringLiteral("StartDate"),
            QCoreApplication::translate("Simulator", "Dates are yyyy-MM-dd HH:mm:ss in Nairobi time, the earlier one first."));
    }
    const QByteArrayList found = page(shortCode, from, until, memberText(members, QLatin1StringView("OffSetValue")).toLongLong());
    return {200,
            WireObject()
                .text("ResponseRefID", m_parts.ids.request())
                .text("ResponseCode", found.isEmpty() ? QStringLiteral("1001") : QStringLiteral("1000"))
                .text("ResponseMessage", found.isEmpty() ? QStringLiteral("No transactions found") : QStringLiteral("Success"))
                .json("Response", "[[" + found.join(',') + "]]")
                .bytes(),
            {}};
}

WireAnswer PullEndpoint::refuseMember(const QString &member, const QString &note) const
{
    return m_parts.errors.refusal(400, "400.001", QStringLiteral("Bad Request - Invalid %1").arg(member), note);
}

bool PullEndpoint::isOwnNumber(const QString &shortCode) const
{
    return isOurShortCode(m_parts.options, shortCode) || shortCode == m_parts.options.till;
}

QByteArrayList PullEndpoint::page(const QString &shortCode, const QDateTime &from, const QDateTime &until, qint64 offset) const
{
    const QDateTime earliest = qMax(from, m_parts.clock.now().addSecs(-windowSeconds));
    QByteArrayList found;
    qint64 index = 0;
    for (const LedgerEntry &entry : m_parts.ledger.entries()) {
        const bool isMoneyIn = entry.kind == LedgerEntry::Kind::Stk || entry.kind == LedgerEntry::Kind::C2b;
        if (!isMoneyIn || entry.status != LedgerEntry::Status::Completed || entry.creditParty != shortCode ||
            entry.finalisedAt < earliest || entry.finalisedAt > until || index++ < offset) {
            continue;
        }
        if (found.size() == pageSize) {
            break;
        }
        const bool isTill = entry.creditParty == m_parts.options.till;
        found.append(
            WireObject()
                .text("transactionId", entry.receipt)
                .text("trxDate", toNairobi(entry.finalisedAt).toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")) + QStringLiteral("+03:00"))
                .number("msisdn", entry.debitParty.toLongLong())
                .text("sender", QStringLiteral("MPESA"))
                .text("transactiontype", isTill ? QStringLiteral("c2b-buy-goods-debit") : QStringLiteral("c2b-pay-bill-debit"))
                .text("billreference", entry.reference)
                .text("amount", pullAmount(entry.amount))
                .text("organizationname", m_parts.options.organisation)
                .bytes());
    }
    return found;
}

QJsonObject PullEndpoint::state() const
{
    return {{QStringLiteral("registered"), QJsonArray::fromStringList(m_registered.values())}};
}

void PullEndpoint::restore(const QJsonObject &state)
{
    const QJsonArray registered = state.value(u"registered").toArray();
    for (const QJsonValue &shortCode : registered) {
        m_registered.insert(shortCode.toString());
    }
}

} // namespace daraja
