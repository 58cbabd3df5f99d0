#!/usr/bin/env bash
# A run that is killed or interrupted goes on from its newest good checkpoint, and is then the run
# that never stopped: the same hash, the same figures, the same tables. Two futures share one past.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/expect.sh"

# tables DIR: all that the store holds, but for the cost of the run in the text of its summary.
tables() {
  sqlite3 "$1/run.sqlite" 'UPDATE run SET summary = NULL' .dump | sort | sha256sum
}

# figures DIR: summary.json without `run`.
figures() { summary "$1" 'sorted((k, str(v)) for k, v in s.items() if k != "run")'; }

# expect_as DIR: as the straight run is.
expect_as() {
  expect_same "state hash of $1" "$(summary "$1" 's["state_hash"]')" "$(summary straight 's["state_hash"]')"
  expect_same "figures of $1" "$(figures "$1")" "$(figures straight)"
  expect_same "report of $1" "$(sha256sum <"$1/report.html")" "$(sha256sum <straight/report.html)"
  expect_same "tables of $1" "$(tables "$1")" "$(tables straight)"
}

days=(--days 60 --events --threads 1)
expect_status 0 "$SOUK" run tiny "${days[@]}" --out straight --quiet

# -- kept on the way
expect_status 0 "$SOUK" run tiny "${days[@]}" --checkpoint-every 10d --out kept --quiet
expect_as kept
expect_same "checkpoints" "$(ls kept/checkpoints | wc -l)" 11
expect_status 0 "$SOUK" run --resume kept
expect_text said "is complete"

# -- killed: half of the run is taken away, and a day is half written
begin() {
  "$SOUK" run tiny --days 20000 --events --threads 1 --checkpoint-every 5 --out "$1" >said 2>err &
  run=$!
  local tries
  for ((tries = 0; tries < 600; ++tries)); do
    [[ -f $1/run.sqlite && $(ask "$1" 'SELECT complete_days FROM run' 2>/dev/null || true) -ge 93 ]] && return
    kill -0 "$run" 2>/dev/null || fail "the run ended by itself: $(cat err)"
    sleep 0.1
  done
  fail "no day 93 within a minute"
}
begin killed
kill -KILL "$run"
wait "$run" 2>/dev/null || true
before=$(ask killed 'SELECT complete_days FROM run')
"$SOUK" run --resume killed --threads 2 >said 2>err &
run=$!
for ((tries = 0; tries < 600; ++tries)); do
  [[ $(ask killed 'SELECT complete_days FROM run' 2>/dev/null || true) -gt $((before + 10)) ]] && break
  sleep 0.1
done
kill -INT "$run"
status=0
wait "$run" || status=$?
expect_same "exit status of the interrupted" "$status" 130
expect_text err "souk run --resume killed goes on with it"
reached=$(ask killed 'SELECT complete_days FROM run')
[[ $reached -gt $before ]] || fail "the resumed run did not get past day $before"
expect_status 0 "$SOUK" run tiny --days $((reached - 60)) --events --out as_far --quiet
expect_same "hash of the interrupted" "$(summary killed 's["state_hash"]')" "$(summary as_far 's["state_hash"]')"
expect_same "events" "$(ask killed 'SELECT * FROM events' | sha256sum)" "$(ask as_far 'SELECT * FROM events' | sha256sum)"

# -- what an end would have left is taken out, damaged checkpoints are passed over
cp -r kept again
sqlite3 again/run.sqlite "UPDATE run SET status = 'running'"
truncate -s -1 again/checkpoints/day-000110.souk
printf 'X' | dd of=again/checkpoints/day-000100.souk bs=1 seek=5000 conv=notrunc status=none
expect_status 0 "$SOUK" run --resume again --threads 2
expect_text err "day-000110.souk: is damaged"
expect_text err "day-000100.souk: is damaged: its checksum is wrong"
expect_text said "from again/checkpoints/day-000090.souk, after day 90 of 120"
expect_as again

# -- foreign ones are refused, and nothing is changed
"$SOUK" run tiny "${days[@]}" --seed 2 --checkpoint-every 50 --out other --quiet
cp -r kept foreign
sqlite3 foreign/run.sqlite "UPDATE run SET status = 'running'"
rm foreign/checkpoints/*
expect_status 2 "$SOUK" run --resume foreign
expect_text err "has no checkpoint to go on from"
cp other/checkpoints/day-000100.souk foreign/checkpoints/
expect_status 2 "$SOUK" run --resume foreign
expect_text err "is of seed 2, and the run here is of 1"
printf 'no checkpoint at all, but long enough to be one' >foreign/checkpoints/day-000100.souk
expect_status 2 "$SOUK" run --resume foreign
expect_text err "is no checkpoint of souk"
expect_same "days of the refused" "$(ask foreign 'SELECT count(*) FROM days')" 120
expect_status 2 "$SOUK" run --resume nowhere
expect_text err "nowhere holds no run"
expect_status 2 "$SOUK" run tiny --resume kept
expect_status 2 "$SOUK" run --resume kept --seed 3
expect_text err "leave out --seed"
expect_status 2 "$SOUK" run tiny --checkpoint-every never
expect_text err "--checkpoint-every"

# -- two futures from one past
expect_status 0 "$SOUK" run tiny "${days[@]}" --fork-at 20 --policy flat10-2023 --out a
expect_as a
expect_text said "report: a-day20-flat10-2023/report.html"
b=a-day20-flat10-2023
[[ $(summary $b 's["state_hash"]') != $(summary straight 's["state_hash"]') ]] || fail "B is A"
expect_same "policy" "$(summary $b 's["policy"]')" flat10-2023
expect_same "shared days" "$(ask $b 'SELECT fingerprint FROM days WHERE day < 80')" "$(ask a 'SELECT fingerprint FROM days WHERE day < 80')"
[[ $(ask $b 'SELECT fingerprint FROM days WHERE day = 119') != $(ask a 'SELECT fingerprint FROM days WHERE day = 119') ]] || fail "the futures are one"
# ... also of a run that is there already, and as its own YAML runs.
expect_status 0 "$SOUK" run --resume kept --fork-at 20d --policy flat10-2023 --out b --quiet
expect_same "forked later" "$(summary b 's["state_hash"]')" "$(summary $b 's["state_hash"]')"
ask b 'SELECT scenario_yaml FROM run' >turned.yaml
expect_status 0 "$SOUK" run turned.yaml --out turned --quiet
expect_same "as a scenario" "$(summary turned 's["state_hash"]')" "$(summary b 's["state_hash"]')"
expect_status 2 "$SOUK" run tiny --fork-at 400 --policy flat10-2023 --days 60 --out c
expect_status 2 "$SOUK" run tiny --fork-at 20 --out c
expect_text err "give --policy B"
[[ ! -e c ]] || fail "a refused fork left a folder"
