// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/patient.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace daraja {

class FieldRow;
class Label;

/// What the doctor must be told about the organisation's own server. A value.
struct OwnServer
{
    QString address;      ///< where it takes callbacks, as typed; may be no address at all
    QString allowList;    ///< as pasted
    bool mayPost = false; ///< consent to one failed callback; never kept

    static constexpr qsizetype longestText = 20'000;

    /// The address, or an empty one when what was typed is none.
    [[nodiscard]] QUrl url() const;

    bool operator==(const OwnServer &) const = default;
};

/// Where callbacks go and whom the server lets in: what the checks of the callback path need and no profile holds.
class OwnServerForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OwnServerForm)

public:
    explicit OwnServerForm(QWidget *parent = nullptr);

    void setServer(const OwnServer &server);
    [[nodiscard]] OwnServer server() const;
    void setBusy(bool busy);

Q_SIGNALS:
    /// The user changed something.
    void edited();
    /// These checks are to run with what is typed.
    void checkWanted(const QStringList &checks);

private:
    void present();

    Label *m_title;
    QLineEdit *m_address;
    FieldRow *m_addressRow;
    QCheckBox *m_post;
    Label *m_postHelp;
    QPlainTextEdit *m_list;
    QPushButton *m_check;
    bool m_busy = false;
    bool m_filling = false;
};

} // namespace daraja
