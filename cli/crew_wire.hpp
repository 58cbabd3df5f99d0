// What a sweep or a comparison and its workers say to each other over CAF's I/O module. Only text
// and numbers travel, so that souks of different versions understand each other well enough to
// refuse.
#pragma once

#include "cli/crew_address.hpp"
#include "cli/crew_identity.hpp"

#include <caf/all.hpp>
#include <caf/io/all.hpp>
#include <caf/openssl/all.hpp>

#include <chrono>
#include <memory>

namespace souk::cli {

// Worker to host: who it is: hello, its version (text), results_id (text), name (text), threads
// (uint32). The answer is `welcome`, or `refused` and why.
using hello_atom = caf::atom_constant<caf::atom("hello")>;
using welcome_atom = caf::atom_constant<caf::atom("welcome")>;
using refused_atom = caf::atom_constant<caf::atom("refused")>;
// Host to worker: a job's number (uint64) and its trial (bytes as text, cli/trial_bytes.hpp); and
// that the job is not wanted any more.
using job_atom = caf::atom_constant<caf::atom("job")>;
using drop_atom = caf::atom_constant<caf::atom("drop")>;
// Worker to host: a job's number and its answer, or that it was given up.
using answer_atom = caf::atom_constant<caf::atom("answer")>;
using dropped_atom = caf::atom_constant<caf::atom("dropped")>;
// Worker to host every second: it is there, and so many days (uint64) were simulated since the last
// time; the answer is the same without days.
using beat_atom = caf::atom_constant<caf::atom("beat")>;
// Host to worker: all is done.
using bye_atom = caf::atom_constant<caf::atom("bye")>;

inline constexpr std::chrono::milliseconds crew_tick{100};
inline constexpr int ticks_a_beat = 10;

/// An actor system that can talk to others: encrypted where there is a secret.
class crew_config : public caf::actor_system_config {
 public:
  explicit crew_config(const crew_address& address) {
    load<caf::io::middleman>();
    if (address.secret) {
      identity_ = std::make_unique<crew_identity>(*address.secret);
      load<caf::openssl::manager>();
      openssl_certificate = identity_->certificate_file();
      openssl_key = identity_->key_file();
      openssl_cafile = identity_->certificate_file();
    }
    set("scheduler.max-threads", std::size_t{1});
    set("middleman.app-identifiers", std::vector<std::string>{"souk"});
    set("logger.verbosity", caf::atom("quiet"));
  }

 private:
  std::unique_ptr<crew_identity> identity_;
};

}  // namespace souk::cli
