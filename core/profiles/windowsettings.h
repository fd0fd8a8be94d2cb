// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QSettings>

#include <memory>

namespace daraja {

/// The settings of the window: an INI file, or the platform's place when there is no name.
[[nodiscard]] std::unique_ptr<QSettings> openWindowSettings(const QString &file);
/// The same for somebody who knows where the profiles are: those of the window lie in `<name>-profiles.ini` beside its settings. Empty: the
/// platform's place for both.
[[nodiscard]] std::unique_ptr<QSettings> openWindowSettingsOf(const QString &profilesFile);
/// `<name><ending>` beside the settings; empty when those are in the platform's place, for what lies there has a place of its own.
[[nodiscard]] QString fileBesideWindowSettings(const QString &settingsFile, const QString &ending);

} // namespace daraja
