#include "load/accounts.hpp"

#include "scenarios/mistakes.hpp"
#include "scenarios/text_file.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace souk::load {

namespace {

using scenarios::in_quotes;
using scenarios::mistake;

constexpr std::array<std::string_view, 6> columns{
    "username", "password", "side", "email", "person", "token"};

struct csv_field {
  std::string text;
  scenarios::position at;
};
using csv_row = std::vector<csv_field>;

/// The rows of a CSV text; quotes may hold commas, lines and doubled quotes.
class csv_reader {
 public:
  explicit csv_reader(std::string_view text) : text_(text) {}

  std::vector<csv_row> rows() {
    std::vector<csv_row> all;
    while (i_ < text_.size()) {
      csv_row row{field()};
      while (i_ < text_.size() && text_[i_] == ',') {
        step();
        row.push_back(field());
      }
      while (i_ < text_.size() && (text_[i_] == '\r' || text_[i_] == '\n')) {
        step();
      }
      if (row.size() > 1 || !row.front().text.empty()) {
        all.push_back(std::move(row));
      }
    }
    return all;
  }

 private:
  void step() {
    at_.column = text_[i_] == '\n' ? 1 : at_.column + 1;
    at_.line += text_[i_] == '\n' ? 1 : 0;
    ++i_;
  }

  csv_field field() {
    csv_field one{"", at_};
    bool quoted = false;
    for (; i_ < text_.size(); step()) {
      const char letter = text_[i_];
      if (letter == '"') {
        const bool doubled = quoted && i_ + 1 < text_.size() && text_[i_ + 1] == '"';
        if (doubled) {
          one.text += '"';
          step();
        } else {
          quoted = !quoted;
        }
      } else if (!quoted && (letter == ',' || letter == '\r' || letter == '\n')) {
        break;
      } else {
        one.text += letter;
      }
    }
    return one;
  }

  std::string_view text_;
  std::size_t i_ = 0;
  scenarios::position at_;
};

/// The columns of the header line, by their places in `columns`.
std::vector<std::size_t> read_header(
    const csv_row& row, const std::string& path, std::vector<mistake>& found) {
  std::vector<std::size_t> order;
  for (const csv_field& one : row) {
    const auto at = std::ranges::find(columns, one.text);
    order.push_back(static_cast<std::size_t>(at - columns.begin()));
    if (at == columns.end()) {
      found.push_back({path, one.at, "unknown column " + in_quotes(one.text),
          scenarios::suggestion(one.text, {columns.begin(), columns.end()})});
    }
  }
  for (std::size_t needed = 0; needed < 3; ++needed) {
    if (std::ranges::find(order, needed) == order.end()) {
      found.push_back({path, row.front().at, "there is no column " + in_quotes(columns[needed]),
          "username,password,side"});
    }
  }
  return order;
}

known_account read_account(const csv_row& row, const std::vector<std::size_t>& order,
    const std::string& path, std::vector<mistake>& found) {
  known_account account;
  const std::array<std::string*, 6> into{&account.session.username, &account.session.password,
      nullptr, &account.session.email, &account.session.person, &account.session.token};
  for (std::size_t i = 0; i < std::min(row.size(), order.size()); ++i) {
    if (order[i] < columns.size() && into[order[i]] != nullptr) {
      *into[order[i]] = row[i].text;
    } else if (order[i] < columns.size()) {
      const auto side = market::from_name<market::side>(row[i].text);
      account.side = side.value_or(account.side);
      if (!side) {
        found.push_back({path, row[i].at, "side is " + in_quotes(row[i].text),
            scenarios::suggestion(row[i].text, {"freelancer", "client"})});
      }
    }
  }
  if (row.size() != order.size()) {
    found.push_back({path, row.front().at, "the line has " + std::to_string(row.size()) + " fields",
        "as many as the first line: " + std::to_string(order.size())});
  }
  return account;
}

}  // namespace

std::vector<known_account> load_accounts(const std::string& path) {
  const std::string text = scenarios::read_text_file(path);
  const std::vector<csv_row> rows = csv_reader(text).rows();
  if (rows.empty()) {
    throw scenarios::bad_input(path, "an empty file", "a first line username,password,side");
  }
  std::vector<mistake> found;
  const std::vector<std::size_t> order = read_header(rows.front(), path, found);
  std::vector<known_account> accounts;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    accounts.push_back(read_account(rows[i], order, path, found));
  }
  if (!found.empty()) {
    throw scenarios::bad_input(found);
  }
  return accounts;
}

const known_account* account_pool::take(market::side side) {
  std::size_t& next = next_[static_cast<std::size_t>(side)];
  while (next < accounts_.size()) {
    const known_account& one = accounts_[next++];
    if (one.side == side) {
      return &one;
    }
  }
  return nullptr;
}

}  // namespace souk::load
