// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/report.h"

#include <QWidget>

class QGridLayout;
class QPushButton;

namespace daraja {

class Banner;
class Card;
class Desk;
class Label;
class SymptomButton;

/// Where somebody starts who only knows that it does not work: *Check everything*, the complaints that are heard most, how the last day
/// went, and what the doctor said last.
class FrontDoor final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FrontDoor)

public:
    explicit FrontDoor(Desk &desk, QWidget *parent = nullptr);

    /// Brings profile, last run and weather up to date.
    void present(const std::optional<DoctorReport> &last);
    void setReady(bool ready);
    void focusFirst();

Q_SIGNALS:
    void everythingWanted();
    void symptomChosen(const QString &id);
    /// The run that was shown as the last one.
    void lastWanted();
    /// Values that fail are to be put in first.
    void pasteWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    void readWeather();

    Desk &m_desk;
    Banner *m_simulated;
    Label *m_about;
    QPushButton *m_everything;
    QGridLayout *m_grid;
    QList<SymptomButton *> m_tiles;
    int m_columns = 0;
    Label *m_weather;
    Label *m_last;
    QPushButton *m_showLast;
};

} // namespace daraja
