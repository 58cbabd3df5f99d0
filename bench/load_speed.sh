#!/usr/bin/env bash
# What a request costs the generator: processor time, user and system, of souk load beside wrk, hey, siege, Tsung and Locust, on
# nginx on this machine; and of a flow whose every answer souk load's oracle judges, beside Tsung and Locust, on souk serve. Medians of
# interleaved rounds of one run.
#   bench/load_speed.sh SOUK [ROUNDS] [SECONDS]      needs nginx-light, wrk; hey, siege, tsung, python3-locust where they are there
set -euo pipefail
SOUK=$(realpath "$1") rounds=${2:-5} seconds=${3:-4}
scratch=$(mktemp -d)
nginx='' server=''
end() {
  local one
  for one in $nginx $server; do kill "$one" 2>/dev/null || true; done
  rm -rf "$scratch" "${memory-}"
}
trap end EXIT
cd "$scratch"
port=18081 url=http://127.0.0.1:18081
market_port=18082 market=http://127.0.0.1:18082 accounts=2000
mkdir logs
cat >nginx.conf <<CONF
worker_processes 1; daemon off; pid $scratch/nginx.pid; error_log $scratch/nginx.err; worker_rlimit_nofile 65536;
events { worker_connections 4096; }
http { access_log off; keepalive_requests 100000000; default_type application/json;
  server { listen 127.0.0.1:$port;
    location = /get { return 200 '{"ok":true}'; }
    location = /login { return 200 '{"token":"0123456789abcdef0123456789abcdef","expires_in":43200}'; }
    location = /jobs { return 200 '{"items":[{"job":"1-1","title":"A logo","cost":3,"status":"open"},{"job":"1-2","title":"A poster","cost":3,"status":"open"}],"next":"1-2"}'; }
    location ~ ^/jobs/ { return 200 '{"job":"1-1","title":"A logo","cost":3,"status":"open","proposals":4}'; }
    location = /propose { return 200 '{"event":"proposed","job":"1-1","cost":3}'; } } }
CONF
nginx -c "$scratch/nginx.conf" &
nginx=$!
memory=$(mktemp -d -p /dev/shm 2>/dev/null || echo "$scratch")
"$SOUK" serve --clock manual --db "$memory/market.sqlite" --listen 127.0.0.1:$market_port --rate-limit none --login-limit none --quick-passwords \
  --log-level off >server.out 2>&1 &
server=$!
for at in $port $market_port; do
  for ((tries = 0; tries < 50; ++tries)); do (exec 3<>/dev/tcp/127.0.0.1/$at) 2>/dev/null && break || sleep 0.1; done
done

median() { sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }

# cpu COMMAND...: runs it with output in `said`; its processor time in us, children included, in `used`.
cpu() {
  local TIMEFORMAT='%U %S' spent
  spent=$({ time "$@" >said 2>err || true; } 2>&1 | tail -1)
  used=$(awk '{ print ($1 + $2) * 1e6 }' <<<"$spent")
}
# note NAME REQUESTS: a round of a generator.
note() { awk -v cpu="$used" -v n="$2" 'BEGIN { if (n > 0) printf "%.2f\n", cpu / n }' >>"$1.us"; }

cat >get.yaml <<PLAN
kind: plan
target: $url
connections: 32
flows: [{ steps: [{ request: GET /get, name: get }] }]
workload: { stages: [{ for: ${seconds}s, people: 32 }] }
PLAN
cat >flow.yaml <<PLAN
kind: plan
target: $url
connections: 32
flows:
  - steps:
      - { request: { method: POST, path: /login, body: { username: "u\${user}", password: secret12 } }, name: login, capture: { token: token } }
      - { request: { path: /jobs, headers: { Authorization: "Bearer \${token}" } }, name: list, capture: { job: "items[0].job" } }
      - { request: { path: "/jobs/\${job}", headers: { Authorization: "Bearer \${token}" } }, name: job, check: { status: open } }
      - { request: { method: POST, path: /propose, headers: { Authorization: "Bearer \${token}" }, body: { job: "\${job}", bid: 90.00, letter: "I am number \${user}" } }, name: propose, check: { event: proposed } }
workload: { stages: [{ for: ${seconds}s, people: 32 }] }
PLAN
# The same flow by the binding, judged; now and then somebody posts a job, so that there is one to propose on.
cat >judged.yaml <<PLAN
kind: plan
target: $market
binding: souk-serve
connections: 32
cast: { ana: freelancer, acme: client }
accounts: $accounts
flows:
  - name: apply
    weight: 9
    steps:
      - { by: ana, do: log_in }
      - { by: ana, read: jobs, limit: 2, name: list, capture: { logo: job } }
      - { by: ana, read: job, job: logo }
      - { by: ana, do: propose, job: logo, bid: 90.00, letter: "I am number \${user}", may_fail: any }
  - name: post
    steps: [ { by: acme, do: post_job, category: design, skills: [logo], title: A logo, type: fixed, budget: 100.00 } ]
workload: { stages: [{ for: ${seconds}s, people: 32 }] }
thresholds: [ violations == 0 ]
PLAN
# begin_market: for those who cannot begin one by themselves: the same accounts, and twenty jobs.
begin_market() {
  python3 - "$market" "$accounts" <<'PYTHON'
import json, sys, urllib.request
def post(path, body, token=""):
    head = {"Authorization": "Bearer " + token} if token else {}
    return json.load(urllib.request.urlopen(urllib.request.Request(sys.argv[1] + path, json.dumps(body).encode(), head)))
ana = {"side": "freelancer", "password": "secret12", "category": "design", "skills": ["logo"], "level": "intermediate", "rate": "25.00",
       "photo": True, "cv": True, "overview": True, "service": True}
cast = [dict(ana, username="ana", count=int(sys.argv[2])), {"username": "acme", "side": "client"}]
token = post("/dev/reset", {"policy": "seed", "cast": cast})["tokens"]["acme"]
for _ in range(20):
    post("/commands/post_job", {"category": "design", "skills": ["logo"], "title": "A logo", "type": "fixed", "budget": "100.00"}, token)
PYTHON
}
cat >locustfile.py <<'PYTHON'
import random
from locust import FastHttpUser, task
class Get(FastHttpUser):
    @task
    def get(self):
        self.client.get("/get")
class Flow(FastHttpUser):
    @task
    def flow(self):
        token = self.client.post("/login", json={"username": "u1", "password": "secret12"}).json()["token"]
        head = {"Authorization": "Bearer " + token}
        job = self.client.get("/jobs", headers=head).json()["items"][0]["job"]
        assert self.client.get("/jobs/" + job, headers=head, name="job").json()["status"] == "open"
        assert self.client.post("/propose", headers=head, json={"job": job, "bid": 90.0, "letter": "I am number 1"}).json()["event"] == "proposed"
class Market(FastHttpUser):
    @task
    def flow(self):
        name = "ana%d" % random.randint(1, ACCOUNTS)
        token = self.client.post("/login", json={"username": name, "password": "secret12"}).json()["token"]
        head = {"Authorization": "Bearer " + token}
        job = self.client.get("/jobs?limit=2", headers=head).json()["jobs"][0]["id"]
        assert self.client.get("/jobs/" + job, headers=head, name="job").json()["status"] == "open"
        with self.client.post("/commands/propose", headers=head, json={"job": job, "bid": "90.00", "letter": "I am number 1"},
                              catch_response=True) as answer:
            assert answer.json()["at"]
            answer.success()
PYTHON
sed -i "s/ACCOUNTS/$accounts/" locustfile.py
# tsung_plan NAME REQUESTS [PORT]: 32 users who go round in a session.
tsung_plan() {
  cat >"$1.xml" <<XML
<?xml version="1.0"?><!DOCTYPE tsung SYSTEM "/usr/share/tsung/tsung-1.0.dtd">
<tsung loglevel="notice"><clients><client host="localhost" use_controller_vm="true" maxusers="1000"/></clients>
<servers><server host="127.0.0.1" port="${3-$port}" type="tcp"/></servers>
<load duration="$seconds" unit="second"><arrivalphase phase="1" duration="$seconds" unit="second"><users maxnumber="32" arrivalrate="320" unit="second"/></arrivalphase></load>
<sessions><session name="s" probability="100" type="ts_http"><for from="1" to="1000000" var="i">$2</for></session></sessions></tsung>
XML
}
tsung_plan tsung_get '<request><http url="/get" method="GET" version="1.1"/></request>'
tsung_plan tsung_flow '<request><dyn_variable name="token" jsonpath="$.token"/><http url="/login" method="POST" version="1.1" content_type="application/json" contents="{&quot;username&quot;:&quot;u1&quot;,&quot;password&quot;:&quot;secret12&quot;}"/></request>
<request subst="true"><dyn_variable name="job" jsonpath="$.items[0].job"/><http url="/jobs" method="GET" version="1.1"><http_header name="Authorization" value="Bearer %%_token%%"/></http></request>
<request subst="true"><http url="/jobs/%%_job%%" method="GET" version="1.1"><http_header name="Authorization" value="Bearer %%_token%%"/></http></request>
<request subst="true"><http url="/propose" method="POST" version="1.1" content_type="application/json" contents="{&quot;job&quot;:&quot;%%_job%%&quot;,&quot;bid&quot;:90.00,&quot;letter&quot;:&quot;I am number 1&quot;}"><http_header name="Authorization" value="Bearer %%_token%%"/></http></request>'
tsung_plan tsung_market '<setdynvars sourcetype="random_number" start="1" end="'$accounts'"><var name="n"/></setdynvars>
<request subst="true"><dyn_variable name="token" jsonpath="$.token"/><http url="/login" method="POST" version="1.1" content_type="application/json" contents="{&quot;username&quot;:&quot;ana%%_n%%&quot;,&quot;password&quot;:&quot;secret12&quot;}"/></request>
<request subst="true"><dyn_variable name="job" jsonpath="$.jobs[0].id"/><http url="/jobs?limit=2" method="GET" version="1.1"><http_header name="Authorization" value="Bearer %%_token%%"/></http></request>
<request subst="true"><http url="/jobs/%%_job%%" method="GET" version="1.1"><http_header name="Authorization" value="Bearer %%_token%%"/></http></request>
<request subst="true"><http url="/commands/propose" method="POST" version="1.1" content_type="application/json" contents="{&quot;job&quot;:&quot;%%_job%%&quot;,&quot;bid&quot;:&quot;90.00&quot;,&quot;letter&quot;:&quot;I am number 1&quot;}"><http_header name="Authorization" value="Bearer %%_token%%"/></http></request>' $market_port

souk_round() {
  cpu "$SOUK" load "$1.yaml" --force --quiet
  [[ $1 != judged ]] || python3 -c 'import json; s = json.load(open("out/load-judged/load.json")); assert s["violations"] == 0 and s["errors"] == 0 and s["judged"] > 0, s'
  note "souk_$1" "$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["run"]["requests_sent"])' "out/load-$1/load.json")"
}
wrk_round() {
  cpu wrk -t1 -c32 "-d${seconds}s" "$url/get"
  note wrk_get "$(sed -n 's/^ *\([0-9]*\) requests in .*/\1/p' said)"
}
hey_round() {
  cpu hey -z "${seconds}s" -c 32 "$url/get"
  note hey_get "$(sed -n 's/^ *\[200\]\s*\([0-9]*\) responses/\1/p' said)"
}
siege_round() {
  cpu siege -q -b -c 32 "-t${seconds}S" -j "$url/get"
  note siege_get "$(sed -n 's/.*"transactions":[[:space:]]*\([0-9]*\),.*/\1/p' said err | head -1)"
}
# locust_round NAME USER [URL]
locust_round() {
  cpu locust -f locustfile.py "$2" --headless -u 32 -r 32 -t "${seconds}s" --host "${3-$url}" --csv "$1" --only-summary
  note "locust_$1" "$(awk -F, '$2 == "Aggregated" { print $3 }' "$1_stats.csv")"
}
tsung_round() {
  cpu tsung -f "tsung_$1.xml" -l "$scratch/logs" start
  note "tsung_$1" "$(awk '/^stats: [1-5][0-9][0-9] / { n[$2] = $NF } END { for (one in n) sum += n[one]; print sum + 0 }' "$(ls -td logs/*/ | head -1)tsung.log")"
}
has() { command -v "$1" >/dev/null || { [[ -n ${told[$1]-} ]] || printf '%s is not installed: left out\n' "$1"; told[$1]=yes; return 1; }; }
declare -A told=()

for ((round = 0; round < rounds; ++round)); do
  souk_round get
  souk_round flow
  souk_round judged
  ! has wrk || wrk_round
  ! has hey || hey_round
  ! has siege || siege_round
  ! has tsung || { tsung_round get; tsung_round flow; begin_market; tsung_round market; }
  ! has locust || { locust_round get Get; locust_round flow Flow; begin_market; locust_round market Market "$market"; }
done
printf '%-14s %s\n' generator 'us of processor time a request, median of rounds (lowest - highest)'
for file in *.us; do
  printf '%-14s %s (%s - %s)\n' "${file%.us}" "$(median <"$file")" "$(sort -n "$file" | head -1)" "$(sort -n "$file" | tail -1)"
done
