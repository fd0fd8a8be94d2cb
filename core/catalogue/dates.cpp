// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/dates.h"

#include "core/base/nairobitime.h"

#include <QLocale>

namespace daraja {

namespace {

QDateTime parseDate(const QString &text, const QString &format)
{
    const QDateTime parsed = QLocale::c().toDateTime(text, format);
    return parsed.isValid() ? QDateTime(parsed.date(), parsed.time(), Qt::UTC) : QDateTime();
}

} // namespace

QDateTime dateIn(const FieldSpec &field, const QString &value)
{
    for (const QString &format : QString::fromLatin1(field.format).split(u'|')) {
        if (const QDateTime date = parseDate(value, format); date.isValid()) {
            return date;
        }
    }
    return {};
}

QDateTime readDate(const QString &typed)
{
    static const QStringList days{QStringLiteral("yyyy-MM-dd"),  QStringLiteral("yyyyMMdd"),   QStringLiteral("d/M/yyyy"),
                                  QStringLiteral("d.M.yyyy"),    QStringLiteral("d-M-yyyy"),   QStringLiteral("d MMM yyyy"),
                                  QStringLiteral("d MMMM yyyy"), QStringLiteral("MMM d yyyy"), QStringLiteral("MMMM d yyyy")};
    static const QStringList times{QString(), QStringLiteral(" H:mm"), QStringLiteral(" H:mm:ss"), QStringLiteral(" H:mm:ss.00")};
    static const QStringList others{QStringLiteral("yyyyMMddHHmmss"), QStringLiteral("yyyy-MM"), QStringLiteral("MMM yyyy"),
                                    QStringLiteral("MMMM yyyy"), QStringLiteral("M/yyyy")};
    QString text = typed.simplified();
    text.remove(u',');
    if (text.size() > 10 && text.at(10) == u'T') {
        text[10] = u' ';
    }
    for (const QString &day : days) {
        for (const QString &time : times) {
            if (const QDateTime date = parseDate(text, day + time); date.isValid()) {
                return date;
            }
        }
    }
    for (const QString &format : others) {
        if (const QDateTime date = parseDate(text, format); date.isValid()) {
            return date;
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
