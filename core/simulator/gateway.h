// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpmessage.h"
#include "core/simulator/wireanswer.h"

#include <QHash>
#include <QJsonObject>

#include <functional>

namespace daraja {

class ErrorFactory;
class TokenLedger;
struct OperationSpec;

/// What stands before the products: path, verb, token, body and its members, in this order. Only what passes reaches a product.
class Gateway
{
    Q_DISABLE_COPY_MOVE(Gateway)

public:
    using Oauth = std::function<WireAnswer(const HttpRequest &request)>;
    using Product = std::function<WireAnswer(const QJsonObject &members)>;

    Gateway(const TokenLedger &tokens, const ErrorFactory &errors, Oauth oauth);
    ~Gateway() = default;

    /// An operation of the catalogue, by its id.
    void addProduct(QStringView operation, Product product);

    [[nodiscard]] WireAnswer answer(const HttpRequest &request) const;

private:
    struct Route
    {
        const OperationSpec *operation = nullptr;
        Product product;
    };

    [[nodiscard]] WireAnswer answerProduct(const Route &route, const HttpRequest &request) const;
    [[nodiscard]] std::optional<WireAnswer> refuseToken(const OperationSpec &operation, const HttpRequest &request) const;
    [[nodiscard]] WireAnswer refuseMember(const OperationSpec &operation, const QString &member, const QString &note) const;

    const TokenLedger &m_tokens;
    const ErrorFactory &m_errors;
    Oauth m_oauth;
    QHash<QByteArray, Route> m_routes;
};

} // namespace daraja
