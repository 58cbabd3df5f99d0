#!/usr/bin/env bash
# Every command of docs/tutorial-product.md works as it stands there, at a smaller size.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/expect.sh"

commands=$(grep -A 4 '^    souk ' "$SOUK_ROOT/docs/tutorial-product.md" | grep '^    ' | sed 's/^    //' | sed -e ':a' -e '/\\$/N; s/\\\n *//; ta' |
  grep '^souk ' | sed -e 's/freelancers=[0-9]*/freelancers=150/; s/clients=[0-9]*/clients=40/; s/--days [0-9]*/--set burn_in=20 --days 35/' \
    -e 's/--replications [0-9]*/--replications 2/; s/--person [0-9]*/--person 3/')
[[ $(wc -l <<<"$commands") -ge 4 ]] || fail "no commands found in the tutorial"
while read -r command; do
  # A guard may well not hold in so small a market.
  status=0
  eval "\"$SOUK\" ${command#souk }" >said 2>err || status=$?
  [[ $status == 0 || ($status == 1 && $command == *--guard*) ]] || fail "exit status $status: $command $(cat err)"
done <<<"$commands"
[[ -s out/fees/compare.json && -s out/fees/report.html ]] || fail "the tutorial's comparison left nothing"
