// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpserver.h"
#include "core/simulator/simulator.h"
#include "tests/support/fakeclock.h"
#include "tests/support/rawconnection.h"
#include "tests/support/waituntil.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

namespace daraja {

/// An answer read off the socket.
struct WireReply
{
    int status = 0; ///< 0: the connection ended without an answer
    HttpHeaders headers;
    QByteArray body;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    [[nodiscard]] QString text(const char *member) const { return json().value(QLatin1StringView(member)).toString(); }
};

/// Writes raw bytes on a connection of its own and reads one answer.
inline WireReply exchangeRaw(quint16 port, const QByteArray &request)
{
    RawConnection connection(port);
    connection.send(request);
    if (!waitUntil([&connection] { return !connection.answers().isEmpty() || connection.isClosed(); })) {
        return {};
    }
    const RawAnswer answer = connection.answers().value(0);
    return {answer.status, answer.headers, answer.body};
}

/// Takes callbacks as a shop's server does, and answers as told.
class ShopServer
{
    Q_DISABLE_COPY_MOVE(ShopServer)

public:
    ShopServer()
        : m_server([this](const HttpRequest &request, HttpResponder responder) {
            requests.append(request);
            if (holdsAnswers) {
                held.append(responder);
            } else {
                responder.respond(response);
            }
        })
    {
        if (!m_server.listen()) {
            qFatal("no port for the shop's server");
        }
    }
    ~ShopServer() = default;

    [[nodiscard]] QString url(const QString &path = QStringLiteral("/cb/7f31")) const
    {
        return QStringLiteral("http://127.0.0.1:%1%2").arg(m_server.port()).arg(path);
    }
    void close() { m_server.close(); }
    [[nodiscard]] QByteArray body(qsizetype index) const { return requests.value(index).body; }
    [[nodiscard]] QJsonObject json(qsizetype index) const { return QJsonDocument::fromJson(body(index)).object(); }
    [[nodiscard]] QJsonObject stkCallback(qsizetype index) const
    {
        return json(index).value(u"Body").toObject().value(u"stkCallback").toObject();
    }
    [[nodiscard]] QJsonObject result(qsizetype index) const { return json(index).value(u"Result").toObject(); }

    HttpResponse response = HttpResponse::json(200, QByteArrayLiteral(R"({"ResultCode":0,"ResultDesc":"Accepted"})"));
    bool holdsAnswers = false;
    QList<HttpResponder> held;
    QList<HttpRequest> requests;

private:
    HttpServer m_server;
};

/// A running simulator, spoken to in bytes, and a shop that takes its callbacks. It is 12:00:00.000 in Nairobi on 14 March 2026.
class SimulatorHarness
{
    Q_DISABLE_COPY_MOVE(SimulatorHarness)

public:
    SimulatorHarness() = default;
    ~SimulatorHarness() = default;

    static constexpr const char *shortCode = "174379";
    static constexpr const char *passkey = "bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919";
    static constexpr const char *timestamp = "20260314120000";
    static constexpr const char *msisdn = "254708374149";

    /// Callbacks without delay unless told otherwise.
    [[nodiscard]] static SimulatorOptions quickOptions()
    {
        SimulatorOptions options;
        options.callbackDelay = 0;
        options.consumerKey = QStringLiteral("shop-key");
        options.consumerSecret = QStringLiteral("shop-secret");
        return options;
    }

    [[nodiscard]] bool start(const SimulatorOptions &options = quickOptions()) { return simulator.start(options); }

    [[nodiscard]] WireReply send(const QByteArray &method, const QByteArray &target, const QByteArrayList &headers,
                                 const QByteArray &body = {}) const
    {
        QByteArray request = method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
        for (const QByteArray &header : headers) {
            request += header + "\r\n";
        }
        if (!body.isNull()) {
            request += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
        }
        return exchangeRaw(static_cast<quint16>(simulator.baseUrl().port()), request + "\r\n" + body);
    }

    [[nodiscard]] WireReply askToken(const QByteArray &pair = QByteArrayLiteral("shop-key:shop-secret")) const
    {
        return send("GET", "/oauth/v1/generate?grant_type=client_credentials", {"Authorization: Basic " + pair.toBase64()});
    }

    /// A token that is asked for once and kept.
    [[nodiscard]] QByteArray token()
    {
        if (m_token.isEmpty()) {
            m_token = askToken().text("access_token").toLatin1();
        }
        return m_token;
    }

    [[nodiscard]] WireReply post(const QByteArray &path, const QJsonObject &members)
    {
        return send("POST", path, {"Authorization: Bearer " + token(), "Content-Type: application/json"},
                    QJsonDocument(members).toJson(QJsonDocument::Compact));
    }

    [[nodiscard]] static QString password(const QByteArray &code = shortCode, const QByteArray &key = passkey,
                                          const QByteArray &time = timestamp)
    {
        return QString::fromLatin1((code + key + time).toBase64());
    }

    /// The request of Safaricom's tutorial with some members replaced; an undefined value removes one.
    [[nodiscard]] QJsonObject pushMembers(const QJsonObject &changes = {}) const
    {
        return changed({{QStringLiteral("BusinessShortCode"), 174379},
                        {QStringLiteral("Password"), password()},
                        {QStringLiteral("Timestamp"), QString::fromLatin1(timestamp)},
                        {QStringLiteral("TransactionType"), QStringLiteral("CustomerPayBillOnline")},
                        {QStringLiteral("Amount"), 1250},
                        {QStringLiteral("PartyA"), 254708374149LL},
                        {QStringLiteral("PartyB"), 174379},
                        {QStringLiteral("PhoneNumber"), 254708374149LL},
                        {QStringLiteral("CallBackURL"), shop.url()},
                        {QStringLiteral("AccountReference"), QStringLiteral("INV-00231")},
                        {QStringLiteral("TransactionDesc"), QStringLiteral("School fees")}},
                       changes);
    }

    [[nodiscard]] WireReply push(const QJsonObject &changes = {})
    {
        return post(QByteArrayLiteral("/mpesa/stkpush/v1/processrequest"), pushMembers(changes));
    }

    [[nodiscard]] WireReply query(const QString &checkoutRequest, const QJsonObject &changes = {})
    {
        return post(QByteArrayLiteral("/mpesa/stkpushquery/v1/query"),
                    changed({{QStringLiteral("BusinessShortCode"), 174379},
                             {QStringLiteral("Password"), password()},
                             {QStringLiteral("Timestamp"), QString::fromLatin1(timestamp)},
                             {QStringLiteral("CheckoutRequestID"), checkoutRequest}},
                            changes));
    }

    /// `members` with some replaced; null removes one.
    [[nodiscard]] static QJsonObject changed(QJsonObject members, const QJsonObject &changes)
    {
        for (auto change = changes.begin(); change != changes.end(); ++change) {
            if (change.value().isNull()) {
                members.remove(change.key());
            } else {
                members.insert(change.key(), change.value());
            }
        }
        return members;
    }

    FakeClock clock;
    Simulator simulator{clock};
    ShopServer shop;

private:
    QByteArray m_token;
};

/// A refusal in Daraja's usual shape, and nothing else in it.
inline bool isRefusal(const WireReply &reply, int status, const QString &code, const QString &message)
{
    static const QRegularExpression requestId(QStringLiteral("^[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}[0-9]+$"));
    const QJsonObject body = reply.json();
    const bool is = reply.status == status && body.size() == 3 && body.value(u"errorCode") == code &&
                    body.value(u"errorMessage") == message && requestId.match(body.value(u"requestId").toString()).hasMatch();
    if (!is) {
        qInfo("expected %d %s %s", status, qPrintable(code), qPrintable(message));
        qInfo("got %d %s", reply.status, reply.body.constData());
    }
    return is;
}

} // namespace daraja
