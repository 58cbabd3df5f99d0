#!/usr/bin/env bash
# Plants the faults of mutations.toml in market/, one at a time, and demands that a story or a
# property catches each. `mutations.sh --write` also writes the table into docs/testing.md.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
[[ -e build/dev/build.ninja ]] || cmake --preset dev >/dev/null
ninja -C build/dev souk property_tests >/dev/null
exec python3 tests/full/mutations.py --build build/dev "$@"
