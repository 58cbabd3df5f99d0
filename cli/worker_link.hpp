// A worker's side of one connection to a sweep or a comparison.
#pragma once

#include "cli/crew_address.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace souk::cli {

struct worker_offer {
  std::string name;
  int threads = 1;
};

/// How a connection ended.
struct link_report {
  enum class end : std::uint8_t {
    done,         // the host has all its answers
    refused,      // the host does not want this worker
    unreachable,  // there was no connection
    lost,         // the connection broke, or the host fell silent
    interrupted,
  };
  end how = end::done;
  std::string why;
  std::int64_t answered = 0;
};

/// Works for the host until that ends. `stop` is asked ten times a second; `joined` is told when
/// the host takes the worker, `answered` after each job with their number. Throws
/// std::runtime_error where this machine cannot carry out a job.
struct link_watch {
  std::function<bool()> stop = [] { return false; };
  std::function<void()> joined = [] {};
  std::function<void(std::int64_t)> answered = [](std::int64_t) {};
};
link_report work_for(const crew_address& host, const worker_offer& offer, const link_watch& watch);

}  // namespace souk::cli
