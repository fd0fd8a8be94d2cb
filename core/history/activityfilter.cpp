// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/activitymodel.h"

#include <algorithm>

namespace daraja {

ActivityFilter::ActivityFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{
}

void ActivityFilter::setWords(const QString &words)
{
    const QStringList list = words.simplified().split(u' ', Qt::SkipEmptyParts);
    if (list != m_words) {
        m_words = list;
        invalidateRowsFilter();
    }
}

void ActivityFilter::setStates(const QList<ActivityEntry::State> &states)
{
    if (states != m_states) {
        m_states = states;
        invalidateRowsFilter();
    }
}

void ActivityFilter::setShowTokens(bool show)
{
    if (show != m_showTokens) {
        m_showTokens = show;
        invalidateRowsFilter();
    }
}

bool ActivityFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    if (!m_showTokens && index.data(ActivityModel::KindRole).toInt() == static_cast<int>(ActivityEntry::Kind::Token)) {
        return false;
    }
    if (!m_states.isEmpty() && !m_states.contains(static_cast<ActivityEntry::State>(index.data(ActivityModel::StateRole).toInt()))) {
        return false;
    }
    if (m_words.isEmpty()) {
        return true;
    }
    const QString text = index.data(ActivityModel::SearchRole).toString();
    return std::all_of(m_words.cbegin(), m_words.cend(), [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace daraja
