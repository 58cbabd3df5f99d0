"""Runs the code blocks of docs/tutorial-data.md in a scratch folder, each language's in one process.

    tutorial_data.py TUTORIAL.md SOUK
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

RUN = {"sh": ["bash", "-eu", "-c"], "python": [sys.executable, "-c"], "r": ["Rscript", "-e"]}


def blocks(text):
    """Blocks in the order of the page; those of Python and R are gathered into one script each."""
    found = re.findall(r"^```(\w+)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    shell = [("sh", code) for language, code in found if language == "sh"]
    return shell + [(language, "".join(code for one, code in found if one == language))
                    for language in ("python", "r")]


def main():
    tutorial, souk = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as scratch:
        binaries = pathlib.Path(scratch, "bin")
        binaries.mkdir()
        (binaries / "souk").symlink_to(souk)
        environment = {**os.environ, "PATH": f"{binaries}:{os.environ['PATH']}"}
        said = {}
        for language, code in blocks(tutorial.read_text(encoding="utf-8")):
            done = subprocess.run(RUN[language] + [code], cwd=scratch, env=environment, text=True,
                                  capture_output=True, check=False)
            said[language] = said.get(language, "") + done.stdout
            if done.returncode != 0:
                sys.exit(f"FAILED: a block of {language}:\n{code}\n{done.stdout}{done.stderr}")
        share = {language: re.search(r"(\d+) newcomers, ([\d.]+)% hired", said[language]).groups()
                 for language in ("python", "r")}
        if share["python"] != share["r"] or int(share["python"][0]) < 100:
            sys.exit(f"FAILED: Python and R disagree: {share}")
        for picture in ("first-job.png", "first-job-r.png"):
            if pathlib.Path(scratch, picture).stat().st_size < 5_000:
                sys.exit(f"FAILED: {picture} is empty")
    print("tutorial-data.md:", *share["python"], said["python"].splitlines()[-1], sep="\n  ")


if __name__ == "__main__":
    main()
