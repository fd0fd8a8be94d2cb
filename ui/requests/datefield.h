// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/fieldspec.h"

#include <QLineEdit>

namespace daraja {

/// A date that is typed in any of the accepted forms, or picked from a calendar, which the button at the right or Alt+Down opens. Where the
/// field's format has a time of day, picking keeps the time that stands there.
class DateField final : public QLineEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DateField)

public:
    /// The row must outlive it.
    explicit DateField(const FieldSpec &field, QWidget *parent = nullptr);

    /// Opens the calendar below the field, at the date that stands in it.
    void openCalendar();

Q_SIGNALS:
    /// A day was picked; the text says which.
    void picked();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void take(const QDate &date);

    const FieldSpec &m_field;
};

} // namespace daraja
