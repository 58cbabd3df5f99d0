#!/usr/bin/env bash
# The page at / shows the market in a real browser, and fits a phone.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../e2e/lib/serve.sh"
serve --clock manual --db market.sqlite --log-level off
python3 - "$url" <<'PYTHON'
import json, sys, urllib.request
def post(path, body, token=""):
    asked = urllib.request.Request(sys.argv[1] + path, json.dumps(body).encode(), {"Authorization": "Bearer " + token} if token else {})
    return json.load(urllib.request.urlopen(asked))
profile = {"category": "design", "skills": ["logo"], "level": "expert", "rate": "25.00", "photo": True, "cv": True, "overview": True, "service": True}
tokens = post("/dev/reset", {"policy": "seed", "cast": [{"username": "ana", "side": "freelancer", **profile}, {"username": "acme", "side": "client"}]})["tokens"]
for n in range(60):
    job = post("/commands/post_job", {"category": "design", "skills": ["logo"], "title": f"A <b>logo</b> {n}", "type": "fixed", "budget": "100.00"}, tokens["acme"])["job"]
deal = post("/commands/offer", {"job": job, "freelancer": "ana", "milestones": [{"amount": "90.00", "due": "2024-02-01"}]}, tokens["acme"])
post("/commands/accept_offer", {"contract": deal["contract"]}, tokens["ana"])
post("/commands/fund_milestone", {"milestone": deal["milestones"][0]}, tokens["acme"])
PYTHON

# see VIEW WIDTH: the page's document after its scripts have run, in dom.
see() {
  chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --user-data-dir="$scratch/chromium" \
    --window-size="$2,900" --virtual-time-budget=8000 ${3:+--screenshot="$3"} --dump-dom "$url/#$1" >dom 2>chromium.log ||
    fail "the browser: $(tail -5 chromium.log)"
}
see jobs 1280
expect_text dom 'A &lt;b&gt;logo&lt;/b&gt; 59'
expect_text dom 'filled'
expect_same "jobs on the first page" "$(grep -o '<tr>' dom | wc -l)" 51
see contracts 390
expect_text dom '90.00'
see ledger 820
expect_text dom 'client_cards'
see api 1280
expect_text dom '/commands/propose'
stop_server 0
