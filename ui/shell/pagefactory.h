// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/shell/page.h"
#include "ui/style/icons.h"

namespace daraja {

/// What the rail shows of a page.
struct PageFacts
{
    PageId id = PageId::Token;
    Icon icon = Icon::Token;
    QString title;
    QString stateGroup; ///< in the settings
    bool atFoot = false;
};

/// The pages of the window in the order of the rail; those at the foot last.
[[nodiscard]] QList<PageFacts> windowPages();

/// Builds a page. Null for one that this window does not have.
[[nodiscard]] Page *makePage(PageId id, Desk &desk, QWidget *parent);

} // namespace daraja
