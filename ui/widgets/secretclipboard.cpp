// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/secretclipboard.h"

#include <QClipboard>
#include <QCryptographicHash>
#include <QGuiApplication>
#include <QMimeData>
#include <QPointer>
#include <QTimer>

namespace daraja {

namespace {

QByteArray digestOf(const QString &text)
{
    return QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256);
}

/// Remembers by its digest what was copied, and takes it back.
class SecretGuard final : public QObject
{
public:
    explicit SecretGuard(QObject *parent)
        : QObject(parent)
    {
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, &SecretGuard::clear);
        connect(qGuiApp, &QCoreApplication::aboutToQuit, this, &SecretGuard::clear);
    }

    void keep(const QString &secret, std::chrono::milliseconds time)
    {
        m_digest = digestOf(secret);
        m_timer.start(time);
    }

    void forget()
    {
        m_timer.stop();
        m_digest.clear();
    }

private:
    void clear()
    {
        QClipboard *clipboard = QGuiApplication::clipboard();
        if (!m_digest.isEmpty() && digestOf(clipboard->text()) == m_digest) {
            clipboard->clear();
        }
        forget();
    }

    QTimer m_timer;
    QByteArray m_digest;
};

SecretGuard *secretGuard()
{
    static QPointer<SecretGuard> guard;
    if (!guard) {
        guard = new SecretGuard(qGuiApp);
    }
    return guard;
}

} // namespace

void copySecret(const QString &secret, std::chrono::milliseconds time)
{
    auto *data = new QMimeData;
    data->setText(secret);
    data->setData(QStringLiteral("x-kde-passwordManagerHint"), QByteArrayLiteral("secret"));
    QGuiApplication::clipboard()->setMimeData(data);
    secretGuard()->keep(secret, time);
}

void copyText(const QString &text)
{
    secretGuard()->forget();
    QGuiApplication::clipboard()->setText(text);
}

} // namespace daraja
