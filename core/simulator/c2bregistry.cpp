// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/c2bregistry.h"

namespace daraja {

const C2bUrls *C2bRegistry::find(const QString &shortCode) const
{
    const auto urls = m_urls.constFind(shortCode);
    return urls == m_urls.constEnd() ? nullptr : &urls.value();
}

void C2bRegistry::set(const QString &shortCode, const C2bUrls &urls)
{
    m_urls.insert(shortCode, urls);
}

QJsonObject C2bRegistry::toJson() const
{
    QJsonObject state;
    for (auto urls = m_urls.begin(); urls != m_urls.end(); ++urls) {
        state.insert(urls.key(), QJsonObject{{QStringLiteral("version"), urls->version},
                                             {QStringLiteral("completesUnanswered"), urls->completesUnanswered},
                                             {QStringLiteral("confirmation"), urls->confirmation.toString(QUrl::FullyEncoded)},
                                             {QStringLiteral("validation"), urls->validation.toString(QUrl::FullyEncoded)}});
    }
    return state;
}

void C2bRegistry::fromJson(const QJsonObject &state)
{
    m_urls.clear();
    for (auto entry = state.begin(); entry != state.end(); ++entry) {
        const QJsonObject urls = entry->toObject();
        m_urls.insert(entry.key(), {urls.value(u"version").toInt(2), urls.value(u"completesUnanswered").toBool(true),
                                    QUrl(urls.value(u"confirmation").toString()), QUrl(urls.value(u"validation").toString())});
    }
}

} // namespace daraja
