// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/doctor/clinic.h"

#include "core/callbacks/callbackreceiver.h"
#include "core/crypto/securitycredential.h"
#include "tests/doctor/gatekeeper.h"
#include "tests/support/waituntil.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QTextStream>

namespace daraja {

namespace {

constexpr int longestRun = 120'000;
constexpr qsizetype shortestSecret = 12; ///< shorter ones can stand in a text by chance

/// This computer's clock, set wrong.
class WrongClock final : public Clock
{
public:
    explicit WrongClock(std::chrono::milliseconds ahead)
        : m_ahead(ahead)
    {
    }
    [[nodiscard]] QDateTime now() const override { return m_right.now().addMSecs(m_ahead.count()); }
    [[nodiscard]] std::chrono::milliseconds steady() const override { return m_right.steady(); }

private:
    SystemClock m_right;
    const std::chrono::milliseconds m_ahead;
};

bool movesSomething(const QString &path)
{
    const QList<const OperationSpec *> &all = operations();
    return std::any_of(all.begin(), all.end(), [&path](const OperationSpec *row) {
        return !row->readsOnly() && (path == QLatin1StringView(row->path) || path == QLatin1StringView(row->otherPath));
    });
}

bool isEmptyBody(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    return body.isEmpty() || (document.isObject() && document.object().isEmpty()) || (document.isArray() && document.array().isEmpty());
}

QStringList secretsOf(const SetUp &setUp)
{
    const QString pair = setUp.profile.consumerKey + u':' + setUp.secrets.consumerSecret;
    QStringList secrets{setUp.secrets.consumerSecret,    setUp.secrets.passkey,
                        setUp.secrets.initiatorPassword, setUp.secrets.securityCredential,
                        setUp.daraja.consumerSecret,     setUp.daraja.passkey,
                        setUp.daraja.initiatorPassword,  QString::fromLatin1(pair.toUtf8().toBase64())};
    secrets.removeIf([&setUp](const QString &secret) { return secret.size() < shortestSecret || secret == setUp.profile.consumerKey; });
    return secrets;
}

/// Everything that a report shows or hands on.
QByteArray allTextOf(const DoctorReport &report)
{
    QByteArray text = QJsonDocument(reportToJson(report)).toJson();
    for (const Finding &finding : report.findings) {
        text += findingText(finding).toUtf8() + '\n';
        for (const HttpExchange &exchange : finding.exchanges) {
            text += exchange.url.toEncoded() + '\n' + exchange.requestBody + '\n' + exchange.responseBody + '\n';
            for (const HttpHeaders *headers : {&exchange.requestHeaders, &exchange.responseHeaders}) {
                for (const auto &[name, value] : headers->fields()) {
                    text += name + ": " + value + '\n';
                }
            }
        }
    }
    return text;
}

HttpResponse politeShop(const HttpRequest &request)
{
    return request.method == "POST" ? HttpResponse::json(200, QByteArrayLiteral("{\"ResultCode\":0,\"ResultDesc\":\"Accepted\"}"))
                                    : HttpResponse::html(405, QByteArrayLiteral("<html><body>POST only</body></html>"));
}

} // namespace

QString Examined::inWords() const
{
    const Finding *cause = report.cause();
    return QStringLiteral("%1 %2 %3: %4")
        .arg(outcomeName(report.verdict.outcome), report.verdict.cause, cause ? sureName(cause->sure) : QString(), report.verdict.title);
}

bool Examined::showUnless(bool asExpected) const
{
    if (asExpected) {
        return true;
    }
    QTextStream out(stdout);
    for (const Finding &finding : report.findings) {
        out << "  " << finding.checkId << ' ' << statusName(finding.status) << ' ' << sureName(finding.sure) << ": " << finding.title
            << " | " << (finding.summary.isEmpty() ? finding.means : finding.summary) << " | " << finding.said << '\n';
    }
    out << "  also: " << report.verdict.also.join(u' ') << '\n';
    return false;
}

/// Watches the books of one simulator during a run.
class Clinic::Books final : public QObject
{
public:
    explicit Books(Simulator &simulator)
        : m_simulator(simulator)
        , m_accounts(simulator.accounts())
        , m_wallets(simulator.wallets())
    {
        for (const QString &wallet : m_wallets) {
            m_money.append(simulator.walletOf(wallet));
        }
        connect(&simulator.handset(), &Handset::promptOpened, this,
                [this](const Prompt &prompt) { m_wrongs.append(QStringLiteral("a prompt rang at %1").arg(prompt.msisdn)); });
        connect(&simulator, &Simulator::customerPaymentChanged, this, [this] { m_wrongs.append(QStringLiteral("a customer paid")); });
    }

    void look(Examined &examined)
    {
        const SimulatorAccounts now = m_simulator.accounts();
        if (now.working != m_accounts.working || now.utility != m_accounts.utility || now.chargesPaid != m_accounts.chargesPaid ||
            now.merchant != m_accounts.merchant) {
            m_wrongs.append(QStringLiteral("money of the organisation moved"));
        }
        for (qsizetype i = 0; i < m_wallets.size(); ++i) {
            if (m_simulator.walletOf(m_wallets[i]) != m_money[i]) {
                m_wrongs.append(QStringLiteral("the wallet of %1 changed").arg(m_wallets[i]));
            }
        }
        if (m_simulator.wallets() != m_wallets) {
            m_wrongs.append(QStringLiteral("a customer came"));
        }
        for (const SimulatorRequest &request : m_simulator.requests()) {
            if (movesSomething(request.path) && !isEmptyBody(request.body)) {
                m_wrongs.append(QStringLiteral("%1 was sent with fields in it: %2").arg(request.path, QString::fromUtf8(request.body)));
            }
            examined.operatorCalls += request.body.contains("\"SecurityCredential\"") ? 1 : 0;
        }
        examined.wrongs += m_wrongs;
    }

private:
    Simulator &m_simulator;
    const SimulatorAccounts m_accounts;
    const QStringList m_wallets;
    QList<qint64> m_money;
    QStringList m_wrongs;
};

Clinic::Clinic()
    : m_daraja(m_clock)
    , m_other(m_clock)
{
    QStandardPaths::setTestModeEnabled(true);
    for (Simulator *simulator : {&m_daraja, &m_other}) {
        if (!simulator->start() || !waitUntil([simulator] { return simulator->isReady(); }, 60'000)) {
            qFatal("the simulator does not start");
        }
        simulator->stop();
    }
}

Clinic::~Clinic() = default;

Examined Clinic::examine(const SetUp &setUp)
{
    Examined examined;
    const WrongClock clock(setUp.clockAhead);
    CallbackReceiver receiver(clock);
    if (!receiver.listen()) {
        qFatal("no ports");
    }
    m_daraja.stop();
    m_other.stop();
    SimulatorOptions options = setUp.daraja;
    options.tunnel = receiver.baseUrl().adjusted(QUrl::RemovePath);
    if (!m_daraja.start(options) || (setUp.other && !m_other.start(*setUp.other))) {
        examined.wrongs.append(m_daraja.errorString() + m_other.errorString());
        return examined;
    }
    Gatekeeper gatekeeper(m_daraja.baseUrl(), setUp.inTheWay);
    HttpServer shop([&setUp](const HttpRequest &request, HttpResponder responder) {
        setUp.shop ? setUp.shop(request, std::move(responder)) : responder.respond(politeShop(request));
    });
    if (setUp.shopTls) {
        shop.setTls(*setUp.shopTls);
    }
    if (!shop.listen()) {
        qFatal("no ports");
    }

    RequestContext context;
    context.profile = setUp.profile;
    context.secrets = setUp.secrets;
    if (setUp.credentialIsReady) {
        context.secrets.securityCredential =
            std::get<QString>(securityCredential(setUp.secrets.initiatorPassword, m_daraja.certificatePem()));
        context.secrets.initiatorPassword.clear();
    } else if (setUp.certificateIsGiven) {
        context.certificate = setUp.certificate          ? *setUp.certificate
                              : setUp.certificateOfOther ? m_other.certificatePem()
                                                         : m_daraja.certificatePem();
        context.profile.certificateFile = m_folder.filePath(QStringLiteral("certificate-%1.cer").arg(++m_runs));
        QFile file(context.profile.certificateFile);
        if (!file.open(QIODevice::WriteOnly) || file.write(context.certificate) < 0) {
            qFatal("no room for a certificate");
        }
    }
    if (setUp.resultsReachUs) {
        context.callbackUrl = receiver.baseUrl(setUp.profile.id);
        if (setUp.profile.environment != Environment::Simulator) {
            context.callbackUrl = QUrl(QStringLiteral("https://results.duka.example") + context.callbackUrl.path());
        }
    }

    HttpClient http(setUp.wayIn ? setUp.wayIn(m_daraja.baseUrl()) : setUp.inTheWay ? gatekeeper.url() : m_daraja.baseUrl(), clock);
    if (!setUp.trustedAuthorities.isEmpty()) {
        http.setTrustedAuthorities(setUp.trustedAuthorities);
    }
    TokenManager tokens(http, clock, setUp.profile.consumerKey, setUp.secrets.consumerSecret);
    MpesaClient client(http, tokens, clock);
    client.setContext(context);
    QObject::connect(&receiver, &CallbackReceiver::received, &client, [&client](const Callback &callback) { client.deliver(callback); });
    AttemptMeter meter(clock, setUp.attemptsFile.isEmpty() ? m_folder.filePath(QStringLiteral("attempts-%1.json").arg(++m_runs))
                                                           : setUp.attemptsFile);

    Patient patient;
    patient.http = &http;
    patient.tokens = &tokens;
    patient.client = &client;
    patient.meter = &meter;
    patient.otherBaseUrl = setUp.other ? m_other.baseUrl() : QUrl();
    patient.trustedAuthorities = setUp.trustedAuthorities;
    patient.resultsReachUs = setUp.resultsReachUs;
    if (!setUp.callbackUrl.isEmpty()) {
        patient.callbackUrl = setUp.callbackUrl;
    } else if (setUp.hasShop) {
        patient.callbackUrl = QUrl(QStringLiteral("%1://127.0.0.1:%2%3")
                                       .arg(setUp.shopTls ? QStringLiteral("https") : QStringLiteral("http"))
                                       .arg(shop.port())
                                       .arg(setUp.shopPath));
    }
    if (setUp.shopIsGone) {
        shop.close();
    }
    patient.allowList = setUp.allowList;
    patient.c2bAnswer = setUp.c2bAnswer;
    patient.requestValues = setUp.requestValues;

    Books own(m_daraja);
    Books others(m_other);
    DoctorRun run(patient, setUp.run, clock);
    QObject::connect(&run, &DoctorRun::finished, &run, [&examined](const DoctorReport &report) {
        examined.report = report;
        examined.isOver = true;
    });
    run.start();
    if (!waitUntil([&examined] { return examined.isOver; }, longestRun)) {
        examined.report = run.report();
        examined.wrongs.append(QStringLiteral("the run does not end"));
    }
    own.look(examined);
    if (setUp.other) {
        others.look(examined);
    }
    for (const SimulatorRequest &request : m_daraja.requests()) {
        examined.requestPaths.append(request.path);
        examined.tokens += request.path == u"/oauth/v1/generate" && request.status == 200 ? 1 : 0;
    }
    if (examined.operatorCalls > AttemptMeter::limit || examined.report.operatorAttempts != examined.operatorCalls) {
        examined.wrongs.append(
            QStringLiteral("%1 operator attempts, %2 of them told of").arg(examined.operatorCalls).arg(examined.report.operatorAttempts));
    }
    const QByteArray text = allTextOf(examined.report);
    for (const QString &secret : secretsOf(setUp)) {
        if (text.contains(secret.toUtf8())) {
            examined.wrongs.append(QStringLiteral("the report tells a secret of %1 characters").arg(secret.size()));
        }
    }
    return examined;
}

} // namespace daraja
