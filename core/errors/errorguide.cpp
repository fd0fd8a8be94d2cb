// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/errors/errorguide.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace daraja {

namespace {

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

QStringList stringList(const QJsonValue &value)
{
    QStringList list;
    const QJsonArray array = value.toArray();
    for (const auto &item : array) {
        list.append(item.toString());
    }
    return list;
}

/// Our codes are words or `HTTP_` with a status; every code of Daraja's has a digit or a small letter.
bool isCodeOfThisProgram(const QString &code)
{
    const bool isWord = std::none_of(code.begin(), code.end(), [](QChar c) { return c.isDigit() || c.isLower(); });
    return code.startsWith(u"HTTP_") || (!code.isEmpty() && isWord);
}

/// What an error is called here when the server's own code says nothing.
QString codeOfOrigin(MpesaError::Origin origin)
{
    switch (origin) {
    case MpesaError::Origin::Validation:
        return QLatin1StringView(ErrorCode::invalidField);
    case MpesaError::Origin::Network:
        return QLatin1StringView(ErrorCode::network);
    case MpesaError::Origin::Tls:
        return QLatin1StringView(ErrorCode::tls);
    case MpesaError::Origin::Aborted:
        return QLatin1StringView(ErrorCode::aborted);
    case MpesaError::Origin::UnknownOutcome:
        return QLatin1StringView(ErrorCode::outcomeUnknown);
    default:
        return {};
    }
}

} // namespace

/// What is to be explained.
struct ErrorGuide::Question
{
    bool isResult = false;
    QString code;
    QString text;
    QString operationId;
    int httpStatus = 0;

    [[nodiscard]] QString said() const
    {
        if (text.isEmpty() || code.isEmpty() || isCodeOfThisProgram(code)) {
            return text.isEmpty() ? code : text;
        }
        return code + u' ' + text;
    }
};

struct ErrorGuide::Entry
{
    bool isResult = false;
    bool isFallback = false; ///< only when nothing else fits
    QStringList codes;       ///< empty: any; likewise the others
    QStringList operations;
    QList<int> httpStatus;
    QRegularExpression text;
    Explanation explanation;

    static Entry fromJson(const QJsonObject &json);

    /// How well the entry fits; 0: not at all. A code of ours is never ambiguous; then text weighs most, then the code, the product, the
    /// status.
    [[nodiscard]] int fit(const Question &question) const
    {
        int points = isFallback ? 2 : 64;
        if (isResult != question.isResult) {
            return 0;
        }
        if (!codes.isEmpty()) {
            if (!codes.contains(question.code, Qt::CaseInsensitive)) {
                return 0;
            }
            points += isCodeOfThisProgram(question.code) ? 32 : 8;
        }
        if (!text.pattern().isEmpty()) {
            if (!text.match(question.text).hasMatch()) {
                return 0;
            }
            points += 16;
        }
        if (!operations.isEmpty()) {
            if (!question.operationId.isEmpty() && !operations.contains(question.operationId)) {
                return 0;
            }
            points += question.operationId.isEmpty() ? -1 : 4;
        }
        if (!httpStatus.isEmpty()) {
            if (!httpStatus.contains(question.httpStatus)) {
                return 0;
            }
            points += 2;
        }
        return points;
    }
};

ErrorGuide::Entry ErrorGuide::Entry::fromJson(const QJsonObject &json)
{
    Entry entry;
    const QJsonObject match = json.value(u"match").toObject();
    entry.isResult = match.value(u"on").toString() == u"result";
    entry.isFallback = match.value(u"fallback").toBool();
    entry.codes = stringList(match.value(u"codes"));
    entry.operations = stringList(match.value(u"operations"));
    entry.text = QRegularExpression(match.value(u"text").toString(), QRegularExpression::CaseInsensitiveOption);
    const QJsonArray statuses = match.value(u"httpStatus").toArray();
    for (const auto &status : statuses) {
        entry.httpStatus.append(status.toInt());
    }
    Explanation &explanation = entry.explanation;
    explanation.known = true;
    explanation.id = json.value(u"id").toString();
    explanation.title = json.value(u"title").toString();
    explanation.means = json.value(u"means").toString();
    explanation.steps = stringList(json.value(u"steps"));
    explanation.actor = actorFromName(json.value(u"actor").toString());
    explanation.retry = retryFromName(json.value(u"retry").toString());
    explanation.terminal = json.value(u"terminal").toBool();
    explanation.source = json.value(u"source").toString();
    return entry;
}

ErrorGuide::ErrorGuide()
{
    const QDir folder(QStringLiteral(":/errors"));
    const QStringList names = folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly)) {
            continue;
        }
        const QJsonArray entries = QJsonDocument::fromJson(file.readAll()).object().value(u"entries").toArray();
        for (const auto &entry : entries) {
            m_entries.append(Entry::fromJson(entry.toObject()));
        }
    }
}

const ErrorGuide &ErrorGuide::instance()
{
    static const ErrorGuide guide;
    return guide;
}

const ErrorGuide::Entry *ErrorGuide::find(const Question &question) const
{
    const Entry *best = nullptr;
    int bestFit = 0;
    for (const Entry &entry : m_entries) {
        const int fit = entry.fit(question);
        if (fit > bestFit) {
            bestFit = fit;
            best = &entry;
        }
    }
    return best;
}

Explanation ErrorGuide::answer(const Question &question) const
{
    Explanation explanation;
    if (const Entry *entry = find(question)) {
        explanation = entry->explanation;
    } else {
        explanation.terminal = false;
        explanation.title = QCoreApplication::translate("ErrorGuide", "Not in our list");
        explanation.means = QCoreApplication::translate("ErrorGuide", "Safaricom's own words are all that is known about this.");
        explanation.steps = {
            QCoreApplication::translate("ErrorGuide", "Find out first what happened before you send anything again"),
            QCoreApplication::translate("ErrorGuide", "Ask apisupport@safaricom.co.ke and give them code, time and request id")};
    }
    explanation.said = question.said();
    return explanation;
}

Explanation ErrorGuide::explain(const MpesaError &error, const QString &operationId) const
{
    Question question{false, error.code.trimmed(), error.message.simplified(), operationId, error.httpStatus};
    const QString said = question.said();
    const QString ourCode = codeOfOrigin(error.origin);
    if (!find(question) && !ourCode.isEmpty()) {
        question.code = ourCode; // the code says nothing, but how the call ended does
    }
    Explanation explanation = answer(question);
    explanation.said = said;
    return explanation;
}

Explanation ErrorGuide::explainResult(const QString &resultCode, const QString &description, const QString &operationId) const
{
    return answer({true, resultCode.trimmed(), description.simplified(), operationId, 0});
}

QString actorName(Explanation::Actor actor)
{
    switch (actor) {
    case Explanation::Actor::Nobody:
        return QStringLiteral("nobody");
    case Explanation::Actor::Customer:
        return QStringLiteral("customer");
    case Explanation::Actor::You:
        return QStringLiteral("you");
    case Explanation::Actor::Safaricom:
        return QStringLiteral("safaricom");
    }
    return {};
}

QString retryName(Explanation::Retry retry)
{
    switch (retry) {
    case Explanation::Retry::Safe:
        return QStringLiteral("safe");
    case Explanation::Retry::FixFirst:
        return QStringLiteral("fix-first");
    case Explanation::Retry::LookFirst:
        return QStringLiteral("look-first");
    case Explanation::Retry::AskUser:
        return QStringLiteral("ask-user");
    case Explanation::Retry::NotNeeded:
        return QStringLiteral("not-needed");
    }
    return {};
}

} // namespace daraja
