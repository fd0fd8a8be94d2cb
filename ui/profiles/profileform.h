// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/profiles/profile.h"

#include <QHash>
#include <QSet>
#include <QWidget>

class QBoxLayout;
class QComboBox;
class QLineEdit;
class QRadioButton;
class QVBoxLayout;

namespace daraja {

class CertificateView;
class FieldRow;
class Label;
class PastedField;

/// Everything of one profile, with problems beside the fields. Holds what is typed until somebody saves it; saves nothing itself.
class ProfileForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProfileForm)

public:
    explicit ProfileForm(QWidget *parent = nullptr);

    /// Fills the form; it is clean then, and problems are shown only for what was filled in.
    void setValues(const Profile &profile, const ProfileSecrets &secrets);
    /// Fills in over what is there, as if typed.
    void typeValues(const Profile &profile, const ProfileSecrets &secrets);
    /// As typed, with the id of setValues(). Hidden characters are still in it.
    [[nodiscard]] Profile profile() const;
    [[nodiscard]] ProfileSecrets secrets() const;
    [[nodiscard]] bool isDirty() const;

    /// Shows every problem, also of empty fields, and brings the first into sight. True when there is none.
    bool check();
    /// By the name of a member of Profile or ProfileSecrets, for example `passkey`. False when there is no such field.
    bool focusField(const QString &member);
    /// Where secrets will be kept, and what is to be known about it.
    void setPlace(const QString &place, const QString &notice);

Q_SIGNALS:
    /// Something was typed; not by setValues().
    void edited();

private:
    void build(QVBoxLayout *layout);
    [[nodiscard]] static QBoxLayout *addPair(QVBoxLayout *layout);
    static void addSection(QVBoxLayout *layout, const QString &title);
    FieldRow *addLine(QBoxLayout *layout, const QString &member, const QString &label, const QString &help);
    PastedField *addPasted(QBoxLayout *layout, const QString &member, const QString &label, bool secret, const QString &help);
    void environmentChanged();
    void presentProblems();
    void touched(const QString &member);
    void chooseCertificate();
    [[nodiscard]] QString line(const QString &member) const;
    void fill(const Profile &profile, const ProfileSecrets &secrets);

    Profile m_saved;
    ProfileSecrets m_savedSecrets;
    QHash<QString, QLineEdit *> m_lines;
    QHash<QString, FieldRow *> m_rows;
    QHash<QString, PastedField *> m_pasted;
    QSet<QString> m_touched;
    QComboBox *m_environment = nullptr;
    QRadioButton *m_paybill = nullptr;
    QRadioButton *m_till = nullptr;
    CertificateView *m_certificate = nullptr;
    Label *m_place = nullptr;
    QString m_certificateProblem;
    bool m_filling = false;
    bool m_showAll = false;
};

} // namespace daraja
