// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/supportpack.h"
#include "core/history/personaldata.h"

namespace daraja {

/// Takes secrets, phone numbers and the names of customers out of what goes into a support pack, text by text. Also marks that could
/// make one text look like another: control characters and changes of the writing direction become `�`. Internal to core/doctor.
class SupportCleaner final
{
public:
    explicit SupportCleaner(const Redactor &redactor);

    [[nodiscard]] QString text(const QString &dirty);
    [[nodiscard]] HttpExchange cleaned(const HttpExchange &exchange);
    [[nodiscard]] DoctorReport cleaned(const DoctorReport &report);
    /// What `momentOf` takes from the entry when nobody can be known by it.
    [[nodiscard]] SupportPack::Moment cleaned(const HistoryEntry &entry, SupportPack::Moment (*momentOf)(const HistoryEntry &));

private:
    /// Names that stand in the JSON are those of customers.
    [[nodiscard]] QString text(const QString &dirty, const QJsonObject &namesIn);
    [[nodiscard]] QByteArray body(const QByteArray &dirty);
    [[nodiscard]] QJsonValue cleaned(const QJsonValue &json);
    [[nodiscard]] QUrl cleaned(const QUrl &url);
    [[nodiscard]] Finding cleaned(Finding finding);
    [[nodiscard]] QStringList texts(QStringList dirty);

    Redactor m_redactor;
    PersonalData m_persons;
};

} // namespace daraja
