// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/style/palette.h"

#include <QIcon>

#include <optional>

class QPainter;
class QRectF;

namespace daraja {

/// The icons drawn for this program (resources/icons, one SVG each): 18 px, round strokes of 1.6 px, one colour.
enum class Icon {
    Token,     ///< shield with a check
    Requests,  ///< paper plane
    Activity,  ///< pulse
    Simulator, ///< phone
    Doctor,    ///< stethoscope
    Errors,    ///< circle with an exclamation mark
    Settings,  ///< gear
    Copy,
    Eye,
    Refresh,
    Send,     ///< triangle: play, send
    Check,    ///< circle with a check: well
    Cross,    ///< circle with a cross: refused
    Question, ///< circle with a question mark: could not tell
    Warning,  ///< triangle with an exclamation mark
    Info,     ///< circle with an i
    ChevronDown,
    ChevronUp,
    ChevronRight,
    Search,
    Plus,
    Minus,
    Trash,
    Import, ///< arrow into a tray
    Export, ///< arrow out of a tray
    Clock,
    Backspace,
    Cancel, ///< plain cross: close, clear, cancel
    Tick,   ///< plain check
    Key,
    Lock,
    Edit, ///< pencil
    Link, ///< arrow leaving a frame
    Filter,
    Calendar,
    Money, ///< banknote: moves money
};

/// An icon that is drawn when it is shown, in the text colour of the theme (dim when disabled, accent when State On), at any size and
/// scale. On our buttons the style gives it the colour of the button's text.
[[nodiscard]] QIcon makeIcon(Icon icon);
/// The same in the colour of a role, following the theme.
[[nodiscard]] QIcon makeIcon(Icon icon, Role role);

/// Paints the icon centred into the rectangle, as large as fits. For widgets that paint themselves, and delegates.
void paintIcon(QPainter *painter, const QRectF &rectangle, Icon icon, const QColor &color);

/// Which of ours a QIcon is; empty for foreign ones.
[[nodiscard]] std::optional<Icon> iconKind(const QIcon &icon);

/// The usual icon of a tone: Check, Warning, Cross, Info …
[[nodiscard]] Icon toneIcon(Tone tone);

} // namespace daraja
