// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/desk/desk.h"

#include "core/api/workspace.h"
#include "core/callbacks/callbackreceiver.h"
#include "core/history/historyfeed.h"
#include "ui/desk/secretkeeper.h"

#include <QDir>
#include <QFileInfo>

namespace daraja {

namespace {

constexpr quint16 usualSimulatorPort = 7060;
constexpr quint16 usualReceiverPort = 7061;

const QString simulatorPortKey = QStringLiteral("simulator/port");
const QString receiverPortKey = QStringLiteral("receiver/port");
const QString historyDaysKey = QStringLiteral("history/days");

/// A simulator profile may leave anything open: the running simulator knows it.
Profile completedBy(const SimulatorOptions &options, Profile profile)
{
    const auto fill = [](QString &value, const QString &given) {
        if (value.isEmpty())
            value = given;
    };
    fill(profile.consumerKey, options.consumerKey);
    fill(profile.shortCode, options.shortCode);
    fill(profile.till, options.till);
    fill(profile.initiatorName, options.initiatorName);
    fill(profile.phoneNumber, options.msisdn);
    return profile;
}

ProfileSecrets completedBy(const SimulatorOptions &options, ProfileSecrets secrets)
{
    if (secrets.consumerSecret.isEmpty())
        secrets.consumerSecret = options.consumerSecret;
    if (secrets.passkey.isEmpty())
        secrets.passkey = options.passkey;
    if (secrets.initiatorPassword.isEmpty())
        secrets.initiatorPassword = options.initiatorPassword;
    return secrets;
}

std::unique_ptr<QSettings> openSettings(const QString &file)
{
    if (file.isEmpty())
        return std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("DarajaDesk"),
                                           QStringLiteral("window"));
    return std::make_unique<QSettings>(file, QSettings::IniFormat);
}

/// Beside the settings; empty (the platform's place, which the command line uses too) when those are there.
QString fileBeside(const QString &settingsFile, const QString &ending)
{
    if (settingsFile.isEmpty())
        return {};
    const QFileInfo file(settingsFile);
    return file.dir().filePath(file.completeBaseName() + ending);
}

} // namespace

class Desk::Private
{
public:
    Private(Desk *desk, const Clock &runClock, const QString &settingsFile, std::unique_ptr<SecretStore> secretStore)
        : q(desk)
        , clock(runClock)
        , file(settingsFile)
        , settings(openSettings(settingsFile))
        , profiles(fileBeside(settingsFile, QStringLiteral("-profiles.ini")))
        , notes(fileBeside(settingsFile, QStringLiteral("-notes.json")), clock)
        , doctorRecord(fileBeside(settingsFile, QStringLiteral("-doctor")))
        , store(std::move(secretStore))
        , keeper(*store)
        , historyFile(settingsFile.isEmpty() ? historyPath() : fileBeside(settingsFile, QStringLiteral("-history.sqlite")))
        , history(clock)
        , simulator(clock)
        , receiver(clock)
        , forwarder(clock)
        , activity(clock)
        , feed(activity, history, clock)
        , guard(clock)
    {
    }

    void startHistory();
    void startReceiver();
    [[nodiscard]] bool listen(quint16 port);
    [[nodiscard]] QList<ReceiverAddress> addresses();
    void setForwarding();
    void startSimulator();
    void close();
    [[nodiscard]] std::shared_ptr<Workspace> makeWorkspace();
    void present(const Profile &profile, const ProfileSecrets &secrets, const QString &problem);
    void giveCertificate();
    void keepAppKey(const QString &key);
    void take(const Callback &callback);

    [[nodiscard]] quint16 port(const QString &key, quint16 usual) const
    {
        bool ok = false;
        const int wanted = settings->value(key, usual).toInt(&ok);
        return ok && wanted >= 0 && wanted <= 65535 ? quint16(wanted) : usual;
    }

    Desk *q;
    const Clock &clock;
    const QString file;
    std::unique_ptr<QSettings> settings;
    ProfileStore profiles;
    TeamNotes notes;
    DoctorRecord doctorRecord;
    std::unique_ptr<SecretStore> store;
    SecretKeeper keeper;
    const QString historyFile;
    HistoryStore history;
    Simulator simulator;
    CallbackReceiver receiver;
    CallbackForwarder forwarder;
    CallbackSettings callbacks;
    ActivityLog activity;
    HistoryFeed feed;
    ProductionGuard guard;
    Profile profile;
    ProfileSecrets secrets;
    QString secretsProblem;
    std::shared_ptr<Workspace> workspace; ///< last: it uses what stands above
    quint64 opening = 0;                  ///< counts openProfile(): answers of earlier ones are stale
    bool started = false;
};

void Desk::Private::startHistory()
{
    // Whoever asks before it is open waits; the first paint does not.
    history.setRetention({.days = q->historyDays(), .entries = 0});
    history.open(historyFile);
}

/// Every profile keeps its own, so that what was registered goes on arriving whichever is open.
QList<ReceiverAddress> Desk::Private::addresses()
{
    QList<ReceiverAddress> all;
    for (const Profile &known : profiles.profiles())
        all.append({known.id, callbackSegment(*settings, known.id)});
    return all;
}

bool Desk::Private::listen(quint16 port)
{
    ReceiverOptions options = receiverOptions(callbacks);
    options.port = port;
    options.addresses = addresses();
    return receiver.listen(options);
}

void Desk::Private::startReceiver()
{
    receiver.close();
    const quint16 wanted = port(receiverPortKey, usualReceiverPort);
    if (listen(wanted))
        return;
    const QString why = receiver.errorString();
    if (listen(0)) {
        // The usual port is taken whenever a second window is open: nothing that anybody must know. A chosen one is.
        if (settings->contains(receiverPortKey))
            Q_EMIT q->notice(tr("Callbacks are received on port %1, not on %2: %3").arg(receiver.port()).arg(wanted).arg(why));
        return;
    }
    if (callbacks.listensToNetwork) {
        // On this computer they still come, through a tunnel or from the simulator.
        const QString network = receiver.errorString();
        ReceiverOptions options = receiverOptions(callbacks);
        options.publicListener.reset();
        options.addresses = addresses();
        options.port = wanted;
        if (receiver.listen(options) || (options.port = 0, receiver.listen(options))) {
            Q_EMIT q->notice(tr("No callbacks come from the network: %1").arg(network));
            return;
        }
    }
    Q_EMIT q->notice(tr("No callbacks can be received: %1").arg(receiver.errorString()));
}

void Desk::Private::setForwarding()
{
    if (!forwarder.setTarget(callbacks.forwards ? callbacks.forwardTarget : QString()))
        Q_EMIT q->notice(tr("Callbacks are not forwarded: %1").arg(CallbackForwarder::problemWithTarget(callbacks.forwardTarget)));
}

void Desk::Private::startSimulator()
{
    SimulatorOptions options;
    options.port = port(simulatorPortKey, usualSimulatorPort);
    if (simulator.start(options))
        return;
    const QString why = simulator.errorString();
    const quint16 wanted = options.port;
    options.port = 0;
    if (simulator.start(options)) {
        if (settings->contains(simulatorPortKey))
            Q_EMIT q->notice(tr("The simulator listens on port %1, not on %2: %3").arg(simulator.baseUrl().port()).arg(wanted).arg(why));
    } else {
        Q_EMIT q->notice(tr("The simulator could not start: %1").arg(simulator.errorString()));
    }
}

void Desk::Private::close()
{
    workspace.reset();
}

std::shared_ptr<Workspace> Desk::Private::makeWorkspace()
{
    return {new Workspace(profile, secrets, simulator.baseUrl(), clock, &receiver), [this](Workspace *old) {
                QObject::disconnect(&receiver, nullptr, old, nullptr);
                // Somebody may ask for another profile from inside a signal of this one.
                old->setParent(q);
                old->deleteLater();
            }};
}

void Desk::Private::present(const Profile &opened, const ProfileSecrets &read, const QString &problem)
{
    const bool simulated = opened.environment == Environment::Simulator;
    profile = simulated ? completedBy(simulator.options(), opened) : opened;
    secrets = simulated ? completedBy(simulator.options(), read) : read;
    secretsProblem = problem;
    const bool usable = !simulated || simulator.isRunning();
    if (usable) {
        workspace = makeWorkspace();
        workspace->client().setGuard(guard);
        activity.follow(workspace->client(), workspace->tokens());
        feed.follow(*workspace);
        connect(&workspace->client(), &MpesaClient::appKeyIssued, q, [this](const QString &key) { keepAppKey(key); });
        connect(workspace.get(), &Workspace::unmatched, q, [this](const Callback &callback) { activity.addLoose(callback); });
        giveCertificate();
    }
    Q_EMIT q->workspaceChanged();
    if (!problem.isEmpty() && problem != store->notice()) // that was said already
        Q_EMIT q->notice(tr("Secrets of %1 could not be read: %2").arg(profile.name, problem));
}

void Desk::Private::keepAppKey(const QString &key)
{
    // The running client has it already. Reading first: a secret that a locked store did not give must not be lost.
    secrets.billManagerKey = key;
    const Profile owner = profiles.profile(profile.id);
    keeper.read(owner, q, [this, owner, key](const ProfileSecrets &saved, const QString &) {
        ProfileSecrets kept = saved;
        kept.billManagerKey = key;
        keeper.write(owner, kept, q, [this, owner](const QString &problem) {
            Q_EMIT q->notice(problem.isEmpty() ? tr("The app key of Bill Manager is kept with the profile %1.").arg(owner.name)
                                               : tr("The app key of Bill Manager: %1").arg(problem));
        });
    });
}

void Desk::Private::giveCertificate()
{
    if (!workspace || profile.environment != Environment::Simulator || !profile.certificateFile.isEmpty() || !simulator.isReady())
        return;
    RequestContext context = workspace->client().context();
    context.certificate = simulator.certificatePem();
    workspace->client().setContext(context);
}

void Desk::Private::take(const Callback &callback)
{
    // A workspace takes callbacks for its client and tells of those that it cannot place.
    if (!workspace)
        activity.addLoose(callback);
}

Desk::Desk(const Clock &clock, const QString &settingsFile, std::unique_ptr<SecretStore> secrets, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, clock, settingsFile, std::move(secrets)))
{
    d->profile = d->profiles.profile(d->profiles.currentId());
    d->callbacks = readCallbackSettings(*d->settings);
    d->feed.follow(d->receiver);
    d->feed.follow(d->forwarder);
    d->forwarder.connectTo(d->receiver);
    connect(&d->history, &HistoryStore::opened, this, [this] {
        const HistoryStatus &status = d->history.status();
        // A folder that cannot be written was said already, for all that is kept there.
        const bool said = status.state == HistoryStatus::State::MemoryOnly && !settingsProblem().isEmpty();
        if (!status.message.isEmpty() && !said)
            Q_EMIT notice(status.message);
    });
    connect(&d->history, &HistoryStore::problemChanged, this, [this](const QString &problem) {
        if (!problem.isEmpty())
            Q_EMIT notice(problem);
    });
    connect(&d->receiver, &CallbackReceiver::received, this, [this](const Callback &callback) { d->take(callback); });
    connect(&d->receiver, &CallbackReceiver::certificateProblem, this, &Desk::notice);
    connect(&d->simulator, &Simulator::ready, this, [this] { d->giveCertificate(); });
    connect(d->store.get(), &SecretStore::changed, this, [this] {
        const QString text = d->store->notice();
        if (!text.isEmpty())
            Q_EMIT notice(text);
    });
}

Desk::~Desk()
{
    d->workspace.reset();
    qDeleteAll(findChildren<Workspace *>(Qt::FindDirectChildrenOnly)); // they use what goes with d
}

void Desk::start()
{
    if (d->started)
        return;
    d->started = true;
    d->startHistory();
    d->setForwarding();
    d->startReceiver();
    d->startSimulator();
    Q_EMIT addressesChanged();
    const QString problem = settingsProblem();
    if (!problem.isEmpty())
        Q_EMIT notice(problem);
    openProfile(d->profiles.currentId());
}

bool Desk::isStarted() const
{
    return d->started;
}

const Clock &Desk::clock() const
{
    return d->clock;
}

QSettings &Desk::settings()
{
    return *d->settings;
}

QString Desk::fileBesideSettings(const QString &ending) const
{
    return fileBeside(d->file, ending);
}

QString Desk::settingsProblem() const
{
    if (!d->profiles.problem().isEmpty())
        return d->profiles.problem();
    // QSettings::isWritable() is true for a file that cannot be made yet; the nearest folder that exists decides.
    const QFileInfo file(d->settings->fileName());
    bool writable = file.exists() ? file.isWritable() : true;
    if (!file.exists()) {
        QString folder = file.absolutePath();
        while (!QFileInfo::exists(folder) && QFileInfo(folder).absolutePath() != folder)
            folder = QFileInfo(folder).absolutePath();
        writable = QFileInfo(folder).isDir() && QFileInfo(folder).isWritable();
    }
    if (writable && d->settings->status() != QSettings::AccessError)
        return {};
    return tr("Settings and profiles cannot be kept: %1 cannot be written. Everything works, but is forgotten when the program ends.")
        .arg(QDir::toNativeSeparators(file.absoluteFilePath()));
}

ProfileStore &Desk::profiles()
{
    return d->profiles;
}

SecretStore &Desk::secretStore()
{
    return *d->store;
}

Simulator &Desk::simulator()
{
    return d->simulator;
}

CallbackReceiver &Desk::receiver()
{
    return d->receiver;
}

TeamNotes &Desk::teamNotes()
{
    return d->notes;
}

DoctorRecord &Desk::doctorRecord()
{
    return d->doctorRecord;
}

HistoryStore &Desk::history()
{
    return d->history;
}

int Desk::historyDays() const
{
    return std::clamp(d->settings->value(historyDaysKey, 0).toInt(), 0, longestHistoryDays);
}

void Desk::setHistoryDays(int days)
{
    d->settings->setValue(historyDaysKey, days);
    d->history.setRetention({.days = days, .entries = 0});
}

CallbackForwarder &Desk::forwarder()
{
    return d->forwarder;
}

const CallbackSettings &Desk::callbackSettings() const
{
    return d->callbacks;
}

QString Desk::setCallbackSettings(const CallbackSettings &chosen)
{
    if (chosen.forwards || !chosen.forwardTarget.isEmpty()) {
        if (const QString problem = CallbackForwarder::problemWithTarget(chosen.forwardTarget); !problem.isEmpty())
            return problem;
    }
    const CallbackSettings before = std::exchange(d->callbacks, chosen);
    const bool listensAnew = d->started && !(receiverOptions(before) == receiverOptions(chosen));
    if (listensAnew && !d->listen(d->receiver.port())) {
        const QString problem = d->receiver.errorString();
        d->callbacks = before;
        d->startReceiver();
        Q_EMIT addressesChanged();
        return problem;
    }
    writeCallbackSettings(*d->settings, chosen);
    if (d->started) {
        d->setForwarding();
        Q_EMIT addressesChanged();
    }
    return {};
}

void Desk::renewCallbackAddress()
{
    renewCallbackSegment(*d->settings, d->profile.id);
    d->receiver.setAddresses(d->addresses());
    Q_EMIT addressesChanged();
    openProfile(d->profile.id);
}

ActivityLog &Desk::activity()
{
    return d->activity;
}

ProductionGuard &Desk::guard()
{
    return d->guard;
}

Workspace *Desk::workspace()
{
    return d->workspace.get();
}

std::shared_ptr<Workspace> Desk::holdWorkspace()
{
    return d->workspace;
}

const Profile &Desk::currentProfile() const
{
    return d->profile;
}

const ProfileSecrets &Desk::currentSecrets() const
{
    return d->secrets;
}

QString Desk::secretsProblem() const
{
    return d->secretsProblem;
}

int Desk::activeCallCount()
{
    return d->workspace ? int(d->workspace->client().activeCalls().size()) : 0;
}

void Desk::openProfile(const QString &id)
{
    Profile profile = d->profiles.profile(id);
    if (profile.id.isEmpty())
        profile = d->profiles.profiles().constFirst();
    d->profiles.setCurrentId(profile.id);
    d->close();
    d->receiver.setAddresses(d->addresses()); // it may be a new one
    d->profile = profile;
    d->secrets = {};
    d->secretsProblem.clear();
    Q_EMIT workspaceChanged();
    if (!d->started)
        return;
    const quint64 opening = ++d->opening;
    d->keeper.read(profile, this, [this, opening, profile](const ProfileSecrets &secrets, const QString &problem) {
        if (opening == d->opening)
            d->present(profile, secrets, problem);
    });
}

void Desk::saveProfile(const Profile &profile, const ProfileSecrets &secrets, QObject *context,
                       std::function<void(const QString &id, const QString &problem)> done)
{
    bool ok = true;
    Profile saved = profile;
    saved.id = d->profiles.save(profile, &ok);
    const QString storeProblem = ok ? QString() : d->profiles.problem();
    const QPointer<QObject> receiver(context);
    d->keeper.write(saved, secrets, this, [this, receiver, done = std::move(done), id = saved.id, storeProblem](const QString &problem) {
        if (id == d->profiles.currentId())
            openProfile(id);
        if (receiver)
            done(id, storeProblem.isEmpty() ? problem : storeProblem);
    });
}

void Desk::readSecrets(const QString &profileId, QObject *context,
                       std::function<void(const ProfileSecrets &secrets, const QString &problem)> done)
{
    d->keeper.read(d->profiles.profile(profileId), context, std::move(done));
}

void Desk::removeProfile(const QString &id)
{
    const bool wasCurrent = id == d->profiles.currentId();
    d->profiles.remove(id);
    if (!d->profiles.profile(id).id.isEmpty())
        return; // the demo profile stays
    d->keeper.remove(id);
    d->doctorRecord.forget(id);
    forgetCallbackSegment(*d->settings, id);
    d->receiver.setAddresses(d->addresses());
    if (wasCurrent)
        openProfile(ProfileStore::demoProfile().id);
}

QString Desk::secretPlace(const Profile &profile) const
{
    return profile.environment == Environment::Simulator ? tr("Simulator, in memory") : d->store->place();
}

quint16 Desk::wantedReceiverPort() const
{
    return d->port(receiverPortKey, usualReceiverPort);
}

void Desk::setWantedReceiverPort(quint16 port)
{
    d->settings->setValue(receiverPortKey, port);
    if (!d->started)
        return;
    d->startReceiver();
    Q_EMIT addressesChanged();
    openProfile(d->profiles.currentId());
}

void Desk::forgetEverything()
{
    const QList<Profile> all = d->profiles.profiles();
    for (const Profile &profile : all) {
        d->profiles.remove(profile.id);
        d->keeper.remove(profile.id);
    }
    d->profiles.save(ProfileStore::demoProfile());
    d->doctorRecord.forgetAll();
    d->settings->clear();
    d->settings->sync();
    d->callbacks = {};
    d->setForwarding();
    if (d->started)
        d->startReceiver();
    Q_EMIT addressesChanged();
    openProfile(ProfileStore::demoProfile().id);
}

void Desk::goTo(PageId page, const QVariant &argument)
{
    Q_EMIT pageRequested(page, argument);
}

} // namespace daraja
