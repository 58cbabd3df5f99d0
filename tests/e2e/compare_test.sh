#!/usr/bin/env bash
# `souk compare`: what it leaves, that it is the same on any number of threads, that a policy against itself is
# exactly nothing, that a world after the fork is the straight run's, and how guards set the exit status.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/expect.sh"

small=(--set population.freelancers=150 --set population.clients=40 --set burn_in=20 --days 35 --replications 3)
# compared DIR EXPRESSION: a Python expression over the comparison `c`.
compared() {
  python3 -c 'import json, sys; c = json.load(open(sys.argv[1] + "/compare.json")); print(eval(sys.argv[2]))' "$1" "$2"
}

# What it leaves.
expect_status 0 "$SOUK" compare tiny --policy upwork-2022 --policy flat10-2023 "${small[@]}" --threads 1 --out one
expect_text said "What differs in the rules"
expect_text said "fees.freelancer.tiers"
expect_text said "R36"
expect_text said "Who wins and who loses"
expect_same "files" "$(ls one | tr '\n' ' ')" "compare.json compare.sqlite effects.csv groups.csv report.html runs.csv "
expect_same "policies" "$(compared one 'c["policies"]')" "['upwork-2022', 'flat10-2023']"
expect_same "seeds" "$(compared one 'c["seeds"]')" "[1, 2, 3]"
expect_same "outcomes" "$(compared one 'len(c["outcomes"])')" 10
expect_same "against" "$(compared one 'c["outcomes"]["fill_rate"]["differences"][0]["against"]')" upwork-2022
expect_same "lines of effects.csv" "$(wc -l <one/effects.csv)" 11
expect_same "lines of runs.csv" "$(wc -l <one/runs.csv)" 7
expect_text one/report.html "flat10-2023 against upwork-2022"
expect_text said "nobody could be followed for 90 days in a window of 35"
expect_same "why" "$(compared one 'c["outcomes"]["newcomers_hired_90d"]["unknown"]')" "nobody could be followed for 90 days in a window of 35"

# The same on any number of threads.
expect_status 0 "$SOUK" compare tiny --policy upwork-2022 --policy flat10-2023 "${small[@]}" --threads 3 --out two --quiet
expect_same "standard output of --quiet" "$(cat said err)" ""
for file in compare.json effects.csv groups.csv runs.csv report.html; do
  cmp "one/$file" "two/$file" || fail "$file depends on the number of threads"
done

# The page is made of the store alone.
expect_text one/report.html "<dd><code>souk compare tiny --policy upwork-2022 --policy flat10-2023 --set population.freelancers=150"
page_again one report.html
expect_same "revenue in the store" \
  "$(sqlite3 one/compare.sqlite "SELECT platform_revenue_usd FROM worlds WHERE seed = '2' AND policy = 1")" \
  "$(grep '^2,flat10-2023,' one/runs.csv | cut -d, -f4)"

# A policy against itself is exactly nothing; given twice it has two names. The scenario's own policy parts from nothing.
expect_status 0 "$SOUK" compare tiny --policy seed --policy seed "${small[@]}" --out same --quiet
expect_same "names" "$(compared same 'c["policies"]')" "['seed', 'seed#2']"
expect_same "differences" "$(compared same 'set((d["mean"], d["relative"], *d["ci95"], d["p"], d["p_adjusted"], d["variance_reduction"]) for o in c["outcomes"].values() for d in o["differences"])')" \
  "{(0.0, 0.0, 0.0, 0.0, 1.0, 1.0, None)}"
expect_same "better or worse" "$(compared same '[c["people"][0]["better"], c["people"][0]["worse"]]')" "[0.0, 0.0]"

# From the start, a world is the run of that policy.
expect_status 0 "$SOUK" compare tiny --policy seed --policy fiverr "${small[@]}" --from-start --out start --quiet
for policy in seed fiverr; do
  expect_status 0 "$SOUK" run tiny --policy $policy "${small[@]:0:8}" --out straight --force --quiet
  expect_same "the run of $policy" \
    "$(compared start "[r['state_hash'] for r in c['runs'] if r['policy'] == '$policy'][0]")" "$(summary straight 's["state_hash"]')"
  expect_same "fill rate" "$(compared start "abs(c['outcomes']['fill_rate']['mean']['$policy']) > 0")" True
done

# A live test: its estimate beside the true difference, and of a policy with itself no bias beyond chance.
expect_status 0 "$SOUK" compare tiny --policy upwork-2022 --policy flat10-2023 "${small[@]}" --naive-ab 50% --out naive --quiet
expect_same "the worlds beside the test" "$(compared naive '[o["differences"][0]["mean"] for o in c["outcomes"].values()]')" \
  "$(compared one '[o["differences"][0]["mean"] for o in c["outcomes"].values()]')"
page_again naive report.html
expect_same "bias" "$(compared naive 'all(abs(d["naive_ab"]["estimate"] - d["mean"] - d["naive_ab"]["bias"]) < 1e-6 * (1 + abs(d["mean"])) for n, o in c["outcomes"].items() for d in o["differences"])')" True
expect_same "of every outcome" "$(compared naive 'all(d["naive_ab"] for o in c["outcomes"].values() for d in o["differences"])')" True
expect_same "without a test" "$(compared one '"naive_ab" in c["outcomes"]["fill_rate"]["differences"][0]')" False

# Jobs under test: the worlds beside it are the same, and so is the test on any number of threads.
expect_status 0 "$SOUK" compare tiny --policy upwork-2022 --policy flat10-2023 "${small[@]}" --naive-ab 50% --unit jobs --out jobs --threads 1 --quiet
expect_same "the worlds beside the test" "$(compared jobs '[o["differences"][0]["mean"] for o in c["outcomes"].values()]')" \
  "$(compared one '[o["differences"][0]["mean"] for o in c["outcomes"].values()]')"
expect_text jobs/report.html "50 % of the jobs, drawn at random"
page_again jobs report.html
expect_status 0 "$SOUK" compare tiny --policy upwork-2022 --policy flat10-2023 "${small[@]}" --naive-ab 50% --unit jobs --out again --threads 3 --quiet
cmp jobs/compare.json again/compare.json || fail "a test on jobs depends on the number of threads"
expect_status 2 "$SOUK" compare tiny --policy seed --policy seed --naive-ab 50% --unit job --out bad
expect_text err "did you mean 'jobs'?"

# One person's worlds, and where they part.
expect_status 0 "$SOUK" compare tiny --policy seed --policy seed,connects.signup=7 "${small[@]}" --from-start --person 3 --out person
expect_text said "person 3 parts at"
expect_text said "connects_granted"
expect_same "the same in the file" "$(compared person 'c["person"]["partings"][0]["policy"]')" "seed#2"
expect_status 2 "$SOUK" compare tiny --policy seed --policy fiverr "${small[@]}" --person 999 --out nobody
expect_text err "clients 150 to 189"

# Arms may change the scenario too; one that changes nothing is the first policy, one that changes the policy is it.
expect_status 0 "$SOUK" compare tiny --policy upwork-2022 --arm 'choosy: clients.choosing.risk=1.2, policy=upwork-2022' \
  --arm 'same: policy=flat10-2023' "${small[@]}" --out arms
expect_same "names" "$(compared arms 'c["policies"]')" "['upwork-2022', 'choosy', 'same']"
expect_text said "clients.choosing.risk"
expect_same "as --policy" "$(compared arms '[o["differences"][1]["mean"] for o in c["outcomes"].values()]')" \
  "$(compared one '[o["differences"][0]["mean"] for o in c["outcomes"].values()]')"
expect_same "another market" "$(compared arms 'c["outcomes"]["gross_volume"]["differences"][0]["mean"] != 0')" True
expect_status 0 "$SOUK" run tiny --policy upwork-2022 "${small[@]:0:8}" --set clients.choosing.risk=1.2 --out choosy --quiet
expect_status 0 "$SOUK" compare tiny --policy upwork-2022 --arm 'choosy: clients.choosing.risk=1.2' "${small[@]}" --from-start \
  --out arms --force --quiet
expect_same "the run of an arm" "$(compared arms "[r['state_hash'] for r in c['runs'] if r['policy'] == 'choosy'][0]")" \
  "$(summary choosy 's["state_hash"]')"
expect_status 2 "$SOUK" compare tiny --policy seed --arm 'more: population.freelancers=9' --out bad
expect_text err "the same in all arms"
expect_status 2 "$SOUK" compare tiny --policy seed --arm 'population.entry_span=9' --out bad
expect_text err "has no name before a colon"
expect_status 2 "$SOUK" compare tiny --policy seed --arm 'x: clients.choosing.rsk=1' --out bad
expect_text err "did you mean 'risk'?"
expect_status 2 "$SOUK" compare tiny --policy seed --arm 'x: clients.choosing.risk=1' --naive-ab 50% --out bad
expect_text err "a market of its own"

# Guards.
expect_status 0 "$SOUK" compare tiny --policy seed --policy seed "${small[@]}" --guard 'fill_rate >= -1%' --out guarded --quiet
expect_text said "guard fill_rate >= -1%: holds for seed#2"
page_again guarded report.html
expect_status 1 "$SOUK" compare tiny --policy seed --policy seed "${small[@]}" --guard 'platform_revenue >= 1%' --out guarded --force --quiet
expect_text said "guard platform_revenue >= 1%: does not hold"

# Bad usage is answered before anything is run or written.
rm -rf bad
expect_status 2 "$SOUK" compare tiny --policy seed --out bad
expect_text err "at least two policies"
expect_status 2 "$SOUK" compare tiny --policy seed --policy sed --out bad
expect_text err "did you mean 'seed'?"
expect_status 2 "$SOUK" compare tiny --policy seed --policy fiverr --guard 'fil_rate >= 1' --out bad
expect_text err "did you mean 'fill_rate'?"
expect_status 2 "$SOUK" compare tiny --policy seed --policy fiverr --precision 0 --out bad
expect_status 2 "$SOUK" compare tiny --policy seed --policy fiverr --days 60 --guard 'newcomers_hired_90d >= -2%' --out bad
expect_text err "nobody could be followed for 90 days in a window of 60"
[[ ! -e bad ]] || fail "bad usage left a folder"
expect_status 2 "$SOUK" compare tiny --policy seed --policy fiverr --out one
expect_text err "one holds a run already"
