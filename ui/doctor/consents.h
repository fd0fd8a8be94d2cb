// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/checkspec.h"
#include "core/doctor/patient.h"

#include <QDialog>

#include <functional>

class QCheckBox;
class QPushButton;

namespace daraja {

/// What a consent is about, in words for whoever is to give it.
struct ConsentWords
{
    QString title;  ///< what the doctor would do: `Get a new token`
    QString detail; ///< what that may cause, and what is not known without it
};
[[nodiscard]] ConsentWords consentWords(Consent consent, const Patient &patient);

/// What must be asked before these checks run on this patient. `named`: somebody asked for these checks and not for everything, so that
/// what they need is asked for as well; in a run over everything it is not, for most of it will never matter.
[[nodiscard]] Consents consentsToAsk(const QList<CheckSpec> &plan, const Patient &patient, bool named);

/// Asks for consents one by one, before anything is sent. Nothing is agreed to but what is ticked.
class ConsentDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConsentDialog)

public:
    /// `before`: what was agreed to the last time. `agreed` is called when the run shall begin; not after Cancel. Deletes itself.
    ConsentDialog(Consents asked, Consents before, const Patient &patient, QWidget *parent, std::function<void(Consents)> agreed);

private:
    [[nodiscard]] Consents ticked() const;
    void present();

    QList<std::pair<Consent, QCheckBox *>> m_boxes;
    QPushButton *m_begin;
};

} // namespace daraja
