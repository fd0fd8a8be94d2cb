// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/errors/answerbody.h"

#include <QJsonDocument>
#include <QRegularExpression>

#include <array>
#include <cmath>

namespace daraja {

namespace {

constexpr qsizetype searchedPage = 64LL * 1024;
constexpr qsizetype longestPageText = 300;

QJsonObject objectIn(const QJsonObject &object, QStringView name)
{
    return jsonMember(object, name).toObject();
}

QString textIn(const QJsonObject &object, QStringView name)
{
    return jsonText(jsonMember(object, name)).trimmed();
}

bool meansSuccess(const QString &code)
{
    return code == u"200" || code == u"0" || code == u"6000"; // the last one in Lipa na Bonga
}

/// F1, F7 and the first form of F5. An errorCode of 0 is none.
bool readPlainError(const QJsonObject &object, AnswerBody &answer)
{
    const QString code = textIn(object, u"errorCode");
    const QString message = textIn(object, u"errorMessage");
    if ((code.isEmpty() && message.isEmpty()) || code == u"0") {
        return false;
    }
    answer.code = code;
    answer.message = message;
    answer.requestId = textIn(object, u"requestId");
    return true;
}

/// F2, and F8 which wraps it in an envelope.
bool readFault(const QJsonObject &object, AnswerBody &answer)
{
    QJsonObject fault = objectIn(object, u"fault");
    if (fault.isEmpty()) {
        fault = objectIn(objectIn(objectIn(object, u"Envelope"), u"Body"), u"Fault");
    }
    if (fault.isEmpty()) {
        return false;
    }
    const QJsonObject detail = objectIn(fault, u"detail");
    answer.isFault = true;
    answer.message = textIn(fault, u"faultstring");
    answer.code = textIn(detail, u"errorcode");
    if (answer.code.isEmpty()) {
        answer.code = textIn(objectIn(detail, u"source"), u"errorcode");
    }
    return true;
}

/// The second form of F5.
bool readResCode(const QJsonObject &object, AnswerBody &answer)
{
    const QString code = textIn(object, u"rescode");
    if (code.isEmpty() || meansSuccess(code)) {
        return false;
    }
    answer.code = code;
    answer.message = textIn(object, u"resmsg");
    return true;
}

/// F6 and F9: a header that carries the status.
bool readHeader(const QJsonObject &object, AnswerBody &answer)
{
    QJsonObject header = objectIn(object, u"ResponseHeader");
    if (header.isEmpty()) {
        header = objectIn(object, u"header");
    }
    QString code = textIn(header, u"responseCode");
    if (code.isEmpty()) {
        code = textIn(header, u"status");
    }
    if (code.isEmpty() || meansSuccess(code)) {
        return false;
    }
    answer.code = code;
    answer.requestId = textIn(header, u"responseRefID");
    for (const QStringView name : {QStringView(u"ResultDesc"), QStringView(u"responseDescription"), QStringView(u"message")}) {
        answer.message = textIn(header, name);
        if (!answer.message.isEmpty()) {
            return true;
        }
    }
    answer.message = textIn(objectIn(object, u"body"), u"message");
    return true;
}

/// Most answers are no errors: one look at the names instead of a search for each shape.
bool mayReportError(const QJsonObject &object)
{
    static constexpr std::array names{QStringView(u"errorCode"), QStringView(u"errorMessage"), QStringView(u"fault"),
                                      QStringView(u"Envelope"),  QStringView(u"rescode"),      QStringView(u"ResponseHeader"),
                                      QStringView(u"header")};
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString key = it.key();
        for (const QStringView name : names) {
            if (key.size() == name.size() && key.compare(name, Qt::CaseInsensitive) == 0) {
                return true;
            }
        }
    }
    return false;
}

QString plainText(QString html)
{
    static const QRegularExpression tags(QStringLiteral("<[^>]*>"));
    return html.remove(tags).simplified().left(longestPageText);
}

void readPage(const QString &text, AnswerBody &answer)
{
    static const QRegularExpression incident(QStringLiteral("incident id:?\\s*([0-9][0-9-]*)"), QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression sentence(QStringLiteral("Request unsuccessful[^<]*"), QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression title(QStringLiteral("<title[^>]*>([^<]*)"), QRegularExpression::CaseInsensitiveOption);

    answer.requestId = incident.match(text).captured(1);
    answer.message = plainText(sentence.match(text).captured(0));
    if (answer.message.isEmpty()) {
        answer.message = plainText(title.match(text).captured(1));
    }
}

} // namespace

QJsonValue jsonMember(const QJsonObject &object, QStringView name)
{
    QJsonValue exact = object.value(name);
    if (!exact.isUndefined()) {
        return exact;
    }
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key().compare(name, Qt::CaseInsensitive) == 0) {
            return it.value();
        }
    }
    return QJsonValue(QJsonValue::Undefined);
}

QString jsonText(const QJsonValue &value)
{
    if (value.isString()) {
        return value.toString();
    }
    if (!value.isDouble()) {
        return {};
    }
    const double number = value.toDouble();
    return std::trunc(number) == number && std::abs(number) < 1e15 ? QString::number(value.toInteger()) : QString::number(number, 'g', 17);
}

AnswerBody readAnswer(const QByteArray &body)
{
    AnswerBody answer;
    const QByteArray trimmed = body.trimmed();
    if (trimmed.isEmpty()) {
        return answer;
    }
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(trimmed, &parseError);
    if (document.isObject()) {
        answer.kind = AnswerBody::Kind::Object;
        answer.object = document.object();
        answer.reportsError = mayReportError(answer.object) && (readPlainError(answer.object, answer) || readFault(answer.object, answer) ||
                                                                readResCode(answer.object, answer) || readHeader(answer.object, answer));
        return answer;
    }
    if (parseError.error == QJsonParseError::NoError && document.isArray()) {
        answer.kind = AnswerBody::Kind::OtherJson;
        return answer;
    }
    const QString text = QString::fromUtf8(trimmed.first(qMin(trimmed.size(), searchedPage)));
    if (text.startsWith(u'<') || text.contains(u"incapsula", Qt::CaseInsensitive)) {
        answer.kind = AnswerBody::Kind::Page;
        readPage(text, answer);
    } else {
        answer.kind = AnswerBody::Kind::Text;
        answer.message = text.left(longestPageText).simplified();
    }
    return answer;
}

} // namespace daraja
