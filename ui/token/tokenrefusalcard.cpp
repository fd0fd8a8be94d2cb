// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/token/tokenrefusalcard.h"

#include "core/errors/errorguide.h"
#include "ui/desk/desk.h"
#include "ui/style/deskstyle.h"
#include "ui/token/tokenactions.h"
#include "ui/widgets/card.h"
#include "ui/widgets/keyvaluegrid.h"
#include "ui/widgets/verdictheader.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace daraja {

namespace {

/// 1. 2. 3., one a line; a single step has no number.
QString numbered(const QStringList &steps)
{
    if (steps.size() < 2)
        return steps.value(0);
    QString text;
    for (qsizetype i = 0; i < steps.size(); ++i)
        text += QStringLiteral("%1%2. %3").arg(i == 0 ? QString() : QStringLiteral("\n")).arg(i + 1).arg(steps.at(i));
    return text;
}

bool isAboutCredentials(const MpesaError &error)
{
    return error.origin == MpesaError::Origin::Auth || error.origin == MpesaError::Origin::Validation;
}

} // namespace

TokenRefusalCard::TokenRefusalCard(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_verdict(new VerdictHeader)
    , m_lines(new KeyValueGrid)
    , m_cure(new QPushButton)
    , m_edit(new QPushButton(tr("Edit profile…")))
    , m_again(new QPushButton(tr("Try again")))
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *card = new Card;
    card->setFlush(true);
    outer->addWidget(card);
    card->bodyLayout()->addWidget(m_verdict);
    m_verdict->setObjectName(QStringLiteral("tokenVerdict"));
    m_lines->setObjectName(QStringLiteral("tokenAdvice"));
    m_verdict->addBody(m_lines);
    m_verdict->addWidget(m_cure);
    m_verdict->addWidget(m_edit);
    m_verdict->addWidget(m_again);
    m_cure->setObjectName(QStringLiteral("cureToken"));
    m_edit->setObjectName(QStringLiteral("editProfile"));
    m_again->setObjectName(QStringLiteral("tryTokenAgain"));
    setButtonRole(m_cure, ButtonRole::Primary);
    connect(m_cure, &QPushButton::clicked, this, [this] {
        if (m_desk.currentProfile().environment == Environment::Simulator)
            Q_EMIT ownSecretWanted();
        else
            Q_EMIT replaceSecretWanted();
    });
    connect(m_edit, &QPushButton::clicked, this, [this] { m_desk.goTo(PageId::Settings, QStringLiteral("consumerKey")); });
    connect(m_again, &QPushButton::clicked, this, [this] { getToken(m_desk); });
    setVisible(false);
}

void TokenRefusalCard::present()
{
    Workspace *workspace = m_desk.workspace();
    const MpesaError error = workspace ? workspace->tokens().lastError() : MpesaError();
    const bool fetching = workspace && workspace->tokens().state() == TokenManager::State::Fetching;
    m_again->setEnabled(!fetching);
    if (fetching && isVisible())
        return; // what was wrong stays readable until the answer is there
    setVisible(error.isError());
    if (!error.isError())
        return;
    const Explanation explanation = ErrorGuide::instance().explain(error, {});
    m_verdict->setVerdict(error.origin == MpesaError::Origin::Network ? Tone::Careful : Tone::Bad,
                          explanation.title.isEmpty() ? tr("No token") : explanation.title);
    m_lines->clear();
    QString said = explanation.said.isEmpty() ? error.message : explanation.said;
    const int row = m_lines->addRow(error.httpStatus > 0 ? tr("Safaricom said") : tr("What happened"), said);
    if (error.httpStatus > 0) {
        const QString request = error.requestId.isEmpty() ? QString() : tr(" · request %1").arg(error.requestId);
        m_lines->setNote(row, tr("HTTP %1").arg(error.httpStatus) + request);
    }
    if (!explanation.means.isEmpty())
        m_lines->addRow(tr("It means"), explanation.means);
    if (!explanation.steps.isEmpty())
        m_lines->addRow(tr("Do this"), numbered(explanation.steps));
    const bool simulated = m_desk.currentProfile().environment == Environment::Simulator;
    m_cure->setText(simulated ? tr("Use the simulator's own") : tr("Replace secret…"));
    m_cure->setVisible(isAboutCredentials(error));
    m_edit->setVisible(isAboutCredentials(error));
}

} // namespace daraja
