// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/payload.h"

namespace daraja {

namespace {

/// One word for a POSIX shell: nothing inside single quotes is special but the quote itself.
QString shellWord(const QString &text)
{
    QString word = text;
    word.replace(u'\'', QStringLiteral("'\\''"));
    return u'\'' + word + u'\'';
}

QString shellUrl(const QUrl &url)
{
    return shellWord(url.toString(QUrl::FullyEncoded));
}

/// SecurityCredential → SECURITY_CREDENTIAL
QString variableName(const char *wireName)
{
    QString name;
    for (const char *c = wireName; *c; ++c) {
        const QChar letter = QLatin1Char(*c);
        if (letter.isUpper() && !name.isEmpty()) {
            name.append(u'_');
        }
        name.append(letter.toUpper());
    }
    return name;
}

/// The body as one shell word: indented JSON in single quotes, interrupted for each secret by a variable in double quotes.
QString shellBody(const PreparedRequest &request)
{
    QStringList members;
    for (const FieldSpec *field : request.operation->fieldList()) {
        const QString name = QString::fromLatin1(field->name);
        const QString value = request.values.value(name);
        if (value.isEmpty()) {
            continue;
        }
        QString shown;
        if (field->isSecret()) {
            shown = QStringLiteral("\"'\"$%1\"'\"").arg(variableName(field->name));
        } else {
            shown = QString::fromUtf8(request.redactor.text(jsonValue(*field, value)));
            shown.replace(u'\'', QStringLiteral("'\\''"));
        }
        members.append(QStringLiteral("    \"") + name + QStringLiteral("\": ") + shown);
    }
    return QStringLiteral("'{\n") + members.join(QStringLiteral(",\n")) + QStringLiteral("\n  }'");
}

} // namespace

QString curlCommand(const PreparedRequest &request, const QUrl &baseUrl)
{
    if (!request.operation) {
        return {};
    }
    const QUrl url = addressBelow(baseUrl, QString::fromLatin1(request.operation->path));
    return QStringLiteral("curl --request POST ") + shellUrl(url) +
           QStringLiteral(" \\\n  --header \"Authorization: Bearer $ACCESS_TOKEN\"") +
           QStringLiteral(" \\\n  --header 'Content-Type: application/json' \\\n  --data ") + shellBody(request);
}

QString curlTokenCommand(const QUrl &baseUrl)
{
    QUrl url = addressBelow(baseUrl, QStringLiteral("/oauth/v1/generate"));
    url.setQuery(QStringLiteral("grant_type=client_credentials"));
    return QStringLiteral("curl --user \"$MPESA_CONSUMER_KEY:$MPESA_CONSUMER_SECRET\" \\\n  ") + shellUrl(url);
}

} // namespace daraja
