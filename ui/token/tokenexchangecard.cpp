// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/token/tokenexchangecard.h"

#include "core/catalogue/request.h"
#include "ui/desk/desk.h"
#include "ui/shell/exchangetext.h"
#include "ui/widgets/card.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

#include <QHBoxLayout>

namespace daraja {

namespace {
constexpr int exchangeLinesLeast = 7;
constexpr int exchangeLinesMost = 16;
} // namespace

TokenExchangeCard::TokenExchangeCard(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_card(new Card(tr("Last exchange")))
    , m_status(new Pill)
    , m_request(new CodeView)
    , m_response(new CodeView)
    , m_none(new Label(tr("What is sent to Daraja and what comes back will stand here, without the secrets."), TextStyle::Body, Role::Dim))
    , m_views(new QWidget)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_card);
    m_card->addTitleWidget(m_status);
    auto *curlButton = new CopyButton(tr("Copy as curl"), [this] { return curl(); });
    curlButton->setObjectName(QStringLiteral("copyCurl"));
    m_card->addHeaderWidget(curlButton);
    auto *views = new QHBoxLayout(m_views);
    views->setContentsMargins(0, 0, 0, 0);
    views->setSpacing(px(metrics::Gap));
    views->addWidget(m_request, 1);
    views->addWidget(m_response, 1);
    m_request->setObjectName(QStringLiteral("tokenRequest"));
    m_request->setAccessibleName(tr("Token request"));
    m_response->setObjectName(QStringLiteral("tokenResponse"));
    m_response->setAccessibleName(tr("Answer to the token request"));
    m_none->setWordWrap(true);
    m_card->bodyLayout()->addWidget(m_none);
    m_card->bodyLayout()->addWidget(m_views);
    m_card->bodyLayout()->addStretch(1);
}

QString TokenExchangeCard::curl() const
{
    Workspace *workspace = m_desk.workspace();
    return workspace ? curlTokenCommand(workspace->baseUrl()) : QString();
}

void TokenExchangeCard::present()
{
    Workspace *workspace = m_desk.workspace();
    const HttpExchange exchange = workspace ? workspace->tokens().lastExchange() : HttpExchange();
    const bool there = !exchange.method.isEmpty();
    m_none->setVisible(!there);
    m_views->setVisible(there);
    m_status->setVisible(there);
    m_card->setSuffix({});
    if (!there)
        return;
    if (exchange.status == 0)
        m_status->setState(tr("NO ANSWER"), Tone::Bad);
    else
        m_status->setState(QString::number(exchange.status), exchange.status / 100 == 2 ? Tone::Good : Tone::Bad);
    if (exchange.timings.done >= 0)
        m_card->setSuffix(tr("%1 ms").arg(exchange.timings.done));
    const QString request = requestText(exchange);
    const QString response = responseText(exchange);
    // Both as high as the longer one.
    const auto lines = int(std::max(request.count(u'\n'), response.count(u'\n')) + 1);
    for (CodeView *view : {m_request, m_response})
        view->setFitLines(std::clamp(lines, exchangeLinesLeast, exchangeLinesMost), exchangeLinesMost);
    m_request->setCode(request, CodeView::Language::Http);
    m_response->setCode(response, exchange.status == 0 ? CodeView::Language::Plain : CodeView::Language::Http);
}

} // namespace daraja
