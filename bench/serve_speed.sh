#!/usr/bin/env bash
# `souk serve` beside nginx and beside the bare database, in one run: medians of interleaved rounds by wrk.
#   bench/serve_speed.sh SOUK BARE_INSERTS [ROUNDS]     needs nginx and wrk
set -euo pipefail
export SOUK_ON_DISK=yes
SOUK=$(realpath "$1") bare=$(realpath "$2") rounds=${3:-5}
source "$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/../tests/e2e/lib/serve.sh"

median() { sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }
rate() { sed -n 's/^Requests\/sec: *//p'; }
load() { wrk -t1 -c32 -d4s "$@"; }

# setup: 200 freelancers with 2,000 Connects and 1,500 jobs; leaves tokens.lua with all that wrk needs.
setup() {
  python3 - "$url" <<'PYTHON'
import http.client, json, sys, urllib.parse
to = http.client.HTTPConnection(urllib.parse.urlsplit(sys.argv[1]).netloc)
def post(path, body, token=""):
    to.request("POST", path, json.dumps(body), {"Authorization": "Bearer " + token} if token else {})
    answer = to.getresponse()
    made = json.loads(answer.read())
    assert answer.status == 200, made
    return made
profile = {"category": "design", "skills": ["logo"], "level": "expert", "rate": "25.00", "photo": True, "cv": True, "overview": True, "service": True}
cast = [{"username": f"f{n}", "side": "freelancer", **profile} for n in range(200)] + [{"username": "acme", "side": "client"}]
made = post("/dev/reset", {"policy": "seed", "set": {"connects.packs": "[2000]", "connects.cost": "[[none, 1]]"}, "cast": cast})
tokens = [made["tokens"][f"f{n}"] for n in range(200)]
for token in tokens:
    post("/commands/buy_connects", {"count": 2000}, token)
job = {"category": "design", "skills": ["logo"], "title": "A logo", "type": "fixed", "budget": "100.00"}
jobs = [post("/commands/post_job", job, made["tokens"]["acme"])["job"] for _ in range(1500)]
with open("tokens.lua", "w") as file:
    file.write("tokens = {%s}\njobs = {%s}\nn = %d\n" % (",".join(map(repr, tokens)), ",".join(map(repr, jobs)), 0))
    file.write("""function request()
  local f, j = tokens[n % 200 + 1], jobs[math.floor(n / 200) + 1]
  n = n + 1
  return wrk.format("POST", "/commands/propose", {["Authorization"] = "Bearer " .. f}, '{"job": "' .. j .. '", "bid": "90.00"}')
end
""")
open("token", "w").write(tokens[0])
PYTHON
}

# propose SECONDS: accepted proposals a second, and how many there were in a transaction.
propose() {
  local before after
  before=$(fetch_text /metrics)
  wrk -t1 -c128 -d4s -s tokens.lua "$url" >wrk.out
  after=$(fetch_text /metrics)
  python3 - "$before" "$after" <<'PYTHON'
import re, sys
def value(text, name):
    return sum(int(v) for v in re.findall(r"^" + name + r" (\d+)", text, re.M))
ok = r'souk_requests_total\{operation="propose",status="2xx"\}'
done = value(sys.argv[2], ok) - value(sys.argv[1], ok)
commits = value(sys.argv[2], "souk_commits_total") - value(sys.argv[1], "souk_commits_total")
print(round(done / 4), max(1, round(done / commits)))
PYTHON
}
fetch_text() { fetch "$url$1"; }

measure() {
  local name=$1 i accepted size
  shift
  setup
  token=$(cat token)
  python3 - "$url" "$token" >me.json <<'PYTHON'
import sys, urllib.request
print(urllib.request.urlopen(urllib.request.Request(sys.argv[1] + "/me", headers={"Authorization": "Bearer " + sys.argv[2]})).read().decode(), end="")
PYTHON
  cat >nginx.conf <<CONF
worker_processes auto; daemon off; pid $scratch/nginx.pid; error_log $scratch/nginx.err; worker_rlimit_nofile 65536;
events { worker_connections 4096; }
http { access_log off; server { listen 127.0.0.1:18080; location / { default_type application/json; return 200 '$(cat me.json)'; } } }
CONF
  nginx -c "$scratch/nginx.conf" &
  local nginx=$!
  sleep 1
  for ((i = 0; i < rounds; ++i)); do
    load http://127.0.0.1:18080/ | rate >>"$name.nginx"
    load -H "Authorization: Bearer $token" "$url/me" | rate >>"$name.reads"
  done
  kill "$nginx"
  wait "$nginx" || true
  read -r accepted size < <(propose)
  rm -f bare.sqlite*
  printf '%s\n' "$name: $(wc -c <me.json) bytes; nginx $(median <"$name.nginx") reads/s; GET /me $(median <"$name.reads") reads/s"
  printf '%s\n' "$name: propose $accepted/s, $size a transaction; bare SQLite inserts $("$bare" bare.sqlite 60000 "$size")/s"
}

# restart NAME DB: how long the journal of all that was accepted takes to be given again.
restart() {
  stop_server 0
  local begin commands ask='SELECT count(*) FROM commands'
  case $2 in
    postgresql:*) commands=$("$pg_bin/psql" -AtqX -c "$ask" "$2") ;;
    *) commands=$(sqlite3 "$2" "$ask") ;;
  esac
  begin=$EPOCHREALTIME
  serve --clock manual --db "$2" --log-level warn
  printf '%s: up %.1f s after its start, with %s commands to give again\n' "$1" \
    "$(awk -v a="$begin" -v b="$EPOCHREALTIME" 'BEGIN { print b - a }')" "$commands"
  stop_server 0
}

serve --clock manual --db market.sqlite --log-level warn
measure SQLite
restart SQLite market.sqlite
start_postgresql
serve --clock manual --db "$pg_url" --log-level warn
measure PostgreSQL
restart PostgreSQL "$pg_url"
