// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/auth/tokenanswer.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace daraja {

namespace {

constexpr std::chrono::seconds usualLifetime{3600};
constexpr std::chrono::seconds longestLifetime{24 * 3600};

QString authText(const char *text)
{
    return QCoreApplication::translate("TokenManager", text);
}

bool fitsHeader(const QString &token)
{
    return std::all_of(token.begin(), token.end(), [](QChar c) { return c > u' ' && c < u'\x7f'; });
}

MpesaError tokenMissing(const HttpResult &result)
{
    MpesaError error;
    error.origin = MpesaError::Origin::Auth;
    error.code = QString::fromLatin1(ErrorCode::tokenMissing);
    error.message = authText("Daraja answered, but without a usable access token. Try again; if it stays so, check the base URL.");
    error.httpStatus = result.status;
    error.body = result.exchange.responseBody.left(64LL * 1024);
    return error;
}

/// daraja-api 2.2: the documented refusal has no body, so the words must be ours.
bool saysInvalidCredentials(const HttpResult &result)
{
    const bool refused = result.status == 400 || result.status == 401;
    return refused && (result.body.trimmed().isEmpty() || result.body.toLower().contains("invalid credentials"));
}

MpesaError refusal(MpesaError error, const HttpResult &result)
{
    if (saysInvalidCredentials(result)) {
        error.origin = MpesaError::Origin::Auth;
        error.code = QString::fromLatin1(ErrorCode::authInvalidCredentials);
        error.message = invalidCredentialsText();
    } else if ((result.status == 400 || result.status == 401) && error.code != QLatin1StringView(ErrorCode::gatewayPage)) {
        error.origin = MpesaError::Origin::Auth;
    }
    return error;
}

} // namespace

QString invalidCredentialsText()
{
    return authText(
        "Daraja does not accept this consumer key and secret. Check that both were copied whole and belong to the same app, and "
        "that they belong to this environment: sandbox keys do not work on production, nor the other way round.");
}

TokenLifetime readLifetime(const QJsonValue &expiresIn)
{
    TokenLifetime lifetime{usualLifetime, {}};
    if (expiresIn.isUndefined()) {
        return lifetime;
    }
    const QByteArray list = QJsonDocument(QJsonArray{expiresIn}).toJson(QJsonDocument::Compact);
    lifetime.asSaid = QString::fromUtf8(list.mid(1, list.size() - 2));

    bool isNumber = expiresIn.isDouble();
    const double seconds = isNumber ? expiresIn.toDouble() : expiresIn.toString().trimmed().toDouble(&isNumber);
    if (!isNumber || !std::isfinite(seconds) || seconds > double(longestLifetime.count())) {
        return lifetime;
    }
    lifetime.expiresIn = std::chrono::seconds(seconds > 0 ? std::int64_t(seconds) : 0);
    return lifetime;
}

std::variant<AccessToken, MpesaError> readTokenAnswer(const HttpResult &result)
{
    const MpesaError error = errorFrom(result, true);
    if (error.isError()) {
        return refusal(error, result);
    }
    const QJsonObject answer = QJsonDocument::fromJson(result.body.trimmed()).object();
    AccessToken token;
    token.token = answer.value(QLatin1StringView("access_token")).toString().trimmed();
    if (token.isEmpty() || !fitsHeader(token.token)) {
        return tokenMissing(result);
    }
    const TokenLifetime lifetime = readLifetime(answer.value(QLatin1StringView("expires_in")));
    token.expiresIn = lifetime.expiresIn;
    token.expiresInAsSaid = lifetime.asSaid;
    return token;
}

} // namespace daraja
