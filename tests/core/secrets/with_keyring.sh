#!/bin/sh
# SPDX-FileCopyrightText: Daraja Desk contributors
# SPDX-License-Identifier: Apache-2.0
#
# Runs a test program against a real keyring: its own session bus, home folder and gnome-keyring daemon, none of the user's.
# DARAJA_KEYRING tells the program in which state it finds the keyring:
#   missing  there is a daemon and no collection
#   open     an unlocked collection, new; the program locks it at its end
#   locked   the same collection after a new start, locked
#   again    the same collection after another start, unlocked
set -eu

program=$1
shift

if [ "${WITH_KEYRING:-}" = inside ]; then
    daemon=
    case $DARAJA_KEYRING in
    open | again)
        # Reads the password of the collection from its standard input; makes the collection when there is none.
        printf 'a password for tests' | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 &
        daemon=$!
        ;;
    *)
        gnome-keyring-daemon --foreground --components=secrets >/dev/null 2>&1 </dev/null &
        daemon=$!
        ;;
    esac
    trap 'kill "$daemon" 2>/dev/null || true' EXIT
    trap 'exit 1' HUP INT TERM PIPE
    tries=0
    until dbus-send --session --dest=org.freedesktop.DBus --print-reply /org/freedesktop/DBus org.freedesktop.DBus.NameHasOwner \
        string:org.freedesktop.secrets 2>/dev/null | grep -q true; do
        tries=$((tries + 1))
        if [ $tries -gt 200 ]; then
            echo "gnome-keyring did not appear on the session bus" >&3
            exit 1
        fi
        sleep 0.05
    done
    code=0
    "$program" "$@" 2>&3 3>&- || code=$?
    exit $code
fi

HOME=$(mktemp -d)
trap 'rm -rf "$HOME"' EXIT
export HOME XDG_RUNTIME_DIR="$HOME/runtime" XDG_DATA_HOME="$HOME/.local/share" WITH_KEYRING=inside
mkdir -p "$XDG_DATA_HOME/keyrings" "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS GNOME_KEYRING_CONTROL XDG_CURRENT_DESKTOP KDE_FULL_SESSION DESKTOP_SESSION || true

# What the bus and the password dialog (which finds no display) write is not the program's.
exec 3>&2 2>/dev/null

code=0
for state in missing open locked again; do
    DARAJA_KEYRING=$state dbus-run-session -- "$0" "$program" "$@" || code=$?
done
exit $code
