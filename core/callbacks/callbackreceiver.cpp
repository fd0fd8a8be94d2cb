// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callbackreceiver.h"

#include "core/callbacks/callbackpaths.h"
#include "core/callbacks/callbackreceiverprivate.h"

#include <QFileInfo>

namespace daraja {

namespace {

constexpr int keepLookInterval = 500; // milliseconds

/// Room for a burst, well below the usual 1024 descriptors of a process.
HttpServerLimits receiverLimits()
{
    HttpServerLimits limits;
    limits.connections = 400;
    limits.newestWins = true;
    return limits;
}

QUrl withPath(QUrl url, const QString &path)
{
    QString base = url.path();
    while (base.endsWith(u'/')) {
        base.chop(1);
    }
    url.setPath(base + path);
    return url;
}

/// The host that a certificate is for, where the listener has no address of its own.
QString hostOf(const PublicListener &listener, const TlsIdentity &identity)
{
    const bool isAny = listener.address == QHostAddress(QHostAddress::Any) || listener.address == QHostAddress(QHostAddress::AnyIPv4) ||
                       listener.address == QHostAddress(QHostAddress::AnyIPv6);
    for (const QString &host : identity.hosts) {
        if (!host.startsWith(u'*')) {
            return host;
        }
    }
    return isAny ? QString() : listener.address.toString();
}

QPair<QDateTime, QDateTime> changeTimes(const PublicListener &listener)
{
    return {QFileInfo(listener.certificateFile).lastModified(), QFileInfo(listener.keyFile).lastModified()};
}

} // namespace

CallbackReceiver::Private::Private(CallbackReceiver *owner, const Clock &time)
    : q(owner)
    , clock(time)
    , ownAddress{{}, newSecretSegment()}
    , server([this](const HttpRequest &request, const HttpResponder &responder) { handle(request, responder); }, receiverLimits())
{
    options.addresses = {ownAddress};
    connect(&certificateTimer, &QTimer::timeout, q, [this] { lookAtCertificate(); });
    keepTimer.setInterval(keepLookInterval);
    connect(&keepTimer, &QTimer::timeout, q, [this] { giveUpOnKeeper(); });
}

bool CallbackReceiver::Private::open(const ReceiverOptions &wanted)
{
    close();
    error = problemWithOptions(wanted);
    if (!error.isEmpty()) {
        return false;
    }
    options = wanted;
    if (options.addresses.isEmpty()) {
        options.addresses = {ownAddress};
    }
    if (options.publicListener && !readCertificate()) {
        return false;
    }
    if (!server.listen(QHostAddress(QHostAddress::LocalHost), options.port)) {
        error = server.errorString();
        return false;
    }
    if (options.publicListener) {
        publicServer = std::make_unique<HttpServer>(
            [this](const HttpRequest &request, const HttpResponder &responder) { handle(request, responder); }, receiverLimits());
        publicServer->setTls(identity.configuration);
        if (!publicServer->listen(options.publicListener->address, options.publicListener->port)) {
            error = publicServer->errorString();
            close();
            return false;
        }
        certificateTimer.start(options.certificateLook);
    }
    return true;
}

void CallbackReceiver::Private::close()
{
    server.close();
    if (publicServer) {
        publicServer->close();
        publicServer.release()->deleteLater(); // one of its handlers may be what closes it
    }
    certificateTimer.stop();
}

bool CallbackReceiver::Private::readCertificate()
{
    const QString &certificate = options.publicListener->certificateFile;
    const QString &key = options.publicListener->keyFile;
    filesChanged = changeTimes(*options.publicListener);
    const TlsIdentity found = readTlsIdentity(certificate, key, clock.now());
    error = found.problem;
    if (!error.isEmpty()) {
        return false;
    }
    identity = found;
    return true;
}

void CallbackReceiver::Private::lookAtCertificate()
{
    if (changeTimes(*options.publicListener) != filesChanged && !q->reloadCertificate()) {
        Q_EMIT q->certificateProblem(error);
    }
}

QString CallbackReceiver::Private::pathPrefix(const QString &profileId) const
{
    const ReceiverAddress *chosen = &options.addresses.constFirst();
    for (const ReceiverAddress &address : options.addresses) {
        if (address.profileId == profileId) {
            chosen = &address;
            break;
        }
    }
    return QStringLiteral("/cb/") + chosen->segment;
}

CallbackReceiver::CallbackReceiver(const Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, clock))
{
}

CallbackReceiver::~CallbackReceiver() = default;

void CallbackReceiver::setKeeper(CallbackKeeper *keeper)
{
    d->keeper = keeper;
}

void CallbackReceiver::setValidationAnswerer(ValidationAnswerer answerer)
{
    d->answerer = std::move(answerer);
}

bool CallbackReceiver::listen(const ReceiverOptions &options)
{
    return d->open(options);
}

bool CallbackReceiver::listen(quint16 port)
{
    ReceiverOptions options = d->options;
    options.port = port;
    return d->open(options);
}

void CallbackReceiver::close()
{
    d->close();
}

bool CallbackReceiver::isListening() const
{
    return d->server.isListening();
}

quint16 CallbackReceiver::port() const
{
    return d->server.port();
}

quint16 CallbackReceiver::publicPort() const
{
    return d->publicServer ? d->publicServer->port() : quint16(0);
}

QString CallbackReceiver::errorString() const
{
    return d->error;
}

QString CallbackReceiver::tlsWarning() const
{
    return d->publicServer ? d->identity.warning : QString();
}

const ReceiverOptions &CallbackReceiver::options() const
{
    return d->options;
}

void CallbackReceiver::setAddresses(const QList<ReceiverAddress> &addresses)
{
    d->options.addresses = addresses;
}

void CallbackReceiver::setReplies(const QHash<QString, ReplyRule> &replies)
{
    d->options.replies = replies;
}

bool CallbackReceiver::reloadCertificate()
{
    if (!d->publicServer || !d->readCertificate()) {
        return false;
    }
    d->publicServer->setTls(d->identity.configuration);
    return true;
}

QUrl CallbackReceiver::baseUrl(const QString &profileId) const
{
    if (!isListening()) {
        return {};
    }
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(port());
    url.setPath(d->pathPrefix(profileId));
    return url;
}

QUrl CallbackReceiver::publicBaseUrl(const QString &profileId) const
{
    if (!isListening()) {
        return {};
    }
    if (!d->options.publicUrl.isEmpty()) {
        return withPath(d->options.publicUrl, d->pathPrefix(profileId));
    }
    const QString host = d->publicServer ? hostOf(*d->options.publicListener, d->identity) : QString();
    if (host.isEmpty()) {
        return {};
    }
    QUrl url;
    url.setScheme(QStringLiteral("https"));
    url.setHost(host);
    url.setPort(publicPort() == 443 ? -1 : int(publicPort()));
    url.setPath(d->pathPrefix(profileId));
    return url;
}

} // namespace daraja
