#!/usr/bin/env bash
# `souk sweep`: a design is run whole; killed at any moment and resumed it ends in the same bytes; a run that fails is a
# row; more replications make only what is missing.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/expect.sh"
source "$here/lib/sweep.sh"

small_experiment 'population.freelancers: 60, population.clients: 20, burn_in: 5, days: 10' 2
swept() {
  python3 -c 'import json, sys; s = json.load(open(sys.argv[1] + "/sweep.json")); print(eval(sys.argv[2]))' "$1" "$2"
}

expect_status 0 "$SOUK" validate small.yaml
expect_status 0 "$SOUK" sweep small.yaml --dry-run
expect_text said "runs      12"
[[ ! -e out ]] || fail "a dry run left files"

# Undisturbed.
expect_status 0 "$SOUK" sweep small.yaml --out whole --threads 2
expect_text said "main effects"
expect_same "runs" "$(swept whole 'len(s["runs"])')" 12
expect_same "a row" "$(swept whole 'sorted(s["runs"][0])')" "['outcomes', 'point', 'seed', 'state_hash']"
expect_same "a point" "$(swept whole 's["runs"][-1]["point"]')" "{'policy.fees.client': '10%', 'policy.connects.signup': '80'}"
expect_same "seeds" "$(swept whole 'sorted({r["seed"] for r in s["runs"]})')" "[1, 2]"

# The page is made of the store alone.
expect_text whole/report.html "<dd><code>souk sweep small.yaml</code></dd>"
page_again whole report.html

# A run of the sweep is the run that `souk run` makes.
expect_status 0 "$SOUK" run tiny --set population.freelancers=60 --set population.clients=20 --set burn_in=5 --days 10 \
  --set policy.fees.client=10% --set policy.connects.signup=80 --seed 2 --out straight --quiet
expect_same "state hash" "$(swept whole 's["runs"][-1]["state_hash"]')" "$(summary straight 's["state_hash"]')"

# Killed again and again, and resumed.
"$SOUK" sweep small.yaml --out killed --threads 1 --quiet &
sweep=$!
until [[ -s killed/sweep.sqlite && $(rows killed) -ge 1 ]]; do sleep 0.02; done
kill -KILL $sweep
wait $sweep 2>/dev/null || true
kept=$(rows killed)
expect_status 0 "$SOUK" report killed
expect_text killed/report.html "This sweep is not complete: "
for _ in 1 2 3; do
  "$SOUK" sweep small.yaml --resume killed --threads 1 --quiet &
  sweep=$!
  sleep 0.05
  kill -KILL $sweep 2>/dev/null || true
  wait $sweep 2>/dev/null || true
  [[ $(rows killed) -ge $kept ]] || fail "a resumed sweep lost runs"
  kept=$(rows killed)
done
expect_status 0 "$SOUK" sweep small.yaml --resume killed --threads 2 --quiet
same_sweep whole killed

# More replications make only what is missing.
before=$(sqlite3 whole/sweep.sqlite 'SELECT key, rowid FROM runs ORDER BY rowid')
expect_status 0 "$SOUK" sweep small.yaml --resume whole --replications 3 --quiet
expect_same "rows" "$(rows whole)" 18
expect_same "former rows" "$(sqlite3 whole/sweep.sqlite 'SELECT key, rowid FROM runs ORDER BY rowid LIMIT 12')" "$before"

expect_same "designs" "$(sqlite3 whole/sweep.sqlite 'SELECT design, souk IS NOT NULL, replications FROM designs')" $'1|1|2\n2|1|3'
expect_same "runs by design" "$(sqlite3 whole/sweep.sqlite \
  'SELECT design, count(platform_revenue_usd) FROM design_runs JOIN runs USING (key) GROUP BY design')" $'1|12\n2|18'
page_again whole report.html
expect_text whole/report.html "<dd><code>souk sweep small.yaml --replications 3</code></dd>"

# Points that are alike are run once.
sed 's/\[20, 80\]/[20, 20]/; s/replications: 2/replications: 1/' small.yaml >alike.yaml
expect_status 0 "$SOUK" sweep alike.yaml --out alike --quiet
expect_same "runs of points that are alike" "$(rows alike) $(swept alike 'len(s["runs"])')" "3 6"

# A run that cannot be made is a row with its reason, and not the end.
sed 's/, values: \[20, 80\]/, values: [20]/; s/- { path: policy.fees.client.*/- { path: clients.needs.budget_high, values: [100, 50000] }\n  - { path: clients.needs.budget_low, values: [5, 200] }/' \
  small.yaml >failing.yaml
expect_status 0 "$SOUK" sweep failing.yaml --out failing --quiet
expect_same "failed" "$(swept failing 's["failed"]')" 2
page_again failing report.html
expect_same "why" "$(swept failing '["budget_low" in r["failure"] for r in s["runs"] if "failure" in r]')" "[True, True]"

# An older store is refused.
sqlite3 failing/sweep.sqlite "PRAGMA user_version = 1"
expect_status 2 "$SOUK" sweep failing.yaml --resume failing
expect_text err "was written by an older souk"

# Bad input.
expect_status 2 "$SOUK" sweep small.yaml --out whole
expect_text err "holds a run already"
expect_status 2 "$SOUK" sweep nothing
expect_text err "no such experiment"
sed 's/fees.client/fees.clint/' small.yaml >bad.yaml
expect_status 2 "$SOUK" sweep bad.yaml --out bad
expect_text err "bad.yaml:7:13: policy.fees.clint"
expect_text err "did you mean 'client'?"
[[ ! -e bad ]] || fail "bad input left a folder"
