// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/spokenanswer.h"

#include "core/errors/answerbody.h"
#include "core/errors/errorsighting.h"
#include "core/errors/mpesaerror.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace daraja {

namespace {

/// The first of these members that has a text.
template <std::size_t count> QString firstText(const QJsonObject &object, const std::array<QStringView, count> &names)
{
    for (const QStringView name : names) {
        QString text = jsonText(jsonMember(object, name)).trimmed();
        if (!text.isEmpty()) {
            return text;
        }
    }
    return {};
}

constexpr std::array wordMembers{
    QStringView(u"ResultDesc"),   QStringView(u"ResponseDescription"), QStringView(u"DetailedMessage"), QStringView(u"ResponseMessage"),
    QStringView(u"responseDesc"), QStringView(u"errorMessage"),        QStringView(u"resmsg"),          QStringView(u"message")};
constexpr std::array codeMembers{QStringView(u"ResultCode"), QStringView(u"ResponseCode"), QStringView(u"rescode")};
constexpr std::array idMembers{QStringView(u"requestId"), QStringView(u"MerchantRequestID"), QStringView(u"OriginatorConversationID"),
                               QStringView(u"OriginatorCoversationID"), QStringView(u"ConversationID")};

bool isBusy(const SpokenAnswer &answer)
{
    static const std::array codes{QStringView(u"500.003.02"), QStringView(u"500.003.03")};
    return answer.status == 429 || std::find(codes.begin(), codes.end(), answer.code) != codes.end() ||
           answer.code.startsWith(u"policies.ratelimit") || answer.says(u"spike arrest") || answer.says(u"quota violation") ||
           answer.says(u"system is busy") || answer.says(u"under maintenance");
}

} // namespace

bool SpokenAnswer::says(QStringView text) const
{
    return words.contains(text, Qt::CaseInsensitive) || code.contains(text, Qt::CaseInsensitive);
}

void SpokenAnswer::quoteIn(Finding &finding) const
{
    finding.said = hasOwnWords ? words : QString();
    finding.code = isCodeOfThisProgram(code) ? QString() : code;
    finding.requestId = requestId;
}

QString SpokenAnswer::inShort() const
{
    return isCodeOfThisProgram(code) || code.isEmpty() ? words : (code + u' ' + words).trimmed();
}

SpokenAnswer spokenAnswer(const HttpResult &result)
{
    const MpesaError error = errorFrom(result, true);
    SpokenAnswer answer;
    answer.status = result.status;
    answer.code = error.code;
    answer.words = error.message;
    answer.requestId = error.requestId;
    if (!result.isAnswered()) {
        return answer;
    }
    const AnswerBody body = readAnswer(result.exchange.responseBody);
    answer.tokenRefused = error.origin == MpesaError::Origin::Auth || answer.says(u"access_token");
    if (body.kind == AnswerBody::Kind::Page) {
        answer.kind = SpokenAnswer::Kind::Page;
        answer.words = body.message.isEmpty() ? error.message : body.message;
        answer.hasOwnWords = !body.message.isEmpty();
        return answer;
    }
    if (!error.isError()) {
        answer.kind = SpokenAnswer::Kind::Accepted;
        answer.code = firstText(body.object, codeMembers);
        answer.words = firstText(body.object, wordMembers);
        answer.requestId = firstText(body.object, idMembers);
        answer.hasOwnWords = !answer.words.isEmpty();
        return answer;
    }
    answer.hasOwnWords = body.reportsError ? !body.message.isEmpty() : !firstText(body.object, wordMembers).isEmpty();
    answer.kind = isBusy(answer)                                  ? SpokenAnswer::Kind::Busy
                  : body.reportsError || result.status / 100 >= 4 ? SpokenAnswer::Kind::Refusal
                                                                  : SpokenAnswer::Kind::Strange;
    return answer;
}

QString doctorText(const char *text)
{
    return QCoreApplication::translate("Doctor", text);
}

} // namespace daraja
