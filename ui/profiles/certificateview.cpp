// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/profiles/certificateview.h"

#include "core/crypto/securitycredential.h"
#include "ui/widgets/keyvaluegrid.h"

#include <QFile>
#include <QLocale>
#include <QVBoxLayout>

namespace daraja {

namespace {

constexpr qint64 largestCertificate = qint64{64} * 1024;

QString certificateDay(const QDateTime &instant)
{
    return QLocale(QLocale::English).toString(instant.toUTC().date(), QStringLiteral("d MMM yyyy"));
}

} // namespace

CertificateView::CertificateView(QWidget *parent)
    : QWidget(parent)
    , m_grid(new KeyValueGrid)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_grid);
    setVisible(false);
}

QString CertificateView::showFile(const QString &path)
{
    m_grid->clear();
    setVisible(false);
    if (path.isEmpty())
        return {};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tr("This file cannot be read: %1").arg(file.errorString());
    if (file.size() > largestCertificate)
        return tr("This file is too large for a certificate.");
    const auto answer = readCertificate(file.readAll());
    if (const auto *problem = std::get_if<CryptoProblem>(&answer))
        return problem->text;
    const auto &facts = std::get<CertificateFacts>(answer);
    m_grid->addRow(tr("Issued to"), facts.subject);
    m_grid->addRow(tr("Issued by"), facts.issuer);
    const int dates = m_grid->addRow(tr("Valid"), tr("%1 to %2").arg(certificateDay(facts.notBefore), certificateDay(facts.notAfter)));
    if (facts.notAfter < QDateTime::currentDateTimeUtc())
        m_grid->setNote(dates, tr("expired, as Daraja's usually are: it still works"));
    m_grid->addRow(tr("Key"), tr("%1 bits").arg(facts.keyBits));
    m_grid->addRow(tr("SHA-1"), facts.sha1, KeyValueGrid::ValueKind::Code);
    m_grid->addRow(tr("SHA-256"), facts.sha256, KeyValueGrid::ValueKind::Code);
    setVisible(true);
    return {};
}

} // namespace daraja
