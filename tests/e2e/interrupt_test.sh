#!/usr/bin/env bash
# Ctrl-C ends a run with the day at hand and keeps what was recorded; a killed run keeps whole days.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/expect.sh"

# begin DIR: a run too long to end by itself, in the background; waits for day 70, after the burn-in.
begin() {
  "$SOUK" run tiny --days 29000 --threads 1 --out "$1" >said 2>err &
  run=$!
  local tries
  for ((tries = 0; tries < 600; ++tries)); do
    [[ -f $1/run.sqlite && $(ask "$1" 'SELECT complete_days FROM run' 2>/dev/null || true) -ge 70 ]] && return
    kill -0 "$run" 2>/dev/null || fail "the run ended by itself: $(cat err)"
    sleep 0.2
  done
  fail "no day 70 within two minutes"
}

begin stopped
kill -INT "$run"
status=0
wait "$run" || status=$?
expect_same "exit status" "$status" 130
expect_text err "interrupted"
expect_same "status" "$(ask stopped 'SELECT status FROM run')" interrupted
days=$(ask stopped 'SELECT complete_days - burn_in_days FROM run')
expect_same "days in the summary" "$(summary stopped 's["days"]')" "$days"
expect_text stopped/report.html "This run was interrupted"
[[ $(ask stopped 'SELECT count(*) FROM people') -gt 0 ]] || fail "no people were kept"

begin killed
kill -KILL "$run"
wait "$run" 2>/dev/null || true
expect_same "status of the killed" "$(ask killed 'SELECT status FROM run')" running
expect_same "integrity" "$(ask killed 'PRAGMA integrity_check')" ok
expect_same "whole days" "$(ask killed 'SELECT count(*) FROM days')" "$(ask killed 'SELECT complete_days FROM run')"
expect_same "days that both have" \
  "$(ask killed 'SELECT fingerprint FROM days WHERE day < 60')" \
  "$(ask stopped 'SELECT fingerprint FROM days WHERE day < 60')"
