// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/shell/overlay.h"

class QTextBrowser;

namespace daraja {

/// What to know about the simulator: values that choose an outcome, values that choose a fault, and where it differs from Daraja. Slides
/// over the window; Esc closes it.
class SimulatorGuide final : public Overlay
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SimulatorGuide)

public:
    explicit SimulatorGuide(QWidget *window);

protected:
    void prepare() override;

private:
    QTextBrowser *m_text;
};

} // namespace daraja
