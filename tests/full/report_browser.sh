#!/usr/bin/env bash
# The pages of runs, with and without a burn-in, of a comparison, a sweep, a study and a load test in headless Chromium.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../e2e/lib/serve.sh"
: "${SOUK_ROOT:?the source tree}"
# Debian's Python, which sees Debian's Selenium.
look() { /usr/bin/python3 "$here/report_browser.py" "$@"; }

expect_status 0 "$SOUK" run tiny --quiet --out tiny
expect_status 0 "$SOUK" run tiny --quiet --set burn_in=0 --days 40 --policy variable-2025 --out variable
look tiny/report.html
look variable/report.html

expect_status 0 "$SOUK" compare tiny --quiet --policy upwork-2022 --policy flat10-2023 --replications 4 --naive-ab 50% --out compare
sed 's/^scenario:.*/scenario: tiny/' "$SOUK_ROOT/scenarios/experiments/fees.yaml" >fees.yaml
expect_status 0 "$SOUK" sweep fees.yaml --quiet --replications 2 --out sweep
expect_status 0 "$SOUK" study newcomers tiny --quiet --out study

serve --clock manual --policy seed --db market.sqlite --log-level off
cat >plan.yaml <<'YAML'
kind: plan
name: look
connections: 2
flows:
  - name: look
    steps:
      - { request: { path: /openapi.json }, name: openapi }
workload: { model: open, stages: [ { name: rising, for: 1s, from: 20, to: 100 }, { name: high, for: 2s, rate: 100 } ] }
YAML
expect_status 0 "$SOUK" load plan.yaml --target "$url" --quiet --out load
stop_server 0

# What souk report writes again is what is looked at.
for page in compare/report.html sweep/report.html study/study.html load/report.html; do
  page_again "${page%/*}" "${page#*/}"
  look --other "$page"
done
