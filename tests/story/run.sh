#!/bin/bash
# Runs one story on a display, a bus and a home of its own: run.sh STORY.py PROGRAM PWCTL
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
for program in Xvfb dbus-run-session openbox xdotool import /usr/libexec/at-spi-bus-launcher; do
    if ! command -v "$program" >/dev/null; then
        echo "SKIPPED: $program is not installed"
        exit 77
    fi
done

home=$(mktemp -d)
children=()
finish() {
    for child in "${children[@]}"; do
        kill "$child" 2>/dev/null || true
    done
    wait 2>/dev/null || true
    rm -rf -- "$home"
}
trap finish EXIT

mkdir -p "$home/runtime"
chmod 700 "$home/runtime"
export HOME=$home XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/data XDG_CACHE_HOME=$home/cache
export XDG_STATE_HOME=$home/state XDG_RUNTIME_DIR=$home/runtime TMPDIR=$home
export LANG=C.UTF-8 LC_ALL=C.UTF-8 TZ=UTC QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1
unset QT_QPA_PLATFORM WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
mkfifo "$home/display"
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 3>"$home/display" 2>/dev/null &
children+=($!)
read -r number <"$home/display"
export DISPLAY=:$number

dbus-run-session -- bash -c '
    /usr/libexec/at-spi-bus-launcher --launch-immediately 2>/dev/null &
    launcher=$!
    openbox 2>/dev/null &
    manager=$!
    status=0
    /usr/bin/python3 "$@" || status=$?
    kill $manager $launcher 2>/dev/null || true
    exit $status
' story "$here/$1" "${@:2}"
