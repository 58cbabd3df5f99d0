#!/usr/bin/env bash
# A server that stands still for a second in a run of ten: 2,000 arrivals a second over 10 connections. What souk load says of
# it is held against the server's own times: the n-th answer less the time at which the n-th request was meant to start.
# A generator that waits for answers before it reckons the next request would report single digits.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../e2e/lib/expect.sh"
cat >server.py <<'PYTHON'
# Answers at once, but stands still from second 5 after its first request to second 6. Writes when it answered at its end.
import selectors, signal, socket, sys, time
said = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
times, stalled = [], False
def end(*_):
    open("times", "w").write("\n".join(map(str, times)))
    sys.exit()
signal.signal(signal.SIGTERM, end)
listening = socket.create_server(("127.0.0.1", 0))
print(listening.getsockname()[1], flush=True)
looks = selectors.DefaultSelector()
looks.register(listening, selectors.EVENT_READ)
while True:
    for key, _ in looks.select():
        one = key.fileobj
        if one is listening:
            looks.register(one.accept()[0], selectors.EVENT_READ)
        elif one.recv(65536):
            if times and not stalled and time.monotonic() - times[0] >= 5:
                stalled = True
                time.sleep(1)
            one.sendall(said)
            times.append(time.monotonic())
        else:
            looks.unregister(one)
            one.close()
PYTHON
python3 server.py >port &
server=$!
trap 'kill -KILL "$server" 2>/dev/null || true; rm -rf "$scratch"' EXIT
for ((tries = 0; tries < 100; ++tries)); do
  [[ ! -s port ]] || break
  sleep 0.1
done
cat >stall.yaml <<'PLAN'
kind: plan
connections: 10
flows: [{ steps: [{ request: GET /, name: get }] }]
workload: { model: open, stages: [{ for: 10s, rate: 2000 }] }
thresholds: [ errors == 0, delivered >= 99.9 % ]
PLAN
expect_status 0 "$SOUK" load stall.yaml --target "http://127.0.0.1:$(cat port)"
cat said
kill -TERM "$server"
wait "$server" || true
python3 - out/load-stall/load.json times <<'PYTHON'
import json, math, sys
s = json.load(open(sys.argv[1]))
times = [float(line) for line in open(sys.argv[2])]
assert s["requests"] == s["asked"] == s["delivered"] == len(times) == 20000, (s["requests"], s["asked"], s["delivered"], len(times))
assert s["abandoned"] == 0 and s["errors"] == 0
waits = sorted((at - times[0] - n / 2000) * 1000 for n, at in enumerate(times))
for share, key in ((0.99, "p99_ms"), (0.999, "p999_ms")):
    true, found = waits[math.ceil(share * len(waits)) - 1], s["operations"]["get"][key]
    print(f"p{share * 100:g}: souk {found:.1f} ms; from the intended start times {true:.1f} ms")
    assert abs(found - true) <= 0.02 * true, (found, true)
PYTHON
