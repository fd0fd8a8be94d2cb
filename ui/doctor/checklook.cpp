// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/doctor/checklook.h"

#include <QCoreApplication>

namespace daraja {

namespace {

constexpr qint64 tenSeconds = 10'000;
constexpr qint64 oneMinute = 60'000;

} // namespace

Role checkRole(CheckModel::State state)
{
    switch (state) {
    case CheckModel::State::Good:
        return Role::Good;
    case CheckModel::State::Note:
    case CheckModel::State::Running:
        return Role::Accent;
    case CheckModel::State::Careful:
    case CheckModel::State::Unknown:
        return Role::Careful;
    case CheckModel::State::Bad:
        return Role::Bad;
    default:
        return Role::Faint;
    }
}

Icon checkIcon(CheckModel::State state)
{
    switch (state) {
    case CheckModel::State::Good:
        return Icon::Check;
    case CheckModel::State::Note:
        return Icon::Info;
    case CheckModel::State::Careful:
        return Icon::Warning;
    case CheckModel::State::Bad:
        return Icon::Cross;
    case CheckModel::State::Unknown:
    case CheckModel::State::NotRun:
        return Icon::Question;
    case CheckModel::State::Waiting:
    case CheckModel::State::Running:
        return Icon::Clock;
    case CheckModel::State::OnRequest:
        return Icon::Send;
    case CheckModel::State::NotNeeded:
        break;
    }
    return Icon::Minus;
}

Tone outcomeTone(Verdict::Outcome outcome)
{
    switch (outcome) {
    case Verdict::Outcome::Healthy:
        return Tone::Good;
    case Verdict::Outcome::FaultFound:
        return Tone::Bad;
    case Verdict::Outcome::CouldNotTell:
        return Tone::Careful;
    case Verdict::Outcome::Stopped:
        break;
    }
    return Tone::Neutral;
}

Icon outcomeIcon(Verdict::Outcome outcome)
{
    switch (outcome) {
    case Verdict::Outcome::Healthy:
        return Icon::Check;
    case Verdict::Outcome::FaultFound:
        return Icon::Cross;
    case Verdict::Outcome::CouldNotTell:
        return Icon::Question;
    case Verdict::Outcome::Stopped:
        break;
    }
    return Icon::Minus;
}

QString checkTime(qint64 milliseconds)
{
    const auto text = [](const char *words) { return QCoreApplication::translate("CheckTime", words); };
    if (milliseconds < tenSeconds) {
        return text(QT_TRANSLATE_NOOP("CheckTime", "%1 s")).arg(double(milliseconds) / 1000, 0, 'f', 1);
    }
    if (milliseconds < oneMinute) {
        return text(QT_TRANSLATE_NOOP("CheckTime", "%1 s")).arg((milliseconds + 500) / 1000);
    }
    return text(QT_TRANSLATE_NOOP("CheckTime", "%1 min %2 s")).arg(milliseconds / oneMinute).arg(milliseconds % oneMinute / 1000);
}

} // namespace daraja
