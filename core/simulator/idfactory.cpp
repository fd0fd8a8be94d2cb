// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/idfactory.h"

#include "core/base/nairobitime.h"

#include <QRandomGenerator>
#include <QUuid>

namespace daraja {

namespace {

constexpr int firstReceiptYear = 2006; // `A`; S is 2024

QString drawn(QLatin1StringView alphabet, int length)
{
    QString text;
    text.reserve(length);
    for (int i = 0; i < length; ++i) {
        text += alphabet[QRandomGenerator::system()->bounded(static_cast<int>(alphabet.size()))];
    }
    return text;
}

/// Year letter, month letter A to L, day 1 to 9 and then A to V.
QString receiptDate(const QDateTime &instant)
{
    const QDate date = toNairobi(instant).date();
    const auto letter = [](int index) { return QChar(u'A' + index); };
    return QString(letter((date.year() - firstReceiptYear) % 26)) + letter(date.month() - 1) +
           (date.day() < 10 ? QChar(u'0' + date.day()) : letter(date.day() - 10));
}

} // namespace

IdFactory::IdFactory(const Clock &clock)
    : m_clock(clock)
    , m_counter(QRandomGenerator::global()->bounded(100'000U, 900'000U))
{
}

QString IdFactory::request()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces).section(u'-', 1) + QString::number(++m_counter);
}

QString IdFactory::checkout(const QDateTime &instant, const QString &msisdn)
{
    const QDateTime local = toNairobi(instant);
    return QStringLiteral("ws_CO_") + local.toString(QStringLiteral("ddMMyyyyHHmmss")) + QString::number(local.time().msec()) +
           msisdn.right(9);
}

QString IdFactory::conversation() const
{
    return QStringLiteral("AG_%1_%2")
        .arg(toNairobi(m_clock.now()).toString(QStringLiteral("yyyyMMdd")), drawn(QLatin1StringView("0123456789abcdef"), 20));
}

QString IdFactory::receipt() const
{
    return receiptDate(m_clock.now()) + drawn(QLatin1StringView("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"), 7);
}

QString IdFactory::placeholderReceipt() const
{
    return receiptDate(m_clock.now()) + QStringLiteral("0000000");
}

QString IdFactory::secret(int length)
{
    return drawn(QLatin1StringView("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"), length);
}

} // namespace daraja
