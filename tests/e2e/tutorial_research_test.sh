#!/usr/bin/env bash
# docs/tutorial-research.md: every command in it runs, in its order, and leaves what the text speaks of.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tutorial=$here/../../docs/tutorial-research.md
source "$here/lib/expect.sh"

mkdir build
ln -s "$SOUK" build/souk
grep -E '^    (build/souk|awk|for) ' "$tutorial" | sed 's/^    //' >commands
[[ $(wc -l <commands) -ge 9 ]] || fail "the tutorial has $(wc -l <commands) commands"
while read -r line; do
  bash -c "set -euo pipefail; $line" >said 2>err </dev/null || fail "exit status $?: $line: $(cat err)"
  [[ -s said || $line == *--quiet* ]] || fail "nothing said: $line"
  cat said >>all
done <commands
for text in "control " "endorsed " "log-rank: chi2" "first hire, from the approval" "1|control|" "3|endorsed|" "searches: looks at" \
  "What became of the proposals"; do
  expect_text all "$text"
done
expect_text out/study-newcomers-endorsed-1-by-treatment/study.html "Who has had a first hire"
