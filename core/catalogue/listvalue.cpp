// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/listvalue.h"

#include "core/catalogue/payload.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace daraja {

namespace {

const FieldSpec *itemNamed(const FieldSpec &list, const QString &name)
{
    for (int i = 0; i < list.itemCount; ++i) {
        if (name.compare(QLatin1StringView(list.items[i].name), Qt::CaseInsensitive) == 0) {
            return list.items + i;
        }
    }
    return nullptr;
}

QString plainText(const QJsonValue &value)
{
    if (value.isArray()) {
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    }
    return value.isDouble() ? QString::number(value.toDouble(), 'g', 15) : value.toString();
}

ListValue readJson(const FieldSpec &field, const QString &typed)
{
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(typed.toUtf8(), &error);
    ListValue list;
    if (!document.isArray()) {
        list.problem = catalogueText(QT_TRANSLATE_NOOP("Catalogue", "This is not a JSON array: %1 at character %2."))
                           .arg(error.errorString())
                           .arg(error.offset + 1);
        return list;
    }
    for (const QJsonValue &each : document.array()) {
        const int number = static_cast<int>(list.rows.size()) + 1;
        if (!each.isObject()) {
            list.problem = catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Entry %1 is not a JSON object.")).arg(number);
            return list;
        }
        const QJsonObject object = each.toObject();
        Values row;
        for (auto member = object.begin(); member != object.end(); ++member) {
            const FieldSpec *item = itemNamed(field, member.key());
            if (!item) {
                list.problem = catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Entry %1: %2 is not known here. Remove it."))
                                   .arg(QString::number(number), member.key());
                return list;
            }
            row.insert(QString::fromLatin1(item->name), normalizeField(*item, plainText(member.value())));
        }
        list.rows.append(row);
    }
    return list;
}

ListValue readLines(const FieldSpec &field, const QString &typed)
{
    ListValue list;
    for (const QString &line : typed.split(u'\n')) {
        if (line.trimmed().isEmpty()) {
            continue;
        }
        const QChar separator = line.contains(u'\t') ? u'\t' : line.contains(u';') ? u';' : u',';
        const QStringList parts = line.split(separator);
        if (parts.size() > field.itemCount) {
            list.problem =
                catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Line %1 has %2 values, at most %3 are expected. Separate them by ; "
                                                             "when they contain commas."))
                    .arg(list.rows.size() + 1)
                    .arg(parts.size())
                    .arg(field.itemCount);
            return list;
        }
        Values row;
        for (qsizetype i = 0; i < parts.size(); ++i) {
            const FieldSpec &item = field.items[i];
            row.insert(QString::fromLatin1(item.name), normalizeField(item, parts.at(i)));
        }
        list.rows.append(row);
    }
    return list;
}

} // namespace

ListValue readList(const FieldSpec &field, const QString &typed)
{
    return typed.trimmed().startsWith(u'[') ? readJson(field, typed) : readLines(field, typed);
}

QString writeList(const FieldSpec &field, const ListValue &list)
{
    QByteArrayList rows;
    for (const Values &row : list.rows) {
        rows.append(jsonObject(field.items, field.itemCount, row));
    }
    return u'[' + QString::fromUtf8(rows.join(',')) + u']';
}

QString listProblem(const FieldSpec &field, const QString &value)
{
    const ListValue list = readList(field, value);
    if (!list.problem.isEmpty()) {
        return list.problem;
    }
    if (field.required && list.rows.isEmpty()) {
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "The list is empty. Enter at least one line."));
    }
    if (field.maxItems > 0 && list.rows.size() > field.maxItems) {
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "At most %1 at once; this has %2. Send the rest afterwards."))
            .arg(field.maxItems)
            .arg(list.rows.size());
    }
    for (qsizetype i = 0; i < list.rows.size(); ++i) {
        for (int j = 0; j < field.itemCount; ++j) {
            const FieldSpec &item = field.items[j];
            const QString text = list.rows.at(i).value(QString::fromLatin1(item.name));
            const QString message = checkField(item, text).message;
            if (!message.isEmpty()) {
                return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Entry %1, %2: %3"))
                    .arg(QString::number(i + 1), catalogueText(item.label), message);
            }
        }
    }
    return {};
}

} // namespace daraja
