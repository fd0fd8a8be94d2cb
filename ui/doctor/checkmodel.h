// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/checkspec.h"
#include "core/doctor/finding.h"

#include <QAbstractItemModel>

#include <optional>
#include <vector>

namespace daraja {

/// The checks of a run with what is known of each: the branches of the tree at the top, their checks below. A branch of one check is that
/// check. Raw values only; CheckDelegate gives them their look.
class CheckModel final : public QAbstractItemModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CheckModel)

public:
    /// From the least to the most telling: a branch is in the state of its most telling check.
    enum class State { OnRequest, Waiting, NotNeeded, NotRun, Good, Note, Careful, Unknown, Bad, Running };

    enum DataRole {
        IdRole = Qt::UserRole + 1, ///< of the check; of a branch, of its most telling check
        StateRole,                 ///< State as int
        SummaryRole,               ///< one line, may be empty
        WordsRole,                 ///< the state in words
        DurationRole,              ///< milliseconds; -1: did not run
        BranchRole,                ///< bool: has checks below it
    };

    using QAbstractItemModel::QAbstractItemModel;

    /// Begins anew: checks that will run, and those that run only when somebody asks for them. In the order of the tree.
    void setChecks(const QList<CheckSpec> &planned, const QList<CheckSpec> &onRequest);
    void clear() { setChecks({}, {}); }

    /// \name As the run goes on; ids that are not among the checks are ignored
    /// @{
    void start(const QString &id);
    /// What it does now, in a few words.
    void progress(const QString &id, const QString &text);
    void finish(const Finding &finding);
    /// The run is over: nothing waits or runs any more.
    void endRun();
    /// @}

    [[nodiscard]] const Finding *finding(const QString &id) const; ///< null while there is none
    [[nodiscard]] const CheckSpec *spec(const QString &id) const;
    [[nodiscard]] State state(const QString &id) const;
    [[nodiscard]] QModelIndex indexOf(const QString &id) const;
    [[nodiscard]] QString running() const; ///< id, or empty

    [[nodiscard]] int planned() const; ///< without those on request that nobody asked for
    [[nodiscard]] int ended() const;   ///< of these
    [[nodiscard]] int ran() const;     ///< of all: that have looked at something
    [[nodiscard]] int count(State state) const;
    /// Whether a check ran that sends a prompt.
    [[nodiscard]] bool sentPrompt() const;

    [[nodiscard]] static State stateOf(Finding::Status status);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Item
    {
        CheckSpec spec;
        State state = State::Waiting;
        QString progress;
        std::optional<Finding> finding;
    };
    struct Group
    {
        Branch branch;
        std::vector<int> items; ///< indexes into m_items
    };

    [[nodiscard]] int find(const QString &id) const; ///< -1: none
    [[nodiscard]] const Item *itemAt(const QModelIndex &index) const;
    [[nodiscard]] const Item &lead(const Group &group) const;
    [[nodiscard]] State stateOf(const Group &group) const;
    [[nodiscard]] QString summaryOf(const Group &group) const;
    [[nodiscard]] QVariant dataOf(const Item &item, int role) const;
    [[nodiscard]] QVariant dataOf(const Group &group, int role) const;
    void changed(int item);

    std::vector<Item> m_items;
    std::vector<Group> m_groups;
};

} // namespace daraja
