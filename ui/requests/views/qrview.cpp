// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/views/qrview.h"

#include "core/base/money.h"
#include "ui/style/deskstyle.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/label.h"

#include <QBuffer>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QImageReader>
#include <QPainter>
#include <QPushButton>
#include <QSaveFile>

namespace daraja {

namespace {

constexpr int pictureSide = 232;
constexpr int quietZone = 12; // a code that touches something dark is not read

/// Black on white in every theme, in whole multiples of its pixels where there is room.
class Picture final : public QWidget
{
public:
    explicit Picture(const QImage &image)
        : m_image(image)
    {
        setFixedSize(px(pictureSide), px(pictureSide));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(color(Role::Line), 1));
        painter.setBrush(Qt::white);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(metrics::CardRadius), px(metrics::CardRadius));
        const int room = width() - 2 * px(quietZone);
        QSize size = m_image.size();
        const int larger = std::max(1, std::max(size.width(), size.height()));
        const int times = room / larger; // whole pixels for each module
        size = times > 0 ? size * times : size.scaled(room, room, Qt::KeepAspectRatio);
        painter.setRenderHint(QPainter::SmoothPixmapTransform, larger > room);
        painter.drawImage(QRect(QPoint((width() - size.width()) / 2, (height() - size.height()) / 2), size), m_image);
    }

private:
    QImage m_image;
};

} // namespace

QrView::QrView(const QByteArray &file, const Values &sent, QWidget *parent)
    : QWidget(parent)
    , m_file(file)
    , m_note(new Label({}, TextStyle::Help, Role::Faint))
{
    QBuffer buffer;
    buffer.setData(file);
    QImageReader reader(&buffer);
    const QByteArray format = reader.format();
    m_picture = reader.read();
    const QString extension = file.startsWith("%PDF") ? QStringLiteral("pdf")
                              : format.isEmpty()      ? QStringLiteral("bin")
                                                      : QString::fromLatin1(format);
    const QString reference = sent.value(QStringLiteral("RefNo"));
    QString stem = reference.isEmpty() ? QStringLiteral("qr-code") : QStringLiteral("qr-") + reference;
    for (QChar &c : stem) {
        c = c.isLetterOrNumber() || c == u'-' || c == u'_' ? c : QChar(u'-');
    }
    m_suggestedName = stem + u'.' + extension;

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(px(metrics::Grid));
    const QString amount = sent.value(QStringLiteral("Amount"));
    QStringList parts{sent.value(QStringLiteral("MerchantName")), amount.isEmpty() ? QString() : formatKes(amount), reference};
    parts.removeAll(QString());
    const QString about = parts.join(QStringLiteral(" · "));
    if (m_picture.isNull()) {
        layout->addWidget(new Label(extension == u"pdf" ? tr("The answer is a PDF. Save it to look at it.")
                                                        : tr("The answer is no picture that can be shown. Save it to look at it.")));
    } else {
        auto *picture = new Picture(m_picture);
        picture->setAccessibleName(tr("QR code: %1").arg(about));
        layout->addWidget(picture, 0, Qt::AlignLeft);
    }
    auto *caption = new Label(about, TextStyle::Strong);
    caption->setTextFormat(Qt::PlainText);
    caption->setWordWrap(true);
    layout->addWidget(caption);
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setText(tr("Only the M-PESA and MySafaricom apps can read it."));
    layout->addWidget(m_note);

    auto *row = new QHBoxLayout;
    row->setSpacing(px(metrics::Grid));
    auto *save = new QPushButton(tr("Save…"));
    auto *copy = new QPushButton(tr("Copy picture"));
    save->setIcon(makeIcon(Icon::Export));
    copy->setIcon(makeIcon(Icon::Copy));
    layout->addLayout(row);
    for (QPushButton *button : {save, copy}) {
        setButtonRole(button, ButtonRole::Plain, ButtonSize::Small);
        row->addWidget(button);
    }
    row->addStretch(1);
    // Only what stands in the view may be shown or hidden: anything else would be a window for a moment.
    caption->setVisible(!about.isEmpty());
    copy->setVisible(!m_picture.isNull());
    connect(save, &QPushButton::clicked, this, &QrView::askWhere);
    connect(copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setImage(m_picture);
        m_note->setText(tr("Copied."));
    });
}

QString QrView::saveTo(const QString &path)
{
    QSaveFile out(path);
    if (!out.open(QIODevice::WriteOnly) || out.write(m_file) != m_file.size() || !out.commit()) {
        return tr("%1 could not be written: %2").arg(QDir::toNativeSeparators(path), out.errorString());
    }
    return {};
}

void QrView::askWhere()
{
    auto *dialog = new QFileDialog(this, tr("Save the QR code"), QString(), QString());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(m_suggestedName);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const QString problem = saveTo(path);
        m_note->setRole(problem.isEmpty() ? Role::Faint : Role::Bad);
        m_note->setText(problem.isEmpty() ? tr("Saved as %1").arg(QDir::toNativeSeparators(path)) : problem);
    });
    dialog->open();
}

} // namespace daraja
