// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/profiles/credentialimport.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace daraja {

class Banner;
class Desk;
class FieldRow;
class KeyValueGrid;
class Label;
class PasteBox;
class PastedField;

/// Makes a profile of what people have: any text that holds credentials, a file, or key and secret one by one. Shows what was found and why
/// it is taken for that, what was not used and why, and invisible characters before and after cleaning. Saves the profile, opens it and,
/// except on production, asks for a token with it. With Purpose::Broken it leads to the doctor instead, who asks before he gets a token.
class ImportDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ImportDialog)

public:
    enum class Purpose {
        Import,
        Sandbox, ///< the newcomer with a key and a secret
        Broken,  ///< somebody whose payments stopped: the doctor is next
    };

    /// Non-blocking; deletes itself.
    static ImportDialog *openFor(Desk &desk, QWidget *parent, Purpose purpose = Purpose::Import);

    void accept() override;

private:
    ImportDialog(Desk &desk, Purpose purpose, QWidget *parent);
    void read();
    void presentHidden();
    void presentLeftovers();
    void presentFound();
    void clean();
    void present();
    void complete(Profile &profile, ProfileSecrets &secrets) const;
    void chooseFile();
    /// At most as high as the window lets it be.
    [[nodiscard]] int roomFor(int wanted) const;

    Desk &m_desk;
    Purpose m_purpose;
    CredentialImport m_import;
    PasteBox *m_box;
    Label *m_found;
    Label *m_leftoverTitle;
    QWidget *m_leftovers;
    Label *m_hiddenTitle;
    KeyValueGrid *m_hidden;
    QPushButton *m_clean;
    Banner *m_banner;
    QLineEdit *m_name;
    FieldRow *m_nameRow;
    QComboBox *m_environment;
    FieldRow *m_environmentRow;
    PastedField *m_key;
    PastedField *m_secret;
    QPushButton *m_save;
    bool m_named = false; ///< by the user: the name no longer follows the environment
};

} // namespace daraja
