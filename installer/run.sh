#!/bin/bash
# Installs what is missing, builds Policywright and starts its window with the arguments given.
# Without a display: installer/run.sh --screenshot FILE.png
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=installer/packages.sh
. "$root/installer/packages.sh"

install_packages "${build_packages[@]}" "${window_packages[@]}"
(
    cd -- "$root"
    cmake --preset release >&2
    cmake --build --preset release --target policywright pwctl >&2
) </dev/null

needs_display=yes
for argument in "$@"; do
    case $argument in
    --screenshot | --screenshot=*)
        needs_display=no
        export QT_QPA_PLATFORM=offscreen
        ;;
    --help | -h | --version | -v) needs_display=no ;;
    esac
done
if [ "$needs_display" = yes ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]; then
    cat >&2 <<END
Policywright is built, but this machine has no display (neither DISPLAY nor WAYLAND_DISPLAY is set).
For a picture of the window: installer/run.sh --screenshot FILE.png
On the command line:         build/release/app/pwctl --help
END
    exit 2
fi
if [ "$needs_display" = no ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    export QT_QPA_PLATFORM=${QT_QPA_PLATFORM:-offscreen}
fi
exec "$root/build/release/app/policywright" "$@"
