#!/usr/bin/env bash
# Help teaches; bad usage is answered with exit status 2, a useful line, and nothing written.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/expect.sh"

expect_status 0 "$SOUK" --help
expect_text said "souk run tiny"
for command in run report export validate validate-model serve policies schema; do
  expect_text said "  $command "
  "$SOUK" "$command" --help >help 2>&1 || fail "souk $command --help"
  expect_text help "usage: souk $command"
done
expect_status 0 "$SOUK" --version
expect_same "version" "$(grep -cE '^souk [0-9]+\.[0-9]+\.[0-9]+$' said)" 1

# refuse TEXT ARGUMENT...: exit status 2, TEXT in the answer, nothing written.
refuse() {
  local text=$1
  shift
  expect_status 2 "$SOUK" "$@"
  expect_text err "$text"
  expect_same "standard output of souk $*" "$(cat said)" ""
  [[ ! -e out ]] || fail "souk $* wrote something"
}
refuse "usage: souk COMMAND"
refuse "did you mean 'policies'?" polices
refuse "no scenario given" run
refuse "did you mean 'tiny'?" run tinny
refuse "did you mean '--policy'?" run tiny --polcy seed
refuse "a whole number from 1 to 36500" run tiny --days 0
refuse "ends after the year 2105" run tiny --days 36500
refuse "a whole number from 1 to 10000" validate-model tiny --replications 0
refuse "unknown option '--replications'" run tiny --replications 2
refuse "a whole number" run tiny --threads two
refuse "did you mean 'upwork-2022'?" run tiny --policy upwork-2202
refuse "did you mean 'population'?" run tiny --set poplation.clients=5
refuse "--set population.clients=-5" run tiny --set population.clients=-5
refuse "--set population.clients" run tiny --set population.clients
refuse "none.yaml" run none.yaml
refuse "more than one" run tiny baseline
printf 'a file' >file
refuse "is not a folder" run tiny --out file/inside

# No colours, no progress in a pipe.
expect_status 0 "$SOUK" run tiny --days 1 --set burn_in=1 --out piped
expect_same "escape sequences" "$(cat said err | grep -c $'\x1b' || true)" 0
expect_same "standard error" "$(cat err)" ""
