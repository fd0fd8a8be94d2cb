// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/ui/deskfixture.h"
#include "ui/doctor/checkmodel.h"
#include "ui/doctor/doctorpage.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/keyvaluegrid.h"
#include "ui/widgets/label.h"
#include "ui/widgets/verdictheader.h"

#include <QTreeView>

namespace daraja {

/// The page Doctor in a whole window on a simulator of its own.
class DoctorFixture
{
public:
    explicit DoctorFixture(Theme &theme)
        : fixture(theme)
    {
    }

    [[nodiscard]] bool open(const QSize &size = {1280, 860})
    {
        constexpr int patience = 20'000;
        return fixture.open(size) && QTest::qWaitFor([this] { return desk().simulator().isReady(); }, patience) && show({});
    }
    [[nodiscard]] bool show(const QVariant &argument)
    {
        window().showPage(PageId::Doctor, argument);
        return window().currentPageId() == PageId::Doctor;
    }

    [[nodiscard]] Desk &desk() { return fixture.desk; }
    [[nodiscard]] MainWindow &window() { return fixture.window; }
    [[nodiscard]] DoctorPage &page() { return *window().findChild<DoctorPage *>(); }
    [[nodiscard]] CheckModel &model() { return *page().findChild<CheckModel *>(); }
    [[nodiscard]] QTreeView &view() { return *page().findChild<QTreeView *>(QStringLiteral("doctorChecks")); }
    [[nodiscard]] VerdictHeader &verdict() { return *page().findChild<VerdictHeader *>(QStringLiteral("doctorVerdict")); }
    template <typename T> [[nodiscard]] T *find(const char *name) { return findVisible<T>(window(), QLatin1StringView(name).toString()); }

    /// Until the run that goes on is over.
    [[nodiscard]] bool wait()
    {
        constexpr int patience = 60'000;
        return QTest::qWaitFor([this] { return page().isRunning(); }) && QTest::qWaitFor([this] { return !page().isRunning(); }, patience);
    }
    /// A key of the window. Without a window manager nobody else makes it active again after a dialog.
    void press(Qt::Key key)
    {
        window().activateWindow();
        if (QTest::qWaitForWindowActive(&window())) {
            QTest::keyClick(&window(), key);
        }
    }
    [[nodiscard]] bool run()
    {
        press(Qt::Key_F5);
        return wait();
    }
    [[nodiscard]] Verdict::Outcome outcome() { return page().report().verdict.outcome; }
    [[nodiscard]] bool shows(const QString &text) { return showsText(page(), text); }

    /// Saves the open profile with these secrets and waits until it is open again.
    [[nodiscard]] bool spoil(const std::function<void(Profile &, ProfileSecrets &)> &change)
    {
        Profile profile = desk().profiles().profile(desk().profiles().currentId());
        ProfileSecrets secrets;
        change(profile, secrets);
        bool saved = false;
        desk().saveProfile(profile, secrets, &desk(), [&saved](const QString &, const QString &) { saved = true; });
        return QTest::qWaitFor([&] { return saved && desk().workspace() != nullptr; });
    }

    WindowFixture fixture;
};

} // namespace daraja
