// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/darajactl/simulatecommand.h"

#include <QFile>
#include <QJsonObject>

namespace daraja {

SimulateCommand::SimulateCommand(const Clock &clock, const Output &output, SimulatorOptions options, QObject *parent)
    : Command(parent)
    , m_output(output)
    , m_options(std::move(options))
    , m_simulator(clock)
{
}

void SimulateCommand::start()
{
    connect(&m_simulator, &Simulator::ready, this, &SimulateCommand::announce);
    connect(&m_simulator, &Simulator::requestAnswered, this, [this](int index) {
        const SimulatorRequest &request = m_simulator.requests().at(index);
        m_output.note(QStringLiteral("%1 %2 %3%4")
                          .arg(QString::fromLatin1(request.method), request.path)
                          .arg(request.status)
                          .arg(request.note.isEmpty() ? QString() : QStringLiteral("  (%1)").arg(request.note)));
    });
    connect(&m_simulator, &Simulator::stateNotKept, this, [this](const QString &problem) { m_output.note(problem); });
    if (!m_simulator.start(m_options)) {
        Q_EMIT finished(m_output.badInput(m_simulator.errorString()));
    }
}

void SimulateCommand::announce()
{
    const QString certificate = m_folder.filePath(QStringLiteral("simulator-certificate.pem"));
    QFile file(certificate);
    if (!m_folder.isValid() || !file.open(QIODevice::WriteOnly) || file.write(m_simulator.certificatePem()) < 0 || !file.flush()) {
        Q_EMIT finished(m_output.badInput(QStringLiteral("The simulator's certificate cannot be written: %1").arg(file.errorString())));
        return;
    }
    const SimulatorOptions &options = m_simulator.options();
    const QString baseUrl = m_simulator.baseUrl().toString();
    const QList<std::pair<QString, QString>> values{{QStringLiteral("baseUrl"), baseUrl},
                                                    {QStringLiteral("consumerKey"), options.consumerKey},
                                                    {QStringLiteral("consumerSecret"), options.consumerSecret},
                                                    {QStringLiteral("shortCode"), options.shortCode},
                                                    {QStringLiteral("till"), options.till},
                                                    {QStringLiteral("passkey"), options.passkey},
                                                    {QStringLiteral("initiatorName"), options.initiatorName},
                                                    {QStringLiteral("initiatorPassword"), options.initiatorPassword},
                                                    {QStringLiteral("certificateFile"), certificate},
                                                    {QStringLiteral("msisdn"), options.msisdn}};
    QJsonObject json;
    for (const auto &[name, value] : values) {
        json.insert(name, value);
        m_output.say(QStringLiteral("%1  %2").arg(name, -17).arg(value));
    }
    m_output.object(json);
    m_output.say(QString());
    m_output.say(triggerTable());
    if (options.automaticAnswer < 0) {
        m_output.say(QStringLiteral("Prompts without a trigger value expire after %1 s; --answer 1000 pays them after a second.")
                         .arg(options.promptLifetime / 1000));
    }
    m_output.say(QStringLiteral("Faults, and what is invented: darajactl simulate --help. Ctrl+C ends it."));
}

void SimulateCommand::interrupt()
{
    m_simulator.stop();
    Q_EMIT finished(ExitCode::Done);
}

QString triggerTable()
{
    QString table = QStringLiteral(
        "Trigger values: the amount, or the customer's number, chooses the outcome of an STK push (P) or of B2C, B2B, tax (R).\n"
        "Where there is neither, Remarks or TransactionDesc \"simulate CODE\" does.\n");
    table += QStringLiteral("  %1  %2  %3  %4  %5\n")
                 .arg(QStringLiteral("Amount"), -6)
                 .arg(QStringLiteral("Number"), -12)
                 .arg(QStringLiteral("Code"), -10)
                 .arg(QStringLiteral("For"), -3)
                 .arg(QStringLiteral("ResultDesc"));
    for (const Simulator::Trigger &trigger : Simulator::triggers()) {
        table += QStringLiteral("  %1  %2  %3  %4  %5\n")
                     .arg(trigger.amount, -6)
                     .arg(trigger.msisdn, -12)
                     .arg(trigger.code, -10)
                     .arg(QLatin1StringView(trigger.isForPush && trigger.isForResult ? "PR"
                                            : trigger.isForPush                      ? "P"
                                                                                     : "R"),
                          -3)
                     .arg(trigger.text);
    }
    return table;
}

} // namespace daraja
