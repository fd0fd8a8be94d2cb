// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/request.h"

#include "core/base/money.h"
#include "core/base/msisdn.h"
#include "core/catalogue/dates.h"
#include "core/catalogue/listvalue.h"
#include "core/catalogue/validation.h"
#include "core/profiles/hiddencharacters.h"

namespace daraja {

QString normalizeField(const FieldSpec &field, const QString &typed)
{
    switch (field.kind) {
    case FieldKind::Text:
    case FieldKind::Url:
    case FieldKind::Email:
    case FieldKind::OperatorName:
        return withoutHiddenEnds(typed);
    case FieldKind::Choice: {
        QString value = withoutHiddenEnds(typed);
        for (int i = 0; i < field.choiceCount; ++i) {
            const auto choice = QLatin1StringView(field.choices[i].value);
            if (value.compare(choice, Qt::CaseInsensitive) == 0) {
                return choice;
            }
        }
        return value;
    }
    case FieldKind::Amount:
    case FieldKind::Count: {
        const auto number = parseShillings(withoutHiddenEnds(typed));
        return number ? QString::number(*number) : withoutHiddenEnds(typed);
    }
    case FieldKind::Party:
    case FieldKind::Msisdn: {
        QString value = withoutHiddenCharacters(typed);
        return field.kind == FieldKind::Party && isShortCode(value) ? value : normalizeMsisdn(value).value_or(value);
    }
    case FieldKind::LocalMsisdn: {
        const QString value = withoutHiddenCharacters(typed);
        const auto number = normalizeMsisdn(value);
        return number ? u'0' + number->sliced(3) : value;
    }
    case FieldKind::Receipt:
        return withoutHiddenCharacters(typed).toUpper();
    case FieldKind::Date: {
        QString value = withoutHiddenEnds(typed);
        if (value.isEmpty() || dateIn(field, value).isValid()) {
            return value;
        }
        const QDateTime date = readDate(value);
        return date.isValid() ? dateFor(field, date) : value;
    }
    case FieldKind::List: {
        const QString value = withoutHiddenEnds(typed);
        const ListValue list = readList(field, value);
        return list.problem.isEmpty() && !list.rows.isEmpty() ? writeList(field, list) : value;
    }
    case FieldKind::ShortCode:
    case FieldKind::Decimal:
    case FieldKind::Identifier:
    case FieldKind::UniqueId:
    case FieldKind::Timestamp:
    case FieldKind::EpochSeconds:
    case FieldKind::StkPassword:
    case FieldKind::Credential:
    case FieldKind::AppKey:
        // No character of these is invisible, so none can be lost: base64 wrapped by openssl comes out whole.
        return withoutHiddenCharacters(typed);
    }
    return typed;
}

} // namespace daraja
