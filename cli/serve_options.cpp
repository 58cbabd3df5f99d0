#include "cli/serve_options.hpp"

#include "cli/option_table.hpp"
#include "cli/options.hpp"
#include "scenarios/policy_file.hpp"
#include "scenarios/values.hpp"
#include "server/request_log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string_view>
#include <thread>

namespace souk::cli {

namespace {

constexpr const char* default_policy = "upwork-2022";
constexpr std::size_t shortest_operator_token = 32;

constexpr std::array options{option{"--db", "FILE|URL",
                                 "where the market is kept: a file of SQLite (souk.sqlite), or\n"
                                 "postgresql://USER@HOST:PORT/NAME"},
    option{"--listen", "HOST:PORT", "127.0.0.1:8080; port 0 takes a free one"},
    option{"--clock", "C", "real; x60 (a minute an hour); or manual (POST /dev/clock)"},
    option{"--policy", "P",
        "the rules of a market that is new: a preset or a file, with changes\n"
        "(upwork-2022,fees.client=3%)"},
    option{"--dev", "",
        "development: /dev/mail, /dev/clock, /dev/reset, /dev/operator; so it\n"
        "is anyway on a loopback address"},
    option{"--no-dev", "", "nothing of that, on any address"},
    option{"--operator-token-file", "FILE",
        "the token of the platform's operator, who sees the\n"
        "ledger; at least 32 characters"},
    option{"--rate-limit", "N|none", "requests a second of one person or address (100)"},
    option{"--login-limit", "N|none", "logins and sign-ups a second of one address (10)"},
    option{"--quick-passwords", "",
        "development: hashes passwords with the least work, for load tests\n"
        "with many sign-ups"},
    option{"--token-lifetime", "D", "how long a login lasts (12h)"},
    option{"--tls-cert", "FILE", "HTTPS: the certificate chain, PEM; with --tls-key"},
    option{"--tls-key", "FILE", "its private key, PEM"},
    option{"--threads", "N", "that answer requests (one a core)"},
    option{"--log-level", "L",
        "info (every request), warn, err or off; JSON lines on standard\n"
        "error"}};

using given_options = std::map<std::string_view, std::string>;

given_options take(std::span<const std::string> arguments) {
  given_options given;
  read_options(
      arguments, options,
      [&](std::string_view name, const std::string& value) { given[name] = value; },
      [](const std::string& word) {
        const std::string name = word.substr(0, word.find('='));
        throw usage_error(fmt::format(
            "it takes no {}; {}", scenarios::in_quotes(name), nearest_option(name, options)));
      });
  return given;
}

void read_listen(const std::string& text, server::http_options& into) {
  const std::size_t colon = text.rfind(':');
  std::int64_t port = 0;
  if (colon == std::string::npos || colon == 0 || !scenarios::parse(text.substr(colon + 1), port)
      || port < 0 || port > 65'535) {
    refuse_value("--listen", text, "an address and a port, as 127.0.0.1:8080 or [::1]:8080");
  }
  into.host = text.substr(0, colon);
  if (into.host.starts_with('[') && into.host.ends_with(']')) {
    into.host = into.host.substr(1, into.host.size() - 2);
  }
  into.host = into.host == "localhost" ? "127.0.0.1" : into.host;
  into.port = static_cast<std::uint16_t>(port);
}

double rate_of(std::string_view name, const std::string& text) {
  double value = 0;
  if (text != "none" && (!scenarios::parse(text, value) || value <= 0)) {
    refuse_value(name, text, "a number above 0, or none");
  }
  return value;
}

std::string secret_of(const std::string& file) {
  std::ifstream from(file);
  std::string token;
  std::getline(from, token);
  if (token.size() < shortest_operator_token) {
    throw scenarios::bad_input(file, "it has no line of at least 32 characters",
        "a token, as `openssl rand -hex 32` makes one");
  }
  return token;
}

bool is_loopback(const std::string& host) { return host.starts_with("127.") || host == "::1"; }

class reader {
 public:
  explicit reader(const given_options& given) : given_(given) {}

  server::service_options read() {
    read_market();
    read_http();
    read_routes();
    if (const std::string* const level = find("--log-level")) {
      if (!server::is_log_level(*level)) {
        refuse_value("--log-level", *level, "trace, debug, info, warn, err, critical or off");
      }
      all_.log_level = *level;
    }
    return all_;
  }

 private:
  const std::string* find(std::string_view name) const {
    const auto at = given_.find(name);
    return at == given_.end() ? nullptr : &at->second;
  }

  void read_market() {
    const std::string* const db = find("--db");
    all_.market.db = db == nullptr ? "souk.sqlite" : *db;
    const std::string* const policy = find("--policy");
    all_.market.terms = scenarios::load_policy(policy == nullptr ? default_policy : *policy);
    all_.market.terms_given = policy != nullptr;
    if (const std::string* const clock = find("--clock")) {
      const auto kind = server::parse_clock(*clock);
      if (!kind) {
        refuse_value("--clock", *clock, "real, manual, or x and a whole number, as x60");
      }
      all_.market.clock = *kind;
    }
  }

  void read_http() {
    if (const std::string* const listen = find("--listen")) {
      read_listen(*listen, all_.http);
    }
    const std::string* const certificate = find("--tls-cert");
    const std::string* const key = find("--tls-key");
    if ((certificate == nullptr) != (key == nullptr)) {
      throw usage_error("TLS needs both --tls-cert and --tls-key");
    }
    if (certificate != nullptr) {
      all_.http.certificate = *certificate;
      all_.http.key = *key;
    }
    std::int64_t threads = std::max(1U, std::thread::hardware_concurrency());
    if (const std::string* const given = find("--threads")) {
      if (!scenarios::parse(*given, threads) || threads < 1 || threads > most_threads) {
        refuse_value("--threads", *given, "a whole number from 1 to 1024");
      }
    }
    all_.http.threads = static_cast<int>(threads);
  }

  void read_routes() {
    server::router_options& routes = all_.routes;
    const bool on = find("--dev") != nullptr;
    const bool off = find("--no-dev") != nullptr;
    if (on && off) {
      throw usage_error("either --dev or --no-dev");
    }
    routes.development = on || (!off && is_loopback(all_.http.host));
    all_.quick_passwords = find("--quick-passwords") != nullptr;
    if (all_.quick_passwords && !routes.development) {
      throw usage_error("--quick-passwords is for development; --dev");
    }
    const std::string* const rate = find("--rate-limit");
    routes.requests_per_second = rate == nullptr ? 100 : rate_of("--rate-limit", *rate);
    const std::string* const logins = find("--login-limit");
    routes.logins_per_second = logins == nullptr ? 10 : rate_of("--login-limit", *logins);
    if (const std::string* const file = find("--operator-token-file")) {
      routes.operator_token = secret_of(*file);
    }
    if (const std::string* const lifetime = find("--token-lifetime")) {
      market::duration length;
      if (!scenarios::parse(*lifetime, length) || length.seconds < 1) {
        refuse_value("--token-lifetime", *lifetime, "a duration, as 90s, 15m, 12h or 5d");
      }
      routes.token_lifetime = length.seconds;
    }
  }

  const given_options& given_;
  server::service_options all_;
};

}  // namespace

server::service_options read_serve_options(std::span<const std::string> arguments) {
  const given_options given = take(arguments);
  return reader(given).read();
}

std::string serve_options_help() { return table_help(options, 31); }

}  // namespace souk::cli
