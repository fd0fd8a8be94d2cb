// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/check.h"
#include "core/doctor/requestlane.h"
#include "core/errors/answerbody.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <array>

namespace daraja {

namespace {

constexpr int silencesInRow = 3; // doctor 3: 5xx or timeout three times
constexpr int pagesInRow = 2;

bool isOnThisComputer(const QUrl &url)
{
    return url.host().compare(u"localhost", Qt::CaseInsensitive) == 0 || QHostAddress(url.host()).isLoopback();
}

/// Scheme, host and port.
QUrl originOf(const QUrl &url)
{
    QUrl origin;
    origin.setScheme(url.scheme());
    origin.setHost(url.host());
    origin.setPort(url.port());
    return origin;
}

HttpResult unsent(const QUrl &baseUrl, HttpFailure failure, const QString &why)
{
    HttpResult result;
    result.exchange.url = baseUrl;
    result.exchange.failure = failure;
    result.exchange.failureText = why;
    return result;
}

} // namespace

class Examination::Private
{
public:
    Private(Examination *examination, const Patient &who, Consents agreed, const Clock &time)
        : patient(who)
        , consents(agreed)
        , clock(time)
        , context(who.client->context())
        , lanes{new RequestLane(who.http->baseUrl(), who.trustedAuthorities, time, examination),
                new RequestLane(who.otherBaseUrl, who.trustedAuthorities, time, examination),
                new RequestLane(originOf(who.callbackUrl), who.trustedAuthorities, time, examination)}
    {
    }

    [[nodiscard]] RequestLane &lane(Host host) const { return *lanes[static_cast<size_t>(host)]; }
    void learn(const QString &secret)
    {
        const QByteArray value = secret.toUtf8();
        if (!value.isEmpty() && !secrets.contains(value)) {
            secrets.append(value);
            redactor.addSecret(value);
        }
    }
    void learnEverySecret();
    void note(const HttpResult &result, Host host);

    const Patient patient;
    const Consents consents;
    const Clock &clock;
    const RequestContext context;
    const std::array<RequestLane *, 3> lanes;
    std::chrono::milliseconds pace = Examination::pace;
    ExaminationFacts facts;
    QList<Finding> findings;
    QByteArrayList secrets;
    Redactor redactor;
    int gatewayCalls = 0;
    int operatorAttempts = 0;
    int silences = 0; ///< in a row
    int pages = 0;    ///< in a row
    std::optional<qint64> clockOffset;
};

void Examination::Private::learnEverySecret()
{
    const ProfileSecrets &kept = context.secrets;
    for (const QString &secret :
         {kept.consumerSecret, kept.passkey, kept.initiatorPassword, kept.securityCredential, kept.billManagerKey}) {
        learn(secret);
    }
    learn(QString::fromLatin1((context.profile.consumerKey + u':' + kept.consumerSecret).toUtf8().toBase64()));
    learn(patient.tokens != nullptr ? patient.tokens->token().token : QString());
}

/// What the answers so far say about the way to the gateway itself.
void Examination::Private::note(const HttpResult &result, Host host)
{
    if (host != Host::Own || result.exchange.failure == HttpFailure::Aborted) {
        return;
    }
    const AnswerBody::Kind kind = readAnswer(result.body).kind;
    const bool isPage = result.isAnswered() && kind == AnswerBody::Kind::Page;
    const bool isSilence = !result.isAnswered() || (result.status >= 500 && kind != AnswerBody::Kind::Object && !isPage);
    if (result.isAnswered()) {
        ++facts.gatewayAnswers;
        facts.edgePages += isPage ? 1 : 0;
    }
    silences = isSilence ? silences + 1 : 0;
    pages = isPage ? pages + 1 : 0;
}

Examination::Examination(const Patient &patient, Consents consents, const Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, patient, consents, clock))
{
    d->learnEverySecret();
    setPace(pace);
}

Examination::~Examination() = default;

const Patient &Examination::patient() const
{
    return d->patient;
}

const RequestContext &Examination::context() const
{
    return d->context;
}

const Clock &Examination::clock() const
{
    return d->clock;
}

bool Examination::allows(Consents consents) const
{
    const Consents needed = isProduction() ? consents : consents & ~Consents(Consent::FreshToken | Consent::MoneyProbes);
    return (d->consents & needed) == needed;
}

bool Examination::isProduction() const
{
    const Environment environment = d->context.profile.environment;
    return environment == Environment::Production ||
           (environment == Environment::Custom && !isOnThisComputer(d->context.profile.customBaseUrl));
}

ExaminationFacts &Examination::facts()
{
    return d->facts;
}

const Finding *Examination::finding(const QString &checkId) const
{
    for (const Finding &each : d->findings) {
        if (each.checkId == checkId) {
            return &each;
        }
    }
    return nullptr;
}

void Examination::add(const Finding &finding)
{
    d->findings.append(finding);
}

const QList<Finding> &Examination::findings() const
{
    return d->findings;
}

GatewayProbe *Examination::post(const QString &path, const QByteArray &body, QObject *context, Host host)
{
    HttpCall call;
    call.method = QByteArrayLiteral("POST");
    call.path = path;
    call.body = body;
    call.headers.set(QByteArrayLiteral("Authorization"), QByteArrayLiteral("Bearer ") + d->facts.token.toUtf8());
    return ask(std::move(call), context, host);
}

void Examination::takeTurn(QObject *context, std::function<void()> then, Host host)
{
    RequestLane &lane = d->lane(host);
    lane.enqueue(context, [&lane, then = std::move(then)] {
        lane.release();
        then();
    });
}

void Examination::addSecret(const QString &secret)
{
    d->learn(secret);
}

const Redactor &Examination::redactor() const
{
    return d->redactor;
}

std::chrono::milliseconds Examination::paceFor(Host host) const
{
    const Environment environment = d->context.profile.environment;
    const bool spared = environment == Environment::Simulator || host == Host::YourServer ||
                        (environment == Environment::Custom && isOnThisComputer(d->context.profile.customBaseUrl));
    return spared ? std::chrono::milliseconds(0) : d->pace;
}

void Examination::setPace(std::chrono::milliseconds chosen)
{
    d->pace = chosen;
    for (const Host host : {Host::Own, Host::Other, Host::YourServer}) {
        d->lane(host).setPace(paceFor(host));
    }
}

int Examination::gatewayCalls() const
{
    return d->gatewayCalls;
}

QString Examination::gatewayProblem(bool cautious) const
{
    if (d->silences >= (cautious ? 1 : silencesInRow)) {
        return QCoreApplication::translate("Doctor", "Safaricom stopped answering in the middle of the run. Check the internet connection "
                                                     "and run again.");
    }
    if (d->pages >= pagesInRow || (d->facts.edgePages > 1 && d->facts.edgePages * 2 > d->facts.gatewayAnswers)) {
        return QCoreApplication::translate("Doctor", "A firewall answered instead of Daraja, so nothing more can be told. Wait 15 minutes "
                                                     "and run again, or try another internet connection.");
    }
    return {};
}

int Examination::operatorAttempts() const
{
    return d->operatorAttempts;
}

void Examination::countOperatorAttempt()
{
    ++d->operatorAttempts;
}

void Examination::countGatewayCall()
{
    ++d->gatewayCalls;
}

void Examination::setClockOffset(qint64 milliseconds)
{
    d->clockOffset = milliseconds;
}

std::optional<qint64> Examination::clockOffset() const
{
    return d->clockOffset;
}

class GatewayProbe::Private
{
public:
    Examination *examination;
    QPointer<RequestLane> lane; ///< gone with the examination
    Examination::Host host = Examination::Host::Own;
    HttpCall call;
    QPointer<HttpJob> job;
    HttpResult result;
    bool ended = false;
};

GatewayProbe *Examination::ask(HttpCall call, QObject *context, Host host)
{
    auto *probe = new GatewayProbe(this, context);
    RequestLane &lane = d->lane(host);
    call.readOnly = false;
    probe->d->lane = &lane;
    probe->d->host = host;
    probe->d->call = std::move(call);
    lane.enqueue(probe, [probe] { probe->begin(); });
    return probe;
}

GatewayProbe::GatewayProbe(Examination *examination, QObject *context)
    : QObject(context)
    , d(std::make_unique<Private>())
{
    d->examination = examination;
}

GatewayProbe::~GatewayProbe()
{
    if (d->job && d->lane) {
        d->job->disconnect(this);
        d->job->abort();
        d->lane->release();
    }
}

void GatewayProbe::begin()
{
    if (d->ended) {
        d->lane->release();
        return;
    }
    Examination::Private &run = *d->examination->d;
    const QString useless = d->host == Examination::Host::Own ? d->examination->gatewayProblem() : QString();
    if (!useless.isEmpty()) {
        d->lane->release();
        end(unsent(d->lane->client().baseUrl(), HttpFailure::Unreachable, useless));
        return;
    }
    run.gatewayCalls += d->host == Examination::Host::YourServer ? 0 : 1;
    run.learn(run.facts.token);
    for (const QByteArray &secret : std::as_const(run.secrets)) {
        d->call.redactor.addSecret(secret);
    }
    d->job = d->lane->client().send(d->call);
    connect(d->job, &HttpJob::finished, this, [this] {
        const HttpResult result = d->job->result();
        d->job.clear();
        d->examination->d->note(result, d->host);
        d->lane->release();
        end(result);
    });
}

void GatewayProbe::end(const HttpResult &result)
{
    d->ended = true;
    d->result = result;
    deleteLater();
    Q_EMIT finished();
}

const HttpResult &GatewayProbe::result() const
{
    return d->result;
}

MpesaError GatewayProbe::error() const
{
    return errorFrom(d->result, true);
}

void GatewayProbe::abort()
{
    if (d->ended) {
        return;
    }
    if (d->job) {
        d->job->abort();
        return;
    }
    d->ended = true;
    const HttpResult result = unsent(d->lane->client().baseUrl(), HttpFailure::Aborted, tr("Cancelled."));
    QMetaObject::invokeMethod(
        this, [this, result] { end(result); }, Qt::QueuedConnection);
}

} // namespace daraja
