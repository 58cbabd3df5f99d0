#!/usr/bin/env bash
# The same bits on every machine: the state hash of tiny is the one that is kept, also on a processor without
# FMA, AVX2 and AVX-512 (glibc picks its exp, log and pow by them), at any number of threads.
# After a change that is meant to change results: UPDATE_GOLDEN=1 ./dev test -R golden, and say why in the commit.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
golden=$here/../golden/tiny.hash
source "$here/lib/expect.sh"

# hash_of NAME [ENVIRONMENT...]: of a run of tiny
hash_of() {
  local name=$1
  shift
  env "$@" "$SOUK" run tiny --quiet --threads 2 --out "$name" >/dev/null || fail "souk run ($name)"
  summary "$name" 's["state_hash"]'
}

plain=$(hash_of plain)
masked=$(hash_of masked GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2,-AVX512F,-AVX512VL,-AVX_Fast_Unaligned_Load)
expect_same "state hash with masked processor features" "$masked" "$plain"
if [[ -n ${UPDATE_GOLDEN:-} ]]; then
  printf '%s\n' "$plain" >"$golden"
fi
expect_same "state hash of tiny against $golden" "$plain" "$(cat "$golden")"
