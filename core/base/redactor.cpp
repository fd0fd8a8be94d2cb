// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/redactor.h"

#include "core/base/redactionranges.h"

namespace daraja {

namespace {
constexpr qsizetype shortestSecret = 6;
}

QString Redactor::mask()
{
    return QStringLiteral("••••••••••");
}

void Redactor::addName(const QByteArray &name)
{
    const QByteArray plain = plainSecretName(name);
    if (!plain.isEmpty() && !m_names.contains(plain)) {
        m_names.append(plain);
    }
}

void Redactor::addSecret(const QByteArray &value)
{
    if (value.size() >= shortestSecret && !m_secrets.contains(value)) {
        m_secrets.append(value);
    }
}

QByteArray Redactor::header(const QByteArray &name, const QByteArray &value) const
{
    if (!isSecretName(name, m_names)) {
        return text(value);
    }
    const qsizetype shown = shownPrefixLength(name, value);
    return value.size() == shown ? value : value.first(shown) + mask().toUtf8();
}

QByteArray Redactor::text(const QByteArray &body) const
{
    QList<RedactionRange> ranges;
    collectNamedValues(body, m_names, ranges);
    for (const QByteArray &secret : m_secrets) {
        collectSecret(body, secret, ranges);
    }
    return ranges.isEmpty() ? body : replaceRanges(body, std::move(ranges), mask().toUtf8());
}

} // namespace daraja
