// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/httpclient.h"

#include "core/http/httpattempt.h"

#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QSslCertificate>
#include <QSslConfiguration>

namespace daraja {

namespace {

bool isLoopback(const QString &host)
{
    return host.compare(QLatin1StringView("localhost"), Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

} // namespace

HttpClient::HttpClient(QUrl baseUrl, const Clock &clock, HttpClientLimits limits, QObject *parent)
    : QObject(parent)
    , m_baseUrl(std::move(baseUrl))
    , m_clock(clock)
    , m_limits(limits)
{
}

HttpClient::~HttpClient()
{
    m_waiting.clear();
    qDeleteAll(findChildren<HttpJob *>(Qt::FindDirectChildrenOnly));
    qDeleteAll(findChildren<HttpAttempt *>(Qt::FindDirectChildrenOnly));
}

QString HttpClient::problemWithBaseUrl(const QUrl &url)
{
    if (!url.isValid() || url.isRelative()) {
        return tr("This is not a web address. It looks like https://sandbox.safaricom.co.ke.");
    }
    const bool https = url.scheme() == QLatin1StringView("https");
    if (!https && url.scheme() != QLatin1StringView("http")) {
        return tr("The address must begin with https://.");
    }
    if (url.host().isEmpty()) {
        return tr("The address names no server. It looks like https://sandbox.safaricom.co.ke.");
    }
    if (url.port() == 0) {
        return tr("The port must be between 1 and 65535.");
    }
    if (!url.userInfo().isEmpty() || url.authority().contains(u'@')) {
        return tr("Leave user name and password out of the address.");
    }
    if (url.hasQuery() || url.hasFragment()) {
        return tr("Leave out everything from ? or # on.");
    }
    if (!https && !isLoopback(url.host())) {
        return tr(
            "Plain http would show keys and tokens to the network. Use https://; http:// is allowed for this computer (localhost) only.");
    }
    return {};
}

void HttpClient::setTrustedAuthorities(const QByteArray &pem)
{
    m_tls = std::make_unique<QSslConfiguration>(QSslConfiguration::defaultConfiguration());
    m_tls->addCaCertificates(QSslCertificate::fromData(pem));
    // Trust sticks to a manager's open connections, so later jobs get a new one. Running jobs keep the old one until they end.
    if (m_manager != nullptr) {
        if (m_running.isEmpty()) {
            m_manager->deleteLater();
        }
        m_manager = nullptr;
    }
}

HttpJob *HttpClient::send(const HttpCall &call)
{
    return new HttpJob(this, call);
}

void HttpClient::enqueue(HttpJob *job)
{
    m_waiting.append(job);
    startWaiting();
}

void HttpClient::leave(HttpJob *job)
{
    m_waiting.removeOne(job);
    if (m_running.removeOne(job)) {
        startWaiting();
    }
}

void HttpClient::startWaiting()
{
    while (m_running.size() < parallelJobs && !m_waiting.isEmpty()) {
        HttpJob *job = m_waiting.takeFirst();
        m_running.append(job);
        job->startAttempt();
    }
}

HttpAttempt *HttpClient::newAttempt(const HttpCall &call, const QUrl &url, std::chrono::milliseconds queued)
{
    if (!m_manager) {
        m_manager = new QNetworkAccessManager(this);
    }
    if (!m_tls) {
        m_tls = std::make_unique<QSslConfiguration>(QSslConfiguration::defaultConfiguration());
    }
    return new HttpAttempt({*m_manager, *m_tls, m_clock, m_limits, queued}, url, call);
}

} // namespace daraja
