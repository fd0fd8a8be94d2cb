// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpserver.h"
#include "core/simulator/gateway.h"

namespace daraja {

class CallbackSender;
class Clock;
class IdFactory;

/// The way of an answer to its client, with the faults that meet it there: nothing arrives, late, after the callback, or spoilt.
class AnswerRoad final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AnswerRoad)

public:
    AnswerRoad(const SimulatorOptions &options, const Clock &clock, IdFactory &ids, const CallbackSender &callbacks, QObject *parent);

    /// Answers now or later. `sent` is called as the answer leaves, with status 0 when none does; not at all after abandon().
    void send(const Gateway::Handled &handled, HttpResponder responder, std::function<void(const WireAnswer &answer)> sent);
    /// Answers that wait are not sent; their connections close.
    void abandon();

private:
    [[nodiscard]] HttpResponse httpAnswer(const WireAnswer &answer) const;
    [[nodiscard]] WireAnswer spoilt(WireAnswer answer, FaultSet faults);
    void sendAfterCallback(const QString &conversation, std::function<void()> respond);

    const SimulatorOptions &m_options;
    const Clock &m_clock;
    IdFactory &m_ids;
    const CallbackSender &m_callbacks;
    QObject *m_waiting; ///< owns what waits
};

} // namespace daraja
