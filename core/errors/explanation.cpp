// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/errors/explanation.h"

#include <QCoreApplication>
#include <QDate>
#include <QLocale>

namespace daraja {

namespace {

QString guideText(const char *text)
{
    return QCoreApplication::translate("ErrorGuide", text);
}

} // namespace

QString actorName(Explanation::Actor actor)
{
    switch (actor) {
    case Explanation::Actor::Nobody:
        return QStringLiteral("nobody");
    case Explanation::Actor::Customer:
        return QStringLiteral("customer");
    case Explanation::Actor::You:
        return QStringLiteral("you");
    case Explanation::Actor::Safaricom:
        return QStringLiteral("safaricom");
    }
    return {};
}

QString retryName(Explanation::Retry retry)
{
    switch (retry) {
    case Explanation::Retry::Safe:
        return QStringLiteral("safe");
    case Explanation::Retry::FixFirst:
        return QStringLiteral("fix-first");
    case Explanation::Retry::LookFirst:
        return QStringLiteral("look-first");
    case Explanation::Retry::AskUser:
        return QStringLiteral("ask-user");
    case Explanation::Retry::NotNeeded:
        return QStringLiteral("not-needed");
    }
    return {};
}

QString confidenceName(Explanation::Confidence confidence)
{
    switch (confidence) {
    case Explanation::Confidence::High:
        return QStringLiteral("high");
    case Explanation::Confidence::Medium:
        return QStringLiteral("medium");
    case Explanation::Confidence::Low:
        return QStringLiteral("low");
    }
    return {};
}

QString actorWords(Explanation::Actor actor)
{
    switch (actor) {
    case Explanation::Actor::Nobody:
        return guideText(QT_TRANSLATE_NOOP("ErrorGuide", "Nobody has to act"));
    case Explanation::Actor::Customer:
        return guideText(QT_TRANSLATE_NOOP("ErrorGuide", "The customer acts"));
    case Explanation::Actor::You:
        return guideText(QT_TRANSLATE_NOOP("ErrorGuide", "You act"));
    case Explanation::Actor::Safaricom:
        return guideText(QT_TRANSLATE_NOOP("ErrorGuide", "Safaricom acts"));
    }
    return {};
}

QString retryWords(Explanation::Retry retry)
{
    switch (retry) {
    case Explanation::Retry::Safe:
        return guideText(QT_TRANSLATE_NOOP("ErrorGuide", "Yes, after a short pause."));
    case Explanation::Retry::FixFirst:
        return guideText(QT_TRANSLATE_NOOP("ErrorGuide", "Not as it is: it would be refused again. Correct it first."));
    case Explanation::Retry::LookFirst:
        return guideText(QT_TRANSLATE_NOOP("ErrorGuide", "Not before you have looked: it may have happened."));
    case Explanation::Retry::AskUser:
        return guideText(QT_TRANSLATE_NOOP("ErrorGuide", "As a new request, once the other side is ready."));
    case Explanation::Retry::NotNeeded:
        return guideText(QT_TRANSLATE_NOOP("ErrorGuide", "No need: it is done."));
    }
    return {};
}

QString confidenceWords(Explanation::Confidence confidence)
{
    switch (confidence) {
    case Explanation::Confidence::High:
        return guideText(QT_TRANSLATE_NOOP("ErrorGuide", "Sure: several have seen it"));
    case Explanation::Confidence::Medium:
        return guideText(QT_TRANSLATE_NOOP("ErrorGuide", "Fairly sure: one good source"));
    case Explanation::Confidence::Low:
        return guideText(QT_TRANSLATE_NOOP("ErrorGuide", "Not sure: lists say so, nobody is known to have checked"));
    }
    return {};
}

QString sourceWords(const Explanation &explanation)
{
    const QDate month = QDate::fromString(explanation.seen, QStringLiteral("yyyy-MM"));
    const QString when = month.isValid() ? QLocale(QLocale::English).toString(month, QStringLiteral("MMMM yyyy")) : explanation.seen;
    return when.isEmpty() ? explanation.source : guideText(QT_TRANSLATE_NOOP("ErrorGuide", "%1, as of %2")).arg(explanation.source, when);
}

QString saidLabel(const Explanation &explanation)
{
    return explanation.isAnswer ? guideText(QT_TRANSLATE_NOOP("ErrorGuide", "Safaricom said"))
                                : guideText(QT_TRANSLATE_NOOP("ErrorGuide", "What happened"));
}

QString numberedSteps(const QStringList &steps)
{
    if (steps.size() < 2) {
        return steps.value(0);
    }
    QStringList lines;
    for (const QString &step : steps) {
        lines.append(QStringLiteral("%1. %2").arg(lines.size() + 1).arg(step));
    }
    return lines.join(u'\n');
}

QString explanationText(const Explanation &explanation)
{
    QStringList lines{explanation.title};
    const auto add = [&lines](const QString &label, const QString &text) {
        if (!text.isEmpty()) {
            lines.append(QStringLiteral("%1: %2").arg(label, text));
        }
    };
    add(saidLabel(explanation), explanation.said);
    add(guideText(QT_TRANSLATE_NOOP("ErrorGuide", "It means")), explanation.means);
    if (!explanation.steps.isEmpty()) {
        lines.append(guideText(QT_TRANSLATE_NOOP("ErrorGuide", "Do this")) + u':');
        lines.append(numberedSteps(explanation.steps));
    }
    add(guideText(QT_TRANSLATE_NOOP("ErrorGuide", "Send again?")), retryWords(explanation.retry));
    add(guideText(QT_TRANSLATE_NOOP("ErrorGuide", "Others say")), explanation.disagree);
    add(guideText(QT_TRANSLATE_NOOP("ErrorGuide", "Our note")), explanation.note);
    add(guideText(QT_TRANSLATE_NOOP("ErrorGuide", "Source")), sourceWords(explanation));
    return lines.join(u'\n');
}

} // namespace daraja
