#!/usr/bin/env python3
"""Checks of the text of the sources: lengths, calls that are banned, tests that nothing would run.

    tidy.py ROOT         check the tree
    tidy.py --self-test  plant breaches in a scratch tree and demand to catch each
"""

import pathlib
import re
import sys
import tempfile

MOST_LINES = 600
LONG_LINES = 300

FOLDERS = ["market", "people", "observe", "scenarios", "actors", "load", "server", "reports", "viz",
           "cli", "bench", "tests"]
DECIDES = ["market", "people", "observe", "scenarios", "actors"]
TRANSCENDENTAL = (r"(?:exp|exp2|expm1|log|log2|log10|log1p|pow|sin|cos|tan|asin|acos|atan|atan2|sinh"
                  r"|cosh|tanh|cbrt|hypot|erf|erfc|tgamma|lgamma)")


def everywhere(path):
    return True


def only_in(*folders):
    """A ban that holds everywhere but in these folders."""
    return lambda path: path.parts[0] not in folders


def inside(*folders):
    return lambda path: path.parts[0] in folders


def counts_money(path):
    return path.parts[0] == "market" and re.search("money|ledger|fee|escrow", path.stem)


# (what is banned, where, what to do instead); matched against code without comments and strings.
BANNED = [
    (r"\b(?:std::)?s?rand\s*\(|\bstd::random_device\b|\bstd::mt19937(?:_64)?\b", everywhere,
     "draws are keyed: see people/"),
    (r"\bstd::\w+_distribution\b", everywhere, "differs between libraries: see people/"),
    (r"\bsystem_clock\b|\bgettimeofday\b|\bstd::time\s*\(|\bCLOCK_REALTIME\b", only_in("cli", "server"),
     "only cli/ and server/ know what day it is"),
    (r"\bsteady_clock\b|\bhigh_resolution_clock\b", only_in("cli", "actors", "bench", "load", "server", "tests"),
     "time is simulated"),
    (r"\bsleep_for\b|\bsleep_until\b|\busleep\s*\(", everywhere, "wait for the event itself"),
    (r"\bstd::(?:cout|cerr|clog|puts|printf)\b|\bprintf\s*\(", inside(*DECIDES),
     "what is shown goes through observe/ or the caller"),
    (r"\b(?:float|double)\b", counts_money, "money is counted in integers"),
    (r"(?:\bstd::|(?<![\w>])::)" + TRANSCENDENTAL + r"[fl]?\s*\(", inside(*DECIDES),
     "libm differs by processor: use the project's own"),
    (r"\bDISABLED_\w+|\bGTEST_SKIP\b", inside("tests"), "a test that does not run proves nothing"),
]
PROMISE = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")

# Where CMake looks for the programs under tests/.
TEST_SOURCES = re.compile(
    r"tests/(?:unit/(?:market|people|observe|scenarios|actors|load|server|reports|viz|cli)/.*_test"
    r"|(?:property|determinism|e2e)/.*_test|fuzz/\w+_fuzz|support/.*|architecture/.*)\.cpp")

NOT_CODE = re.compile(
    r"""//[^\n]*|/\*.*?\*/|R"(?P<mark>[^(\s]*)\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"
      |(?<![0-9a-zA-Z_])'(?:\\.|[^'\\\n])+'""", re.DOTALL | re.VERBOSE)


def code_of(text):
    """The text with comments and literals blanked, lines kept."""
    return NOT_CODE.sub(lambda match: "\n" * match[0].count("\n") + " ", text)


def findings(path, text):
    """Yields (line, what is wrong) for the file at `path`, relative to the root."""
    lines = text.count("\n")
    if lines > MOST_LINES:
        yield lines, f"{lines} lines, and {MOST_LINES} are the most: split it"
    for match in PROMISE.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, f"{match[0]}: do it, or open an issue"
    if path.suffix not in (".cpp", ".hpp"):
        return
    if path.suffix == ".hpp" and "#pragma once" not in text:
        yield 1, "a header starts with #pragma once"
    if path.parts[0] == "tests" and path.suffix == ".cpp" and not TEST_SOURCES.fullmatch(path.as_posix()):
        yield 1, "no glob of tests/CMakeLists.txt builds this file: mind its folder and its suffix"
    code = code_of(text)
    banned = list(BANNED)
    if "<cmath>" in text or "<math.h>" in text:
        banned.append((r"(?<![\w:.>])" + TRANSCENDENTAL + r"[fl]?\s*\(", inside(*DECIDES),
                       "libm differs by processor: use the project's own"))
    for pattern, holds, instead in banned:
        if holds(path):
            for match in re.finditer(pattern, code):
                yield code.count("\n", 0, match.start()) + 1, f"{match[0].strip()}: {instead}"


def sources(root):
    for folder in FOLDERS + ["cmake"]:
        for suffix in ("cpp", "hpp", "py", "sh", "cmake", "txt"):
            yield from sorted((root / folder).rglob(f"*.{suffix}"))
    yield from (path for path in (root / "dev", root / "CMakeLists.txt") if path.exists())


def breaches(root):
    for path in sources(root):
        relative = path.relative_to(root)
        for line, wrong in findings(relative, path.read_text(encoding="utf-8")):
            yield f"{relative}:{line}: {wrong}"


# -- self-test ----------------------------------------------------------------

# (file, text, how many findings)
PLANTED = [
    ("market/long.cpp", "\n" * (MOST_LINES + 1), 1),
    ("market/just.cpp", "\n" * MOST_LINES, 0),
    ("market/bare.hpp", "int f();\n", 1),
    ("market/draw.cpp", "int a = std::rand();\n", 1),
    ("market/operand.cpp", "int a = operand(1);\n", 0),
    ("people/bell.cpp", "std::normal_distribution<double> bell;\n", 1),
    ("reports/today.cpp", "auto a = std::chrono::system_clock::now();\n", 1),
    ("cli/today.cpp", "auto a = std::chrono::system_clock::now();\n", 0),
    ("market/wall.cpp", "auto a = std::chrono::steady_clock::now();\n", 1),
    ("actors/wall.cpp", "auto a = std::chrono::steady_clock::now();\n", 0),
    ("tests/unit/cli/nap_test.cpp", "std::this_thread::sleep_for(1s);\n", 1),
    ("people/loud.cpp", "std::cout << 1;\nprintf(\"a\");\n", 2),
    ("people/text.cpp", "snprintf(b, 1, \"std::cout\");  // std::cout\n/* std::cout\n */\n", 0),
    ("people/raw.cpp", "auto a = R\"x(std::cout \" )x\"; int b = 1'000; char c = '\"';\n", 0),
    ("people/after.cpp", "char c = '\"'; int b = 1'000; std::cout << c;  // '\n", 1),
    ("market/fee_tiers.cpp", "double fee = 0.1;\n", 1),
    ("market/score.cpp", "double score = 0.1;\n", 0),
    ("people/choice.cpp", "auto a = std::exp(1.0);\n", 1),
    ("people/bare.cpp", "#include <cmath>\nauto a = log(1.0) + std::sqrt(2.0);\n", 1),
    ("people/own.cpp", "auto a = souk::log(1.0) + it.log(2) + exact_exp(1.0);\n", 0),
    ("observe/later.hpp", "#pragma once\n// TO" "DO: later\n", 1),
    ("cmake/later.cmake", "# FIX" "ME\n", 1),
    ("tests/unit/market/money.cpp", "int a;\n", 1),
    ("tests/unit/markets/money_test.cpp", "int a;\n", 1),
    ("tests/unit/market/off_test.cpp", "TEST(A, DISABLED_B) {}\n", 1),
    ("tests/e2e/run_test.cpp", "int a;\n", 0),
]


def self_test():
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        root = pathlib.Path(scratch)
        for name, text, _ in PLANTED:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        found = list(breaches(root))
    for name, _, expected in PLANTED:
        here = [line for line in found if line.startswith(f"{name}:")]
        if len(here) != expected:
            print(f"self-test: {name}: {len(here)} findings for {expected}", *here, sep="\n  ")
            failed = 1
    return failed


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    root = pathlib.Path(sys.argv[1])
    found = list(breaches(root))
    print("\n".join(found) if found else "tidy")
    long = sum(path.read_text(encoding="utf-8").count("\n") > LONG_LINES for path in sources(root))
    print(f"{long} files of more than {LONG_LINES} lines")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
