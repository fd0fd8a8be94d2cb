// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/oauthendpoint.h"

#include "core/simulator/authorization.h"
#include "core/simulator/errorfactory.h"
#include "core/simulator/tokenledger.h"
#include "core/simulator/wireobject.h"

#include <QCoreApplication>

namespace daraja {

OauthEndpoint::OauthEndpoint(const SimulatorOptions &options, TokenLedger &tokens, const ErrorFactory &errors)
    : m_options(options)
    , m_tokens(tokens)
    , m_errors(errors)
{
}

WireAnswer OauthEndpoint::answer(const HttpRequest &request)
{
    const std::optional<QByteArray> pair = credentialsOf(request, "Basic");
    if (!pair) {
        return m_errors.authenticationType(
            QCoreApplication::translate("Simulator", "There is no Authorization header of the form Basic …."));
    }
    if (request.query().queryItemValue(QStringLiteral("grant_type"), QUrl::FullyDecoded) != u"client_credentials") {
        return m_errors.grantType(
            QCoreApplication::translate("Simulator", "The address must end in ?grant_type=client_credentials, without a space behind it."));
    }
    const QString problem = problemWithPair(*pair);
    if (!problem.isEmpty()) {
        return m_options.answers.unknownPair == ReportedAnswers::UnknownPair::Nothing ? ErrorFactory::unknownPair(problem)
                                                                                      : m_errors.authenticationType(problem);
    }
    const QString token =
        m_tokens.issue(std::chrono::milliseconds(m_options.tokenLifetime), m_options.newTokenCancelsOld, m_options.apiProducts);
    WireObject body;
    body.text("access_token", token).text("expires_in", QString::number(m_options.tokenLifetime / 1'000));
    return {200, body.bytes(), {}};
}

QString OauthEndpoint::problemWithPair(const QByteArray &encoded) const
{
    const auto decoded = QByteArray::fromBase64Encoding(encoded, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded) {
        return QCoreApplication::translate("Simulator", "What stands behind Basic is not base64.");
    }
    const qsizetype colon = (*decoded).indexOf(':');
    if (colon < 0) {
        return QCoreApplication::translate("Simulator", "Behind Basic must stand key and secret, joined by a colon.");
    }
    if ((*decoded).first(colon) != m_options.consumerKey.toUtf8()) {
        return QCoreApplication::translate("Simulator", "The consumer key is not the simulator's.");
    }
    if ((*decoded).sliced(colon + 1) != m_options.consumerSecret.toUtf8()) {
        return QCoreApplication::translate("Simulator", "The consumer secret is not the simulator's.");
    }
    return {};
}

} // namespace daraja
