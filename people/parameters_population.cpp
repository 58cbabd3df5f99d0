#include "people/parameters_population.hpp"

namespace souk::people {

// Shares follow the usual order of categories by jobs on general marketplaces; multipliers spread
// budgets and rates around the medians of facts.md 3.3 (assumed).
std::vector<category_parameters> default_categories() {
  return {
      {"web_development",
          {"wordpress", "javascript", "php", "react", "html_css", "shopify", "node", "python_web",
              "vue", "laravel"},
          0.18, 0.15, 0.62, 1.9, 1.10},
      {"mobile_software",
          {"android", "ios", "flutter", "java", "cpp", "csharp", "unity", "testing"}, 0.08, 0.08,
          0.66, 3.2, 1.30},
      {"data_science",
          {"python_data", "machine_learning", "sql", "statistics", "scraping", "dashboards"}, 0.06,
          0.06, 0.66, 1.7, 1.25},
      {"design",
          {"logo", "illustration", "photoshop", "ui_design", "print_design", "branding",
              "packaging", "presentation"},
          0.15, 0.14, 0.45, 0.75, 0.95},
      {"video_audio", {"video_editing", "animation", "voice_over", "sound", "podcast", "music"},
          0.08, 0.07, 0.45, 0.9, 0.90},
      {"writing",
          {"blog", "copywriting", "ghostwriting", "proofreading", "technical_writing", "resume"},
          0.12, 0.13, 0.45, 0.55, 0.85},
      {"translation", {"spanish", "french_text", "german_text", "chinese", "arabic", "subtitles"},
          0.04, 0.06, 0.40, 0.5, 0.80},
      {"marketing",
          {"seo", "social_media", "ads", "email_marketing", "strategy", "lead_generation"}, 0.10,
          0.09, 0.70, 1.2, 1.00},
      {"admin_support",
          {"virtual_assistance", "data_entry", "research", "transcription", "project_assistance"},
          0.08, 0.10, 0.80, 0.55, 0.50},
      {"customer_service", {"chat_support", "phone_support", "technical_support", "community"},
          0.03, 0.05, 0.90, 0.8, 0.45},
      {"accounting", {"bookkeeping", "financial_models", "tax", "payroll", "consulting"}, 0.04,
          0.04, 0.72, 1.3, 1.15},
      {"engineering", {"cad", "electronics", "architecture", "product_design", "circuit_boards"},
          0.04, 0.03, 0.50, 2.2, 1.15},
  };
}

std::vector<country_parameters> default_countries() {
  return {
      {"united_states", 0.14, 0.55, 1.90, 12.0, 0.90, "spanish"},
      {"india", 0.22, 0.04, 0.70, 2.0, 0.95, "hindi"},
      {"philippines", 0.14, 0.01, 0.60, 23.0, 0.95, "tagalog"},
      {"pakistan", 0.11, 0.01, 0.60, 3.0, 0.95, "urdu"},
      {"bangladesh", 0.07, 0.01, 0.50, 2.0, 0.95, "bengali"},
      {"ukraine", 0.08, 0.01, 1.00, 6.0, 0.60, "ukrainian"},
      {"united_kingdom", 0.05, 0.13, 1.70, 7.0, 0.95, "french"},
      {"france", 0.03, 0.03, 1.50, 6.0, 0.10, "french"},
      {"canada", 0.03, 0.08, 1.70, 12.0, 0.80, "french"},
      {"egypt", 0.05, 0.03, 0.65, 6.0, 0.40, "arabic"},
      {"brazil", 0.08, 0.10, 0.90, 10.0, 0.30, "portuguese"},
  };
}

}  // namespace souk::people
