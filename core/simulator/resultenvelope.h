// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/faults.h"

namespace daraja {

/// What is posted to ResultURL (daraja-api 10.2). A value.
struct ResultEnvelope
{
    QString code;        ///< ResultCode
    QString description; ///< ResultDesc
    QString originatorConversation;
    QString conversation;
    QString transaction;       ///< TransactionID
    QString results;           ///< where Safaricom hands results on inside: `b2cresults`; empty: QueueTimeoutURL is not told
    QByteArrayList parameters; ///< written with code 0 only: the others have none on the wire
    QByteArrayList references; ///< besides QueueTimeoutURL
};

/// The body. Without faults: ResultCode a number when it is one, ResultParameter an array, ReferenceItem an object when there is one.
[[nodiscard]] QByteArray resultBody(const ResultEnvelope &envelope, FaultSet faults);
/// What is posted to QueueTimeOutURL (daraja-api 10.3, where it is a guess of two other projects).
[[nodiscard]] QByteArray queueTimeoutBody(const QString &originatorConversation, const QString &conversation);

/// `{"Key":…,"Value":…}` with a text.
[[nodiscard]] QByteArray textParameter(const char *key, const QString &value);
/// The same with JSON: a number such as `500` or `-312.50`.
[[nodiscard]] QByteArray jsonParameter(const char *key, const QByteArray &value);
/// `{"Key":…}` without a value.
[[nodiscard]] QByteArray bareParameter(const char *key);

} // namespace daraja
