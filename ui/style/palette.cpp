// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/style/palette.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace daraja {

namespace {

struct RoleColors
{
    QRgb light;
    QRgb dark;
};

/// In the order of Role.
constexpr std::array roleColors = {
    RoleColors{0xfff4f5f7, 0xff1b1e23}, // Window
    RoleColors{0xffffffff, 0xff23272e}, // Panel
    RoleColors{0xfff3f5f7, 0xff2b3038}, // Hover
    RoleColors{0xffe1e4e8, 0xff343a43}, // Line
    RoleColors{0xffd0d5db, 0xff434b56}, // StrongLine
    RoleColors{0xff1c2128, 0xffe6e9ed}, // Text
    RoleColors{0xff525c66, 0xffaab4be}, // Dim
    RoleColors{0xff646e78, 0xff96a1ac}, // Faint
    RoleColors{0xff2b6cb0, 0xff6cb1f5}, // Accent
    RoleColors{0xff215692, 0xff93c6f8}, // AccentStrong
    RoleColors{0xffe8f1fa, 0xff24384d}, // AccentTint
    RoleColors{0xffffffff, 0xff1b1e23}, // OnAccent
    RoleColors{0xff177746, 0xff5cc98d}, // Good
    RoleColors{0xffe6f4ec, 0xff1e3a2b}, // GoodTint
    RoleColors{0xff916000, 0xffe5b94b}, // Careful
    RoleColors{0xfffdf3d8, 0xff3d3317}, // CarefulTint
    RoleColors{0xffb42318, 0xfff28b82}, // Bad
    RoleColors{0xfffdecea, 0xff472522}, // BadTint
    RoleColors{0xffffffff, 0xff1b1e23}, // OnBad
    RoleColors{0xffffffff, 0xff1b1e23}, // OnCareful
    RoleColors{0xfff0f2f4, 0xff2d333b}, // NeutralTint
    RoleColors{0xff6b4fc8, 0xffb3a0f5}, // Simulator
    RoleColors{0xffefebfb, 0xff332c52}, // SimulatorTint
    RoleColors{0xff0f766e, 0xff4fd1c5}, // Sandbox
    RoleColors{0xffe3f4f2, 0xff17393a}, // SandboxTint
    RoleColors{0xffb42318, 0xfff28b82}, // Production
    RoleColors{0xfffdecea, 0xff472522}, // ProductionTint
    RoleColors{0xfff7f8fa, 0xff1e2228}, // CodeGround
    RoleColors{0xff1c2128, 0xffe6e9ed}, // CodeText
    RoleColors{0xff8a3ffc, 0xffc3a6ff}, // CodeKey
    RoleColors{0xff177746, 0xff7fd6a4}, // CodeString
    RoleColors{0xffb45309, 0xfff0b172}, // CodeNumber
    RoleColors{0xff0b6e99, 0xff7cc7e8}, // CodeKeyword
    RoleColors{0xff646e78, 0xff96a1ac}, // CodeFaint
};
static_assert(roleColors.size() == static_cast<std::size_t>(Role::CodeFaint) + 1);

Scheme theActiveScheme = Scheme::Light;

double luminance(const QColor &color)
{
    const auto linear = [](double channel) { return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

QColor color(Role role, Scheme scheme)
{
    const RoleColors &both = roleColors[static_cast<std::size_t>(role)];
    return QColor::fromRgba(scheme == Scheme::Light ? both.light : both.dark);
}

QColor color(Role role)
{
    return color(role, theActiveScheme);
}

Scheme activeScheme()
{
    return theActiveScheme;
}

void setActiveScheme(Scheme scheme)
{
    theActiveScheme = scheme;
}

Role toneRole(Tone tone)
{
    switch (tone) {
    case Tone::Accent:
        return Role::Accent;
    case Tone::Good:
        return Role::Good;
    case Tone::Careful:
        return Role::Careful;
    case Tone::Bad:
        return Role::Bad;
    case Tone::Simulator:
        return Role::Simulator;
    case Tone::Sandbox:
        return Role::Sandbox;
    case Tone::Production:
        return Role::Production;
    case Tone::Neutral:
        break;
    }
    return Role::Dim;
}

Role toneTintRole(Tone tone)
{
    switch (tone) {
    case Tone::Accent:
        return Role::AccentTint;
    case Tone::Good:
        return Role::GoodTint;
    case Tone::Careful:
        return Role::CarefulTint;
    case Tone::Bad:
        return Role::BadTint;
    case Tone::Simulator:
        return Role::SimulatorTint;
    case Tone::Sandbox:
        return Role::SandboxTint;
    case Tone::Production:
        return Role::ProductionTint;
    case Tone::Neutral:
        break;
    }
    return Role::NeutralTint;
}

QPalette makePalette(Scheme scheme)
{
    const auto of = [scheme](Role role) { return color(role, scheme); };
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor &value) { palette.setColor(QPalette::All, role, value); };
    set(QPalette::Window, of(Role::Window));
    set(QPalette::WindowText, of(Role::Text));
    set(QPalette::Base, of(Role::Panel));
    set(QPalette::AlternateBase, of(Role::CodeGround));
    set(QPalette::Text, of(Role::Text));
    set(QPalette::PlaceholderText, of(Role::Faint));
    set(QPalette::Button, of(Role::Panel));
    set(QPalette::ButtonText, of(Role::Text));
    set(QPalette::BrightText, of(Role::Bad));
    set(QPalette::ToolTipBase, of(Role::Panel));
    set(QPalette::ToolTipText, of(Role::Text));
    set(QPalette::Highlight, of(Role::Accent));
    set(QPalette::HighlightedText, of(Role::OnAccent));
    set(QPalette::Link, of(Role::Accent));
    set(QPalette::LinkVisited, of(Role::Accent));
    set(QPalette::Light, of(Role::Panel));
    set(QPalette::Midlight, of(Role::Hover));
    set(QPalette::Mid, of(Role::Line));
    set(QPalette::Dark, of(Role::StrongLine));
    set(QPalette::Shadow, of(Role::StrongLine));

    const QColor off = scheme == Scheme::Light ? QColor(0xa4, 0xab, 0xb3) : QColor(0x66, 0x70, 0x7c);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText, QPalette::Link,
                            QPalette::HighlightedText, QPalette::ToolTipText}) {
        palette.setColor(QPalette::Disabled, role, off);
    }
    palette.setColor(QPalette::Disabled, QPalette::Base, of(Role::Window));
    palette.setColor(QPalette::Disabled, QPalette::Button, of(Role::Window));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, of(Role::Line));
    return palette;
}

double contrast(const QColor &first, const QColor &second)
{
    const double one = luminance(first);
    const double two = luminance(second);
    return (std::max(one, two) + 0.05) / (std::min(one, two) + 0.05);
}

} // namespace daraja
