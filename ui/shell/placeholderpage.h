// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/shell/page.h"
#include "ui/style/icons.h"

namespace daraja {

/// Stands where a page is not built yet, and says what will be there.
class PlaceholderPage final : public Page
{
    Q_OBJECT

public:
    PlaceholderPage(Desk &desk, Icon icon, const QString &title, const QString &text, QWidget *parent = nullptr);
};

} // namespace daraja
