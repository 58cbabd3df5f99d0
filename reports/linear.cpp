#include "reports/linear.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

namespace souk::reports {
namespace {

Eigen::MatrixXd dense(const symmetric& matrix) {
  const auto size = static_cast<Eigen::Index>(matrix.size());
  Eigen::MatrixXd all(size, size);
  for (Eigen::Index i = 0; i < size; ++i) {
    for (Eigen::Index j = 0; j < size; ++j) {
      all(i, j) = matrix(static_cast<std::size_t>(i), static_cast<std::size_t>(j));
    }
  }
  return all;
}

Eigen::VectorXd dense(std::span<const double> values) {
  return Eigen::Map<const Eigen::VectorXd>(values.data(), static_cast<Eigen::Index>(values.size()));
}

/// Factors that may be divided by; none where the matrix is not positive definite, or so nearly
/// that its inverse is noise.
std::optional<Eigen::LLT<Eigen::MatrixXd>> factors(const symmetric& matrix) {
  Eigen::LLT<Eigen::MatrixXd> found(dense(matrix));
  if (matrix.size() == 0 || found.info() != Eigen::Success || !(found.rcond() > 1e-12)) {
    return std::nullopt;
  }
  return found;
}

}  // namespace

quadratic_form inverse_form(const symmetric& matrix, std::span<const double> vector) {
  quadratic_form form;
  if (matrix.size() == 0) {
    return form;
  }
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> parts(dense(matrix));
  const Eigen::VectorXd turned = parts.eigenvectors().transpose() * dense(vector);
  const double largest = parts.eigenvalues().cwiseAbs().maxCoeff();
  for (Eigen::Index i = 0; i < turned.size(); ++i) {
    const double size = parts.eigenvalues()[i];
    if (size > largest * 1e-10 && size > 0.0) {
      form.value += turned[i] * turned[i] / size;
      ++form.rank;
    }
  }
  return form;
}

std::optional<std::vector<double>> solved(const symmetric& matrix, std::span<const double> right) {
  const auto by = factors(matrix);
  if (!by) {
    return std::nullopt;
  }
  const Eigen::VectorXd x = by->solve(dense(right));
  return std::vector<double>(x.data(), x.data() + x.size());
}

std::optional<std::vector<double>> inverse_diagonal(const symmetric& matrix) {
  const auto by = factors(matrix);
  if (!by) {
    return std::nullopt;
  }
  const auto size = static_cast<Eigen::Index>(matrix.size());
  const Eigen::VectorXd found = by->solve(Eigen::MatrixXd::Identity(size, size)).diagonal();
  return std::vector<double>(found.data(), found.data() + found.size());
}

}  // namespace souk::reports
