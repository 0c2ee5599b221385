#!/usr/bin/env bash
# Checks the format, builds with warnings as errors, and runs all tests. The last line is "N passed, N failed".
#   ./test.sh           everything
#   ./test.sh --fast    leaves out the format check and the tests in a browser
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
cd "$root"

fast=false
case "${1:-}" in
    "") ;;
    --fast) fast=true ;;
    *) sed -n '2,4s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac

# shellcheck source=.ci/install.sh
. .ci/install.sh

passed=0
failed=0
finish() {
    echo "$passed passed, $failed failed"
    if [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]; then exit 0; else exit 1; fi
}
# step NAME COMMAND...: a gate that counts as one failure when it does not hold.
step() {
    local name="$1"; shift
    echo "== $name"
    "$@" || { echo "FAILED: $name"; failed=$((failed + 1)); return 1; }
}

# The outcome of one test project from its .trx: counts, and what was skipped and why.
count() {
    local trx="$1" counters
    counters="$(grep -o '<Counters [^>]*' "$trx")" || return 1
    number() { sed -E "s/.* $1=\"([0-9]+)\".*/\1/" <<<"$counters"; }
    passed=$((passed + $(number passed)))
    failed=$((failed + $(number failed) + $(number error) + $(number timeout) + $(number aborted)))
    tr -d '\n\r' <"$trx" | grep -oE '<UnitTestResult [^>]*outcome="NotExecuted".*' | sed 's/<UnitTestResult /\n&/g' |
        sed -nE 's/.*testName="([^"]*)".*outcome="NotExecuted".*<(Message|StdOut)>([^<]*)<.*/SKIPPED: \1: \3/p' |
        sed 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&amp;/\&/g' || true
}

run_tests() {
    local project="$1" name results trx code=0
    name="$(basename "$project" .csproj)"
    results="$root/artifacts/test-results"
    trx="$results/$name.trx"
    rm -f "$trx"
    echo "== $name"
    # One assembly at a time: each already uses as many threads as there are processors.
    dotnet test "$project" --no-build --nologo -v quiet --results-directory "$results" \
        --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" \
        --blame-hang --blame-hang-timeout 10m --blame-hang-dump-type none || code=$?
    local before=$failed
    [ ! -f "$trx" ] || count "$trx"
    # A crashed run leaves results without a failure in them, or none at all.
    if [ ! -f "$trx" ] || { [ "$code" -ne 0 ] && [ "$failed" -eq "$before" ]; }; then
        echo "FAILED: $name did not run to its end"
        failed=$((failed + 1))
    fi
}

has_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null

step "what is needed" ./run.sh --check || finish
if [ "$fast" = false ] && ! has_chromium; then
    (install Chromium chromium chromium) || failed=$((failed + 1))
fi
# A second reader of calendars; without it the tests that ask it are skipped and say so.
if [ -f /etc/debian_version ] && ! python3 -c 'import icalendar' 2>/dev/null; then
    (install "icalendar for Python" python3-icalendar "") || true
fi
step "build" dotnet build MentorMatch.sln --nologo -v quiet "-clp:NoSummary;ErrorsOnly" -warnaserror || finish
if [ "$fast" = false ]; then
    step "format" dotnet format MentorMatch.sln --verify-no-changes --no-restore || true
fi
for project in tests/*.Tests/*.csproj; do
    case "$fast $project" in
        "true "*Browser.Tests*) ;;
        *) run_tests "$project" ;;
    esac
done
finish
