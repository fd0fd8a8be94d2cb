// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

class QVBoxLayout;
class QWidget;

namespace daraja {

/// Gives a page a body that scrolls where the window is too small for it, and returns the layout to fill: margins and spacing of the cards.
[[nodiscard]] QVBoxLayout *makeScrollBody(QWidget *page);

} // namespace daraja
