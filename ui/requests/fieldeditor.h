// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/fieldspec.h"

#include <QObject>

class QWidget;

namespace daraja {

/// What one value of a request is typed into, chosen by the kind of its field. Belongs to its widget() and dies with it.
class FieldEditor : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FieldEditor)

public:
    /// The widget has no parent yet: put it into a layout. Its object name is the field's wire name.
    [[nodiscard]] static FieldEditor *create(const FieldSpec &field);

    [[nodiscard]] virtual QWidget *widget() const = 0;
    /// As typed; empty: nothing was given. A list is a JSON array.
    [[nodiscard]] virtual QString text() const = 0;
    /// Emits nothing. A text that cannot be a value of this editor leaves it empty.
    virtual void setText(const QString &text) = 0;
    /// What is sent when nothing is given, empty when nothing is; `shown` is how to say so.
    virtual void setDefault(const QString &value, const QString &shown) = 0;

Q_SIGNALS:
    /// The user changed it.
    void edited();
    /// The user is done with it for now.
    void left();

protected:
    explicit FieldEditor(QWidget *parent);
};

} // namespace daraja
