#include "cli/options.hpp"

#include "cli/help.hpp"
#include "reports/arms.hpp"
#include "scenarios/mistakes.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/values.hpp"

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <sstream>

namespace souk::cli {

namespace {

namespace po = boost::program_options;

constexpr std::array<std::string_view, 7> log_levels{
    "trace", "debug", "info", "warn", "error", "critical", "off"};

// Options are not guessed from their beginnings: a script's option must not change its meaning when
// another is added.
constexpr int strict_style =
    po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;

po::options_description simulation_description() {
  po::options_description all("Options", 100, 62);
  const auto text = [](const char* name) { return po::value<std::string>()->value_name(name); };
  all.add_options()("policy", text("P"),
      "the platform's rules: a preset's name (souk policies) or a file, with changes: "
      "upwork-2022,fees.client=3%")("set",
      po::value<std::vector<std::string>>()->composing()->value_name("PATH=VALUE"),
      "change a value of the scenario, or of its policy as policy.fees.client=3%; may be repeated")(
      "seed", text("N"), "of all luck (default: the scenario's)")(
      "days", text("N"), "days to measure, after the burn-in (default: the scenario's)")("threads",
      text("N"), "default: one a core; the result is the same for any number")("cohort-size",
      text("N"), "people an actor hosts (default: chosen); the result is the same for any number")(
      "out", text("DIR"), "folder to write to (default: out/<scenario>-<policy>-<seed>)")(
      "force", "overwrite a run that is there already")(
      "events", "record every event and every movement of money in run.sqlite")(
      "quiet", "no progress and no table at the end")("log-level", text("L"),
      "trace, debug, info, warn (default), error, critical or off; on standard error")(
      "help,h", "this text");
  return all;
}

po::options_description run_description() {
  po::options_description all = simulation_description();
  const auto text = [](const char* name) { return po::value<std::string>()->value_name(name); };
  all.add_options()("checkpoint-every", text("D"),
      "keep a checkpoint every so many days, as 30d, to --resume from")("resume", text("DIR"),
      "go on with the run in DIR, interrupted or killed, from its newest checkpoint")("fork-at",
      text("D"),
      "two futures from one past: one goes on, and from day D of the window on another lives under "
      "--policy, in a folder beside it; with --resume, of a run that is there");
  return all;
}

std::vector<std::string_view> names_in(
    const po::options_description& options, std::vector<std::string>& storage) {
  for (const auto& option : options.options()) {
    storage.push_back("--" + option->long_name());
  }
  return {storage.begin(), storage.end()};
}

[[noreturn]] void refuse_unknown(const std::string& name, const po::options_description& options) {
  std::vector<std::string> storage;
  throw usage_error("unknown option " + scenarios::in_quotes(name) + "; "
                    + scenarios::suggestion(name, names_in(options, storage)));
}

std::string usual_spelling(std::string message) {
  // Program_options writes of "option '--seed'"; its own prefix is already right for one sentence.
  std::replace(message.begin(), message.end(), '\n', ' ');
  return message;
}

po::variables_map parsed(std::span<const std::string> arguments,
    const po::options_description& options, const char* positional) {
  po::options_description all;
  all.add(options);
  all.add_options()(positional, po::value<std::string>());
  po::positional_options_description places;
  places.add(positional, 1);
  po::variables_map values;
  try {
    po::store(po::command_line_parser({arguments.begin(), arguments.end()})
                  .options(all)
                  .positional(places)
                  .style(strict_style)
                  .run(),
        values);
    po::notify(values);
  } catch (const po::unknown_option& error) {
    refuse_unknown(error.get_option_name(), options);
  } catch (const po::too_many_positional_options_error&) {
    throw usage_error("more than one " + std::string(positional) + "; give one");
  } catch (const po::error& error) {
    throw usage_error(usual_spelling(error.what()));
  }
  return values;
}

std::optional<std::string> text_of(const po::variables_map& values, const char* name) {
  return values.count(name) == 0 ? std::nullopt : std::optional(values[name].as<std::string>());
}

/// A whole number from `low` to `high`, nothing before or after it.
template <class Number>
std::optional<Number> number_of(
    const po::variables_map& values, const char* name, Number low, Number high) {
  const std::optional<std::string> text = text_of(values, name);
  if (!text) {
    return std::nullopt;
  }
  Number number{};
  const char* const end = text->data() + text->size();
  const auto [stopped, wrong] = std::from_chars(text->data(), end, number);
  if (wrong != std::errc() || stopped != end || number < low || number > high) {
    throw usage_error("--" + std::string(name) + " " + scenarios::in_quotes(*text)
                      + " is not a whole number from " + std::to_string(low) + " to "
                      + std::to_string(high));
  }
  return number;
}

/// A share above 0 and below 1, as 2% or 0.02.
double share_of(const std::string& name, const std::string& text) {
  market::share value;
  if (!scenarios::parse(text, value) || value.ppm <= 0 || value.ppm >= 1'000'000) {
    throw usage_error("--" + name + " " + scenarios::in_quotes(text)
                      + " is not a share above 0 and below 1, as 2%");
  }
  return static_cast<double>(value.ppm) * 1e-6;
}

/// What is drawn for a live test.
std::string unit_of(const std::string& name) {
  if (market::from_name<reports::test_unit>(name)) {
    return name;
  }
  const auto& known = market::names_of<reports::test_unit>;
  throw usage_error("--unit " + scenarios::in_quotes(name) + " is unknown; "
                    + scenarios::suggestion(name, {known.begin(), known.end()}));
}

std::string log_level_of(const po::variables_map& values) {
  const std::string level = text_of(values, "log-level").value_or("warn");
  const std::vector<std::string_view> known(log_levels.begin(), log_levels.end());
  if (std::find(known.begin(), known.end(), level) == known.end()) {
    throw usage_error("--log-level " + scenarios::in_quotes(level) + " is unknown; "
                      + scenarios::suggestion(level, known));
  }
  return level;
}

}  // namespace

namespace {

po::options_description model_description() {
  po::options_description all = simulation_description();
  all.add_options()("replications", po::value<std::string>()->value_name("N"),
      "how often, each under the next seed (default: 20), one to a thread");
  return all;
}

void add_crew_options(po::options_description& all) {
  const auto text = [](const char* name) { return po::value<std::string>()->value_name(name); };
  all.add_options()("listen", text("HOST:PORT"),
      "workers may join here at any time, with `souk worker --connect HOST:PORT`; port 0 takes a "
      "free one; with --threads 0 they alone work")("secret-file", text("FILE"),
      "what workers must know: the same file there, a line of at least 32 characters; encrypts; "
      "needed where HOST is not this machine's own loopback");
}

/// The options of `souk run` without its --policy and --events, and those of a comparison.
po::options_description compare_description() {
  const po::options_description run = simulation_description();
  const auto text = [](const char* name) { return po::value<std::string>()->value_name(name); };
  const auto texts = [](const char* name) {
    return po::value<std::vector<std::string>>()->composing()->value_name(name);
  };
  po::options_description all("Options", 100, 62);
  all.add_options()("policy", texts("P"),
      "twice or more: the policies to compare, each with the first; a preset's name or a file, "
      "with changes: upwork-2022,fees.client=3%")("arm", texts("'NAME: PATH=VALUE, ...'"),
      "one more to compare, after those of --policy, with values of its own: of the scenario as "
      "with --set, of its policy (policy=P, policy.fees.client=3%); may be repeated")(
      "replications", text("N"),
      "how many pairs of worlds, each under the next seed (default: 20), one to a thread")(
      "from-start",
      "each policy from second 0 on; otherwise all worlds share one burn-in under "
      "the scenario's policy and part when it is over")("guard", texts("'OUTCOME >= VALUE'"),
      "what may not happen: 'newcomers_hired_28d >= -2%' (of the first policy's), or in the "
      "outcome's unit without %; exit status 1 where one does not hold")("precision", text("SHARE"),
      "of the first policy's level: for how many replications are needed for such an "
      "interval to each side (default: 1%)");
  all.add_options()("naive-ab", text("SHARE"),
      "one more world a seed and policy: what a live A/B test with so many under it would have "
      "said, and how wrong that is; as 50%")("unit", text("KIND"),
      "what is drawn for it: freelancers (default), clients, or jobs posted in the window")(
      "person", text("N"),
      "tell the first event at which this person's worlds part, under the first seed");
  add_crew_options(all);
  for (const auto& option : run.options()) {
    if (option->long_name() != "policy" && option->long_name() != "events") {
      all.add(option);
    }
  }
  return all;
}

po::options_description sweep_description() {
  const auto text = [](const char* name) { return po::value<std::string>()->value_name(name); };
  po::options_description all("Options", 100, 62);
  all.add_options()("dry-run", "say how many runs there are and what they will cost, and end")(
      "resume", text("DIR"),
      "go on with the sweep in this folder: only runs that it lacks are made")(
      "replications", text("N"), "at each point (default: the experiment's)")("threads", text("N"),
      "a run each at a time (default: one a core); the result is the same for any number")("out",
      text("DIR"),
      "folder to write to (default: out/<experiment>)")("force", "overwrite what is there already")(
      "quiet", "no progress and no table at the end")("help,h", "this text");
  add_crew_options(all);
  return all;
}

po::options_description worker_description() {
  const auto text = [](const char* name) { return po::value<std::string>()->value_name(name); };
  po::options_description all("Options", 100, 62);
  all.add_options()("connect", text("HOST:PORT"), "where the sweep or comparison listens")(
      "secret-file", text("FILE"),
      "the file that the other side was given; needed where HOST is another machine")(
      "threads", text("N"), "a run each at a time (default: one a core)")("name", text("NAME"),
      "what the other side calls this worker (default: of the machine and the process)")(
      "wait", text("D"), "how long to look for work, as 10m (default: 1m)")(
      "quiet", "say nothing but errors")("help,h", "this text");
  return all;
}

std::string scenario_of(const po::variables_map& values) {
  const std::optional<std::string> scenario = text_of(values, "SCENARIO");
  if (!scenario || scenario->empty()) {
    throw usage_error(
        "no scenario given; name one that souk ships (" + shipped_scenarios() + "), or a file");
  }
  return *scenario;
}

/// Days, as 30 or 30d.
std::optional<std::int32_t> days_of(
    const po::variables_map& values, const char* name, std::int32_t low) {
  const std::optional<std::string> text = text_of(values, name);
  if (!text) {
    return std::nullopt;
  }
  scenarios::day_count count;
  if (!scenarios::parse(*text, count) || count.days < low || count.days > most_days) {
    throw usage_error(fmt::format("--{} {} is not a number of days from {} to {}, as 30d", name,
        scenarios::in_quotes(*text), low, most_days));
  }
  return count.days;
}

/// What a run that is gone on with has already.
void check_resumed(const po::variables_map& values, bool forks) {
  std::vector<std::string_view> settled{"SCENARIO", "set", "seed", "days", "cohort-size", "events"};
  if (!forks) {
    settled.insert(settled.end(), {"policy", "out", "force"});
  }
  for (const std::string_view name : settled) {
    if (values.count(std::string(name)) != 0) {
      throw usage_error(fmt::format("--resume goes on with the run as it was begun; leave out {}{}",
          name == "SCENARIO" ? "" : "--", name));
    }
  }
}

/// What `souk run` takes beside the options of all simulations.
void add_run_options(const po::variables_map& values, simulation_options& options) {
  options.checkpoint_every = days_of(values, "checkpoint-every", 1).value_or(0);
  options.resume = text_of(values, "resume");
  options.fork_at = days_of(values, "fork-at", 0);
  if (options.resume) {
    check_resumed(values, options.fork_at.has_value());
  }
  if (options.fork_at && !options.policy) {
    throw usage_error("--fork-at needs the policy of the other future; give --policy B");
  }
}

/// None of its own are enough for whoever has workers.
int least_threads(const po::variables_map& values) { return values.count("listen") == 0 ? 1 : 0; }

crew_choice crew_of(const po::variables_map& values) {
  crew_choice crew;
  crew.listen = text_of(values, "listen");
  crew.secret_file = text_of(values, "secret-file");
  crew.works_itself = number_of<int>(values, "threads", 0, most_threads) != 0;
  if (crew.secret_file && !crew.listen) {
    throw usage_error("--secret-file is for workers; give --listen HOST:PORT as well");
  }
  return crew;
}

simulation_options simulation_of(const po::variables_map& values) {
  simulation_options options;
  options.scenario = values.count("resume") == 0 ? scenario_of(values) : std::string();
  if (values.count("policy") != 0 && values["policy"].value().type() == typeid(std::string)) {
    options.policy = text_of(values, "policy");
  }
  if (values.count("set") != 0) {
    options.settings = values["set"].as<std::vector<std::string>>();
  }
  options.seed = number_of<std::uint64_t>(values, "seed", 0, UINT64_MAX);
  options.days = number_of<std::int32_t>(values, "days", 1, most_days);
  options.threads =
      number_of<int>(values, "threads", least_threads(values), most_threads).value_or(0);
  options.cohort_size = number_of<std::uint32_t>(values, "cohort-size", 1, UINT32_MAX).value_or(0);
  options.out = text_of(values, "out");
  options.force = values.count("force") != 0;
  options.events = values.count("events") != 0;
  options.quiet = values.count("quiet") != 0;
  options.log_level = log_level_of(values);
  return options;
}

std::string help_of(const po::options_description& description) {
  std::ostringstream out;
  out << description;
  // Program_options leaves a space at the end of each line that it breaks.
  std::string text = out.str();
  for (std::size_t at = 0; (at = text.find(" \n", at)) != std::string::npos;) {
    text.erase(at, 1);
  }
  return text;
}

}  // namespace

namespace {

po::options_description dash_description() {
  po::options_description all = simulation_description();
  const auto text = [](const char* name) { return po::value<std::string>()->value_name(name); };
  all.add_options()("at", text("DAY"),
      "stop there, burn-in included (day 0 is its first); pictures show that day")(
      "layout", text("NAME"), "market, money, people, desk, policy, all, or one panel's name")(
      "screenshot", text("FILE.png"), "write a picture and end; needs no screen")(
      "frames", text("DIR"), "write a picture of each day into a folder, and end")(
      "size", text("WxH"), "of pictures, in pixels (default: 1920x1080)")("scale", text("N"),
      "pixels a point of pictures, 0.5 to 4 (default: 1; 2 for a dense screen)")("theme", text("T"),
      "dark or light (default: as it was last)")("smoke", "open a window for a second, and end");
  return all;
}

/// "1920x1080".
std::array<std::int32_t, 2> size_of(const std::string& text) {
  std::array<std::int32_t, 2> size{};
  const char* const end = text.data() + text.size();
  const auto [cross, bad_width] = std::from_chars(text.data(), end, size[0]);
  const char* const after = cross == end ? end : cross + 1;
  const auto [stopped, bad_height] = std::from_chars(after, end, size[1]);
  const bool fits = std::ranges::all_of(size, [](auto n) { return n >= 320 && n <= 8192; });
  if (bad_width != std::errc() || bad_height != std::errc() || *cross != 'x' || stopped != end
      || !fits) {
    throw usage_error("--size " + scenarios::in_quotes(text)
                      + " is no size; WIDTHxHEIGHT in pixels, 320 to 8192 each, as 1920x1080");
  }
  return size;
}

double scale_of(const std::string& text) {
  double scale = 0.0;
  const char* const end = text.data() + text.size();
  const auto [stopped, wrong] = std::from_chars(text.data(), end, scale);
  if (wrong != std::errc() || stopped != end || !(scale >= 0.5 && scale <= 4.0)) {
    throw usage_error("--scale " + scenarios::in_quotes(text) + " is not a number from 0.5 to 4");
  }
  return scale;
}

}  // namespace

dash_options read_dash_options(std::span<const std::string> arguments) {
  const po::variables_map values = parsed(arguments, dash_description(), "SCENARIO");
  dash_options options;
  if (values.count("SCENARIO") != 0) {
    static_cast<simulation_options&>(options) = simulation_of(values);
  } else {
    options.scenario = "tiny";
  }
  options.at = number_of<std::int32_t>(values, "at", 0, most_days);
  options.layout = text_of(values, "layout");
  options.screenshot = text_of(values, "screenshot");
  options.frames = text_of(values, "frames");
  options.size = size_of(text_of(values, "size").value_or("1920x1080"));
  options.scale = scale_of(text_of(values, "scale").value_or("1"));
  options.theme = text_of(values, "theme");
  options.smoke = values.count("smoke") != 0;
  if (options.theme && *options.theme != "dark" && *options.theme != "light") {
    throw usage_error(
        "--theme " + scenarios::in_quotes(*options.theme) + " is unknown; dark or light");
  }
  return options;
}

std::string dash_options_help() { return help_of(dash_description()); }

simulation_options read_run_options(std::span<const std::string> arguments) {
  const po::variables_map values = parsed(arguments, run_description(), "SCENARIO");
  simulation_options options = simulation_of(values);
  add_run_options(values, options);
  return options;
}

model_options read_model_options(std::span<const std::string> arguments) {
  const po::variables_map values = parsed(arguments, model_description(), "SCENARIO");
  model_options options{simulation_of(values), 20};
  options.replications =
      number_of<std::int32_t>(values, "replications", 1, most_replications).value_or(20);
  return options;
}

compare_options read_compare_options(std::span<const std::string> arguments) {
  const po::variables_map values = parsed(arguments, compare_description(), "SCENARIO");
  compare_options options;
  static_cast<simulation_options&>(options) = simulation_of(values);
  const auto texts_of = [&](const char* name) {
    return values.count(name) == 0 ? std::vector<std::string>()
                                   : values[name].as<std::vector<std::string>>();
  };
  options.policies = texts_of("policy");
  options.arms = texts_of("arm");
  options.guards = texts_of("guard");
  options.from_start = values.count("from-start") != 0;
  options.replications =
      number_of<std::int32_t>(values, "replications", 1, most_replications).value_or(20);
  if (const auto text = text_of(values, "precision")) {
    options.precision = share_of("precision", *text);
  }
  if (const auto text = text_of(values, "naive-ab")) {
    options.naive_share = share_of("naive-ab", *text);
  }
  options.naive_unit = unit_of(text_of(values, "unit").value_or("freelancers"));
  options.person = number_of<std::uint32_t>(values, "person", 0, UINT32_MAX);
  options.crew = crew_of(values);
  return options;
}

sweep_options read_sweep_options(std::span<const std::string> arguments) {
  const po::variables_map values = parsed(arguments, sweep_description(), "EXPERIMENT");
  sweep_options options;
  options.experiment = text_of(values, "EXPERIMENT").value_or("");
  if (options.experiment.empty()) {
    throw usage_error("no experiment given; name one that souk ships (fees, first-job), or a file");
  }
  options.replications = number_of<std::int32_t>(values, "replications", 1, most_replications);
  options.threads =
      number_of<int>(values, "threads", least_threads(values), most_threads).value_or(0);
  options.crew = crew_of(values);
  options.dry_run = values.count("dry-run") != 0;
  options.resume = values.count("resume") != 0;
  options.out = options.resume ? text_of(values, "resume") : text_of(values, "out");
  options.force = values.count("force") != 0;
  options.quiet = values.count("quiet") != 0;
  return options;
}

worker_options read_worker_options(std::span<const std::string> arguments) {
  // A worker is told where by name: HOST:PORT alone would be taken for something to simulate.
  const po::variables_map values = parsed(arguments, worker_description(), "HOST:PORT");
  worker_options options;
  options.connect = text_of(values, "connect").value_or("");
  if (options.connect.empty() || values.count("HOST:PORT") != 0) {
    throw usage_error("no address to work for; give --connect HOST:PORT");
  }
  options.secret_file = text_of(values, "secret-file");
  options.name = text_of(values, "name");
  options.threads = number_of<int>(values, "threads", 1, most_threads).value_or(0);
  if (const auto text = text_of(values, "wait")) {
    market::duration wait;
    if (!scenarios::parse(*text, wait) || wait.seconds < 1) {
      throw usage_error("--wait " + scenarios::in_quotes(*text) + " is no duration, as 10m");
    }
    options.wait_s = static_cast<std::int32_t>(std::min<std::int64_t>(wait.seconds, INT32_MAX));
  }
  options.quiet = values.count("quiet") != 0;
  return options;
}

std::string worker_options_help() { return help_of(worker_description()); }

std::string sweep_options_help() { return help_of(sweep_description()); }

std::string compare_options_help() { return help_of(compare_description()); }

std::string run_options_help() { return help_of(run_description()); }

std::string model_options_help() { return help_of(model_description()); }

}  // namespace souk::cli
