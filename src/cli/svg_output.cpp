#include "cli/svg_output.h"

#include "cli/messages.h"

namespace carepress::cli {

CommandOption to_option(std::string& to) {
    return {.names = "--to",
            .value = "FORMAT",
            .help = "the format: pdf, or svg to look at pages in a browser, which is a file for each page",
            .more = "By default the extension of the output decides.",
            .to = into(to),
            .group = OptionGroup::output,
            .choices = {"pdf", "svg"}};
}

engine::Format format_of(const std::string& output, const std::string& to) {
    if (to.empty()) return output.ends_with(".svg") ? engine::Format::svg : engine::Format::pdf;
    return to == "svg" ? engine::Format::svg : engine::Format::pdf;
}

bool check_format(const std::string& output, const std::string& to) {
    if ((to == "svg" && output.ends_with(".pdf")) || (to == "pdf" && output.ends_with(".svg")))
        return refuse("--to " + to + " contradicts the extension of the output",
                      "leave out --to, or name a file with -o that ends in ." + to);
    return true;
}

std::string svg_page_path(const std::string& stem, std::size_t page) {
    return stem + "-" + std::to_string(page + 1) + ".svg";
}

std::string too_many_pages(const std::string& what, std::size_t pages) {
    return "the " + what + " has " + std::to_string(pages) + " pages, and an SVG file has one";
}

}  // namespace carepress::cli
