// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/finding.h"

#include <QCoreApplication>

#include <array>
#include <utility>

namespace daraja {

namespace {

QString findingWord(const char *text)
{
    return QCoreApplication::translate("Doctor", text);
}

constexpr std::array statusNames{
    std::pair{Finding::Status::NotRun, "not-run"},  std::pair{Finding::Status::NotNeeded, "not-needed"},
    std::pair{Finding::Status::Running, "running"}, std::pair{Finding::Status::Good, "good"},
    std::pair{Finding::Status::Note, "note"},       std::pair{Finding::Status::Careful, "careful"},
    std::pair{Finding::Status::Bad, "bad"},         std::pair{Finding::Status::Unknown, "unknown"},
};

void addLine(QString &text, const QString &label, const QString &value)
{
    constexpr qsizetype column = 17;
    if (!value.isEmpty()) {
        text += label.leftJustified(column) + value + u'\n';
    }
}

QString saidWithSource(const Finding &finding)
{
    QStringList source;
    if (!finding.code.isEmpty()) {
        source.append(finding.code);
    }
    if (!finding.requestId.isEmpty()) {
        source.append(findingWord(QT_TRANSLATE_NOOP("Doctor", "request %1")).arg(finding.requestId));
    }
    QString text = finding.said.isEmpty() ? QString() : u'"' + finding.said + u'"';
    if (!source.isEmpty()) {
        text += (text.isEmpty() ? QStringLiteral("(%1)") : QStringLiteral(" (%1)")).arg(source.join(QStringLiteral(", ")));
    }
    return text;
}

} // namespace

QStringList Finding::blamed() const
{
    if (!blames.isEmpty()) {
        return blames;
    }
    QStringList members = cure.values.keys();
    if (!cure.member.isEmpty() && !members.contains(cure.member)) {
        members.append(cure.member);
    }
    members.sort();
    return members;
}

QString statusName(Finding::Status status)
{
    for (const auto &[value, name] : statusNames) {
        if (value == status) {
            return QString::fromLatin1(name);
        }
    }
    return {};
}

Finding::Status statusFromName(const QString &name)
{
    for (const auto &[value, known] : statusNames) {
        if (name == QLatin1StringView(known)) {
            return value;
        }
    }
    return Finding::Status::NotRun;
}

QString statusWords(Finding::Status status)
{
    switch (status) {
    case Finding::Status::NotRun:
        return findingWord(QT_TRANSLATE_NOOP("Doctor", "not run"));
    case Finding::Status::NotNeeded:
        return findingWord(QT_TRANSLATE_NOOP("Doctor", "nothing to check"));
    case Finding::Status::Running:
        return findingWord(QT_TRANSLATE_NOOP("Doctor", "running"));
    case Finding::Status::Good:
        return findingWord(QT_TRANSLATE_NOOP("Doctor", "fine"));
    case Finding::Status::Note:
        return findingWord(QT_TRANSLATE_NOOP("Doctor", "worth knowing"));
    case Finding::Status::Careful:
        return findingWord(QT_TRANSLATE_NOOP("Doctor", "careful"));
    case Finding::Status::Bad:
        return findingWord(QT_TRANSLATE_NOOP("Doctor", "fault"));
    case Finding::Status::Unknown:
        return findingWord(QT_TRANSLATE_NOOP("Doctor", "could not tell"));
    }
    return {};
}

QString sureName(Finding::Sure sure)
{
    switch (sure) {
    case Finding::Sure::High:
        return QStringLiteral("high");
    case Finding::Sure::Medium:
        return QStringLiteral("medium");
    case Finding::Sure::Low:
        return QStringLiteral("low");
    }
    return {};
}

QString sureWords(Finding::Sure sure)
{
    switch (sure) {
    case Finding::Sure::High:
        return findingWord(QT_TRANSLATE_NOOP("Doctor", "high"));
    case Finding::Sure::Medium:
        return findingWord(QT_TRANSLATE_NOOP("Doctor", "medium"));
    case Finding::Sure::Low:
        return findingWord(QT_TRANSLATE_NOOP("Doctor", "low"));
    }
    return {};
}

QString findingText(const Finding &finding)
{
    QString text = finding.title + u'\n';
    addLine(text, findingWord(QT_TRANSLATE_NOOP("Doctor", "Safaricom said")), saidWithSource(finding));
    addLine(text, findingWord(QT_TRANSLATE_NOOP("Doctor", "It means")), finding.means);
    QString label = findingWord(QT_TRANSLATE_NOOP("Doctor", "Do this"));
    for (qsizetype i = 0; i < finding.steps.size(); ++i) {
        const QString step =
            finding.steps.size() == 1 ? finding.steps.first() : QStringLiteral("%1 %2").arg(i + 1).arg(finding.steps.at(i));
        addLine(text, std::exchange(label, QString()), step);
    }
    const bool told = finding.status != Finding::Status::NotRun && finding.status != Finding::Status::NotNeeded;
    if (told) {
        addLine(text, findingWord(QT_TRANSLATE_NOOP("Doctor", "Sure")),
                finding.because.isEmpty() ? sureWords(finding.sure)
                                          : QStringLiteral("%1 (%2)").arg(sureWords(finding.sure), finding.because));
    }
    for (const auto &[name, value] : finding.facts) {
        addLine(text, name + u' ', value);
    }
    return text;
}

} // namespace daraja
