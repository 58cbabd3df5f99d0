"""Kills a server at random moments under load, as often as asked, and counts what it kept.

    crash.py SOUK DATABASE KILLS SEED

Whoever works notes what was acknowledged, and asks again with the same Idempotency-Key where no
answer came. The platform's clock runs a day a second, so that milestones release themselves while
the server is up, dying, or down. At the end the database is asked: everything acknowledged is there
once, nothing else is; the ledger sums to zero in its rows and in its balances; Connects are
identical; every milestone that nobody approved was released once, at its second.
"""

import http.client
import json
import random
import re
import sqlite3
import subprocess
import sys
import threading
import time

SOUK, DATABASE, KILLS, SEED = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
FREELANCERS, CLIENTS, WORKERS = 24, 6, 6
DAY = 86400


class Server:
    def __init__(self):
        self.process = None
        self.port = 0
        self.up = threading.Event()

    def start(self):
        self.process = subprocess.Popen(
            [SOUK, "serve", "--listen", "127.0.0.1:0", "--db", DATABASE, "--clock", f"x{DAY}",
             "--rate-limit", "none", "--login-limit", "none", "--log-level", "warn"],
            stdout=subprocess.PIPE, stderr=sys.stderr, text=True)
        line = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        assert found, f"the server does not come up: {line!r}"
        self.port = int(found.group(1))
        self.up.set()

    def kill(self):
        self.up.clear()
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


server = Server()
stopping = threading.Event()


class Client:
    """One keep-alive connection."""

    def __init__(self):
        self.connection = None
        self.port = 0

    def send(self, method, path, token="", body=None, key=""):
        if self.connection is None or self.port != server.port:
            self.port = server.port
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if key:
            headers["Idempotency-Key"] = key
        try:
            self.connection.request(method, path, json.dumps(body) if body is not None else None, headers)
            answer = self.connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            self.connection = None
            raise ConnectionError from None
        return answer.status, json.loads(text), answer.getheader("Idempotent-Replayed")


class Worker(threading.Thread):
    """Takes jobs from their posting to a submitted or approved milestone."""

    def __init__(self, number, tokens):
        super().__init__(daemon=True)
        self.client = Client()
        self.draw = random.Random(SEED * 1000 + number)
        self.number = number
        self.tokens = tokens
        self.kept = []  # (command, token, key, body, answer)
        self.repeated = 0
        self.asked = 0
        self.failure = None

    def give(self, command, who, body):
        """Until there is an answer; None where the rules refuse."""
        self.asked += 1
        key = f"w{self.number}-{self.asked}"
        tries = 0
        while True:
            server.up.wait()
            try:
                status, answer, _ = self.client.send("POST", f"/commands/{command}", self.tokens[who], body, key)
            except ConnectionError:
                tries += 1
                time.sleep(0.02)
                continue
            if status == 503:
                tries += 1
                time.sleep(0.05)
                continue
            self.repeated += 1 if tries else 0
            if status != 200:
                assert status in (402, 403, 404, 409, 422), (status, answer)
                return None
            self.kept.append((command, who, key, body, answer))
            return answer

    def work(self):
        client = f"c{self.draw.randrange(CLIENTS)}"
        job = self.give("post_job", client, {"category": "design", "skills": ["logo"], "title": "A logo", "type": "fixed", "budget": "120.00"})
        workers = self.draw.sample(range(FREELANCERS), 4)
        for n in workers:
            if self.give("propose", f"f{n}", {"job": job["job"], "bid": "100.00", "letter": "Yours, f%d" % n}) is None:
                self.give("buy_connects", f"f{n}", {"count": 80})
        winner = f"f{workers[0]}"
        deal = self.give("offer", client, {"job": job["job"], "freelancer": winner, "milestones": [{"amount": "100.00", "due": "2099-01-01"}]})
        if deal is None or self.give("accept_offer", winner, {"contract": deal["contract"]}) is None:
            return
        milestone = deal["milestones"][0]
        if self.give("fund_milestone", client, {"milestone": milestone}) and self.give("submit_milestone", winner, {"milestone": milestone}):
            if self.draw.random() < 0.3:
                self.give("approve_milestone", client, {"milestone": milestone})

    def run(self):
        try:
            while not stopping.is_set():
                self.work()
        except Exception as error:  # noqa: BLE001 - told by the main thread
            self.failure = error


def query(sql):
    if DATABASE.startswith("postgresql:"):
        text = subprocess.run(["psql", "-AtqX", "-F", "\t", DATABASE, "-c", sql], check=True, capture_output=True, text=True).stdout
        return [line.split("\t") for line in text.splitlines()]
    with sqlite3.connect(DATABASE) as db:
        return [[str(value) for value in row] for row in db.execute(sql)]


def one(sql):
    return int(query(sql)[0][0])


def demand(holds, what):
    if not holds:
        raise SystemExit(f"FAILED: {what}")


def check_ledger():
    sums = one("SELECT COALESCE(SUM(cents), 0) FROM balances")
    moved = one("SELECT COUNT(*) FROM (SELECT b.account FROM balances b WHERE b.cents <> "
                "(SELECT COALESCE(SUM(amount), 0) FROM ledger WHERE to_account = b.account) - "
                "(SELECT COALESCE(SUM(amount), 0) FROM ledger WHERE from_account = b.account)) AS off")
    demand(sums == 0, f"the balances sum to {sums}")
    demand(moved == 0, f"{moved} balances are not what the ledger makes of them")
    off = one("SELECT COUNT(*) FROM sums WHERE granted + bought + returned <> spent + expired + held")
    held = one("SELECT (SELECT SUM(connects) FROM accounts) - (SELECT held FROM sums)")
    demand(off == 0 and held == 0, "Connects are lost or made")


def check_releases():
    """Submitted and never approved: released once, 14 days later, if that is over."""
    clock = one("SELECT clock FROM market")
    submitted = query("SELECT client, need, MIN(at) FROM events WHERE type = 'milestone_submitted' GROUP BY client, need")
    approved = {(c, n) for c, n in query("SELECT client, need FROM events WHERE type = 'milestone_approved'")}
    released = {}
    for c, n, at in query("SELECT client, need, at FROM events WHERE type = 'milestone_released'"):
        released.setdefault((c, n), []).append(int(at))
    by_clock = 0
    for c, n, at in submitted:
        times = released.get((c, n), [])
        demand(len(times) <= 1, f"the milestone of job {c}-{n} is released {len(times)} times")
        if (c, n) in approved:
            continue
        due = int(at) + 14 * DAY
        demand((due <= clock) == (times == [due]), f"the milestone of job {c}-{n}, due {due}, is released at {times}; it is {clock}")
        by_clock += len(times)
    return by_clock


def main():
    draw = random.Random(SEED)
    server.start()
    cast = [{"username": f"f{n}", "side": "freelancer", "category": "design", "skills": ["logo"], "level": "expert", "rate": "25.00",
             "photo": True, "cv": True, "overview": True, "service": True} for n in range(FREELANCERS)]
    cast += [{"username": f"c{n}", "side": "client"} for n in range(CLIENTS)]
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 365 * DAY * 20))
    status, made, _ = Client().send("POST", "/dev/reset", "", {"policy": "seed", "set": {"vetting.supply_floor": "1000"}, "start": now, "cast": cast})
    demand(status == 200, made)
    workers = [Worker(n, made["tokens"]) for n in range(WORKERS)]
    for worker in workers:
        worker.start()
    for _ in range(KILLS):
        time.sleep(draw.uniform(0.05, 0.9))
        server.kill()
        demand(not any(worker.failure for worker in workers), [worker.failure for worker in workers])
        check_ledger()
        check_releases()
        server.start()
    time.sleep(0.5)
    stopping.set()
    for worker in workers:
        worker.join()
    demand(not any(worker.failure for worker in workers), [worker.failure for worker in workers])

    kept = [entry for worker in workers for entry in worker.kept]
    again = Client()
    for command, who, key, body, answer in kept:
        status, once_more, replayed = again.send("POST", f"/commands/{command}", made["tokens"][who], body, key)
        demand(status == 200 and replayed == "true" and once_more == answer, f"{command} {key} was acknowledged and is {once_more}")
    server.process.terminate()
    demand(server.process.wait() == 0, "the server does not end well")

    journal = {name: int(count) for name, count in query("SELECT name, COUNT(*) FROM commands WHERE name <> 'seed' GROUP BY name")}
    ours = {}
    for command, *_ in kept:
        ours[command] = ours.get(command, 0) + 1
    demand(journal == ours, f"acknowledged {ours}, in the journal {journal}")
    check_ledger()
    by_clock = check_releases()
    print(f"{KILLS} kills: {len(kept)} commands acknowledged, each there once; "
          f"{sum(worker.repeated for worker in workers)} asked again; {by_clock} milestones released by the clock, each once; "
          f"{one('SELECT COUNT(*) FROM events')} events, {one('SELECT COUNT(*) FROM ledger')} ledger entries that sum to zero")


try:
    main()
finally:
    stopping.set()
    if server.process and server.process.poll() is None:
        server.process.kill()
    server.up.set()
