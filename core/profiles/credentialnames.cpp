// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/profiles/credentialnames.h"

#include <QCoreApplication>
#include <QHash>

#include <array>

namespace daraja {

namespace {

struct Spelling
{
    const char *plain; ///< lower case, letters and digits only
    CredentialName name;
};

constexpr std::array spellings{
    Spelling{"consumerkey", CredentialName::ConsumerKey},
    Spelling{"clientid", CredentialName::ConsumerKey},
    Spelling{"consumersecret", CredentialName::ConsumerSecret},
    Spelling{"consumersecretkey", CredentialName::ConsumerSecret},
    Spelling{"clientsecret", CredentialName::ConsumerSecret},
    Spelling{"appsecret", CredentialName::ConsumerSecret},
    Spelling{"appkey", CredentialName::AppKey},
    Spelling{"shortcode", CredentialName::ShortCode},
    Spelling{"shortcodenumber", CredentialName::ShortCode},
    Spelling{"businessshortcode", CredentialName::ShortCode},
    Spelling{"organizationshortcode", CredentialName::ShortCode},
    Spelling{"organisationshortcode", CredentialName::ShortCode},
    Spelling{"orgshortcode", CredentialName::ShortCode},
    Spelling{"paybill", CredentialName::ShortCode},
    Spelling{"paybillnumber", CredentialName::ShortCode},
    Spelling{"paybillno", CredentialName::ShortCode},
    Spelling{"businessnumber", CredentialName::ShortCode},
    Spelling{"businessno", CredentialName::ShortCode},
    Spelling{"storenumber", CredentialName::ShortCode},
    Spelling{"storeno", CredentialName::ShortCode},
    Spelling{"headoffice", CredentialName::ShortCode},
    Spelling{"headofficenumber", CredentialName::ShortCode},
    Spelling{"honumber", CredentialName::ShortCode},
    Spelling{"till", CredentialName::Till},
    Spelling{"tillnumber", CredentialName::Till},
    Spelling{"tillno", CredentialName::Till},
    Spelling{"buygoodsnumber", CredentialName::Till},
    Spelling{"buygoodstill", CredentialName::Till},
    Spelling{"passkey", CredentialName::Passkey},
    Spelling{"initiatorname", CredentialName::InitiatorName},
    Spelling{"initiator", CredentialName::InitiatorName},
    Spelling{"initiatorusername", CredentialName::InitiatorName},
    Spelling{"operatorname", CredentialName::InitiatorName},
    Spelling{"apioperator", CredentialName::InitiatorName},
    Spelling{"operatorusername", CredentialName::InitiatorName},
    Spelling{"initiatorpassword", CredentialName::InitiatorPassword},
    Spelling{"initiatorpass", CredentialName::InitiatorPassword},
    Spelling{"initiatorsecuritypassword", CredentialName::InitiatorPassword},
    Spelling{"operatorpassword", CredentialName::InitiatorPassword},
    Spelling{"securitycredential", CredentialName::SecurityCredential},
    Spelling{"securitycredentials", CredentialName::SecurityCredential},
    Spelling{"initiatorsecuritycredential", CredentialName::SecurityCredential},
    Spelling{"billmanagerappkey", CredentialName::BillManagerKey},
    Spelling{"billmanagerkey", CredentialName::BillManagerKey},
    Spelling{"phonenumber", CredentialName::PhoneNumber},
    Spelling{"phone", CredentialName::PhoneNumber},
    Spelling{"msisdn", CredentialName::PhoneNumber},
    Spelling{"testmsisdn", CredentialName::PhoneNumber},
    Spelling{"certificatefile", CredentialName::CertificateFile},
    Spelling{"certificatepath", CredentialName::CertificateFile},
    Spelling{"certpath", CredentialName::CertificateFile},
    Spelling{"mpesacallbackurl", CredentialName::CallbackUrl},
    Spelling{"environment", CredentialName::Environment},
    Spelling{"sandbox", CredentialName::SandboxFlag},
    Spelling{"issandbox", CredentialName::SandboxFlag},
    Spelling{"usesandbox", CredentialName::SandboxFlag},
    Spelling{"sandboxmode", CredentialName::SandboxFlag},
    Spelling{"testmode", CredentialName::SandboxFlag},
    Spelling{"islive", CredentialName::ProductionFlag},
    Spelling{"isproduction", CredentialName::ProductionFlag},
    Spelling{"livemode", CredentialName::ProductionFlag},
    Spelling{"password", CredentialName::Password},
    Spelling{"username", CredentialName::User},
    Spelling{"transactiontype", CredentialName::TransactionType},
    Spelling{"partya", CredentialName::PartyA},
    Spelling{"partyb", CredentialName::PartyB},
    Spelling{"authorization", CredentialName::Authorization},
    Spelling{"amount", CredentialName::OfRequest},
    Spelling{"timestamp", CredentialName::OfRequest},
    Spelling{"accountreference", CredentialName::OfRequest},
    Spelling{"transactiondesc", CredentialName::OfRequest},
    Spelling{"remarks", CredentialName::OfRequest},
    Spelling{"occasion", CredentialName::OfRequest},
    Spelling{"commandid", CredentialName::OfRequest},
    Spelling{"callbackurl", CredentialName::OfRequest},
    Spelling{"resulturl", CredentialName::OfRequest},
    Spelling{"queuetimeouturl", CredentialName::OfRequest},
    Spelling{"confirmationurl", CredentialName::OfRequest},
    Spelling{"validationurl", CredentialName::OfRequest},
    Spelling{"responsetype", CredentialName::OfRequest},
    Spelling{"accesstoken", CredentialName::OfRequest},
    Spelling{"identifiertype", CredentialName::OfRequest},
};

/// Names that say enough only behind the name of the service: `MPESA_KEY`, `daraja.secret`.
constexpr std::array shortSpellings{
    Spelling{"key", CredentialName::ConsumerKey},          Spelling{"apikey", CredentialName::ConsumerKey},
    Spelling{"secret", CredentialName::ConsumerSecret},    Spelling{"apisecret", CredentialName::ConsumerSecret},
    Spelling{"secretkey", CredentialName::ConsumerSecret}, Spelling{"env", CredentialName::Environment},
    Spelling{"mode", CredentialName::Environment},         Spelling{"url", CredentialName::BaseUrl},
    Spelling{"baseurl", CredentialName::BaseUrl},          Spelling{"apiurl", CredentialName::BaseUrl},
    Spelling{"code", CredentialName::ShortCode},           Spelling{"certificate", CredentialName::CertificateFile},
    Spelling{"live", CredentialName::ProductionFlag},
};

constexpr std::array<QStringView, 7> services{u"lipanampesaonline", u"lipanampesa", u"safaricom", u"daraja", u"mpesa", u"lnmo", u"lnm"};
constexpr std::array<QStringView, 20> prefixes{u"production", u"sandbox", u"express", u"stkpush", u"online", u"client", u"live",
                                               u"prod",       u"test",    u"your",    u"stk",     u"c2b",    u"b2c",    u"b2b",
                                               u"the",        u"set",     u"with",    u"api",     u"my",     u"saf"};

constexpr qsizetype longestName = 80;

QHash<QString, CredentialName> tableOf(const auto &spelled)
{
    QHash<QString, CredentialName> table;
    for (const Spelling &spelling : spelled) {
        table.insert(QString::fromLatin1(spelling.plain), spelling.name);
    }
    return table;
}

/// Takes one of these from the front; false when none is there or nothing would be left.
bool takePrefix(QStringView &name, const auto &known)
{
    for (const QStringView prefix : known) {
        if (name.size() > prefix.size() && name.startsWith(prefix)) {
            name = name.sliced(prefix.size());
            return true;
        }
    }
    return false;
}

CredentialName plainName(QStringView name)
{
    static const QHash<QString, CredentialName> table = tableOf(spellings);
    static const QHash<QString, CredentialName> shortTable = tableOf(shortSpellings);
    bool ofService = false;
    while (!name.isEmpty()) {
        const QString text = name.toString();
        if (const auto found = table.constFind(text); found != table.cend()) {
            return *found;
        }
        if (const auto found = shortTable.constFind(text); ofService && found != shortTable.cend()) {
            return *found;
        }
        if (takePrefix(name, services)) {
            ofService = true;
        } else if (!takePrefix(name, prefixes)) {
            break;
        }
    }
    return CredentialName::None;
}

QString plainForm(QStringView name)
{
    QString plain;
    for (const QChar c : name) {
        if (c.isLetterOrNumber()) {
            plain.append(c.toLower());
        }
    }
    return plain;
}

} // namespace

CredentialName credentialName(QStringView name)
{
    if (name.size() > longestName) {
        return CredentialName::None;
    }
    if (const CredentialName whole = plainName(plainForm(name)); whole != CredentialName::None) {
        return whole;
    }
    // The last part of a path, with what it stands in as its prefix: `mpesa.secret`, `config->mpesa->env`.
    qsizetype end = name.size();
    while (end > 0 && !name[end - 1].isLetterOrNumber() && name[end - 1] != u'_') {
        --end;
    }
    qsizetype begin = end;
    int parts = 0;
    CredentialName found = CredentialName::None;
    while (begin > 0 && parts < 2 && found == CredentialName::None) {
        while (begin > 0 && (name[begin - 1].isLetterOrNumber() || name[begin - 1] == u'_' || name[begin - 1] == u'-') &&
               !(name[begin - 1] == u'-' && begin < end && name[begin] == u'>')) {
            --begin;
        }
        found = plainName(plainForm(name.sliced(begin, end - begin)));
        ++parts;
        while (begin > 0 && !name[begin - 1].isLetterOrNumber() && name[begin - 1] != u'_') {
            --begin;
        }
    }
    return found;
}

QString variableName(CredentialName name)
{
    switch (name) {
    case CredentialName::ConsumerKey:
        return QStringLiteral("MPESA_CONSUMER_KEY");
    case CredentialName::ConsumerSecret:
        return QStringLiteral("MPESA_CONSUMER_SECRET");
    case CredentialName::ShortCode:
        return QStringLiteral("MPESA_SHORTCODE");
    case CredentialName::Till:
        return QStringLiteral("MPESA_TILL");
    case CredentialName::Passkey:
        return QStringLiteral("MPESA_PASSKEY");
    case CredentialName::InitiatorName:
        return QStringLiteral("MPESA_INITIATOR_NAME");
    case CredentialName::InitiatorPassword:
        return QStringLiteral("MPESA_INITIATOR_PASSWORD");
    case CredentialName::SecurityCredential:
        return QStringLiteral("MPESA_SECURITY_CREDENTIAL");
    case CredentialName::BillManagerKey:
        return QStringLiteral("MPESA_BILL_MANAGER_APP_KEY");
    case CredentialName::PhoneNumber:
        return QStringLiteral("MPESA_PHONE_NUMBER");
    case CredentialName::CertificateFile:
        return QStringLiteral("MPESA_CERTIFICATE_FILE");
    case CredentialName::CallbackUrl:
        return QStringLiteral("MPESA_CALLBACK_URL");
    case CredentialName::Environment:
        return QStringLiteral("MPESA_ENVIRONMENT");
    case CredentialName::BaseUrl:
        return QStringLiteral("MPESA_BASE_URL");
    default:
        return {};
    }
}

QString credentialLabel(CredentialName name)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("CredentialImport", text); };
    switch (name) {
    case CredentialName::ConsumerKey:
        return tr(QT_TRANSLATE_NOOP("CredentialImport", "Consumer key"));
    case CredentialName::ConsumerSecret:
        return tr(QT_TRANSLATE_NOOP("CredentialImport", "Consumer secret"));
    case CredentialName::ShortCode:
        return tr(QT_TRANSLATE_NOOP("CredentialImport", "Short code"));
    case CredentialName::Till:
        return tr(QT_TRANSLATE_NOOP("CredentialImport", "Till"));
    case CredentialName::Passkey:
        return tr(QT_TRANSLATE_NOOP("CredentialImport", "Passkey"));
    case CredentialName::InitiatorName:
        return tr(QT_TRANSLATE_NOOP("CredentialImport", "Operator name"));
    case CredentialName::InitiatorPassword:
        return tr(QT_TRANSLATE_NOOP("CredentialImport", "Operator password"));
    case CredentialName::SecurityCredential:
        return tr(QT_TRANSLATE_NOOP("CredentialImport", "Security credential"));
    case CredentialName::BillManagerKey:
        return tr(QT_TRANSLATE_NOOP("CredentialImport", "Bill Manager app key"));
    case CredentialName::PhoneNumber:
        return tr(QT_TRANSLATE_NOOP("CredentialImport", "Phone number"));
    case CredentialName::CertificateFile:
        return tr(QT_TRANSLATE_NOOP("CredentialImport", "Certificate file"));
    case CredentialName::CallbackUrl:
        return tr(QT_TRANSLATE_NOOP("CredentialImport", "Callback address"));
    case CredentialName::Environment:
        return tr(QT_TRANSLATE_NOOP("CredentialImport", "Environment"));
    case CredentialName::BaseUrl:
        return tr(QT_TRANSLATE_NOOP("CredentialImport", "Server"));
    default:
        return {};
    }
}

} // namespace daraja
