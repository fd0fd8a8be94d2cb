// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/api/workspace.h"

#include "core/crypto/securitycredential.h"

#include <QFile>
#include <QFileInfo>
#include <QHostAddress>

namespace daraja {

namespace {

constexpr qint64 largestCertificate = 256LL * 1024;

QUrl baseUrlOf(const Profile &profile, const QUrl &simulatorUrl)
{
    switch (profile.environment) {
    case Environment::Simulator:
        return simulatorUrl;
    case Environment::Custom:
        return profile.customBaseUrl;
    case Environment::Sandbox:
    case Environment::Production:
        break;
    }
    return environmentBaseUrl(profile.environment);
}

bool isLoopbackUrl(const QUrl &url)
{
    const QString host = url.host();
    return host.compare(u"localhost", Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

/// The public address with the receiver's secret segment below it.
QUrl publicAddress(QUrl base, const QUrl &receiver)
{
    QString path = base.path();
    while (path.endsWith(u'/')) {
        path.chop(1);
    }
    base.setPath(path + receiver.path());
    return base;
}

} // namespace

class Workspace::Private
{
public:
    Private(Profile chosen, ProfileSecrets known, const QUrl &simulatorUrl, const Clock &clock, CallbackReceiver *listener)
        : profile(std::move(chosen))
        , secrets(std::move(known))
        , receiver(listener)
        , http(baseUrlOf(profile, simulatorUrl), clock)
        , tokens(http, clock, profile.consumerKey, secrets.consumerSecret)
        , client(http, tokens, clock)
        , reconciler(client, clock)
    {
    }

    [[nodiscard]] QUrl callbackUrl() const;

    const Profile profile;
    ProfileSecrets secrets; // the app key of Bill Manager may come later
    const QPointer<CallbackReceiver> receiver;
    HttpClient http;
    TokenManager tokens;
    MpesaClient client;
    Reconciler reconciler;
    QByteArray certificate;
};

QUrl Workspace::Private::callbackUrl() const
{
    if (!receiver || !receiver->isListening()) {
        return {};
    }
    if (isLoopbackUrl(http.baseUrl())) {
        return receiver->baseUrl(profile.id);
    }
    return profile.callbackBaseUrl.isEmpty() ? receiver->publicBaseUrl(profile.id)
                                             : publicAddress(profile.callbackBaseUrl, receiver->baseUrl(profile.id));
}

Workspace::Workspace(Profile profile, ProfileSecrets secrets, const QUrl &simulatorUrl, const Clock &clock, CallbackReceiver *receiver,
                     QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(profile), std::move(secrets), simulatorUrl, clock, receiver))
{
    reloadCertificate();
    connect(&d->client, &MpesaClient::appKeyIssued, this, [this](const QString &key) { d->secrets.billManagerKey = key; });
    if (receiver) {
        connect(receiver, &CallbackReceiver::received, this, [this](const Callback &callback) {
            const QPointer<Workspace> alive(this);
            if (d->client.deliver(callback) == 0 && alive) {
                Q_EMIT unmatched(callback);
            }
        });
    }
}

Workspace::~Workspace() = default;

const Profile &Workspace::profile() const
{
    return d->profile;
}

QUrl Workspace::baseUrl() const
{
    return d->http.baseUrl();
}

HttpClient &Workspace::http()
{
    return d->http;
}

TokenManager &Workspace::tokens()
{
    return d->tokens;
}

MpesaClient &Workspace::client()
{
    return d->client;
}

Reconciler &Workspace::reconciler()
{
    return d->reconciler;
}

bool Workspace::callbacksReachUs() const
{
    return !d->callbackUrl().isEmpty();
}

WaitOptions Workspace::defaultWait(const OperationSpec &operation) const
{
    WaitOptions wait;
    switch (operation.delivery) {
    case Delivery::InAnswer:
        break;
    case Delivery::StkCallback:
        wait.limit = std::chrono::minutes(3); // daraja-api 6.2
        if (callbacksReachUs()) {
            wait.firstQuery = std::chrono::seconds(30); // only in case the callback was lost
            wait.queryInterval = std::chrono::seconds(30);
        }
        break;
    case Delivery::ExpressCallback:
    case Delivery::OrderCallback:
        wait.limit = callbacksReachUs() ? std::chrono::minutes(3) : std::chrono::minutes(0); // somebody is asked for a PIN
        break;
    case Delivery::ResultUrl:
        wait.limit = callbacksReachUs() ? std::chrono::minutes(1) : std::chrono::minutes(0);
        break;
    }
    return wait;
}

QString Workspace::reloadCertificate()
{
    QString problem;
    RequestContext context = d->client.context();
    const QString &fileName = d->profile.certificateFile;
    if (!fileName.isEmpty()) {
        context.certificate.clear();
        QFile file(fileName);
        if (!QFileInfo(file).isFile() || !file.open(QIODevice::ReadOnly)) {
            problem = tr("The certificate file %1 is not there or cannot be read.").arg(fileName);
        } else {
            context.certificate = file.read(largestCertificate);
            const auto facts = readCertificate(context.certificate);
            if (const auto *wrong = std::get_if<CryptoProblem>(&facts)) {
                problem = wrong->text;
            }
        }
    }
    context.profile = d->profile;
    context.secrets = d->secrets;
    context.callbackUrl = d->callbackUrl();
    d->client.setContext(context);
    return problem;
}

} // namespace daraja
