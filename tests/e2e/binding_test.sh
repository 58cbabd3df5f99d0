#!/usr/bin/env bash
# A backend of another shape, by its binding alone: other paths, cents, numeric ids, sessions in a
# header, numbered errors, paging by offset, no reset. And what is wrong with a binding is told.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/serve.sh"
source "$here/lib/bazaar.sh"
stories=$SOUK_ROOT/scenarios/stories

for one in "$SOUK_ROOT"/scenarios/bindings/*.yaml; do
  expect_status 0 "$SOUK" validate "$one"
done
expect_status 0 "$SOUK" schema binding
python3 -c 'import json; assert "operations" in json.load(open("said"))["properties"]'
sed 's/post: \/accounts$/pots: \/accounts/; s/already_proposed/already_propozed/' "$SOUK_ROOT/scenarios/bindings/bazaar.yaml" >wrong.yaml
expect_status 2 "$SOUK" check "$stories/fees" --against http://127.0.0.1:1 --binding wrong.yaml
expect_text err "unknown key 'pots' in commands.register; did you mean 'post'?"
expect_text err "unknown reason 'already_propozed'; did you mean 'already_proposed'?"
expect_status 2 "$SOUK" check "$stories/fees" --against http://127.0.0.1:1 --binding bazar
expect_text err "did you mean 'bazaar'?"
expect_status 2 env -u BAZAAR_KEY "$SOUK" check "$stories/fees" --against http://127.0.0.1:1 --binding bazaar
expect_text err "the environment has no 'BAZAAR_KEY'"

# Sessions are over after 15 requests: people renew them, and lose nothing.
bazaar 24h --session-uses 15
expect_status 0 "$SOUK" check "$stories"/{fixed-price,milestones,hourly,refunds} --against "$bazaar_url" --binding bazaar
expect_text said "0 failed"
played=$(grep -c '^ok ' said)
((played >= 25)) || fail "only $played stories are played: $(grep '^skip' said)"
expect_text said "it plays under vetting.supply_floor 10; the backend keeps 50"
counted() { fetch "$url/metrics" | sed -n "s/^souk_requests_total{operation=\"$1\",status=\"2xx\"} //p"; }
expect_same "one login for each sign-up" "$(counted login)" "$(counted register)"
# Another run meets a market that is not empty.
expect_status 0 "$SOUK" check "$stories/fixed-price" --against "$bazaar_url" --binding bazaar
expect_text said "0 failed"
expect_status 0 "$SOUK" check "$stories/connects/x8-no-availability.yaml" "$stories/fixed-price/r11-cycle.yaml" --against "$bazaar_url" --binding bazaar
expect_text said "the backend has no set_availability: it sells no badge of availability"

# What it does wrong is found, with its events: a backend that gives 39 Connects for a sign-up.
cat >thirty-nine.yaml <<'YAML'
story: A sign-up is worth 39 Connects
policy: seed
cast: { ana: freelancer }
steps:
  - { by: ana, do: add_payment_method, kind: paypal }
  - expect: { ana.connects: 39 }
YAML
expect_status 1 "$SOUK" check thirty-nine.yaml --against "$bazaar_url" --binding bazaar
expect_text said "ana.connects: expected 39, found 40"
expect_text said "payment_method_added ana"

# Without a clock nobody waits for a review, and no story with dates is said to hold.
sed 's/^clock: .*/clock: { kind: real }/; /set_clock/d' "$SOUK_ROOT/scenarios/bindings/bazaar.yaml" >timeless.yaml
expect_status 1 "$SOUK" check "$stories/fixed-price" --against "$bazaar_url" --binding timeless.yaml
expect_text said "0 ok, 0 failed"
expect_text said "needs an approved profile, and the binding has neither approve_profile nor a clock"

# What a binding does not read cannot be shown; what an answer should tell and does not is a failure.
sed 's/, job: \/data\/gig }/ }/' "$SOUK_ROOT/scenarios/bindings/bazaar.yaml" >blind.yaml
expect_status 1 "$SOUK" check "$stories/fixed-price/r11-cycle.yaml" --against "$bazaar_url" --binding blind.yaml
expect_text said "the binding does not read job of post_job"
sed 's/job: \/data\/gig }/job: \/data\/gag }/' "$SOUK_ROOT/scenarios/bindings/bazaar.yaml" >wrong-path.yaml
expect_status 1 "$SOUK" check "$stories/fixed-price/r11-cycle.yaml" --against "$bazaar_url" --binding wrong-path.yaml
expect_text said "the answer of post_job tells no job"

# Where nobody can sign up, the cast takes accounts of a file.
cat >client.yaml <<'YAML'
story: A client posts a job
policy: seed
cast: { acme: client }
steps:
  - { by: acme, do: post_job, as: logo, category: design, skills: [logo], title: A logo, type: fixed, budget: 100.00 }
  - expect: { logo.status: open, logo.cost: 3 }
YAML
python3 - "$bazaar_url" <<'PYTHON'
import json, os, sys, urllib.request

def ask(method, path, body=None, session=None):
    headers = {"X-Bazaar-Session": session} if session else {}
    asked = urllib.request.Request(sys.argv[1] + path, json.dumps(body).encode() if body else None, headers, method=method)
    return json.load(urllib.request.urlopen(asked))["data"]

ask("POST", "/accounts", {"first": "A", "last": "B", "mail": "buyer@x.invalid", "login": "buyer", "secret": "abcdefg1", "role": "buyer"})
staff = ask("POST", "/staff/sessions", {"key": os.environ["BAZAAR_KEY"]})["session"]
pin = ask("GET", "/staff/pins?to=buyer@x.invalid", session=staff)["pins"][0]
ask("POST", "/accounts/confirm", {"pin": pin}, ask("POST", "/sessions", {"login": "buyer", "secret": "abcdefg1"})["session"])
PYTHON
printf 'username,password,side\nbuyer,abcdefg1,client\n' >accounts.csv
{ sed '/^  register:/,/^  verify_email:/{/^  verify_email:/!d}' "$SOUK_ROOT/scenarios/bindings/bazaar.yaml"; echo 'accounts: accounts.csv'; } >closed.yaml
expect_status 0 "$SOUK" check client.yaml --against "$bazaar_url" --binding closed.yaml
echo "target: $bazaar_url" >>closed.yaml
expect_status 0 "$SOUK" check client.yaml --binding closed.yaml
cp client.yaml again.yaml
expect_status 1 "$SOUK" check client.yaml again.yaml --against "$bazaar_url" --binding closed.yaml
expect_text said "no account of a client is left in accounts.csv"
printf 'username,pasword,side\nbuyer,abcdefg1,buyer\n' >accounts.csv
expect_status 2 "$SOUK" check client.yaml --against "$bazaar_url" --binding closed.yaml
expect_text err "accounts.csv:1:10: unknown column 'pasword'; did you mean 'password'?"
expect_text err "accounts.csv:2:16: side is 'buyer'"

# Where staff approves, nobody waits for a review, and the cast's Connects are granted at the start.
bazaar 1s
sed 's/^  read_clock:/  approve_profile: { post: \/staff\/approvals, body: { seller: "{person}" } }\n&/' "$SOUK_ROOT/scenarios/bindings/bazaar.yaml" >approving.yaml
expect_status 0 "$SOUK" check "$stories"/connects/x2-*.yaml --against "$bazaar_url" --binding approving.yaml
expect_text said "0 failed"
expect_text said "x2-the-365th-day.yaml"
! grep "^skip.*365th" said || fail "it waits for a review"

# Over TLS, under the certificate of whom the system trusts.
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 1 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1 2>/dev/null
serve --clock manual --db tls.sqlite --tls-cert cert.pem --tls-key key.pem
expect_status 0 env SSL_CERT_FILE=cert.pem "$SOUK" check "$stories/fixed-price" --against "$url"
expect_text said "11 stories: 11 ok, 0 failed"
expect_status 1 "$SOUK" check "$stories/fixed-price/r11-cycle.yaml" --against "$url"
expect_text said "certificate verify failed"
