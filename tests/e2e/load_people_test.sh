#!/usr/bin/env bash
# `souk load` with simulated people: nothing is wrong with the server as it is, and a backend whose rules are others
# is found, with a story that holds under the rules and fails there.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/serve.sh"

cp "$SOUK_ROOT/tests/full/load_faults_people.yaml" people.yaml
sed 's|PEOPLE|people.yaml|; s|LENGTH|8s|' "$SOUK_ROOT/tests/full/load_faults.yaml" >plan.yaml
expect_status 0 "$SOUK" validate plan.yaml

serve --clock manual --db market.sqlite --quick-passwords
expect_status 0 "$SOUK" load plan.yaml --target "$url" --out sound
expect_text said "; 0 violations"
expect_same "violations" "$(cat sound/violations.json)" "[]"
python3 - <<'PYTHON'
import json
test = json.load(open("sound/load.json"))
assert test["violations"] == 0 and test["judged"] > 200, test["judged"]
assert test["operations"]["propose"]["count"] > 0
PYTHON
stop_server 0

# A clock that runs by itself, a day a second.
serve --clock x86400 --db running.sqlite --quick-passwords
expect_status 0 "$SOUK" load plan.yaml --target "$url" --out running
expect_text said "; 0 violations"
python3 - <<'PYTHON'
import json
test = json.load(open("running/load.json"))
assert test["violations"] == 0 and test["judged"] > 50, test["judged"]
assert "set_clock" not in test["operations"] or test["operations"]["set_clock"]["count"] == 0
PYTHON
stop_server 0

sed 's|^people:.*|people: { scenario: people.yaml, speed: -1 }|' plan.yaml >wrong.yaml
expect_status 2 "$SOUK" validate wrong.yaml
expect_text err "wrong.yaml:5:"
sed '/^binding:/d' plan.yaml >wrong.yaml
expect_status 2 "$SOUK" validate wrong.yaml
expect_text err "people speak in the words of a binding"
