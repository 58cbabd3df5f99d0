#!/usr/bin/env python3
"""Checks that no folder includes what the house does not let it include.

CAF, GLFW and ImGui lie in the system include folder, so that CMake's targets cannot stop a rule
from including an actor; this table does.

    include_direction.py ROOT         check the tree
    include_direction.py --self-test  plant breaches in a scratch tree and demand to catch them
"""

import pathlib
import re
import sys
import tempfile

# What a folder may include besides itself, from the ground floor up.
MAY_INCLUDE = {
    "market": [],
    "people": ["market"],
    "observe": ["market"],
    "scenarios": ["market", "people"],
    "actors": ["market", "people", "observe", "scenarios"],
    "load": ["market", "people", "observe", "scenarios", "actors"],
    "server": ["market", "scenarios", "observe"],
    "reports": ["market", "observe", "scenarios"],
    "viz": ["market", "observe"],
}
MAY_INCLUDE["cli"] = list(MAY_INCLUDE)
MAY_INCLUDE["tests"] = list(MAY_INCLUDE)
MAY_INCLUDE["bench"] = list(MAY_INCLUDE) + ["tests"]

# Who may include a library, by the beginning of the included path. Tests and benchmarks may all.
LIBRARIES = {
    "caf/": ["actors", "load", "cli"],
    "yaml-cpp/": ["scenarios"],
    "sqlite3.h": ["reports", "server"],
    "zstd.h": ["reports"],
    "soci/": ["server"],
    "boost/program_options": ["cli"],
    "boost/json": ["load", "server", "cli"],
    "boost/math": ["reports"],
    "Eigen/": ["reports"],
    "boost/random": ["scenarios"],
    "boost/asio": ["load", "server"],
    "boost/beast": ["load", "server"],
    "Random123/": ["people"],
    "imgui": ["viz"],
    "GLFW/": ["viz"],
    "GL/": ["viz"],
    "EGL/": ["viz"],
    "png.h": ["viz"],
    # Stands in for <format>, which g++ 12 lacks.
    "fmt/": ["actors", "load", "server", "reports", "viz", "cli"],
    "spdlog/": ["server", "cli"],
    "openssl/": ["load", "cli"],
    "netinet/": ["load"],
    "sodium.h": ["server", "cli"],
    "boost/pfr": ["actors"],
    "xxhash.h": ["cli"],
    "libpq-fe.h": ["server"],
    "gtest/": [],
    "gmock/": [],
    "rapidcheck": [],
    "benchmark/": [],
    # The operating system; what a run has cost is measured by who runs it.
    "sys/resource.h": ["actors", "load", "server", "cli"],
    "sys/": ["load", "server", "cli"],
    "unistd.h": ["load", "server", "cli"],
    "fcntl.h": ["load", "server", "cli"],
    "poll.h": ["load"],
    "glob.h": ["cli"],
    "pthread.h": ["load", "server", "cli"],
    "sanitizer/": [],
}
SEES_ALL_LIBRARIES = ["tests", "bench"]

# The rules and the people have no files, clock, threads or draws but what they are handed.
PURE = ["market", "people"]
IMPURE_STANDARD = {
    "condition_variable", "filesystem", "fstream", "future", "iostream", "mutex",
    "random", "shared_mutex", "stop_token", "syncstream", "thread",
}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)
STANDARD = re.compile(r"^[a-z_0-9]+$")


def judge(folder, quote, included):
    """Says what is wrong with an include of a file in `folder`, or None."""
    if quote == '"':
        target = included.split("/")[0]
        if "/" not in included or target not in MAY_INCLUDE:
            return "is not a path from the root of the repository"
        if target != folder and target not in MAY_INCLUDE[folder]:
            return f"{folder}/ may not include {target}/"
        return None
    if STANDARD.match(included):
        if folder in PURE and included in IMPURE_STANDARD:
            return f"{folder}/ has no files, clocks, threads or random numbers of its own"
        return None
    if folder in SEES_ALL_LIBRARIES:
        return None
    for start, users in LIBRARIES.items():
        if included.startswith(start):
            return None if folder in users else f"{folder}/ may not include {start}"
    return "is in nobody's row of the table: see tests/architecture/include_direction.py"


def breaches(root):
    for folder in MAY_INCLUDE:
        for path in sorted((root / folder).rglob("*.[ch]pp")):
            text = path.read_text(encoding="utf-8")
            for match in INCLUDE.finditer(text):
                wrong = judge(folder, match[1], match[2])
                if wrong:
                    line = text.count("\n", 0, match.start(2)) + 1
                    yield f"{path.relative_to(root)}:{line}: {match[2]}: {wrong}"


# -- self-test ----------------------------------------------------------------

PLANTED = [
    ("market/a.hpp", "#include <vector>", True),
    ("market/b.hpp", '#include "market/a.hpp"', True),
    ("market/c.cpp", '#include "people/mind.hpp"', False),
    ("market/d.cpp", "  #  include <caf/all.hpp>", False),
    ("market/e.cpp", "#include <random>", False),
    ("market/f.cpp", '#include "a.hpp"', False),
    ("market/g.cpp", "#include <fmt/format.h>", False),
    ("people/a.cpp", "#include <Random123/philox.h>", True),
    ("people/b.cpp", '#include "observe/journal.hpp"', False),
    ("observe/a.cpp", '#include "people/mind.hpp"', False),
    ("scenarios/a.cpp", "#include <yaml-cpp/yaml.h>", True),
    ("scenarios/b.cpp", '#include "actors/wire.hpp"', False),
    ("actors/a.cpp", "#include <caf/all.hpp>", True),
    ("actors/b.cpp", "#include <yaml-cpp/yaml.h>", False),
    ("actors/c.cpp", '#include "reports/store.hpp"', False),
    ("reports/a.cpp", "#include <sqlite3.h>", True),
    ("reports/b.cpp", '#include "people/mind.hpp"', False),
    ("viz/a.cpp", "#include <imgui/imgui.h>", True),
    ("viz/b.cpp", '#include "scenarios/load.hpp"', False),
    ("server/a.cpp", "#include <caf/all.hpp>", False),
    ("cli/a.cpp", '#include "viz/window.hpp"', True),
    ("cli/b.cpp", "#include <sqlite3.h>", False),
    ("cli/c.cpp", '#include "tests/support/loop.hpp"', False),
    ("cli/d.cpp", "#include <unknown/lib.hpp>", False),
    ("tests/unit/a_test.cpp", '#include "cli/options.hpp"', True),
    ("bench/a.cpp", '#include "tests/support/loop.hpp"', True),
]


def self_test():
    with tempfile.TemporaryDirectory() as scratch:
        root = pathlib.Path(scratch)
        for name, text, _ in PLANTED:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(f"// a comment\n{text}\n", encoding="utf-8")
        caught = {line.split(":")[0] for line in breaches(root)}
    expected = {name for name, _, allowed in PLANTED if not allowed}
    for name in sorted(expected - caught):
        print(f"self-test: the breach in {name} was not caught")
    for name in sorted(caught - expected):
        print(f"self-test: {name} is allowed, and was reported")
    return int(caught != expected)


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    found = list(breaches(pathlib.Path(sys.argv[1])))
    print("\n".join(found) if found else "every include points the right way")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
