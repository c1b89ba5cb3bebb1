#include "cli/man_page.h"

#include <algorithm>

namespace carepress::cli {
namespace {

constexpr std::string_view closing_marks = ".,;:)";

bool has_only(std::string_view text, std::string_view characters) {
    return text.find_first_not_of(characters) == std::string_view::npos;
}

constexpr std::string_view capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// Backslashes begin escapes of roff.
std::string roff_escaped(std::string_view text) {
    std::string out;
    for (const char c : text) out += c == '\\' ? std::string("\\e") : std::string(1, c);
    return out;
}

std::string in_lower_case(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// The macro for a literal and its argument.
std::string literal_macro(std::string_view literal) {
    if (literal == "-") return "Sq -";
    if (literal.starts_with('-')) return "Fl " + std::string(literal.substr(1));
    if (literal == "FILES" || literal == "OUTPUTS") return "Sx " + std::string(literal);
    if (has_only(literal, capitals)) return "Ar " + in_lower_case(literal);
    if (has_only(literal, std::string(capitals) + "_")) return "Ev " + std::string(literal);
    if (literal.find_first_of("/~$") != std::string_view::npos || literal.ends_with(".yaml") ||
        literal.ends_with(".html") || literal.ends_with(".jsonl"))
        return "Pa " + roff_escaped(literal);
    return "Cm " + roff_escaped(literal);
}

class MdocWriter {
public:
    std::string write(std::string_view text) {
        while (!text.empty()) {
            const std::size_t tick = std::min(text.find('`'), text.size());
            add_plain(text.substr(0, tick));
            text.remove_prefix(tick);
            if (text.empty()) break;
            const std::size_t end = text.find('`', 1);
            const std::string_view literal = text.substr(1, end - 1);
            text.remove_prefix(end + 1);
            const std::size_t after = std::min(text.find_first_not_of(closing_marks), text.size());
            add_literal(literal, text.substr(0, after));
            text.remove_prefix(after);
        }
        end_line();
        return std::move(out_);
    }

private:
    /// Where the first sentence ends: at a full stop before a space and a capital letter or a literal.
    static std::size_t end_of_sentence(std::string_view text) {
        std::size_t stop = text.find(". ");
        while (stop != std::string_view::npos && stop + 2 < text.size() &&
               !has_only(text.substr(stop + 2, 1), capitals))
            stop = text.find(". ", stop + 1);
        return stop;
    }

    void add_plain(std::string_view text) {
        while (!text.empty()) {
            const std::size_t stop = end_of_sentence(text);
            const bool ends = stop != std::string_view::npos;
            std::string_view part = text.substr(0, ends ? stop + 1 : text.size());
            text.remove_prefix(ends ? stop + 2 : text.size());
            if (line_.empty() && part.starts_with(' ')) part.remove_prefix(1);
            line_ += roff_escaped(part);
            if (ends) end_line();
        }
    }

    /// Punctuation before and after the literal is set in the text's face.
    void add_literal(std::string_view literal, std::string_view after) {
        const bool in_brackets = line_.ends_with('(');
        if (in_brackets) line_.pop_back();
        end_line();
        const std::string macro = literal_macro(literal);
        out_ += "." + (in_brackets ? macro.substr(0, 3) + "( " + macro.substr(3) : macro);
        for (const char c : after) out_ += std::string(" ") + c;
        out_ += "\n";
    }

    void end_line() {
        while (line_.ends_with(' ')) line_.pop_back();
        // A line that begins with a full stop or an apostrophe would be a request of roff.
        if (!line_.empty()) out_ += (line_[0] == '.' || line_[0] == '\'' ? "\\&" : "") + line_ + "\n";
        line_.clear();
    }

    std::string out_, line_;
};

}  // namespace

std::string mdoc_quoted(std::string_view text) {
    std::string out;
    for (const char c : roff_escaped(text)) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out;
}

std::string mdoc_text(std::string_view text) { return MdocWriter().write(text); }

}  // namespace carepress::cli
