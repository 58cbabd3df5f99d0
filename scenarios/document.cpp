#include "scenarios/document.hpp"

#include "scenarios/text_file.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>
#include <unordered_map>
#include <utility>

namespace souk::scenarios {

namespace {

[[noreturn]] void refuse(
    const std::string& file, position at, std::string wrong, std::string right) {
  throw bad_input(std::vector{mistake{file, at, std::move(wrong), std::move(right)}});
}

// -- from yaml-cpp's events to our tree ---------------------------------------------------------

/// Thrown out of a handler: what ends the reading at once, like a syntax error.
struct stop {
  YAML::Mark mark;
  const char* wrong;
  const char* right;
};

class tree_builder final : public YAML::EventHandler {
 public:
  tree_builder(std::string_view text, document& into) : text_(text), into_(into) {}

  /// The place of a mark, whose column counts bytes and whose `pos` is the offset. Marks mostly
  /// move on along a line, so the count of characters goes on from the last one.
  position place(const YAML::Mark& mark) {
    if (mark.is_null()) {
      return {};
    }
    const std::size_t end = std::min(static_cast<std::size_t>(mark.pos), text_.size());
    const std::size_t bytes = std::min(static_cast<std::size_t>(mark.column), end);
    if (counted_to_ < end - bytes || counted_to_ > end) {
      counted_to_ = end - bytes;
      characters_ = 0;
    }
    for (; counted_to_ < end; ++counted_to_) {
      characters_ += (static_cast<unsigned char>(text_[counted_to_]) & 0xC0U) == 0x80U ? 0 : 1;
    }
    return {mark.line + 1, characters_ + 1};
  }

  /// yaml-cpp lets a quote run to the end of the text when that ends with a line.
  void check_last_quote() {
    if (!last_quote_) {
      return;
    }
    const char quote = text_[*last_quote_];
    for (std::size_t i = *last_quote_ + 1; i < text_.size(); ++i) {
      if (quote == '"' && text_[i] == '\\') {
        ++i;
      } else if (text_[i] == quote) {
        if (quote == '"' || !text_.substr(i + 1).starts_with(quote)) {
          return;
        }
        ++i;
      }
    }
    throw stop{last_quote_mark_, "a quote that is not closed", "close it"};
  }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override { flush(nullptr); }

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    flush(&mark);
    refuse_anchor(mark, anchor);
    empty_ = mark;
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    flush(&mark);
    add(mark, "an alias (*)", "write the value out; souk files have no aliases");
    complete(at(mark, node_kind::null));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
      const std::string& value) override {
    flush(&mark);
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    node scalar = at(mark, node_kind::scalar);
    scalar.quoted = tag == "!";
    const auto start = static_cast<std::size_t>(mark.pos);
    if (scalar.quoted && start < text_.size() && (text_[start] == '"' || text_[start] == '\'')) {
      last_quote_ = start;
      last_quote_mark_ = mark;
    }
    scalar.text = value;
    complete(std::move(scalar));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
      YAML::EmitterStyle::value style) override {
    open(mark, tag, anchor, style, node_kind::sequence);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
      YAML::EmitterStyle::value style) override {
    open(mark, tag, anchor, style, node_kind::map);
  }
  void OnMapEnd() override { close(); }

 private:
  /// A sequence or map that is being read; of a map also the key whose value comes next.
  struct frame {
    node value;
    std::optional<node> key;
    std::unordered_map<std::string, std::int32_t> lines_of_keys;
  };

  void add(const YAML::Mark& mark, std::string wrong, std::string right) {
    into_.add(place(mark), std::move(wrong), std::move(right));
  }

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) {
      add(mark, "an anchor (&)", "write the value out; souk files have no anchors");
    }
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag != "?" && tag != "!" && !tag.empty()) {
      add(mark, "a tag (" + in_quotes(tag) + ")", "leave it out; souk files have no tags");
    }
  }

  node at(const YAML::Mark& mark, node_kind kind) {
    if (++values_ > most_values) {
      throw stop{mark, "more than a million values in one file", "split it"};
    }
    node made;
    made.kind = kind;
    made.at = place(mark);
    return made;
  }

  /// yaml-cpp does not say how a null was spelt: `~`, `null`, or nothing at all, whose mark is that
  /// of whatever comes next. So a null waits for the next event.
  void flush(const YAML::Mark* next) {
    if (!empty_) {
      return;
    }
    const YAML::Mark mark = *std::exchange(empty_, std::nullopt);
    node null = at(mark, node_kind::null);
    if (next == nullptr || next->pos != mark.pos) {
      const std::string_view rest =
          text_.substr(std::min(static_cast<std::size_t>(mark.pos), text_.size()));
      for (const std::string_view spelt : {"~", "null", "Null", "NULL"}) {
        if (rest.starts_with(spelt)) {
          null.text = spelt;
        }
      }
    }
    complete(std::move(null));
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
      YAML::EmitterStyle::value style, node_kind kind) {
    flush(&mark);
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (open_.size() == deepest_nesting) {
      throw stop{mark, "nested deeper than 100", "write it flatter"};
    }
    open_.push_back({at(mark, kind), std::nullopt, {}});
    open_.back().value.flow = style == YAML::EmitterStyle::Flow;
  }

  void close() {
    flush(nullptr);
    node done = std::move(open_.back().value);
    open_.pop_back();
    complete(std::move(done));
  }

  /// Puts a whole value where it belongs.
  void complete(node value) {
    if (open_.empty()) {
      into_.root = std::move(value);
    } else if (frame& top = open_.back(); top.value.is_sequence()) {
      top.value.items.push_back(std::move(value));
    } else if (!top.key) {
      top.key = std::move(value);
    } else {
      add_entry(top, *std::exchange(top.key, std::nullopt), std::move(value));
    }
  }

  void add_entry(frame& top, node key, node value) {
    if (key.items.size() + key.entries.size() > 0 || key.text.empty()) {
      into_.add(key.at, "a key that is " + described_node(key), "a key is a plain word");
      return;
    }
    const auto [known, is_new] = top.lines_of_keys.emplace(key.text, key.at.line);
    if (!is_new) {
      into_.add(key.at,
          "the key " + in_quotes(key.text) + " again, after line " + std::to_string(known->second),
          "give each key once");
      return;
    }
    if (value.is_null() && value.text.empty()) {
      value.at = key.at;  // its own mark is that of whatever follows
    }
    top.value.entries.push_back({std::move(key.text), key.at, std::move(value)});
  }

  std::string_view text_;
  document& into_;
  std::vector<frame> open_;
  std::optional<YAML::Mark> empty_;
  std::size_t values_ = 0;
  std::optional<std::size_t> last_quote_;
  YAML::Mark last_quote_mark_;
  std::size_t counted_to_ = 0;
  std::int32_t characters_ = 0;
};

// -- errors of yaml-cpp in our words ------------------------------------------------------------

struct wording {
  std::string_view theirs;
  const char* wrong;
  const char* right;
};

constexpr std::array wordings{
    wording{"end of map not found", "a line that does not fit into the map around it",
        "`key: value` in the column of the keys above"},
    wording{"end of map flow not found", "a { that is not closed, or a missing comma",
        "{ key: value, key: value }"},
    wording{"end of sequence not found", "a line that does not fit into the list around it",
        "`- item` in the column of the items above"},
    wording{"end of sequence flow not found", "a [ that is not closed, or a missing comma",
        "[a, b, c]"},
    wording{"illegal flow end", "a closing bracket that was never opened", "leave it out"},
    wording{"illegal block entry", "a list item where none can be",
        "each `- item` on a line of its own"},
    wording{"illegal map key", "a key where none can be", "each key on a line of its own"},
    wording{"illegal map value", "a `key: value` where none can be",
        "one `key: value` a line; text with a colon goes in quotes"},
    wording{"illegal EOF in scalar", "a quote that is not closed", "close it"},
    wording{
        "illegal document indicator in scalar", "`---` or `...` inside quoted text", "indent it"},
    wording{"illegal tab when looking for indentation", "a tab in the indentation",
        "indent with spaces"},
    wording{"unknown token", "a character that cannot begin a value",
        "put text with special characters in quotes"},
    wording{"unexpected character in block scalar", "something after | or >",
        "begin the text on the next line"},
};

[[noreturn]] void refuse_syntax(const std::string& file, position at, std::string_view theirs) {
  for (const wording& one : wordings) {
    if (theirs == one.theirs) {
      refuse(file, at, one.wrong, one.right);
    }
  }
  refuse(file, at, "not YAML (" + std::string(theirs) + ")",
      "`key: value` lines; text with special characters in quotes");
}

void refuse_second_document(YAML::Parser& parser, const std::string& file) {
  document rest{file, {}, {}, true};
  tree_builder ignored("", rest);
  if (parser.HandleNextDocument(ignored)) {
    refuse(file, rest.root.at, "a second document begins", "one document in a file");
  }
}

}  // namespace

const node* node::find(std::string_view key) const {
  for (const entry& one : entries) {
    if (one.key == key) {
      return &one.value;
    }
  }
  return nullptr;
}

std::string described_node(const node& one) {
  switch (one.kind) {
    case node_kind::null:
      return one.text.empty() ? "nothing" : in_quotes(one.text);
    case node_kind::scalar:
      return one.text.empty() ? "empty text" : in_quotes(one.text);
    case node_kind::sequence:
      return "a list";
    case node_kind::map:
      return "a map";
  }
  return "";
}

void document::add(position at, std::string wrong, std::string right) {
  found.push_back({file, at, std::move(wrong), std::move(right), in_file});
}

void document::check() const {
  if (!found.empty()) {
    throw bad_input(found);
  }
}

document parse_document(std::string_view text, std::string file) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) {
    text.remove_prefix(byte_order_mark.size());
  }
  if (text.size() > largest_file) {
    throw bad_input(file, "larger than 16 MiB", "souk files are at most 16 MiB");
  }
  check_text(text, file);
  document answer{std::move(file), {}, {}, true};
  tree_builder builder(text, answer);
  std::istringstream in{std::string(text)};
  try {
    YAML::Parser parser(in);
    if (!parser.HandleNextDocument(builder)) {
      refuse(answer.file, {}, "an empty file",
          "its first key names its kind: `kind: scenario`, for one");
    }
    builder.check_last_quote();
    refuse_second_document(parser, answer.file);
  } catch (const stop& at_once) {
    refuse(answer.file, builder.place(at_once.mark), at_once.wrong, at_once.right);
  } catch (const YAML::ParserException& error) {
    refuse_syntax(answer.file, builder.place(error.mark), error.msg);
  } catch (const YAML::Exception& error) {
    refuse_syntax(answer.file, builder.place(error.mark), error.msg);
  }
  return answer;
}

document load_document(const std::string& path) {
  return parse_document(read_text_file(path), path);
}

}  // namespace souk::scenarios
