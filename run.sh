#!/usr/bin/env bash
# Builds and starts MentorMatch with its demonstration. Needs nothing set up: it brings its own PostgreSQL server.
#   ./run.sh [--urls URL]     URL is http://127.0.0.1:5080 unless given
#   ./run.sh --check          only checks what is needed, and installs what it may
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

urls="http://127.0.0.1:5080"
only_check=false
while [ $# -gt 0 ]; do
    case "$1" in
        --urls) urls="${2:?--urls needs a URL}"; shift 2 ;;
        --urls=*) urls="${1#--urls=}"; shift ;;
        --check) only_check=true; shift ;;
        -h|--help) sed -n '2,4s/^# \{0,1\}//p' "$0"; exit 0 ;;
        *) echo "Unknown option: $1 (try --help)" >&2; exit 2 ;;
    esac
done

# shellcheck source=.ci/install.sh
. "$root/.ci/install.sh"

has_postgres() {
    [ -z "${MENTORMATCH_PG_BIN:-}" ] || { [ -x "$MENTORMATCH_PG_BIN/initdb" ]; return; }
    local initdb major
    for initdb in /usr/lib/postgresql/*/bin/initdb /opt/homebrew/opt/postgresql*/bin/initdb /usr/local/opt/postgresql*/bin/initdb "$(command -v initdb || true)"; do
        [ -x "$initdb" ] || continue
        major="$("$initdb" --version | sed -E 's/.*\(PostgreSQL\) ([0-9]+).*/\1/')"
        [ "$major" -ge 15 ] && return 0
    done
    return 1
}

dotnet --list-sdks 2>/dev/null | grep -q '^10\.' ||
    fail "the .NET SDK 10 is missing. Install it: https://dotnet.microsoft.com/download/dotnet/10.0 (macOS: brew install dotnet)"
{ command -v node && command -v npm; } >/dev/null || install "Node.js with npm" "nodejs npm" node
[ -n "${ConnectionStrings__MentorMatch:-}" ] || has_postgres || install "PostgreSQL" postgresql postgresql@17
[ "$only_check" = false ] || exit 0

# Said now in a line; the application would find out after building, with the database already started.
address="${urls%%;*}"
port="$(sed -nE 's,^[a-z]+://[^/]*:([0-9]+).*,\1,p' <<<"$address")"
if [ -n "$port" ] && (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    fail "port $port is in use, perhaps by another MentorMatch. Stop it, or choose another: ./run.sh --urls http://127.0.0.1:$((port + 1))"
fi

echo "Building ..."
dotnet build "$root/src/MentorMatch.Web/MentorMatch.Web.csproj" --nologo -v quiet "-clp:NoSummary;ErrorsOnly"

# Static files are served from the sources, as Development does; exec, so that signals reach the application itself.
export ASPNETCORE_ENVIRONMENT=Development
export MENTORMATCH_DATA="${MENTORMATCH_DATA:-$root/.data}"
cd "$root/src/MentorMatch.Web"
exec dotnet bin/Debug/net10.0/MentorMatch.Web.dll --urls "$urls"
