// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/check.h"

#include <QCoreApplication>

namespace daraja {

Check::Check(Examination &examination, CheckSpec spec)
    : m_examination(examination)
    , m_spec(std::move(spec))
    , m_life(std::make_unique<QObject>())
{
}

Check::~Check() = default;

void Check::begin()
{
    m_begun = m_examination.clock().steady();
    start();
}

void Check::cancel()
{
    m_ended = true;
    if (m_life) {
        m_life.release()->deleteLater(); // it may be one of its children who called
    }
}

void Check::finish(Finding finding)
{
    if (m_ended) {
        return;
    }
    cancel();
    finding.checkId = m_spec.id;
    finding.exchanges = m_finding.exchanges;
    finding.gatewayCalls = m_finding.gatewayCalls;
    finding.durationMs = (m_examination.clock().steady() - m_begun).count();
    if (finding.title.isEmpty()) {
        finding.title = m_spec.title;
    }
    QMetaObject::invokeMethod(
        this, [this, finding] { Q_EMIT done(finding); }, Qt::QueuedConnection);
}

void Check::notRun(const QString &why)
{
    finish(findingNotRun(m_spec, why));
}

void Check::notNeeded(const QString &why)
{
    finish(findingNotNeeded(m_spec, why));
}

void Check::follow(GatewayProbe *probe, std::function<void(const GatewayProbe &)> then, bool isGateway)
{
    connect(probe, &GatewayProbe::finished, m_life.get(), [this, probe, then = std::move(then), isGateway] {
        if (probe->result().attempts > 0) {
            m_finding.exchanges.append(probe->result().exchange);
            m_finding.gatewayCalls += isGateway ? 1 : 0;
            Q_EMIT exchanged();
        }
        if (!m_ended) {
            then(*probe);
        }
    });
}

void Check::ask(HttpCall call, std::function<void(const GatewayProbe &)> then, Examination::Host host)
{
    if (!m_ended) {
        follow(m_examination.ask(std::move(call), m_life.get(), host), std::move(then), host != Examination::Host::YourServer);
    }
}

void Check::post(const QString &path, const QByteArray &body, std::function<void(const GatewayProbe &)> then, Examination::Host host)
{
    if (!m_ended) {
        follow(m_examination.post(path, body, m_life.get(), host), std::move(then), host != Examination::Host::YourServer);
    }
}

void Check::record(const HttpExchange &exchange)
{
    if (m_ended) {
        return;
    }
    m_finding.exchanges.append(exchange);
    ++m_finding.gatewayCalls;
    m_examination.countGatewayCall();
    Q_EMIT exchanged();
}

Finding findingNotRun(const CheckSpec &spec, const QString &why)
{
    Finding finding;
    finding.checkId = spec.id;
    finding.status = Finding::Status::NotRun;
    finding.title = QCoreApplication::translate("Doctor", "%1: not checked").arg(spec.title);
    finding.summary = why;
    finding.means = why;
    return finding;
}

Finding findingNotNeeded(const CheckSpec &spec, const QString &why)
{
    Finding finding = findingNotRun(spec, why);
    finding.status = Finding::Status::NotNeeded;
    finding.title = QCoreApplication::translate("Doctor", "%1: nothing to check").arg(spec.title);
    return finding;
}

} // namespace daraja
