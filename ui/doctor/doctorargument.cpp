// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/doctor/doctorargument.h"

namespace daraja {

namespace {

const QString frontDoorArgument = QStringLiteral("front");
const QString everythingArgument = QStringLiteral("everything");
const QString checksKey = QStringLiteral("checks");
const QString symptomKey = QStringLiteral("symptom");
const QString aboutKey = QStringLiteral("about");
const QString valuesKey = QStringLiteral("values");

} // namespace

QVariant doctorArgument(const StartingPoint &point, const Values &values)
{
    QVariantMap map;
    for (auto value = values.cbegin(); value != values.cend(); ++value) {
        map.insert(value.key(), value.value());
    }
    return QVariantMap{{checksKey, point.checks}, {aboutKey, point.about}, {valuesKey, map}};
}

QVariant doctorArgument(const QString &symptom)
{
    return QVariantMap{{symptomKey, symptom}};
}

QVariant doctorArgumentForEverything()
{
    return everythingArgument;
}

QVariant doctorArgumentForFrontDoor()
{
    return frontDoorArgument;
}

std::optional<DoctorWish> doctorWish(const QVariant &argument)
{
    if (argument.toString() == everythingArgument) {
        return DoctorWish{};
    }
    const QVariantMap map = argument.toMap();
    if (!map.contains(checksKey) && !map.contains(symptomKey)) {
        return std::nullopt;
    }
    DoctorWish wish;
    wish.symptom = map.value(symptomKey).toString();
    wish.checks = map.value(checksKey).toStringList();
    wish.about = map.value(aboutKey).toString();
    const QVariantMap values = map.value(valuesKey).toMap();
    for (auto value = values.cbegin(); value != values.cend(); ++value) {
        wish.values.insert(value.key(), value.value().toString());
    }
    return wish;
}

bool wantsFrontDoor(const QVariant &argument)
{
    return argument.toString() == frontDoorArgument;
}

} // namespace daraja
