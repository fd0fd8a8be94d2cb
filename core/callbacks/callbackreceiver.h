// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/callbacks/callback.h"
#include "core/http/httpserver.h"

namespace daraja {

/// Takes Daraja's callbacks on loopback. The address has an unguessable segment; anything else is answered 404 and not recorded.
///
/// Answers 200 `{"ResultCode":0,"ResultDesc":"Accepted"}` to everything that reached a callback address, also when it cannot be read:
/// Daraja does not act on the reply (daraja-api 5.4). Lives on one thread.
class CallbackReceiver final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CallbackReceiver)

public:
    explicit CallbackReceiver(const Clock &clock, QObject *parent = nullptr);
    ~CallbackReceiver() override;

    /// Port 0 takes a free one. False when the port is taken; errorString() says so in words for people.
    [[nodiscard]] bool listen(quint16 port = 0);
    void close();
    [[nodiscard]] bool isListening() const;
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] QString errorString() const;

    /// Base of the callback addresses with the secret segment, for example `http://127.0.0.1:7061/cb/7f31…`; empty when not listening. To
    /// it belong `/stk` (CallBackURL), `/result` (ResultURL) and `/timeout` (QueueTimeOutURL).
    [[nodiscard]] QUrl baseUrl() const;

Q_SIGNALS:
    /// Every message at a callback address, readable or not, in order of arrival, duplicates too.
    void received(const daraja::Callback &callback);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace daraja
