// Cox's proportional hazards: by how much a trait speeds up or slows down something that happens at
// most once, without a word on how the rate runs over time. People may come under observation late
// (left truncation: what is known of their first weeks explains only what comes after), may leave
// early (right censoring), and may come from markets with rates of their own (strata).
//
// Sources: Cox 1972; Efron 1977 and Breslow 1974 on ties; Anderson, Cain & Gelber 1983 on
// landmarks.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace souk::reports {

/// Who is at risk after `from` and up to `to`, in any unit.
struct spell {
  double from = 0.0, to = 0.0;
  bool happened = false;  // at `to`
  std::uint32_t stratum = 0;
};

enum class ties : std::uint8_t { efron, breslow };

struct cox_effect {
  double log_ratio = 0.0;  // of the rates of two people who differ by 1
  double standard_error = 0.0;
  double ratio() const;
  double low() const;  // of the ratio's 95 % interval
  double high() const;
  double p() const;  // that there is none (Wald)
};

struct cox_fit {
  std::vector<cox_effect> effects;  // one a covariate
  std::size_t people = 0, events = 0;
  double log_likelihood = 0.0, log_likelihood_without = 0.0;
};

/// `covariates` holds a row of `count` numbers for each spell. Spells with `to` <= `from` are left
/// out. None where there is nothing to fit: no event, covariates that do not vary or follow from
/// each other, or a ratio that would be infinite.
std::optional<cox_fit> cox(std::span<const spell> spells, std::span<const double> covariates,
    std::size_t count, ties how = ties::efron);

}  // namespace souk::reports
