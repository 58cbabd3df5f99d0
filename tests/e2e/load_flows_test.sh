#!/usr/bin/env bash
# Flows of `souk load` that speak by a binding: nothing is wrong with the server as it is, a plan that expects the wrong thing
# is told so, and a backend that keeps other rules is found, with a story that holds under the rules and fails there.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/serve.sh"
source "$here/lib/bazaar.sh"

# figures DIR EXPRESSION: a Python expression over load.json `s` and violations.json `v`.
figures() {
  python3 -c 'import json, sys
s, v = (json.load(open(sys.argv[1] + "/" + name)) for name in ("load.json", "violations.json"))
print(eval(sys.argv[2]))' "$1" "$2"
}

sed 's/for: 10s/for: 2s/' "$SOUK_ROOT/docs/examples/flows.yaml" >plan.yaml
expect_status 0 "$SOUK" validate plan.yaml
serve --clock manual --db market.sqlite --quick-passwords
expect_status 0 "$SOUK" load plan.yaml --target "$url" --out sound
expect_text said "; 0 violations"
expect_text said "ok   violations == 0"
expect_same "violations" "$(figures sound 'v')" "[]"
expect_same "judged" "$(figures sound 's["judged"] > 100 and s["errors"] == 0')" True
expect_same "operations" "$(figures sound 'all(s["operations"][o]["count"] > 0 for o in ("log_in", "list", "propose", "approve_milestone", "too_early"))')" True

# What the plan expects and the backend does not say is an error, and no violation.
sed 's/escrow: 550.00/escrow: 550.01/' plan.yaml >strict.yaml
expect_status 1 "$SOUK" load strict.yaml --target "$url" --out strict
expect_text said "contract: escrow is '550.00', not '550.01'"
expect_text said "FAIL errors == 0"
expect_same "violations" "$(figures strict 'v')" "[]"

# A backend that begins its market under other fees, whatever it is told.
sed 's|{ policy: "{policy}", set: "{set}",|{ policy: seed-slab,|' "$SOUK_ROOT/scenarios/bindings/souk-serve.yaml" >slab.yaml
expect_status 1 "$SOUK" load plan.yaml --target "$url" --binding slab.yaml --out slab
expect_text said "FAIL violations == 0"
expect_same "found" "$(figures slab 'len(v) > 0 and s["violations"] > 0')" True
story=$(figures slab 'v[0]["story"]')
expect_status 0 "$SOUK" check "$story"
expect_status 0 "$SOUK" check "$story" --against "$url"
expect_status 1 "$SOUK" check "$story" --against "$url" --binding slab.yaml
stop_server 0

# The same flow on a backend of another shape: nobody tells the order of commands there, people sign up, and sessions are short.
bazaar 24h --session-uses 40
sed 's/for: 2s, people: 16/for: 3s, people: 4/; s/^accounts:.*/accounts: 5/; /^policy:/d' plan.yaml |
  sed 's/read: jobs, limit: 5, name: list, capture: .*/do: search_jobs, name: list, category: design, capture: { logo: "found[any]" } }/' >bazaar.yaml
expect_status 0 "$SOUK" load bazaar.yaml --target "$bazaar_url" --binding bazaar --out bazaar
expect_same "violations" "$(figures bazaar 'v, s["violations"], s["errors"]')" "([], 0, 0)"
expect_same "judged" "$(figures bazaar 's["judged"] > 20 and s["operations"]["approve_milestone"]["count"] > 0')" True

# Mistakes are told where they stand, and nothing is written.
sed 's/do: offer/do: ofer/; s/job: logo }/job: lgo }/; s/^cast:.*/cast: { ana: freelancer, acme: customer }/' plan.yaml >wrong.yaml
expect_status 2 "$SOUK" load wrong.yaml --target "$url" --out wrong
expect_text err "wrong.yaml:10:32: 'acme' is 'customer'; freelancer, client, "
expect_text err "'lgo' is no name of this flow"
expect_text err "unknown command 'ofer'; did you mean 'offer'?"
[[ ! -e wrong ]] || fail "a plan with mistakes has left a folder"
