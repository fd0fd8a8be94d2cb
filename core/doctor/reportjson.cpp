// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Reports as JSON, both ways: see report.h.

#include "core/doctor/report.h"

#include <QJsonArray>

#include <array>
#include <utility>

namespace daraja {

namespace {

constexpr int reportFormat = 1;
constexpr qsizetype longestBody = 16LL * 1024; // of an exchange

using Action = Finding::Cure::Action;

constexpr std::array actionNames{
    std::pair{Action::None, ""},
    std::pair{Action::ApplyValues, "apply-values"},
    std::pair{Action::SwitchEnvironment, "switch-environment"},
    std::pair{Action::EditValue, "edit-value"},
    std::pair{Action::OpenPage, "open-page"},
    std::pair{Action::RunCheck, "run-check"},
};

constexpr std::array outcomes{Verdict::Outcome::Healthy, Verdict::Outcome::FaultFound, Verdict::Outcome::CouldNotTell,
                              Verdict::Outcome::Stopped};
constexpr std::array sures{Finding::Sure::High, Finding::Sure::Medium, Finding::Sure::Low};

/// Only members that say something.
class ObjectWriter
{
public:
    ObjectWriter &text(const char *name, const QString &value)
    {
        if (!value.isEmpty()) {
            object.insert(QLatin1StringView(name), value);
        }
        return *this;
    }
    ObjectWriter &list(const char *name, const QStringList &values)
    {
        if (!values.isEmpty()) {
            object.insert(QLatin1StringView(name), QJsonArray::fromStringList(values));
        }
        return *this;
    }
    ObjectWriter &value(const char *name, const QJsonValue &value)
    {
        object.insert(QLatin1StringView(name), value);
        return *this;
    }
    QJsonObject object;
};

QString stringIn(const QJsonObject &json, const char *name)
{
    return json.value(QLatin1StringView(name)).toString();
}

QStringList stringsIn(const QJsonObject &json, const char *name)
{
    QStringList strings;
    const QJsonArray array = json.value(QLatin1StringView(name)).toArray();
    for (const auto &each : array) {
        strings.append(each.toString());
    }
    return strings;
}

qint64 wholeIn(const QJsonObject &json, const char *name)
{
    return json.value(QLatin1StringView(name)).toInteger();
}

QJsonObject headersToJson(const HttpHeaders &headers)
{
    QJsonObject json;
    for (const HttpHeaders::Field &field : headers.fields()) {
        json.insert(QString::fromUtf8(field.first), QString::fromUtf8(field.second));
    }
    return json;
}

QJsonObject exchangeToJson(const HttpExchange &exchange)
{
    ObjectWriter json;
    json.text("at", exchange.startedAt.toUTC().toString(Qt::ISODateWithMs))
        .text("method", QString::fromLatin1(exchange.method))
        .text("url", exchange.url.toString(QUrl::FullyEncoded))
        .value("requestHeaders", headersToJson(exchange.requestHeaders))
        .text("requestBody", QString::fromUtf8(exchange.requestBody.left(longestBody)))
        .value("status", exchange.status)
        .value("responseHeaders", headersToJson(exchange.responseHeaders))
        .text("responseBody", QString::fromUtf8(exchange.responseBody.left(longestBody)))
        .value("durationMs", exchange.timings.done)
        .text("tlsProtocol", exchange.tls.protocol)
        .text("tlsIssuer", exchange.tls.issuer)
        .text("failure", exchange.failureText);
    return json.object;
}

QString actionName(Action action)
{
    for (const auto &[value, name] : actionNames) {
        if (value == action) {
            return QString::fromLatin1(name);
        }
    }
    return {};
}

QJsonObject cureToJson(const Finding::Cure &cure)
{
    ObjectWriter json;
    json.text("action", actionName(cure.action))
        .text("label", cure.label)
        .text("member", cure.member)
        .text("page", cure.page)
        .text("check", cure.check);
    return json.object;
}

Finding::Cure cureFromJson(const QJsonObject &json)
{
    Finding::Cure cure;
    const QString action = stringIn(json, "action");
    for (const auto &[value, name] : actionNames) {
        if (action == QLatin1StringView(name)) {
            cure.action = value;
        }
    }
    cure.label = stringIn(json, "label");
    cure.member = stringIn(json, "member");
    cure.page = stringIn(json, "page");
    cure.check = stringIn(json, "check");
    return cure;
}

QJsonObject findingToJson(const Finding &finding)
{
    ObjectWriter json;
    json.value("id", finding.checkId)
        .value("status", statusName(finding.status))
        .value("title", finding.title)
        .text("summary", finding.summary)
        .text("said", finding.said)
        .text("code", finding.code)
        .text("requestId", finding.requestId)
        .text("means", finding.means)
        .list("blames", finding.blamed())
        .list("steps", finding.steps)
        .value("sure", sureName(finding.sure))
        .text("because", finding.because)
        .value("durationMs", finding.durationMs)
        .value("gatewayCalls", finding.gatewayCalls);
    if (finding.cure.action != Action::None) {
        json.value("cure", cureToJson(finding.cure));
    }
    QJsonArray facts;
    for (const auto &[name, value] : finding.facts) {
        facts.append(QJsonObject{{QStringLiteral("name"), name}, {QStringLiteral("value"), value}});
    }
    QJsonArray exchanges;
    for (const HttpExchange &exchange : finding.exchanges) {
        exchanges.append(exchangeToJson(exchange));
    }
    if (!facts.isEmpty()) {
        json.value("facts", facts);
    }
    if (!exchanges.isEmpty()) {
        json.value("exchanges", exchanges);
    }
    return json.object;
}

Finding findingFromJson(const QJsonObject &json)
{
    Finding finding;
    finding.checkId = stringIn(json, "id");
    finding.status = statusFromName(stringIn(json, "status"));
    finding.title = stringIn(json, "title");
    finding.summary = stringIn(json, "summary");
    finding.said = stringIn(json, "said");
    finding.code = stringIn(json, "code");
    finding.requestId = stringIn(json, "requestId");
    finding.means = stringIn(json, "means");
    finding.blames = stringsIn(json, "blames");
    finding.steps = stringsIn(json, "steps");
    finding.because = stringIn(json, "because");
    finding.durationMs = wholeIn(json, "durationMs");
    finding.gatewayCalls = int(wholeIn(json, "gatewayCalls"));
    finding.cure = cureFromJson(json.value(u"cure").toObject());
    const QString sure = stringIn(json, "sure");
    for (const Finding::Sure each : sures) {
        if (sure == sureName(each)) {
            finding.sure = each;
        }
    }
    const QJsonArray facts = json.value(u"facts").toArray();
    for (const auto &each : facts) {
        const QJsonObject fact = each.toObject();
        finding.facts.append({stringIn(fact, "name"), stringIn(fact, "value")});
    }
    return finding;
}

Verdict verdictFromJson(const QJsonObject &json)
{
    Verdict verdict;
    const QString outcome = stringIn(json, "outcome");
    for (const Verdict::Outcome each : outcomes) {
        if (outcome == outcomeName(each)) {
            verdict.outcome = each;
        }
    }
    verdict.partial = json.value(u"partial").toBool();
    verdict.title = stringIn(json, "title");
    verdict.cause = stringIn(json, "cause");
    verdict.also = stringsIn(json, "also");
    return verdict;
}

} // namespace

QJsonObject reportToJson(const DoctorReport &report)
{
    ObjectWriter verdict;
    verdict.value("outcome", outcomeName(report.verdict.outcome))
        .value("partial", report.verdict.partial)
        .value("title", report.verdict.title)
        .text("cause", report.verdict.cause)
        .list("also", report.verdict.also);
    ObjectWriter profile;
    profile.text("id", report.profileId)
        .text("name", report.profileName)
        .value("environment", environmentId(report.environment))
        .text("shortCode", report.shortCode);
    QJsonArray findings;
    for (const Finding &finding : report.findings) {
        findings.append(findingToJson(finding));
    }
    ObjectWriter json;
    json.value("format", reportFormat)
        .value("startedAt", report.startedAt.toUTC().toString(Qt::ISODateWithMs))
        .value("durationMs", report.durationMs)
        .value("profile", profile.object)
        .text("baseUrl", report.baseUrl)
        .text("symptom", report.symptom)
        .value("verdict", verdict.object)
        .value("gatewayCalls", report.gatewayCalls)
        .value("operatorAttempts", report.operatorAttempts)
        .value("findings", findings);
    if (report.hasClockOffset) {
        json.value("clockOffsetMs", report.clockOffsetMs);
    }
    return json.object;
}

std::optional<DoctorReport> reportFromJson(const QJsonObject &json)
{
    DoctorReport report;
    report.startedAt = QDateTime::fromString(stringIn(json, "startedAt"), Qt::ISODateWithMs);
    if (json.value(u"format").toInt() != reportFormat || !json.value(u"findings").isArray() || !json.value(u"verdict").isObject() ||
        !report.startedAt.isValid()) {
        return std::nullopt;
    }
    report.durationMs = wholeIn(json, "durationMs");
    const QJsonObject profile = json.value(u"profile").toObject();
    report.profileId = stringIn(profile, "id");
    report.profileName = stringIn(profile, "name");
    report.environment = environmentFromId(stringIn(profile, "environment"));
    report.shortCode = stringIn(profile, "shortCode");
    report.baseUrl = stringIn(json, "baseUrl");
    report.symptom = stringIn(json, "symptom");
    report.verdict = verdictFromJson(json.value(u"verdict").toObject());
    report.gatewayCalls = int(wholeIn(json, "gatewayCalls"));
    report.operatorAttempts = int(wholeIn(json, "operatorAttempts"));
    report.hasClockOffset = json.contains(u"clockOffsetMs");
    report.clockOffsetMs = wholeIn(json, "clockOffsetMs");
    const QJsonArray findings = json.value(u"findings").toArray();
    for (const auto &each : findings) {
        report.findings.append(findingFromJson(each.toObject()));
    }
    return report;
}

} // namespace daraja
