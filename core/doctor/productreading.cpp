// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/productreading.h"

#include "core/errors/errorsighting.h"

#include <algorithm>

namespace daraja {

namespace {

using Grant = ExaminationFacts::Grant;

bool isSameText(const char *one, const char *other)
{
    return QLatin1StringView(one) == QLatin1StringView(other);
}

/// The product behind a refusal that is not about token, product or path.
ProductReading readRefusal(const SpokenAnswer &answer)
{
    const int family = answer.status / 100;
    if (answer.status == 405 || answer.status == 403 || answer.status == 408 || answer.code == u"405.001") {
        return ProductReading::Unknown;
    }
    const bool spoke = !answer.code.isEmpty() && !isCodeOfThisProgram(answer.code); // not all of them have words
    if (spoke && (family == 2 || family == 4)) {
        return ProductReading::Granted;
    }
    // Answers of the product itself that come with HTTP 500 (daraja-api 5.3, 7, 10.4).
    const bool ofProduct = answer.says(u"bad request") || answer.says(u"invalid") || answer.says(u"wrong credentials") ||
                           answer.says(u"merchant does not exist") || answer.says(u"already registered") ||
                           answer.says(u"duplicate notification") || answer.says(u"servicecallout");
    return spoke && ofProduct ? ProductReading::Granted : ProductReading::Unknown;
}

Grant grantOf(ProductReading reading, bool tokenIsTaken)
{
    switch (reading) {
    case ProductReading::Granted:
        return Grant::Granted;
    case ProductReading::NotGranted:
        return Grant::NotGranted;
    case ProductReading::Token:
        return tokenIsTaken ? Grant::NotGranted : Grant::Unknown;
    case ProductReading::NoSuchPath:
        return Grant::NoSuchPath;
    case ProductReading::Void:
    case ProductReading::Busy:
    case ProductReading::Unknown:
        break;
    }
    return Grant::Unknown;
}

/// Customer to Business comes in two versions, and an app has one or both of them (daraja-api 7).
void tellVersions(QHash<QString, Grant> &grants)
{
    const QString second = QStringLiteral("c2b_register");
    const QString first = QStringLiteral("c2b_register_v1");
    for (const auto &[one, other] : {std::pair(first, second), std::pair(second, first)}) {
        if (grants.value(one) == Grant::Granted && grants.value(other) == Grant::NotGranted) {
            grants[other] = Grant::WrongVersion;
        }
    }
}

} // namespace

ProductReading readProductAnswer(const SpokenAnswer &answer)
{
    switch (answer.kind) {
    case SpokenAnswer::Kind::Page:
        return ProductReading::Void;
    case SpokenAnswer::Kind::Busy:
        return ProductReading::Busy;
    case SpokenAnswer::Kind::Accepted:
        return ProductReading::Granted;
    case SpokenAnswer::Kind::Nothing:
    case SpokenAnswer::Kind::Strange:
        return ProductReading::Unknown;
    case SpokenAnswer::Kind::Refusal:
        break;
    }
    if (answer.says(u"apiproduct") || answer.says(u"api product")) {
        return ProductReading::NotGranted;
    }
    if (answer.says(u"resource not found") || answer.says(u"404.001.01") || answer.says(u"404.003.01") || answer.says(u"identify proxy") ||
        answer.says(u"no such proxy")) {
        return ProductReading::NoSuchPath;
    }
    if (answer.tokenRefused) {
        return ProductReading::Token;
    }
    return answer.status == 404 ? ProductReading::NoSuchPath : readRefusal(answer);
}

QList<const OperationSpec *> productProbes()
{
    QList<const OperationSpec *> probes;
    for (const OperationSpec *operation : operations()) {
        const auto known = std::find_if(probes.begin(), probes.end(),
                                        [operation](const OperationSpec *probe) { return isSameText(probe->product, operation->product); });
        if (known == probes.end()) {
            probes.append(operation);
        } else if (operation->effect < (*known)->effect) {
            *known = operation;
        }
    }
    return probes;
}

QHash<QString, Grant> grantsFrom(const QHash<QString, ProductReading> &readings)
{
    const bool tokenIsTaken = std::any_of(readings.begin(), readings.end(), [](ProductReading reading) {
        return reading == ProductReading::Granted || reading == ProductReading::NotGranted;
    });
    QHash<QString, Grant> grants;
    for (const OperationSpec *probe : productProbes()) {
        const auto reading = readings.constFind(QString::fromLatin1(probe->id));
        const Grant grant = reading == readings.constEnd() ? Grant::NotAsked : grantOf(*reading, tokenIsTaken);
        for (const OperationSpec *operation : operations()) {
            const bool samePath = isSameText(operation->path, probe->path);
            if (isSameText(operation->product, probe->product)) {
                grants.insert(QString::fromLatin1(operation->id), samePath || grant != Grant::NoSuchPath ? grant : Grant::NotAsked);
            }
        }
    }
    tellVersions(grants);
    return grants;
}

QString productGrantWords(Grant grant)
{
    switch (grant) {
    case Grant::Granted:
        return doctorText("granted");
    case Grant::NotGranted:
        return doctorText("not on this app");
    case Grant::WrongVersion:
        return doctorText("not this version");
    case Grant::NoSuchPath:
        return doctorText("no such path here");
    case Grant::NotAsked:
        return doctorText("not asked");
    case Grant::Unknown:
        break;
    }
    return doctorText("could not tell");
}

} // namespace daraja
