#!/usr/bin/env bash
# Ten minutes of full load: reads, searches and commands that are refused leave the server's memory as it was.
export SOUK_ON_DISK=yes
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../e2e/lib/serve.sh"
minutes=${SOUK_MINUTES:-10}
serve --clock manual --db market.sqlite --log-level off
python3 - "$url" >load.lua <<'PYTHON'
import json, sys, urllib.request
def post(path, body, token=""):
    asked = urllib.request.Request(sys.argv[1] + path, json.dumps(body).encode(), {"Authorization": "Bearer " + token} if token else {})
    return json.load(urllib.request.urlopen(asked))
profile = {"category": "design", "skills": ["logo"], "level": "expert", "rate": "25.00", "photo": True, "cv": True, "overview": True, "service": True}
tokens = post("/dev/reset", {"policy": "seed", "cast": [{"username": "ana", "side": "freelancer", **profile}, {"username": "acme", "side": "client"}]})["tokens"]
jobs = [post("/commands/post_job", {"category": "design", "skills": ["logo"], "title": f"Logo {n}", "type": "fixed", "budget": "100.00"}, tokens["acme"])["job"] for n in range(500)]
post("/commands/propose", {"job": jobs[0], "bid": "90.00"}, tokens["ana"])
print(f"""local n, head = 0, {{["Authorization"] = "Bearer {tokens['ana']}"}}
function request()
  n = n + 1
  if n % 4 == 0 then return wrk.format("POST", "/commands/propose", head, '{{"job": "{jobs[0]}", "bid": "80.00"}}') end
  if n % 4 == 1 then return wrk.format("GET", "/jobs?limit=50", head) end
  if n % 4 == 2 then return wrk.format("GET", "/me", head) end
  return wrk.format("GET", "/jobs/{jobs[7]}", head)
end""")
PYTHON
rss() { awk '/^VmRSS/ { print $2 }' "/proc/$server/status"; }
first=''
for ((i = 1; i <= minutes; ++i)); do
  wrk -t1 -c64 -d60s -s load.lua "$url" >wrk.out
  printf 'minute %d: %s requests/s, %d MiB\n' "$i" "$(sed -n 's/^Requests\/sec: *//p' wrk.out)" $(($(rss) / 1024))
  first=${first:-$(rss)}
done
# What is refused is still an event in the database; in memory nothing may stay of it.
(($(rss) <= first + first / 10 + 4096)) || fail "memory grew from $first KiB to $(rss) KiB"
stop_server 0
