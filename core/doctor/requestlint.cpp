// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// L7: values of requests (doctor 4).

#include "core/base/msisdn.h"
#include "core/catalogue/contradictions.h"
#include "core/catalogue/validation.h"
#include "core/crypto/stkpassword.h"
#include "core/doctor/valuelint.h"
#include "core/doctor/valueslip.h"

#include <QCoreApplication>

#include <algorithm>

namespace daraja {

namespace {

using Status = Finding::Status;

// Beyond the documented 12 and 13 some still work; beyond these prompts fail (daraja-api 5.1).
constexpr qsizetype hardReferenceLength = 20;
constexpr qsizetype hardDescriptionLength = 182;

QString requestText(const char *text)
{
    return QCoreApplication::translate("DoctorValues", text);
}

/// The operation that has all these members, or null. The first in order of display: an STK push before its order.
const OperationSpec *operationWith(const Values &request)
{
    const QList<const OperationSpec *> &all = operations();
    const auto hasAll = [&request](const OperationSpec *operation) {
        return std::all_of(request.keyBegin(), request.keyEnd(),
                           [operation](const QString &name) { return operation->field(name) != nullptr; });
    };
    const auto found = std::find_if(all.cbegin(), all.cend(), hasAll);
    return found == all.cend() ? nullptr : *found;
}

const FieldSpec *anyField(const QString &name)
{
    for (const OperationSpec *operation : operations()) {
        if (const FieldSpec *field = operation->field(name)) {
            return field;
        }
    }
    return nullptr;
}

/// Not looked at here: addresses (L9) and what a redacted copy of a request hides.
bool isLookedAt(const FieldSpec &field, const QString &value)
{
    return !value.isEmpty() && field.kind != FieldKind::Url && field.kind != FieldKind::List && field.kind != FieldKind::Credential &&
           !value.contains(Redactor::mask());
}

/// How grave what checkField() says is: Daraja takes some of what its documents forbid.
Status gravityOf(const FieldSpec &field, const QString &value)
{
    if (field.kind != FieldKind::Text) {
        return Status::Bad;
    }
    const bool reference = QLatin1StringView(field.name) == u"AccountReference";
    return value.size() > (reference ? hardReferenceLength : hardDescriptionLength) ? Status::Bad : Status::Careful;
}

class RequestInspection
{
public:
    RequestInspection(const RequestContext &context, const Values &request)
        : m_context(context)
        , m_request(request)
        , m_operation(operationWith(request))
    {
    }

    Finding finding()
    {
        if (!m_context.profile.phoneNumber.isEmpty()) {
            lookAtPhone();
        }
        QStringList names = m_request.keys();
        std::sort(names.begin(), names.end());
        for (const QString &name : std::as_const(names)) {
            const FieldSpec *field = m_operation ? m_operation->field(name) : anyField(name);
            const QString value = m_request.value(name);
            if (field && isLookedAt(*field, value)) {
                lookAt(*field, value);
            }
        }
        Finding finding = findingOf(m_slips, requestText(QT_TRANSLATE_NOOP("DoctorValues", "The values of the request can be sent")),
                                    requestText(QT_TRANSLATE_NOOP("DoctorValues", "values looked at: %1")).arg(m_looked));
        finding.facts.append(m_facts);
        if (m_looked == 0) {
            finding.status = Status::NotNeeded;
            finding.title = requestText(QT_TRANSLATE_NOOP("DoctorValues", "There is no request to look at"));
            finding.summary = finding.title;
            finding.means = requestText(
                QT_TRANSLATE_NOOP("DoctorValues", "Start from a failed call, with Find out why, to have its values looked at."));
        }
        return finding;
    }

private:
    void add(Status status, const QString &member, const QString &title, const QString &means)
    {
        ValueSlip slip;
        slip.status = status;
        slip.member = member;
        slip.title = title;
        slip.means = means;
        slip.steps = {requestText(QT_TRANSLATE_NOOP("DoctorValues", "Correct it where the request is made"))};
        m_slips.append(slip);
    }

    void lookAtPhone()
    {
        ++m_looked;
        const auto wire = normalizeMsisdn(m_context.profile.phoneNumber);
        if (wire) {
            m_facts.append({requestText(QT_TRANSLATE_NOOP("DoctorValues", "phone number")), *wire});
            return;
        }
        add(Status::Bad, QStringLiteral("phoneNumber"),
            requestText(QT_TRANSLATE_NOOP("DoctorValues", "The profile's phone number is not Kenyan")),
            requestText(
                QT_TRANSLATE_NOOP("DoctorValues", "M-Pesa numbers begin with 07, 01 or 254 and have nine digits after the 0 or 254.")));
    }

    void lookAt(const FieldSpec &field, const QString &value)
    {
        ++m_looked;
        const QString member = QString::fromLatin1(field.name);
        QString message = checkField(field, value).message;
        Status status = gravityOf(field, value);
        // A number that is not the paybill's is asked about with till and paybill.
        if (message.isEmpty() && m_operation && member != u"PartyB" &&
            (field.kind != FieldKind::StkPassword || m_request.contains(QStringLiteral("Timestamp")))) {
            message = contradiction(*m_operation, field, normalizeField(field, value), m_request, m_context);
            status = Status::Bad;
        }
        if (message.isEmpty() && field.kind == FieldKind::StkPassword) {
            message = passwordProblem(value);
        }
        if (!message.isEmpty()) {
            add(status, member, requestText(QT_TRANSLATE_NOOP("DoctorValues", "%1 will be refused")).arg(member), message);
            if (status == Status::Careful) {
                m_slips.last().title = requestText(QT_TRANSLATE_NOOP("DoctorValues", "%1 may be refused")).arg(member);
            }
        } else if (field.kind == FieldKind::Msisdn || field.kind == FieldKind::Amount) {
            m_facts.append({member, normalizeField(field, value)});
        }
    }

    [[nodiscard]] QString passwordProblem(const QString &password) const
    {
        const QString number = m_request.value(QStringLiteral("BusinessShortCode"));
        const auto parts = readStkPassword(password, number);
        return !parts || number.isEmpty() || parts->shortCode == number
                   ? QString()
                   : requestText(QT_TRANSLATE_NOOP("DoctorValues", "The password was made for the number %1, the request is for %2."))
                         .arg(parts->shortCode, number);
    }

    const RequestContext &m_context;
    const Values &m_request;
    const OperationSpec *m_operation;
    QList<ValueSlip> m_slips;
    QList<QPair<QString, QString>> m_facts;
    int m_looked = 0;
};

} // namespace

Finding lintRequest(const RequestContext &context, const Values &request)
{
    return RequestInspection(context, request).finding();
}

} // namespace daraja
