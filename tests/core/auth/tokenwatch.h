// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/auth/tokenmanager.h"
#include "tests/support/waituntil.h"

#include <QPointer>

namespace daraja {

/// What a TokenRequest said. A value.
struct TokenSaid
{
    int ready = 0;
    int failed = 0;
    int finished = 0;
    bool cached = false;
    AccessToken token;
    MpesaError error;

    [[nodiscard]] int signalCount() const { return ready + failed + finished; }
};

/// Follows one TokenRequest to its end.
class TokenWatch final : public QObject
{
public:
    explicit TokenWatch(TokenRequest *request)
        : m_request(request)
    {
        connect(request, &TokenRequest::ready, this, [this](const AccessToken &token, bool cached) {
            ++said.ready;
            said.token = token;
            said.cached = cached;
        });
        connect(request, &TokenRequest::failed, this, [this](const MpesaError &error) {
            ++said.failed;
            said.error = error;
        });
        connect(request, &TokenRequest::finished, this, [this] { ++said.finished; });
    }

    /// Waits until the request is over and gone. False when it is not in time, or did not say exactly one of ready and failed, then
    /// finished.
    [[nodiscard]] bool wait()
    {
        return waitUntil([this] { return m_request.isNull(); }) && said.ready + said.failed == 1 && said.finished == 1;
    }

    TokenSaid said;

private:
    QPointer<TokenRequest> m_request;
};

} // namespace daraja
