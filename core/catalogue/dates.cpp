// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/dates.h"

#include "core/base/nairobitime.h"

#include <QLocale>
#include <QRegularExpression>

namespace daraja {

namespace {

QDateTime parseDate(const QString &text, const QString &format)
{
    const QDateTime parsed = QLocale::c().toDateTime(text, format);
    return parsed.isValid() ? QDateTime(parsed.date(), parsed.time(), Qt::UTC) : QDateTime();
}

/// 1 to 12 for an English name or its first letters, at least three; else 0.
int monthNamed(const QString &name)
{
    for (int month = 1; month <= 12; ++month) {
        if (QLocale::c().monthName(month).startsWith(name, Qt::CaseInsensitive)) {
            return month;
        }
    }
    return 0;
}

} // namespace

QDateTime dateIn(const FieldSpec &field, const QString &value)
{
    for (const QString &format : QString::fromLatin1(field.format).split(u'|')) {
        if (QDateTime date = parseDate(value, format); date.isValid()) {
            return date;
        }
    }
    return {};
}

QDateTime readDate(const QString &typed)
{
    static const QString time = QStringLiteral("(?: (?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:\\.0+)?)?)?$");
    static const QRegularExpression forms[]{
        QRegularExpression(QStringLiteral("^(?<year>\\d{4})-(?<month>\\d{1,2})-(?<day>\\d{1,2})") + time),
        QRegularExpression(QStringLiteral("^(?<day>\\d{1,2})([/.-])(?<month>\\d{1,2})\\g2(?<year>\\d{4})") + time),
        QRegularExpression(QStringLiteral("^(?<day>\\d{1,2}) (?<name>[A-Za-z]{3,9}) (?<year>\\d{4})") + time),
        QRegularExpression(QStringLiteral("^(?<name>[A-Za-z]{3,9}) (?<day>\\d{1,2}) (?<year>\\d{4})") + time),
        QRegularExpression(QStringLiteral("^(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})"
                                          "(?:(?<hour>\\d{2})(?<minute>\\d{2})(?<second>\\d{2}))?$")),
        QRegularExpression(QStringLiteral("^(?<year>\\d{4})-(?<month>\\d{1,2})$")),
        QRegularExpression(QStringLiteral("^(?<month>\\d{1,2})/(?<year>\\d{4})$")),
        QRegularExpression(QStringLiteral("^(?<name>[A-Za-z]{3,9}) (?<year>\\d{4})$")),
    };
    QString text = typed.simplified().remove(u',');
    if (text.size() > 10 && text.at(10) == u'T') {
        text[10] = u' ';
    }
    for (const QRegularExpression &form : forms) {
        const QRegularExpressionMatch match = form.match(text);
        if (match.hasMatch()) {
            const auto number = [&match](const QString &name) { return match.captured(name).toInt(); };
            const QString day = match.captured(QStringLiteral("day"));
            const QString name = match.captured(QStringLiteral("name"));
            const QDate date(number(QStringLiteral("year")), name.isEmpty() ? number(QStringLiteral("month")) : monthNamed(name),
                             day.isEmpty() ? 1 : day.toInt());
            const QTime clock(number(QStringLiteral("hour")), number(QStringLiteral("minute")), number(QStringLiteral("second")));
            return date.isValid() && clock.isValid() ? QDateTime(date, clock, Qt::UTC) : QDateTime();
        }
    }
    return {};
}

QString dateFor(const FieldSpec &field, const QDateTime &date)
{
    return QLocale::c().toString(date, QString::fromLatin1(field.format).section(u'|', 0, 0));
}

QDateTime plainNairobi(const QDateTime &instant)
{
    const QDateTime local = toNairobi(instant);
    return QDateTime(local.date(), local.time(), Qt::UTC);
}

} // namespace daraja
