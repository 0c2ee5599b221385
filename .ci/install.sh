# shellcheck shell=bash
# Sourced by run.sh and test.sh: what may be installed, and how to say what must be installed by hand.

fail() { echo "$(basename "$0"): $*" >&2; exit 1; }

# install NAME DEBIAN_PACKAGES BREW_PACKAGE: with apt-get as root or password-less sudo, or with Homebrew; else says how.
install() {
    local name="$1" debian="$2" brew="$3" as_root=""
    if [ -f /etc/debian_version ]; then
        [ "$(id -u)" = 0 ] || as_root="sudo -n"
        if [ -z "$as_root" ] || sudo -n true 2>/dev/null; then
            echo "Installing $name ($debian) ..."
            # shellcheck disable=SC2086 # one word or two, and a list of packages
            $as_root apt-get update -q >/dev/null &&
                $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $debian >/dev/null && return
        fi
        fail "$name is missing. Install it: sudo apt-get install $debian"
    elif command -v brew >/dev/null; then
        echo "Installing $name ($brew) ..."
        brew install "$brew" && return
    fi
    fail "$name is missing. Install it: Debian, Ubuntu: sudo apt-get install $debian; macOS: brew install $brew"
}
