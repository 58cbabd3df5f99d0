#!/usr/bin/env bash
# souk study newcomers: from kept runs to tables, through the binary.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/expect.sh"

expect_status 0 "$SOUK" run tiny --quiet --days 200 --set population.entry_span=260d --out kept
expect_status 0 "$SOUK" run tiny --quiet --days 200 --set population.entry_span=260d --policy flat10-2023 --out other
before=$(md5sum kept/*)
expect_status 0 "$SOUK" run tiny --quiet --days 200 --set population.entry_span=260d --threads 2 --cohort-size 7 --out small
expect_same "first steps in small cohorts" "$(ask small "SELECT * FROM people" | md5sum)" "$(ask kept "SELECT * FROM people" | md5sum)"

expect_status 0 "$SOUK" study newcomers kept
for text in "Newcomers of kept" "first proposal" "first badge" "exit" "What a first hire costs" "Earnings of the first" \
  "report: out/study-newcomers-kept/study.html"; do
  expect_text said "$text"
done
approved=$(ask kept "SELECT count(*) FROM people, run WHERE approved_at_s >= start_s + 86400 * burn_in_days AND side = 'freelancer'")
hired=$(ask kept "SELECT count(*) FROM people, run WHERE approved_at_s >= start_s + 86400 * burn_in_days AND first_hire_at_s IS NOT NULL AND side = 'freelancer'")
expect_text said "$approved approved after the burn-in"
out=out/study-newcomers-kept
expect_same "the first hires" "$(grep '^first hire,' $out/milestones.csv | cut -d, -f3,4)" "$approved,$hired"
expect_same "a row a newcomer" "$(($(wc -l <$out/newcomers.csv) - 1))" "$approved"
expect_same "the study in JSON" "$(python3 -c 'import json; print(json.load(open("'$out'/study.json"))["newcomers"])')" "$approved"
for file in curves tests hazards costs earnings mobility; do
  [[ -s $out/$file.csv ]] || fail "no $file.csv"
done
expect_text $out/study.html "Who has had a first hire"
expect_text $out/study.html "<dd><code>souk study newcomers kept</code></dd>"
page_again $out study.html
expect_same "first hires in the store" \
  "$(sqlite3 $out/study.sqlite 'SELECT count(*), count(first_hire_days) FROM newcomers' | tr '|' ,)" "$approved,$hired"

expect_status 2 "$SOUK" study newcomers kept
expect_text err "holds a study already"
cp -r $out first
expect_status 0 "$SOUK" study newcomers kept/run.sqlite --force --quiet
diff -r first $out || fail "the study of the same run is another"

expect_status 0 "$SOUK" study newcomers kept other --out pair
expect_text said "log-rank: chi2"
page_again pair study.html
expect_text pair/tests.csv "first hire,"
expect_status 0 "$SOUK" study newcomers kept other --pool --by level --out pool
expect_same "the groups of pooled runs" "$(grep -c '^first hire,' pool/milestones.csv)" 3
expect_status 0 "$SOUK" study newcomers kept --by level --out levels
expect_text said "expert"
page_again levels study.html
expect_same "the run after all that" "$(md5sum kept/*)" "$before"

expect_status 2 "$SOUK" study newcomers kept --by contry
expect_text err "did you mean 'country'?"
expect_status 2 "$SOUK" study newcomers nowhere
expect_text err "there is no such run"
expect_status 2 "$SOUK" study newcomers
expect_text err "names no run"
expect_status 2 "$SOUK" study clients kept
expect_text err "studies newcomers"
sqlite3 other/run.sqlite "UPDATE run SET status = 'running', complete_days = 100"
expect_status 2 "$SOUK" study newcomers other --out x
expect_text err "complete up to 40 days after the burn-in"
sqlite3 other/run.sqlite "PRAGMA user_version = 7"
expect_status 2 "$SOUK" study newcomers other --out x
expect_text err "has layout 7"
[[ ! -e x ]] || fail "something was written"
