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

ensure_chromium() {
    for browser in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
        [ -n "$browser" ] && command -v "$browser" >/dev/null && return
    done
    if [ -f /etc/debian_version ] && [ "$(id -u)" = 0 ]; then
        { apt-get update -q && apt-get install -qy --no-install-recommends chromium; } >/dev/null
    elif [ -f /etc/debian_version ] && sudo -n true 2>/dev/null; then
        { sudo -n apt-get update -q && sudo -n apt-get install -qy --no-install-recommends chromium; } >/dev/null
    else
        echo "Chromium is missing. Install it: sudo apt-get install chromium; macOS: brew install --cask chromium"
        return 1
    fi
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
    [ -f "$trx" ] && count "$trx" || { [ "$code" -eq 0 ] || echo "FAILED: $name gave no result"; }
    # A crashed test host leaves results without a failure in them.
    [ "$code" -eq 0 ] || [ "$failed" -gt "$before" ] || failed=$((failed + 1))
}

step "what is needed" ./run.sh --check || finish
if [ "$fast" = false ]; then
    step "a browser" ensure_chromium || true
fi
step "build" dotnet build MentorMatch.sln -v quiet --nologo -clp:NoSummary -warnaserror || finish
[ "$fast" = true ] || step "format" dotnet format MentorMatch.sln --verify-no-changes --no-restore || true
for project in tests/*.Tests/*.csproj; do
    [ "$fast" = true ] && [[ "$project" == *Browser.Tests* ]] || run_tests "$project"
done
finish
