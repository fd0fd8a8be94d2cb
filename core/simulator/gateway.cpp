// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/gateway.h"

#include "core/catalogue/request.h"
#include "core/simulator/authorization.h"
#include "core/simulator/errorfactory.h"
#include "core/simulator/requestbody.h"
#include "core/simulator/tokenledger.h"
#include "core/simulator/wireobject.h"

#include <QCoreApplication>

#include <algorithm>

namespace daraja {

namespace {

constexpr QByteArrayView oauthPath("/oauth/v1/generate");
const QString oauthScope = QStringLiteral("oauth");
constexpr std::chrono::seconds queryInterval(12); // five a minute, burst one (daraja-api 6.2)

/// The row whose CommandID has the value of the request, else the first.
const OperationSpec *rowFor(const QList<const OperationSpec *> &rows, const QJsonObject &members)
{
    const QString command = memberText(members, QLatin1StringView("CommandID"));
    const auto row = std::find_if(rows.begin(), rows.end(), [&command](const OperationSpec *candidate) {
        const FieldSpec *field = candidate->field(u"CommandID");
        return field && std::any_of(field->choices, field->choices + field->choiceCount,
                                    [&command](const Choice &choice) { return command == QLatin1StringView(choice.value); });
    });
    return row == rows.end() ? rows.first() : *row;
}

WireAnswer spikeArrest()
{
    const QByteArray fault =
        WireObject()
            .text("faultstring", QStringLiteral("Spike arrest violation. Allowed rate : MessageRate{messagesPerPeriod=5, "
                                                "periodInMicroseconds=60000000, maxBurstMessageCount=1.0}"))
            .json("detail", WireObject().text("errorcode", QStringLiteral("policies.ratelimit.SpikeArrestViolation")).bytes())
            .bytes();
    return {429, WireObject().json("fault", fault).bytes(), {}};
}

WireAnswer htmlPage(int status, const QByteArray &page)
{
    return {status, page, {}, {}, QByteArrayLiteral("text/html")};
}

} // namespace

Gateway::Gateway(const SimulatorOptions &options, const Clock &clock, const TokenLedger &tokens, const ErrorFactory &errors,
                 FaultInjector &faults, Oauth oauth)
    : m_options(options)
    , m_clock(clock)
    , m_tokens(tokens)
    , m_errors(errors)
    , m_faults(faults)
    , m_oauth(std::move(oauth))
{
}

void Gateway::add(Route route)
{
    QList<const OperationSpec *> rows;
    for (const QString &operation : std::as_const(route.operations)) {
        const OperationSpec *row = findOperation(operation);
        Q_ASSERT(row);
        rows.append(row);
    }
    if (route.path.isEmpty()) {
        route.path = QByteArray(rows.first()->path);
    }
    QList<Offer> &offers = m_offers[route.path];
    offers.removeIf([&route](const Offer &offer) { return offer.route.method == route.method; });
    offers.append({std::move(route), rows});
}

QStringList Gateway::products() const
{
    QStringList ids;
    for (const QList<Offer> &offers : m_offers) {
        for (const Offer &offer : offers) {
            if (!ids.contains(offer.route.product)) {
                ids.append(offer.route.product);
            }
        }
    }
    ids.sort();
    return ids;
}

bool Gateway::knowsScope(const QString &scope) const
{
    return scope == oauthScope || std::any_of(m_offers.begin(), m_offers.end(), [&scope](const QList<Offer> &offers) {
               return std::any_of(offers.begin(), offers.end(), [&scope](const Offer &offer) {
                   return offer.route.product == scope || offer.route.operations.contains(scope);
               });
           });
}

const Gateway::Offer *Gateway::find(const HttpRequest &request, bool &isPathKnown) const
{
    const auto offers = m_offers.constFind(request.path());
    isPathKnown = offers != m_offers.constEnd();
    if (!isPathKnown) {
        return nullptr;
    }
    const auto offer = std::find_if(offers->begin(), offers->end(),
                                    [&request](const Offer &candidate) { return candidate.route.method == request.method; });
    return offer == offers->end() ? nullptr : &*offer;
}

Gateway::Handled Gateway::answer(const HttpRequest &request)
{
    const QByteArray path = request.path();
    const bool isOauth = path == oauthPath;
    bool isPathKnown = false;
    const Offer *offer = find(request, isPathKnown);
    if (!isOauth && !isPathKnown) {
        const FaultSet firewall = m_faults.choose({}, {}, {}) & (FaultKind::Unavailable | FaultKind::Forbidden);
        if (std::optional<WireAnswer> page = refuseByFault({}, firewall)) { // it stands before every path
            m_faults.begin(firewall);
            m_faults.end({}, {}, {});
            page->note = FaultInjector::note(firewall);
            return {*page, {}};
        }
        return {m_errors.unknownPath(
                    path.startsWith("//")
                        ? QCoreApplication::translate("Simulator", "The path begins with two slashes: end the base URL without one.")
                        : QCoreApplication::translate("Simulator", "Nothing is offered at this path.")),
                {}};
    }
    if (isOauth ? request.method != "GET" : !offer) {
        const QByteArray verb = isOauth ? QByteArrayLiteral("GET") : m_offers.value(path).first().route.method;
        return {m_errors.wrongVerb(QCoreApplication::translate("Simulator", "This path takes %1 only.").arg(QString::fromLatin1(verb))),
                {}};
    }
    const RequestBody body = isOauth ? RequestBody() : readBody(request);
    const OperationSpec *row = isOauth ? nullptr : rowFor(offer->rows, body.members);
    const QString operation = row ? QString::fromLatin1(row->id) : oauthScope;
    const QString product = row ? offer->route.product : oauthScope;
    const FaultSet faults = m_faults.choose(operation, product, body.members);
    m_faults.begin(faults);
    const std::optional<WireAnswer> fault = refuseByFault(operation, faults);
    WireAnswer answer = fault ? *fault : row ? answerOffer(*offer, *row, request, body) : m_oauth(request);
    m_faults.end(operation, product, answer.conversation);
    const QString note = FaultInjector::note(faults);
    if (!note.isEmpty()) {
        answer.note = answer.note.isEmpty() ? note : answer.note + u' ' + note;
    }
    return {answer, fault ? FaultSet() : faults};
}

std::optional<WireAnswer> Gateway::refuseByFault(const QString &operation, FaultSet faults)
{
    if (faults.testFlag(FaultKind::SpikeArrest)) {
        return spikeArrest();
    }
    if (faults.testFlag(FaultKind::QueryLimit)) {
        const auto last = m_lastTaken.constFind(operation);
        if (last != m_lastTaken.constEnd() && m_clock.steady() - last.value() < queryInterval) {
            return spikeArrest();
        }
        m_lastTaken.insert(operation, m_clock.steady());
    }
    if (faults.testFlag(FaultKind::Busy)) {
        return m_errors.busy({});
    }
    if (faults.testFlag(FaultKind::Unavailable)) {
        return htmlPage(503,
                        QByteArrayLiteral("<html>\r\n<head>\r\n<META NAME=\"robots\" CONTENT=\"noindex,nofollow\">\r\n</head>\r\n<body>"
                                          "Request unsuccessful. Incapsula incident ID: 0-000000000000000000</body>\r\n</html>\r\n"));
    }
    if (faults.testFlag(FaultKind::Forbidden)) {
        return htmlPage(403, QByteArrayLiteral("<html style=\"height:100%\"><head><META NAME=\"ROBOTS\" CONTENT=\"NOINDEX, NOFOLLOW\">"
                                               "</head><body style=\"margin:0px;height:100%\"></body></html>"));
    }
    return {};
}

WireAnswer Gateway::answerOffer(const Offer &offer, const OperationSpec &row, const HttpRequest &request, const RequestBody &body) const
{
    if (const std::optional<WireAnswer> refusal = refuseToken(offer, row, request)) {
        return *refusal;
    }
    const Route &route = offer.route;
    if (const std::optional<WireAnswer> refusal = route.refuseVersion ? route.refuseVersion() : std::nullopt) {
        return *refusal;
    }
    const bool isExpected = body.isReadable && body.isList == row.bodyIsList;
    if (!isExpected && route.method == "POST") {
        const QString problem =
            !body.isReadable ? body.problem
            : row.bodyIsList
                ? QCoreApplication::translate("Simulator", "The body is JSON, but not an array: the list stands alone, in no object.")
                : QCoreApplication::translate("Simulator", "The body is JSON, but not an object.");
        if (route.refuseBody) {
            return route.refuseBody(problem);
        }
        if (row.delivery == Delivery::ResultUrl) {
            return m_errors.invalidPayload(problem);
        }
        const QString member = firstInvalidMember(row, QJsonValue());
        return member.isEmpty() ? m_errors.invalidPayload(problem) : refuseMember(route, row, member, problem);
    }
    if (route.checksMembers) {
        const QString member = firstInvalidMember(row, row.bodyIsList ? QJsonValue(body.items) : QJsonValue(body.members));
        if (!member.isEmpty()) {
            return refuseMember(route, row, member, {});
        }
    }
    return route.answer({request, QString::fromLatin1(row.id), body.members, body.items});
}

std::optional<WireAnswer> Gateway::refuseToken(const Offer &offer, const OperationSpec &row, const HttpRequest &request) const
{
    const std::optional<QByteArray> credentials = credentialsOf(request, "Bearer");
    if (!credentials) {
        return m_errors.authenticationHeader(
            QCoreApplication::translate("Simulator", "There is no Authorization header of the form Bearer …."));
    }
    const QString token = QString::fromUtf8(*credentials);
    const bool isAlive = m_tokens.isAlive(token);
    if (isAlive && m_tokens.carries(token, offer.route.product)) {
        return {};
    }
    const QString note =
        isAlive
            ? QCoreApplication::translate("Simulator", "The app had not the product %1 when it got this token.").arg(offer.route.product)
        : m_tokens.isKnown(token) ? QCoreApplication::translate("Simulator", "The token has expired or was cancelled.")
                                  : QCoreApplication::translate("Simulator", "The token was not given out here.");
    const QString detail = isAlive ? QStringLiteral("Invalid API call as no apiproduct match found") : token;
    if (isAlive && m_options.answers.namesMissingProduct) {
        return m_errors.token({401, "401.003.01", "Error Occurred - Invalid Access Token - "}, detail, note);
    }
    if (offer.route.refuseToken) {
        return offer.route.refuseToken(note);
    }
    return m_errors.token(row.tokenRejection, detail, note);
}

WireAnswer Gateway::refuseMember(const Route &route, const OperationSpec &row, const QString &member, const QString &note) const
{
    // TransactionDesc is complained about as `Remarks` (daraja-api 5.1).
    const QString reason = !note.isEmpty()     ? note
                           : row.field(member) ? QCoreApplication::translate("Simulator", "%1 is missing or cannot be used.").arg(member)
                                               : QCoreApplication::translate("Simulator", "TransactionDesc is missing or cannot be used.");
    return route.refuseMember ? route.refuseMember(member, reason) : m_errors.invalidField(member, reason);
}

} // namespace daraja
