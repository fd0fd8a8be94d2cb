// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/doctorrun.h"
#include "ui/doctor/checkmodel.h"
#include "ui/doctor/doctorargument.h"
#include "ui/doctor/ownserverform.h"
#include "ui/shell/page.h"

#include <QTimer>

class QAction;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTreeView;

namespace daraja {

class Banner;
class Card;
class CheckDelegate;
class FindingCard;
class FrontDoor;
class VerdictCard;

/// The credential doctor: what is wrong, how sure that is, what mends it. First the complaints to start from; then the verdict on top, the
/// checks with their live states, and everything about the one that is chosen.
///
/// Begins nothing without being told, and nothing that may have consequences without having asked in words. A run looks at the values as
/// they were when it began; when the profile is edited meanwhile the page says so, when another one is opened the run ends.
class DoctorPage final : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DoctorPage)

public:
    explicit DoctorPage(Desk &desk, QWidget *parent = nullptr);
    ~DoctorPage() override;

    /// `argument`: see doctorargument.h.
    void open(const QVariant &argument) override;
    void saveState(QSettings &group) const override;
    void restoreState(QSettings &group) override;
    /// F5 checks again, Esc cancels.
    bool handle(PageCommand command) override;
    void tick() override;
    [[nodiscard]] QString statusText() const override;
    [[nodiscard]] QString statusHint() const override;

    /// What is shown; of a run that goes on, so far.
    [[nodiscard]] const DoctorReport &report() const { return m_report; }
    [[nodiscard]] bool isRunning() const { return m_run != nullptr; }
    /// Between the calls of one run to Safaricom; for tests.
    void setPace(std::chrono::milliseconds pace) { m_pace = pace; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildRunView();
    void buildActions();
    QAction *addPageAction(const QString &words, std::function<void()> run);

    /// \name Running: doctorpagerun.cpp
    /// @{
    /// Begins as soon as the profile is open, after asking what must be asked.
    void begin(const DoctorWish &wish);
    void launch(const DoctorWish &wish, Consents consents);
    void start(const DoctorWish &wish, Consents consents, const QString &registration);
    void addRows(const QList<CheckSpec> &plan);
    void follow();
    void end(const DoctorReport &report);
    void merge(const DoctorReport &report);
    void drop();
    void again();
    void cancel();
    void cure(const Finding::Cure &cure);
    void runCheck(const QString &id);
    void profileChanged();
    /// @}

    /// \name Showing: doctorpageshowing.cpp
    /// @{
    void showFrontDoor();
    void showReport();
    void showLast();
    void presentRunning();
    void presentDetail();
    void presentHeader();
    void presentButtons();
    void select(const QString &checkId);
    void openBranches();
    void turn();
    [[nodiscard]] qint64 elapsed() const;
    [[nodiscard]] bool isShowingRun() const;
    /// @}

    void openSupportPack();
    void keepServer();
    [[nodiscard]] OwnServer server() const;

    QStackedWidget *m_stack;
    FrontDoor *m_door;
    QWidget *m_runView;
    Banner *m_edited;
    VerdictCard *m_verdict;
    CheckModel *m_model;
    QTreeView *m_view;
    CheckDelegate *m_delegate;
    Card *m_listCard;
    QPushButton *m_pack;
    FindingCard *m_detail;
    OwnServerForm *m_server;
    QSplitter *m_splitter;
    QAction *m_againAction = nullptr;
    QAction *m_cancelAction = nullptr;
    QAction *m_packAction = nullptr;
    QTimer m_turning;

    AttemptMeter m_meter;
    std::shared_ptr<Workspace> m_held; ///< before m_run: it works with it
    std::unique_ptr<DoctorRun> m_run;
    std::optional<DoctorWish> m_pending; ///< to begin when the profile is open
    DoctorWish m_wish;                   ///< what is shown or running
    DoctorReport m_report;
    QStringList m_changes;
    QHash<QString, OwnServer> m_servers; ///< by profile
    QString m_profile;                   ///< id, of what is shown
    Consents m_agreed;                   ///< the last time, for this profile
    std::chrono::milliseconds m_pace = Examination::pace;
    std::chrono::milliseconds m_begun{0};
    double m_turned = 0;
    quint64 m_launch = 0; ///< counts begin(): answers to earlier ones are stale
    bool m_shown = false; ///< there is a report or a run
    bool m_isEdited = false;
    bool m_chosen = false; ///< the user selected a check himself
    bool m_selecting = false;
};

} // namespace daraja
