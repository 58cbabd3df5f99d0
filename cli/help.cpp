#include "cli/help.hpp"

#include "cli/dispatch.hpp"
#include "cli/load_options.hpp"
#include "cli/options.hpp"
#include "cli/serve_options.hpp"
#include "scenarios/shipped.hpp"

#include <fmt/format.h>

namespace souk::cli {

std::string general_help() {
  std::string text =
      "souk simulates a freelance market: clients, freelancers, vetting and billing under the "
      "whole "
      "rules\nof the platform, the same answer for the same scenario, policy and seed.\n\n"
      "usage: souk COMMAND [arguments]\n\n";
  for (const command_entry& command : all_commands()) {
    text += fmt::format("  {:<15}{:<21}{}\n", command.name, command.takes, command.does);
  }
  return text +
         "\n  souk COMMAND --help    what a command takes, with examples\n"
         "  souk --version         the version\n\n"
         "Begin with:\n"
         "  souk run tiny                              a small market, in seconds\n"
         "  souk run baseline --threads 2              a year of 100,000 freelancers\n"
         "  souk policies                              the rules that can be chosen\n"
         "  souk run tiny --policy flat10-2023         the same people under other rules\n"
         "  souk run tiny --set policy.fees.client=3%  one value changed\n\n"
         "Exit status: 0 done; 1 a story, threshold or check failed; 2 bad usage or bad input;\n"
         "3 the audit or an internal check failed; 130 interrupted.\n";
}

std::string shipped_scenarios(std::size_t width) {
  std::string text;
  std::size_t column = 0;
  for (const std::string_view name : scenarios::shipped_names("scenario")) {
    if (column + name.size() > width) {
      text += ",\n  ";
      column = 0;
    } else if (column > 0) {
      text += ", ";
    }
    text += name;
    column += name.size() + 2;
  }
  return text;
}

std::string run_help() {
  return "Simulates the scenario, a shipped one by name or a file, and writes to a folder:\n"
         "  report.html    what happened, to read and to send on\n"
         "  summary.json   the figures, for scripts\n"
         "  run.sqlite     people, jobs, contracts, ledger and daily series (docs/store.md)\n\n"
         "Ctrl-C ends the run with the day at hand and keeps what was recorded; a second one ends "
         "at once.\nWith --checkpoint-every a run that was ended so, or killed, goes on by --resume and "
         "leaves what it\nwould have left if it had never stopped. --fork-at gives two futures with one past.\n\n" +
         run_options_help() + "\nShipped scenarios:\n  " + shipped_scenarios(90) +
         "\n\nExamples:\n"
         "  souk run tiny\n"
         "  souk run pallais        a quarter of the newcomers is hired once; see `treatment` in the store\n"
         "  souk run baseline --policy seed --out out/seed\n"
         "  souk run baseline --policy upwork-2022,fees.client=3%,connects.price=0.20\n"
         "  souk run tiny --set population.clients=200 --set policy.connects.signup=20 --seed 7\n"
         "  souk run my-scenario.yaml --days 90 --events\n"
         "  souk run baseline --checkpoint-every 30d --out out/long\n"
         "  souk run --resume out/long\n"
         "  souk run tiny --fork-at 30 --policy flat10-2023\n"
         "  souk run --resume out/long --fork-at 120 --policy upwork-2022,fees.client=10%\n";
}

std::string compare_help() {
  return "Runs the same people with the same luck under each policy, over several seeds, and says "
         "what\ndiffers: first in the rules, then in each outcome (docs/compare.md says how they are "
         "reckoned), with\npaired 95 % intervals, and for whom. Writes to a folder:\n"
         "  compare.json     all of it, for scripts\n"
         "  effects.csv      an outcome and policy a line\n"
         "  groups.csv       a group of freelancers and policy a line\n"
         "  runs.csv         a seed and policy a line, with the hash of its final state\n"
         "  report.html      to read and to send on\n"
         "  compare.sqlite   all of it again, for analysts; report.html is made of it\n\n"
         + compare_options_help() +
         "\nExit status: 0 done; 1 a guard does not hold.\n\nExamples:\n"
         "  souk compare tiny --policy upwork-2022 --policy flat10-2023\n"
         "  souk compare baseline --policy upwork-2022 --policy upwork-2022,fees.client=3% \\\n"
         "      --set population.freelancers=10000 --set population.clients=2000 --days 180\n"
         "  souk compare tiny --policy seed --policy mine.yaml --guard 'newcomers_hired_28d >= -2%'\n"
         "  souk compare tiny --policy seed --policy fiverr --from-start --replications 40\n"
         "  souk compare tiny --policy seed --arm 'choosy: clients.choosing.risk=1.2, policy.fees.client=3%'\n"
         "  souk compare baseline --policy seed --policy fiverr --listen 0.0.0.0:7777 \\\n"
         "      --secret-file crew.secret          # with other machines: souk worker --help\n";
}

std::string sweep_help() {
  return "Runs a scenario at the points of a design over any of its values and its policy's, and "
         "says what\neach does to each outcome: main effects and response curves with intervals. An "
         "experiment is a file\nof kind experiment (souk schema experiment), or one that souk ships: "
         "fees, first-job.\n\nEvery run is kept as soon as it is done: the process may be killed at "
         "any moment, and --resume goes\non. More replications or points, later, make only the runs "
         "that are missing. A run that fails is a\nrow with its reason. Writes sweep.json, runs.csv, "
         "main_effects.csv, curves.csv, report.html and\nsweep.sqlite.\n\n"
         + sweep_options_help() +
         "\nExamples:\n"
         "  souk sweep fees --dry-run\n"
         "  souk sweep fees --out out/fees\n"
         "  souk sweep fees --resume out/fees --replications 20\n"
         "  souk sweep my-experiment.yaml\n"
         "  souk sweep fees --listen 0.0.0.0:7777 --secret-file crew.secret    # souk worker --help\n";
}

std::string worker_help() {
  return "Lends this machine's cores to a `souk sweep` or `souk compare` that was begun with --listen\n"
         "HOST:PORT, run by run. Any number of workers may come and go at any time; one that is killed,\n"
         "stopped or cut off loses nothing, and the results are those of one machine, to the bit. A worker\n"
         "needs no files of the sweep, but the same souk (docs/workers.md). When it finds no work it looks\n"
         "again for --wait.\n\n"
         + worker_options_help() +
         "\nExit status: 0 all is done; 1 no work was found; 2 refused: another souk.\n\nExamples:\n"
         "  souk sweep fees --listen 127.0.0.1:7777          # in one terminal\n"
         "  souk worker --connect 127.0.0.1:7777             # in others, on the same machine\n\n"
         "  openssl rand -hex 32 > crew.secret               # between machines: the same file on all\n"
         "  souk sweep fees --listen 0.0.0.0:7777 --secret-file crew.secret\n"
         "  souk worker --connect lab1:7777 --secret-file crew.secret --threads 8\n";
}

std::string check_help() {
  return "Plays each story, a worked example of the rules, on the market's own code with the "
         "platform's\nclock, and says whether everything happens as the story tells. Takes files, "
         "folders (all stories\nin them) and patterns.\n\n"
         "  --explain       what each step caused: events and movements of money\n"
         "  --against URL   play on a running backend instead, over HTTP: `souk serve --clock "
         "manual`, or any\n                  that --binding describes. A story that it cannot play "
         "is skipped, with the reason\n"
         "  --binding FILE  how that backend is spoken to, as a file or a shipped name "
         "(souk-serve); its\n                  conformance test, in effect (docs/binding.md)\n"
         "  --junit FILE    the results as JUnit XML, for continuous integration\n\n"
         "Exit status: 0 all hold; 1 one fails; 2 one cannot be read; 3 the audit found an "
         "error.\n\n"
         "Examples:\n"
         "  souk check scenarios/stories\n"
         "  souk check my-story.yaml --explain\n"
         "  souk check 'stories/fees-*.yaml' --junit results.xml\n"
         "  souk check scenarios/stories --against http://127.0.0.1:8090 --binding "
         "my-backend.yaml\n";
}

std::string validate_help() {
  return "Reads each file as souk would and says what is wrong, every mistake of a file at once, "
         "as\n"
         "FILE:LINE:COLUMN: what is wrong; what would be right. Exit status 2 if anything is.\n\n"
         "Examples:\n"
         "  souk validate my-scenario.yaml my-policy.yaml\n";
}

std::string validate_model_help() {
  return "Runs the scenario under several seeds and compares the moments of facts.md, which real "
         "markets\nare known by, with their published values: the mean of all runs, its 95 % "
         "interval, and whether the\nmean is in the accepted range. Those that parameters were "
         "chosen by stand apart from those held out.\nWrites files only with --out: moments.json."
         "\n\n"
         + model_options_help() +
         "\nExit status: 0 all tuning moments are in range; 1 one is not, or has too little "
         "data.\n\nExamples:\n"
         "  souk validate-model baseline --replications 10\n"
         "  souk validate-model my-scenario.yaml --set clients.choosing.speed=2 --out out/model\n";
}

std::string policies_help() {
  return "Without a name, lists the presets: the platform's rules as they were at different times, "
         "and a\nrival's. With one, prints the whole policy as a file that can be changed and "
         "given "
         "to --policy.\n\n"
         "Examples:\n"
         "  souk policies\n"
         "  souk policies upwork-2022 > mine.yaml\n"
         "  souk run tiny --policy mine.yaml\n";
}

std::string study_help() {
  return "Reads kept runs and says what became of their newcomers, the freelancers approved after "
         "the "
         "burn-in:\nhow long until a first proposal, interview, hire, review, badge, and exit; "
         "what "
         "hastens the first\nhire; what it costs in Connects and dollars; what they earn. Runs "
         "nothing. Every figure has its 95 %\ninterval. Several runs are compared as groups.\n\n"
         "  RUN...            runs' folders, or their run.sqlite\n"
         "  --by ATTRIBUTE    what else to tell apart: category, country, level, cohort (the "
         "quarter "
         "of\n                    approval), month, price, saturation, treatment, or any column of "
         "people\n                    (docs/store.md); numbers are cut at their quartiles\n"
         "  --pool            runs are replications of one market, under other seeds: people are "
         "told "
         "apart by\n                    --by alone, and regressions let each run have its own "
         "rates\n"
         "  --out DIR         folder to write to (default: out/study-newcomers-<run>): study.html, "
         "study.json,\n                    study.sqlite, and tables as CSV (docs/study.md)\n"
         "  --force           overwrite a study that is there already\n"
         "  --quiet           write the files alone\n\n"
         "Who leaves the platform is censored: medians and shares are of those who go on trying; "
         "\"leavers in\"\nis the share of all.\n\n"
         "Examples:\n"
         "  souk study newcomers out/tiny-upwork-2022-1\n"
         "  souk study newcomers out/newcomers-upwork-2022-1 --by level\n"
         "  souk study newcomers out/a out/b --out out/a-and-b      two policies, one beside the "
         "other\n"
         "  souk study newcomers out/pallais-upwork-2022-1 --by treatment\n"
         "  souk study newcomers out/seed-1 out/seed-2 out/seed-3 --pool --by treatment\n";
}

std::string dash_help() {
  return "Opens a window on a market: live on a scenario (tiny, if none is named), or on the folder "
         "of a run\nor of a load test that souk has kept. Space runs and pauses, ? lists all keys. What is "
         "seen\nnever changes the run; the policy editor does, from now on or in a second future beside "
         "the first\n(fork). With --screenshot or --frames it writes pictures and needs no screen. Layouts, "
         "theme and\nsizes are kept in $XDG_CONFIG_HOME/souk/dash "
         "(~/.config/souk/dash).\n\nPanels: overview, series, funnel, supply, connects, "
         "billing, newcomers, map, person, contracts,\nevents, engine, policy; load (of a load test).\n\n"
         + dash_options_help() +
         "\nExamples:\n"
         "  souk dash baseline\n"
         "  souk dash tiny --policy flat10-2023 --seed 7\n"
         "  souk dash out/baseline\n"
         "  souk dash baseline --at 500 --screenshot market.png\n"
         "  souk dash tiny --layout newcomers --theme light --size 1280x800 --screenshot new.png\n";
}

std::string why_help() {
  return "Prints one person's life in a run that is kept: what was seen, thought and decided with "
         "the\nchances, what the platform answered, and money; for a freelancer also what became "
         "of "
         "each\nproposal: where it ranked, whether it was read, and to whom the job went. The run "
         "is "
         "played\nagain for it, which gives the same bits; that takes as long as the run did.\n\n"
         "  RUN             a run's folder, or its run.sqlite\n"
         "  PERSON          a number as in run.sqlite; or never-hired, hired: the first newcomer "
         "who\n                  proposed at least 5 times and was never hired, or was\n"
         "  --every-job     also all jobs that were weighed and let go, not their best alone\n"
         "  --quiet         no progress\n\n"
         "Examples:\n"
         "  souk why out/tiny-upwork-2022-1 never-hired\n"
         "  souk why out/baseline 4711 | less -R\n";
}

std::string report_help() {
  return "Writes the page of a folder again, from the store that is kept there: the same bytes as "
         "the "
         "command\nwrote at its end. Of a run or a sweep that was killed, as far as its store is "
         "complete.\n\n"
         "  souk run               run.sqlite       report.html\n"
         "  souk compare           compare.sqlite   report.html\n"
         "  souk sweep             sweep.sqlite     report.html\n"
         "  souk study newcomers   study.sqlite     study.html\n"
         "  souk load              load.sqlite      report.html\n\n"
         "Examples:\n"
         "  souk report out/tiny-upwork-2022-1\n"
         "  souk report out/fees\n"
         "  souk report out/study-newcomers-tiny-upwork-2022-1\n";
}

std::string export_help() {
  return "Writes every table of a run's store, the event log included, to a file of its own, in\n"
         "constant memory. What the tables and their columns mean: docs/store.md.\n\n"
         "  RUN             a run's folder, or its run.sqlite\n"
         "  --format F      csv (default; NULL is empty) or jsonl, an object a line\n"
         "  --zstd          compress each file with Zstandard\n"
         "  --table T       this table or view alone; may be repeated\n"
         "  --out DIR       folder to write to (default: export, in the run's folder); - with one\n"
         "                  --table writes to standard output\n\n"
         "Examples:\n"
         "  souk export out/tiny-upwork-2022-1\n"
         "  souk export out/baseline --format jsonl --zstd --out tables\n"
         "  souk export out/baseline --table events --out - | head\n";
}

std::string serve_help() {
  return "Serves a marketplace over HTTP: every command of the vocabulary as an operation, everything "
         "that\ncan be observed as a resource, on a database that outlives it. Open the address in a "
         "browser to\nlook at the market; /openapi.json describes the rest. Ends with SIGTERM or "
         "Ctrl-C, after what was\nbegun.\n\n"
         + serve_options_help()
         + "\nExamples:\n"
           "  souk serve --clock manual --policy seed\n"
           "  souk serve --db postgresql://souk@127.0.0.1:5432/market --listen 127.0.0.1:9000\n"
           "  curl -s localhost:8080/commands/register -d '{\"first_name\": \"Ana\", \"last_name\": "
           "\"Li\",\n"
           "    \"email\": \"ana@example.org\", \"username\": \"ana\", \"password\": \"correct7horse\",\n"
           "    \"side\": \"freelancer\"}'\n"
           "  curl -s localhost:8080/dev/mail          # the code that verifies the e-mail\n";
}

std::string load_help() {
  return "Carries out a load plan (YAML, docs/load.md) against a backend: flows of requests at a rate of\n"
         "arrivals (open), by so many people (closed), or both (partly open). Latencies count from the "
         "time\nat which a request was meant to start, so that a backend that stalls is charged with all "
         "that had to\nwait. A target that is not this machine is refused unless it is allowed by "
         "name. Writes to a folder:\n"
         "  report.html    what was measured, to read and to send on\n"
         "  load.json      the figures, for scripts\n"
         "  load.sqlite    all of it: histograms by operation, phase and status; second by second\n\n"
         + load_options_help()
         + "\nExit status: 0 all thresholds hold; 1 one does not, or the test was stopped by its "
           "conditions; 130\ninterrupted (what was measured is written).\n\nExamples:\n"
           "  souk load my-plan.yaml\n"
           "  souk load my-plan.yaml --target http://127.0.0.1:9000 --junit load.xml\n"
           "  souk load my-plan.yaml --target https://staging.example.org \\\n"
           "      --allow-host staging.example.org --max-rate 50\n"
           "  souk schema plan > plan.schema.json\n";
}

std::string schema_help() {
  return "Prints the JSON Schema of a kind of file, with the meaning, unit, range and source of "
         "each "
         "value.\nWithout a kind, lists the kinds. Editors that know YAML complete and check with "
         "it.\n\n"
         "Examples:\n"
         "  souk schema scenario > scenario.schema.json\n"
         "  souk schema policy > policy.schema.json\n";
}

}  // namespace souk::cli
