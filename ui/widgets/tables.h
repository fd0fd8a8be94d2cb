// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

class QAbstractItemView;
class QTableView;

namespace daraja {

/// Gives a table the look of the house: rows under thin lines, whole rows selected, no grid, no frame, quiet headings. For a table inside a
/// Card with setFlush(true).
void dressTable(QTableView *table);

/// The same for a list or a tree: no frame, whole rows selected, smooth scrolling.
void dressList(QAbstractItemView *view);

} // namespace daraja
