#include "visit/rendered_text.h"

#include "visit/markup_style.h"
#include "visit/rendered_table.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress::visit {
namespace {

constexpr int deepest = 64;

bool is_among(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_block(std::string_view name) {
    return is_among(
        name, {"p",    "div",    "li",      "dt",         "dd",     "tr",         "h1",      "h2",      "h3",     "h4",
               "h5",   "h6",     "hr",      "blockquote", "pre",    "caption",    "section", "article", "header", "nav",
               "main", "footer", "address", "center",     "figure", "figcaption", "details", "summary", "form"});
}

bool is_unseen(std::string_view name) {
    return is_among(name, {"style", "script", "head", "title", "template", "object", "iframe", "noscript", "select"});
}

bool is_text(const pugi::xml_node& node) { return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata; }

/// Whether there are words in the node; not deeper than is read.
bool has_words(const pugi::xml_node& node, int depth = 0) {
    if (is_text(node)) return std::string_view(node.value()).find_first_not_of(" \t\r\n") != std::string_view::npos;
    return depth <= deepest && std::any_of(node.begin(), node.end(),
                                           [&](const pugi::xml_node& child) { return has_words(child, depth + 1); });
}

constexpr std::array<std::string_view, 10> raised{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
constexpr std::array<std::string_view, 10> lowered{"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};

/// Raised or lowered digits as such: "10<sup>9</sup>" must not come out as "109". Letters ("4<sup>th</sup>") stay.
std::string shifted(const std::string& text, bool up) {
    if (text.find_first_of("0123456789") == std::string::npos) return text;
    std::string out;
    for (const char c : text) {
        if (c >= '0' && c <= '9')
            out += (up ? raised : lowered)[static_cast<std::size_t>(c - '0')];
        else if (c == '+' || c == '-')
            out += up ? (c == '+' ? "⁺" : "⁻") : (c == '+' ? "₊" : "₋");
        else
            return (up ? "^(" : "_(") + text + ")";
    }
    return out;
}

/// "¹/₂" is one sign.
void join_fractions(std::string& text) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> fractions{
        {{"¹/₂", "½"}, {"¹/₄", "¼"}, {"³/₄", "¾"}, {"¹/₃", "⅓"}, {"²/₃", "⅔"}}};
    for (const auto& [parts, sign] : fractions)
        for (std::size_t at = 0; (at = text.find(parts, at)) != std::string::npos; at += sign.size()) {
            const std::size_t after = at + parts.size();
            const bool goes_on = text.compare(after, 1, "\xE2") == 0;  // more lowered digits
            if (!goes_on) text.replace(at, parts.size(), sign);
        }
}

/// Gathers text line by line.
class TextGatherer {
public:
    TextGatherer(WhiteSpace white_space, int depth, std::size_t lists)
        : keep_lines_(white_space == WhiteSpace::with_lines), depth_(depth), lists_(lists) {}

    bool gather(const pugi::xml_node& node) {
        if (++depth_ > deepest) return false;
        for (const pugi::xml_node& child : node.children()) {
            if (is_text(child))
                add(child.value());
            else if (child.type() == pugi::node_element && !element(child))
                return false;
        }
        --depth_;
        return true;
    }

    RenderedText take() {
        while (!out_.text.empty() && (out_.text.back() == '\n' || out_.text.back() == ' ')) out_.text.pop_back();
        join_fractions(out_.text);
        return std::move(out_);
    }

private:
    bool element(const pugi::xml_node& node) {
        const std::string_view name = node.name();
        if (is_unseen(name)) return true;
        if (is_struck_out(node) || is_hidden(node) || name == "bdo") {
            if (has_words(node)) (is_struck_out(node) ? out_.struck_out : out_.hidden) = true;
            return true;
        }
        if (name == "br") return new_line(), true;
        if (name == "img") return picture(node), true;
        if (name == "input") return input(node), true;
        if (name == "ul" || name == "ol") return list(node);
        if (name == "table") return table(node);
        if (name == "sup" || name == "sub") return shift(node, name == "sup");
        const bool definition = name == "dd" && after_term_;
        const bool block = is_block(name) && !definition;
        if (definition) {
            while (out_.text.ends_with(' ')) out_.text.pop_back();
            add(out_.text.ends_with(':') ? " " : ": ");
        }
        if (block) new_line();
        const bool kept = std::exchange(keep_lines_, keep_lines_ || keeps_lines(node));
        if (!gather(node)) return false;
        keep_lines_ = kept;
        if (block && name != "dt") new_line();
        after_term_ = name == "dt";
        if (definition) new_line();
        if (name == "td" || name == "th") add(" ");
        return true;
    }

    void picture(const pugi::xml_node& node) {
        const std::string_view words = node.attribute("alt").value();
        if (words.find_first_not_of(" \t\r\n") == std::string_view::npos)
            out_.pictures = true;
        else
            add(words);
    }

    /// A box keeps its state: what is not checked does not hold.
    void input(const pugi::xml_node& node) {
        const std::string_view type = node.attribute("type").value();
        if (is_among(type, {"checkbox", "radio"}))
            add(node.attribute("checked") ? "[x] " : "[ ] ");
        else if (is_among(type, {"", "text", "number", "date"}))
            add(node.attribute("value").value());
    }

    bool list(const pugi::xml_node& node) {
        const bool ordered = std::string_view(node.name()) == "ol";
        const bool down = node.attribute("reversed");
        int items = 0;
        for (const pugi::xml_node& child : node.children("li")) items += child ? 1 : 0;
        int number = integer_attribute(node, "start", down ? items : 1);
        if (depth_ + 1 > deepest) return false;
        new_line();
        ++lists_;
        static constexpr std::array<std::string_view, 3> bullets{"\u2022", "\u2013", "\u00B7"};
        for (const pugi::xml_node& child : node.children()) {
            const bool item = std::string_view(child.name()) == "li";
            if (item && !is_struck_out(child) && !is_hidden(child)) {
                number = integer_attribute(child, "value", number);
                const std::string marker =
                    ordered ? item_marker(node, number) : std::string(bullets[std::min(lists_, bullets.size()) - 1]);
                pending_ = marker.empty() ? "" : indent() + marker + " ";
            }
            if (is_text(child))
                add(child.value());
            else if (child.type() == pugi::node_element && !element(child))
                return false;
            if (item) {
                new_line();
                pending_.clear();
                number += down ? -1 : 1;
            }
        }
        --lists_;
        new_line();
        return true;
    }

    /// Lists within lists are further in.
    std::string indent() const {
        std::string blanks;
        for (std::size_t i = 1; i < lists_; ++i) blanks += "\u2003";
        return blanks;
    }

    /// What is within an element, on its own.
    std::optional<RenderedText> apart(const pugi::xml_node& node) {
        TextGatherer inner(keep_lines_ ? WhiteSpace::with_lines : WhiteSpace::folded, depth_, 0);
        if (!inner.gather(node)) return std::nullopt;
        RenderedText text = inner.take();
        out_.struck_out = out_.struck_out || text.struck_out;
        out_.hidden = out_.hidden || text.hidden;
        out_.pictures = out_.pictures || text.pictures;
        return text;
    }

    bool shift(const pugi::xml_node& node, bool up) {
        const std::optional<RenderedText> inner = apart(node);
        if (inner) add(shifted(inner->text, up));
        return inner.has_value();
    }

    bool table(const pugi::xml_node& node) {
        if (holds_table(node)) return layout_table(node);
        std::vector<RenderedRow> rows;
        new_line();
        if (!rows_of(node, false, rows)) return false;
        for (const std::string& line : lines_of_table(rows)) {
            add(line);
            new_line();
        }
        return true;
    }

    static bool holds_table(const pugi::xml_node& node) {
        return node.find_node([](const pugi::xml_node& each) { return std::string_view(each.name()) == "table"; });
    }

    /// A table around tables only places them.
    bool layout_table(const pugi::xml_node& node) {
        for (const pugi::xml_node& child : node.children()) {
            const std::string_view name = child.name();
            const bool part = is_among(name, {"thead", "tbody", "tfoot", "tr", "td", "th", "caption"});
            if (part && !is_struck_out(child) && !is_hidden(child)) {
                new_line();
                if (++depth_ > deepest) return false;
                const bool whole = is_among(name, {"td", "th", "caption"}) ? gather(child) : layout_table(child);
                if (!whole) return false;
                --depth_;
                new_line();
            }
        }
        return true;
    }

    bool rows_of(const pugi::xml_node& node, bool in_head, std::vector<RenderedRow>& rows) {
        if (depth_ > deepest) return false;
        for (const pugi::xml_node& child : node.children()) {
            const std::string_view name = child.name();
            if (is_struck_out(child) || is_hidden(child)) {
                if (has_words(child)) (is_struck_out(child) ? out_.struck_out : out_.hidden) = true;
            } else if (name == "caption") {
                if (!element(child)) return false;
            } else if (name == "thead" || name == "tbody" || name == "tfoot") {
                if (std::string_view(node.name()) == "table" && !rows_of(child, name == "thead", rows)) return false;
            } else if (name == "tr") {
                rows.push_back({{}, in_head});
                if (!cells_of(child, rows.back())) return false;
            }
        }
        return true;
    }

    bool cells_of(const pugi::xml_node& row, RenderedRow& into) {
        for (const pugi::xml_node& child : row.children()) {
            const std::string_view name = child.name();
            if (name != "td" && name != "th") continue;
            RenderedCell cell;
            cell.columns = std::max(integer_attribute(child, "colspan", 1, 100), 1);
            cell.rows = std::max(integer_attribute(child, "rowspan", 1, 1000), 1);
            cell.head = name == "th";
            if (is_struck_out(child) || is_hidden(child)) {
                if (has_words(child)) (is_struck_out(child) ? out_.struck_out : out_.hidden) = true;
            } else {
                std::optional<RenderedText> inner = apart(child);
                if (!inner) return false;
                cell.text = std::move(inner->text);
                for (std::size_t at = 0; (at = cell.text.find('\n', at)) != std::string::npos; at += 2)
                    cell.text.replace(at, 1, ", ");
            }
            into.cells.push_back(std::move(cell));
        }
        return true;
    }

    void add(std::string_view words) {
        std::string& text = out_.text;
        for (const char c : words) {
            const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
            if (!space) {
                if (!pending_.empty()) {
                    new_line();
                    text += std::exchange(pending_, "");
                }
                text += c;
                after_term_ = false;
            } else if (keep_lines_ && c == '\n') {
                new_line();
            } else if (!text.empty() && text.back() != ' ' && text.back() != '\n') {
                text += ' ';
            }
        }
    }
    void new_line() {
        std::string& text = out_.text;
        while (!text.empty() && text.back() == ' ') text.pop_back();
        if (!text.empty() && text.back() != '\n') text += '\n';
    }

    RenderedText out_;
    std::string pending_;      ///< bullet or number of an item whose first word is still to come
    bool keep_lines_;          ///< line feeds stay
    bool after_term_ = false;  ///< a definition goes on in the line of its term
    int depth_;
    std::size_t lists_;  ///< how many lists are open
};

}  // namespace

std::optional<RenderedText> render_text(const pugi::xml_node& root, WhiteSpace white_space) {
    TextGatherer gatherer(white_space, 0, 0);
    if (!gatherer.gather(root)) return std::nullopt;
    return gatherer.take();
}

}  // namespace carepress::visit
