"""Tries what should not work against a running server, and says what was tried.

    security.py URL LOG IDLE     IDLE: how many idle connections to hold

The server has a manual clock, tokens of an hour, --log-level info into LOG, and a short-lived twin for expired tokens at
$SHORT. Exits with 1 at the first thing that works.
"""

import json
import os
import re
import socket
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

URL, LOG, IDLE = sys.argv[1], sys.argv[2], int(sys.argv[3])
HOST, PORT = urllib.parse.urlsplit(URL).hostname, urllib.parse.urlsplit(URL).port
SECRETS = []
TRIED = []


def ask(method, path, token=None, body=None, headers=None, base=URL):
    asked = urllib.request.Request(base + path, method=method, headers=dict(headers or {}))
    if token is not None:
        asked.add_header("Authorization", f"Bearer {token}")
    if body is not None:
        asked.data = body if isinstance(body, bytes) else json.dumps(body).encode()
        asked.add_header("Content-Type", "application/json")
    elif method == "POST":
        asked.data = b""
    try:
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return answer.status, json.loads(answer.read() or b"null"), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read()), error.headers


def demand(holds, what):
    if not holds:
        raise SystemExit(f"FAILED: {what}")


def tried(what, count, answer):
    TRIED.append((what, count, answer))


def raw(data, finish=True, patience=15):
    """Sends bytes as they are; what comes back until the server closes or `patience` seconds are over."""
    with socket.create_connection((HOST, PORT), timeout=patience) as to:
        to.sendall(data)
        if finish:
            to.shutdown(socket.SHUT_WR)
        got = b""
        try:
            while chunk := to.recv(65536):
                got += chunk
        except socket.timeout:
            return got, False
        except ConnectionResetError:
            pass
        return got, True


def reset():
    profile = {"category": "design", "skills": ["logo"], "level": "expert", "rate": "25.00", "photo": True, "cv": True, "overview": True, "service": True}
    cast = [{"username": name, "side": "freelancer", **profile} for name in ("ana", "eve")]
    cast += [{"username": name, "side": "client"} for name in ("acme", "evil")]
    status, made, _ = ask("POST", "/dev/reset", body={"policy": "seed", "cast": cast})
    demand(status == 200, made)
    tokens = made["tokens"]
    SECRETS.extend([*tokens.values(), made["operator"]])
    job = give("post_job", tokens["acme"], category="design", skills=["logo"], title="A logo", type="fixed", budget="100.00")["job"]
    give("propose", tokens["ana"], job=job, bid="90.00")
    deal = give("offer", tokens["acme"], job=job, freelancer="ana", milestones=[{"amount": "90.00", "due": "2024-02-01"}])
    give("accept_offer", tokens["ana"], contract=deal["contract"])
    give("fund_milestone", tokens["acme"], milestone=deal["milestones"][0])
    private = give("post_job", tokens["acme"], category="design", skills=["logo"], title="Hush", type="fixed", budget="100.00", public=False)["job"]
    return made, {"job": job, "contract": deal["contract"], "milestone": deal["milestones"][0], "private": private}


def give(command, token, **fields):
    status, answer, _ = ask("POST", f"/commands/{command}", token, fields)
    demand(status == 200, (command, answer))
    return answer


def sample(schema, things, document):
    """A body that a command would take, about what is there."""
    about = {"the id of a job": things["job"], "the id of a contract": things["contract"], "the id of a milestone": things["milestone"], "a username": "ana"}
    if "$ref" in schema:
        return "10.00"
    if schema.get("description") in about:
        return about[schema["description"]]
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    if kind == "object":
        return {name: sample(schema["properties"][name], things, document) for name in schema.get("required", [])}
    if kind == "array":
        return [sample(schema["items"], things, document)] * schema.get("minItems", 1)
    if schema.get("format") == "date":
        return "2024-02-01"
    if isinstance(kind, list):
        return 0.8
    return {"boolean": True, "integer": 10}.get(kind, "ten characters 1")


def filled(path, things):
    return (path.replace("{job}", things["job"]).replace("{contract}", things["contract"]).replace("{milestone}", things["milestone"])
            .replace("{username}", "ana").replace("{profile}", "main"))


def operations(made, things):
    _, document, _ = ask("GET", "/openapi.json")
    protected = [(m.upper(), p, op) for p, methods in document["paths"].items() for m, op in methods.items() if "security" not in op]
    commands = [entry for entry in protected if entry[1].startswith("/commands/")]
    demand(len(commands) == 38 and len(protected) >= 49, f"{len(commands)} commands, {len(protected)} operations")
    body = {id(op): sample(op["requestBody"]["content"]["application/json"]["schema"], things, document) if "requestBody" in op else None for _, _, op in protected}
    forged = ["", "x", made["tokens"]["ana"][:-1] + ("A" if made["tokens"]["ana"][-1] != "A" else "B"), "' OR '1'='1", "é"]
    for method, path, op in protected:
        path = filled(path, things)
        demand(ask(method, path, None, body[id(op)])[0] == 401, f"{method} {path} as nobody")
        for token in forged[:4]:
            demand(ask(method, path, token, body[id(op)])[0] == 401, f"{method} {path} with a forged token")
    tried("every protected operation as nobody", len(protected), "401 `not_registered`")
    tried("every protected operation with an empty, short, altered and injected token", len(protected) * 4, "401 `bad_token`")
    wrong = 0
    for method, path, op in commands:
        side = op["tags"][0]
        if side in ("freelancer", "client"):
            status, answer, _ = ask(method, path, made["tokens"]["acme" if side == "freelancer" else "ana"], body[id(op)])
            demand(status == 403 and answer["code"] == "wrong_side", f"{path} by the other side: {answer}")
            wrong += 1
    tried("every command by the other side", wrong, "403 `wrong_side`")
    outside = 0
    for method, path, op in commands:
        fields = op["requestBody"]["content"]["application/json"]["schema"]["properties"]
        if not {"contract", "milestone"} & fields.keys() and not (op["tags"][0] == "client" and "job" in fields):
            continue
        for who in ("eve", "evil"):
            status, answer, _ = ask(method, path, made["tokens"][who], body[id(op)])
            demand(status in (403, 404) and answer["code"] in ("not_yours", "wrong_side", "unknown_id"), f"{path} by {who}: {answer}")
            outside += 1
    tried("every command about a contract, milestone or job of somebody else", outside, "403 `not_yours`, `wrong_side`")
    return protected


def resources(made, things):
    tokens = made["tokens"]
    hidden = [f"/contracts/{things['contract']}", f"/milestones/{things['milestone']}", f"/jobs/{things['job']}/proposals", f"/jobs/{things['job']}/proposals/ana",
              f"/jobs/{things['private']}", f"/jobs/{things['private']}/proposals", "/ledger", "/platform"]
    for path in hidden:
        for who in ("eve", "evil"):
            status, answer, _ = ask("GET", path, tokens[who])
            demand(status in (403, 404), f"{path} by {who}: {answer}")
    tried("resources of others: contracts, milestones, proposals, private jobs, ledger, platform", len(hidden) * 2, "403, 404")
    _, seen, _ = ask("GET", "/people/ana", tokens["eve"])
    for field in ("email", "first_name", "connects", "pending", "available", "withdrawn", "earned"):
        demand(field not in seen, f"eve sees ana's {field}")
    _, events, _ = ask("GET", "/events?limit=200", tokens["eve"])
    demand(not any("ana" in (one["person"], one["other"]) for one in events["events"]), "eve is told of ana's")
    tried("private fields and events of another person", 8, "not shown")


def expired():
    short = os.environ["SHORT"]
    _, made, _ = ask("POST", "/dev/reset", body={"cast": [{"username": "ana", "side": "freelancer"}]}, base=short)
    token = made["tokens"]["ana"]
    deadline = time.time() + 10
    while time.time() < deadline and ask("GET", "/me", token, base=short)[0] == 200:
        time.sleep(0.1)
    for method, path in (("GET", "/me"), ("GET", "/events"), ("POST", "/commands/propose"), ("POST", "/logout"), ("GET", "/jobs")):
        status, answer, _ = ask(method, path, token, base=short)
        demand(status == 401 and answer["code"] in ("token_expired", "bad_token"), f"{path} with an expired token: {answer}")
    tried("an expired token", 5, "401 `token_expired`")


def names():
    _, made, _ = ask("POST", "/dev/reset", body={"policy": "seed"})
    password = "correct7horse"
    SECRETS.extend([password, made["operator"]])
    evil = ["'; DROP TABLE people; --", "\" OR 1=1 --", "a/../b", "%00", "<script>alert(1)</script>", "x\r\nSet-Cookie: a=b", "$1 :name ?", "\u202e\u0000"[:1], "名前"]
    for n, name in enumerate(evil):
        form = {"first_name": name, "last_name": name, "email": f"{n}@x.invalid", "username": name, "password": password, "side": "client"}
        status, answer, headers = ask("POST", "/commands/register", body=form)
        demand(status == 200 and answer["username"] == name and "Set-Cookie" not in headers, (name, answer))
        status, answer, _ = ask("GET", "/people/" + urllib.parse.quote(name, safe=""))
        demand(status == 200 and answer["username"] == name, (name, answer))
        status, answer, _ = ask("POST", "/login", body={"username": name, "password": password})
        demand(status == 200, (name, answer))
        token = answer["token"]
        SECRETS.append(token)
        code = ask("GET", f"/dev/mail?to={n}@x.invalid")[1]["mail"][0]["code"]
        SECRETS.append(code)
        demand(ask("POST", "/commands/verify_email", token, {"code": code[:-1]})[1]["code"] == "wrong_code", "a wrong code verifies")
        give("verify_email", token, code=code)
        job = give("post_job", token, category=name[:20], skills=[name[:20]], title=name, type="fixed", budget="1.00")["job"]
        demand(ask("GET", f"/jobs/{job}")[1]["title"] == name, name)
        demand(ask("GET", "/jobs?category=" + urllib.parse.quote(name[:20]))[1]["jobs"], name)
    zero = {"first_name": "a\0", "last_name": "b", "email": "z@x.invalid", "username": "z", "password": password, "side": "client"}
    demand(ask("POST", "/commands/register", body=zero)[1]["code"] == "bad_field", "a zero character")
    demand(ask("POST", "/login", body={"username": evil[0], "password": "wrong7horse"})[0] == 401, "a wrong password")
    demand(ask("POST", "/login", body={"username": "no one", "password": password})[0] == 401, "nobody logs in")
    status, _, headers = ask("GET", "/healthz", headers={"X-Request-Id": "a b<script>"})
    demand("<" not in headers["X-Request-Id"], "a request id is not checked")
    tried("SQL, HTML, path and header injection in every text that is kept", len(evil) * 6 + 4, "kept and shown as text")


def smuggling():
    good = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    bad = {
        "two lengths": b"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 44\r\n\r\nabcd",
        "length and chunks": b"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "chunks and length": b"POST /login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
        "a length with a sign": b"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: +4\r\n\r\nabcd",
        "a length that overflows": b"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999999\r\n\r\nabcd",
        "a space before the colon": b"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length : 4\r\n\r\nabcd",
        "a chunk size of nonsense": b"POST /login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabcd\r\n0\r\n\r\n",
        "an unknown coding": b"POST /login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n",
        "two hosts": b"GET /healthz HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "two tokens": b"GET /me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n",
        "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        "a zero in the header": b"GET /healthz HTTP/1.1\r\nHost: x\0y\r\n\r\n",
        "a header of 64 KiB": b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 65536 + b"\r\n\r\n",
        "a target without a path": b"GET ?healthz HTTP/1.1\r\nHost: x\r\n\r\n",
        "HTTP/2.0": b"GET /healthz HTTP/2.0\r\nHost: x\r\n\r\n",
    }
    for what, data in bad.items():
        got, closed = raw(data + good, finish=False)
        answers = re.findall(rb"HTTP/1\.1 (\d+)", got)
        demand(closed and len(answers) <= 1 and b" 200 " not in got[:16], f"{what}: {got[:300]!r}")
    tried("request smuggling and malformed requests, each with a second request behind it", len(bad), "400 or 431 and closed; the second is not answered")


def sizes():
    token = "x"
    status, answer, _ = ask("POST", "/commands/propose", None, b"[" * 20000)
    demand(status == 400, "deep JSON")
    got, closed = raw(b"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n" + b"a" * 1000, finish=False)
    demand(b" 413 " in got and closed, f"an oversized body: {got[:200]!r}")
    got, closed = raw(b"POST /login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + b"fffff\r\n" + b"a" * 70000, finish=False)
    demand(b" 413 " in got and closed, f"an oversized chunk: {got[:200]!r}")
    got, closed = raw(b"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"a\"")
    demand(closed and b" 200 " not in got, "a truncated body")
    for body in (b"", b"{", b"null", b"[]", b"{\"a\":1e999}", b"\xff\xfe", b"{\"username\":{}}", b"{} {}"):
        demand(ask("POST", "/login", token=None, body=body)[0] in (400, 401), body)
    tried("oversized, truncated, deep and malformed bodies", 12, "400, 401, 413")
    results = []
    slow = [b"GET /healthz HTT", b"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"]
    threads = [threading.Thread(target=lambda data=data: results.append(raw(data, finish=False, patience=25))) for data in slow]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    demand(all(closed for _, closed in results) and not any(b" 200 " in got for got, _ in results), results)
    tried("clients that stop in the header or the body", 2, "closed after 10 s")


def idle():
    held = [socket.create_connection((HOST, PORT), timeout=30) for _ in range(IDLE)]
    begin = time.time()
    demand(ask("GET", "/readyz")[0] == 200, "no answer beside idle connections")
    held[-1].sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    demand(b" 200 " in held[-1].recv(4096), "an idle connection is not served")
    status, metrics = 200, urllib.request.urlopen(URL + "/metrics", timeout=30).read().decode()
    count = int(re.search(r"^souk_connections_open (\d+)", metrics, re.M).group(1))
    demand(status == 200 and count >= IDLE, f"{count} connections are open")
    for one in held:
        one.close()
    tried(f"idle connections, {IDLE:,} at once (answers beside them within {time.time() - begin:.0f} s)", IDLE, "held, and others are served")


def foreign():
    status, answer, _ = ask("POST", "/dev/reset", body={}, headers={"Origin": "http://evil.example"})
    demand(status == 403 and answer["code"] == "foreign_origin", answer)
    for path in ("/../etc/passwd", "/%2e%2e/etc/passwd", "//", "/jobs/1-1/../..", "/people/%", "/dev/nothing"):
        demand(ask("GET", path)[0] in (400, 404), path)
    for policy in ("/etc/passwd", "../x.yaml", {"based_on": "/etc/passwd"}):
        demand(ask("POST", "/dev/reset", body={"policy": policy})[0] == 422, policy)
    tried("a foreign page's script, paths that climb, files of the machine as a policy", 10, "403, 404, 422")


def secrets():
    time.sleep(0.5)
    log = open(LOG, encoding="utf-8", errors="replace").read()
    demand(len(log) > 10000, "there is no log to look at")
    found = [secret for secret in SECRETS if secret in log]
    demand(not found, f"{len(found)} secrets are in the log")
    for line in log.splitlines():
        json.loads(line)
    tried("secrets (passwords, tokens, codes) in the log", len(SECRETS), "none is there; every line is JSON")


made, things = reset()
operations(made, things)
resources(made, things)
foreign()
smuggling()
sizes()
expired()
idle()
names()
secrets()
for what, count, answer in TRIED:
    print(f"| {what} | {count:,} | {answer} |")
