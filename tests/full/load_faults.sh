#!/usr/bin/env bash
# Plants the faults of load_faults.toml in the server, one at a time, and demands that a minute of
# people finds each, with a story that fails there and holds under the rules; and that ten minutes of
# them find nothing on the server as it is. `load_faults.sh --only R36` plants some of them.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
[[ -e build/dev/build.ninja ]] || cmake --preset dev >/dev/null
ninja -C build/dev souk >/dev/null
exec python3 tests/full/load_faults.py --build build/dev "$@"
