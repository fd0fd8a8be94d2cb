// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/simulator/phoneview.h"

#include "core/base/money.h"
#include "core/base/nairobitime.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QTextDocument>

namespace daraja {

namespace {

constexpr int phoneWidth = 228;
constexpr int phoneHeight = 424;
constexpr int smallPhoneHeight = 348;
constexpr int bezel = 12;
constexpr int rows = 4;
constexpr int columns = 3;
constexpr int eraseKey = 9;
constexpr int zeroKey = 10;
constexpr int confirmKey = 11;

// A phone looks the same in light and dark.
const QColor phoneBody(0x1b, 0x20, 0x27);
const QColor phoneScreen(0xdf, 0xe4, 0xea);
const QColor phonePanel(0xff, 0xff, 0xff);
const QColor phoneText(0x1c, 0x21, 0x28);
const QColor phoneDim(0x5c, 0x66, 0x70);
const QColor phoneLink(0x2b, 0x6c, 0xb0);

/// A key of the phone: white and rounded, or a plain word.
class PhoneKey final : public QPushButton
{
public:
    enum class Kind { Key, Word };

    PhoneKey(const QString &text, Kind kind, QWidget *parent)
        : QPushButton(text, parent)
        , m_kind(kind)
    {
        setFocusPolicy(Qt::TabFocus);
        setCursor(Qt::PointingHandCursor);
    }

    void setIconKind(Icon icon) { m_icon = icon; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF frame = QRectF(rect()).adjusted(1, 1, -1, -1);
        if (m_kind == Kind::Key) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(isDown() ? phoneScreen.darker(108) : phonePanel);
            painter.drawRoundedRect(frame, px(6), px(6));
        }
        const QColor ink = m_kind == Kind::Word ? phoneLink : phoneText;
        const QColor shown = isEnabled() ? ink : phoneDim;
        if (m_icon) {
            QRectF place(0, 0, px(metrics::IconSize), px(metrics::IconSize));
            place.moveCenter(frame.center());
            paintIcon(&painter, place, *m_icon, shown);
        } else {
            painter.setFont(textFont(TextStyle::Strong));
            painter.setPen(shown);
            painter.drawText(frame, Qt::AlignCenter, text());
        }
        if (hasFocus()) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(phoneLink, 2));
            painter.drawRoundedRect(frame, px(6), px(6));
        }
    }

private:
    Kind m_kind;
    std::optional<Icon> m_icon;
};

} // namespace

PhoneView::PhoneView(Simulator &simulator, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_simulator(simulator)
    , m_clock(clock)
    , m_cancel(new PhoneKey(tr("Cancel"), PhoneKey::Kind::Word, this))
    , m_ok(new PhoneKey(tr("OK"), PhoneKey::Kind::Word, this))
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    setMaximumHeight(px(phoneHeight));
    setAccessibleName(tr("Virtual phone"));
    for (int index = 0; index < rows * columns; ++index) {
        const int digit = index == zeroKey ? 0 : index + 1;
        auto *key = new PhoneKey(QString::number(digit), PhoneKey::Kind::Key, this);
        if (index == eraseKey) {
            key->setIconKind(Icon::Backspace);
            key->setAccessibleName(tr("Erase"));
            connect(key, &QPushButton::clicked, this, &PhoneView::eraseDigit);
        } else if (index == confirmKey) {
            key->setIconKind(Icon::Tick);
            key->setAccessibleName(tr("OK"));
            connect(key, &QPushButton::clicked, this, &PhoneView::confirm);
        } else {
            connect(key, &QPushButton::clicked, this, [this, digit] { typeDigit(digit); });
        }
        m_keys.append(key);
    }
    connect(m_cancel, &QPushButton::clicked, this, &PhoneView::cancel);
    connect(m_ok, &QPushButton::clicked, this, &PhoneView::confirm);
    connect(&m_simulator.handset(), &Handset::promptOpened, this, &PhoneView::showNewest);
    connect(&m_simulator.handset(), &Handset::promptClosed, this, &PhoneView::showNewest);
    connect(&m_simulator, &Simulator::wasReset, this, &PhoneView::showNewest);
    showNewest();
}

QSize PhoneView::sizeHint() const
{
    return {px(phoneWidth), px(phoneHeight)};
}

QSize PhoneView::minimumSizeHint() const
{
    return {px(phoneWidth), px(smallPhoneHeight)};
}

QRect PhoneView::bodyRect() const
{
    return {(width() - px(phoneWidth)) / 2, 0, px(phoneWidth), height()};
}

QRect PhoneView::screenRect() const
{
    const int edge = px(bezel);
    return bodyRect().adjusted(edge, edge, -edge, -edge);
}

QRect PhoneView::dialogRect() const
{
    const QRect screen = screenRect();
    const int pad = px(metrics::Grid) + px(4);
    const bool small = height() < px(phoneHeight) - px(metrics::Gap);
    return {screen.left() + pad, screen.top() + px(small ? 30 : 56), screen.width() - 2 * pad, px(small ? 158 : 172)};
}

void PhoneView::showNewest()
{
    const QList<Prompt> open = m_simulator.handset().openPrompts();
    const Prompt newest = open.isEmpty() ? Prompt{} : open.last();
    if (newest.id != m_prompt.id) {
        m_pin.clear();
    }
    m_prompt = newest;
    const bool active = !m_prompt.id.isEmpty();
    for (QPushButton *key : std::as_const(m_keys)) {
        key->setVisible(active);
    }
    m_cancel->setVisible(active);
    m_ok->setVisible(active);
    m_ok->setEnabled(false);
    m_keys.at(confirmKey)->setEnabled(false);
    setAccessibleDescription(
        !m_prompt.standingOrder.isEmpty() ? tr("Prompt: agree to the standing order %1, KES %2 each time to %3")
                                                .arg(m_prompt.standingOrder, m_prompt.amount, m_prompt.payee)
        : active ? tr("Prompt: pay KES %1 to %2, account %3").arg(m_prompt.amount, m_prompt.payee, m_prompt.accountReference)
                 : tr("No prompt"));
    update();
    Q_EMIT promptChanged();
}

void PhoneView::typeDigit(int digit)
{
    if (m_prompt.id.isEmpty() || m_pin.size() >= PinLength) {
        return;
    }
    m_pin += QString::number(digit);
    const bool whole = m_pin.size() == PinLength;
    m_ok->setEnabled(whole);
    m_keys.at(confirmKey)->setEnabled(whole);
    update();
}

void PhoneView::eraseDigit()
{
    m_pin.chop(1);
    m_ok->setEnabled(false);
    m_keys.at(confirmKey)->setEnabled(false);
    update();
}

void PhoneView::confirm()
{
    if (m_pin.size() == PinLength) {
        m_simulator.handset().enterPin(m_prompt.id, m_pin);
    }
}

void PhoneView::cancel()
{
    m_simulator.handset().cancel(m_prompt.id);
}

void PhoneView::tick()
{
    update(screenRect().adjusted(0, 0, 0, px(40) - screenRect().height()));
}

void PhoneView::keyPressEvent(QKeyEvent *event)
{
    if (m_prompt.id.isEmpty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const int key = event->key();
    if (key >= Qt::Key_0 && key <= Qt::Key_9) {
        typeDigit(key - Qt::Key_0);
    } else if (key == Qt::Key_Backspace) {
        eraseDigit();
    } else if ((key == Qt::Key_Return || key == Qt::Key_Enter) && event->modifiers().testFlag(Qt::ControlModifier) == false) {
        confirm();
    } else if (key == Qt::Key_Escape) {
        cancel();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void PhoneView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeParts();
}

void PhoneView::placeParts()
{
    const QRect dialog = dialogRect();
    const int wordHeight = px(32);
    m_cancel->setGeometry(dialog.left() + px(6), dialog.bottom() - wordHeight - px(2), px(64), wordHeight);
    m_ok->setGeometry(dialog.right() - px(6) - px(40), dialog.bottom() - wordHeight - px(2), px(40), wordHeight);

    const QRect screen = screenRect();
    const int gap = px(6);
    const int left = dialog.left();
    const int top = dialog.bottom() + px(3);
    const int keyWidth = (dialog.width() - (columns - 1) * gap) / columns;
    const int keyHeight = (screen.bottom() - px(8) - top - (rows - 1) * gap) / rows;
    for (int index = 0; index < m_keys.size(); ++index) {
        m_keys.at(index)->setGeometry(left + (index % columns) * (keyWidth + gap), top + (index / columns) * (keyHeight + gap), keyWidth,
                                      keyHeight);
    }
}

void PhoneView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(color(Role::StrongLine));
    painter.setBrush(phoneBody);
    painter.drawRoundedRect(QRectF(bodyRect()).adjusted(0.5, 0.5, -0.5, -0.5), px(28), px(28));
    painter.setPen(Qt::NoPen);
    const QRect screen = screenRect();
    painter.setBrush(phoneScreen);
    painter.drawRoundedRect(screen, px(18), px(18));

    painter.setFont(textFont(TextStyle::Help));
    painter.setPen(phoneText);
    const QRect bar = screen.adjusted(px(14), px(12), -px(14), 0);
    painter.drawText(bar, Qt::AlignLeft | Qt::AlignTop, toNairobi(m_clock.now()).toString(QStringLiteral("HH:mm")));
    painter.drawText(bar, Qt::AlignRight | Qt::AlignTop, QStringLiteral("SIM 1"));

    if (m_prompt.id.isEmpty()) {
        painter.setPen(phoneDim);
        painter.setFont(textFont(TextStyle::Body));
        painter.drawText(screen.adjusted(px(24), 0, -px(24), 0), Qt::AlignCenter | Qt::TextWordWrap,
                         m_simulator.isRunning() ? tr("No prompt.\nSend an STK push and it appears here.")
                                                 : tr("The simulator is not running."));
        return;
    }

    const QRect dialog = dialogRect();
    painter.setPen(Qt::NoPen);
    painter.setBrush(phonePanel);
    painter.drawRoundedRect(dialog, px(10), px(10));
    QTextDocument text;
    text.setDefaultFont(textFont(TextStyle::Body));
    text.setDocumentMargin(0);
    text.setTextWidth(dialog.width() - 2 * px(14));
    const bool isOrder = !m_prompt.standingOrder.isEmpty();
    const QString question =
        isOrder ? tr("<span style=\"color:%4\">Do you agree to the standing order <b>%3</b>, <b>%1</b> each time to <b>%2</b>?</span>")
                : tr("<span style=\"color:%4\">Do you want to pay <b>%1</b> to <b>%2</b>, account <b>%3</b>?</span>");
    text.setHtml(question.arg(formatKes(m_prompt.amount).toHtmlEscaped(), m_prompt.payee.toHtmlEscaped(),
                              (isOrder ? m_prompt.standingOrder : m_prompt.accountReference).toHtmlEscaped(), phoneText.name()));
    painter.save();
    painter.translate(dialog.left() + px(14), dialog.top() + px(12));
    text.drawContents(&painter, QRectF(0, 0, text.textWidth(), px(64)));
    painter.restore();

    painter.setFont(textFont(TextStyle::Body));
    painter.setPen(phoneText);
    const int pinTop = dialog.bottom() - px(82);
    painter.drawText(QRect(dialog.left() + px(14), pinTop, dialog.width() - px(28), px(20)), Qt::AlignLeft | Qt::AlignVCenter,
                     tr("Enter M-PESA PIN"));
    const int dot = px(12);
    const int step = dot + px(10);
    const double left = dialog.center().x() - (PinLength * step - px(10)) / 2.0;
    for (int i = 0; i < PinLength; ++i) {
        painter.setPen(QPen(phoneText, 1.4));
        painter.setBrush(i < m_pin.size() ? QBrush(phoneText) : QBrush(Qt::NoBrush));
        painter.drawEllipse(QRectF(left + i * step, pinTop + px(22), dot, dot));
    }
}

} // namespace daraja
