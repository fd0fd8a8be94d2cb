// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/personaldata.h"

#include "core/base/msisdn.h"
#include "core/history/historypieces.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace daraja {

namespace {

constexpr qsizetype shortestName = 3;
const QString lastingMask = QStringLiteral("***");

QString hashOf(const QString &subscriber)
{
    return QLatin1StringView(QCryptographicHash::hash("254" + subscriber.toLatin1(), QCryptographicHash::Sha256).toHex());
}

/// The digits of a number, perhaps with spaces, dashes, dots or brackets between them, anywhere: also inside a longer id.
QString looseDigits(const QString &subscriber)
{
    QStringList digits;
    for (const QChar digit : subscriber) {
        digits.append(digit);
    }
    return digits.join(QStringLiteral("[ .()\\x{2010}-\\x{2015}-]{0,2}"));
}

void addNumbersIn(const QString &text, QSet<QString> &subscribers)
{
    // With its prefix in any text; without one inside a CheckoutRequestID, which ends with it (daraja-api 1.4).
    static const QRegularExpression prefixed(
        QStringLiteral("(?<![0-9A-Za-z])\\+?(?:254|0)[ -]?([17]\\d{2})[ -]?(\\d{3})[ -]?(\\d{3})(?!\\d)"));
    static const QRegularExpression checkout(QStringLiteral("ws_CO_\\d{14,18}?([17]\\d{8})(?!\\d)"));
    QRegularExpressionMatchIterator numbers = prefixed.globalMatch(text);
    while (numbers.hasNext()) {
        const QRegularExpressionMatch match = numbers.next();
        subscribers.insert(match.captured(1) + match.captured(2) + match.captured(3));
    }
    QRegularExpressionMatchIterator ids = checkout.globalMatch(text);
    while (ids.hasNext()) {
        subscribers.insert(ids.next().captured(1));
    }
    if (const std::optional<QString> whole = normalizeMsisdn(text)) {
        subscribers.insert(whole->sliced(3));
    }
}

/// The name of a person that a value with this name holds, or nothing.
QString personIn(const QString &name, const QString &value)
{
    static const QSet<QString> persons{QStringLiteral("firstname"),      QStringLiteral("middlename"), QStringLiteral("lastname"),
                                       QStringLiteral("billedfullname"), QStringLiteral("fullname"),   QStringLiteral("customername")};
    // `254712345678 - Jane Doe`; organisations stand behind their short code and are no persons.
    static const QRegularExpression party(QStringLiteral("^\\s*\\+?(?:254|0)[0-9* ]{6,12}\\s*-\\s*(.+?)\\s*$"));
    if (persons.contains(name.toLower())) {
        return value.simplified();
    }
    if (name.endsWith(QStringLiteral("Name"), Qt::CaseInsensitive)) {
        return party.match(value).captured(1);
    }
    return {};
}

void addPersons(const QJsonValue &json, const QString &name, QSet<QString> &persons)
{
    if (json.isString()) {
        persons.insert(personIn(name, json.toString()));
    } else if (json.isArray()) {
        const QJsonArray array = json.toArray();
        for (const QJsonValue item : array) {
            addPersons(item, name, persons);
        }
    } else if (json.isObject()) {
        const QJsonObject object = json.toObject();
        for (auto member = object.begin(); member != object.end(); ++member) {
            addPersons(member.value(), member.key(), persons);
        }
    }
}

/// Applies a change to every text of an entry that could say who the customer is.
template <typename Change> class TextVisitor
{
public:
    explicit TextVisitor(const Change &change)
        : m_change(change)
    {
    }

    void visit(HistoryEntry &entry) const
    {
        visit(entry.party);
        visit(entry.summary);
        visit(entry.conversation);
        visit(entry.originator);
        visit(entry.note);
        for (ActivityEntry::Step &step : entry.steps) {
            visit(step.text);
        }
        for (HttpExchange &exchange : entry.exchanges) {
            visit(exchange);
        }
        entry.values = changed(entry.values).toObject();
        visit(entry.error.message);
        visit(entry.error.body);
        if (entry.result) {
            visit(entry.result->description);
            visit(entry.result->parameters);
            visit(entry.result->raw);
        }
        for (Callback &callback : entry.callbacks) {
            visit(callback);
        }
        for (HistoryEntry::Forward &forward : entry.forwards) {
            visit(forward.url);
            visit(forward.answer);
            visit(forward.problem);
        }
    }

private:
    void visit(QString &text) const { text = m_change(text); }
    void visit(QByteArray &bytes) const
    {
        const QJsonValue text = bytesToJson(bytes);
        if (text.isString()) {
            const QString changed = m_change(text.toString());
            if (changed != text.toString()) {
                bytes = changed.toUtf8();
            }
        } else { // not UTF-8: digits are the same in every code that is one byte for one letter
            bytes = m_change(QString::fromLatin1(bytes)).toLatin1();
        }
    }
    void visit(QUrl &url) const
    {
        const QString text = url.toString(QUrl::FullyEncoded);
        const QString changed = m_change(text);
        if (changed != text) {
            url = QUrl(changed);
        }
    }
    void visit(QList<QPair<QString, QString>> &pairs) const
    {
        for (auto &pair : pairs) {
            visit(pair.second);
        }
    }
    void visit(HttpHeaders &headers) const
    {
        HttpHeaders changed;
        for (const HttpHeaders::Field &field : headers.fields()) {
            QByteArray value = field.second;
            visit(value);
            changed.append(field.first, value);
        }
        headers = changed;
    }
    void visit(HttpExchange &exchange) const
    {
        visit(exchange.url);
        visit(exchange.requestHeaders);
        visit(exchange.requestBody);
        visit(exchange.responseHeaders);
        visit(exchange.responseBody);
        visit(exchange.failureText);
    }
    void visit(Callback &callback) const
    {
        visit(callback.conversation);
        visit(callback.originatorConversation);
        visit(callback.resultDescription);
        visit(callback.problem);
        visit(callback.raw);
        visit(callback.parameters);
        visit(callback.references);
        callback = rereadCallback(callback);
    }
    [[nodiscard]] QJsonValue changed(const QJsonValue &json) const
    {
        if (json.isString()) {
            return m_change(json.toString());
        }
        if (json.isArray()) {
            QJsonArray array = json.toArray();
            for (qsizetype i = 0; i < array.size(); ++i) {
                array[i] = changed(array.at(i));
            }
            return array;
        }
        if (json.isObject()) {
            QJsonObject object = json.toObject();
            for (auto member = object.begin(); member != object.end(); ++member) {
                member.value() = changed(QJsonValue(member.value()));
            }
            return object;
        }
        return json;
    }

    const Change &m_change;
};

} // namespace

PersonalData::PersonalData(Options options)
    : m_options(options)
{
}

PersonalData::PersonalData(const QString &subscriber, Options options)
    : m_options(options)
    , m_only(subscriber)
    , m_onlyPattern(looseDigits(subscriber) + u'|' + hashOf(subscriber), QRegularExpression::CaseInsensitiveOption)
{
}

bool PersonalData::standsIn(const QString &text) const
{
    return m_onlyPattern.match(text).hasMatch();
}

bool PersonalData::standsInEntry(const HistoryEntry &entry) const
{
    bool stands = false;
    const auto look = [this, &stands](const QString &text) {
        stands = stands || standsIn(text);
        return text;
    };
    HistoryEntry copy = entry;
    TextVisitor(look).visit(copy);
    return stands;
}

QString PersonalData::withoutNumber(QString text) const
{
    return text.replace(m_onlyPattern, QStringLiteral("000000000"));
}

PersonalData::Targets PersonalData::targetsOf(const HistoryEntry &entry) const
{
    Targets targets;
    const auto look = [&targets](const QString &text) {
        addNumbersIn(text, targets.subscribers);
        return text;
    };
    if (m_only.isEmpty()) {
        HistoryEntry copy = entry;
        TextVisitor(look).visit(copy);
    } else {
        targets.subscribers.insert(m_only);
    }
    if (!m_options.phones) {
        targets.subscribers.clear();
    }
    if (m_options.names) {
        addPersons(entry.values, QString(), targets.names);
        for (const Callback &callback : entry.callbacks) {
            for (const auto &[name, value] : callback.parameters) {
                targets.names.insert(personIn(name, value));
            }
            addPersons(QJsonDocument::fromJson(callback.raw).object(), QString(), targets.names);
        }
        if (entry.result) {
            for (const auto &[name, value] : entry.result->parameters) {
                targets.names.insert(personIn(name, value));
            }
        }
        targets.names.removeIf([](const QString &name) { return name.size() < shortestName; });
    }
    addReplacements(targets);
    return targets;
}

void PersonalData::addReplacements(Targets &targets) const
{
    const bool mask = m_options.instead == Instead::Mask;
    for (const QString &subscriber : std::as_const(targets.subscribers)) {
        const QString masked = mask ? subscriber.left(3) + lastingMask + subscriber.right(3) : QStringLiteral("000000000");
        if (mask) { // a JSON number becomes a text, so that the message stays readable
            targets.replacements.append({QRegularExpression(QStringLiteral("(?<=[:,\\[ ])(254|0)?%1(?=\\s*[,}\\]])").arg(subscriber)),
                                         QStringLiteral("\"\\1%1\"").arg(masked)});
        }
        targets.replacements.append({QRegularExpression(looseDigits(subscriber)), masked});
        targets.replacements.append(
            {QRegularExpression(hashOf(subscriber), QRegularExpression::CaseInsensitiveOption), mask ? lastingMask : QString(64, u'0')});
    }
    for (const QString &name : std::as_const(targets.names)) {
        targets.replacements.append(
            {QRegularExpression(QStringLiteral("(?<![\\w])%1(?![\\w])").arg(QRegularExpression::escape(name)),
                                QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption),
             mask ? lastingMask : QString()});
    }
}

HistoryEntry PersonalData::cleaned(const HistoryEntry &entry)
{
    const Targets targets = targetsOf(entry);
    HistoryEntry clean = entry;
    if (targets.replacements.isEmpty()) {
        return clean;
    }
    for (const QString &subscriber : targets.subscribers) {
        m_phones.insert(QStringLiteral("254") + subscriber);
    }
    m_names.unite(targets.names);
    const auto change = [&targets](const QString &text) {
        QString changed = text;
        for (const auto &[pattern, instead] : targets.replacements) {
            changed.replace(pattern, instead);
        }
        return changed;
    };
    TextVisitor(change).visit(clean);
    return clean;
}

} // namespace daraja
