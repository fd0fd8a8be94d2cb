// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/views/resulttext.h"

#include "core/base/money.h"
#include "core/base/nairobitime.h"
#include "core/callbacks/accountbalance.h"

#include <QLocale>
#include <QRegularExpression>
#include <QStringList>

namespace daraja {

namespace {

/// Empty when it is not of this form.
QString braceAmount(const QString &value)
{
    static const QRegularExpression form(QStringLiteral("^\\{\\s*Amount\\s*=\\s*\\{(.*)\\}\\s*\\}$"));
    const auto match = form.match(value);
    if (!match.hasMatch()) {
        return {};
    }
    QString basic;
    QString cents;
    QString currency;
    for (const QString &member : match.captured(1).split(u',')) {
        const QString name = member.section(u'=', 0, 0).trimmed();
        const QString text = member.section(u'=', 1).trimmed();
        if (name == u"BasicAmount") {
            basic = text;
        } else if (name == u"MinimumAmount") {
            cents = text;
        } else if (name == u"CurrencyCode") {
            currency = text;
        }
    }
    if (!currency.isEmpty() && currency != u"KES") {
        return {};
    }
    if (const std::optional<qint64> shillings = parseCents(basic)) {
        return formatKes(*shillings);
    }
    bool whole = false;
    const qint64 count = cents.toLongLong(&whole);
    return whole && basic.isEmpty() ? formatKes(count) : QString();
}

/// Empty when it is not of this form.
QString barAmounts(const QString &value)
{
    QStringList lines;
    const QList<AccountBalance> accounts = parseAccountBalance(value);
    for (const AccountBalance &account : accounts) {
        const QString amount = account.available.isEmpty() ? account.current : account.available;
        if (account.name.isEmpty() || account.currency != u"KES" || !parseCents(amount)) {
            return {};
        }
        lines.append(account.name + QStringLiteral(": ") + formatKes(amount));
    }
    return lines.join(u'\n');
}

} // namespace

QString moneyText(const QString &value)
{
    const QString text = value.trimmed();
    if (parseCents(text)) {
        return formatKes(text);
    }
    const QString read = text.startsWith(u'{') ? braceAmount(text) : text.contains(u'|') ? barAmounts(text) : QString();
    return read.isEmpty() ? value : read;
}

QString timeText(const QString &value)
{
    const QString text = value.trimmed();
    QDateTime time = fromDarajaTimestamp(text);
    if (time.isValid()) {
        time = toNairobi(time);
    } else if (text.contains(u'T')) {
        const QDateTime iso = QDateTime::fromString(text, Qt::ISODate);
        time = iso.isValid() && iso.timeSpec() != Qt::LocalTime ? toNairobi(iso) : QDateTime();
    }
    for (const QString &form :
         {QStringLiteral("dd.MM.yyyy HH:mm:ss"), QStringLiteral("yyyy-MM-dd HH:mm:ss"), QStringLiteral("d.M.yyyy H:mm:ss")}) {
        if (!time.isValid()) {
            const QDateTime plain = QLocale::c().toDateTime(text, form);
            time = plain.isValid() ? QDateTime(plain.date(), plain.time(), Qt::UTC) : QDateTime(); // no summer time in between
        }
    }
    return time.isValid() ? QLocale::c().toString(time, QStringLiteral("d MMM yyyy, HH:mm:ss")) + QStringLiteral(" EAT") : value;
}

QString nameText(const QString &member)
{
    QString words;
    for (qsizetype i = 0; i < member.size(); ++i) {
        const QChar c = member.at(i);
        const bool begins = c.isUpper() && i > 0 && (member.at(i - 1).isLower() || (i + 1 < member.size() && member.at(i + 1).isLower()));
        const bool inAcronym =
            c.isUpper() && ((i > 0 && member.at(i - 1).isUpper()) || (i + 1 < member.size() && member.at(i + 1).isUpper()));
        if (c == u'_' || c == u'-' || c.isSpace()) {
            words += u' ';
            continue;
        }
        if (begins) {
            words += u' ';
        }
        words += inAcronym && !begins ? c : begins && !(i + 1 < member.size() && member.at(i + 1).isUpper()) ? c.toLower() : c;
    }
    words = words.simplified();
    if (!words.isEmpty()) {
        words[0] = words.at(0).toUpper();
    }
    return words;
}

} // namespace daraja
