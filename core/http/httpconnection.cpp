// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/httpconnection.h"

#include "core/http/httpresponsewriter.h"
#include "core/http/socketend.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QHostAddress>
#include <QSslSocket>

#include <utility>

namespace daraja {

namespace {

constexpr qint64 requestReadSize = 64 * 1024;     ///< at once, and what the socket holds while a request is being handled
constexpr qint64 unsentAnswerLimit = 256 * 1024;  ///< no further request is read while more than this waits to be sent
constexpr qint64 discardLimit = 32LL * 1024 * 1024; ///< thrown away so that a client that is still sending gets to read its 413
constexpr int lingerTime = 2'000;
constexpr int stepsPerTurn = 64; ///< requests of one connection that are read before the event loop turns

/// An IPv4 client of a dual-stack listener is named by its IPv4 address.
QString peerName(const QHostAddress &address)
{
    bool isIPv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIPv4);
    return isIPv4 ? QHostAddress(ipv4).toString() : address.toString();
}

qint64 steadyNow()
{
    return QDeadlineTimer::current().deadline();
}

} // namespace

/// Marks the connection as in use; survives its deletion by a handler that runs an event loop against the rules.
class HttpConnection::Entry
{
public:
    explicit Entry(HttpConnection *connection)
        : m_connection(connection)
    {
        ++m_connection->m_entered;
    }
    ~Entry()
    {
        if (m_connection) {
            --m_connection->m_entered;
        }
    }
    Q_DISABLE_COPY_MOVE(Entry)

private:
    QPointer<HttpConnection> m_connection;
};

HttpConnection::HttpConnection(QTcpSocket *socket, std::shared_ptr<const HttpServer::Handler> handler, const HttpServerLimits &limits,
                               QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_handler(std::move(handler))
    , m_limits(limits)
    , m_peer(peerName(socket->peerAddress()))
    , m_reader(limits)
    , m_lastActive(steadyNow())
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(requestReadSize);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_inputTimer.setSingleShot(true);
    m_outputTimer.setSingleShot(true);

    connect(m_socket, &QTcpSocket::readyRead, this, &HttpConnection::readRequests);
    if (const auto *tls = qobject_cast<QSslSocket *>(m_socket)) {
        // Not bytesWritten(): it comes before what was encrypted has reached the socket below.
        connect(tls, &QSslSocket::encryptedBytesWritten, this, &HttpConnection::wasWritten);
    } else {
        connect(m_socket, &QTcpSocket::bytesWritten, this, &HttpConnection::wasWritten);
    }
    connect(m_socket, &QTcpSocket::disconnected, this, &HttpConnection::end);
    connect(&m_inputTimer, &QTimer::timeout, this, &HttpConnection::inputTimedOut);
    connect(&m_outputTimer, &QTimer::timeout, m_socket, &QTcpSocket::abort);
    waitFor(Wait::Idle);
}

HttpConnection::~HttpConnection()
{
    m_phase = Phase::Ended;
    m_socket->disconnect(this);
}

void HttpConnection::drop()
{
    m_phase = Phase::Ended;
    m_inputTimer.stop();
    m_outputTimer.stop();
    m_socket->disconnect(this);
    m_socket->flush(); // an answer given just before still leaves if the kernel takes it
    m_socket->abort();
    if (m_entered > 0) {
        setParent(nullptr);
        deleteLater();
    } else {
        delete this;
    }
}

bool HttpConnection::isAlive() const
{
    return m_phase != Phase::Ended && m_socket->state() == QAbstractSocket::ConnectedState;
}

void HttpConnection::readRequests()
{
    if (m_phase == Phase::Closing) {
        discardInput();
        return;
    }
    if (m_entered > 0) {
        m_moreCame = true; // the call that is on the stack goes on: with TLS writing can bring input
        return;
    }
    const QPointer<HttpConnection> self(this);
    const Entry entry(this);
    int steps = 0;
    m_moreCame = false;
    while (self && m_phase == Phase::Reading && steps < stepsPerTurn && readOn()) {
        ++steps;
    }
    if (!self) {
        return;
    }
    flush(); // the answers of one batch together
    if (steps == stepsPerTurn || m_moreCame) {
        QMetaObject::invokeMethod(this, &HttpConnection::readRequests, Qt::QueuedConnection); // others have their turn first
    }
    if (m_phase == Phase::Reading) {
        waitFor(!m_reader.isStarted() ? Wait::Idle : m_reader.isHeadComplete() ? Wait::Body : Wait::Head);
    }
}

/// One step of reading; false when there is nothing to read now. A handler called from here may leave nothing of this object.
bool HttpConnection::readOn()
{
    if (!m_reader.isStarted() && unsentBytes(*m_socket) > unsentAnswerLimit) {
        flush();
        if (m_phase == Phase::Ended || unsentBytes(*m_socket) > unsentAnswerLimit) {
            return false; // wasWritten() comes back here
        }
    }
    if (m_inputUsed == m_input.size()) {
        m_input = m_socket->read(requestReadSize);
        m_inputUsed = 0;
        if (m_input.isEmpty()) {
            return false;
        }
    }
    m_inputUsed += m_reader.feed(QByteArrayView(m_input).sliced(m_inputUsed));
    switch (m_reader.state()) {
    case HttpParseResult::State::Complete:
        dispatch();
        break;
    case HttpParseResult::State::Bad:
        refuse(m_reader.refusal().status, m_reader.refusal().reason);
        break;
    case HttpParseResult::State::Incomplete:
        if (m_reader.isHeadComplete() && !m_continueSent && wantsContinue(m_reader.request())) {
            m_continueSent = true;
            write(QByteArrayLiteral("HTTP/1.1 100 Continue\r\n\r\n"));
        }
    }
    return true;
}

void HttpConnection::dispatch()
{
    HttpRequest request = m_reader.request();
    request.peer = m_peer;
    m_reader = HttpRequestReader(m_limits);
    m_continueSent = false;
    m_toHead = request.method == "HEAD";
    m_keepAlive = wantsKeepAlive(request);
    m_phase = Phase::Handling;
    waitFor(Wait::Nothing);

    const std::shared_ptr<const HttpServer::Handler> handler = m_handler;
    HttpResponder responder(std::make_shared<HttpResponder::State>(this));
    try {
        (*handler)(request, responder);
    } catch (...) {
        qWarning("The handler of a request threw an exception");
        HttpResponse failed;
        failed.status = 500;
        responder.respond(failed);
    }
}

void HttpConnection::respond(const HttpResponse &response)
{
    if (m_phase != Phase::Handling) {
        return;
    }
    HttpResponseFraming framing;
    framing.toHead = m_toHead;
    framing.keepAlive = m_keepAlive && !hasHttpOption(response.headers, "Connection", "close");
    framing.date = QDateTime::currentDateTimeUtc();
    write(httpResponseBytes(response, framing));
    finishAnswer(framing.keepAlive);
}

void HttpConnection::respondRaw(const QByteArray &bytes, bool closeAfter)
{
    if (m_phase == Phase::Handling) {
        write(bytes);
        finishAnswer(!closeAfter);
    }
}

void HttpConnection::reset()
{
    if (m_phase == Phase::Handling) {
        resetOnClose(*m_socket);
        m_socket->abort();
    }
}

void HttpConnection::hangUp()
{
    if (m_phase == Phase::Handling) {
        close();
    }
}

void HttpConnection::finishAnswer(bool keepAlive)
{
    if (m_phase != Phase::Handling) {
        return; // writing found the client gone
    }
    if (!keepAlive) {
        close();
        return;
    }
    m_phase = Phase::Reading;
    m_lastActive = steadyNow();
    if (m_entered == 0) { // otherwise the loop in readRequests() goes on
        // Not from here: the next handler must not run inside the call that answered the previous request.
        QMetaObject::invokeMethod(this, &HttpConnection::readRequests, Qt::QueuedConnection);
    }
}

void HttpConnection::refuse(int status, const QByteArray &reason)
{
    HttpResponse response;
    response.status = status;
    response.headers.set(QByteArrayLiteral("Content-Type"), QByteArrayLiteral("text/plain; charset=utf-8"));
    response.body = QByteArray::number(status) + ' ' + reasonPhrase(status) + ": " + reason + '\n';

    HttpResponseFraming framing;
    framing.toHead = m_reader.isHeadComplete() && m_reader.request().method == "HEAD";
    framing.keepAlive = false;
    framing.date = QDateTime::currentDateTimeUtc();
    write(httpResponseBytes(response, framing));
    if (m_phase != Phase::Ended) {
        close();
    }
    const Entry entry(this);
    Q_EMIT refused(status, reason);
}

void HttpConnection::write(const QByteArray &bytes)
{
    m_socket->write(bytes);
    if (m_entered == 0) {
        flush();
    }
}

/// Writes now what the kernel takes. When the client half-closed behind its request, Qt would see that first and throw the answer away.
void HttpConnection::flush()
{
    if (m_phase != Phase::Ended && unsentBytes(*m_socket) > 0) {
        m_socket->flush();
        watchOutput(); // QTcpSocket does not signal what is flushed inside its bytesWritten()
    }
}

void HttpConnection::watchOutput()
{
    if (m_phase == Phase::Ended) {
        return;
    }
    if (unsentBytes(*m_socket) > 0) {
        m_outputTimer.start(m_limits.idle);
    } else {
        m_outputTimer.stop();
    }
    if (m_phase == Phase::Closing) {
        lingerWhenWritten();
    }
}

void HttpConnection::wasWritten()
{
    watchOutput();
    if (m_phase == Phase::Reading && !m_reader.isStarted()) {
        waitFor(Wait::Nothing); // idleness begins when the answer has left
        readRequests();
    }
}

void HttpConnection::close()
{
    m_phase = Phase::Closing;
    m_input.clear();
    m_inputUsed = 0;
    waitFor(Wait::Nothing);
    lingerWhenWritten();
    discardInput();
}

/// A close with unread input would send RST, and the RST would take the answer away from a client that is still sending.
void HttpConnection::lingerWhenWritten()
{
    if (m_wait != Wait::Linger && unsentBytes(*m_socket) == 0 && m_socket->state() == QAbstractSocket::ConnectedState) {
        shutDownWriting(*m_socket);
        waitFor(Wait::Linger);
    }
}

void HttpConnection::discardInput()
{
    while (m_phase == Phase::Closing) {
        const qint64 size = m_socket->read(requestReadSize).size();
        m_discarded += size;
        if (m_discarded > discardLimit) {
            m_socket->abort();
        }
        if (size == 0) {
            return;
        }
    }
}

void HttpConnection::waitFor(Wait wait)
{
    if (wait == m_wait) {
        return;
    }
    m_wait = wait;
    switch (wait) {
    case Wait::Nothing:
        m_inputTimer.stop();
        break;
    case Wait::Idle:
        m_inputTimer.start(m_limits.idle);
        break;
    case Wait::Head:
        m_inputTimer.start(m_limits.headDeadline);
        break;
    case Wait::Body:
        m_inputTimer.start(m_limits.bodyDeadline);
        break;
    case Wait::Linger:
        m_inputTimer.start(lingerTime);
    }
}

void HttpConnection::inputTimedOut()
{
    switch (m_wait) {
    case Wait::Nothing:
        break;
    case Wait::Idle:
        m_socket->abort();
        break;
    case Wait::Head:
        refuse(408, QByteArrayLiteral("the head did not come in time"));
        break;
    case Wait::Body:
        refuse(408, QByteArrayLiteral("the body did not come in time"));
        break;
    case Wait::Linger:
        m_socket->abort();
    }
}

void HttpConnection::end()
{
    if (m_phase == Phase::Ended) {
        return;
    }
    m_phase = Phase::Ended;
    m_inputTimer.stop();
    m_outputTimer.stop();
    Q_EMIT ended();
}

} // namespace daraja
