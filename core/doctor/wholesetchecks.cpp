// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// G1 and G2 (doctor 4): the values together.

#include "core/doctor/registry.h"
#include "core/doctor/wholeset.h"

#include <QCoreApplication>

namespace daraja {

namespace {

class OneSetCheck final : public Check
{
public:
    using Check::Check;

protected:
    void start() override { finish(findingOnOrigins(valueOrigins(examination()), examination().context().profile.environment)); }
};

class GoLiveCheck final : public Check
{
public:
    using Check::Check;

protected:
    void start() override { finish(findingOnGoLive(examination())); }
};

CheckSpec wholeSetSpec(const char *id, const char *title, const char *what)
{
    CheckSpec spec;
    spec.id = QString::fromLatin1(id);
    spec.title = QCoreApplication::translate("DoctorWholeSet", title);
    spec.what = QCoreApplication::translate("DoctorWholeSet", what);
    spec.branch = Branch::WholeSet;
    return spec;
}

} // namespace

QList<CheckRow> wholeSetChecks()
{
    return {
        {wholeSetSpec("G1", QT_TRANSLATE_NOOP("DoctorWholeSet", "All values together"),
                      QT_TRANSLATE_NOOP("DoctorWholeSet",
                                        "Compares which environment each value is from, by its look and by what the other checks have "
                                        "shown. Asks nobody.")),
         &makeCheck<OneSetCheck>},
        {wholeSetSpec("G2", QT_TRANSLATE_NOOP("DoctorWholeSet", "Going live"),
                      QT_TRANSLATE_NOOP("DoctorWholeSet",
                                        "Lists what differs between sandbox and production, and what only people can do. Asks nobody.")),
         &makeCheck<GoLiveCheck>},
    };
}

} // namespace daraja
