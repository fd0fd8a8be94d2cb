// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/doctor/frontdoor.h"

#include "core/base/nairobitime.h"
#include "core/doctor/registry.h"
#include "core/history/weather.h"
#include "ui/desk/desk.h"
#include "ui/doctor/symptombutton.h"
#include "ui/shell/scrollbody.h"
#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"

#include <QGridLayout>
#include <QPushButton>
#include <QResizeEvent>
#include <QVBoxLayout>

namespace daraja {

namespace {

constexpr int twoTilesWide = 640;
constexpr int threeTilesWide = 1100;

Label *dimText(const char *name)
{
    auto *label = new Label({}, TextStyle::Body, Role::Dim);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setObjectName(QLatin1StringView(name));
    return label;
}

} // namespace

FrontDoor::FrontDoor(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_simulated(new Banner)
    , m_about(dimText("doctorAbout"))
    , m_everything(new QPushButton(tr("Check everything")))
    , m_grid(new QGridLayout)
    , m_weather(dimText("doctorWeather"))
    , m_last(dimText("doctorLast"))
    , m_showLast(new QPushButton(tr("Show it")))
{
    QVBoxLayout *layout = makeScrollBody(this);
    m_simulated->setAction(tr("Put in the details that fail…"));
    m_simulated->setObjectName(QStringLiteral("doctorSimulated"));
    connect(m_simulated, &Banner::actionTriggered, this, &FrontDoor::pasteWanted);
    layout->addWidget(m_simulated);

    auto *head = new QHBoxLayout;
    head->setSpacing(px(metrics::Gap));
    auto *words = new QVBoxLayout;
    words->setSpacing(px(4));
    words->addWidget(new Label(tr("What do you see?"), TextStyle::Title));
    words->addWidget(m_about);
    head->addLayout(words, 1);
    setButtonRole(m_everything, ButtonRole::Primary);
    m_everything->setObjectName(QStringLiteral("checkEverything"));
    m_everything->setToolTip(tr("F5"));
    head->addWidget(m_everything, 0, Qt::AlignVCenter);
    layout->addLayout(head);

    m_grid->setSpacing(px(12));
    const QList<Symptom> all = symptoms();
    for (const Symptom &symptom : all) {
        auto *tile = new SymptomButton(symptom.words, symptom.hint);
        tile->setObjectName(QStringLiteral("symptom-") + symptom.id);
        connect(tile, &QAbstractButton::clicked, this, [this, id = symptom.id] { Q_EMIT symptomChosen(id); });
        m_tiles.append(tile);
    }
    layout->addLayout(m_grid);

    auto *below = new QHBoxLayout;
    below->setSpacing(px(metrics::Gap));
    auto *weather = new Card(tr("The last 24 hours"));
    weather->bodyLayout()->addWidget(m_weather);
    weather->bodyLayout()->addStretch(1);
    auto *last = new Card(tr("The last run"));
    last->bodyLayout()->addWidget(m_last);
    last->bodyLayout()->addStretch(1);
    setButtonRole(m_showLast, ButtonRole::Plain, ButtonSize::Small);
    m_showLast->setObjectName(QStringLiteral("showLast"));
    last->addHeaderWidget(m_showLast);
    below->addWidget(weather, 1);
    below->addWidget(last, 1);
    layout->addLayout(below);
    layout->addStretch(1);

    connect(m_everything, &QPushButton::clicked, this, &FrontDoor::everythingWanted);
    connect(m_showLast, &QPushButton::clicked, this, &FrontDoor::lastWanted);
    arrange();
}

void FrontDoor::arrange()
{
    const int columns = width() >= px(threeTilesWide) ? 4 : width() >= px(twoTilesWide) ? 2 : 1;
    if (columns == m_columns) {
        return;
    }
    m_columns = columns;
    for (int i = 0; i < int(m_tiles.size()); ++i) {
        m_grid->addWidget(m_tiles.at(i), i / columns, i % columns);
    }
    constexpr int most = 4;
    for (int column = 0; column < most; ++column) {
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
    }
}

void FrontDoor::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void FrontDoor::setReady(bool ready)
{
    m_everything->setEnabled(ready);
    for (SymptomButton *tile : std::as_const(m_tiles)) {
        tile->setEnabled(ready);
    }
}

void FrontDoor::focusFirst()
{
    m_everything->setFocus(Qt::OtherFocusReason);
}

void FrontDoor::present(const std::optional<DoctorReport> &last)
{
    const Profile &profile = m_desk.currentProfile();
    m_about->setText(tr("The doctor finds which value of %1 is wrong, how sure that is, and what mends it. It sends no prompt and moves no "
                        "money.")
                         .arg(profile.name));
    if (profile.environment == Environment::Simulator) {
        m_simulated->info(tr("These are the values of the simulator. To find out what is wrong with yours, put them in first."));
    } else {
        m_simulated->hide();
    }
    m_showLast->setVisible(last.has_value());
    m_last->setText(last
                        ? tr("%1\n%2").arg(nairobiClockAndDay(last->startedAt), last->verdict.title)
                        : tr("The doctor has not looked at everything of this profile yet. What it finds is kept, so that the next run can "
                             "say what changed."));
    readWeather();
}

void FrontDoor::readWeather()
{
    HistoryQuery whose;
    whose.profiles = {m_desk.currentProfile().id};
    const QString id = m_desk.currentProfile().id;
    Weather::read(m_desk.history(), whose, m_desk.clock().now(), this, [this, id](const Weather &weather) {
        if (id != m_desk.currentProfile().id) {
            return;
        }
        m_weather->setText(weather.problem.isEmpty() ? weatherLines(weather).join(u'\n') : weather.problem);
    });
}

} // namespace daraja
