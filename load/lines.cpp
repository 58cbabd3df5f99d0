#include "load/lines.hpp"

#include "load/connection.hpp"
#include "load/http_client.hpp"
#include "load/http_reader.hpp"

#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <deque>
#include <optional>

namespace souk::load {

namespace {

constexpr std::int64_t ms = 1'000'000;  // ns
constexpr std::int64_t patience_at_start = 10'000 * ms;
constexpr std::int64_t look_for_timeouts_every = 50 * ms;
constexpr std::int64_t pause_after_refusal = 50 * ms;
constexpr std::size_t buffer_size = 256 << 10;
constexpr std::size_t events_at_once = 256;

enum class stage : std::uint8_t { closed, connecting, idle, busy };

struct line {
  explicit line(const header_names& wanted) : reader(wanted) {}

  connection socket;
  http_reader reader;
  std::string unsent;  // what the socket would not take yet
  std::uint64_t tag = 0;
  std::int64_t intended = 0, since = 0;  // since: sent, began to connect, or was refused
  stage at = stage::closed;
  std::uint32_t watched = 0;  // events of epoll
  bool without_body = false;
};

struct request {
  std::uint64_t tag;
  std::int64_t intended;
};

/// As many open files as this process may have.
void raise_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
  }
}

}  // namespace

std::int64_t line_clock() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
      std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

std::string_view name_of(line_failure failure) {
  constexpr std::array<std::string_view, 5> names{
      "", "no connection", "connection closed", "timed out", "malformed answer"};
  return names[static_cast<std::size_t>(failure)];
}

class lines::pool {
 public:
  pool(const target& to, line_options options, line_user& user)
      : target_(to),
        options_(std::move(options)),
        user_(user),
        addresses_(addresses_of(to)),
        poll_(epoll_create1(EPOLL_CLOEXEC)),
        received_(buffer_size, '\0') {
    raise_file_limit();
    if (to.tls) {
      tls_.emplace(options_.authorities);
    }
    for (std::size_t i = 0; i < options_.connections; ++i) {
      closed_.push_back(&all_.emplace_back(options_.headers));
    }
  }
  ~pool() { ::close(poll_); }

  void connect() {
    while (!closed_.empty()) {
      open(take_closed(), line_clock());
    }
    const std::int64_t until = line_clock() + patience_at_start;
    while (sums_.connected == 0 && refusal_.empty() && line_clock() < until) {
      wait(until);
    }
    if (sums_.connected == 0) {
      throw backend_error("cannot connect to " + target_.url() + ": "
                          + (refusal_.empty() ? "no answer within 10 s" : refusal_));
    }
    while (connecting_ > 0 && line_clock() < until) {
      wait(until);
    }
  }

  void ask(std::uint64_t tag, std::int64_t intended) {
    if (!idle_.empty() && waiting_.empty()) {
      line& free = *idle_.back();
      idle_.pop_back();
      send(free, {tag, intended});
      return;
    }
    waiting_.push_back({tag, intended});
    reopen(intended);
  }

  void wait(std::int64_t until) {
    settle();
    std::int64_t now = line_clock();
    do {
      const std::int64_t next = !failed_.empty() ? now : std::min(until, next_look_);
      poll(std::max<std::int64_t>(next - now, 0));
      settle();
      now = line_clock();
      if (now >= next_look_) {
        look_for_timeouts(now);
      }
    } while (!has_news_ && now < until);
    has_news_ = false;
  }

  std::size_t waiting() const { return waiting_.size(); }
  std::size_t under_way() const { return busy_; }
  std::size_t open() const { return all_.size() - closed_.size() - connecting_; }
  const line_sums& sums() const { return sums_; }

 private:
  line& take_closed() {
    line& one = *closed_.back();
    closed_.pop_back();
    return one;
  }

  void watch(line& one, std::uint32_t events) {
    if (one.watched == events) {
      return;
    }
    epoll_event event{};
    event.events = events;
    event.data.ptr = &one;
    epoll_ctl(poll_, one.watched == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, one.socket.handle(), &event);
    one.watched = events;
  }

  void open(line& one, std::int64_t now) {
    one.at = stage::connecting;
    one.since = now;
    ++connecting_;
    if (one.socket.open(addresses_[next_address_ % addresses_.size()]) == progress::failed) {
      refused(one);
      return;
    }
    watch(one, EPOLLOUT);
  }

  /// Opens connections for what waits, but none that was refused just now.
  void reopen(std::int64_t now) {
    while (!closed_.empty() && connecting_ < waiting_.size()
           && closed_.back()->since + pause_after_refusal <= now) {
      open(take_closed(), now);
    }
  }

  void establish(line& one) {
    const progress how = one.socket.establish(tls_ ? &*tls_ : nullptr, target_.host);
    if (how == progress::failed) {
      refused(one);
    } else if (how == progress::done) {
      --connecting_;
      ++sums_.connected;
      watch(one, EPOLLIN);
      is_free(one);
    } else {
      watch(one, how == progress::wants_read ? EPOLLIN : EPOLLOUT);
    }
  }

  void refused(line& one) {
    refusal_ = one.socket.why();
    --connecting_;
    ++next_address_;
    shut(one);
    one.since = line_clock();
    if (!waiting_.empty()) {
      const request lost = waiting_.front();
      waiting_.pop_front();
      fail(lost, 0, line_failure::no_connection);
    }
  }

  void shut(line& one) {
    one.socket.close();  // which epoll forgets
    one.unsent.clear();
    one.watched = 0;
    one.at = stage::closed;
    one.since = 0;
    closed_.push_back(&one);
  }

  void is_free(line& one) {
    one.at = stage::idle;
    if (waiting_.empty()) {
      idle_.push_back(&one);
      return;
    }
    const request next = waiting_.front();
    waiting_.pop_front();
    send(one, next);
  }

  void send(line& one, const request& next) {
    bytes_.clear();
    one.tag = next.tag;
    one.intended = next.intended;
    one.without_body = user_.write(next.tag, bytes_);
    one.reader.begin(one.without_body);
    one.at = stage::busy;
    ++busy_;
    ++sums_.sent;
    sums_.bytes_sent += bytes_.size();
    one.since = line_clock();
    const std::size_t gone = push(one, bytes_);
    if (gone < bytes_.size()) {
      one.unsent.assign(bytes_, gone);
    }
  }

  /// How much of the bytes the socket takes. A socket that fails is found when it is read.
  std::size_t push(line& one, std::string_view bytes) {
    const transfer sent = one.socket.send(bytes.data(), bytes.size());
    if (sent.how == progress::failed) {
      return bytes.size();
    }
    if (sent.bytes < bytes.size()) {
      watch(one, sent.how == progress::wants_read ? EPOLLIN : EPOLLIN | EPOLLOUT);
    }
    return sent.bytes;
  }

  void push_unsent(line& one) {
    one.unsent.erase(0, push(one, one.unsent));
    if (one.unsent.empty()) {
      watch(one, EPOLLIN);
    }
  }

  void poll(std::int64_t longest) {
    std::array<epoll_event, events_at_once> events;
    const timespec time{longest / 1'000'000'000, longest % 1'000'000'000};
    const int n = epoll_pwait2(poll_, events.data(), events_at_once, &time, nullptr);
    for (int i = 0; i < n; ++i) {
      handle(*static_cast<line*>(events[static_cast<std::size_t>(i)].data.ptr),
          events[static_cast<std::size_t>(i)].events);
    }
    has_news_ = has_news_ || n > 0;
  }

  void handle(line& one, std::uint32_t events) {
    if (one.at == stage::connecting) {
      establish(one);
      return;
    }
    if (!one.unsent.empty() && (events & EPOLLOUT) != 0) {
      push_unsent(one);
    }
    if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) {
      receive(one);
    }
  }

  void receive(line& one) {
    do {
      const transfer got = one.socket.receive(received_.data(), received_.size());
      if (got.how == progress::wants_read || got.how == progress::wants_write) {
        return;
      }
      sums_.bytes_received += got.bytes;
      if (one.at != stage::busy) {
        drop_idle(one);
        return;
      }
      take(one, got);
    } while (one.at == stage::busy && one.socket.has_buffered());
  }

  /// The other side has closed a connection, or says what nobody has asked.
  void drop_idle(line& one) {
    std::erase(idle_, &one);
    shut(one);
  }

  void take(line& one, const transfer& got) {
    if (got.how == progress::failed) {
      lose(one, line_failure::closed);
      return;
    }
    const bool ended = got.bytes == 0;
    const auto found =
        ended ? one.reader.take_end() : one.reader.take({received_.data(), got.bytes});
    if (found == http_reader::state::complete) {
      complete(one);
    } else if (found == http_reader::state::malformed) {
      lose(one, ended ? line_failure::closed : line_failure::malformed);
    }
  }

  void complete(line& one) {
    answer told{one.tag, one.reader.status(), line_failure::none, one.reader.body(),
        one.reader.headers().empty() ? nullptr : one.reader.headers().data(), one.intended,
        one.since, line_clock()};
    --busy_;
    one.at = stage::idle;
    user_.answered(told);  // before the line is used again, which ends the answer's views
    if (one.reader.keeps_alive() && one.unsent.empty()) {
      is_free(one);
    } else {
      shut(one);
      reopen(told.answered);
    }
  }

  void lose(line& one, line_failure why) {
    --busy_;
    fail({one.tag, one.intended}, one.since, why);
    shut(one);
    reopen(line_clock());
  }

  void fail(const request& lost, std::int64_t sent, line_failure why) {
    answer told;
    told.tag = lost.tag;
    told.failed = why;
    told.intended = lost.intended;
    told.answered = line_clock();
    told.sent = sent == 0 ? told.answered : sent;
    failed_.push_back(told);
  }

  /// Tells of failures; apart, since whoever is told may ask again at once.
  void settle() {
    std::vector<answer> now;
    now.swap(failed_);
    for (const answer& one : now) {
      user_.answered(one);
      has_news_ = true;
    }
  }

  void look_for_timeouts(std::int64_t now) {
    next_look_ = now + look_for_timeouts_every;
    for (line& one : all_) {
      if (one.at == stage::busy && one.since + options_.timeout < now) {
        lose(one, line_failure::timed_out);
      } else if (one.at == stage::connecting && one.since + options_.timeout < now) {
        refused(one);
      }
    }
    reopen(now);
  }

  target target_;
  line_options options_;
  line_user& user_;
  std::vector<socket_address> addresses_;
  std::size_t next_address_ = 0;
  std::optional<tls_setup> tls_;
  int poll_;
  std::deque<line> all_;
  std::vector<line*> idle_, closed_;
  std::deque<request> waiting_;
  std::vector<answer> failed_;
  std::string received_, bytes_;
  std::string refusal_;
  std::size_t connecting_ = 0, busy_ = 0;
  std::int64_t next_look_ = 0;
  bool has_news_ = false;
  line_sums sums_;
};

lines::lines(const target& to, line_options options, line_user& user)
    : own_(std::make_unique<pool>(to, std::move(options), user)) {}
lines::~lines() = default;
void lines::connect() { own_->connect(); }
void lines::ask(std::uint64_t tag, std::int64_t intended) { own_->ask(tag, intended); }
void lines::wait(std::int64_t until) { own_->wait(until); }
std::size_t lines::waiting() const { return own_->waiting(); }
std::size_t lines::under_way() const { return own_->under_way(); }
std::size_t lines::open() const { return own_->open(); }
const line_sums& lines::sums() const { return own_->sums(); }

}  // namespace souk::load
