// The page at /: the market in a browser. Its text is page.html, compiled in.
#pragma once

#include <string_view>

namespace souk::server {

std::string_view page_html();

}  // namespace souk::server
