#!/usr/bin/env bash
# `souk serve` plays every story as the rules do, on SQLite and on PostgreSQL; and is kept by its database.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/serve.sh"
stories=$SOUK_ROOT/scenarios/stories
count=$(find "$stories" -name '*.yaml' | wc -l)

serve --clock manual --db market.sqlite
expect_status 0 "$SOUK" check "$stories" --against "$url"
expect_text said "$count stories: $count ok, 0 failed"
before=$(fetch "$url/dev/clock")
stop_server 0
expect_same "integrity" "$(sqlite3 market.sqlite 'PRAGMA integrity_check')" ok
serve --clock manual --db market.sqlite
expect_same "the clock of the market that was kept" "$(fetch "$url/dev/clock")" "$before"
stop_server 0

# A clock that cannot be set: what needs one is skipped, and never told as passed.
serve --clock real --db real.sqlite
expect_status 0 "$SOUK" check "$stories" --against "$url"
timed=$(grep -rlE '^ *- (after|at):' "$stories" | wc -l)
expect_text said "$count stories: $((count - timed)) ok, 0 failed, $timed skipped"
stop_server 0
serve --clock manual --no-dev --db nodev.sqlite
expect_status 1 "$SOUK" check "$stories/connects" --against "$url"
expect_text said "0 ok, 0 failed"
expect_text said "the server has no /dev/reset"
stop_server 0

# Stories ask for no durability, which tests/full/crash.sh does.
start_postgresql -c fsync=off
serve --clock manual --db "$pg_url"
expect_status 0 "$SOUK" check "$stories" --against "$url"
expect_text said "$count stories: $count ok, 0 failed"
before=$(fetch "$url/dev/clock")
stop_server 0
serve --clock manual --db "$pg_url"
expect_same "the clock of the market that was kept" "$(fetch "$url/dev/clock")" "$before"
stop_server 0

expect_status 2 "$SOUK" serve --clok manual
expect_text err "did you mean '--clock'?"
expect_status 2 "$SOUK" check "$stories" --against localhost
expect_text err "is no address of a server"
