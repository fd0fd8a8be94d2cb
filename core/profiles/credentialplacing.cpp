// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/profiles/credentialplacing.h"

#include "core/profiles/pastedvalue.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <array>
#include <optional>

namespace daraja {

namespace {

QString placingText(const char *text)
{
    return QCoreApplication::translate("CredentialImport", text);
}

std::optional<QUrl> webAddress(const QString &value)
{
    const QUrl url(value, QUrl::StrictMode);
    const bool usable = url.isValid() && !url.host().isEmpty() && (url.scheme() == u"https" || url.scheme() == u"http");
    return usable ? std::optional(url) : std::nullopt;
}

/// `sandbox`, `live`, `test`, `prod` …
std::optional<Environment> environmentNamed(const QString &value)
{
    bool known = false;
    const Environment environment = environmentFromId(value, &known);
    if (known) {
        return environment;
    }
    const QString word = value.trimmed().toLower();
    if (word == u"test" || word == u"testing" || word == u"development") {
        return Environment::Sandbox;
    }
    return word == u"prod" ? std::optional(Environment::Production) : std::nullopt;
}

std::optional<bool> truth(const QString &value)
{
    const QString word = value.trimmed().toLower();
    if (word == u"true" || word == u"1" || word == u"yes") {
        return true;
    }
    return word == u"false" || word == u"0" || word == u"no" ? std::optional(false) : std::nullopt;
}

/// The environment that the name of a variable speaks of: `LIVE_PASSKEY`, `sandboxConsumerKey`.
std::optional<Environment> environmentInName(const QString &name)
{
    static const QRegularExpression live(QStringLiteral("(?:^|[_.-]|(?<=[a-z])(?=[LP]))(?:live|prod|production)(?=$|[_.-]|[A-Z])"),
                                         QRegularExpression::CaseInsensitiveOption);
    if (name.contains(u"sandbox", Qt::CaseInsensitive)) {
        return Environment::Sandbox;
    }
    return live.match(name).hasMatch() ? std::optional(Environment::Production) : std::nullopt;
}

} // namespace

CredentialPlacing::CredentialPlacing(CredentialImport &import)
    : m_import(import)
{
}

void CredentialPlacing::place(const PastedText &text)
{
    chooseEnvironment(text);
    chooseAmongNamed(text);
    useNamed();
    useDerived();
    useByLook(text);
    std::stable_sort(m_import.placements.begin(), m_import.placements.end(), [](const auto &a, const auto &b) { return a.line < b.line; });
    collectLeftovers(text);
}

void CredentialPlacing::placeAsGiven(const PastedText &variables)
{
    m_asGiven = true;
    chooseAmongNamed(variables);
    useNamed();
    collectLeftovers(variables);
}

bool CredentialPlacing::isPlaced(CredentialName what) const
{
    return std::any_of(m_import.placements.cbegin(), m_import.placements.cend(),
                       [what](const CredentialImport::Placement &placement) { return placement.what == what; });
}

void CredentialPlacing::placed(const PastedValue &value, CredentialName what, const QString &why)
{
    const QString reason = placingText(QT_TRANSLATE_NOOP("CredentialImport", "line %1: %2"))
                               .arg(QString::number(value.line), why.isEmpty() ? value.name : why);
    m_import.placements.append({value.line, what, value.name, reason});
}

/// By Safaricom's address; what is named outdoes it later.
void CredentialPlacing::chooseEnvironment(const PastedText &text)
{
    if (text.sandboxAddress == text.productionAddress) {
        return;
    }
    m_import.profile.environment = text.sandboxAddress ? Environment::Sandbox : Environment::Production;
    const auto isEnvironment = [](const PastedValue &value) {
        return value.known == CredentialName::Environment || value.known == CredentialName::BaseUrl ||
               value.known == CredentialName::SandboxFlag || value.known == CredentialName::ProductionFlag;
    };
    if (std::none_of(text.values.begin(), text.values.end(), isEnvironment)) {
        placed({text.addressLine, CredentialName::Environment, {}, {}, false}, CredentialName::Environment,
               placingText(QT_TRANSLATE_NOOP("CredentialImport", "Safaricom's address %1"))
                   .arg(environmentBaseUrl(m_import.profile.environment).host()));
    }
}

/// One value for each name: the last, or that of the environment's set.
void CredentialPlacing::chooseAmongNamed(const PastedText &text)
{
    for (const PastedValue &value : text.values) {
        if (const auto environment = environmentNamed(value.value); value.known == CredentialName::Environment && environment) {
            m_import.profile.environment = *environment;
        }
    }
    for (const PastedValue &value : text.values) {
        if (value.known == CredentialName::None || value.known == CredentialName::OfRequest ||
            value.known == CredentialName::Authorization) {
            continue;
        }
        if (!m_asGiven && isMask(value.value) && value.known != CredentialName::InitiatorPassword) {
            m_reasons.insert(value.line, placingText(QT_TRANSLATE_NOOP("CredentialImport", "the dots that hide a value, not the value")));
            continue;
        }
        CredentialName known = value.known;
        if (known == CredentialName::AppKey) {
            known = value.value.startsWith(u"AG_") ? CredentialName::BillManagerKey : CredentialName::ConsumerKey;
        }
        const auto earlier = m_chosen.constFind(known);
        if (earlier == m_chosen.cend()) {
            m_chosen.insert(known, value);
            continue;
        }
        const auto mine = environmentInName(value.name);
        const auto theirs = environmentInName(earlier->name);
        const bool keepEarlier = mine && theirs && mine != theirs && theirs == m_import.profile.environment;
        const PastedValue loser = keepEarlier ? value : *earlier;
        const PastedValue winner = keepEarlier ? *earlier : value;
        if (loser.value != winner.value && loser.line != winner.line) {
            m_reasons.insert(
                loser.line,
                mine && theirs && mine != theirs
                    ? placingText(QT_TRANSLATE_NOOP("CredentialImport", "of the other environment; line %1 is used")).arg(winner.line)
                    : placingText(QT_TRANSLATE_NOOP("CredentialImport", "given again in line %1")).arg(winner.line));
        }
        m_chosen.insert(known, winner);
    }
}

QString CredentialPlacing::use(CredentialName what, const QString &value)
{
    Profile &profile = m_import.profile;
    ProfileSecrets &secrets = m_import.secrets;
    switch (what) {
    case CredentialName::ConsumerKey:
        profile.consumerKey = value;
        break;
    case CredentialName::ConsumerSecret:
        secrets.consumerSecret = value;
        break;
    case CredentialName::ShortCode:
        profile.shortCode = value;
        break;
    case CredentialName::Till:
        profile.till = value;
        profile.receiver = ReceiverKind::Till;
        break;
    case CredentialName::Passkey:
        secrets.passkey = value;
        break;
    case CredentialName::InitiatorName:
        profile.initiatorName = value;
        break;
    case CredentialName::InitiatorPassword:
        secrets.initiatorPassword = value;
        break;
    case CredentialName::SecurityCredential:
        secrets.securityCredential = value;
        break;
    case CredentialName::BillManagerKey:
        secrets.billManagerKey = value;
        break;
    case CredentialName::PhoneNumber:
        profile.phoneNumber = value;
        break;
    case CredentialName::CertificateFile:
        profile.certificateFile = value;
        break;
    case CredentialName::SandboxFlag:
    case CredentialName::ProductionFlag: {
        const auto flag = truth(value);
        if (!flag) {
            return placingText(QT_TRANSLATE_NOOP("CredentialImport", "neither true nor false"));
        }
        profile.environment = *flag == (what == CredentialName::SandboxFlag) ? Environment::Sandbox : Environment::Production;
        break;
    }
    case CredentialName::Environment: {
        const auto environment = environmentNamed(value);
        if (!environment) {
            return placingText(
                QT_TRANSLATE_NOOP("CredentialImport", "no environment of that name: simulator, sandbox, production or custom"));
        }
        profile.environment = *environment;
        break;
    }
    case CredentialName::CallbackUrl:
    case CredentialName::BaseUrl: {
        const auto url = webAddress(value);
        if (!url) {
            return placingText(QT_TRANSLATE_NOOP("CredentialImport", "not an address that begins with https:// or http://"));
        }
        if (what == CredentialName::CallbackUrl) {
            profile.callbackBaseUrl = *url;
            break;
        }
        profile.environment = environmentOfUrl(*url);
        if (profile.environment == Environment::Custom) {
            profile.customBaseUrl = *url;
        }
        break;
    }
    default:
        return placingText(QT_TRANSLATE_NOOP("CredentialImport", "belongs to a request, not to a profile"));
    }
    return {};
}

void CredentialPlacing::useNamed()
{
    // The base URL has the last word about the environment.
    constexpr std::array order{
        CredentialName::ConsumerKey,        CredentialName::ConsumerSecret,
        CredentialName::ShortCode,          CredentialName::Passkey,
        CredentialName::InitiatorName,      CredentialName::InitiatorPassword,
        CredentialName::SecurityCredential, CredentialName::BillManagerKey,
        CredentialName::PhoneNumber,        CredentialName::Till,
        CredentialName::CertificateFile,    CredentialName::CallbackUrl,
        CredentialName::SandboxFlag,        CredentialName::ProductionFlag,
        CredentialName::Environment,        CredentialName::BaseUrl,
    };
    for (const CredentialName what : order) {
        const auto found = m_chosen.constFind(what);
        if (found == m_chosen.cend()) {
            continue;
        }
        if (!m_asGiven && what == CredentialName::Passkey && takeApart(*found)) {
            continue;
        }
        const QString problem = use(what, found->value);
        if (problem.isEmpty()) {
            const bool flag = what == CredentialName::SandboxFlag || what == CredentialName::ProductionFlag;
            placed(*found, flag ? CredentialName::Environment : what);
        } else {
            m_reasons.insert(found->line, problem);
        }
    }
}

void CredentialPlacing::collectLeftovers(const PastedText &text)
{
    QSet<int> used;
    for (const CredentialImport::Placement &placement : std::as_const(m_import.placements)) {
        used.insert(placement.line);
    }
    QHash<int, bool> onlyRequest;
    for (const PastedValue &value : text.values) {
        const bool ofRequest = value.known == CredentialName::OfRequest || value.known == CredentialName::TransactionType ||
                               value.known == CredentialName::PartyA || value.known == CredentialName::PartyB;
        onlyRequest.insert(value.line, ofRequest && onlyRequest.value(value.line, true));
    }
    const QString request = placingText(QT_TRANSLATE_NOOP("CredentialImport", "belongs to a request, not to a profile"));
    const QString nothing = placingText(QT_TRANSLATE_NOOP("CredentialImport", "nothing in it has a name that is used here"));
    for (const PastedLine &line : text.lines) {
        QString reason = m_reasons.value(line.line, line.reason);
        const bool isUsed = used.contains(line.line);
        if (reason.isEmpty() && !isUsed && onlyRequest.contains(line.line)) {
            reason = onlyRequest.value(line.line) ? request : nothing;
        }
        if (!reason.isEmpty() && (!isUsed || m_reasons.contains(line.line))) {
            m_import.leftovers.append({line.line, line.text, reason});
        }
    }
}

} // namespace daraja
