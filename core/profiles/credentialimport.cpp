// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/profiles/credentialimport.h"

#include <QCoreApplication>
#include <QHash>
#include <QProcessEnvironment>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace daraja {

namespace {

/// How one name changes the import; says why not, in words for people, or nothing.
using UseValue = QString (*)(CredentialImport &import, const QString &value);

struct KnownName
{
    const char *name;
    UseValue use;
};

QString importText(const char *text)
{
    return QCoreApplication::translate("CredentialImport", text);
}

std::optional<QUrl> webAddress(const QString &value)
{
    const QUrl url(value, QUrl::StrictMode);
    const bool usable = url.isValid() && !url.host().isEmpty() && (url.scheme() == u"https" || url.scheme() == u"http");
    return usable ? std::optional(url) : std::nullopt;
}

QString notAnAddress()
{
    return importText(QT_TRANSLATE_NOOP("CredentialImport", "not an address that begins with https:// or http://"));
}

template <QString ProfileSecrets::*member> QString useSecret(CredentialImport &import, const QString &value)
{
    import.secrets.*member = value;
    return {};
}

template <QString Profile::*member> QString useText(CredentialImport &import, const QString &value)
{
    import.profile.*member = value;
    return {};
}

QString useTill(CredentialImport &import, const QString &value)
{
    import.profile.till = value;
    import.profile.receiver = ReceiverKind::Till;
    return {};
}

QString useEnvironment(CredentialImport &import, const QString &value)
{
    bool known = false;
    const Environment environment = environmentFromId(value, &known);
    if (!known) {
        return importText(QT_TRANSLATE_NOOP("CredentialImport", "no environment of that name: simulator, sandbox, production or custom"));
    }
    import.profile.environment = environment;
    return {};
}

QString useCallbackUrl(CredentialImport &import, const QString &value)
{
    const auto url = webAddress(value);
    if (!url) {
        return notAnAddress();
    }
    import.profile.callbackBaseUrl = *url;
    return {};
}

QString useBaseUrl(CredentialImport &import, const QString &value)
{
    const auto url = webAddress(value);
    if (!url) {
        return notAnAddress();
    }
    import.profile.environment = environmentOfUrl(*url);
    if (import.profile.environment == Environment::Custom) {
        import.profile.customBaseUrl = *url;
    }
    return {};
}

/// In the order in which values are used: the base URL has the last word about the environment.
constexpr KnownName knownNames[] = {
    {"MPESA_CONSUMER_KEY", useText<&Profile::consumerKey>},
    {"MPESA_CONSUMER_SECRET", useSecret<&ProfileSecrets::consumerSecret>},
    {"MPESA_SHORTCODE", useText<&Profile::shortCode>},
    {"MPESA_PASSKEY", useSecret<&ProfileSecrets::passkey>},
    {"MPESA_INITIATOR_NAME", useText<&Profile::initiatorName>},
    {"MPESA_INITIATOR_PASSWORD", useSecret<&ProfileSecrets::initiatorPassword>},
    {"MPESA_SECURITY_CREDENTIAL", useSecret<&ProfileSecrets::securityCredential>},
    {"MPESA_BILL_MANAGER_APP_KEY", useSecret<&ProfileSecrets::billManagerKey>},
    {"MPESA_PHONE_NUMBER", useText<&Profile::phoneNumber>},
    {"MPESA_TILL", useTill},
    {"MPESA_CERTIFICATE_FILE", useText<&Profile::certificateFile>},
    {"MPESA_CALLBACK_URL", useCallbackUrl},
    {"MPESA_ENVIRONMENT", useEnvironment},
    {"MPESA_BASE_URL", useBaseUrl},
};

const KnownName *knownName(QStringView name)
{
    for (const KnownName &known : knownNames) {
        if (name.compare(QLatin1StringView(known.name), Qt::CaseInsensitive) == 0) {
            return &known;
        }
    }
    return nullptr;
}

/// What stands behind `NAME=`. Nothing when it cannot be read; `reason` says why.
std::optional<QString> unquoted(QStringView raw, QString &reason)
{
    const auto isBlank = [](QChar c) { return c == u' ' || c == u'\t'; };
    const QChar quote = raw.isEmpty() ? QChar() : raw.front();
    if (quote != u'"' && quote != u'\'') {
        qsizetype end = 0;
        while (end < raw.size() && !(raw[end] == u'#' && (end == 0 || isBlank(raw[end - 1])))) {
            ++end;
        }
        while (end > 0 && isBlank(raw[end - 1])) {
            --end;
        }
        return raw.first(end).toString();
    }
    QString value;
    for (qsizetype i = 1; i < raw.size(); ++i) {
        if (raw[i] == quote) {
            qsizetype rest = i + 1;
            while (rest < raw.size() && isBlank(raw[rest])) {
                ++rest;
            }
            if (rest < raw.size() && raw[rest] != u'#') {
                reason = importText(QT_TRANSLATE_NOOP("CredentialImport", "text behind the closing quote"));
                return {};
            }
            return value;
        }
        const bool escaped = quote == u'"' && raw[i] == u'\\' && i + 1 < raw.size() && QStringView(u"\"\\$`").contains(raw[i + 1]);
        value.append(raw[escaped ? ++i : i]);
    }
    reason = importText(QT_TRANSLATE_NOOP("CredentialImport", "the quote is not closed"));
    return {};
}

/// A line that named something known.
struct NamedValue
{
    int line = 0;
    QString text; ///< the whole line
    QString name; ///< as it stood there
    QString value;
};

/// Uses one value for each name, in the order of knownNames, so that the order of lines does not decide anything.
void useValues(CredentialImport &import, const QHash<const KnownName *, NamedValue> &values)
{
    QList<NamedValue> used;
    for (const KnownName &known : knownNames) {
        const auto found = values.constFind(&known);
        if (found == values.cend()) {
            continue;
        }
        const QString reason = known.use(import, found->value);
        if (reason.isEmpty()) {
            used.append(*found);
        } else {
            import.leftovers.append({found->line, found->text, reason});
        }
    }
    const auto byLine = [](const auto &a, const auto &b) { return a.line < b.line; };
    std::stable_sort(used.begin(), used.end(), byLine);
    std::stable_sort(import.leftovers.begin(), import.leftovers.end(), byLine);
    for (const NamedValue &value : used) {
        import.found.append(value.name);
    }
}

} // namespace

CredentialImport importCredentials(const QString &text, const Profile &base)
{
    static const QRegularExpression assignment(QStringLiteral("^[ \\t]*(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \\t]*[=:][ \\t]*(.*)$"),
                                               QRegularExpression::DotMatchesEverythingOption);
    const QString notAssigned = importText(QT_TRANSLATE_NOOP("CredentialImport", "not NAME=value"));
    const QString notKnown = importText(QT_TRANSLATE_NOOP("CredentialImport", "not a name that is used here"));
    const QString noValue = importText(QT_TRANSLATE_NOOP("CredentialImport", "no value"));

    CredentialImport import;
    import.profile = base;
    QHash<const KnownName *, NamedValue> values;

    QStringView rest = text;
    if (rest.startsWith(u'\uFEFF')) {
        rest = rest.sliced(1);
    }
    for (int number = 1; !rest.isEmpty(); ++number) {
        qsizetype end = 0;
        while (end < rest.size() && rest[end] != u'\n' && rest[end] != u'\r') {
            ++end;
        }
        const QStringView line = rest.first(end);
        const bool windows = end + 1 < rest.size() && rest[end] == u'\r' && rest[end + 1] == u'\n';
        rest = rest.sliced(qMin(rest.size(), end + (windows ? 2 : 1)));

        const QStringView trimmed = line.trimmed();
        if (trimmed.isEmpty() || trimmed.startsWith(u'#')) {
            continue;
        }
        const auto match = assignment.match(line.toString());
        if (!match.hasMatch()) {
            import.leftovers.append({number, line.toString(), notAssigned});
            continue;
        }
        const KnownName *known = knownName(match.capturedView(1));
        if (!known) {
            import.leftovers.append({number, line.toString(), notKnown});
            continue;
        }
        QString reason = noValue;
        const auto value = unquoted(match.capturedView(2), reason);
        if (!value || value->isEmpty()) {
            import.leftovers.append({number, line.toString(), reason});
            continue;
        }
        if (const auto earlier = values.constFind(known); earlier != values.cend()) {
            import.leftovers.append(
                {earlier->line, earlier->text, importText(QT_TRANSLATE_NOOP("CredentialImport", "given again in line %1")).arg(number)});
        }
        values.insert(known, {number, line.toString(), match.captured(1), *value});
    }
    useValues(import, values);
    return import;
}

CredentialImport importFromEnvironment(const Profile &base)
{
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    CredentialImport import;
    import.profile = base;
    QHash<const KnownName *, NamedValue> values;
    for (const KnownName &known : knownNames) {
        const QString name = QString::fromLatin1(known.name);
        const QString value = environment.value(name);
        if (!value.isEmpty()) {
            values.insert(&known, {0, name, name, value});
        }
    }
    useValues(import, values);
    return import;
}

} // namespace daraja
