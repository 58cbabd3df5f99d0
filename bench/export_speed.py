#!/usr/bin/env python3
"""The speed of `souk export` against sqlite3's own CSV export, by CPU time, on 10 million events.

    export_speed.py SOUK [REPETITIONS]
"""

import pathlib
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile

ROWS = 10_000_000


def cpu_seconds(command, folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, shell=True, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def make_log(souk, folder):
    """The events of a small market again and again."""
    subprocess.run([souk, "run", "tiny", "--events", "--quiet", "--out", "run"], cwd=folder, check=True)
    with sqlite3.connect(f"{folder}/run/run.sqlite") as store:
        store.executescript(f"""
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; DROP INDEX events_of_person;
            WITH RECURSIVE k (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k
                WHERE i < {ROWS} / (SELECT count(*) FROM events))
            INSERT INTO events SELECT NULL, at_s, type, person, other, job, amount_cents, n, why, command
                FROM k, events""")
        return store.execute("SELECT count(*) FROM events").fetchone()[0]


def main():
    souk = str(pathlib.Path(sys.argv[1]).resolve())
    repetitions = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    export = f"{souk} export run --table events --out out"
    commands = {"sqlite3 -csv": "sqlite3 -csv -header run/run.sqlite 'SELECT * FROM events' > events.csv",
                "csv": export, "csv, zstd": f"{export} --zstd", "jsonl": f"{export} --format jsonl"}
    with tempfile.TemporaryDirectory() as folder:
        print(f"{make_log(souk, folder):,} events")
        taken = {name: [] for name in commands}
        for _ in range(repetitions):
            for name, command in commands.items():
                taken[name].append(cpu_seconds(command, folder))
    medians = {name: statistics.median(times) for name, times in taken.items()}
    for name, seconds in medians.items():
        print(f"{name:<14}{seconds:8.2f} s   {medians['sqlite3 -csv'] / seconds:5.2f} of sqlite3's speed")


if __name__ == "__main__":
    main()
