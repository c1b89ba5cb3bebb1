#include "article/html_tree.h"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstring>
#include <string>

namespace carepress::article {

struct HtmlTree::Arena {
    std::vector<std::unique_ptr<std::byte[]>> chunks;
    std::size_t used = 0, capacity = 0;  // of the last chunk
    std::size_t total = 0, budget = 0;
    std::size_t since_node = 0;  // allocations since that of a node
    std::jmp_buf out_of_budget;

    // gumbo compares each attribute with all before it in its tag, which takes hours for a megabyte of them. No tag
    // worth reading takes this many allocations, some five for each attribute.
    static constexpr std::size_t most_without_node = 5'000;

    void* allocate(std::size_t size) {
        since_node = size == sizeof(GumboNode) ? 0 : since_node + 1;
        if (since_node > most_without_node) std::longjmp(out_of_budget, 1);
        size = (std::max<std::size_t>(size, 1) + 15) / 16 * 16;
        if (capacity - used < size) {
            const std::size_t next =
                std::max(size, std::clamp(total, std::size_t{32} * 1024, std::size_t{4} * 1024 * 1024));
            // gumbo does not check for nullptr, so the only way out of it is a jump over its frames. They are plain C
            // and own nothing but memory of this arena; no C++ object lives between here and parse().
            if (total + next > budget) std::longjmp(out_of_budget, 1);
            chunks.push_back(std::make_unique_for_overwrite<std::byte[]>(next));
            used = 0;
            capacity = next;
            total += next;
        }
        void* place = chunks.back().get() + used;
        used += size;
        return place;
    }
};

void HtmlTree::Free::operator()(Arena* arena) const { delete arena; }

HtmlTree::HtmlTree(std::string_view html) : arena_(new Arena) {
    fault_ = check_depth(html);
    if (fault_ != TreeFault::absent) return;
    // A node takes about 300 bytes of memory and rarely less than 10 of text. Formatting elements that are never closed
    // are cloned into every following paragraph: a few megabytes could otherwise become many gigabytes.
    arena_->budget = 64'000'000 + 32 * html.size();
    output_ = parse(html);
    if (output_ == nullptr) fault_ = TreeFault::too_large;
}

const GumboOutput* HtmlTree::parse(std::string_view html) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = [](void* arena, std::size_t size) { return static_cast<Arena*>(arena)->allocate(size); };
    options.deallocator = [](void*, void*) {};
    options.userdata = arena_.get();
    options.max_errors = 0;
    if (setjmp(arena_->out_of_budget) != 0) return nullptr;
    return gumbo_parse_with_options(&options, html.data(), html.size());
}

namespace {

constexpr std::size_t harmless_tags = 2'000;         // may all be nested in each other: some milliseconds
constexpr std::size_t most_uncertain_tags = 20'000;  // the same, at worst a second or two
constexpr std::size_t most_open_elements = 400;
constexpr std::size_t most_attributes = 500;  // of one tag

constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

template <std::size_t size>
constexpr bool among(std::string_view name, const std::array<std::string_view, size>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 13> never_open = {"area", "base", "br",    "col",    "embed", "hr", "img",
                                                         "link", "meta", "param", "source", "track", "wbr"};
// Parts of a table nest only as deep as tables do.
constexpr std::array<std::string_view, 12> within_tables = {"tr",      "td",       "th",   "tbody", "thead", "tfoot",
                                                            "caption", "colgroup", "html", "head",  "body",  "input"};
constexpr std::array<std::string_view, 8> raw_text = {"script",  "style",    "xmp",      "iframe",
                                                      "noembed", "noframes", "textarea", "title"};
// Within these, what is a tag and what is text depends on more than the last start tag.
constexpr std::array<std::string_view, 6> uncertain = {"svg", "math", "select", "template", "frameset", "plaintext"};
constexpr std::array<std::string_view, 4> end_tag_optional = {"p", "li", "dt", "dd"};
// Their end tags close whatever is open inside (HTML 13.2.6.4.7, "generate implied end tags").
constexpr std::array<std::string_view, 20> closes_inside = {
    "address", "article", "aside",  "blockquote", "center", "div",  "dl", "fieldset", "figcaption", "figure",
    "footer",  "header",  "hgroup", "main",       "nav",    "menu", "ol", "section",  "ul",         "table"};

/// Follows the start and end tags of a page as strictly as can be: an element counts as closed only where every reader
/// would close it. So the depth found is never less than gumbo's, and the same for a well-kept page.
class DepthScan {
public:
    explicit DepthScan(std::string_view html) : html_(html) {}

    TreeFault run() {
        while ((at_ = html_.find('<', at_)) != std::string_view::npos && ++at_ < html_.size()) {
            if (is_letter(html_[at_])) {
                start_tag();
            } else if (html_[at_] == '/' && at_ + 1 < html_.size() && is_letter(html_[at_ + 1])) {
                ++at_;
                end_tag();
            } else if (html_.substr(at_, 3) == "!--") {
                comment();
            } else if (html_[at_] == '!' || html_[at_] == '?' || html_[at_] == '/') {
                at_ = html_.find('>', at_);  // a bogus comment or the doctype
            }
            if (open_.size() > most_open_elements) fault_ = TreeFault::too_deep;
            if (at_ >= html_.size()) break;
        }
        if (uncertain_) return tags_ > most_uncertain_tags ? TreeFault::too_many_tags : TreeFault::absent;
        if (fault_ == TreeFault::too_deep && tags_ <= harmless_tags) return TreeFault::absent;
        return fault_;
    }

private:
    std::string name() {
        std::string result;
        while (at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '>' && html_[at_] != '/') {
            const char c = html_[at_++];
            if (result.size() < 32) result += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        }
        return result;
    }

    void skip_spaces() {
        while (at_ < html_.size() && is_space(html_[at_])) ++at_;
    }

    /// To the ">" of a tag (HTML 13.2.5.32 to 13.2.5.40): one in a quoted attribute value does not end it.
    void skip_attributes() {
        std::size_t attributes = 0;
        for (;;) {
            while (at_ < html_.size() && (is_space(html_[at_]) || html_[at_] == '/')) ++at_;
            if (at_ >= html_.size() || html_[at_] == '>') return;
            ++at_;  // whatever begins a name is part of it, even "="
            if (++attributes > most_attributes) fault_ = TreeFault::too_many_tags;
            while (at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '>' && html_[at_] != '/' &&
                   html_[at_] != '=')
                ++at_;
            skip_spaces();
            if (at_ >= html_.size() || html_[at_] != '=') continue;
            ++at_;
            skip_spaces();
            if (at_ >= html_.size()) return;
            if (html_[at_] == '"' || html_[at_] == '\'') {
                at_ = html_.find(html_[at_], at_ + 1);
                if (at_ < html_.size()) ++at_;
            } else {
                while (at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '>') ++at_;
            }
        }
    }

    void start_tag() {
        const std::string tag = name();
        skip_attributes();
        ++tags_;
        if (among(tag, uncertain)) uncertain_ = true;
        if (among(tag, raw_text)) return skip_raw_text(tag);
        if (among(tag, never_open) || among(tag, within_tables)) return;
        if (among(tag, end_tag_optional)) close_optional_before(tag);
        open_.push_back(tag);
    }

    /// A p ends an open p, an li an open li, a dt or dd an open dt or dd.
    void close_optional_before(std::string_view tag) {
        if (open_.empty()) return;
        if (open_.back() == "p") open_.pop_back();
        if (tag == "p" || open_.empty()) return;
        const std::string_view last = open_.back();
        if (last == tag || (tag != "li" && (last == "dt" || last == "dd"))) open_.pop_back();
    }

    void end_tag() {
        const std::string tag = name();
        skip_attributes();
        if (open_.empty()) return;
        std::size_t top = open_.size() - 1;
        if (tag == "li" || tag == "dt" || tag == "dd") {
            if (open_[top] == "p" && top > 0) --top;
        } else if (among(tag, closes_inside)) {
            while (top > 0 && among(open_[top], end_tag_optional)) --top;
        }
        if (open_[top] == tag) open_.resize(top);
    }

    void skip_raw_text(const std::string& tag) {
        const std::size_t begin = at_;
        for (; at_ < html_.size(); ++at_) {
            at_ = html_.find("</", at_);
            if (at_ == std::string_view::npos) break;
            at_ += 2;
            const std::size_t name_begin = at_;
            const std::string closing = name();
            if (closing == tag) break;
            at_ = name_begin - 1;
        }
        // "<!--" in a script may hide its end tag (HTML 13.2.5.27, "script data double escaped").
        const std::size_t end = std::min(at_, html_.size());
        if (tag == "script" && html_.substr(begin, end - begin).find("<!--") != std::string_view::npos)
            uncertain_ = true;
        if (at_ < html_.size()) skip_attributes();
    }

    /// "-->", "--!>" and, right at the start, ">" or "->" end a comment (HTML 13.2.5.43 to 13.2.5.51).
    void comment() {
        at_ += 3;
        if (html_.substr(at_, 1) == ">" || html_.substr(at_, 2) == "->") return;
        for (; at_ < html_.size(); ++at_) {
            at_ = html_.find("--", at_);
            if (at_ == std::string_view::npos) return;
            if (html_.substr(at_ + 2, 1) == ">" || html_.substr(at_ + 2, 2) == "!>") {
                at_ += 2;
                return;
            }
        }
    }

    std::string_view html_;
    std::size_t at_ = 0;
    std::size_t tags_ = 0;
    bool uncertain_ = false;
    TreeFault fault_ = TreeFault::absent;
    std::vector<std::string> open_;
};

bool has_few_tags(std::string_view html) {
    std::size_t tags = 0;
    for (std::size_t at = 0; (at = html.find('<', at)) != std::string_view::npos && ++at < html.size();)
        if (is_letter(html[at]) && ++tags > harmless_tags) return false;
    return true;
}

}  // namespace

TreeFault check_depth(std::string_view html) { return has_few_tags(html) ? TreeFault::absent : DepthScan(html).run(); }

}  // namespace carepress::article
