// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/callbacks/callback.h"
#include "core/callbacks/jsonreader.h"

namespace daraja {

/// What the readers of single kinds share. Internal to parseCallback(). Each reader fills what it finds and sets `kind`, or `problem` with
/// the member that is missing; `callback.raw` is the text that `root` was read from.
namespace callbackreading {

/// A value as text: numbers as they were written, nested values as the JSON they were, null and nothing as an empty text.
[[nodiscard]] QString valueText(const JsonNode &node, const QByteArray &body);
/// Ids and codes: text, or a number that some forwarder made of it; anything else is empty.
[[nodiscard]] QString scalarText(const JsonNode &node);
/// Named values of an array or a single object, in order (daraja-api 10.2).
[[nodiscard]] QList<QPair<QString, QString>> namedValues(const JsonNode &list, QStringView nameMember, const QByteArray &body);
/// The members of an object as named values, in order.
[[nodiscard]] QList<QPair<QString, QString>> members(const JsonNode &object, const QByteArray &body);
/// `Result.ResultCode is missing.`
[[nodiscard]] QString missing(const QString &member);
[[nodiscard]] QString notAnObject(const QString &member, const JsonNode &node);

void readC2b(Callback &callback, const JsonNode &root, Callback::Kind kindHint); // daraja-api 8
void readB2bExpress(Callback &callback, const JsonNode &root);                   // 13
void readStandingOrder(Callback &callback, const JsonNode &root);                // 19
void readBillPayment(Callback &callback, const JsonNode &root);                  // 18
void readPull(Callback &callback, const JsonNode &root);                         // 20

} // namespace callbackreading

} // namespace daraja
