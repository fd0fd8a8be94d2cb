// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QHash>
#include <QJsonObject>
#include <QUrl>

namespace daraja {

/// Where an organisation hears of its customers' payments (daraja-api 7). A value.
struct C2bUrls
{
    int version = 2;                 ///< of the call that registered them, 1 or 2
    bool completesUnanswered = true; ///< ResponseType: what becomes of a payment when the validation URL does not answer
    QUrl confirmation;
    QUrl validation;
};

/// The URLs that were registered, by short code.
class C2bRegistry
{
    Q_DISABLE_COPY_MOVE(C2bRegistry)

public:
    C2bRegistry() = default;
    ~C2bRegistry() = default;

    /// nullptr when none are registered; valid until the next change.
    [[nodiscard]] const C2bUrls *find(const QString &shortCode) const;
    /// Replaces earlier ones.
    void set(const QString &shortCode, const C2bUrls &urls);
    void clear() { m_urls.clear(); }

    [[nodiscard]] QJsonObject toJson() const;
    void fromJson(const QJsonObject &state);

private:
    QHash<QString, C2bUrls> m_urls;
};

} // namespace daraja
