// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/doctor/patientof.h"

#include "ui/desk/desk.h"
#include "ui/doctor/ownserverform.h"

namespace daraja {

namespace {

QUrl otherEnvironmentUrl(Environment environment)
{
    switch (environment) {
    case Environment::Sandbox:
        return environmentBaseUrl(Environment::Production);
    case Environment::Production:
        return environmentBaseUrl(Environment::Sandbox);
    case Environment::Simulator:
    case Environment::Custom:
        break;
    }
    return {};
}

QString registrationAnswer(const HistoryEntry &entry)
{
    return entry.exchanges.isEmpty() ? entry.error.message : QString::fromUtf8(entry.exchanges.last().responseBody);
}

} // namespace

Patient patientOf(Desk &desk, Workspace &workspace, AttemptMeter &meter, const OwnServer &server)
{
    Patient patient;
    patient.http = &workspace.http();
    patient.tokens = &workspace.tokens();
    patient.client = &workspace.client();
    patient.meter = &meter;
    patient.history = &desk.history();
    patient.otherBaseUrl = otherEnvironmentUrl(workspace.profile().environment);
    patient.resultsReachUs = workspace.callbacksReachUs();
    patient.callbackUrl = server.url();
    patient.allowList = server.allowList;
    return patient;
}

void readLastRegistration(Desk &desk, const QString &profileId, QObject *context, std::function<void(const QString &answer)> found)
{
    HistoryQuery query;
    query.operations = {QStringLiteral("c2b_register"), QStringLiteral("c2b_register_v1")};
    query.profiles = {profileId};
    HistoryStore *history = &desk.history();
    history->find(query, 0, 1, context, [history, context, found = std::move(found)](const HistoryPage &page) {
        if (page.rows.isEmpty()) {
            found({});
            return;
        }
        history->load(page.rows.constFirst().number, context,
                      [found](const std::optional<HistoryEntry> &entry) { found(entry ? registrationAnswer(*entry) : QString()); });
    });
}

} // namespace daraja
