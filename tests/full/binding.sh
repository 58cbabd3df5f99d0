#!/usr/bin/env bash
# Every story on the example backend, by its binding: what is played holds, and most are played.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../e2e/lib/serve.sh"
source "$here/../e2e/lib/bazaar.sh"
bazaar 24h
expect_status 0 "$SOUK" check "$SOUK_ROOT/scenarios/stories" --against "$bazaar_url" --binding bazaar
expect_text said "0 failed"
played=$(grep -c '^ok ' said)
((played >= 85)) || fail "only $played stories are played: $(grep '^skip' said)"
tail -1 said
