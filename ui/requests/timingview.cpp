// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/timingview.h"

#include "core/base/nairobitime.h"
#include "ui/style/metrics.h"
#include "ui/style/palette.h"
#include "ui/widgets/keyvaluegrid.h"
#include "ui/widgets/label.h"

#include <QPainter>
#include <QVBoxLayout>

namespace daraja {

namespace {

/// The phases of one attempt as one bar: waiting for the connection, waiting for the answer, reading it.
class PhaseBar final : public QWidget
{
public:
    explicit PhaseBar(const HttpTimings &timings)
        : m_timings(timings)
    {
        setFixedHeight(px(10));
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        if (m_timings.done <= 0) {
            return;
        }
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        const auto x = [this](qint64 at) { return width() * static_cast<double>(at) / static_cast<double>(m_timings.done); };
        const double connected = m_timings.connected >= 0 ? x(m_timings.connected) : 0;
        const double answered = m_timings.firstByte >= 0 ? x(m_timings.firstByte) : width();
        const auto part = [&painter, this](double from, double to, Role role) {
            painter.setBrush(color(role));
            painter.drawRect(QRectF(from, 0, std::max(1.0, to - from), height()));
        };
        part(0, connected, Role::StrongLine);
        part(connected, answered, Role::Accent);
        part(answered, width(), Role::Good);
    }

private:
    HttpTimings m_timings;
};

} // namespace

TimingView::TimingView(QWidget *parent)
    : QScrollArea(parent)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    auto *content = new QWidget;
    m_layout = new QVBoxLayout(content);
    m_layout->setContentsMargins(px(metrics::Gap), px(metrics::Gap), px(metrics::Gap), px(metrics::Gap));
    m_layout->setSpacing(px(metrics::Grid));
    setWidget(content);
    viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
}

void TimingView::setExchanges(const QList<HttpExchange> &exchanges)
{
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int attempt = 0;
    for (const HttpExchange &exchange : exchanges) {
        ++attempt;
        const QString answer = exchange.status > 0 ? tr("HTTP %1").arg(exchange.status) : exchange.failureText;
        m_layout->addWidget(new Label(tr("Attempt %1: %2").arg(attempt).arg(answer), TextStyle::Strong));
        m_layout->addWidget(new PhaseBar(exchange.timings));
        auto *grid = new KeyValueGrid;
        const auto add = [grid](const QString &label, qint64 at) {
            grid->addRow(label, at < 0 ? TimingView::tr("did not happen") : TimingView::tr("%1 ms").arg(at));
        };
        grid->addRow(tr("Queued"), nairobiClock(exchange.startedAt));
        add(tr("Connected"), exchange.timings.connected);
        add(tr("First byte"), exchange.timings.firstByte);
        add(tr("Done"), exchange.timings.done);
        if (!exchange.tls.protocol.isEmpty()) {
            grid->addRow(tr("TLS"), exchange.tls.protocol + QStringLiteral(", ") + exchange.tls.cipher);
            grid->addRow(tr("Certificate"), exchange.tls.subject);
            grid->addRow(tr("Issued by"), exchange.tls.issuer);
        } else if (exchange.url.scheme() == QLatin1StringView("http")) {
            grid->addRow(tr("TLS"), tr("none: plain http on this computer"));
        }
        m_layout->addWidget(grid);
    }
    if (exchanges.isEmpty()) {
        m_layout->addWidget(new Label(tr("Nothing was sent."), TextStyle::Body, Role::Dim));
    }
    m_layout->addStretch(1);
}

} // namespace daraja
