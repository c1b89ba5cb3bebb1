#include "article/markdown_guard.h"

#include "article/character_set.h"
#include "article/plain_text.h"
#include "base/ascii.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace carepress::article {
namespace {

constexpr std::size_t deepest_container = 64;

/// cmark visits every open container at each line: about 25 ns each. This many visits take a second.
constexpr std::uint64_t most_container_visits = 50'000'000;
/// "![[]()" repeated takes time in the square of the brackets of a paragraph (CVE-2023-22486).
constexpr std::size_t most_brackets = 2'000;
/// An instruction, declaration or CDATA section that has no end is looked for to the end of its paragraph, for each of
/// its beginnings ("a<?" repeated; cmark's issues 299 and 379). So many bytes of the whole text cost no more than
/// reading it.
constexpr std::uint64_t most_searched = 4'000'000;
constexpr std::size_t most_table_columns = 200;
constexpr std::size_t most_cells = 200'000;
/// A row of dashes under a long paragraph takes time in the square of the paragraph's lines.
constexpr std::uint64_t most_table_tries = 400'000'000;
/// A reference definition is copied for each of its uses.
constexpr std::uint64_t most_reference_bytes = 100'000'000;

/// What the beginning of a line says about the containers that it is in.
struct Prefix {
    std::size_t end = 0;     ///< where the content begins
    std::size_t marks = 0;   ///< block quote and list markers
    std::size_t indent = 0;  ///< columns of white space
    bool begins_item = false;
};

Prefix read_prefix(std::string_view line) {
    Prefix prefix;
    std::size_t i = 0;
    while (i < line.size()) {
        const char c = line[i];
        const bool spaced = i + 1 == line.size() || line[i + 1] == ' ' || line[i + 1] == '\t';
        if (c == ' ' || c == '\t') {
            prefix.indent += c == ' ' ? 1 : 4;
            ++i;
        } else if (c == '>') {
            ++prefix.marks;
            ++i;
        } else if ((c == '-' || c == '+' || c == '*') && spaced) {
            ++prefix.marks;
            prefix.begins_item = true;
            ++i;
        } else if (is_digit(c)) {
            std::size_t end = i;
            while (end < line.size() && end < i + 9 && is_digit(line[end])) ++end;
            if (end == line.size() || (line[end] != '.' && line[end] != ')')) break;
            if (end + 1 < line.size() && line[end + 1] != ' ' && line[end + 1] != '\t') break;
            ++prefix.marks;
            // Only a list that begins at 1 interrupts a paragraph (CommonMark 0.29, 5.2).
            prefix.begins_item = prefix.begins_item || (end == i + 1 && c == '1');
            i = end + 1;
        } else {
            break;
        }
    }
    prefix.end = i;
    return prefix;
}

/// "* * *" and "- - -": a line of only one sign is not a nest of lists.
bool is_thematic_break(std::string_view line) {
    const std::size_t first = line.find_first_not_of(" \t");
    return first != std::string_view::npos && (line[first] == '-' || line[first] == '*') &&
           std::all_of(line.begin(), line.end(), [&](char c) { return c == line[first] || c == ' ' || c == '\t'; });
}

/// Counts what HTML of the kind that cmark calls raw begins and does not end.
class UnendedMarkup {
public:
    void read(std::string_view line) {
        static constexpr CharacterSet signs("<?]>");
        for (std::size_t i = signs.find_in(line); i != std::string_view::npos; i = signs.find_in(line, i + 1)) {
            const std::string_view rest = line.substr(i);
            if (rest.starts_with("<?"))
                ++instructions_;
            else if (rest.starts_with("<![CDATA["))
                ++sections_;
            else if (rest.starts_with("<!") && rest.size() > 2 && ((rest[2] | 0x20) >= 'a' && (rest[2] | 0x20) <= 'z'))
                ++declarations_;
            else if (rest.starts_with("?>"))
                instructions_ = 0;
            else if (rest.starts_with("]]>"))
                sections_ = 0;
            if (rest.front() == '>') declarations_ = 0;
        }
    }
    std::uint64_t count() const { return instructions_ + sections_ + declarations_; }

private:
    std::uint64_t instructions_ = 0, sections_ = 0, declarations_ = 0;
};

/// How many columns a table with this row of dashes would have; 0 for another line.
std::size_t delimiter_columns(std::string_view content) {
    const auto belongs = [](char c) { return c == '|' || c == ':' || c == '-' || c == ' ' || c == '\t'; };
    if (!std::all_of(content.begin(), content.end(), belongs) || content.find('-') == std::string_view::npos) return 0;
    const auto bars = static_cast<std::size_t>(std::count(content.begin(), content.end(), '|'));
    return bars == 0 ? 0 : bars + 1;
}

class Guard {
public:
    Guard(std::uint32_t offset, Diagnostics& diagnostics) : offset_(offset), diagnostics_(diagnostics) {}

    bool check(std::string_view body) {
        std::size_t begin = 0;
        while (begin < body.size() && !refused_) {
            const std::size_t end = line_end(body, begin);
            check_line(body.substr(begin, end - begin), begin);
            begin = end + (body.substr(end, 2) == "\r\n" ? 2 : 1);
        }
        if (!refused_ && widest_paragraph_ * brackets_ > most_reference_bytes)
            refuse("article/too-long"_code, widest_at_,
                   "this reference is used so often that the article would become too large",
                   "shorten the address, or split the article");
        if (!refused_ && depth_ > deepest_container && depth_ * lines_ > most_container_visits)
            refuse("article/nested-too-deeply"_code, deepest_at_, "the text is nested too deeply",
                   "the limit is 64 levels of lists and quotes");
        return !refused_;
    }

private:
    void check_line(std::string_view line, std::size_t begin) {
        ++lines_;
        const Prefix prefix = read_prefix(line);
        const std::string_view content = line.substr(prefix.end);
        check_depth(line, prefix, begin);
        if (content.empty() || prefix.begins_item) end_paragraph();
        if (content.empty()) return;
        ++paragraph_lines_;
        paragraph_bytes_ += content.size();
        if (content.starts_with('[') && content.find("]:") != std::string_view::npos) defines_ = true;
        if (defines_ && paragraph_bytes_ > widest_paragraph_) {
            widest_paragraph_ = paragraph_bytes_;
            widest_at_ = begin + prefix.end;
        }
        const auto brackets = static_cast<std::size_t>(std::count(content.begin(), content.end(), '['));
        brackets_ += brackets;
        paragraph_brackets_ += brackets;
        if (paragraph_brackets_ > most_brackets)
            refuse("article/too-many-brackets"_code, begin + prefix.end,
                   "this paragraph has more than " + std::to_string(most_brackets) + " brackets",
                   "split it into several paragraphs");
        unended_.read(content);
        if (searched_ + unended_.count() * paragraph_bytes_ > most_searched)
            refuse("article/too-many-brackets"_code, begin + prefix.end,
                   "this paragraph, or the text up to here, has too many \"<?\" and \"<!\" without an end",
                   "write &lt; for a less-than sign, or split it into several paragraphs");
        check_table(content, begin + prefix.end);
    }

    void check_depth(std::string_view line, const Prefix& prefix, std::size_t begin) {
        if (prefix.marks > deepest_container && !is_thematic_break(line))
            refuse("article/nested-too-deeply"_code, begin, "the text is nested too deeply",
                   "the limit is 64 levels of lists and quotes");
        const std::size_t depth = prefix.marks + (prefix.begins_item ? prefix.indent / 2 : 0);
        if (depth > depth_) {
            depth_ = depth;
            deepest_at_ = begin;
        }
    }

    void check_table(std::string_view content, std::size_t at) {
        if (const std::size_t columns = delimiter_columns(content); columns > 0) {
            if (columns > most_table_columns)
                refuse("article/table-too-wide"_code, at, "the table has " + std::to_string(columns) + " columns",
                       "the limit is 200 columns");
            columns_ = std::max(columns_, columns);
            tries_ += std::uint64_t{paragraph_lines_} * paragraph_lines_;
            if (tries_ > most_table_tries)
                refuse("article/table-head-too-long"_code, at,
                       "the text above this row of dashes is too long for a table's head",
                       "put an empty line before the table");
        }
        if (columns_ == 0) return;
        cells_ += columns_;  // a short row is filled up with empty cells
        if (cells_ > most_cells)
            refuse("article/too-long"_code, at, "the tables have more than " + std::to_string(most_cells) + " cells",
                   "split the article, or put an empty line after each table");
    }

    void end_paragraph() {
        paragraph_lines_ = paragraph_brackets_ = columns_ = 0;
        searched_ += unended_.count() * paragraph_bytes_;
        paragraph_bytes_ = 0;
        unended_ = {};
        defines_ = false;
    }

    void refuse(DiagnosticCode code, std::size_t at, std::string message, std::string hint) {
        if (refused_) return;
        refused_ = true;
        const auto place = static_cast<std::uint32_t>(offset_ + at);
        diagnostics_.error(code, {place, place}, std::move(message), std::move(hint));
    }

    std::uint32_t offset_;
    Diagnostics& diagnostics_;
    bool refused_ = false;
    std::size_t depth_ = 0, deepest_at_ = 0;
    std::uint64_t lines_ = 0;
    std::size_t paragraph_lines_ = 0, paragraph_brackets_ = 0, columns_ = 0, cells_ = 0;
    std::uint64_t paragraph_bytes_ = 0, widest_paragraph_ = 0, brackets_ = 0, tries_ = 0, searched_ = 0;
    std::size_t widest_at_ = 0;
    UnendedMarkup unended_;
    bool defines_ = false;
};

}  // namespace

bool is_markdown_bounded(std::string_view body, std::uint32_t offset, Diagnostics& diagnostics) {
    return Guard(offset, diagnostics).check(body);
}

}  // namespace carepress::article
