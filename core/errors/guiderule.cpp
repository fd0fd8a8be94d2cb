// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/errors/guiderule.h"

#include "core/errors/errorproducts.h"

#include <QJsonArray>

namespace daraja {

namespace {

using Kind = ErrorSighting::Kind;

Explanation::Actor actorFromName(const QString &name)
{
    using Actor = Explanation::Actor;
    for (const Actor actor : {Actor::Nobody, Actor::Customer, Actor::You, Actor::Safaricom}) {
        if (actorName(actor) == name) {
            return actor;
        }
    }
    return Actor::Nobody;
}

Explanation::Retry retryFromName(const QString &name)
{
    using Retry = Explanation::Retry;
    for (const Retry retry : {Retry::Safe, Retry::FixFirst, Retry::LookFirst, Retry::AskUser, Retry::NotNeeded}) {
        if (retryName(retry) == name) {
            return retry;
        }
    }
    return Retry::LookFirst;
}

Explanation::Confidence confidenceFromName(const QString &name)
{
    using Confidence = Explanation::Confidence;
    for (const Confidence confidence : {Confidence::High, Confidence::Medium}) {
        if (confidenceName(confidence) == name) {
            return confidence;
        }
    }
    return Confidence::Low;
}

QStringList stringList(const QJsonValue &value)
{
    QStringList list;
    const QJsonArray array = value.toArray();
    for (const auto &item : array) {
        list.append(item.toString());
    }
    return list;
}

} // namespace

/// Any operation may fail at its token.
bool GuideRule::isAboutTokens() const
{
    return products.size() == 1 && products.constFirst() == u"oauth";
}

int GuideRule::fit(const ErrorSighting &seen) const
{
    constexpr int certainly = 64;
    int points = isFallback ? 2 : certainly;
    if (kind != Kind::Any && seen.kind != Kind::Any && kind != seen.kind) {
        return 0;
    }
    if (!codes.isEmpty()) {
        if (!codes.contains(seen.code, Qt::CaseInsensitive)) {
            return 0;
        }
        points += isCodeOfThisProgram(seen.code) ? 32 : 8;
    }
    if (hasText()) {
        if (!text.match(seen.text).hasMatch()) {
            return 0;
        }
        points += 16;
    }
    if (!products.isEmpty() && !isAboutTokens()) {
        if (!seen.operation.isEmpty() && !products.contains(errorProductOf(seen.operation))) {
            return 0;
        }
        points += seen.operation.isEmpty() ? -1 : 5;
    }
    if (asking) {
        // An STK query answers with the result of the payment, not with one of its own.
        const bool ofPayment = kind == Kind::Result && seen.operation == u"stk_query";
        if (!seen.operation.isEmpty() && (ofPayment || !onlyAsks(seen.operation))) {
            return 0;
        }
        points += seen.operation.isEmpty() ? -1 : 4;
    }
    if (!httpStatus.isEmpty()) {
        if (!httpStatus.contains(seen.httpStatus)) {
            return 0;
        }
        points += 2;
    }
    return isLegacy ? 1 : points;
}

GuideRule ruleFromJson(const QJsonObject &json)
{
    GuideRule rule;
    const QJsonObject match = json.value(u"match").toObject();
    const QString on = match.value(u"on").toString();
    rule.kind = on == u"result" ? Kind::Result : on == u"error" ? Kind::Error : Kind::Any;
    rule.isFallback = match.value(u"fallback").toBool();
    rule.isLegacy = json.value(u"legacy").toBool();
    rule.asking = match.value(u"asking").toBool();
    rule.codes = stringList(match.value(u"codes"));
    rule.products = stringList(match.value(u"products"));
    rule.text = QRegularExpression(match.value(u"text").toString(), QRegularExpression::CaseInsensitiveOption);
    rule.sample = rule.hasText() ? stringList(json.value(u"says")).value(0) : QString();
    const QJsonArray statuses = match.value(u"httpStatus").toArray();
    for (const auto &status : statuses) {
        rule.httpStatus.append(status.toInt());
    }
    return rule;
}

GuideEntry entryFromJson(const QJsonObject &json)
{
    const GuideRule rule = ruleFromJson(json);
    GuideEntry entry;
    entry.kind = rule.kind;
    entry.codes = rule.codes;
    entry.words = stringList(json.value(u"says"));
    entry.products = rule.products;
    entry.asking = rule.asking;
    Explanation &explanation = entry.explanation;
    explanation.known = true;
    explanation.id = json.value(u"id").toString();
    explanation.code = entry.codes.value(0);
    explanation.product = entry.products.value(0);
    explanation.said = ErrorSighting{entry.kind, explanation.code, entry.words.value(0), {}, 0}.said();
    explanation.title = json.value(u"title").toString();
    explanation.means = json.value(u"means").toString();
    explanation.steps = stringList(json.value(u"steps"));
    explanation.actor = actorFromName(json.value(u"actor").toString());
    explanation.retry = retryFromName(json.value(u"retry").toString());
    explanation.terminal = json.value(u"terminal").toBool();
    explanation.source = json.value(u"source").toString();
    explanation.seen = json.value(u"seen").toString();
    explanation.confidence = confidenceFromName(json.value(u"confidence").toString());
    explanation.disagree = json.value(u"disagree").toString();
    explanation.legacy = rule.isLegacy;
    return entry;
}

} // namespace daraja
