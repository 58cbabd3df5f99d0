#!/usr/bin/env bash
# What the server acknowledged survives its death, once. tests/full/crash.sh kills it 100 times on each database.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/serve.sh"
expect_status 0 python3 "$here/lib/crash.py" "$SOUK" "$scratch/market.sqlite" 5 1
cat said
