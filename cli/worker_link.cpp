#include "cli/worker_link.hpp"

#include "cli/crew_wire.hpp"
#include "cli/job_bench.hpp"
#include "cli/results_id.hpp"

#include <fmt/format.h>

#include <optional>
#include <stdexcept>
#include <utility>

namespace souk::cli {

namespace {

constexpr std::chrono::seconds longest_wait{10};     // for a first answer
constexpr int ticks_to_silence = 15 * ticks_a_beat;  // of the host

using broken_atom = caf::atom_constant<caf::atom("broken")>;

class host_link {
 public:
  host_link(caf::actor_system& system, const crew_address& host, const worker_offer& offer,
      const link_watch& watch)
      : address_(host), offer_(offer), watch_(watch), self_(system) {}

  link_report run() {
    if (connect()) {
      self_->monitor(host_);
      self_->send(host_, hello_atom::value, std::string(SOUK_VERSION), std::string(results_id),
          offer_.name, static_cast<std::uint32_t>(offer_.threads));
      serve();
    }
    bench_.reset();
    if (broken_) {
      throw std::runtime_error("cannot carry out a run: " + *broken_);
    }
    return std::move(*ended_);
  }

 private:
  void end(link_report::end how, std::string why = "") {
    if (!ended_) {
      ended_ = {how, std::move(why), answered_};
    }
  }

  bool connect() {
    caf::actor_system& system = self_->system();
    const caf::io::middleman_actor connector = address_.secret
                                                   ? system.openssl_manager().actor_handle()
                                                   : system.middleman().actor_handle();
    self_->request(connector, longest_wait, caf::connect_atom::value, address_.host, address_.port)
        .receive([this](const caf::node_id&, const caf::strong_actor_ptr& found,
                     const std::set<std::string>&) { host_ = caf::actor_cast<caf::actor>(found); },
            [&](const caf::error& error) {
              end(link_report::end::unreachable, system.render(error));
            });
    if (!host_) {
      end(link_report::end::unreachable, "nobody there has work");
    }
    return static_cast<bool>(host_);
  }

  void serve() {
    auto next_tick = std::chrono::steady_clock::now() + crew_tick;
    while (!ended_) {
      receive_one();
      if (std::chrono::steady_clock::now() >= next_tick) {
        tick();
        next_tick = std::chrono::steady_clock::now() + crew_tick;
      }
    }
  }

  void receive_one() {
    self_->receive([this](welcome_atom) { begin(); },
        [this](refused_atom, const std::string& why) { end(link_report::end::refused, why); },
        [this](job_atom, std::uint64_t job, const std::string& trial) {
          quiet_ = 0;
          bench_->put(job, trial);
        },
        [this](drop_atom, std::uint64_t job) { bench_->drop(job); },
        [this](beat_atom) { quiet_ = 0; }, [this](bye_atom) { end(link_report::end::done); },
        // From the bench:
        [this](answer_atom, std::uint64_t job, const std::string& answer) {
          self_->send(host_, answer_atom::value, job, answer);
          watch_.answered(++answered_);
        },
        [this](dropped_atom, std::uint64_t job) { self_->send(host_, dropped_atom::value, job); },
        [this](broken_atom, const std::string& why) {
          broken_ = why;
          end(link_report::end::lost, why);
        },
        [this](const caf::down_msg&) { end(link_report::end::lost, "the connection broke"); },
        caf::others >>
            [](caf::message_view&) -> caf::result<caf::message> { return caf::message(); },
        caf::after(crew_tick) >> [] {});
  }

  void begin() {
    if (bench_) {
      return;
    }
    const auto tell = [to = caf::actor(self_)](auto... message) { caf::anon_send(to, message...); };
    bench_ = std::make_unique<job_bench>(offer_.threads,
        job_bench::outlet{
            .done = [tell](std::uint64_t job,
                        std::string answer) { tell(answer_atom::value, job, std::move(answer)); },
            .dropped = [tell](std::uint64_t job) { tell(dropped_atom::value, job); },
            .broken = [tell](std::string why) { tell(broken_atom::value, std::move(why)); }});
    watch_.joined();
  }

  void tick() {
    if (watch_.stop()) {
      end(link_report::end::interrupted);
    } else if (++quiet_ > ticks_to_silence) {
      end(link_report::end::lost, "nothing is heard from there");
    } else if (bench_ && ++ticks_ % ticks_a_beat == 0) {
      self_->send(host_, beat_atom::value, bench_->take_days());
    }
  }

  const crew_address& address_;
  const worker_offer& offer_;
  const link_watch& watch_;
  caf::scoped_actor self_;
  caf::actor host_;
  std::unique_ptr<job_bench> bench_;  // once the host has welcomed
  int ticks_ = 0;
  int quiet_ = 0;  // ticks since the host was heard of
  std::int64_t answered_ = 0;
  std::optional<link_report> ended_;
  std::optional<std::string> broken_;
};

}  // namespace

link_report work_for(const crew_address& host, const worker_offer& offer, const link_watch& watch) {
  // A system of its own for each connection: a host takes a node that it still holds for connected
  // for the same.
  crew_config config(host);
  caf::actor_system system(config);
  return host_link(system, host, offer, watch).run();
}

}  // namespace souk::cli
