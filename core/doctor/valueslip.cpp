// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/valueslip.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace daraja {

namespace {

QString slipText(const char *text)
{
    return QCoreApplication::translate("DoctorValues", text);
}

struct MemberWords
{
    const char16_t *member;
    const char *words;
};

constexpr std::array memberTable{
    MemberWords{u"consumerKey", QT_TRANSLATE_NOOP("DoctorValues", "consumer key")},
    MemberWords{u"consumerSecret", QT_TRANSLATE_NOOP("DoctorValues", "consumer secret")},
    MemberWords{u"shortCode", QT_TRANSLATE_NOOP("DoctorValues", "short code")},
    MemberWords{u"till", QT_TRANSLATE_NOOP("DoctorValues", "till number")},
    MemberWords{u"receiver", QT_TRANSLATE_NOOP("DoctorValues", "paybill or till")},
    MemberWords{u"passkey", QT_TRANSLATE_NOOP("DoctorValues", "passkey")},
    MemberWords{u"initiatorName", QT_TRANSLATE_NOOP("DoctorValues", "operator name")},
    MemberWords{u"initiatorPassword", QT_TRANSLATE_NOOP("DoctorValues", "operator password")},
    MemberWords{u"securityCredential", QT_TRANSLATE_NOOP("DoctorValues", "security credential")},
    MemberWords{u"certificateFile", QT_TRANSLATE_NOOP("DoctorValues", "certificate file")},
    MemberWords{u"phoneNumber", QT_TRANSLATE_NOOP("DoctorValues", "phone number")},
    MemberWords{u"callbackBaseUrl", QT_TRANSLATE_NOOP("DoctorValues", "callback address")},
};

int gravity(Finding::Status status)
{
    switch (status) {
    case Finding::Status::Bad:
        return 3;
    case Finding::Status::Careful:
        return 2;
    case Finding::Status::Note:
        return 1;
    default:
        return 0;
    }
}

bool isProfileMember(const QString &member)
{
    return std::any_of(memberTable.begin(), memberTable.end(),
                       [&member](const MemberWords &entry) { return member == QStringView(entry.member); });
}

Finding::Cure cureOf(const ValueSlip &slip, const QList<ValueSlip> &all)
{
    Finding::Cure cure;
    if (!slip.values.isEmpty()) {
        cure.action = Finding::Cure::Action::ApplyValues;
        cure.label = slip.button;
        cure.member = slip.member;
        for (const ValueSlip &other : all) {
            if (other.button != slip.button) {
                continue;
            }
            for (auto it = other.values.cbegin(); it != other.values.cend(); ++it) {
                if (!cure.values.contains(it.key())) {
                    cure.values.insert(it.key(), it.value());
                }
            }
        }
    } else if (isProfileMember(slip.member)) {
        cure.action = Finding::Cure::Action::EditValue;
        cure.label = slipText(QT_TRANSLATE_NOOP("DoctorValues", "Go to the %1")).arg(memberWords(slip.member));
        cure.member = slip.member;
    }
    return cure;
}

} // namespace

QList<ProfileValue> profileValues(const Profile &profile, const ProfileSecrets &secrets)
{
    QList<ProfileValue> values{
        {QStringLiteral("consumerKey"), profile.consumerKey},
        {QStringLiteral("consumerSecret"), secrets.consumerSecret},
        {QStringLiteral("shortCode"), profile.shortCode},
        {QStringLiteral("passkey"), secrets.passkey},
        {QStringLiteral("initiatorName"), profile.initiatorName},
        {QStringLiteral("initiatorPassword"), secrets.initiatorPassword},
        {QStringLiteral("securityCredential"), secrets.securityCredential},
    };
    if (profile.receiver == ReceiverKind::Till) {
        values.insert(3, {QStringLiteral("till"), profile.till});
    }
    return values;
}

QString memberWords(const QString &member)
{
    const auto found = std::find_if(memberTable.begin(), memberTable.end(),
                                    [&member](const MemberWords &entry) { return member == QStringView(entry.member); });
    return found == memberTable.end() ? member : slipText(found->words);
}

Finding findingOf(const QList<ValueSlip> &slips, const QString &fine, const QString &looked)
{
    Finding finding;
    if (slips.isEmpty()) {
        finding.status = Finding::Status::Good;
        finding.title = fine;
        finding.summary = looked;
        return finding;
    }
    const auto worst = std::max_element(slips.begin(), slips.end(),
                                        [](const ValueSlip &a, const ValueSlip &b) { return gravity(a.status) < gravity(b.status); });
    finding.status = worst->status;
    finding.title = worst->title;
    finding.means = worst->means;
    finding.steps = worst->steps;
    finding.summary =
        slips.size() == 1
            ? worst->title
            : slipText(QT_TRANSLATE_NOOP("DoctorValues", "%1; and %2 more")).arg(worst->title, QString::number(slips.size() - 1));
    finding.cure = cureOf(*worst, slips);
    for (const ValueSlip &slip : slips) {
        if (slips.size() > 1) {
            finding.facts.append({memberWords(slip.member), slip.title});
        }
        if (slip.status == worst->status && !finding.blames.contains(slip.member)) {
            finding.blames.append(slip.member);
        }
    }
    return finding;
}

} // namespace daraja
