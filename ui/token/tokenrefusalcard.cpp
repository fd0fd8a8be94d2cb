// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/token/tokenrefusalcard.h"

#include "core/errors/errorguide.h"
#include "ui/desk/desk.h"
#include "ui/doctor/doctorargument.h"
#include "ui/errors/threelines.h"
#include "ui/style/deskstyle.h"
#include "ui/token/tokenactions.h"
#include "ui/widgets/card.h"
#include "ui/widgets/verdictheader.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace daraja {

namespace {

/// The server's own words, or that it had none: the usual refusal is HTTP 400 with nothing in it (daraja-api 2.2).
QString whatWasSaid(const MpesaError &error, const HttpExchange &exchange)
{
    if (error.httpStatus == 0)
        return error.message;
    const QString status = TokenRefusalCard::tr("HTTP %1 %2").arg(error.httpStatus).arg(QString::fromLatin1(exchange.reason)).trimmed();
    if (error.body.trimmed().isEmpty())
        return TokenRefusalCard::tr("%1, with an empty answer").arg(status);
    const Explanation explanation = ErrorGuide::instance().explain(error, {});
    return TokenRefusalCard::tr("%1 (%2)").arg(explanation.said.isEmpty() ? error.message : explanation.said, status);
}

} // namespace

TokenRefusalCard::TokenRefusalCard(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_verdict(new VerdictHeader)
    , m_lines(new ThreeLines)
    , m_cure(new QPushButton)
    , m_edit(new QPushButton(tr("Edit profile…")))
    , m_again(new QPushButton(tr("Try again")))
    , m_why(new QPushButton(tr("Find out why")))
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *card = new Card;
    outer->addWidget(card);
    card->bodyLayout()->addWidget(m_verdict);
    m_verdict->setObjectName(QStringLiteral("tokenVerdict"));
    m_lines->setObjectName(QStringLiteral("tokenAdvice"));
    m_verdict->addBody(m_lines);
    m_verdict->addWidget(m_cure);
    m_verdict->addWidget(m_edit);
    m_verdict->addWidget(m_again);
    m_verdict->addWidget(m_why);
    m_cure->setObjectName(QStringLiteral("cureToken"));
    m_edit->setObjectName(QStringLiteral("editProfile"));
    m_again->setObjectName(QStringLiteral("tryTokenAgain"));
    m_why->setObjectName(QStringLiteral("findOutWhy"));
    setButtonRole(m_cure, ButtonRole::Primary);
    connect(m_cure, &QPushButton::clicked, this, [this] {
        if (m_desk.currentProfile().environment == Environment::Simulator)
            Q_EMIT ownSecretWanted();
        else
            Q_EMIT replaceSecretWanted();
    });
    connect(m_lines, &ThreeLines::everythingWanted, this, [this](const QVariant &argument) { m_desk.goTo(PageId::Errors, argument); });
    connect(m_edit, &QPushButton::clicked, this, [this] { m_desk.goTo(PageId::Settings, QStringLiteral("consumerKey")); });
    connect(m_again, &QPushButton::clicked, this, [this] { getToken(m_desk); });
    connect(m_why, &QPushButton::clicked, this, [this] {
        if (m_point)
            m_desk.goTo(PageId::Doctor, doctorArgument(*m_point));
    });
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
    const bool missing = workspace && (m_desk.currentProfile().consumerKey.isEmpty() || m_desk.currentSecrets().consumerSecret.isEmpty());
    setVisible(missing || error.isError());
    m_lines->clear();
    if (missing)
        presentMissing();
    else if (error.isError())
        presentError(error);
}

void TokenRefusalCard::presentMissing()
{
    const QString unread = m_desk.secretsProblem();
    const bool keyMissing = m_desk.currentProfile().consumerKey.isEmpty();
    m_verdict->setVerdict(Tone::Careful, keyMissing ? tr("The consumer key is missing") : tr("The consumer secret is missing"));
    Explanation explanation;
    explanation.means = unread.isEmpty() ? tr("Without key and secret nobody can be asked for a token.") : unread;
    QString cure = tr("Copy both from Safaricom's portal: My Apps, your app.");
    if (!unread.isEmpty() && m_desk.secretStore().isPersistent())
        cure = tr("Unlock the keychain and open the profile again, or put the secret in once more.");
    else if (!unread.isEmpty())
        cure = tr("Put the secret in once more: it is known until the program ends.");
    explanation.steps = {cure};
    explanation.retry = Explanation::Retry::NotNeeded; // nothing was sent
    m_lines->setExplanation(explanation);
    m_point.reset();
    presentButtons(true, false);
    m_cure->setText(tr("Put in the secret…"));
    m_cure->setVisible(!keyMissing);
    setButtonRole(m_edit, keyMissing ? ButtonRole::Primary : ButtonRole::Plain);
}

void TokenRefusalCard::presentError(const MpesaError &error)
{
    Explanation explanation = ErrorGuide::instance().explain(error, QStringLiteral("token"));
    m_verdict->setVerdict(error.origin == MpesaError::Origin::Network ? Tone::Careful : Tone::Bad,
                          explanation.title.isEmpty() ? tr("No token") : explanation.title);
    explanation.said = whatWasSaid(error, m_desk.workspace()->tokens().lastExchange());
    m_lines->setExplanation(explanation);
    m_lines->setRequestId(error.requestId);
    m_point = startingPoint(error, QStringLiteral("token"));
    presentButtons(error.origin == MpesaError::Origin::Auth || error.origin == MpesaError::Origin::Validation, true);
}

void TokenRefusalCard::presentButtons(bool aboutCredentials, bool again)
{
    const bool simulated = m_desk.currentProfile().environment == Environment::Simulator;
    setButtonRole(m_edit, ButtonRole::Plain);
    m_cure->setText(simulated ? tr("Use the simulator's own") : tr("Replace secret…"));
    m_cure->setVisible(aboutCredentials);
    m_edit->setVisible(aboutCredentials);
    m_again->setVisible(again);
    m_why->setVisible(m_point.has_value());
}

} // namespace daraja
