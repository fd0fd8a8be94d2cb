// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/style/metrics.h"

#include <QFontDatabase>
#include <QGuiApplication>
#include <QScreen>

#include <algorithm>

namespace daraja {

namespace {

constexpr double mockupTextSize = 13;

/// How much larger the system's text is than the mockups'; never smaller than them.
double textScale()
{
    static const double scale = [] {
        const QFont system = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
        double pixels = system.pixelSize();
        if (pixels <= 0) {
            const QScreen *screen = QGuiApplication::primaryScreen();
            pixels = system.pointSizeF() * (screen ? screen->logicalDotsPerInchY() : 96.0) / 72.0;
        }
        return std::clamp(pixels / mockupTextSize, 1.0, 4.0);
    }();
    return scale;
}

} // namespace

int px(int value)
{
    return qRound(value * textScale());
}

QFont textFont(TextStyle style)
{
    QFont font = QFontDatabase::systemFont(style == TextStyle::Code ? QFontDatabase::FixedFont : QFontDatabase::GeneralFont);
    font.setWeight(QFont::Normal);
    const auto dress = [&font](int pixels, bool bold = false) {
        font.setPixelSize(px(pixels));
        font.setBold(bold);
    };
    switch (style) {
    case TextStyle::Body:
        dress(13);
        break;
    case TextStyle::Strong:
        dress(13, true);
        break;
    case TextStyle::Small:
        dress(12);
        break;
    case TextStyle::Help:
        dress(11);
        break;
    case TextStyle::Section:
        dress(11, true);
        font.setCapitalization(QFont::AllUppercase);
        font.setLetterSpacing(QFont::AbsoluteSpacing, 0.4);
        break;
    case TextStyle::Pill:
        dress(11, true);
        font.setLetterSpacing(QFont::AbsoluteSpacing, 0.4);
        break;
    case TextStyle::Verdict:
        dress(15, true);
        break;
    case TextStyle::Title:
        dress(20, true);
        break;
    case TextStyle::Digits:
        dress(44, true);
        break;
    case TextStyle::Code:
        dress(12);
        break;
    }
    return font;
}

} // namespace daraja
