#!/usr/bin/env bash
# souk why: one person's life, as the kept run has it, whatever the number of threads then and now.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/expect.sh"

expect_status 0 "$SOUK" run tiny --quiet --threads 1 --out kept
before=$(md5sum kept/*)

expect_status 0 "$SOUK" why kept never-hired --quiet
for text in registered "searches: looks at" "in vain" "likely to be opened" "hiring nobody is worth" \
  "What became of the proposals" " 0 hired"; do
  expect_text said "$text"
done
person=$(head -1 said | tr -dc '0-9 ' | awk '{print $1}')
expect_same "the proposals of the store" "$(ask kept "SELECT proposals FROM people WHERE person = $person")" \
  "$(grep -c ' proposed, ' said)"
expect_same "a hire of whoever was never hired" "$(ask kept "SELECT first_hire_at_s IS NULL FROM people WHERE person = $person")" 1

expect_status 0 "$SOUK" why kept/run.sqlite hired --quiet
expect_text said "offer accepted"
expect_text said "funds available"
[[ $(grep -c "^ .* hired$" said) -ge 1 ]] || fail "no proposal that was hired: $(tail -5 said)"

expect_status 0 "$SOUK" why kept 300 --quiet
expect_text said "client 300"
expect_text said "job posted"
expect_same "the run after all that" "$(md5sum kept/*)" "$before"

expect_status 2 "$SOUK" why kept 1000000
expect_text err "freelancers are 0 to"
expect_status 2 "$SOUK" why nowhere 1
expect_text err "nowhere: there is no such run"
expect_status 2 "$SOUK" why kept
expect_text err "takes a run and a person"
sqlite3 kept/run.sqlite "UPDATE run SET state_hash = 'x'"
expect_status 3 "$SOUK" why kept 1 --quiet
expect_text err "does not come out again"
