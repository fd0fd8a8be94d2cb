// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/ui/deskfixture.h"
#include "ui/activity/activitypage.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/searchfield.h"

#include <QAction>
#include <QComboBox>
#include <QSignalSpy>
#include <QTableView>
#include <QUuid>

namespace daraja {

/// The page Activity on a Desk of its own, whose history is a real file.
class ActivityFixture
{
public:
    explicit ActivityFixture()
        : page(fixture.desk)
    {
        page.resize(1200, 800);
    }

    /// Shown, and the history open.
    [[nodiscard]] bool open()
    {
        page.show();
        return QTest::qWaitFor([this] { return history().status().state == HistoryStatus::State::Open; });
    }

    [[nodiscard]] HistoryStore &history() { return fixture.desk.history(); }
    [[nodiscard]] QTableView *table() { return page.findChild<QTableView *>(QStringLiteral("activityTable")); }
    [[nodiscard]] int rows() { return table()->model()->rowCount(); }
    [[nodiscard]] QString cell(int row, int column) { return table()->model()->index(row, column).data().toString(); }
    [[nodiscard]] QString transcript() { return page.findChild<CodeView *>(QStringLiteral("entryText"))->fullText(); }
    [[nodiscard]] Banner *banner(const char *name) { return page.findChild<Banner *>(QLatin1StringView(name)); }
    void type(const QString &words)
    {
        auto *search = page.findChild<SearchField *>();
        search->clear();
        QTest::keyClicks(search, words);
    }
    void choose(const char *box, const QString &words)
    {
        auto *combo = page.findChild<QComboBox *>(QLatin1StringView(box));
        combo->setCurrentIndex(combo->findText(words));
    }
    /// The action with these words, of the menus and of the page, or null.
    [[nodiscard]] QAction *action(const QString &words)
    {
        for (QAction *each : page.findChildren<QAction *>()) {
            if (each->text() == words) {
                return each;
            }
        }
        return nullptr;
    }

    /// A payment of 0712 345 678 as it is kept.
    [[nodiscard]] HistoryEntry payment(const QString &amount, const QDateTime &at)
    {
        HistoryEntry entry;
        entry.uid = QUuid::createUuid().toString(QUuid::WithoutBraces);
        entry.state = ActivityEntry::State::Paid;
        entry.at = at;
        entry.operationId = QStringLiteral("stk_push");
        entry.title = QStringLiteral("STK push");
        entry.party = QStringLiteral("254712345678");
        entry.amount = amount;
        entry.receipt = QStringLiteral("UCE%1ZB").arg(amount.rightJustified(5, u'0'));
        entry.summary = entry.receipt + QStringLiteral(" · callback after 5.1 s");
        entry.conversation = QStringLiteral("ws_CO_1403202612000%1").arg(amount);
        entry.profileId = fixture.desk.currentProfile().id;
        entry.profile = fixture.desk.currentProfile().name;
        entry.values = {{QStringLiteral("Amount"), amount}, {QStringLiteral("PhoneNumber"), entry.party}};
        entry.steps = {{at, QStringLiteral("sent")}, {at.addMSecs(214), QStringLiteral("accepted")}};
        return entry;
    }
    void put(const HistoryEntry &entry) { history().put(entry); }
    /// On disk. False when it went wrong.
    [[nodiscard]] bool putAll(const QList<HistoryEntry> &entries)
    {
        int kept = 0;
        for (const HistoryEntry &entry : entries) {
            history().put(entry, &page, [&kept](const QString &problem) { kept += problem.isEmpty() ? 1 : 0; });
        }
        return QTest::qWaitFor([&] { return kept == entries.size(); }, 20'000);
    }
    /// What is kept of that entry now.
    [[nodiscard]] std::optional<HistoryEntry> kept(const QString &uid)
    {
        std::optional<HistoryEntry> found;
        bool answered = false;
        history().load(uid, &page, [&](const std::optional<HistoryEntry> &entry) {
            found = entry;
            answered = true;
        });
        return QTest::qWaitFor([&answered] { return answered; }) ? found : std::nullopt;
    }

    DeskFixture fixture;
    ActivityPage page;
};

} // namespace daraja
