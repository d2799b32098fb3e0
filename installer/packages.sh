# shellcheck shell=bash disable=SC2034 # the lists are for the scripts that read this file
# Read by the scripts that need Debian packages. Says what each purpose needs, and installs what is
# missing: as root, or with sudo. Nothing is asked, and apt is left alone when all is there.

build_packages=(
    g++ cmake ninja-build pkg-config ccache
    libyaml-dev libyaml-cpp-dev libsimdjson-dev
    libcurl4-openssl-dev libsqlite3-dev libsecret-1-dev libre2-dev libcpp-httplib-dev libssl-dev
    qt6-base-dev qt6-svg-dev libqscintilla2-qt6-dev libgl-dev
)
window_packages=(libqt6svg6 libqscintilla2-qt6-15 qt6-qpa-plugins qt6-wayland fonts-dejavu-core xkb-data)
test_packages=(
    python3 python3-yaml fonts-dejavu-core libqt6svg6
    # the stories on a display
    xvfb openbox xdotool imagemagick dbus-daemon at-spi2-core python3-pyatspi gir1.2-atspi-2.0
    # a keyring for tests, certificates made by them, a second database reader
    gnome-keyring openssl sqlite3
)
format_packages=(clang-format-16)

package_is_missing() {
    [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" != installed ]
}

install_packages() {
    local package missing=() as_root=()
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        echo "This is not a Debian system; going on with what is installed. Needed: $*" >&2
        return 0
    fi
    for package in "$@"; do
        if package_is_missing "$package"; then
            missing+=("$package")
        fi
    done
    if [ ${#missing[@]} -eq 0 ]; then
        return 0
    fi
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "Please install these packages as root: ${missing[*]}" >&2
            return 2
        fi
        as_root=(sudo)
    fi
    echo "Installing ${missing[*]}" >&2
    # Waits for another apt that runs at this moment instead of failing.
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive
        apt-get -q -y -o DPkg::Lock::Timeout=600)
    "${apt[@]}" update >&2 </dev/null
    "${apt[@]}" install --no-install-recommends "${missing[@]}" >&2 </dev/null
}

# A compiler cache in a home that cannot be written to would stop the build.
if ! { [ -n "${HOME:-}" ] && [ -w "$HOME" ]; } && [ -z "${CCACHE_DIR:-}" ]; then
    export CCACHE_DISABLE=1
fi
