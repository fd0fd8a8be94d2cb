// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/activity/activityfilters.h"

#include "core/base/nairobitime.h"
#include "core/catalogue/dates.h"
#include "core/catalogue/operationspec.h"
#include "ui/requests/datefield.h"
#include "ui/style/deskstyle.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/label.h"
#include "ui/widgets/searchfield.h"

#include <QAbstractItemView>
#include <QActionGroup>
#include <QComboBox>
#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace daraja {

namespace {

using State = ActivityEntry::State;

constexpr int typingPause = 150; // milliseconds
constexpr int operationListWidth = 300;
constexpr int dayFieldWidth = 150;

const QString customDays = QStringLiteral("custom");
const QString looseCallbacks = QStringLiteral("callback");

/// What the outcome box offers.
QList<State> statesOf(const QString &choice)
{
    static const QHash<QString, QList<State>> choices{
        {QStringLiteral("good"), {State::Paid, State::Done}},
        {QStringLiteral("bad"), {State::Refused, State::Failed}},
        {QStringLiteral("open"), {State::Running, State::Waiting, State::Pending, State::Unknown}}};
    return choices.value(choice);
}

const FieldSpec &dayField()
{
    static constexpr FieldSpec field{.name = "day", .kind = FieldKind::Date, .format = "yyyy-MM-dd"};
    return field;
}

/// The beginning of a day in Nairobi.
QDateTime beginOf(const QDate &day)
{
    return fromDarajaTimestamp(day.toString(QStringLiteral("yyyyMMdd000000"))).toUTC();
}

QDate typedDay(const DateField &field)
{
    return readDate(field.text()).date();
}

} // namespace

ActivityFilters::ActivityFilters(const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_search(new SearchField(tr("Search phone, receipt, id, amount, code…")))
    , m_outcomes(new QComboBox)
    , m_operations(new QComboBox)
    , m_days(new QComboBox)
    , m_more(new QPushButton)
    , m_menu(new QMenu(m_more))
    , m_profileMenu(nullptr)
    , m_profiles(new QActionGroup(this))
    , m_pinned(nullptr)
    , m_tokens(nullptr)
    , m_bar(new QHBoxLayout)
    , m_dayRow(new QWidget)
    , m_from(new DateField(dayField()))
    , m_to(new DateField(dayField()))
    , m_dayProblem(new Label({}, TextStyle::Small, Role::Bad))
    , m_today(toNairobi(clock.now()).date())
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(px(metrics::Grid));
    m_bar->setSpacing(px(metrics::Grid));
    layout->addLayout(m_bar);
    layout->addWidget(m_dayRow);

    m_search->setShortcut(QKeySequence::Find);
    m_search->setObjectName(QStringLiteral("activitySearch"));
    m_search->setAccessibleName(tr("Search the timeline"));
    m_search->installEventFilter(this);
    m_outcomes->addItem(tr("Any outcome"), QString());
    m_outcomes->addItem(tr("Paid or done"), QStringLiteral("good"));
    m_outcomes->addItem(tr("Refused or not accepted"), QStringLiteral("bad"));
    m_outcomes->addItem(tr("Open or unknown"), QStringLiteral("open"));
    m_outcomes->setObjectName(QStringLiteral("activityOutcome"));
    m_outcomes->setAccessibleName(tr("Outcome"));
    fillOperations();
    m_days->addItem(tr("Any time"), 0);
    m_days->addItem(tr("Today"), 1);
    m_days->addItem(tr("Last 7 days"), 7);
    m_days->addItem(tr("Last 30 days"), 30);
    m_days->addItem(tr("From … to …"), customDays);
    m_days->setObjectName(QStringLiteral("activityDays"));
    m_days->setAccessibleName(tr("Days"));
    for (QComboBox *box : {m_outcomes, m_operations, m_days}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(box == m_days ? 7 : 9);
        box->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }
    m_outcomes->view()->setMinimumWidth(px(220));
    buildMenu();
    buildDays();
    m_bar->addWidget(m_search, 1);
    m_bar->addWidget(m_outcomes);
    m_bar->addWidget(m_operations);
    m_bar->addWidget(m_days);
    m_bar->addWidget(m_more);

    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    connect(&m_pause, &QTimer::timeout, this, &ActivityFilters::wanted);
    connect(m_search, &QLineEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    for (QComboBox *box : {m_outcomes, m_operations, m_days}) {
        connect(box, &QComboBox::currentIndexChanged, this, &ActivityFilters::changed);
    }
    updateMenuButton();
}

void ActivityFilters::fillOperations()
{
    m_operations->addItem(tr("Any operation"));
    QStringList groups;
    for (const OperationSpec *operation : operations()) {
        if (const QString group = catalogueText(operation->group); !groups.contains(group)) {
            groups.append(group);
        }
    }
    for (const QString &group : std::as_const(groups)) {
        QStringList members;
        const int head = m_operations->count();
        for (const OperationSpec *operation : operations()) {
            if (catalogueText(operation->group) == group) {
                const QString id = QString::fromLatin1(operation->id);
                members.append(id);
                m_operations->addItem(QStringLiteral("    ") + catalogueText(operation->title), QStringList{id});
            }
        }
        m_operations->insertItem(head, tr("%1: all").arg(group), members);
    }
    m_operations->addItem(tr("Callbacks without a call"), looseCallbacks);
    m_operations->setMaxVisibleItems(18);
    m_operations->view()->setMinimumWidth(px(operationListWidth));
    m_operations->setObjectName(QStringLiteral("activityOperation"));
    m_operations->setAccessibleName(tr("Operation"));
}

void ActivityFilters::buildMenu()
{
    m_more->setIcon(makeIcon(Icon::Filter));
    m_more->setMenu(m_menu);
    m_more->setObjectName(QStringLiteral("activityMore"));
    m_profileMenu = m_menu->addMenu(tr("Profile"));
    setProfiles({});
    QMenu *environments = m_menu->addMenu(tr("Environment"));
    for (const Environment environment : {Environment::Simulator, Environment::Sandbox, Environment::Production, Environment::Custom}) {
        QAction *action = environments->addAction(environmentName(environment));
        action->setCheckable(true);
        action->setData(QVariant::fromValue(environment));
        connect(action, &QAction::toggled, this, &ActivityFilters::changed);
        m_environments.append(action);
    }
    m_menu->addSeparator();
    m_pinned = m_menu->addAction(tr("Pinned only"));
    m_pinned->setCheckable(true);
    m_tokens = m_menu->addAction(tr("Show tokens"));
    m_tokens->setCheckable(true);
    m_tokens->setChecked(true);
    m_menu->addSeparator();
    connect(m_menu->addAction(tr("Show everything")), &QAction::triggered, this, &ActivityFilters::clear);
    connect(m_pinned, &QAction::toggled, this, &ActivityFilters::changed);
    connect(m_tokens, &QAction::toggled, this, &ActivityFilters::changed);
    connect(m_profiles, &QActionGroup::triggered, this, &ActivityFilters::changed);
}

void ActivityFilters::buildDays()
{
    auto *row = new QHBoxLayout(m_dayRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(metrics::Grid));
    row->addStretch(1);
    row->addWidget(m_dayProblem);
    const QString today = m_today.toString(Qt::ISODate);
    for (const auto &[field, label] : {std::pair(m_from, tr("From")), std::pair(m_to, tr("To, included"))}) {
        row->addWidget(new Label(label, TextStyle::Body, Role::Dim));
        field->setFixedWidth(px(dayFieldWidth));
        field->setPlaceholderText(today);
        field->setAccessibleName(label);
        row->addWidget(field);
        connect(field, &QLineEdit::textChanged, this, [this] {
            checkDays();
            m_pause.start();
        });
    }
    m_from->setObjectName(QStringLiteral("activityFrom"));
    m_to->setObjectName(QStringLiteral("activityTo"));
    m_dayRow->hide();
}

void ActivityFilters::setProfiles(const QList<QPair<QString, QString>> &profiles)
{
    if (profiles == m_profileNames && m_profiles->checkedAction()) {
        return;
    }
    m_profileNames = profiles;
    const QString chosen = m_profiles->checkedAction() ? m_profiles->checkedAction()->data().toString() : QString();
    qDeleteAll(m_profiles->actions());
    const auto add = [&](const QString &words, const QString &id) {
        QAction *action = m_profileMenu->addAction(words);
        action->setCheckable(true);
        action->setData(id);
        m_profiles->addAction(action);
        action->setChecked(id == chosen);
    };
    add(tr("Any profile"), {});
    for (const auto &[id, name] : profiles) {
        add(name, id.isEmpty() ? name : id);
    }
    if (!m_profiles->checkedAction()) { // the last entry of that profile is gone
        m_profiles->actions().constFirst()->setChecked(true);
        changed();
    }
}

HistoryQuery ActivityFilters::query() const
{
    HistoryQuery query;
    query.text = m_search->text().simplified();
    query.states = statesOf(m_outcomes->currentData().toString());
    query.operations = m_operations->currentData().toStringList();
    if (m_operations->currentData() == looseCallbacks) {
        query.operations.clear();
        query.kinds = {ActivityEntry::Kind::LooseCallback};
    } else if (!m_tokens->isChecked()) {
        query.kinds = {ActivityEntry::Kind::Call, ActivityEntry::Kind::LooseCallback};
    }
    if (m_days->currentData() == customDays) {
        if (const QDate from = typedDay(*m_from); from.isValid()) {
            query.from = beginOf(from);
        }
        if (const QDate to = typedDay(*m_to); to.isValid()) {
            query.to = beginOf(to.addDays(1));
        }
    } else if (const int days = m_days->currentData().toInt(); days > 0) {
        query.from = beginOf(m_today.addDays(1 - days));
    }
    if (const QAction *profile = m_profiles->checkedAction(); profile && !profile->data().toString().isEmpty()) {
        query.profiles = {profile->data().toString()};
    }
    for (const QAction *environment : m_environments) {
        if (environment->isChecked()) {
            query.environments.append(environment->data().value<Environment>());
        }
    }
    query.pinnedOnly = m_pinned->isChecked();
    return query;
}

bool ActivityFilters::isNarrow() const
{
    HistoryQuery narrow = query();
    if (m_operations->currentData() != looseCallbacks) {
        narrow.kinds = QList<ActivityEntry::Kind>();
    }
    return !(narrow == HistoryQuery());
}

void ActivityFilters::clear()
{
    {
        const QSignalBlocker blocker(this);
        m_search->clear();
        for (QComboBox *box : {m_outcomes, m_operations, m_days}) {
            box->setCurrentIndex(0);
        }
        m_from->clear();
        m_to->clear();
        m_profiles->actions().constFirst()->setChecked(true);
        for (QAction *environment : std::as_const(m_environments)) {
            environment->setChecked(false);
        }
        m_pinned->setChecked(false);
        m_tokens->setChecked(true);
    }
    changed();
}

void ActivityFilters::changed()
{
    m_dayRow->setVisible(m_days->currentData() == customDays);
    updateMenuButton();
    m_pause.stop();
    Q_EMIT wanted();
}

void ActivityFilters::updateMenuButton()
{
    const HistoryQuery narrowed = query();
    const int count =
        int(!narrowed.profiles.isEmpty()) + int(!narrowed.environments.isEmpty()) + int(narrowed.pinnedOnly) + int(!m_tokens->isChecked());
    m_more->setText(count == 0 ? tr("More") : tr("More · %1").arg(count));
    m_more->setAccessibleName(tr("More filters, %1 in use").arg(count));
    m_more->setToolTip(tr("Profile, environment, pins, tokens"));
}

void ActivityFilters::checkDays()
{
    const QDate from = typedDay(*m_from);
    const QDate to = typedDay(*m_to);
    for (const auto &[field, day] : {std::pair(m_from, from), std::pair(m_to, to)}) {
        setProblemLook(field, !field->text().isEmpty() && !day.isValid());
    }
    const bool unreadable = (!m_from->text().isEmpty() && !from.isValid()) || (!m_to->text().isEmpty() && !to.isValid());
    const bool reversed = from.isValid() && to.isValid() && to < from;
    m_dayProblem->setText(unreadable ? tr("Write a day as 2026-03-14.") : reversed ? tr("The first day is after the last.") : QString());
}

void ActivityFilters::tick()
{
    const QDate today = toNairobi(m_clock.now()).date();
    if (today != m_today) {
        m_today = today;
        if (m_days->currentData() != customDays && m_days->currentIndex() > 0) {
            changed();
        }
    }
}

void ActivityFilters::addButton(QPushButton *button)
{
    m_bar->addWidget(button);
}

bool ActivityFilters::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            if (m_pause.isActive()) {
                changed();
            }
            Q_EMIT entered();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ActivityFilters::saveState(QSettings &group) const
{
    group.setValue(QStringLiteral("outcome"), m_outcomes->currentData());
    group.setValue(QStringLiteral("tokens"), m_tokens->isChecked());
}

void ActivityFilters::restoreState(QSettings &group)
{
    m_outcomes->setCurrentIndex(std::max(0, m_outcomes->findData(group.value(QStringLiteral("outcome")))));
    m_tokens->setChecked(group.value(QStringLiteral("tokens"), true).toBool());
}

} // namespace daraja
