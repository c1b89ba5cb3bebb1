#pragma once

#include "cli/command_line.h"
#include "engine/write.h"

#include <cstddef>
#include <string>

namespace carepress::cli {

/// --to, with its values.
CommandOption to_option(std::string& to);

/// The format of -o and --to: what --to says, else SVG for a name that ends in .svg, else PDF.
engine::Format format_of(const std::string& output, const std::string& to);

/// Returns false, and prints why, if the file that -o names and --to contradict each other.
bool check_format(const std::string& output, const std::string& to);

/// "NAME-3.svg" for page 3 of "NAME.svg": `stem` is the path without its extension, `page` is from 0.
std::string svg_page_path(const std::string& stem, std::size_t page);

/// What is wrong with one file for a handout of several pages: "the handout has 2 pages, and …".
std::string too_many_pages(const std::string& what, std::size_t pages);
inline constexpr const char* one_page_hint =
    "name a folder, as in -o pages/ --to svg, for one file a page; or press a PDF";

}  // namespace carepress::cli
