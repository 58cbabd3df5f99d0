#include "cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

namespace souk::cli {

namespace {

bool colours_welcome() {
  const char* const refused = std::getenv("NO_COLOR");
  const char* const term = std::getenv("TERM");
  return (refused == nullptr || *refused == '\0') && term != nullptr
         && std::string_view(term) != "dumb";
}

std::string wrapped(std::string_view code, std::string_view text, bool coloured) {
  return coloured ? "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m"
                  : std::string(text);
}

}  // namespace

bool out_is_terminal() { return isatty(STDOUT_FILENO) == 1; }
std::size_t err_width() {
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col : 80;
}

bool err_is_terminal() { return isatty(STDERR_FILENO) == 1; }

std::string bold(std::string_view text, bool coloured) { return wrapped("1", text, coloured); }
std::string faint(std::string_view text, bool coloured) { return wrapped("2", text, coloured); }
std::string red(std::string_view text, bool coloured) { return wrapped("31", text, coloured); }

bool out_is_coloured() { return out_is_terminal() && colours_welcome(); }
bool err_is_coloured() { return err_is_terminal() && colours_welcome(); }

}  // namespace souk::cli
