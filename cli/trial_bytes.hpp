// Trials and their answers as bytes, to be sent to another machine and compared: the same value has
// the same bytes everywhere.
#pragma once

#include "cli/trial_crew.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace souk::cli {

std::string bytes_of(const trial& what);
/// Throws actors::archive_error for bytes that are no trial.
trial trial_of(std::string_view bytes);

/// A failure travels as its text.
std::string bytes_of(const trial_answer& found);
/// Throws actors::archive_error for bytes that are no answer.
trial_answer answer_of(std::string_view bytes);

/// Of an answer's bytes: those of two right answers to one trial are the same.
std::uint64_t digest_of(std::string_view bytes);

}  // namespace souk::cli
