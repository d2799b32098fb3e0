#!/bin/bash
# Installs what is missing, builds the release and runs every test, then runs core's tests once more
# under AddressSanitizer and UndefinedBehaviorSanitizer. Fails when any of them fails.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=installer/packages.sh
. "$root/installer/packages.sh"
exec </dev/null
cd -- "$root"

install_packages "${build_packages[@]}" "${test_packages[@]}"

scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT

build() {
    cmake --preset "$1"
    cmake --build --preset "$1"
}

# Tests see an empty home and the same locale, time zone and platform everywhere.
run_tests() {
    local home=$scratch/$1
    mkdir -p -- "$home/runtime" "$home/tmp"
    chmod 700 -- "$home/runtime"
    env -u DISPLAY -u WAYLAND_DISPLAY -u DBUS_SESSION_BUS_ADDRESS \
        HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data" \
        XDG_CACHE_HOME="$home/cache" XDG_STATE_HOME="$home/state" \
        XDG_RUNTIME_DIR="$home/runtime" TMPDIR="$home/tmp" \
        LANG=C.UTF-8 LC_ALL=C.UTF-8 TZ=UTC QT_QPA_PLATFORM=offscreen \
        ctest --preset "$1" --parallel "$(nproc)" --no-tests=error 2>&1 | tee "$scratch/$1.log"
}

# "100% tests passed, 0 tests failed out of 42"
closing_line() {
    grep -E 'tests passed, [0-9]+ tests failed out of' "$scratch/$1.log"
}

build release
run_tests release
build asan
run_tests asan

echo
echo "release, every test:         $(closing_line release)"
echo "asan and ubsan, core alone:  $(closing_line asan)"
