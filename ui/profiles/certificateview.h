// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

namespace daraja {

class Banner;
class KeyValueGrid;

/// What stands in the certificate file of a profile: subject, issuer, dates, fingerprints, to be compared with Safaricom's. Dates are shown
/// and not judged: the certificates that Daraja uses expired years ago (daraja-api 3.3).
class CertificateView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CertificateView)

public:
    explicit CertificateView(QWidget *parent = nullptr);

    /// Reads the file; an empty path hides the view. Returns what is wrong with it, in words, or an empty text.
    QString showFile(const QString &path);

private:
    KeyValueGrid *m_grid;
};

} // namespace daraja
