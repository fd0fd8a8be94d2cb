// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/shell/overlay.h"

#include <QList>
#include <QPair>

namespace daraja {

/// F1 or ?: every key of the window on one sheet.
class HelpSheet final : public Overlay
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HelpSheet)

public:
    using Keys = QList<QPair<QString, QString>>; ///< key, what it does

    HelpSheet(const Keys &keys, QWidget *window);
};

} // namespace daraja
