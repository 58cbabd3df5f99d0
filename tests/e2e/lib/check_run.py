"""Checks a finished run's folder: the identities of contract.md in summary.json, to the cent, and
that run.sqlite tells the same.

    check_run.py DIR
"""

import json
import sqlite3
import sys

COUNTED = {
    "profiles_submitted": "profile_submitted", "profiles_approved": "profile_approved",
    "profiles_rejected": "profile_rejected", "jobs_posted": "job_posted",
    "jobs_filled": "job_filled", "jobs_expired": "job_expired", "jobs_closed": "job_closed",
    "invitations": "invited", "proposals": "proposed", "interviews": "interview_opened",
    "offers": "offered", "contracts_started": "offer_accepted",
    "contracts_ended": "contract_ended", "milestones_released": "milestone_released",
    "reviews": "reviewed", "vetting_overdue": "vetting_overdue", "refunds": "refunds",
    "disputes": "disputes", "off_platform": "off_platform",
}


def same(what, left, right):
    if left != right:
        sys.exit(f"{what}: {left} is not {right}")


def cents(text):
    whole, part = text.split(".")
    assert len(part) == 2, text
    return int(whole + part)


def check_money(summary):
    m = {key: cents(text) for key, text in summary["money"].items()}
    same("client_paid + subsidies", m["client_paid"] + m["subsidies"],
         m["freelancer_net"] + m["freelancer_fees"] + m["client_fees"] + m["escrow"])
    same("freelancer_net", m["freelancer_net"],
         m["pending"] + m["available"] + m["withdrawn"] + m["connects_from_balance"]
         + m["withdrawal_fees"])
    same("platform_revenue", m["platform_revenue"],
         m["freelancer_fees"] + m["client_fees"] + m["connects_sales"] + m["withdrawal_fees"]
         - m["subsidies"])
    c = summary["connects"]
    same("Connects", c["granted"] + c["bought"] + c["returned"],
         c["spent"] + c["expired"] + c["held"])
    if m["client_paid"] <= 0 or c["spent"] <= 0:
        sys.exit("nobody paid, or nobody proposed")
    return m


def check_store(store, summary, money):
    one = lambda sql, *values: store.execute(sql, values).fetchone()[0]
    first, end = summary["window"]["from"], summary["window"]["to"]
    same("status", one("SELECT status FROM run"), "complete")
    same("complete_days", one("SELECT complete_days FROM run"), end)
    same("days", one("SELECT count(*) FROM days"), end)
    same("state_hash", one("SELECT state_hash FROM run"), summary["state_hash"])
    same("integrity", one("PRAGMA integrity_check"), "ok")
    same("references", store.execute("PRAGMA foreign_key_check").fetchall(), [])
    for key, column in COUNTED.items():
        same(key, one(f"SELECT sum({column}) FROM days WHERE day >= ?", first),
             summary["counts"][key])
    same("people", one("SELECT count(*) FROM people WHERE registered_at_s IS NOT NULL"),
         summary["counts"]["freelancers"] + summary["counts"]["clients"])
    same("days that do not sum to 0",
         one("SELECT count(*) FROM (SELECT 1 FROM ledger_days GROUP BY day "
             "HAVING sum(balance_cents) != 0)"), 0)
    for account in ("escrow", "pending", "available", "withdrawn", "freelancer_fees",
                    "client_fees"):
        same(account, one("SELECT balance_cents FROM ledger_days WHERE account = ? AND day = ?",
                          account, end - 1), money[account])


def check_events(store, summary):
    if store.execute("SELECT count(*) FROM events").fetchone()[0] == 0:
        return
    start = store.execute("SELECT start_s FROM run").fetchone()[0]
    from_s = start + 86400 * summary["window"]["from"]
    same("events of the window",
         store.execute("SELECT count(*) FROM events WHERE at_s >= ?", (from_s,)).fetchone()[0],
         summary["counts"]["events"])
    moved = dict.fromkeys(("escrow", "pending", "available"), 0)
    for source, target, amount in store.execute(
            "SELECT from_account, to_account, amount_cents FROM ledger_entries"):
        if source in moved:
            moved[source] -= amount
        if target in moved:
            moved[target] += amount
    for account, total in moved.items():
        same(f"entries of {account}", total, cents(summary["money"][account]))


def main():
    folder = sys.argv[1]
    with open(folder + "/summary.json", encoding="utf-8") as file:
        summary = json.load(file)
    store = sqlite3.connect(folder + "/run.sqlite")
    money = check_money(summary)
    check_store(store, summary, money)
    check_events(store, summary)


if __name__ == "__main__":
    main()
