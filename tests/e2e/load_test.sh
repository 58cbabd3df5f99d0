#!/usr/bin/env bash
# `souk load` carries out plans of requests against a running server, and judges what it measured.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/serve.sh"

# figures DIR EXPRESSION: a Python expression over load.json `s`.
figures() {
  python3 -c 'import json, sys; s = json.load(open(sys.argv[1] + "/load.json")); print(eval(sys.argv[2]))' "$1" "$2"
}

serve --clock manual --policy seed --db market.sqlite
python3 - "$url" <<'PYTHON'
import json, sys, urllib.request
def post(path, body, token=""):
    head = {"Authorization": "Bearer " + token} if token else {}
    return json.load(urllib.request.urlopen(urllib.request.Request(sys.argv[1] + path, json.dumps(body).encode(), head)))
cast = [{"username": "ana", "side": "freelancer", "category": "design", "skills": ["logo"], "level": "expert", "rate": "25.00", "photo": True, "cv": True,
         "overview": True, "service": True}, {"username": "acme", "side": "client"}]
tokens = post("/dev/reset", {"policy": "seed", "cast": cast})["tokens"]
for title in ("A logo", "A poster"):
    post("/commands/post_job", {"category": "design", "skills": ["logo"], "title": title, "type": "fixed", "budget": "100.00"}, tokens["acme"])
open("token", "w").write(tokens["ana"])
PYTHON
export ANA_TOKEN
ANA_TOKEN=$(cat token)
cat >plan.yaml <<'PLAN'
kind: plan
name: look-around
connections: 4
flows:
  - name: look
    weight: 3
    think: 20ms
    steps:
      - { request: { path: "/jobs?limit=1", headers: { Authorization: "Bearer ${ANA_TOKEN}" } }, name: list, capture: { job: "jobs[0].id" } }
      - { request: { path: "/jobs/${job}", headers: { Authorization: "Bearer ${ANA_TOKEN}" } }, name: job, check: { title: A poster } }
  - name: oneself
    steps:
      - { request: { path: /me, headers: { Authorization: "Bearer ${ANA_TOKEN}" } }, name: me, check: { username: ana } }
workload:
  model: open
  stages:
    - { name: rising, for: 1s, from: 20, to: 200 }
    - { name: high, for: 1s, rate: 200 }
warm_up: 200ms
thresholds: [ errors < 0.1 %, p99 of me < 5s, delivered >= 99.9 %, rate of list > 10/s ]
PLAN
fetch "$url/openapi.json" >/dev/null
expect_status 0 "$SOUK" load plan.yaml --target "$url" --junit load.xml
expect_text said "no oracle has judged the answers"
expect_text said "ok   errors < 0.1 %"
expect_same "errors" "$(figures out/load-look-around 's["errors"]')" 0
expect_same "violations" "$(figures out/load-look-around 's["violations"], s["judged"]')" "(0, 0)"
expect_same "operations" "$(figures out/load-look-around 'sorted(s["operations"])')" "['job', 'list', 'me']"
expect_same "sum of operations" "$(figures out/load-look-around 's["requests"] == sum(o["count"] for o in s["operations"].values()) > 200')" True
expect_same "keys" "$(figures out/load-look-around 'sorted(s["operations"]["me"])')" "['count', 'errors', 'max_ms', 'p50_ms', 'p90_ms', 'p999_ms', 'p99_ms', 'per_s', 'statuses']"
expect_same "thresholds" "$(figures out/load-look-around '[t["ok"] for t in s["thresholds"]]')" "[True, True, True, True]"
expect_text load.xml 'tests="4" failures="0"'
expect_text out/load-look-around/report.html "look-around at $url"
expect_same "the store" "$(sqlite3 out/load-look-around/load.sqlite \
  'SELECT sum(count) = (SELECT sum(l.count) FROM latencies l JOIN phases USING (phase) WHERE counted) FROM requests JOIN phases USING (phase) WHERE counted')" 1

# While a test runs its store can be looked at, and what was measured outlives a kill.
sed 's/for: 1s, rate: 200/for: 120s, rate: 50/' plan.yaml >long.yaml
"$SOUK" load long.yaml --target "$url" --out running --quiet &
load=$!
for ((tries = 0; tries < 300; ++tries)); do
  [[ ! -f running/load.sqlite ]] || break
  sleep 0.1
done
kill -KILL "$load"
wait "$load" 2>/dev/null || true
expect_status 0 "$SOUK" report running
expect_text running/report.html "This test had not ended when its store was written."
expect_text running/report.html "souk load long.yaml --target $url"
expect_same "what was measured" "$(sqlite3 running/load.sqlite 'SELECT sum(count) > 20, min(to_s - from_s) >= 0 FROM requests, phases')" "1|1"

# A result is not overwritten; a threshold that does not hold is exit status 1.
expect_status 2 "$SOUK" load plan.yaml --target "$url"
expect_text err "out/load-look-around holds a run already"
sed 's/errors < 0.1 %/max < 1us/' plan.yaml >strict.yaml
expect_status 1 "$SOUK" load strict.yaml --target "$url" --force --quiet --junit load.xml
expect_text said "FAIL max < 1us"
expect_text load.xml '<failure message="it is '

# Errors end it.
sed 's/A poster/A novel/; s/for: 1s/for: 1h/g; s/weight: 3/weight: 300/' plan.yaml >wrong.yaml
echo 'stop: [ errors > 20 % ]' >>wrong.yaml
expect_status 1 "$SOUK" load wrong.yaml --target "$url" --out wrong
expect_text said "ended early: errors > 20 %"
expect_text said "job: title is 'A poster', not 'A novel'"

# A simulated run again, at its own times.
expect_status 0 "$SOUK" run tiny --days 5 --set burn_in=0d --events --quiet --out run
proposals=$(ask run "SELECT count(*) FROM events WHERE type = 'proposed'")
cat >again.yaml <<'PLAN'
kind: plan
flows: [{ steps: [{ request: GET /healthz, name: health }] }]
workload: { model: open, stages: [{ for: 2s, replay: run }] }
thresholds: [ errors == 0 ]
PLAN
expect_status 0 "$SOUK" load again.yaml --target "$url"
expect_same "arrivals" "$(figures out/load-again 's["asked"], s["delivered"]')" "($proposals, $proposals)"

# Ctrl-C ends it and keeps what was measured. While it runs, Prometheus can read it.
sed 's/for: 1s/for: 1h/g; s/, rate of list > 10\/s//' plan.yaml >long.yaml
"$SOUK" load long.yaml --target "$url" --out long --prometheus 127.0.0.1:0 >said 2>err &
loading=$!
for ((tries = 0; tries < 100; ++tries)); do
  figures_port=$(sed -n 's/^figures for Prometheus at port \([0-9]*\),.*/\1/p' said)
  [[ -z $figures_port ]] || fetch "http://127.0.0.1:$figures_port/metrics" >metrics
  ! grep -q '^souk_load_latency_seconds_bucket{operation="me",le="+Inf"} [1-9]' metrics 2>/dev/null || break
  sleep 0.1
done
expect_text metrics 'souk_load_requests_total{operation="me",phase="1",status="200"} '
kill -INT "$loading"
status=0
wait "$loading" || status=$?
expect_same "exit status of an interrupted test" "$status" 130
expect_same "stopped" "$(figures long 's["stopped"]')" interrupted
stop_server 0

# What is not this machine is refused unless it is named; who is not there is told.
expect_status 2 "$SOUK" load plan.yaml --target http://192.0.2.1 --out other
expect_text err "http://192.0.2.1 is not this machine; --allow-host 192.0.2.1 if you may load it"
expect_status 2 "$SOUK" load plan.yaml --target "$url" --out other
expect_text err "cannot connect to $url"
[[ ! -e other ]] || fail "a test that never began has left a folder"
expect_status 2 "$SOUK" load plan.yaml --out other
expect_text err "the plan has no target"
expect_status 0 "$SOUK" validate plan.yaml
expect_text said "plan.yaml: plan, no mistakes"

# TLS, with a certificate of our own.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -keyout key.pem -out cert.pem -subj /CN=localhost \
  -addext subjectAltName=DNS:localhost,IP:127.0.0.1 2>/dev/null
serve --clock manual --tls-cert cert.pem --tls-key key.pem --db tls.sqlite
cat >tls.yaml <<'PLAN'
kind: plan
flows: [{ steps: [{ request: GET /healthz, name: health }] }]
workload: { model: open, stages: [{ for: 500ms, rate: 100 }] }
thresholds: [ errors == 0, requests == 50 ]
PLAN
expect_status 0 "$SOUK" load tls.yaml --target "$url" --ca cert.pem
expect_status 2 "$SOUK" load tls.yaml --target "$url" --out other
expect_text err "certificate verify failed"
stop_server 0
