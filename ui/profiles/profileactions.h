// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace daraja {

class Desk;

/// Opens another profile; when calls are on their way, says what happens to them and asks first, in a dialog of `asker`'s window. `then`
/// runs right after the opening began, not when the user refused.
void openProfileAsking(Desk &desk, const QString &id, QWidget *asker, std::function<void()> then = {});

/// The wish, or the wish with a number when a profile has that name already.
[[nodiscard]] QString freeProfileName(Desk &desk, const QString &wish);

} // namespace daraja
