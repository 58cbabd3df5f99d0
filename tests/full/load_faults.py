"""Plants faults in the server, one at a time, and looks whether simulated people find them.

The faults of load_faults.toml are texts of its own, or the names of some of mutations.toml. The server
with the fault is linked anew from the objects of the build; whoever judges it is the sound one.
"""

import argparse
import contextlib
import json
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import tomllib

from mutations import Build, run

FOLDER = pathlib.Path("tests/full")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextlib.contextmanager
def serving(souk, scratch):
    port = free_port()
    server = subprocess.Popen(
        [souk, "serve", "--db", scratch / "market.sqlite", "--clock", "manual", "--listen",
         f"127.0.0.1:{port}", "--rate-limit", "none", "--login-limit", "none", "--quick-passwords",
         "--log-level", "off"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def plan_for(seconds, scratch):
    text = (FOLDER / "load_faults.yaml").read_text()
    path = scratch / "plan.yaml"
    scenario = (FOLDER / "load_faults_people.yaml").resolve()
    path.write_text(text.replace("PEOPLE", str(scenario)).replace("LENGTH", f"{seconds}s"))
    return path


def load(sound, url, seconds, scratch):
    out = scratch / "out"
    done = run([sound, "load", plan_for(seconds, scratch), "--target", url, "--out", out, "--quiet"],
               timeout=seconds * 3 + 120)
    if not (out / "load.json").exists():
        sys.exit(f"load_faults: no load.json\n{done.stdout}{done.stderr}")
    return json.loads((out / "load.json").read_text()), out


def replaying(sound, url, folder):
    """The first story that holds under the rules and fails on the server with the fault."""
    for story in sorted(folder.glob("stories/*.yaml"), key=lambda one: int(one.name.split("-")[0])):
        holds = run([sound, "check", story], timeout=60).returncode == 0
        if holds and run([sound, "check", story, "--against", url], timeout=120).returncode == 1:
            return story
    return None


def planted(fault):
    if "file" in fault:
        return fault
    for one in tomllib.loads((FOLDER / "mutations.toml").read_text())["fault"]:
        if one["rule"] == fault["rule"] and one["what"] == fault["what"]:
            return one
    sys.exit(f"load_faults: mutations.toml has no {fault['rule']} {fault['what']!r}")


def plant(fault, build, seconds):
    source = pathlib.Path(fault["file"]).read_text()
    if source.count(fault["from"]) != 1:
        sys.exit(f"load_faults: {fault['file']} has not exactly one {fault['from']!r}")
    with tempfile.TemporaryDirectory(prefix="souk-load-fault-") as folder:
        scratch = pathlib.Path(folder)
        made = build.compile(fault["file"], source.replace(fault["from"], fault["to"]), scratch)
        faulty = build.link(made, scratch, pathlib.Path(fault["file"]).parts[0])["souk"]
        sound = build.folder / "souk"
        with serving(faulty, scratch) as url:
            found, out = load(sound, url, seconds, scratch)
            story = replaying(sound, url, out)
            kept = (out / "violations.json").read_text() if found["violations"] else "[]"
            first = next(iter(json.loads(kept)), {})
            said = story.read_text().splitlines()[0] if story else ""
    return found["violations"], first, re.sub(r"^story: ", "", said)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--build", type=pathlib.Path, required=True)
    options.add_argument("--only", default="", help="faults whose rule or text has this in it")
    options.add_argument("--seconds", type=int, default=60, help="of load for each")
    options.add_argument("--sound", type=int, default=600, help="seconds on the server as it is")
    chosen = options.parse_args()

    build = Build(chosen.build.resolve(), ("souk",))
    faults = [planted(one) for one in
              tomllib.loads((FOLDER / "load_faults.toml").read_text())["fault"]]
    faults = [one for one in faults if chosen.only in f"{one['rule']} {one['what']} {one['file']}"]
    escaped, untold = [], []
    for fault in faults:
        violations, first, story = plant(fault, build, chosen.seconds)
        name = f"{fault['rule']}: {fault['what']}"
        print(f"| {fault['rule']} | {fault['what']} | {violations} | "
              f"{first.get('rule', '')}: {first.get('request', '')} | {story or 'none'} |", flush=True)
        if violations == 0:
            escaped.append(name)
        elif not story and not fault.get("untold"):
            untold.append(name)
    print(f"{len(faults)} faults, {len(escaped)} not found, {len(untold)} without a story")

    wrong = 0
    if chosen.sound:
        with tempfile.TemporaryDirectory(prefix="souk-load-sound-") as folder:
            scratch = pathlib.Path(folder)
            with serving(build.folder / "souk", scratch) as url:
                found, out = load(build.folder / "souk", url, chosen.sound, scratch)
                wrong = found["violations"]
                print(f"the server as it is: {found['requests']} requests, {wrong} violations")
                if wrong:
                    print((out / "violations.json").read_text())
    if escaped or untold or wrong:
        sys.exit(f"load_faults: not found: {escaped}; without a story: {untold}")


if __name__ == "__main__":
    main()
