// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/api/productionguard.h"

#include "core/base/money.h"

#include <QCoreApplication>

#include <algorithm>

namespace daraja {

namespace {

QString guardText(const char *text)
{
    return QCoreApplication::translate("ProductionGuard", text);
}

bool isProduction(const Profile &profile)
{
    return profile.environment == Environment::Production ||
           (profile.environment == Environment::Custom && environmentOfUrl(profile.customBaseUrl) == Environment::Production);
}

/// What was unlocked: a change in any of it would send real money elsewhere.
QString identityOf(const Profile &profile)
{
    return QStringList{profile.id, profile.shortCode, profile.consumerKey, profile.customBaseUrl.toString()}.join(u'\n');
}

bool saysWhoOrHowMuch(FieldKind kind)
{
    switch (kind) {
    case FieldKind::Msisdn:
    case FieldKind::LocalMsisdn:
    case FieldKind::Party:
    case FieldKind::ShortCode:
    case FieldKind::Amount:
    case FieldKind::Receipt: // reversals of different payments are different
        return true;
    default:
        return false;
    }
}

/// Whole shillings, when the operation names an amount that can be read.
std::optional<qint64> shillingsIn(const OperationSpec &operation, const Values &values)
{
    for (const FieldSpec *field : operation.fieldList()) {
        if (field->kind == FieldKind::Amount) {
            return parseShillings(values.value(QString::fromLatin1(field->name)));
        }
    }
    return {};
}

} // namespace

QString GuardVerdict::code() const
{
    switch (kind) {
    case Kind::Allowed:
        break;
    case Kind::Locked:
        return QStringLiteral("GUARD_LOCKED");
    case Kind::OverCap:
        return QStringLiteral("GUARD_OVER_CAP");
    case Kind::Duplicate:
        return QStringLiteral("GUARD_DUPLICATE");
    }
    return {};
}

ProductionGuard::ProductionGuard(const Clock &clock)
    : m_clock(clock)
{
}

ProductionGuard::~ProductionGuard() = default;

bool ProductionGuard::guards(const OperationSpec &operation, const Profile &profile)
{
    return operation.isAboutMoney() && isProduction(profile);
}

bool ProductionGuard::unlock(const Profile &profile, const QString &typedShortCode)
{
    if (profile.shortCode.isEmpty() || typedShortCode.trimmed() != profile.shortCode) {
        return false;
    }
    m_unlocked = identityOf(profile);
    m_unlockedUntil = m_clock.steady() + unlockedTime;
    return true;
}

void ProductionGuard::lock()
{
    m_unlocked.clear();
    m_unlockedUntil = std::chrono::milliseconds(0);
}

std::chrono::milliseconds ProductionGuard::unlockedFor(const Profile &profile) const
{
    if (m_unlocked.isEmpty() || m_unlocked != identityOf(profile)) {
        return std::chrono::milliseconds(0);
    }
    return std::max(std::chrono::milliseconds(0), m_unlockedUntil - m_clock.steady());
}

GuardVerdict ProductionGuard::check(const OperationSpec &operation, const Values &values, const Profile &profile) const
{
    using Kind = GuardVerdict::Kind;
    if (!guards(operation, profile)) {
        return {};
    }
    if (unlockedFor(profile).count() == 0) {
        return {
            Kind::Locked,
            profile.shortCode.isEmpty()
                ? guardText(QT_TRANSLATE_NOOP("ProductionGuard", "Not sent: this is real money, and the profile has no short code to "
                                                                 "unlock it with. Enter the short code in the profile."))
                : guardText(QT_TRANSLATE_NOOP("ProductionGuard",
                                              "Not sent: this is real money, and production is locked. Type the short code %1 to unlock "
                                              "it for 15 minutes."))
                      .arg(profile.shortCode)};
    }
    const std::optional<qint64> shillings = shillingsIn(operation, values);
    if (shillings && *shillings > profile.productionCap) {
        return {Kind::OverCap,
                guardText(QT_TRANSLATE_NOOP("ProductionGuard", "Not sent: %1 is more than this profile allows in one call "
                                                               "(%2). Raise the limit in the profile if the amount is right."))
                    .arg(formatKes(QString::number(*shillings)), formatKes(QString::number(profile.productionCap)))};
    }
    const QString what = likeness(operation, values);
    const std::chrono::milliseconds now = m_clock.steady();
    for (auto sent = m_sent.rbegin(); sent != m_sent.rend(); ++sent) {
        if (sent->what == what && now - sent->at < duplicateTime) {
            return {
                Kind::Duplicate,
                guardText(QT_TRANSLATE_NOOP("ProductionGuard",
                                            "Not sent: the same party and the same amount were sent %1 seconds ago. Look what became of "
                                            "that first; send it again only if it is to be paid twice."))
                    .arg(std::chrono::duration_cast<std::chrono::seconds>(now - sent->at).count())};
        }
    }
    return {};
}

QString ProductionGuard::likeness(const OperationSpec &operation, const Values &values)
{
    QStringList parts{QString::fromLatin1(operation.id)};
    for (const FieldSpec *field : operation.fieldList()) {
        if (saysWhoOrHowMuch(field->kind)) {
            parts.append(values.value(QString::fromLatin1(field->name)));
        }
    }
    return parts.join(u'\n');
}

GuardVerdict ProductionGuard::twinElsewhere(std::chrono::milliseconds age)
{
    return {GuardVerdict::Kind::Duplicate,
            guardText(QT_TRANSLATE_NOOP("ProductionGuard", "Not sent: another window or command sent the same amount to the same party %1 "
                                                           "seconds ago. Look in the activity what became of that first; send it again "
                                                           "only if it is to be paid twice."))
                .arg(std::max<qint64>(0, std::chrono::duration_cast<std::chrono::seconds>(age).count()))};
}

void ProductionGuard::remember(const Intent &intent)
{
    const OperationSpec *operation = findOperation(intent.operationId);
    if (!operation) {
        return;
    }
    const std::chrono::milliseconds now = m_clock.steady();
    const std::chrono::milliseconds age(std::max<qint64>(0, intent.at.msecsTo(m_clock.now())));
    m_sent.removeIf([now](const Sent &sent) { return now - sent.at >= duplicateTime; });
    if (age < duplicateTime) {
        m_sent.append({intent.callId, likeness(*operation, intent.values), now - age});
    }
}

void ProductionGuard::forget(quint64 callId)
{
    m_sent.removeIf([callId](const Sent &sent) { return callId != 0 && sent.callId == callId; });
}

} // namespace daraja
