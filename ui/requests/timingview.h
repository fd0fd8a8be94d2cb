// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpexchange.h"

#include <QScrollArea>

class QVBoxLayout;

namespace daraja {

/// How long each attempt of a call took, phase by phase, and what TLS agreed on.
class TimingView final : public QScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimingView)

public:
    explicit TimingView(QWidget *parent = nullptr);

    void setExchanges(const QList<HttpExchange> &exchanges);

private:
    QVBoxLayout *m_layout;
};

} // namespace daraja
