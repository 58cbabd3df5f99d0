#include "market/account.hpp"

#include <algorithm>

namespace souk::market {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Characters of UTF-8: bytes that do not continue one.
std::ptrdiff_t length(text word) {
  return std::ranges::count_if(
      word, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
}

bool is_email(text address) {
  const std::size_t at = address.find('@');
  return at != text::npos && at > 0 && at + 1 < address.size();
}

bool is_strong(text password, const accounts_policy& terms) {
  return length(password) >= terms.password_min && std::ranges::any_of(password, is_letter)
         && std::ranges::any_of(password, is_digit);
}

bool is_filled(const register_account& form) {
  return !form.first_name.empty() && !form.last_name.empty() && !form.username.empty()
         && !form.password.empty() && is_email(form.email);
}

}  // namespace

reason check_account(const account& who, giver by) {
  if (who.status == account_status::none || who.status == account_status::closed) {
    return reason::not_registered;
  }
  if (who.status == account_status::unverified) {
    return reason::email_unverified;
  }
  const bool wrong = (by == giver::freelancer && who.side != side::freelancer)
                     || (by == giver::client && who.side != side::client);
  return wrong ? reason::wrong_side : reason::none;
}

decision<> decide(const register_account& asked, const account& who, const policy& terms,
    const account_facts& facts) {
  if (who.status != account_status::none) {
    return reason::wrong_state;
  }
  if (facts.email_taken) {
    return reason::duplicate_email;
  }
  if (facts.username_taken) {
    return reason::duplicate_username;
  }
  if (!is_filled(asked)) {
    return reason::bad_field;
  }
  if (!is_strong(asked.password, terms.accounts)) {
    return reason::weak_password;
  }
  if (asked.captcha != captcha::solved) {
    return reason::captcha_failed;
  }
  if (asked.terms != terms::accepted) {
    return reason::terms_not_accepted;
  }
  return accepted{};
}

void apply(const register_account& asked, account& who, second now) {
  who.registered_at = static_cast<std::uint32_t>(now);
  who.status = account_status::unverified;
  who.side = asked.side;
}

decision<std::int32_t> decide(const verify_email&, const account& who, const policy& terms) {
  if (who.status == account_status::none || who.status == account_status::closed) {
    return reason::not_registered;
  }
  if (who.status != account_status::unverified) {
    return reason::wrong_state;
  }
  return who.side == side::freelancer ? terms.connects.signup : 0;
}

void apply(const verify_email&, account& who) { who.status = account_status::open; }

decision<> decide(
    const close_account&, const account& who, money available, const account_facts& facts) {
  const reason why = check_account(who, giver::anyone);
  if (why != reason::none) {
    return why;
  }
  if (facts.active_contract || facts.escrow_or_pending.cents != 0 || available.cents != 0) {
    return reason::wrong_state;
  }
  return accepted{};
}

void apply(const close_account&, account& who) { who.status = account_status::closed; }

decision<> decide(const add_billing_method&, const account& who) {
  const reason why = check_account(who, giver::client);
  if (why != reason::none) {
    return why;
  }
  return accepted{};
}

void apply(const add_billing_method&, account& who) { who.billing_method = true; }

}  // namespace souk::market
