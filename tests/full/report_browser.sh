#!/usr/bin/env bash
# A run's report in headless Chromium, with and without a burn-in.
set -euo pipefail
: "${SOUK:?the souk binary}" "${SOUK_ROOT:?the source tree}"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$SOUK" run tiny --quiet --out "$scratch/tiny"
"$SOUK" run tiny --quiet --set burn_in=0 --days 40 --policy variable-2025 --out "$scratch/variable"
# Debian's Python, which sees Debian's Selenium.
for report in "$scratch"/*/report.html; do
  /usr/bin/python3 "$SOUK_ROOT/tests/full/report_browser.py" "$report"
done
"$SOUK" compare tiny --quiet --policy upwork-2022 --policy flat10-2023 --replications 4 --naive-ab 50% --out "$scratch/compare" >"$scratch/said"
sed 's/^scenario:.*/scenario: tiny/' "$SOUK_ROOT/scenarios/experiments/fees.yaml" >"$scratch/fees.yaml"
"$SOUK" sweep "$scratch/fees.yaml" --quiet --replications 2 --out "$scratch/sweep" >"$scratch/said"
"$SOUK" study newcomers "$scratch/tiny" --out "$scratch/study" >"$scratch/said"
for page in compare/report.html sweep/report.html study/study.html; do
  /usr/bin/python3 "$SOUK_ROOT/tests/full/report_browser.py" --other "$scratch/$page"
done
