// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/errors/explanation.h"

#include <QVariant>
#include <QWidget>

class QPushButton;

namespace daraja {

class KeyValueGrid;

/// The three lines after every failure: *Safaricom said · It means · Do this*; then whether to send again, what the team noted, and a link
/// to the entry on the page Errors. The one place of their wording in the window.
class ThreeLines final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ThreeLines)

public:
    explicit ThreeLines(QWidget *parent = nullptr);

    /// Lines without words are left out.
    void setExplanation(const Explanation &explanation);
    /// Between the first line and the second: `Request`, an id for Safaricom's support. Call after setExplanation().
    void setRequestId(const QString &id);
    /// For the page Errors, which is where the link leads.
    void setLinkVisible(bool visible);
    void clear();

Q_SIGNALS:
    /// The link was pressed: show the page Errors with this argument.
    void everythingWanted(const QVariant &argument);

private:
    void present();

    Explanation m_explanation;
    QString m_requestId;
    bool m_linked = true;
    KeyValueGrid *m_lines;
    QPushButton *m_link;
};

} // namespace daraja
