#!/usr/bin/env bash
# souk export: every table, row for row as SQLite's own shell reads it.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/expect.sh"

expect_status 0 "$SOUK" run tiny --quiet --events --days 30 --set population.clients=60 --out one
expect_status 0 "$SOUK" export one
for table in $(ask one "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"); do
  sqlite3 -csv -header one/run.sqlite "SELECT * FROM $table" | tr -d '\r' >wanted
  # Numbers with a point are written so that they read back as the same, which the shell's are not.
  python3 - wanted "one/export/$table.csv" <<'PYTHON' || fail "$table.csv differs"
import csv, sys
rows = [list(csv.reader(open(path, encoding="utf-8", newline=""))) for path in sys.argv[1:]]
same = lambda a, b: a == b or ("." in a and abs(float(a) - float(b)) <= 1e-14 * abs(float(b)))
rows[0] = rows[0] or rows[1][:1]  # the shell writes no heading where there is no row
if len(rows[0]) != len(rows[1]) or not all(len(a) == len(b) and all(map(same, a, b)) for a, b in zip(*rows)):
    sys.exit(1)
PYTHON
done
[[ $(wc -l <one/export/events.csv) -gt 1000 ]] || fail "no events in events.csv"

expect_status 0 "$SOUK" export one/run.sqlite --format jsonl --table people --table window_totals --out lines
expect_same "files" "$(ls lines | tr '\n' ' ')" "people.jsonl window_totals.jsonl "
expect_same "people as JSON" \
  "$(python3 -c 'import json; print(sum(json.loads(line)["earned_cents"] for line in open("lines/people.jsonl")))')" \
  "$(ask one 'SELECT sum(earned_cents) FROM people')"
expect_status 0 "$SOUK" export one --table=days --out -
expect_same "lines on standard output" "$(wc -l <said)" "$(ask one 'SELECT count(*) + 1 FROM days')"
expect_status 0 "$SOUK" export one --zstd --out packed
expect_same "the first bytes of a frame" "$(head -c 4 packed/events.csv.zst | od -An -tx1 | tr -d ' ')" 28b52ffd

expect_status 2 "$SOUK" export one --table poeple
expect_text err "did you mean 'people'?"
expect_status 2 "$SOUK" export one --format xml
expect_text err "csv or jsonl"
expect_status 2 "$SOUK" export one --out -
expect_text err "takes one table"
expect_status 2 "$SOUK" export nowhere
expect_text err "there is no such run"
