// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callbacksenders.h"
#include "core/callbacks/replyrule.h"

#include <cstdlib>

using namespace daraja;

/// Nothing that a stranger writes into a header makes him somebody else, and no rule that is read says something different when it is
/// written and read again.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const QString stranger = QStringLiteral("203.0.113.9");
    if (truePeer(stranger, bytes, {QStringLiteral("127.0.0.1")}) != stranger) {
        std::abort();
    }
    if (truePeer(QStringLiteral("127.0.0.1"), bytes + ", " + stranger.toLatin1(), {QStringLiteral("127.0.0.1")}) != stranger) {
        std::abort();
    }
    const ReplyRuleReading reading = readReplyRule(QString::fromUtf8(bytes));
    if (reading.problem.isEmpty() && problemWithRule(reading.rule, QStringLiteral("/validation")).isEmpty() &&
        !(readReplyRule(replyRuleText(reading.rule)).rule == reading.rule)) {
        std::abort();
    }
    return 0;
}
