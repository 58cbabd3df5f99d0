#!/usr/bin/env bash
# `souk run`: what it leaves, that it is the same however the work is divided, and that no run is lost.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/expect.sh"

without_run() { summary "$1" '{k: v for k, v in s.items() if k != "run"}'; }

# What it leaves.
expect_status 0 "$SOUK" run tiny --threads 1 --out one --quiet
expect_same "standard output of --quiet" "$(cat said err)" ""
expect_same "files" "$(ls one | tr '\n' ' ')" "report.html run.sqlite summary.json "
python3 "$here/lib/check_run.py" one || fail "the run does not add up"
expect_same "threads" "$(summary one 's["run"]["threads"]')" 1

# The same answer, always.
expect_status 0 "$SOUK" run tiny --threads 2 --cohort-size 1 --events --out two --quiet
python3 "$here/lib/check_run.py" two || fail "the run with events does not add up"
expect_same "summary" "$(without_run one)" "$(without_run two)"
cmp one/report.html two/report.html || fail "two reports of the same run differ"
expect_same "fingerprints" "$(ask one 'SELECT * FROM fingerprints')" "$(ask two 'SELECT * FROM fingerprints')"
[[ $(ask two 'SELECT count(*) FROM events') -gt 1000 ]] || fail "no events were recorded"
expect_same "events without --events" "$(ask one 'SELECT count(*) FROM events')" 0

# No run is overwritten, unless that is asked for.
before=$(sha256sum one/*)
expect_status 2 "$SOUK" run tiny --seed 2 --out one --quiet
expect_text err "one holds a run already"
expect_text err "--force"
expect_same "the run that was there" "$(sha256sum one/*)" "$before"
expect_status 0 "$SOUK" run tiny --days 9 --seed 2 --policy seed,fees.client=3% \
  --set population.clients=50 --set policy.connects.signup=20 --out one --quiet --force
expect_same "days" "$(summary one 's["days"]')" 9
expect_same "seed" "$(summary one 's["seed"]')" 2
expect_same "policy" "$(summary one 's["policy"]')" seed
expect_same "overrides" "$(summary one 'sorted(s["overrides"].items())')" \
  "[('policy.connects.signup', '20'), ('policy.fees.client', '3%'), ('population.clients', '50')]"
[[ $(summary one 's["state_hash"]') != $(summary two 's["state_hash"]') ]] || fail "another run, the same hash"

# From any folder, to the folder that contract.md names, with a table at the end.
expect_status 0 "$SOUK" run tiny --days 2 --set burn_in=0
expect_text said "tiny under upwork-2022, seed 1: 2 days after 0 of burn-in"
expect_text said "report: out/tiny-upwork-2022-1/report.html"
[[ -s out/tiny-upwork-2022-1/summary.json ]] || fail "no summary in the default folder"
