#!/usr/bin/env bash
# validate-model: a table over seeds, exit status 1 where a tuning moment is out of range or has too little data.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/expect.sh"

expect_status 1 "$SOUK" validate-model tiny --replications 2 --quiet --out model
expect_text said "Used for tuning"
expect_text said "Held out"
expect_text said "too little data"
expect_text said "2 replications from seed 1 on"
[[ -s model/moments.json ]] || fail "no model/moments.json"
cp said first
expect_status 1 "$SOUK" validate-model tiny --replications 2 --quiet --threads 1
expect_same "the table from one thread" "$(cat said)" "$(cat first)"
