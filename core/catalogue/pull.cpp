// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Pull transactions, the way to catch up on payments that were not reported: daraja-api 20.

#include "core/catalogue/commonfields.h"
#include "core/catalogue/dates.h"
#include "core/catalogue/request.h"
#include "core/catalogue/rows.h"

namespace daraja {

namespace {

constexpr Choice pullRequest{"Pull", QT_TRANSLATE_NOOP("Catalogue", "Pull")};
constexpr int pullWindowHours = 48;
constexpr int secondsOfDay = 24 * 60 * 60;

constexpr FieldSpec pullShortCodeField{
    .name = "ShortCode",
    .kind = FieldKind::ShortCode,
    .source = Source::Profile,
    .label = QT_TRANSLATE_NOOP("Catalogue", "Short code"),
    .help = QT_TRANSLATE_NOOP("Catalogue", "The short code whose payments are asked for."),
    .sample = "600984",
};

constexpr FieldSpec pullRegisterFields[] = {
    pullShortCodeField,
    fixedField("RequestType", pullRequest, QT_TRANSLATE_NOOP("Catalogue", "Request type"), QT_TRANSLATE_NOOP("Catalogue", "Always Pull.")),
    {
        .name = "NominatedNumber",
        .kind = FieldKind::Msisdn,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Nominated number"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "A Safaricom number of the organisation."),
        .sample = "254712345678",
        .disagreement = QT_TRANSLATE_NOOP("Catalogue", "The portal's sample has a number that begins with 07."),
    },
    {
        .name = "CallBackURL",
        .kind = FieldKind::Url,
        .source = Source::Derived,
        .callbackPath = "pull",
        .label = QT_TRANSLATE_NOOP("Catalogue", "Callback URL"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "An address of yours that Safaricom notes for these payments."),
        .sample = "https://shop.example/daraja/pull",
    },
};

constexpr FieldSpec pullQueryFields[] = {
    pullShortCodeField,
    {
        .name = "StartDate",
        .kind = FieldKind::Date,
        .source = Source::Derived,
        .format = "yyyy-MM-dd HH:mm:ss",
        .secondsFromNow = -secondsOfDay,
        .label = QT_TRANSLATE_NOOP("Catalogue", "From"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "At most 48 hours ago, Nairobi time; 24 hours ago if left empty."),
        .sample = "2026-03-13 10:15:30",
    },
    {
        .name = "EndDate",
        .kind = FieldKind::Date,
        .source = Source::Derived,
        .format = "yyyy-MM-dd HH:mm:ss",
        .label = QT_TRANSLATE_NOOP("Catalogue", "To"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Nairobi time; now, if left empty."),
        .sample = "2026-03-14 10:15:30",
    },
    {
        .name = "OffSetValue",
        .kind = FieldKind::Count,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Skip"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "How many payments to skip: 0 for the first page."),
        .sample = "0",
        .fallback = "0",
        .disagreement = QT_TRANSLATE_NOOP("Catalogue", "The portal has text here; one client sends a number."),
    },
};

QString pullRule(const FieldSpec &field, const QString &value, const Values &values, const RequestContext &context)
{
    const QLatin1StringView name(field.name);
    if (name == u"StartDate" && context.now.isValid()) {
        const QDateTime oldest = plainNairobi(context.now).addSecs(-pullWindowHours * 60LL * 60LL);
        return dateIn(field, value) < oldest
                   ? catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Daraja looks back 48 hours only. Enter a later time."))
                   : QString();
    }
    if (name == u"EndDate") {
        const QDateTime start = dateIn(field, values.value(QStringLiteral("StartDate")));
        return start.isValid() && dateIn(field, value) <= start
                   ? catalogueText(QT_TRANSLATE_NOOP("Catalogue", "The end is not after the start. Enter a later time."))
                   : QString();
    }
    return {};
}

} // namespace

constexpr OperationSpec pullRegisterOperation{
    .id = "pull_register",
    .title = QT_TRANSLATE_NOOP("Catalogue", "Register for pull"),
    .summary = QT_TRANSLATE_NOOP("Catalogue", "Lets the short code be asked for its payments; needed once."),
    .group = group::customerToBusiness,
    .path = "/pulltransactions/v1/register",
    .effect = Effect::Changes,
    .done = QT_TRANSLATE_NOOP("Catalogue", "The payments of {ShortCode} can be pulled from now on."),
    .product = QT_TRANSLATE_NOOP("Catalogue", "Pull Transactions"),
    .source = QT_TRANSLATE_NOOP("Catalogue", "Safaricom's portal, Pull Transactions"),
    .tokenRejection = rejection::lookUp,
    .fields = pullRegisterFields,
    .fieldCount = static_cast<int>(std::size(pullRegisterFields)),
};
static_assert(wellFormed(pullRegisterOperation));

constexpr OperationSpec pullQueryOperation{
    .id = "pull_query",
    .title = QT_TRANSLATE_NOOP("Catalogue", "Pull transactions"),
    .summary = QT_TRANSLATE_NOOP("Catalogue", "Asks for the payments of the last 48 hours, for example those whose report was lost."),
    .group = group::customerToBusiness,
    .path = "/pulltransactions/v1/query",
    .answer = AnswerKind::Transactions,
    .done = QT_TRANSLATE_NOOP("Catalogue", "What was paid to {ShortCode} is listed below."),
    .product = QT_TRANSLATE_NOOP("Catalogue", "Pull Transactions"),
    .source = QT_TRANSLATE_NOOP("Catalogue", "Safaricom's portal, Pull Transactions"),
    .disagreement = QT_TRANSLATE_NOOP("Catalogue", "The portal's prose says GET; clients that work use POST."),
    .tokenRejection = rejection::lookUp,
    .rule = pullRule,
    .fields = pullQueryFields,
    .fieldCount = static_cast<int>(std::size(pullQueryFields)),
};
static_assert(wellFormed(pullQueryOperation));

} // namespace daraja
