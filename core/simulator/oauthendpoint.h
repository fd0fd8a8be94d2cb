// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpmessage.h"
#include "core/simulator/simulator.h"
#include "core/simulator/wireanswer.h"

namespace daraja {

class ErrorFactory;
class TokenLedger;

/// GET /oauth/v1/generate (daraja-api 2).
class OauthEndpoint
{
    Q_DISABLE_COPY_MOVE(OauthEndpoint)

public:
    OauthEndpoint(const SimulatorOptions &options, TokenLedger &tokens, const ErrorFactory &errors);
    ~OauthEndpoint() = default;

    [[nodiscard]] WireAnswer answer(const HttpRequest &request);

private:
    [[nodiscard]] QString problemWithPair(const QByteArray &encoded) const;

    const SimulatorOptions &m_options;
    TokenLedger &m_tokens;
    const ErrorFactory &m_errors;
};

} // namespace daraja
