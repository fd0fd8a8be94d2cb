// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

class QWidget;

namespace daraja {

/// Makes the widgets that paint themselves known to screen readers: texts, the countdown's progress, the rail's tabs. Each of their
/// constructors calls it; after the first time it does nothing.
void installAccessibility();

/// Tells screen readers that the widget's value is another one.
void announceValue(QWidget *widget);
/// Tells screen readers something that must not be missed.
void announceAlert(QWidget *widget);

} // namespace daraja
