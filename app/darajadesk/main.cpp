// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/darajadesk/appicon.h"
#include "core/secrets/keychainsecretstore.h"
#include "ui/desk/desk.h"
#include "ui/shell/mainwindow.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QTimer>

#include <cstdio>

namespace {

constexpr int exitBadInput = 2;
constexpr int exitNoDisplay = 3;
constexpr int paintPatience = 500; ///< ms: a window that starts minimised is never painted

/// Whether Qt would find a screen; it ends the program by itself when it does not.
bool displayIsMissing(int argc, char **argv)
{
#ifdef Q_OS_LINUX
    for (int i = 1; i < argc; ++i) {
        if (qstrcmp(argv[i], "-platform") == 0 || qstrcmp(argv[i], "--platform") == 0)
            return false;
    }
    return qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") &&
           qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
#else
    Q_UNUSED(argc)
    Q_UNUSED(argv)
    return false;
#endif
}

void nameApplication()
{
    QCoreApplication::setApplicationName(QStringLiteral("darajadesk"));
    QCoreApplication::setOrganizationName(QStringLiteral("darajadesk"));
    QCoreApplication::setApplicationVersion(QStringLiteral(DARAJA_VERSION));
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(QCoreApplication::translate("main", "Daraja Desk: a workbench for Safaricom's M-Pesa Daraja API."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        {QStringLiteral("profile"), QCoreApplication::translate("main", "Open this profile."), QStringLiteral("name")},
        {QStringLiteral("page"), QCoreApplication::translate("main", "Show token, requests, activity, simulator or settings."),
         QStringLiteral("page")},
        {QStringLiteral("theme"), QCoreApplication::translate("main", "Look: system, light or dark; for this run."),
         QStringLiteral("theme")},
        {QStringLiteral("settings"), QCoreApplication::translate("main", "Keep settings and profiles in this file."),
         QStringLiteral("file")},
    });
}

int complain(const QString &text, int code)
{
    std::fputs(qPrintable(text + u'\n'), stderr);
    return code;
}

/// Reads the command line; an exit code when there is nothing more to do, else -1.
int readOptions(QCommandLineParser &parser)
{
    addOptions(parser);
    if (!parser.parse(QCoreApplication::arguments()))
        return complain(parser.errorText(), exitBadInput);
    if (!parser.positionalArguments().isEmpty())
        return complain(QCoreApplication::translate("main", "Unexpected: %1").arg(parser.positionalArguments().constFirst()), exitBadInput);
    if (parser.isSet(QStringLiteral("version"))) {
        std::puts(qPrintable(QStringLiteral("Daraja Desk %1").arg(QCoreApplication::applicationVersion())));
        return 0;
    }
    if (parser.isSet(QStringLiteral("help"))) {
        std::puts(qPrintable(parser.helpText()));
        return 0;
    }
    return -1;
}

/// Help, version and wrong options need no screen; for the rest one is missing.
int answerWithoutScreen(int &argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    nameApplication();
    QCommandLineParser parser;
    const int code = readOptions(parser);
    if (code >= 0)
        return code;
    return complain(QCoreApplication::translate("main", "There is no screen to show a window on. To see Daraja Desk work without one, run: "
                                                        "darajactl tour"),
                    exitNoDisplay);
}

} // namespace

int main(int argc, char **argv)
{
    if (displayIsMissing(argc, argv))
        return answerWithoutScreen(argc, argv);

    const QApplication app(argc, argv);
    nameApplication();
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Daraja Desk"));
    QGuiApplication::setDesktopFileName(QStringLiteral("darajadesk"));
    QCommandLineParser parser;
    const int code = readOptions(parser);
    if (code >= 0)
        return code;

    const daraja::SystemClock clock;
    daraja::Desk desk(clock, parser.value(QStringLiteral("settings")),
                      std::make_unique<daraja::KeychainSecretStore>(QStringLiteral("darajadesk")));
    const QString wanted = parser.value(QStringLiteral("profile"));
    if (!wanted.isEmpty()) {
        const daraja::Profile profile = desk.profiles().findByName(wanted);
        if (profile.id.isEmpty())
            return complain(QCoreApplication::translate("main", "There is no profile named %1.").arg(wanted), exitBadInput);
        desk.openProfile(profile.id);
    }

    daraja::Theme theme;
    if (parser.isSet(QStringLiteral("theme")))
        theme.apply(daraja::Theme::choiceFromName(parser.value(QStringLiteral("theme"))));
    else
        daraja::MainWindow::applyTheme(desk.settings(), theme);

    daraja::MainWindow window(desk, theme);
    const QString page = parser.value(QStringLiteral("page"));
    if (!page.isEmpty() && !window.showPageNamed(page))
        return complain(QCoreApplication::translate("main", "There is no page named %1.").arg(page), exitBadInput);

    const auto start = [&] {
        desk.start();
        theme.followDesktop();
        window.setWindowIcon(daraja::makeAppIcon());
    };
    QObject::connect(&window, &daraja::MainWindow::firstPainted, &desk, start);
    QTimer::singleShot(paintPatience, &desk, start);
    window.show();
    return QApplication::exec();
}
