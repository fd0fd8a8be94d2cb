// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QColor>
#include <QPalette>

namespace daraja {

/// Light or dark: which of the two sets of colours is shown.
enum class Scheme { Light, Dark };

/// Every colour of the window has a role; nothing else in ui/ names a colour by its value.
///
/// All roles that carry text keep 4.5:1 on Window, Panel, CodeGround and their own tint (the contrast test reads this promise).
/// Line and StrongLine are for lines only.
enum class Role {
    Window,     ///< ground between the cards
    Panel,      ///< cards, bars, fields
    Hover,      ///< ground below the pointer
    Line,       ///< separators, edges of cards
    StrongLine, ///< edges of controls, empty arc of a ring
    Text,
    Dim,          ///< labels, second lines
    Faint,        ///< help, units, hints
    Accent,       ///< the one accent: primary button, selection, focus, links
    AccentStrong, ///< accent pressed
    AccentTint,   ///< ground of the selected row
    OnAccent,     ///< text on Accent
    Good,
    GoodTint,
    Careful,
    CarefulTint,
    Bad,
    BadTint,
    OnBad,       ///< text on a danger button, whose ground is Bad
    OnCareful,   ///< text on a button that moves money, whose ground is Careful
    NeutralTint, ///< ground of a pill without judgement
    Simulator,   ///< violet
    SimulatorTint,
    Sandbox, ///< teal
    SandboxTint,
    Production, ///< red
    ProductionTint,
    CodeGround,
    CodeText,
    CodeKey, ///< JSON member name, HTTP header name
    CodeString,
    CodeNumber,
    CodeKeyword, ///< true, false, null; curl's options
    CodeFaint,   ///< braces, continuation marks, what is cut
};

/// What a state means; a pill, a ring, a banner, a verdict take their colours from it. Never the only carrier of the meaning: words come
/// with it.
enum class Tone { Neutral, Accent, Good, Careful, Bad, Simulator, Sandbox, Production };

/// The colour of a role in the active scheme.
[[nodiscard]] QColor color(Role role);
[[nodiscard]] QColor color(Role role, Scheme scheme);

/// Text colour and ground of a tone. Tone::Neutral is Dim on NeutralTint.
[[nodiscard]] Role toneRole(Tone tone);
[[nodiscard]] Role toneTintRole(Tone tone);

/// The scheme that color(Role) answers for. Light until a Theme says otherwise.
[[nodiscard]] Scheme activeScheme();
/// For Theme alone: changes what color() answers, repaints nothing.
void setActiveScheme(Scheme scheme);

/// The same colours for Qt's own widgets, with the Disabled and Inactive groups filled.
[[nodiscard]] QPalette makePalette(Scheme scheme);

/// Contrast of two opaque colours as WCAG 2 defines it, 1 to 21.
[[nodiscard]] double contrast(const QColor &first, const QColor &second);

} // namespace daraja
