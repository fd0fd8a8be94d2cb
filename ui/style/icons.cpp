// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/style/icons.h"

#include "ui/style/metrics.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <array>
#include <cmath>

namespace daraja {

namespace {

/// File names under :/icons/, in the order of Icon.
constexpr std::array iconFiles = {
    "token",         "requests", "activity", "simulator", "doctor",   "errors",  "settings", "copy",         "eye",
    "refresh",       "send",     "check",    "cross",     "question", "warning", "info",     "chevron-down", "chevron-up",
    "chevron-right", "search",   "plus",     "minus",     "trash",    "import",  "export",   "clock",        "backspace",
    "cancel",        "tick",     "key",      "lock",      "edit",     "link",    "filter",
    "calendar",      "money",
};
static_assert(iconFiles.size() == static_cast<std::size_t>(Icon::Money) + 1);

constexpr auto iconNamePrefix = QLatin1StringView("daraja/");

/// The icon as a square pixmap of that many device pixels. Drawn once for each colour and size.
QPixmap iconPixmap(Icon icon, int side, const QColor &color)
{
    const QString key = QStringLiteral("daraja/%1/%2/%3").arg(static_cast<int>(icon)).arg(side).arg(color.rgba(), 0, 16);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) {
        return pixmap;
    }
    QSvgRenderer renderer(QStringLiteral(":/icons/%1.svg").arg(QLatin1StringView(iconFiles[static_cast<std::size_t>(icon)])));
    pixmap = QPixmap(side, side);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, side, side));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), color);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class ThemeIconEngine final : public QIconEngine
{
public:
    ThemeIconEngine(Icon icon, std::optional<Role> role)
        : m_icon(icon)
        , m_role(role)
    {
    }

    void paint(QPainter *painter, const QRect &rectangle, QIcon::Mode mode, QIcon::State state) override
    {
        paintIcon(painter, rectangle, m_icon, shade(mode, state));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap result(size);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        paint(&painter, result.rect(), mode, state);
        return result;
    }

    QSize actualSize(const QSize &size, QIcon::Mode, QIcon::State) override
    {
        const int side = std::min(size.width(), size.height());
        return {side, side};
    }

    QString iconName() override { return iconNamePrefix + QString::number(static_cast<int>(m_icon)); }
    QString key() const override { return QStringLiteral("daraja"); }
    bool isNull() override { return false; }
    QIconEngine *clone() const override { return new ThemeIconEngine(m_icon, m_role); }

private:
    [[nodiscard]] QColor shade(QIcon::Mode mode, QIcon::State state) const
    {
        if (mode == QIcon::Disabled) {
            return QGuiApplication::palette().color(QPalette::Disabled, QPalette::ButtonText);
        }
        return color(m_role.value_or(state == QIcon::On ? Role::Accent : Role::Text));
    }

    Icon m_icon;
    std::optional<Role> m_role;
};

} // namespace

QIcon makeIcon(Icon icon)
{
    return QIcon(new ThemeIconEngine(icon, std::nullopt));
}

QIcon makeIcon(Icon icon, Role role)
{
    return QIcon(new ThemeIconEngine(icon, role));
}

void paintIcon(QPainter *painter, const QRectF &rectangle, Icon icon, const QColor &color)
{
    const double ratio = painter->device()->devicePixelRatio();
    const double side = std::floor(std::min(rectangle.width(), rectangle.height()));
    if (side < 1) {
        return;
    }
    QPixmap pixmap = iconPixmap(icon, qCeil(side * ratio), color);
    pixmap.setDevicePixelRatio(ratio);
    const auto snapped = [ratio](double value) { return std::round(value * ratio) / ratio; };
    painter->drawPixmap(QPointF(snapped(rectangle.center().x() - side / 2), snapped(rectangle.center().y() - side / 2)), pixmap);
}

std::optional<Icon> iconKind(const QIcon &icon)
{
    if (icon.isNull()) {
        return std::nullopt;
    }
    const QString name = icon.name();
    if (!name.startsWith(iconNamePrefix)) {
        return std::nullopt;
    }
    return static_cast<Icon>(QStringView(name).sliced(iconNamePrefix.size()).toInt());
}

Icon toneIcon(Tone tone)
{
    switch (tone) {
    case Tone::Good:
        return Icon::Check;
    case Tone::Careful:
        return Icon::Warning;
    case Tone::Bad:
        return Icon::Cross;
    case Tone::Neutral:
        return Icon::Question;
    default:
        return Icon::Info;
    }
}

} // namespace daraja
