// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/supportpack.h"

#include <QDialog>

class QPushButton;
class QTextBrowser;

namespace daraja {

class CodeView;
class CopyButton;
class Label;

/// Shows what a support pack holds before it is saved, and the mail that goes with it.
class SupportDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SupportDialog)

public:
    /// Begins empty; deletes itself.
    explicit SupportDialog(QWidget *parent);

    void setPack(const SupportPack &pack);
    /// What its buttons do; also for tests. An empty text, or why it could not be saved.
    [[nodiscard]] QString saveTo(const QString &fileName);

private:
    void chooseFile();

    std::optional<SupportPack> m_pack;
    QTextBrowser *m_preview;
    Label *m_subject;
    CodeView *m_mail;
    Label *m_told;
    CopyButton *m_copy;
    QPushButton *m_save;
};

} // namespace daraja
