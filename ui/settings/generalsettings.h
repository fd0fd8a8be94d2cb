// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/style/theme.h"

#include <QWidget>

class QButtonGroup;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace daraja {

class Banner;
class Desk;
class FieldRow;
class KeyValueGrid;

/// Look, addresses on this computer, where data is kept and how to get rid of it.
class GeneralSettings final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GeneralSettings)

public:
    explicit GeneralSettings(Desk &desk, QWidget *parent = nullptr);

    void setThemeChoice(Theme::Choice choice);

Q_SIGNALS:
    void themeChosen(daraja::Theme::Choice choice);
    void forgetFormsWanted();
    void everythingForgotten();

private:
    QWidget *makeLook();
    QWidget *makeAddresses();
    QWidget *makeData();
    void present();
    void presentPort();
    void applyPort();
    void changeHistoryDays(int days);
    void forgetEverything();

    Desk &m_desk;
    QButtonGroup *m_themes;
    QLineEdit *m_port;
    FieldRow *m_portRow = nullptr;
    QPushButton *m_apply;
    KeyValueGrid *m_addresses;
    KeyValueGrid *m_places;
    QSpinBox *m_historyDays;
    Banner *m_banner;
    int m_simulatorRow = 0;
    int m_receiverRow = 0;
    int m_secretsRow = 0;
    int m_historyRow = 0;
};

} // namespace daraja
