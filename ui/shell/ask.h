// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/style/deskstyle.h"

#include <QString>

#include <functional>

class QMessageBox;
class QWidget;

namespace daraja {

/// A question before something that cannot be taken back.
struct Question
{
    QString title;  ///< of the dialog's window
    QString text;   ///< one sentence: what is asked
    QString detail; ///< what happens then, in words for people
    QString yes;    ///< words of the button that does it: `Get a new token`
    QString no;     ///< empty: `Cancel`
    ButtonRole role = ButtonRole::Primary;
};

/// Asks in a dialog of the parent's window and returns at once. `yes` is called when the user agreed; otherwise nothing is. The safe answer
/// is the default and what Esc does.
QMessageBox *ask(QWidget *parent, const Question &question, std::function<void()> yes);

} // namespace daraja
