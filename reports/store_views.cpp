// The views of run.sqlite: usual questions in one line of SQL.
#include "reports/store_schema.hpp"

namespace souk::reports {

const std::string_view store_views = R"sql(
CREATE VIEW window_days AS
  SELECT days.* FROM days, run WHERE day >= ifnull(window_from_day, burn_in_days);
CREATE VIEW daily_money AS
  WITH totals AS (
    SELECT day,
      -sum(balance_cents) FILTER (WHERE account = 'client_cards') AS client_paid,
      sum(balance_cents) FILTER (WHERE account IN ('pending', 'available', 'withdrawn', 'connects_sales_balance', 'withdrawal_fees')) AS freelancer_net,
      sum(balance_cents) FILTER (WHERE account = 'freelancer_fees') AS freelancer_fees,
      sum(balance_cents) FILTER (WHERE account = 'client_fees') AS client_fees,
      sum(balance_cents) FILTER (WHERE account IN ('connects_sales_card', 'connects_sales_balance')) AS connects_sales,
      sum(balance_cents) FILTER (WHERE account = 'withdrawal_fees') AS withdrawal_fees,
      sum(balance_cents) FILTER (WHERE account = 'subsidies') AS subsidies
    FROM ledger_days GROUP BY day)
  SELECT days.day, date, gross_cents,
    client_paid - lag(client_paid, 1, 0) OVER w AS client_paid_cents,
    freelancer_net - lag(freelancer_net, 1, 0) OVER w AS freelancer_net_cents,
    freelancer_fees - lag(freelancer_fees, 1, 0) OVER w AS freelancer_fees_cents,
    client_fees - lag(client_fees, 1, 0) OVER w AS client_fees_cents,
    connects_sales - lag(connects_sales, 1, 0) OVER w AS connects_sales_cents,
    withdrawal_fees - lag(withdrawal_fees, 1, 0) OVER w AS withdrawal_fees_cents,
    freelancer_fees + client_fees + connects_sales + withdrawal_fees + subsidies
      - lag(freelancer_fees + client_fees + connects_sales + withdrawal_fees + subsidies, 1, 0) OVER w AS platform_revenue_cents
  FROM days JOIN totals USING (day) WINDOW w AS (ORDER BY days.day);
CREATE VIEW window_totals AS
  SELECT count(*) AS days, sum(job_posted) AS jobs_posted, sum(job_filled) AS jobs_filled,
    1.0 * sum(job_filled) / sum(job_posted) AS fill_rate_share, sum(proposed) AS proposals,
    1.0 * sum(proposed) / sum(job_posted) AS proposals_per_post, sum(gross_cents) AS gross_cents,
    (SELECT sum(platform_revenue_cents) FROM daily_money JOIN window_days USING (day)) AS platform_revenue_cents
  FROM window_days;
CREATE VIEW category_totals AS
  SELECT category, name, sum(jobs_posted) AS jobs_posted, sum(proposals) AS proposals,
    1.0 * sum(proposals) / sum(jobs_posted) AS proposals_per_post, sum(hires) AS hires,
    1.0 * sum(hires) / sum(jobs_posted) AS hires_per_post, sum(profiles_approved) AS profiles_approved,
    sum(profiles_oversupplied) AS profiles_oversupplied, sum(c.gross_cents) AS gross_cents
  FROM category_days AS c JOIN categories USING (category) JOIN window_days USING (day)
  GROUP BY category;
CREATE VIEW newcomers AS
  SELECT person, name AS category_name, approved_at_s, rate_cents, proposals, interviews, hires, earned_cents,
    (first_proposal_at_s - approved_at_s) / 86400.0 AS days_to_first_proposal,
    (first_hire_at_s - approved_at_s) / 86400.0 AS days_to_first_hire,
    (left_at_s - approved_at_s) / 86400.0 AS days_to_leaving,
    (start_s + 86400 * window_to_day - approved_at_s) / 86400.0 AS followed_days,
    first_hire_at_s IS NOT NULL AS is_hired
  FROM people JOIN categories USING (category), run
  WHERE side = 'freelancer' AND approved_at_s >= start_s + 86400 * window_from_day;
CREATE VIEW job_outcomes AS
  SELECT job, jobs.client, name AS category_name, jobs.type, jobs.status, posted_at_s,
    (jobs.ended_at_s - posted_at_s) / 86400.0 AS open_days, value_cents, jobs.proposals, jobs.interviews,
    count(freelancer) AS hires, ifnull(sum(billed_cents), 0) AS billed_cents
  FROM jobs JOIN categories USING (category) LEFT JOIN contracts USING (job) GROUP BY job;
CREATE VIEW pairs AS
  SELECT client, freelancer, count(*) AS contracts, sum(billed_cents) AS billed_cents,
    sum(fees_cents) AS fees_cents, 1.0 * sum(fees_cents) / nullif(sum(billed_cents), 0) AS fee_share,
    min(started_at_s) AS first_started_at_s
  FROM contracts GROUP BY client, freelancer;
CREATE VIEW rejections AS
  SELECT command, why, count(*) AS times FROM events WHERE type = 'rejected'
  GROUP BY command, why ORDER BY times DESC, command, why;
)sql";

}  // namespace souk::reports
