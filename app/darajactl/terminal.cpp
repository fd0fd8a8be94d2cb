// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/darajactl/terminal.h"

#include <cstdio>
#include <iostream>
#include <string>

#include <termios.h>
#include <unistd.h>

namespace daraja {

bool isTerminal()
{
    return isatty(STDIN_FILENO) == 1;
}

QString readSecretFromTerminal(const QString &prompt)
{
    std::fputs(qUtf8Printable(prompt), stderr);
    termios shown{};
    tcgetattr(STDIN_FILENO, &shown);
    termios hidden = shown;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSANOW, &hidden);
    std::string line;
    std::getline(std::cin, line);
    tcsetattr(STDIN_FILENO, TCSANOW, &shown);
    std::fputc('\n', stderr);
    return QString::fromStdString(line);
}

} // namespace daraja
