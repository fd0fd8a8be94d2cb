// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/dates.h"
#include "core/catalogue/operationspec.h"

#include <QLocale>

namespace daraja {

namespace {

QString shownInSentence(const FieldSpec &field, const QString &value)
{
    if (value.isEmpty()) {
        return QStringLiteral("…");
    }
    if (field.kind == FieldKind::Amount) {
        bool whole = false;
        const qint64 shillings = value.toLongLong(&whole);
        return whole ? QStringLiteral("KES ") + QLocale(QLocale::English).toString(shillings) : value;
    }
    if (const QDateTime date = field.kind == FieldKind::Date ? dateIn(field, value) : QDateTime(); date.isValid()) {
        return QLocale(QLocale::English).toString(date.date(), QStringLiteral("d MMM yyyy"));
    }
    for (int i = 0; i < field.choiceCount; ++i) {
        if (value == QLatin1StringView(field.choices[i].value)) {
            return catalogueText(field.choices[i].label);
        }
    }
    return value;
}

/// `{Amount} moves to {PartyB}.` with the values in it.
QString filledSentence(const char *text, const OperationSpec &operation, const Values &values)
{
    // In one pass: a value that looks like a placeholder stays what it is.
    const QString sentence = catalogueText(text);
    QString said;
    qsizetype at = 0;
    for (qsizetype open = sentence.indexOf(u'{'); open >= 0; open = sentence.indexOf(u'{', at)) {
        const qsizetype close = sentence.indexOf(u'}', open);
        const FieldSpec *field = operation.field(QStringView(sentence).mid(open + 1, close - open - 1));
        said += QStringView(sentence).mid(at, open - at);
        if (field) {
            said += shownInSentence(*field, values.value(QString::fromLatin1(field->name)));
        }
        at = close + 1;
    }
    said += QStringView(sentence).mid(at);
    return said;
}

} // namespace

QString moneySentence(const OperationSpec &operation, const Values &values)
{
    return filledSentence(operation.moves, operation, values);
}

QString doneSentence(const OperationSpec &operation, const Values &values)
{
    return filledSentence(operation.done, operation, values);
}

} // namespace daraja
