#!/usr/bin/env python3
"""A marketplace of another shape than `souk serve`, to be bound by scenarios/bindings/bazaar.yaml.

    souk serve --clock manual --policy seed,vetting.review_time=24h --listen 127.0.0.1:8080
    BAZAAR_KEY=secret python3 docs/examples/bazaar.py --behind http://127.0.0.1:8080 --port 8090

Amounts are cents, ids are numbers, times are seconds since 1970, words are its own, every answer is
wrapped in {"data": ...}, every refusal is {"error": {"number": N, "message": TEXT}}, who asks is said
in X-Bazaar-Session, and lists are paged by skip or page, and take. There is no reset: the market goes on.

It keeps no rules of its own. Its market is a `souk serve` behind it, to which it translates.
"""

import argparse
import calendar
import datetime
import http.client
import http.server
import json
import os
import re
import secrets
import threading
import time
import urllib.parse

# Refusals have numbers; scenarios/bindings/bazaar.yaml has the same list.
NUMBERS = {code: 100 + i for i, code in enumerate("""
    not_registered email_unverified wrong_side profile_not_approved unknown_id not_yours not_invited
    wrong_state job_not_open not_funded window_closed too_soon duplicate_email duplicate_username
    already_proposed already_reviewed too_many_profiles bad_field weak_password captcha_failed
    terms_not_accepted missing_answers unknown_pack amount_not_positive no_billing_method
    no_tax_status no_payment_method insufficient_connects insufficient_balance""".split())}
SESSION_IS_OVER = 99
BASE = "/v1"  # before every path

SIDES = {"seller": "freelancer", "buyer": "client"}
LEVELS = {1: "entry", 2: "intermediate", 3: "expert"}
WRONG = {}  # no value of any field: the market behind refuses it in its own order


class Ids:
    """Numbers for the names of the market behind."""

    def __init__(self):
        self.names, self.numbers, self.lock = [], {}, threading.Lock()

    def number(self, name):
        with self.lock:
            if name not in self.numbers:
                self.names.append(name)
                self.numbers[name] = len(self.names)
            return self.numbers[name]

    def name(self, number):
        is_known = isinstance(number, int) and 0 < number <= len(self.names)
        return self.names[number - 1] if is_known else "nothing"


USERS, GIGS, DEALS, PARTS = Ids(), Ids(), Ids(), Ids()


# -- values, to the market behind ------------------------------------------------------------------

def number_or(convert):
    return lambda value: convert(value) if type(value) is int else WRONG


def dollars(value):
    sign = "-" if value < 0 else ""
    return f"{sign}{abs(value) // 100}.{abs(value) % 100:02}"


money = number_or(dollars)
date = number_or(lambda value: time.strftime("%Y-%m-%d", time.gmtime(value)))
user = number_or(USERS.name)
level = number_or(lambda value: LEVELS.get(value, WRONG))


def same(value):
    return value


def word(table=None):
    return lambda value: (table or {}).get(value, value.lower()) if isinstance(value, str) else WRONG


def percent(value):
    return value / 100 if isinstance(value, (int, float)) else WRONG


def seconds(value):
    return f"{value}s" if type(value) is int else WRONG


def pair(convert):
    return lambda value: [convert(one) for one in value] if isinstance(value, list) else WRONG


def parts(value):
    if not isinstance(value, list):
        return WRONG
    return [{"amount": money(one.get("cents")), "due": date(one.get("due_at"))} for one in value]


PROFILE = {"category": ("category", same), "tags": ("skills", same), "level": ("level", level),
           "hourly_cents": ("rate", money), "languages": ("languages", same),
           **{name: (name, same) for name in (
               "photo", "cv", "overview", "service", "portfolio", "employments", "education", "video",
               "linked_account", "certifications", "other")}}
CENTS = {"cents": ("amount", money)}

# (method, path, command of the market behind, {key of the body: (its field, conversion)})
COMMANDS = [
    ("POST", "/accounts", "register", {
        "first": ("first_name", same), "last": ("last_name", same), "mail": ("email", same),
        "login": ("username", same), "secret": ("password", same), "role": ("side", word(SIDES)),
        "captcha": ("captcha", same), "terms": ("terms", same)}),
    ("POST", "/accounts/confirm", "verify_email", {"pin": ("code", same)}),
    ("DELETE", "/accounts/me", "close_account", {}),
    ("PUT", "/sellers/me/profiles", "submit_profile", {**PROFILE, "name": ("profile", same)}),
    ("PATCH", "/sellers/me/profiles", "update_profile", {**PROFILE, "name": ("profile", same)}),
    ("POST", "/sellers/me/readiness", "take_readiness_test", {"percent": ("score", percent)}),
    ("PUT", "/sellers/me/tax", "set_tax_status", {"form": ("status", word({"W8": "individual", "W9": "company"}))}),
    ("POST", "/sellers/me/payout-methods", "add_payment_method", {"kind": ("kind", word())}),
    ("PUT", "/sellers/me/payout-schedule", "set_payout_schedule", {"every": ("schedule", word())}),
    ("POST", "/sellers/me/credits", "buy_connects", {"pack": ("count", same), "from": ("source", word())}),
    ("POST", "/sellers/me/payouts", "withdraw", {**CENTS, "via": ("method", word())}),
    ("POST", "/gigs/search", "search_jobs", {
        "category": ("category", same), "tags": ("skills", same), "type": ("type", word()),
        "min_cents": ("budget_min", money), "max_cents": ("budget_max", money), "level": ("level", level),
        "language": ("language", same), "newer_than": ("max_age", seconds), "verified": ("verified_client", same)}),
    ("POST", "/gigs", "post_job", {
        "category": ("category", same), "tags": ("skills", same), "title": ("title", same),
        "type": ("type", word()), "budget_cents": ("budget", money), "hourly_cents": ("rate_range", pair(money)),
        "weekly_hours": ("hours_range", same), "weeks": ("weeks", same), "level": ("level", level),
        "language": ("language", same), "questions": ("questions", same), "password_word": ("attention_word", same),
        "listed": ("public", same)}),
    ("DELETE", "/gigs/{gig}", "close_job", {}),
    ("POST", "/gigs/{gig}/invitations", "invite", {"seller": ("freelancer", user)}),
    ("DELETE", "/gigs/{gig}/invitations/mine", "decline_invitation", {}),
    ("POST", "/gigs/{gig}/bids", "propose", {
        "cents": ("bid", money), "letter": ("letter", same), "answers": ("answers", same), "boost": ("boost", same)}),
    ("DELETE", "/gigs/{gig}/bids/mine", "withdraw_proposal", {}),
    ("POST", "/gigs/{gig}/bids/mine/reply", "reply", {}),
    ("POST", "/gigs/{gig}/bids/{seller}/interview", "interview", {}),
    ("DELETE", "/gigs/{gig}/bids/{seller}", "decline_proposal", {}),
    ("POST", "/gigs/{gig}/offers", "offer", {
        "seller": ("freelancer", user), "parts": ("milestones", parts), "hourly_cents": ("rate", money),
        "weekly_hours": ("weekly_limit", same)}),
    ("POST", "/deals/{deal}/accept", "accept_offer", {}),
    ("POST", "/deals/{deal}/decline", "decline_offer", {}),
    ("POST", "/deals/{deal}/hours", "log_time", {"minutes": ("minutes", same), "memo": ("memo", same)}),
    ("POST", "/deals/{deal}/hours/dispute", "dispute_hours", {"minutes": ("minutes", same)}),
    ("POST", "/deals/{deal}/refund-request", "answer_refund", {"accept": ("accept", same)}),
    ("POST", "/deals/{deal}/refunds", "refund", CENTS),
    ("POST", "/deals/{deal}/bonuses", "bonus", CENTS),
    ("POST", "/deals/{deal}/parts", "add_milestone", {**CENTS, "due_at": ("due", date)}),
    ("POST", "/deals/{deal}/end", "end_contract", {"why": ("reason", same)}),
    ("POST", "/deals/{deal}/reviews", "review", {
        "stars": ("stars", same), "private": ("private_score", same), "text": ("comment", same)}),
    ("POST", "/parts/{part}/fund", "fund_milestone", {}),
    ("POST", "/parts/{part}/submit", "submit_milestone", {}),
    ("POST", "/parts/{part}/changes", "request_changes", {}),
    ("POST", "/parts/{part}/approve", "approve_milestone", {}),
    ("POST", "/buyers/me/cards", "add_billing_method", {"kind": ("kind", word())}),
]
IN_PATH = {"gig": ("job", GIGS), "deal": ("contract", DEALS), "part": ("milestone", PARTS),
           "seller": ("freelancer", USERS)}


# -- values, from the market behind ----------------------------------------------------------------

def cents(text):
    return None if text is None else round(float(text) * 100)


def unix(text):
    if text is None:
        return None
    form = "%Y-%m-%dT%H:%M:%SZ" if "T" in text else "%Y-%m-%d"
    return calendar.timegm(datetime.datetime.strptime(text, form).timetuple())


def loud(text):
    return None if text is None else text.upper()


def me_of(one):
    return {"id": USERS.number(one["username"]), "login": one["username"],
            "role": "seller" if one["side"] == "freelancer" else "buyer",
            "profile": loud(one.get("profile")), "refused_for": one.get("profile_reason"),
            "strength": one.get("completeness"), "credits": one.get("connects"),
            "wallet": {"pending": cents(one.get("pending")), "free": cents(one.get("available")),
                       "paid_out": cents(one.get("withdrawn"))},
            "earned": cents(one.get("earned")), "spent": cents(one.get("spent")),
            "badge": loud(one.get("badge")), "shown_as_free": one.get("availability"),
            "score": one.get("score"), "stars": one.get("rating"), "reviews": one.get("reviews")}


def gig_of(one):
    gig = {"id": GIGS.number(one["id"]), "title": one["title"], "buyer": USERS.number(one["client"]),
           "state": loud(one["status"]), "credits": one["cost"], "bids": one["proposals"],
           "invited": one.get("invitations"), "worth": cents(one["value"])}
    if "ranking" in one:  # which only its buyer sees
        gig["order"] = [USERS.number(name) for name in one["ranking"]]
    return gig


def bid_of(one):
    return {"state": loud(one["status"]), "letter": loud(one["attention"]), "cents": cents(one.get("bid"))}


def deal_of(one):
    return {"id": DEALS.number(one["id"]), "state": loud(one["status"]), "due_at": unix(one["due"]),
            "held": cents(one["escrow"]), "billed": cents(one["billed"]), "fees": cents(one["fees"]),
            "minutes": one["minutes_logged"], "minutes_billed": one["minutes_billed"],
            "parts": [PARTS.number(part["id"]) for part in one["milestones"]]}


def part_of(one):
    return {"id": PARTS.number(one["id"]), "state": loud(one["status"]), "cents": cents(one.get("amount"))}


def event_of(one):
    return {"number": one["id"], "what": one["type"], "when": unix(one["at"]),
            "who": USERS.number(one["person"]) if one["person"] else None,
            "other": USERS.number(one["other"]) if one["other"] else None}


def made_of(one):
    made = {"when": unix(one["at"])}
    for key, ids, name in (("job", GIGS, "gig"), ("contract", DEALS, "deal"), ("username", USERS, "user")):
        if key in one:
            made[name] = ids.number(one[key])
    for key, ids, name in (("milestones", PARTS, "parts"), ("found", GIGS, "gigs")):
        if key in one:
            made[name] = [ids.number(each) for each in one[key]]
    return made


def totals_of(one):
    return {"fees": {"sellers": cents(one["freelancer_fees"]), "buyers": cents(one["client_fees"])},
            "credit_sales": cents(one["connects_sales"]), "revenue": cents(one["revenue"]),
            "ledger": [cents(each) for each in one["balances"].values()], "credits": one["connects"]}


# (path, path behind, what becomes of its answer)
LOOKS = [
    ("/me", "/me", me_of),
    ("/me/profiles/{name}", "/people/{me}/profiles/{name}", lambda one: {"state": loud(one["status"])}),
    ("/gigs/{gig}", "/jobs/{gig}", gig_of),
    ("/gigs/{gig}/bids/{seller}", "/jobs/{gig}/proposals/{seller}", bid_of),
    ("/deals/{deal}", "/contracts/{deal}", deal_of),
    ("/parts/{part}", "/milestones/{part}", part_of),
    ("/staff/totals", "/platform", totals_of),
]


def pattern(path):
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]*)", path) + "$")


ROUTES = [(method, pattern(path), command, fields) for method, path, command, fields in COMMANDS]
VIEWS = [(pattern(path), behind, show) for path, behind, show in LOOKS]


class Refused(Exception):
    def __init__(self, status, number, message):
        self.status, self.number, self.message = status, number, message


class Bazaar(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    behind = ""
    key = ""
    operator = ""
    sessions = {}  # session: [token behind, login, requests left]
    tickets = {}   # ticket: (token behind, login)
    session_uses = 0
    feeds = {}     # token behind: (events, cursor)
    local = threading.local()

    # -- the market behind ---------------------------------------------------------------------

    def ask(self, method, path, body=None, token=None):
        headers = {"Content-Type": "application/json"} if body is not None else {}
        if token:
            headers["Authorization"] = "Bearer " + token
        for fresh in (False, True):
            if fresh or getattr(self.local, "line", None) is None:
                self.local.line = http.client.HTTPConnection(self.behind)
            try:
                self.local.line.request(method, path, None if body is None else json.dumps(body), headers)
                answer = self.local.line.getresponse()
                return answer.status, json.loads(answer.read() or b"{}")
            except (http.client.HTTPException, ConnectionError):
                self.local.line.close()
                if fresh:
                    raise

    def want(self, method, path, body=None, token=None):
        status, answer = self.ask(method, path, body, token)
        if status < 300:
            return answer
        code = answer.get("code")
        if code in ("bad_token", "token_expired"):
            raise Refused(401, SESSION_IS_OVER, "log in again")
        raise Refused(404 if code == "unknown_id" else 401 if code == "bad_credentials" else 409,
                      NUMBERS.get(code, 1), answer.get("detail", ""))

    def staff(self):
        if self.headers.get("X-Bazaar-Session") != "staff-" + self.key:
            raise Refused(403, 2, "staff only")
        if not Bazaar.operator:
            Bazaar.operator = self.want("POST", "/dev/operator")["token"]
        return Bazaar.operator

    def who(self):
        session = self.headers.get("X-Bazaar-Session")
        if session is None:
            return None, ""
        if session not in self.sessions:
            raise Refused(401, SESSION_IS_OVER, "log in again")
        self.sessions[session][2] -= 1
        if self.sessions[session][2] == 0:
            raise Refused(401, SESSION_IS_OVER, "log in again")
        return self.sessions[session][:2]

    # -- operations ----------------------------------------------------------------------------

    def log_in(self, body):
        made = self.want("POST", "/login", {"username": body.get("login"), "password": body.get("secret")})
        return {**self.begin(made["token"], made["username"]), "seconds": made["expires_in"]}

    def renew(self, body):
        if body.get("ticket") not in self.tickets:
            raise Refused(401, 2, "no such ticket")
        return self.begin(*self.tickets.pop(body["ticket"]))

    def begin(self, token, login):
        """A session, and a ticket for the next one."""
        session, ticket = (kind + secrets.token_urlsafe(12) for kind in ("s-", "t-"))
        self.sessions[session] = [token, login, self.session_uses]
        self.tickets[ticket] = (token, login)
        return {"session": session, "ticket": ticket, "user": USERS.number(login)}

    def give(self, command, fields, at, body):
        given = {field: convert(body[key]) for key, (field, convert) in fields.items() if key in body}
        for name, value in at.items():
            field, ids = IN_PATH[name]
            given[field] = ids.name(int(value) if value.isdigit() else 0)
        return made_of(self.want("POST", "/commands/" + command, given, self.who()[0]))

    def look(self, behind, show, at):
        token, login = (self.staff(), "") if behind == "/platform" else self.who()
        names = {name: IN_PATH[name][1].name(int(value) if value.isdigit() else 0)
                 if name in IN_PATH else value for name, value in at.items()}
        names = {name: urllib.parse.quote(value) for name, value in {**names, "me": login}.items()}
        return show(self.want("GET", behind.format(**names), token=token))

    def feed(self, token, query):
        events, after = self.feeds.get(token, ([], 0))
        while True:
            page = self.want("GET", f"/events?limit=200&after={after}", token=token)
            events = events + [event_of(one) for one in page["events"]]
            if page["next"] == after:
                break
            after = page["next"]
        self.feeds[token] = (events, after)
        take = int(query.get("take", 20))
        skip = int(query.get("skip", 0)) + take * (int(query.get("page", 1)) - 1)
        return {"items": events[skip:skip + take], "total": len(events)}

    def clock(self, body=None):
        if body is not None:
            moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(body["unix"]))
            self.want("POST", "/dev/clock", {"to": moment})
        return {"unix": unix(self.want("GET", "/dev/clock")["now"])}

    def approve(self):
        """Lets the review of the market behind come to its end, where that takes a second."""
        self.staff()
        return {"unix": unix(self.want("POST", "/dev/clock", {"after": "1s"})["now"])}

    def pins(self, query):
        self.staff()
        mail = self.want("GET", "/dev/mail?to=" + urllib.parse.quote(query.get("to", "")))["mail"]
        return {"pins": [one["code"] for one in mail]}

    def carry_out(self, method, path, query, body):
        if (method, path) == ("POST", "/sessions"):
            return self.log_in(body)
        if (method, path) == ("POST", "/sessions/renewed"):
            return self.renew(body)
        if (method, path) == ("POST", "/staff/sessions"):
            if body.get("key") != self.key:
                raise Refused(403, 2, "wrong key")
            return {"session": "staff-" + self.key}
        if path == "/staff/clock":
            self.staff()
            return self.clock(body if method == "PUT" else None)
        if (method, path) == ("POST", "/staff/approvals"):
            return self.approve()
        if path == "/staff/pins":
            return self.pins(query)
        if path in ("/feed", "/staff/feed"):
            return self.feed(self.staff() if path != "/feed" else self.who()[0], query)
        for known, where, command, fields in ROUTES:
            if known == method and (found := where.match(path)):
                return self.give(command, fields, found.groupdict(), body)
        for where, behind, show in VIEWS:
            if method == "GET" and (found := where.match(path)):
                return self.look(behind, show, found.groupdict())
        raise Refused(404, 3, "no such path")

    # -- HTTP ----------------------------------------------------------------------------------

    def answer(self):
        length = int(self.headers.get("Content-Length") or 0)
        text = self.rfile.read(length)
        where = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(where.query))
        try:
            body = json.loads(text or b"{}")
            path = urllib.parse.unquote(where.path)
            if not path.startswith(BASE + "/"):
                raise Refused(404, 3, "no such path")
            made = self.carry_out(self.command, path[len(BASE):], query, body)
            status, answer = 200, {"data": made}
        except Refused as no:
            status, answer = no.status, {"error": {"number": no.number, "message": no.message}}
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer

    def setup(self):
        super().setup()
        self.connection.setsockopt(6, 1, 1)  # TCP_NODELAY: head and body are two writes

    def log_message(self, *_):
        pass


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--behind", required=True, help="the address of a souk serve")
    parser.add_argument("--port", type=int, default=0, help="0: any that is free")
    parser.add_argument("--session-uses", type=int, default=0, help="requests until a session is over; 0: never")
    options = parser.parse_args()
    Bazaar.session_uses = options.session_uses
    Bazaar.behind = urllib.parse.urlsplit(options.behind).netloc
    Bazaar.key = os.environ["BAZAAR_KEY"]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", options.port), Bazaar)
    print(f"bazaar at http://127.0.0.1:{server.server_port}{BASE}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
