// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFont>

namespace daraja {

/// The sizes of type in the window, at a system font of 13 px or less: in brackets. A larger system font scales all of them, and all px().
enum class TextStyle {
    Body,    ///< 13: everything not named below
    Strong,  ///< 13 bold: titles of cards, names
    Small,   ///< 12: second lines, small buttons
    Help,    ///< 11: help below a field, hints
    Section, ///< 11 bold upper case: section headers, table heads
    Pill,    ///< 11 bold
    Verdict, ///< 15 bold: the one sentence that matters
    Title,   ///< 20 bold: empty pages, first run
    Digits,  ///< 44 bold: the large countdown
    Code,    ///< 12 fixed width
};

/// The system's font (the fixed one for Code) in a size of the table above; scales with the system's font size.
[[nodiscard]] QFont textFont(TextStyle style);

/// Scales a measure of the mockups (made for 13 px text) to the system's font; the screen's scaling is Qt's business.
[[nodiscard]] int px(int value);

/// Measures of the mockups, before px().
namespace metrics {
inline constexpr int Grid = 8;          ///< spacing is a multiple of it, or half of it
inline constexpr int Gap = 16;          ///< between cards, and the padding inside them
inline constexpr int Control = 32;      ///< height of fields and buttons
inline constexpr int SmallControl = 26; ///< height of buttons in headers and beside values
inline constexpr int Radius = 6;        ///< of controls
inline constexpr int CardRadius = 8;
inline constexpr int IconSize = 18;
inline constexpr int SmallIconSize = 14; ///< in small buttons
inline constexpr int RailWide = 168;
inline constexpr int RailNarrow = 56;
inline constexpr int TopBar = 56;
inline constexpr int StatusBar = 28;
inline constexpr int EnvironmentBand = 4;
inline constexpr int TableRow = 35;
} // namespace metrics

} // namespace daraja
