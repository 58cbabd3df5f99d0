#!/usr/bin/env bash
# souk report: the same bytes as the run wrote, out of its store alone; also of a run that was killed.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/expect.sh"

expect_status 0 "$SOUK" run tiny --quiet --threads 2 --days 30 --set population.clients=60 --out one
expect_text one/report.html "<dd><code>souk run tiny --set population.clients=60 --days 30</code></dd>"
page_again one report.html
expect_status 0 "$SOUK" report one/
expect_text said "report: one/report.html"

# The page's figures are those of summary.json.
expect_text one/report.html "clients posted <b>$(summary one 's["counts"]["jobs_posted"]')</b> jobs"
expect_text one/report.html "$(summary one 's["state_hash"]')"

# What a killed run leaves.
mkdir cut
sqlite3 one/run.sqlite ".backup cut/run.sqlite"
sqlite3 cut/run.sqlite "UPDATE run SET status = 'running', complete_days = 70, window_from_day = NULL,
  window_to_day = NULL, state_hash = NULL, summary = NULL;
  DELETE FROM people; DELETE FROM jobs; DELETE FROM contracts; DELETE FROM moments; DELETE FROM moment_parts;
  DELETE FROM category_days WHERE day >= 70; DELETE FROM ledger_days WHERE day >= 70; DELETE FROM days WHERE day >= 70"
expect_status 0 "$SOUK" report cut
expect_text cut/report.html "its store is complete after 70 of 90 days"

expect_status 2 "$SOUK" report nowhere
expect_text err "nowhere/run.sqlite: there is none, nor a compare.sqlite"

# Stores that are none, of another version, or damaged are refused, and no page is written.
for store in compare sweep study; do
  mkdir $store
  echo "no database, but long enough to be looked at as one: a hundred bytes are the header of such a file ....." >$store/$store.sqlite
  expect_status 2 "$SOUK" report $store
  expect_text err "$store/$store.sqlite: file is not a database"
  rm $store/$store.sqlite
  sqlite3 $store/$store.sqlite "CREATE TABLE other (x); PRAGMA user_version = 99"
  expect_status 2 "$SOUK" report $store
  expect_text err "of this version of souk"
  expect_same "pages" "$(ls $store)" "$store.sqlite"
done
expect_status 2 "$SOUK" report
expect_text err "takes the folder of one run"
expect_status 2 "$SOUK" report one --open
