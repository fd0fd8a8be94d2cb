// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/darajactl/session.h"

#include "app/darajactl/terminal.h"
#include "core/profiles/credentialimport.h"
#include "core/secrets/keychainsecretstore.h"

#include <QTimer>

namespace daraja {

namespace {
constexpr int ownSimulatorAnswer = 300; // milliseconds until its handset pays
}

Session::Session(const Clock &clock, SessionOptions options, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_options(std::move(options))
    , m_activity(clock)
{
}

Session::~Session() = default;

void Session::open()
{
    QTimer::singleShot(0, this, [this] {
        if (!m_options.profile.isEmpty()) {
            openProfile();
            return;
        }
        Profile blank;
        blank.environment = Environment::Sandbox;
        const CredentialImport imported = importFromEnvironment(blank);
        for (const CredentialImport::Leftover &leftover : imported.leftovers) {
            Q_EMIT failed(QStringLiteral("%1: %2").arg(leftover.text, leftover.reason));
            return;
        }
        m_profile = imported.profile;
        m_secrets = imported.secrets;
        if (imported.placements.isEmpty() || m_profile.environment == Environment::Simulator) {
            openSimulator();
        } else {
            openWorkspace({});
        }
    });
}

void Session::openProfile()
{
    m_profiles = std::make_unique<ProfileStore>(m_options.settingsFile);
    m_profile = m_profiles->findByName(m_options.profile);
    if (m_profile.id.isEmpty()) {
        QStringList names;
        for (const Profile &profile : m_profiles->profiles()) {
            names.append(profile.name);
        }
        Q_EMIT failed(
            QStringLiteral("There is no profile \"%1\". Profiles here: %2.").arg(m_options.profile, names.join(QStringLiteral(", "))));
        return;
    }
    if (m_profile.environment == Environment::Simulator) {
        openSimulator();
        return;
    }
    m_store = std::make_unique<KeychainSecretStore>(QStringLiteral("darajadesk"));
    m_unread = {SecretKind::ConsumerSecret, SecretKind::Passkey, SecretKind::InitiatorPassword, SecretKind::SecurityCredential,
                SecretKind::BillManagerKey};
    readNextSecret();
}

void Session::readNextSecret()
{
    if (m_unread.isEmpty()) {
        openWorkspace({});
        return;
    }
    const SecretKind kind = m_unread.takeFirst();
    m_store->read(secretName(m_profile.id, kind), this, [this, kind](const SecretAnswer &answer) {
        if (answer.status == SecretAnswer::Status::Locked) {
            Q_EMIT failed(
                QStringLiteral(
                    "The keychain is locked, so the secrets of \"%1\" cannot be read. Unlock it, or give them by the MPESA_ variables.")
                    .arg(m_profile.name));
            return;
        }
        m_secrets.value(kind) = answer.value;
        readNextSecret();
    });
}

void Session::openSimulator()
{
    m_simulator = std::make_unique<Simulator>(m_clock);
    SimulatorOptions options;
    options.automaticAnswer = ownSimulatorAnswer;
    if (!m_simulator->start(options)) {
        Q_EMIT failed(m_simulator->errorString());
        return;
    }
    connect(m_simulator.get(), &Simulator::ready, this, [this] {
        const SimulatorOptions &made = m_simulator->options();
        m_profile = ProfileStore::demoProfile();
        m_profile.consumerKey = made.consumerKey;
        m_secrets = {.consumerSecret = made.consumerSecret,
                     .passkey = made.passkey,
                     .initiatorPassword = made.initiatorPassword,
                     .securityCredential = {}};
        openWorkspace(m_simulator->baseUrl());
    });
}

QString Session::askForMissing()
{
    if (m_profile.consumerKey.isEmpty()) {
        return QStringLiteral("There is no consumer key. Set MPESA_CONSUMER_KEY, or use --profile.");
    }
    if (m_secrets.consumerSecret.isEmpty() && m_options.askForSecrets) {
        m_secrets.consumerSecret = readSecretFromTerminal(QStringLiteral("Consumer secret: "));
    }
    if (m_secrets.consumerSecret.isEmpty()) {
        return QStringLiteral("There is no consumer secret. Set MPESA_CONSUMER_SECRET, or save it in the profile.");
    }
    return {};
}

void Session::openWorkspace(const QUrl &simulatorUrl)
{
    if (const QString missing = askForMissing(); !missing.isEmpty() && !m_options.mayLackKeys) {
        Q_EMIT failed(missing);
        return;
    }
    m_receiver = std::make_unique<CallbackReceiver>(m_clock);
    if (!m_receiver->listen()) {
        Q_EMIT failed(m_receiver->errorString());
        return;
    }
    m_workspace = std::make_unique<Workspace>(m_profile, m_secrets, simulatorUrl, m_clock, m_receiver.get());
    if (const QString problem = HttpClient::problemWithBaseUrl(m_workspace->baseUrl()); !problem.isEmpty()) {
        Q_EMIT failed(problem);
        return;
    }
    if (m_simulator) {
        RequestContext context = m_workspace->client().context();
        context.certificate = m_simulator->certificatePem();
        m_workspace->client().setContext(context);
    }
    if (m_options.historyFile.isEmpty()) {
        Q_EMIT opened();
    } else {
        openHistory();
    }
}

void Session::openHistory()
{
    m_history = std::make_unique<HistoryStore>(m_clock);
    m_feed = std::make_unique<HistoryFeed>(m_activity, *m_history, m_clock);
    m_activity.follow(m_workspace->client(), m_workspace->tokens());
    m_feed->follow(*m_receiver);
    m_feed->follow(*m_workspace, HistoryFeed::Earlier::Leave);
    connect(m_history.get(), &HistoryStore::problemChanged, this, [this](const QString &problem) {
        if (!problem.isEmpty()) {
            Q_EMIT noted(problem);
        }
    });
    connect(m_history.get(), &HistoryStore::opened, this, [this] {
        if (!m_history->status().message.isEmpty()) {
            Q_EMIT noted(m_history->status().message);
        }
        Q_EMIT opened();
    });
    m_history->open(m_options.historyFile);
}

} // namespace daraja
