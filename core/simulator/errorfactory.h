// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/wireanswer.h"

namespace daraja {

class IdFactory;
struct TokenRejection;

/// Daraja's refusals: `{"requestId","errorCode","errorMessage"}` (daraja-api 1.6 F1) with the status, code and words of each product
/// (2.2, 2.4, 5.3, 6.1, 10.4). Each takes the note that explains it to a person.
class ErrorFactory
{
    Q_DISABLE_COPY_MOVE(ErrorFactory)

public:
    explicit ErrorFactory(IdFactory &ids);
    ~ErrorFactory() = default;

    [[nodiscard]] WireAnswer unknownPath(const QString &note) const;
    [[nodiscard]] WireAnswer wrongVerb(const QString &note) const;

    /// A wrong key or secret: HTTP 400 with an empty body.
    [[nodiscard]] static WireAnswer unknownPair(const QString &note);
    [[nodiscard]] WireAnswer authenticationType(const QString &note) const;
    [[nodiscard]] WireAnswer grantType(const QString &note) const;

    [[nodiscard]] WireAnswer authenticationHeader(const QString &note) const;
    /// As the product does (daraja-api 2.4). `detail` stands behind `Error Occurred - Invalid Access Token - ` where the product writes
    /// that: the token itself, or why no product fits.
    [[nodiscard]] WireAnswer token(const TokenRejection &rejection, const QString &detail, const QString &note) const;

    [[nodiscard]] WireAnswer invalidField(const QString &field, const QString &note) const;
    [[nodiscard]] WireAnswer invalidPayload(const QString &note) const;

    [[nodiscard]] WireAnswer merchantUnknown(const QString &note) const;
    [[nodiscard]] WireAnswer wrongCredentials(const QString &note) const;
    [[nodiscard]] WireAnswer subscriberLocked(const QString &note) const;
    [[nodiscard]] WireAnswer beingProcessed(const QString &note) const;
    [[nodiscard]] WireAnswer busy(const QString &note) const;

    [[nodiscard]] WireAnswer duplicateConversation(const QString &note) const;

    /// Any other one in the usual shape.
    [[nodiscard]] WireAnswer refusal(int status, const char *code, const QString &message, const QString &note) const;

private:
    IdFactory &m_ids;
};

} // namespace daraja
