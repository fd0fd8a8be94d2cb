// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/redactor.h"
#include "core/doctor/report.h"
#include "core/history/historystore.h"
#include "core/history/weather.h"

namespace daraja {

/// Everything that a support person needs to see what is wrong, in one file: verdict, findings, requests with their ids, timeline,
/// versions, clock, weather, and a mail that is ready to be sent. A value. Made by makeSupportPack() it holds no secret and no whole
/// phone number, so each form of it may be shown, saved and sent as it is.
struct SupportPack
{
    /// A request as Safaricom's staff look for it.
    struct Request
    {
        QDateTime at; ///< UTC
        QString checkId;
        QString asked;  ///< `POST /mpesa/stkpushquery/v1/query`, with the name of the operation where it is known
        int status = 0; ///< 0: no answer
        QString requestId;
        QString code;
        QString said; ///< exact words, or why there was no answer
    };
    /// An entry of the history.
    struct Moment
    {
        QDateTime at; ///< UTC
        QString title;
        ActivityEntry::State state = ActivityEntry::State::Running;
        QString party;
        QString amount;
        QString summary;
        QString code;
        QString conversation;
        QString originator;
        QString receipt;
        QString requestId;
    };

    DoctorReport report;
    QList<Request> requests; ///< of the doctor that have an id or were not answered well, oldest first
    QList<Moment> timeline;  ///< newest first
    std::optional<Weather> weather;
    QDateTime madeAt;                        ///< UTC
    QList<QPair<QString, QString>> versions; ///< `Daraja Desk` → `0.1.0`, Qt, TLS, system
};

/// Cleans everything that goes in: what the redactor knows, tokens and passwords by their names, phone numbers (`254712***678`) and the
/// names of customers. Values of cures stay out. Depends on nothing else but the versions of this computer.
[[nodiscard]] SupportPack makeSupportPack(const DoctorReport &report, const QList<HistoryEntry> &timeline,
                                          const std::optional<Weather> &weather, const Redactor &redactor, const QDateTime &now);

/// The same with what the history has: entries of the report's profile and environment from a day before the run to its end, the newest 40,
/// and the weather. `history` may be null: a pack without both. The answer comes later, never from inside, and not when `context` has
/// died.
void collectSupportPack(const DoctorReport &report, HistoryStore *history, const Redactor &redactor, const QDateTime &now, QObject *context,
                        std::function<void(const SupportPack &)> made);

/// \name Forms: pure functions. The preview shows the bytes that are saved.
/// @{
/// `{"format":"daraja-desk-support","version":1,"report":{…},"requests":[…],"timeline":[…],"weather":{…},"versions":{…},"mail":{…}}`;
/// `report` is that of reportToJson().
[[nodiscard]] QByteArray supportPackJson(const SupportPack &pack);
/// One page that needs nothing else, for people; the JSON is in it as the block `daraja-desk-support`, for programs. Nothing in it runs
/// and nothing is loaded; what came from outside is text.
[[nodiscard]] QByteArray supportPackHtml(const SupportPack &pack);
/// A mail to Safaricom's API support in plain text: short code, what was asked, exact words, request ids, UTC and Nairobi times.
[[nodiscard]] QString supportMailSubject(const SupportPack &pack);
[[nodiscard]] QString supportMailText(const SupportPack &pack);
/// apisupport@safaricom.co.ke (daraja-api 25)
[[nodiscard]] QString supportMailAddress();
/// `daraja-desk-support-174379-20260314-101530.html`, in Nairobi time.
[[nodiscard]] QString supportPackFileName(const SupportPack &pack);
/// @}

/// Writes it, whole or not at all, mode 0600: JSON alone to a name that ends in .json, HTML to .html or .htm. Another ending is a problem.
/// Returns the problem in words for people, or an empty text.
[[nodiscard]] QString saveSupportPack(const SupportPack &pack, const QString &fileName);
/// What saveSupportPack() would say about the ending of the name, before anything was done; empty: usable.
[[nodiscard]] QString problemWithPackName(const QString &fileName);

} // namespace daraja
