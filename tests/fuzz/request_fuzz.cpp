// Whatever bytes a request has, it ends in an answer: a command that is accepted leaves a market
// that its audit finds sound, one that is rejected leaves it as it was.
#include "scenarios/policy_file.hpp"
#include "server/ids.hpp"
#include "server/marketplace.hpp"
#include "server/message.hpp"
#include "server/router.hpp"

#include <boost/json.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace souk;

void demand(bool holds) {
  if (!holds) {
    std::abort();
  }
}

boost::json::object object_of(const char* text) { return boost::json::parse(text).as_object(); }

/// Two of each side, a job, a proposal and a contract: something to be about.
void fill(server::marketplace& place) {
  const boost::json::object profile = object_of(
      R"({"category": "design", "skills": ["logo"], "level": "expert", "rate": "25.00",
          "photo": true, "cv": true, "overview": true, "service": true})");
  for (const char* name : {"ana", "bob"}) {
    place.seed({name, name, name, name, {}, {}, market::side::freelancer}, profile);
  }
  for (const char* name : {"acme", "cyd"}) {
    place.seed({name, name, name, name, {}, {}, market::side::client}, {});
  }
  const auto give = [&](std::uint32_t who, const char* command, const char* fields) {
    place.give(market::person_id{who}, *server::command_of(command), object_of(fields));
  };
  give(2, "post_job", R"({"category": "design", "skills": ["logo"], "title": "A logo",
      "type": "fixed", "budget": "100.00"})");
  give(0, "propose", R"({"job": "2-0", "bid": "90.00"})");
  give(2, "offer", R"({"job": "2-0", "freelancer": "ana",
      "milestones": [{"amount": "90.00", "due": "2024-02-01"}]})");
  give(0, "accept_offer", R"({"contract": "2-0-0"})");
}

void read_line(std::string_view line) {
  for (const std::string& part : server::segments(line)) {
    market::milestone_id milestone;
    if (server::parse(part, milestone)) {
      market::milestone_id again;
      demand(server::parse(server::text_of(milestone), again) && again == milestone);
    }
  }
  server::query_value(line, "after");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) {
    return 0;
  }
  const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
  read_line(text);
  const auto fields = server::parse_object(text);
  if (!fields) {
    return 0;
  }
  static const market::policy terms = scenarios::load_policy("seed");
  server::marketplace place(terms, market::to_second({2024, 1, 1}));
  fill(place);
  const market::fingerprint before = place.world().state_hash();
  const market::person_id by = data[1] % 5 == 4 ? market::nobody : market::person_id{data[1] % 5U};
  const server::verdict answer = place.give(by, data[0] % server::commands, *fields);
  demand(answer.why == market::reason::none || place.world().state_hash() == before);
  demand(answer.mistakes.empty() || answer.why != market::reason::none);
  demand(!place.world().audit());
  return 0;
}
