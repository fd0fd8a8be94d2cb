// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// (c) CPU and wall time from exec to the first paint, and memory right after it, against a bare QMainWindow: same build, interleaved.
// (d) CPU share of the idle window while the countdown runs.
// Run it on the platform that matters, for example under Xvfb with a window manager; without QT_QPA_PLATFORM it takes the default one.

#include "core/secrets/sessionsecretstore.h"
#include "tests/bench/report.h"
#include "ui/desk/desk.h"
#include "ui/shell/mainwindow.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QFile>
#include <QMainWindow>
#include <QPainter>
#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include <chrono>
#include <functional>

#include <sys/resource.h>

using namespace daraja;

namespace {

constexpr int rounds = 15;
constexpr int idleSettle = 3000;  // milliseconds before idling is measured
constexpr int idleLength = 10000; // milliseconds measured

double monotonicMs()
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double cpuMs()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto ms = [](const timeval &time) { return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3; };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

double pssMb()
{
    QFile file(QStringLiteral("/proc/self/smaps_rollup"));
    if (file.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (line.startsWith("Pss:")) {
                return line.mid(4).trimmed().split(' ').first().toDouble() / 1024;
            }
        }
    }
    return 0;
}

/// What a child says on standard output after its first paint.
void reportPaint()
{
    const double painted = monotonicMs();
    const double cpu = cpuMs();
    std::printf("%.3f %.3f %.3f\n", painted, cpu, pssMb());
    std::fflush(stdout);
}

class BareWindow final : public QMainWindow
{
protected:
    void paintEvent(QPaintEvent *event) override
    {
        QMainWindow::paintEvent(event);
        QTimer::singleShot(0, this, [] {
            reportPaint();
            QCoreApplication::quit();
        });
    }
};

int runBare(int argc, char **argv)
{
    QApplication application(argc, argv);
    BareWindow window;
    window.resize(1280, 800);
    window.show();
    return QApplication::exec();
}

/// The same steps as the program's main(), with settings of its own and without the keychain.
int runDesk(int argc, char **argv, bool idle)
{
    QApplication application(argc, argv);
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("desk.ini"));
    {
        QSettings settings(file, QSettings::IniFormat);
        settings.setValue(QStringLiteral("window/begun"), true);
        settings.setValue(QStringLiteral("simulator/port"), 0);
        settings.setValue(QStringLiteral("receiver/port"), 0);
    }
    const SystemClock clock;
    Desk desk(clock, file, std::make_unique<SessionSecretStore>());
    Theme theme;
    MainWindow::applyTheme(desk.settings(), theme);
    MainWindow window(desk, theme);
    window.resize(1280, 800);
    QObject::connect(&window, &MainWindow::firstPainted, &desk, [&] {
        if (!idle) {
            reportPaint();
            QCoreApplication::quit();
            return;
        }
        desk.start();
        QTimer::singleShot(idleSettle, &desk, [] {
            const double before = cpuMs();
            QTimer::singleShot(idleLength, qApp, [before] {
                std::printf("%.3f\n", (cpuMs() - before) / idleLength);
                QCoreApplication::quit();
            });
        });
    });
    window.show();
    return QApplication::exec();
}

/// Runs this program as a child and returns the numbers that it says; the first is made relative to the start.
std::vector<double> child(const QString &mode)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const double begun = monotonicMs();
    process.start(QCoreApplication::applicationFilePath(), {mode});
    process.waitForFinished(60'000);
    std::vector<double> numbers;
    for (const QByteArray &word : process.readAllStandardOutput().simplified().split(' ')) {
        if (!word.isEmpty()) {
            numbers.push_back(word.toDouble());
        }
    }
    if (numbers.size() == 3) {
        numbers[0] -= begun;
    }
    return numbers;
}

int runParent(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    bench::Report report(QStringLiteral("Start and idle"));
    std::vector<double> values[2][3];
    bool whole = true;
    for (int round = 0; round <= rounds; ++round) {
        for (int which = 0; which < 2; ++which) {
            const std::vector<double> numbers = child(which == 0 ? QStringLiteral("--bare") : QStringLiteral("--desk"));
            whole = whole && numbers.size() == 3;
            if (round == 0 || numbers.size() != 3) {
                continue; // the first round warms the caches
            }
            for (size_t i = 0; i < 3; ++i) {
                values[which][i].push_back(numbers[i]);
            }
        }
    }
    report.require(whole, QStringLiteral("a window never painted"));
    const QString names[3] = {QStringLiteral("wall to first paint"), QStringLiteral("CPU to first paint"), QStringLiteral("PSS after it")};
    const QString units[3] = {QStringLiteral("ms"), QStringLiteral("ms"), QStringLiteral("MB")};
    const double aims[3] = {3, 2.5, 1.6};
    for (size_t i = 0; i < 3; ++i) {
        const double bare = bench::median(values[0][i]);
        const double desk = bench::median(values[1][i]);
        report.row(QStringLiteral("(c) %1, bare QMainWindow").arg(names[i]), bare, units[i]);
        report.row(QStringLiteral("(c) %1, Daraja Desk").arg(names[i]), desk, units[i]);
        report.row(QStringLiteral("(c) %1, ratio (aim: %2 or less)").arg(names[i]).arg(aims[i]), bare > 0 ? desk / bare : 0, QString());
    }
    const std::vector<double> idle = child(QStringLiteral("--idle"));
    report.require(idle.size() == 1, QStringLiteral("the idle window never reported"));
    if (idle.size() == 1) {
        report.row(QStringLiteral("(d) CPU share, window idle, countdown running"), idle[0] * 100, QStringLiteral("%"));
    }
    return report.finish();
}

} // namespace

int main(int argc, char **argv)
{
    const QByteArray mode = argc > 1 ? QByteArray(argv[1]) : QByteArray();
    if (mode == "--bare") {
        return runBare(argc, argv);
    }
    if (mode == "--desk" || mode == "--idle") {
        return runDesk(argc, argv, mode == "--idle");
    }
    return runParent(argc, argv);
}
