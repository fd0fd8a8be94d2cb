// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// L1: what copying does to values (doctor 4).

#include "core/doctor/valuelint.h"
#include "core/doctor/valueslip.h"
#include "core/profiles/credentialnames.h"
#include "core/profiles/hiddencharacters.h"
#include "core/profiles/pastedvalue.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

namespace daraja {

namespace {

using Status = Finding::Status;

QString characterText(const char *text)
{
    return QCoreApplication::translate("DoctorValues", text);
}

/// Values that never hold a space or anything beyond ASCII.
bool isToken(const QString &member)
{
    return member != u"initiatorName" && member != u"initiatorPassword" && member != u"securityCredential";
}

ValueSlip cleanSlip(const QString &member, const QString &title, const QString &cleaned)
{
    ValueSlip slip;
    slip.member = member;
    slip.title = title;
    slip.means = characterText(QT_TRANSLATE_NOOP("DoctorValues", "Daraja compares every character: the value is refused as it stands."));
    slip.steps = {characterText(QT_TRANSLATE_NOOP("DoctorValues", "Press Clean, look at the value before and after, and save"))};
    slip.values.insert(member, cleaned);
    slip.button = characterText(QT_TRANSLATE_NOOP("DoctorValues", "Clean"));
    return slip;
}

ValueSlip maskSlip(const QString &member)
{
    ValueSlip slip;
    slip.member = member;
    slip.title = characterText(QT_TRANSLATE_NOOP("DoctorValues", "The %1 is the dots that hide it")).arg(memberWords(member));
    slip.means = characterText(QT_TRANSLATE_NOOP("DoctorValues", "You copied the dots. The value itself was not in the selection."));
    slip.steps = {characterText(QT_TRANSLATE_NOOP("DoctorValues", "Use the copy icon on the app's card in the portal, under My Apps")),
                  characterText(QT_TRANSLATE_NOOP("DoctorValues", "Paste it in place of the dots"))};
    return slip;
}

/// A header or a pair in the box of the key or of the secret.
std::optional<ValueSlip> wholePairSlip(const QString &member, const QString &text)
{
    if (member != u"consumerKey" && member != u"consumerSecret") {
        return {};
    }
    const auto header = readBasicHeader(text);
    const auto pair = header ? header : readKeyAndSecret(cleanedToken(text));
    if (pair && credentialName(pair->key) != CredentialName::None) {
        return cleanSlip(member,
                         characterText(QT_TRANSLATE_NOOP("DoctorValues", "The %1 has its label in front of it")).arg(memberWords(member)),
                         pair->secret);
    }
    const bool looksLikeHeader = text.trimmed().startsWith(u"Basic ", Qt::CaseInsensitive);
    if (!pair && !looksLikeHeader) {
        return {};
    }
    ValueSlip slip;
    slip.member = member;
    if (header || looksLikeHeader) {
        slip.title = characterText(QT_TRANSLATE_NOOP("DoctorValues", "The %1 is a finished Authorization header")).arg(memberWords(member));
        slip.means = characterText(
            QT_TRANSLATE_NOOP("DoctorValues", "Key and secret are inside it, in base64. They belong into two boxes of their own."));
    } else {
        slip.title = characterText(QT_TRANSLATE_NOOP("DoctorValues", "The %1 is key and secret together")).arg(memberWords(member));
        slip.means = characterText(QT_TRANSLATE_NOOP("DoctorValues", "The key stands before the colon, the secret behind it."));
    }
    if (pair) {
        slip.steps = {characterText(QT_TRANSLATE_NOOP("DoctorValues", "Press Take it apart: each part goes into its own box"))};
        slip.values = {{QStringLiteral("consumerKey"), pair->key}, {QStringLiteral("consumerSecret"), pair->secret}};
        slip.button = characterText(QT_TRANSLATE_NOOP("DoctorValues", "Take it apart"));
    } else {
        slip.steps = {characterText(QT_TRANSLATE_NOOP("DoctorValues", "Copy key and secret one by one from the app's card under My Apps"))};
    }
    return slip;
}

bool isBeyondAscii(const QString &text)
{
    return std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.unicode() > 0x7e; });
}

/// For keys, numbers and passkeys: everything that they cannot hold.
std::optional<ValueSlip> tokenSlip(const QString &member, const QString &text)
{
    const QString visible = withoutHiddenCharacters(text);
    const QString cleaned = cleanedToken(text);
    const QString words = memberWords(member);
    if (isBeyondAscii(cleaned)) {
        const auto odd = std::find_if(cleaned.cbegin(), cleaned.cend(), [](QChar c) { return c.unicode() > 0x7e; });
        ValueSlip slip;
        slip.member = member;
        slip.title = characterText(QT_TRANSLATE_NOOP("DoctorValues", "The %1 contains a character that is not on a plain keyboard (U+%2)"))
                         .arg(words, QString::number(odd->unicode(), 16).toUpper().rightJustified(4, u'0'));
        slip.means = characterText(QT_TRANSLATE_NOOP(
            "DoctorValues", "It may look like an ordinary letter. Chats, documents and pictures put such characters into values."));
        slip.steps = {characterText(QT_TRANSLATE_NOOP("DoctorValues", "Copy the value again, from the portal itself"))};
        return slip;
    }
    if (withoutQuotes(visible) != visible) {
        return cleanSlip(
            member, characterText(QT_TRANSLATE_NOOP("DoctorValues", "The %1 has quotes or punctuation of a program around it")).arg(words),
            cleaned);
    }
    if (percentDecoded(visible) != visible) {
        return cleanSlip(
            member, characterText(QT_TRANSLATE_NOOP("DoctorValues", "The %1 is written as in a web address, with % and digits")).arg(words),
            cleaned);
    }
    if (visible.contains(u' ')) {
        return cleanSlip(member, characterText(QT_TRANSLATE_NOOP("DoctorValues", "The %1 contains a space")).arg(words), cleaned);
    }
    return {};
}

/// A password may hold nearly anything: what is odd about it is said with care.
std::optional<ValueSlip> passwordSlip(const QString &member, const QString &text)
{
    QString straight = text;
    straight.replace(u'\u201C', u'"').replace(u'\u201D', u'"').replace(u'\u2018', u'\'').replace(u'\u2019', u'\'');
    const QString bare = withoutQuotes(straight);
    const bool quoted = bare.size() + 2 == straight.size();
    ValueSlip slip;
    if (quoted) {
        slip = cleanSlip(member, characterText(QT_TRANSLATE_NOOP("DoctorValues", "The %1 has quotes around it")).arg(memberWords(member)),
                         bare);
    } else if (straight != text) {
        slip = cleanSlip(member, characterText(QT_TRANSLATE_NOOP("DoctorValues", "The %1 contains curly quotes")).arg(memberWords(member)),
                         straight);
    } else {
        return {};
    }
    slip.status = Status::Careful;
    slip.means = characterText(
        QT_TRANSLATE_NOOP("DoctorValues", "A document or a piece of code put them there, unless they are really part of the password."));
    return slip;
}

std::optional<ValueSlip> characterSlip(const ProfileValue &value)
{
    const QString &member = value.member;
    if (isMask(value.text) &&
        !(member == u"initiatorPassword" && !isMask(QString(value.text).remove(u'*')) && value.text.count(u'*') < 4)) {
        return maskSlip(member);
    }
    if (auto slip = wholePairSlip(member, value.text)) {
        return slip;
    }
    if (const QString hidden = describeHiddenCharacters(value.text); !hidden.isEmpty()) {
        return cleanSlip(member, characterText(QT_TRANSLATE_NOOP("DoctorValues", "The %1 contains %2")).arg(memberWords(member), hidden),
                         isToken(member) ? cleanedToken(value.text) : withoutHiddenCharacters(value.text));
    }
    if (member == u"securityCredential") {
        const QString bare = percentDecoded(withoutQuotes(value.text));
        return bare == value.text ? std::nullopt
                                  : std::optional(cleanSlip(
                                        member,
                                        characterText(QT_TRANSLATE_NOOP("DoctorValues", "The %1 has quotes or web address signs in it"))
                                            .arg(memberWords(member)),
                                        bare));
    }
    return isToken(member) ? tokenSlip(member, value.text) : passwordSlip(member, value.text);
}

} // namespace

Finding lintCharacters(const Profile &profile, const ProfileSecrets &secrets)
{
    QList<ValueSlip> slips;
    int looked = 0;
    const QList<ProfileValue> values = profileValues(profile, secrets);
    for (const ProfileValue &value : values) {
        if (value.text.isEmpty()) {
            continue;
        }
        ++looked;
        if (auto slip = characterSlip(value)) {
            slips.append(*slip);
        }
    }
    Finding finding = findingOf(slips, characterText(QT_TRANSLATE_NOOP("DoctorValues", "No character is there that should not be")),
                                characterText(QT_TRANSLATE_NOOP("DoctorValues", "values looked at: %1")).arg(looked));
    if (looked == 0) {
        finding.status = Status::NotNeeded;
        finding.title = characterText(QT_TRANSLATE_NOOP("DoctorValues", "There are no values yet"));
        finding.summary = finding.title;
        finding.means = finding.title;
    }
    finding.because = slips.isEmpty() ? QString() : characterText(QT_TRANSLATE_NOOP("DoctorValues", "every character was looked at"));
    return finding;
}

} // namespace daraja
