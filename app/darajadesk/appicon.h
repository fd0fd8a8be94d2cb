// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QIcon>

namespace daraja {

/// The program's own icon in the sizes that window managers ask for. Costs a parse of its SVG: not before the first paint.
[[nodiscard]] QIcon makeAppIcon();

} // namespace daraja
