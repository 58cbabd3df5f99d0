#include "scenarios/text_file.hpp"

#include "scenarios/mistakes.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>
#include <vector>

namespace souk::scenarios {

namespace {

/// How many bytes the UTF-8 character at the head of `text` has; 0 where it is malformed.
std::size_t character_size(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) {
    return 1;
  }
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < size) {
    return 0;
  }
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) {
      return 0;
    }
  }
  const unsigned char second = byte(1);
  const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool outside = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
  return overlong || outside ? 0 : size;
}

bool is_control(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return (byte < 0x20 && letter != '\t' && letter != '\n' && letter != '\r') || byte == 0x7F;
}

[[noreturn]] void refuse(
    const std::string& file, position at, std::string wrong, std::string right) {
  throw bad_input(std::vector{mistake{file, at, std::move(wrong), std::move(right)}});
}

/// yaml-cpp takes tabs for indentation in some places and misreads them in others.
bool is_blank_line(std::string_view rest) {
  const std::size_t past = rest.find_first_not_of(" \t\r");
  return past == std::string_view::npos || rest[past] == '\n' || rest[past] == '#';
}

}  // namespace

void check_text(std::string_view text, const std::string& file) {
  position at;
  bool indenting = true;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t size = character_size(text.substr(i));
    if (size == 0) {
      refuse(file, at, "bytes that are not UTF-8", "souk files are plain UTF-8 text");
    }
    if (is_control(text[i])) {
      refuse(file, at, "a control character", "souk files are plain UTF-8 text");
    }
    if (text[i] == '\t' && indenting && !is_blank_line(text.substr(i))) {
      refuse(file, at, "a tab in the indentation", "indent with spaces");
    }
    indenting = text[i] == '\n' || (indenting && text[i] == ' ');
    at = text[i] == '\n' ? position{at.line + 1, 1} : position{at.line, at.column + 1};
    i += size;
  }
}

std::string read_text_file(const std::string& path) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) {
    throw bad_input(path, "no such file", "the name of a file that can be read");
  }
  if (std::filesystem::is_directory(status)) {
    throw bad_input(path, "a directory", "the name of a file");
  }
  const std::string too_large = "larger than 16 MiB";
  const std::string smaller = "souk files are at most 16 MiB";
  if (std::filesystem::is_regular_file(status)
      && std::filesystem::file_size(path, error) > largest_file) {
    throw bad_input(path, too_large, smaller);
  }
  std::ifstream in(path, std::ios::binary);
  std::string text;
  std::array<char, std::size_t{1} << 16> block;
  while (in.read(block.data(), block.size()), in.gcount() > 0) {
    text.append(block.data(), static_cast<std::size_t>(in.gcount()));
    if (text.size() > largest_file) {
      throw bad_input(path, too_large, smaller);
    }
  }
  if (!in.eof()) {
    throw bad_input(path, "cannot be read (" + std::string(std::strerror(errno)) + ")",
        "the name of a file that can be read");
  }
  return text;
}

}  // namespace souk::scenarios
