// The few texts that people write: whoever reads them needs no more than how they begin.
#pragma once

#include <string_view>

namespace souk::people {

/// With which a letter must begin where the job says so (R13).
inline constexpr std::string_view attention_word = "souk";

namespace letters {

inline constexpr std::string_view plain = "Hello, this is work that I know well.";
inline constexpr std::string_view attentive = "souk: hello, this is work that I know well.";
inline constexpr std::string_view thanks = "Thank you for the invitation.";
static_assert(attentive.starts_with(attention_word) && !plain.starts_with(attention_word));

}  // namespace letters

}  // namespace souk::people
