# Sourced by the end-to-end tests: a scratch folder to work in, and what is demanded. SOUK is the binary.
set -euo pipefail
: "${SOUK:?the souk binary}"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

fail() {
  printf 'FAILED: %s\n' "$*" >&2
  exit 1
}

# expect_status STATUS COMMAND...: standard output and error are left in `said` and `err`.
expect_status() {
  local wanted=$1 status=0
  shift
  "$@" >said 2>err || status=$?
  [[ $status == "$wanted" ]] || fail "exit status $status, not $wanted: $* $(cat err) $(grep -A3 "^FAIL" said | head -20)"
}

# expect_text FILE TEXT
expect_text() {
  grep -qF -- "$2" "$1" || fail "no '$2' in $1: $(head -c 2000 "$1")"
}

# expect_same WHAT A B
expect_same() {
  [[ $2 == "$3" ]] || fail "$1: '$2' is not '$3'"
}

# ask DIR SQL
ask() { sqlite3 "$1/run.sqlite" "$2"; }

# summary DIR EXPRESSION: a Python expression over the summary `s`.
summary() {
  python3 -c 'import json, sys; s = json.load(open(sys.argv[1] + "/summary.json")); print(eval(sys.argv[2]))' "$1" "$2"
}

# page_again DIR PAGE: souk report writes the page that is there, to the byte.
page_again() {
  mv "$1/$2" before.html
  expect_status 0 "$SOUK" report "$1"
  expect_text said "report: $1/$2"
  cmp before.html "$1/$2" || fail "the page of $1 written again differs"
}
