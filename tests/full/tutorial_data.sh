#!/usr/bin/env bash
# docs/tutorial-data.md does what it says, in the shell, in Python and in R.
set -euo pipefail
: "${SOUK:?the souk binary}" "${SOUK_ROOT:?the source tree}"
# Debian's Python, which sees Debian's Matplotlib.
/usr/bin/python3 "$SOUK_ROOT/tests/full/tutorial_data.py" "$SOUK_ROOT/docs/tutorial-data.md" "$SOUK"
