#!/usr/bin/env bash
# What must not work against `souk serve` (docs/security.md). tests/full/security.sh holds 10,000 idle connections.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/serve.sh"

serve --clock manual --db short.sqlite --token-lifetime 1s --log-level off
short=$server
export SHORT=$url
serve --clock manual --db market.sqlite --token-lifetime 1h
SOUK_IDLE=${SOUK_IDLE:-500}
ulimit -n "$(ulimit -Hn)"
expect_status 0 python3 "$here/lib/security.py" "$url" "$scratch/serve.log" "$SOUK_IDLE"
cat said
kill -TERM "$short"
stop_server 0

# Too many requests, by one person and of logins from one address.
: >serve.out  # what the server before has said
"$SOUK" serve --listen 127.0.0.1:0 --clock manual --db limited.sqlite --rate-limit 5 --login-limit 1 --log-level off >serve.out 2>serve.log &
server=$!
until grep -q '^souk serves at http[^ ]*/ ' serve.out; do kill -0 "$server" || fail "the server ended"; done
url=$(sed -n 's/^souk serves at \(http[^ ]*\)\/ .*/\1/p' serve.out)
python3 - "$url" <<'PYTHON'
import sys, urllib.error, urllib.request
def status(path, data=None):
    try:
        return urllib.request.urlopen(sys.argv[1] + path, data).status, None
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Retry-After"]
answers = [status("/login", b"{}") for _ in range(4)]
assert answers[0][0] == 401 and answers[-1][0] == 429 and int(answers[-1][1]) >= 1, answers
answers = [status("/jobs") for _ in range(40)]
assert answers[-1][0] == 429 and int(answers[-1][1]) >= 1, answers
assert status("/healthz")[0] == 200
PYTHON
stop_server 0

# TLS: what is not TLS is not answered.
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 1 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1 2>/dev/null
serve --clock manual --db tls.sqlite --tls-cert cert.pem --tls-key key.pem
python3 - "$url" cert.pem <<'PYTHON'
import ssl, sys, urllib.request
context = ssl.create_default_context(cafile=sys.argv[2])
assert urllib.request.urlopen(sys.argv[1] + "/readyz", context=context).status == 200
try:
    urllib.request.urlopen(sys.argv[1].replace("https", "http") + "/readyz", timeout=5)
    raise SystemExit("plain HTTP is answered")
except OSError:
    pass
old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
old.maximum_version = ssl.TLSVersion.TLSv1_1
try:
    urllib.request.urlopen(sys.argv[1] + "/readyz", context=old, timeout=5)
    raise SystemExit("TLS 1.1 is taken")
except OSError:
    pass
PYTHON
stop_server 0

# A token of the operator that is too short, and a server that is not for development.
printf 'short\n' >token
expect_status 2 "$SOUK" serve --operator-token-file token
printf '%064d\n' 7 >token
serve --no-dev --db prod.sqlite --operator-token-file token --log-level off
python3 - "$url" <<'PYTHON'
import sys, urllib.error, urllib.request
def status(path, token=None, data=None):
    asked = urllib.request.Request(sys.argv[1] + path, data, {"Authorization": "Bearer " + token} if token else {})
    try:
        return urllib.request.urlopen(asked).status
    except urllib.error.HTTPError as error:
        return error.code
assert [status(path, data=b"") for path in ("/dev/reset", "/dev/clock", "/dev/operator")] == [404, 404, 404]
assert status("/dev/mail") == 404
assert status("/ledger", "7".zfill(64)) == 200 and status("/ledger", "8".zfill(64)) == 401
PYTHON
stop_server 0
