// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/accessibility.h"

#include "ui/widgets/countdownring.h"
#include "ui/widgets/maskedlabel.h"
#include "ui/widgets/navitem.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace daraja {

namespace {

/// A text that is not a QLabel: its words are the widget's accessible name.
class TextInterface final : public QAccessibleWidget
{
public:
    explicit TextInterface(QWidget *widget)
        : QAccessibleWidget(widget, QAccessible::StaticText)
    {
    }
};

class MaskedInterface final : public QAccessibleWidget
{
public:
    explicit MaskedInterface(MaskedLabel *label)
        : QAccessibleWidget(label, QAccessible::StaticText)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        const auto *label = static_cast<const MaskedLabel *>(widget());
        if (kind == QAccessible::Value) {
            return label->isRevealed() ? label->shownText() : MaskedLabel::tr("hidden");
        }
        return QAccessibleWidget::text(kind);
    }
};

class RingInterface final : public QAccessibleWidget, public QAccessibleValueInterface
{
public:
    explicit RingInterface(CountdownRing *ring)
        : QAccessibleWidget(ring, QAccessible::ProgressBar)
    {
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ValueInterface ? static_cast<QAccessibleValueInterface *>(this)
                                                   : QAccessibleWidget::interface_cast(type);
    }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? ring()->spokenValue() : QAccessibleWidget::text(kind);
    }
    QVariant currentValue() const override { return qRound(ring()->fraction() * 100); }
    void setCurrentValue(const QVariant &) override {}
    QVariant maximumValue() const override { return 100; }
    QVariant minimumValue() const override { return 0; }
    QVariant minimumStepSize() const override { return 1; }

private:
    [[nodiscard]] const CountdownRing *ring() const { return static_cast<const CountdownRing *>(widget()); }
};

class NavItemInterface final : public QAccessibleWidget
{
public:
    explicit NavItemInterface(NavItem *item)
        : QAccessibleWidget(item, QAccessible::PageTab)
    {
        addControllingSignal(QStringLiteral("clicked(bool)"));
    }

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.selectable = true;
        state.selected = static_cast<const NavItem *>(widget())->isChecked();
        return state;
    }
    QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString &name) override
    {
        if (name == pressAction()) {
            static_cast<NavItem *>(widget())->click();
        }
    }
};

QAccessibleInterface *createInterface(const QString &className, QObject *object)
{
    if (className == QLatin1StringView("daraja::CountdownRing")) {
        return new RingInterface(static_cast<CountdownRing *>(object));
    }
    if (className == QLatin1StringView("daraja::NavItem")) {
        return new NavItemInterface(static_cast<NavItem *>(object));
    }
    if (className == QLatin1StringView("daraja::MaskedLabel")) {
        return new MaskedInterface(static_cast<MaskedLabel *>(object));
    }
    if (className == QLatin1StringView("daraja::Pill") || className == QLatin1StringView("daraja::ElidedLabel")) {
        return new TextInterface(static_cast<QWidget *>(object));
    }
    return nullptr;
}

} // namespace

void installAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(createInterface);
        return true;
    }();
    Q_UNUSED(installed)
}

void announceValue(QWidget *widget)
{
    if (QAccessible::isActive()) {
        QAccessibleEvent event(widget, QAccessible::NameChanged);
        QAccessible::updateAccessibility(&event);
    }
}

void announceAlert(QWidget *widget)
{
    if (QAccessible::isActive()) {
        QAccessibleEvent event(widget, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

} // namespace daraja
