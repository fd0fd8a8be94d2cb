// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/supportcleaner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace daraja {

namespace {

bool isMisleading(QChar c)
{
    const char16_t code = c.unicode();
    const bool isControl = (code < 0x20 && code != u'\n' && code != u'\t') || (code >= 0x7f && code < 0xa0);
    const bool isDirection = code == 0x200e || code == 0x200f || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
    return isControl || isDirection;
}

QString withoutMisleading(QString text)
{
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    for (QChar &c : text) {
        if (isMisleading(c)) {
            c = QChar::ReplacementCharacter;
        }
    }
    return text;
}

/// Whoever knows the part behind `/cb/` of this computer's callback addresses can post to them.
QString withoutPathSecret(QString text)
{
    static const QRegularExpression secret(QStringLiteral("(?<=/cb/|\\\\/cb\\\\/)[^/\\\\\"'\\s?#]+"));
    return text.replace(secret, Redactor::mask());
}

} // namespace

SupportCleaner::SupportCleaner(const Redactor &redactor)
    : m_redactor(redactor)
    , m_persons({.phones = true, .names = true, .instead = PersonalData::Instead::Mask})
{
}

QString SupportCleaner::text(const QString &dirty)
{
    return dirty.isEmpty() ? dirty : text(dirty, {});
}

QString SupportCleaner::text(const QString &dirty, const QJsonObject &namesIn)
{
    HistoryEntry carrier;
    carrier.note = withoutPathSecret(withoutMisleading(QString::fromUtf8(m_redactor.text(dirty.toUtf8()))));
    carrier.values = namesIn;
    return m_persons.cleaned(carrier).note;
}

QJsonValue SupportCleaner::cleaned(const QJsonValue &json)
{
    if (json.isString()) {
        return text(json.toString());
    }
    if (json.isArray()) {
        QJsonArray array = json.toArray();
        for (qsizetype i = 0; i < array.size(); ++i) {
            array[i] = cleaned(QJsonValue(array.at(i)));
        }
        return array;
    }
    if (json.isObject()) {
        QJsonObject object = json.toObject();
        for (auto member = object.begin(); member != object.end(); ++member) {
            member.value() = cleaned(QJsonValue(member.value()));
        }
        return object;
    }
    return json;
}

QByteArray SupportCleaner::body(const QByteArray &dirty)
{
    const QJsonObject names = QJsonDocument::fromJson(dirty).object();
    const QByteArray clean = text(QString::fromUtf8(dirty), names).toUtf8();
    const QJsonObject object = QJsonDocument::fromJson(clean).object();
    const QJsonObject inner = cleaned(QJsonValue(object)).toObject(); // texts that hold JSON or settings of their own
    return inner == object ? clean : QJsonDocument(inner).toJson();
}

QUrl SupportCleaner::cleaned(const QUrl &url)
{
    QUrl clean = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveFragment);
    if (const QString path = clean.path(QUrl::FullyDecoded); text(path) != path) {
        clean.setPath(text(path), QUrl::DecodedMode);
    }
    if (const QString query = clean.query(QUrl::FullyDecoded); text(query) != query) {
        clean.setQuery(Redactor::mask());
    }
    return clean;
}

QStringList SupportCleaner::texts(QStringList dirty)
{
    for (QString &each : dirty) {
        each = text(each);
    }
    return dirty;
}

HttpExchange SupportCleaner::cleaned(const HttpExchange &exchange)
{
    HttpExchange clean = exchange;
    clean.url = cleaned(exchange.url);
    const auto headers = [this](const HttpHeaders &dirty) {
        HttpHeaders kept;
        for (const HttpHeaders::Field &field : dirty.fields()) {
            kept.append(field.first, text(QString::fromUtf8(m_redactor.header(field.first, field.second))).toUtf8());
        }
        return kept;
    };
    clean.requestHeaders = headers(exchange.requestHeaders);
    clean.responseHeaders = headers(exchange.responseHeaders);
    clean.requestBody = body(exchange.requestBody);
    clean.responseBody = body(exchange.responseBody);
    clean.reason = text(QString::fromUtf8(exchange.reason)).toUtf8();
    clean.failureText = text(exchange.failureText);
    for (QString *name : {&clean.tls.protocol, &clean.tls.cipher, &clean.tls.subject, &clean.tls.issuer}) {
        *name = text(*name);
    }
    return clean;
}

Finding SupportCleaner::cleaned(Finding finding)
{
    for (QString *each :
         {&finding.checkId, &finding.title, &finding.summary, &finding.said, &finding.code, &finding.requestId, &finding.means,
          &finding.because, &finding.cure.label, &finding.cure.member, &finding.cure.page, &finding.cure.check}) {
        *each = text(*each);
    }
    finding.blames = texts(finding.blames);
    finding.steps = texts(finding.steps);
    finding.cure.values.clear();
    for (auto &[name, value] : finding.facts) {
        name = text(name);
        value = text(value);
    }
    for (HttpExchange &exchange : finding.exchanges) {
        exchange = cleaned(exchange);
    }
    return finding;
}

DoctorReport SupportCleaner::cleaned(const DoctorReport &report)
{
    DoctorReport clean = report;
    for (QString *each : {&clean.profileId, &clean.profileName, &clean.baseUrl, &clean.shortCode, &clean.symptom, &clean.verdict.title,
                          &clean.verdict.cause}) {
        *each = text(*each);
    }
    clean.verdict.also = texts(clean.verdict.also);
    for (Finding &finding : clean.findings) {
        finding = cleaned(finding);
    }
    return clean;
}

SupportPack::Moment SupportCleaner::cleaned(const HistoryEntry &entry, SupportPack::Moment (*momentOf)(const HistoryEntry &))
{
    SupportPack::Moment moment = momentOf(m_persons.cleaned(entry));
    for (QString *each : {&moment.title, &moment.party, &moment.amount, &moment.summary, &moment.code, &moment.conversation,
                          &moment.originator, &moment.receipt, &moment.requestId}) {
        *each = text(*each);
    }
    return moment;
}

} // namespace daraja
