// A crew of this machine's cores and of workers on others (`souk worker`), who may come and go
// while it works (docs/workers.md).
#pragma once

#include "cli/crew_address.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/trial_crew.hpp"

#include <memory>
#include <string>
#include <vector>

namespace souk::cli {

class hosting_crew final : public trial_crew {
 public:
  /// `threads` of this process work as well; 0: none.
  hosting_crew(crew_address address, int threads, crew_watch watch);
  /// Throws std::runtime_error as well where nobody can listen at the address.
  void work_off(const trial_queue& queue) override;

 private:
  crew_address address_;
  int threads_;
  crew_watch watch_;
};

/// The crew that the options ask for. Throws usage_error and scenarios::bad_input where they cannot
/// be met.
std::unique_ptr<trial_crew> crew_for(const crew_choice& choice, int threads, crew_watch watch);

/// A watch that shows a crew's words and members with a line of progress. What `line` is shown for
/// is the caller's: `days_done` is empty.
crew_watch watch_with(progress_line& line, const char* command, bool quiet);

/// "here 12, ana 40 (2 threads), bob 3 (gone)": who has answered how many runs.
std::string members_text(const std::vector<crew_member>& members);

}  // namespace souk::cli
