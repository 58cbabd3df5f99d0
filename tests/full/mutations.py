"""Plants faults in market/, one at a time, and looks which stories and properties fail.

Nothing but the file with the fault is compiled again: its object takes the place of the sound one in
a copy of the market's library, and souk and property_tests are linked against that copy. The tree
and the build are left as they are.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import tomllib

STORIES = "scenarios/stories"
BEGIN, END = "<!-- mutations -->", "<!-- end of mutations -->"
DID_NOT_HOLD = (1, 3)  # a story failed; the market's own audit did


def run(command, **more):
    return subprocess.run(command, capture_output=True, text=True, errors="replace", **more)


def must(command, **more):
    done = run(command, **more)
    if done.returncode != 0:
        sys.exit(f"mutations: failed: {command}\n{done.stdout}{done.stderr}")
    return done.stdout


class Build:
    def __init__(self, folder, programs=("souk", "property_tests")):
        self.folder = folder
        database = json.loads((folder / "compile_commands.json").read_text())
        self.compiling = {
            os.path.relpath(one["file"]): shlex.split(one["command"]) for one in database
        }
        self.linking = {
            name: must(["ninja", "-C", folder, "-t", "commands", name]).splitlines()[-1]
            for name in programs
        }

    def compile(self, source, text, scratch):
        """Answers the object of the source with another text."""
        other = scratch / pathlib.Path(source).name
        other.write_text(text)
        command = [part for part in self.compiling[source] if part != "-Werror"]
        at = command.index("-o")
        name = pathlib.Path(command[at + 1]).name
        command[at + 1] = str(scratch / name)
        command[command.index("-c") + 1] = str(other)
        must(command, cwd=self.folder)
        return scratch / name

    def link(self, made, scratch, folder="market"):
        """Links the programs with this object in the place of the one of its name."""
        sound = f"{folder}/libsouk_{folder}.a"
        library = scratch / f"libsouk_{folder}.a"
        shutil.copy(self.folder / sound, library)
        must(["ar", "r", library, made])
        programs = {}
        for name, command in self.linking.items():
            programs[name] = scratch / name
            command = command.replace(sound, str(library))
            command = re.sub(r"-o \S+", f"-o {programs[name]}", command, count=1)
            must(["bash", "-c", command], cwd=self.folder)
        return programs


def failing_stories(souk, paths):
    """The names of the stories that do not hold; a crash counts as one, as does no end."""
    try:
        done = run([souk, "check", *paths], timeout=60)
    except subprocess.TimeoutExpired:
        return ["(souk check hangs)"]
    if done.returncode == 0:
        return []
    names = re.findall(rf"{STORIES}/([\w./-]+?)\.yaml", done.stdout + done.stderr)
    failed = [
        name
        for name in dict.fromkeys(names)
        if run([souk, "check", f"{STORIES}/{name}.yaml"]).returncode != 0
    ]
    return failed or ["(souk check crashes)"]


def failing_properties(program, attempts):
    """The properties that do not hold, and all that they said."""
    environment = os.environ | {"RC_PARAMS": f"seed=1 max_success={attempts}"}
    try:
        done = run([program, "--gtest_brief=1"], env=environment, timeout=300)
    except subprocess.TimeoutExpired:
        return ["(property_tests hangs)"], ""
    failed = re.findall(r"\[  FAILED  \] (\w+\.\w+) \(", done.stdout)
    if done.returncode != 0 and not failed:
        failed = ["(property_tests crashes)"]
    return list(dict.fromkeys(failed)), done.stdout + done.stderr


def replays(story, faulty, sound, scratch):
    """Whether the story that a property printed fails with the fault and holds without."""
    path = scratch / "told.yaml"
    path.write_text(story)
    return (
        run([faulty, "check", path], timeout=60).returncode in DID_NOT_HOLD
        and run([sound, "check", path], timeout=60).returncode == 0
    )


def plant(fault, build, attempts, both):
    source = pathlib.Path(fault["file"]).read_text()
    if source.count(fault["from"]) != 1:
        sys.exit(f"mutations: {fault['file']} has not exactly one {fault['from']!r}")
    with tempfile.TemporaryDirectory(prefix="souk-mutation-") as folder:
        scratch = pathlib.Path(folder)
        text = source.replace(fault["from"], fault["to"])
        programs = build.link(build.compile(fault["file"], text, scratch), scratch)
        stories = failing_stories(programs["souk"], [STORIES])
        if stories and not both:
            return {"stories": stories, "properties": [], "told": False, "shown": False}
        properties, said = failing_properties(programs["property_tests"], attempts)
        told = re.search(r"^(story:.*?)^---$", said, re.MULTILINE | re.DOTALL)
        shown = told and replays(told[1], programs["souk"], build.folder / "souk", scratch)
        return {"stories": stories, "properties": properties, "told": bool(told), "shown": shown}


def row(fault, caught):
    found = [
        f"{kind} `{names[0]}`" + (f" and {len(names) - 1} more" if len(names) > 1 else "")
        for kind, names in (("story", caught["stories"]), ("property", caught["properties"]))
        if names
    ]
    return f"| {fault['rule']} | {fault['what']} | {', '.join(found) or 'nothing'} |"


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--build", type=pathlib.Path, required=True)
    options.add_argument("--write", action="store_true", help="the table into docs/testing.md")
    options.add_argument("--only", default="", help="faults whose rule or text has this in it")
    options.add_argument("--both", action="store_true",
                         help="the properties too where a story fails")
    options.add_argument("--attempts", type=int, default=30, help="cases of each property")
    options.add_argument("--jobs", type=int, default=os.cpu_count())
    chosen = options.parse_args()

    build = Build(chosen.build.resolve())
    faults = tomllib.loads(pathlib.Path("tests/full/mutations.toml").read_text())["fault"]
    faults = [one for one in faults if chosen.only in f"{one['rule']} {one['what']} {one['file']}"]
    # Without a fault nothing fails: else everything below would seem to be caught.
    if failing_stories(build.folder / "souk", [STORIES]):
        sys.exit("mutations: the stories do not hold as it is")

    rows, escaped, told, shown = [], [], 0, 0
    with concurrent.futures.ThreadPoolExecutor(chosen.jobs) as pool:
        for fault, caught in zip(
            faults, pool.map(lambda one: plant(one, build, chosen.attempts, chosen.both), faults)
        ):
            rows.append(row(fault, caught))
            print(rows[-1], flush=True)
            told += caught["told"]
            shown += bool(caught["shown"])
            if not caught["stories"] and not caught["properties"]:
                escaped.append(f"{fault['rule']}: {fault['what']}")

    print(f"{len(faults)} faults, {len(escaped)} not caught; properties told {told} as a story, "
          f"of which {shown} fail with the fault and hold without")
    if chosen.write:
        page = pathlib.Path("docs/testing.md")
        head, rest = page.read_text().split(BEGIN)
        table = "\n".join(["| rule | fault | caught by |", "|---|---|---|", *rows])
        page.write_text(f"{head}{BEGIN}\n{table}\n{END}{rest.split(END)[1]}")
    if escaped:
        sys.exit("mutations: not caught: " + "; ".join(escaped))


if __name__ == "__main__":
    main()
