// Small symmetric matrices, as much of them as tests and regressions need. The only code that
// includes Eigen is linear.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace souk::reports {

/// A symmetric matrix; (row, column) is written and read at either side of the diagonal alike.
class symmetric {
 public:
  explicit symmetric(std::size_t size) : size_(size), values_(size * size) {}

  std::size_t size() const { return size_; }
  double& operator()(std::size_t row, std::size_t column) { return values_[at(row, column)]; }
  double operator()(std::size_t row, std::size_t column) const { return values_[at(row, column)]; }

 private:
  std::size_t at(std::size_t row, std::size_t column) const {
    return row >= column ? row * size_ + column : column * size_ + row;
  }

  std::size_t size_;
  std::vector<double> values_;
};

/// x' M^- x with the pseudo-inverse of a matrix that need not have full rank, and that rank.
struct quadratic_form {
  double value = 0.0;
  int rank = 0;
};
quadratic_form inverse_form(const symmetric& matrix, std::span<const double> vector);

/// The solution of M x = b; none where M is not positive definite.
std::optional<std::vector<double>> solved(const symmetric& matrix, std::span<const double> right);

/// The inverse's diagonal; none where the matrix is not positive definite.
std::optional<std::vector<double>> inverse_diagonal(const symmetric& matrix);

}  // namespace souk::reports
