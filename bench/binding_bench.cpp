// What a request costs to write and its answer to read, by the shipped binding.
#include "load/bound_backend.hpp"

#include <benchmark/benchmark.h>

namespace souk::load {
namespace {

class fixed_names : public backend_names {
 public:
  std::string_view person(market::person_id) const override { return "ana"; }
  std::string_view job(const market::job_id&) const override { return "1234-5"; }
  std::string_view contract(const market::contract_id&) const override { return "1234-5-77"; }
  std::string_view milestone(const market::milestone_id&) const override { return "1234-5-77-0"; }
  std::string_view word(market::symbol) const override { return "logo"; }
};

const bound_backend& backend() {
  static const bound_backend made(scenarios::load_binding("souk-serve", nullptr));
  return made;
}

void WriteProposal(benchmark::State& state) {
  const fixed_names names;
  bound_session ana;
  ana.token = "aQ1FjU0g6T5q0kBq1M0n3w";
  market::propose bid;
  bid.bid = {9050};
  bid.letter = "I have drawn forty logos and will draw yours.";
  bound_request request;
  for (auto _ : state) {
    backend().write(bid, {&ana, nullptr, &names, 0}, request);
    benchmark::DoNotOptimize(request.body.data());
  }
}
BENCHMARK(WriteProposal);

void Read(benchmark::State& state, const char* operation, int status, std::string_view body) {
  bound_answer answer;
  const operation_id which = backend().find(operation);
  for (auto _ : state) {
    backend().read(which, status, body, answer);
    benchmark::DoNotOptimize(answer.accepted);
  }
}
BENCHMARK_CAPTURE(Read, AcceptedProposal, "propose", 200,
    R"({"event":"proposed","at":"2024-01-01T02:00:00Z","seq":77})");
BENCHMARK_CAPTURE(Read, RefusedProposal, "propose", 409,
    R"({"type":"about:blank","title":"already_proposed","status":409,"code":"already_proposed"})");
BENCHMARK_CAPTURE(Read, Me, "me", 200,
    R"({"username":"ana","side":"freelancer","account":"open","email":"ana@x.invalid",)"
    R"("first_name":"Ana","last_name":"Li","reviews":3,"rating":"4.67","profile":"approved",)"
    R"("completeness":85,"rate":"25.00","category":"design","skill":"logo","badge":"none",)"
    R"("availability":"off","score":92,"profile_reason":null,"connects":37,"pending":"72.00",)"
    R"("available":"310.40","withdrawn":"900.00","earned":"1525.00"})");

}  // namespace
}  // namespace souk::load
