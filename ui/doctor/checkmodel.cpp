// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/doctor/checkmodel.h"

#include <algorithm>

namespace daraja {

namespace {

using CheckState = CheckModel::State;

/// Checks at the top carry 0 as internal id, those below a branch the row of the branch and one.
constexpr quintptr topLevel = 0;

QString checkStateWords(CheckState state)
{
    switch (state) {
    case CheckState::OnRequest:
        return CheckModel::tr("on request");
    case CheckState::Waiting:
        return CheckModel::tr("waiting");
    case CheckState::NotNeeded:
        return statusWords(Finding::Status::NotNeeded);
    case CheckState::NotRun:
        return statusWords(Finding::Status::NotRun);
    case CheckState::Good:
        return statusWords(Finding::Status::Good);
    case CheckState::Note:
        return statusWords(Finding::Status::Note);
    case CheckState::Careful:
        return statusWords(Finding::Status::Careful);
    case CheckState::Unknown:
        return statusWords(Finding::Status::Unknown);
    case CheckState::Bad:
        return statusWords(Finding::Status::Bad);
    case CheckState::Running:
        break;
    }
    return statusWords(Finding::Status::Running);
}

bool hasLooked(CheckState state)
{
    return state >= CheckState::Good && state != CheckState::Running;
}

QString shortOf(const Finding &finding)
{
    return finding.summary.isEmpty() ? (finding.title.isEmpty() ? finding.means : finding.title) : finding.summary;
}

} // namespace

CheckModel::State CheckModel::stateOf(Finding::Status status)
{
    switch (status) {
    case Finding::Status::NotRun:
        return State::NotRun;
    case Finding::Status::NotNeeded:
        return State::NotNeeded;
    case Finding::Status::Running:
        return State::Running;
    case Finding::Status::Good:
        return State::Good;
    case Finding::Status::Note:
        return State::Note;
    case Finding::Status::Careful:
        return State::Careful;
    case Finding::Status::Bad:
        return State::Bad;
    case Finding::Status::Unknown:
        break;
    }
    return State::Unknown;
}

void CheckModel::setChecks(const QList<CheckSpec> &planned, const QList<CheckSpec> &onRequest)
{
    beginResetModel();
    m_items.clear();
    m_groups.clear();
    for (const CheckSpec &spec : planned) {
        m_items.push_back({spec, State::Waiting, {}, {}});
    }
    for (const CheckSpec &spec : onRequest) {
        m_items.push_back({spec, State::OnRequest, {}, {}});
    }
    for (int i = 0; i < int(m_items.size()); ++i) {
        const Branch branch = m_items.at(size_t(i)).spec.branch;
        auto group = std::find_if(m_groups.begin(), m_groups.end(), [branch](const Group &each) { return each.branch == branch; });
        if (group == m_groups.end()) {
            group = m_groups.insert(m_groups.end(), Group{branch, {}});
        }
        group->items.push_back(i);
    }
    std::stable_sort(m_groups.begin(), m_groups.end(),
                     [](const Group &first, const Group &second) { return first.branch < second.branch; });
    endResetModel();
}

int CheckModel::find(const QString &id) const
{
    const auto found = std::find_if(m_items.begin(), m_items.end(), [&id](const Item &item) { return item.spec.id == id; });
    return found == m_items.end() ? -1 : int(found - m_items.begin());
}

void CheckModel::changed(int item)
{
    const QModelIndex index = indexOf(m_items.at(size_t(item)).spec.id);
    Q_EMIT dataChanged(index, index);
    if (index.parent().isValid()) {
        Q_EMIT dataChanged(index.parent(), index.parent());
    }
}

void CheckModel::start(const QString &id)
{
    if (const int item = find(id); item >= 0) {
        m_items.at(size_t(item)).state = State::Running;
        m_items.at(size_t(item)).progress.clear();
        changed(item);
    }
}

void CheckModel::progress(const QString &id, const QString &text)
{
    if (const int item = find(id); item >= 0) {
        m_items.at(size_t(item)).progress = text;
        changed(item);
    }
}

void CheckModel::finish(const Finding &finding)
{
    if (const int item = find(finding.checkId); item >= 0) {
        m_items.at(size_t(item)).state = stateOf(finding.status);
        m_items.at(size_t(item)).finding = finding;
        changed(item);
    }
}

void CheckModel::endRun()
{
    for (int i = 0; i < int(m_items.size()); ++i) {
        Item &item = m_items.at(size_t(i));
        if (item.state == State::Waiting || item.state == State::Running) {
            item.state = item.finding ? stateOf(item.finding->status) : item.spec.onRequest ? State::OnRequest : State::NotRun;
            changed(i);
        }
    }
}

const Finding *CheckModel::finding(const QString &id) const
{
    const int item = find(id);
    return item >= 0 && m_items.at(size_t(item)).finding ? &*m_items.at(size_t(item)).finding : nullptr;
}

const CheckSpec *CheckModel::spec(const QString &id) const
{
    const int item = find(id);
    return item >= 0 ? &m_items.at(size_t(item)).spec : nullptr;
}

CheckModel::State CheckModel::state(const QString &id) const
{
    const int item = find(id);
    return item >= 0 ? m_items.at(size_t(item)).state : State::NotRun;
}

QString CheckModel::running() const
{
    const auto found = std::find_if(m_items.begin(), m_items.end(), [](const Item &item) { return item.state == State::Running; });
    return found == m_items.end() ? QString() : found->spec.id;
}

QModelIndex CheckModel::indexOf(const QString &id) const
{
    const int item = find(id);
    for (int row = 0; item >= 0 && row < int(m_groups.size()); ++row) {
        const std::vector<int> &items = m_groups.at(size_t(row)).items;
        const auto found = std::find(items.begin(), items.end(), item);
        if (found == items.end()) {
            continue;
        }
        return items.size() == 1 ? createIndex(row, 0, topLevel) : createIndex(int(found - items.begin()), 0, quintptr(row) + 1);
    }
    return {};
}

int CheckModel::planned() const
{
    return int(std::count_if(m_items.begin(), m_items.end(), [](const Item &item) { return item.state != State::OnRequest; }));
}

int CheckModel::ended() const
{
    return int(
        std::count_if(m_items.begin(), m_items.end(), [](const Item &item) { return item.finding && item.state != State::Running; }));
}

int CheckModel::ran() const
{
    return int(std::count_if(m_items.begin(), m_items.end(), [](const Item &item) { return hasLooked(item.state); }));
}

int CheckModel::count(State state) const
{
    return int(std::count_if(m_items.begin(), m_items.end(), [state](const Item &item) { return item.state == state; }));
}

bool CheckModel::sentPrompt() const
{
    return std::any_of(m_items.begin(), m_items.end(), [](const Item &item) {
        return item.spec.effect == SideEffect::Prompt && item.finding && item.finding->gatewayCalls > 0;
    });
}

const CheckModel::Item *CheckModel::itemAt(const QModelIndex &index) const
{
    if (index.internalId() != topLevel) {
        const Group &group = m_groups.at(size_t(index.internalId() - 1));
        return &m_items.at(size_t(group.items.at(size_t(index.row()))));
    }
    const Group &group = m_groups.at(size_t(index.row()));
    return group.items.size() == 1 ? &m_items.at(size_t(group.items.front())) : nullptr;
}

const CheckModel::Item &CheckModel::lead(const Group &group) const
{
    // Of several that are equal the first: the causes stand before what follows from them.
    const auto most = std::max_element(group.items.begin(), group.items.end(), [this](int first, int second) {
        return m_items.at(size_t(first)).state < m_items.at(size_t(second)).state;
    });
    return m_items.at(size_t(*most));
}

CheckModel::State CheckModel::stateOf(const Group &group) const
{
    const State most = lead(group).state;
    const bool begun =
        std::any_of(group.items.begin(), group.items.end(), [this](int item) { return bool(m_items.at(size_t(item)).finding); });
    const bool waits =
        std::any_of(group.items.begin(), group.items.end(), [this](int item) { return m_items.at(size_t(item)).state == State::Waiting; });
    // What has begun and is not through is running: a good beginning says nothing yet. A fault does.
    return begun && waits && most < State::Careful ? State::Running : most;
}

QString CheckModel::summaryOf(const Group &group) const
{
    const State state = stateOf(group);
    const Item &first = lead(group);
    if (first.state == State::Running) {
        return first.progress.isEmpty() ? first.spec.title : tr("%1: %2").arg(first.spec.title, first.progress);
    }
    if (state >= State::Careful && state != State::Running) {
        return tr("%1: %2").arg(first.spec.title, shortOf(*first.finding));
    }
    QStringList good;
    int fine = 0;
    for (const int item : group.items) {
        const Item &each = m_items.at(size_t(item));
        if (each.finding && hasLooked(each.state)) {
            ++fine;
            good.append(shortOf(*each.finding));
        }
    }
    constexpr int readAtOnce = 2;
    if (fine > 0) {
        return fine <= readAtOnce ? good.join(tr(" · ")) : tr("%1 checks, nothing wrong").arg(fine);
    }
    return first.finding ? shortOf(*first.finding) : QString();
}

QVariant CheckModel::dataOf(const Group &group, int role) const
{
    const State state = stateOf(group);
    switch (role) {
    case Qt::DisplayRole:
        return branchName(group.branch);
    case IdRole:
        return lead(group).spec.id;
    case StateRole:
        return int(state);
    case WordsRole:
        return checkStateWords(state);
    case SummaryRole:
        return summaryOf(group);
    case BranchRole:
        return true;
    case DurationRole: {
        qint64 sum = -1;
        for (const int item : group.items) {
            const Item &each = m_items.at(size_t(item));
            if (each.finding && hasLooked(each.state)) {
                sum = std::max<qint64>(0, sum) + each.finding->durationMs;
            }
        }
        return sum;
    }
    case Qt::AccessibleTextRole:
        return tr("%1, %2. %3", "title, state, summary").arg(branchName(group.branch), checkStateWords(state), summaryOf(group));
    default:
        return {};
    }
}

QVariant CheckModel::dataOf(const Item &item, int role) const
{
    const auto summary = [&item]() -> QString {
        if (item.state == State::Running) {
            return item.progress;
        }
        if (item.state == State::OnRequest) {
            return tr("runs only when you ask for it");
        }
        return item.finding ? shortOf(*item.finding) : QString();
    };
    switch (role) {
    case Qt::DisplayRole:
        return item.spec.title;
    case IdRole:
        return item.spec.id;
    case StateRole:
        return int(item.state);
    case WordsRole:
        return checkStateWords(item.state);
    case SummaryRole:
        return summary();
    case DurationRole:
        return item.finding && hasLooked(item.state) ? item.finding->durationMs : qint64(-1);
    case BranchRole:
        return false;
    case Qt::ToolTipRole:
        return item.spec.what;
    case Qt::AccessibleTextRole:
        return tr("%1, %2. %3", "title, state, summary").arg(item.spec.title, checkStateWords(item.state), summary());
    default:
        return {};
    }
}

QModelIndex CheckModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : topLevel);
}

QModelIndex CheckModel::parent(const QModelIndex &child) const
{
    return !child.isValid() || child.internalId() == topLevel ? QModelIndex() : createIndex(int(child.internalId()) - 1, 0, topLevel);
}

int CheckModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid()) {
        return int(m_groups.size());
    }
    if (parent.internalId() != topLevel || parent.column() != 0) {
        return 0;
    }
    const size_t items = m_groups.at(size_t(parent.row())).items.size();
    return items == 1 ? 0 : int(items);
}

int CheckModel::columnCount(const QModelIndex & /*parent*/) const
{
    return 1;
}

QVariant CheckModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Item *item = itemAt(index);
    return item ? dataOf(*item, role) : dataOf(m_groups.at(size_t(index.row())), role);
}

} // namespace daraja
