// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/historyentry.h"

namespace daraja {

/// The parts of an entry as JSON, there and back. Pure functions; reading takes any input: what is missing or of the wrong type stays
/// empty, texts that are too long are cut, lists bounded. Internal to core/history.

[[nodiscard]] QJsonObject exchangeToJson(const HttpExchange &exchange);
[[nodiscard]] HttpExchange exchangeOfJson(const QJsonObject &json);
[[nodiscard]] QJsonObject errorToJson(const MpesaError &error);
[[nodiscard]] MpesaError errorOfJson(const QJsonObject &json);
[[nodiscard]] QJsonObject resultToJson(const CallResult &result);
[[nodiscard]] CallResult resultOfJson(const QJsonObject &json);
[[nodiscard]] QJsonObject callbackToJson(const Callback &callback);
[[nodiscard]] Callback callbackOfJson(const QJsonObject &json);
/// The address without user information and query.
[[nodiscard]] QJsonObject forwardToJson(const HistoryEntry::Forward &forward);
[[nodiscard]] HistoryEntry::Forward forwardOfJson(const QJsonObject &json);

/// The callback as it was kept: its members as given, everything else read from the raw text again.
[[nodiscard]] Callback rereadCallback(const Callback &kept);

/// Text where the bytes are UTF-8, else `{"base64": …}`.
[[nodiscard]] QJsonValue bytesToJson(const QByteArray &bytes);
[[nodiscard]] QByteArray bytesOfJson(const QJsonValue &json);

/// \name Members
/// @{
inline constexpr qsizetype longestText = 16'384;
inline constexpr qsizetype mostItems = 1'000; ///< of a list
[[nodiscard]] QString textIn(const QJsonObject &json, QLatin1StringView name);
[[nodiscard]] QString timeToJson(const QDateTime &time);
/// Invalid for text that is no time of this century or the next.
[[nodiscard]] QDateTime timeIn(const QJsonObject &json, QLatin1StringView name);
/// Members without a value are left out: most entries have few of them.
void insertText(QJsonObject &json, QLatin1StringView name, const QString &text);
/// @}

} // namespace daraja
