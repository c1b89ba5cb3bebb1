#include "check/structure.h"

#include "article/plain_text.h"
#include "base/ascii.h"
#include "base/language.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <span>
#include <utility>

namespace carepress::check {
namespace fs = std::filesystem;

namespace {

/// Counts what blocks contain.
class ContentsCounter {
public:
    explicit ContentsCounter(SectionContents& contents) : contents_(contents) {}

    void all(const std::vector<article::Block>& blocks) {
        for (const article::Block& block : blocks) std::visit(*this, block.content);
    }
    void operator()(const article::Heading&) { ++contents_.headings; }
    void operator()(const article::List& list) {
        ++contents_.lists;
        contents_.items += list.items.size();
        for (const article::ListItem& item : list.items) all(item.blocks);
    }
    void operator()(const article::Callout& callout) {
        ++contents_.callouts[static_cast<std::size_t>(callout.urgency)];
        all(callout.blocks);
    }
    void operator()(const article::Quote& quote) { all(quote.blocks); }
    void operator()(const article::LearnMore& more) { all(more.blocks); }
    void operator()(const article::Table&) { ++contents_.tables; }
    void operator()(const article::Figure&) { ++contents_.figures; }
    void operator()(const article::Paragraph&) {}
    void operator()(const article::Preformatted&) {}
    void operator()(const article::Divider&) {}

private:
    SectionContents& contents_;
};

std::string_view name_of(std::size_t urgency) {
    constexpr std::array<std::string_view, 3> names{"[!EMERGENCY]", "[!CALL-NOW]", "[!WATCH]"};
    return names[urgency];
}

std::string count_of(std::size_t count, const std::string& thing) {
    return std::to_string(count) + " " + thing + (count == 1 ? "" : "s");
}

/// "this section has 2 lists but the original has 3", for the first thing that differs; empty: nothing does.
std::string difference(const SectionContents& a, const SectionContents& b) {
    const auto said = [](std::size_t x, std::size_t y, const std::string& thing) {
        return x == y ? std::string()
                      : "this section has " + count_of(x, thing) + " but the original has " + std::to_string(y);
    };
    std::string out = said(a.lists, b.lists, "list");
    if (out.empty()) out = said(a.items, b.items, "list item");
    for (std::size_t i = 0; i < a.callouts.size() && out.empty(); ++i)
        out = said(a.callouts[i], b.callouts[i], std::string(name_of(i)) + " callout");
    if (out.empty()) out = said(a.tables, b.tables, "table");
    if (out.empty()) out = said(a.figures, b.figures, "figure");
    return out.empty() ? said(a.headings, b.headings, "box heading") : out;
}

void find_callouts(const std::vector<article::Block>& blocks,
                   std::vector<std::pair<article::Urgency, SourceSpan>>& out) {
    for (const article::Block& block : blocks) {
        if (const auto* callout = std::get_if<article::Callout>(&block.content))
            out.emplace_back(callout->urgency, block.span);
        if (const auto* quote = std::get_if<article::Quote>(&block.content)) find_callouts(quote->blocks, out);
        if (const auto* list = std::get_if<article::List>(&block.content))
            for (const article::ListItem& item : list->items) find_callouts(item.blocks, out);
    }
}

struct LinkGatherer {
    std::vector<article::Link> links;

    void all(const std::vector<article::Block>& blocks) {
        for (const article::Block& block : blocks) std::visit(*this, block.content);
    }
    void add(const article::InlineText& text) { links.insert(links.end(), text.links.begin(), text.links.end()); }
    void operator()(const article::Paragraph& paragraph) { add(paragraph.text); }
    void operator()(const article::Heading& heading) { add(heading.text); }
    void operator()(const article::Preformatted& preformatted) { add(preformatted.text); }
    void operator()(const article::Callout& callout) { all(callout.blocks); }
    void operator()(const article::Quote& quote) { all(quote.blocks); }
    void operator()(const article::LearnMore& more) { all(more.blocks); }
    void operator()(const article::Divider&) {}
    void operator()(const article::Figure& figure) {
        if (figure.caption) add(*figure.caption);
    }
    void operator()(const article::List& list) {
        for (const article::ListItem& item : list.items) all(item.blocks);
    }
    void operator()(const article::Table& table) {
        if (table.caption) add(*table.caption);
        for (const article::TableRow& row : table.rows)
            for (const article::TableCell& cell : row.cells) add(cell.text);
    }
};

/// What is wrong with an address that has a scheme; empty: nothing.
std::string fault_of(const std::string& address) {
    const std::string lower = ascii_lower(address);
    const auto host_fault = [&](std::size_t begin) -> std::string {
        const std::string_view rest = std::string_view(lower).substr(begin);
        std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
        if (const std::size_t at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
        host = host.substr(0, host.find(':'));
        if (host.empty()) return "has no host";
        if (host.find('.') == std::string_view::npos && host != "localhost") return "has an incomplete host name";
        if (host.front() == '.' || host.back() == '.' || host.find("..") != std::string_view::npos)
            return "has a host with an empty part";
        return {};
    };
    if (address.find(' ') != std::string::npos) return "has a space in it";
    if (lower.starts_with("http://")) return host_fault(7);
    if (lower.starts_with("https://")) return host_fault(8);
    if (lower.starts_with("http:") || lower.starts_with("https:")) return "has no \"//\" after its colon";
    if (lower.starts_with("mailto:")) {
        const std::size_t at = lower.find('@');
        return at == std::string::npos || at == 7 || at + 1 == lower.size() ? "is not an email address" : std::string();
    }
    if (lower.starts_with("tel:")) {
        const auto digits = std::count_if(lower.begin(), lower.end(), [](char c) { return c >= '0' && c <= '9'; });
        return digits < 3 ? "is not a telephone number" : std::string();
    }
    return {};
}

bool has_scheme(std::string_view address) {
    const std::size_t colon = address.find(':');
    return colon != std::string_view::npos && colon < address.find_first_of("/?#");
}

}  // namespace

bool SectionContents::same_parts(const SectionContents& other) const {
    return headings == other.headings && lists == other.lists && items == other.items && tables == other.tables &&
           figures == other.figures && callouts == other.callouts;
}

ArticleOutline outline_for_check(const article::Article& article) {
    ArticleOutline outline;
    outline.sections = article::outline_of(article);
    for (const article::SectionOutline& section : outline.sections) {
        SectionContents& contents = outline.contents.emplace_back();
        ContentsCounter counter(contents);
        for (std::uint32_t i = section.begin; i < section.end; ++i) {
            const article::Block& block = article.blocks[i];
            const auto* heading = std::get_if<article::Heading>(&block.content);
            if (heading == nullptr) {
                std::visit(counter, block.content);
                continue;
            }
            contents.heading = article::one_line(heading->text.text);
            contents.span = block.span;
        }
    }
    return outline;
}

void check_structure(const article::Article& article, SourceSpan place, Findings& findings) {
    std::vector<std::pair<article::Urgency, SourceSpan>> callouts;
    find_callouts(article.blocks, callouts);
    if (callouts.empty())
        findings.add("check/help-levels"_code, Severity::warning, place, "the article does not say when to get help",
                     "write what is an emergency in a \"> [!EMERGENCY]\" quote, then [!CALL-NOW] and [!WATCH]");
    for (std::size_t i = 1; i < callouts.size(); ++i) {
        const auto before = static_cast<std::size_t>(callouts[i - 1].first),
                   here = static_cast<std::size_t>(callouts[i].first);
        if (here < before)
            findings.add("check/help-levels"_code, Severity::warning, callouts[i].second,
                         std::string(name_of(here)) + " comes after " + std::string(name_of(before)),
                         "the most urgent level comes first: move it up");
    }
    if (article.metadata.code.empty())
        findings.add("check/code"_code, Severity::warning, place, "the article has no code",
                     "write \"code: ...\" in its front matter: search, QR code and export find it by that");
}

bool passes_verhoeff(std::string_view digits) {
    // The dihedral group of order 10, and the permutation that moves with the position (Verhoeff 1969).
    constexpr int product[10][10] = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
                                     {2, 3, 4, 0, 1, 7, 8, 9, 5, 6}, {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
                                     {4, 0, 1, 2, 3, 9, 5, 6, 7, 8}, {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
                                     {6, 5, 9, 8, 7, 1, 0, 4, 3, 2}, {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
                                     {8, 7, 6, 5, 9, 3, 2, 1, 0, 4}, {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}};
    constexpr int permutation[10] = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
    int check = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const char c = digits[digits.size() - 1 - i];
        if (c < '0' || c > '9') return false;
        int digit = c - '0';
        for (std::size_t turn = 0; turn < i % 8; ++turn) digit = permutation[digit];
        check = product[check][digit];
    }
    return !digits.empty() && check == 0;
}

bool passes_loinc(std::string_view code) {
    const std::size_t hyphen = code.rfind('-');
    if (hyphen == std::string_view::npos || hyphen == 0 || hyphen + 2 != code.size()) return false;
    int sum = 0;
    for (std::size_t i = 0; i < hyphen; ++i) {
        const char c = code[hyphen - 1 - i];
        if (c < '0' || c > '9') return false;
        const int value = (c - '0') * (i % 2 == 0 ? 2 : 1);
        sum += value / 10 + value % 10;
    }
    return code.back() - '0' == (10 - sum % 10) % 10;
}

void check_topics(const article::Article& article, Findings& findings) {
    for (const article::Topic& topic : article.metadata.topics) {
        const bool fails = (topic.system == "SNOMED-CT" && !passes_verhoeff(topic.code)) ||
                           (topic.system == "LOINC" && !passes_loinc(topic.code));
        if (fails)
            findings.add("check/topic-check-digit"_code, Severity::error, topic.span,
                         "\"" + topic.code + "\" is not a valid " + topic.system + " code: its check digit is wrong",
                         "look it up again and copy all of it");
    }
}

void check_links(const article::Article& article, const std::string& folder, Findings& findings) {
    LinkGatherer gatherer;
    gatherer.all(article.blocks);
    for (const article::Link& link : gatherer.links) {
        if (link.to_brand) continue;
        if (has_scheme(link.address)) {
            const std::string fault = fault_of(link.address);
            if (!fault.empty())
                findings.add("check/link"_code, Severity::warning, link.span,
                             "the address \"" + article::shortened(link.address, 100) + "\" " + fault,
                             "write the full address, as in https://example.org/page");
            continue;
        }
        if (link.address.starts_with("#") || link.address.starts_with("//")) continue;
        const std::string path = link.address.substr(0, link.address.find_first_of("?#"));
        std::error_code error;
        if (path.starts_with('/') || (!path.empty() && !fs::exists(fs::path(folder) / path, error)))
            findings.add("check/link"_code, Severity::warning, link.span,
                         "the link leads to \"" + article::shortened(path, 100) + "\", which does not exist",
                         "link to a file next to the article, or to a full address");
    }
}

void check_translation(const TranslationSide& translation, const TranslationSide& original, const std::string& name,
                       Findings& findings) {
    const SourceSpan place = translation.metadata.title_span;
    const auto hint = [&] { return "the original is " + name; };
    if (translation.metadata.version != original.metadata.version)
        findings.add("check/translation"_code, Severity::warning, place,
                     "this is version \"" + translation.metadata.version + "\" but the original is \"" +
                         original.metadata.version + "\"",
                     hint());
    const auto warn = [&](SourceSpan span, std::string message) {
        findings.add("check/translation"_code, Severity::warning, span, std::move(message), hint());
    };
    if (!translation.metadata.updated.empty() && translation.metadata.updated < original.metadata.updated)
        warn(place, "the translation is of " + translation.metadata.updated + ", and its original of " +
                        original.metadata.updated);
    std::vector<FactPair> facts;
    const ArticleOutline &ours = translation.outline, &theirs = original.outline;
    for (const article::IndexPair& pair : article::align(std::span(ours.sections), std::span(theirs.sections))) {
        if (pair.both()) {
            facts.push_back({pair.one, pair.other});
            const article::SectionOutline &a = ours.sections[pair.one], &b = theirs.sections[pair.other];
            const SectionContents &x = ours.contents[pair.one], &y = theirs.contents[pair.other];
            const SourceSpan span = a.has_heading() ? x.span : place;
            if (a.level != b.level)
                warn(span, "this heading is level " + std::to_string(a.level) + " but the original's is level " +
                               std::to_string(b.level));
            else if (!x.same_parts(y))
                warn(span, difference(x, y));
        } else if (pair.other == no_index && ours.sections[pair.one].has_heading()) {
            warn(ours.contents[pair.one].span, "the original does not have this section");
        } else if (pair.one == no_index && theirs.sections[pair.other].has_heading()) {
            warn(place, "the translation does not have the section \"" +
                            article::shortened(theirs.contents[pair.other].heading, 100) + "\"");
        }
    }
    if (primary_subtag(translation.metadata.language) != primary_subtag(original.metadata.language))
        check_facts({translation.facts, translation.metadata.language}, {original.facts, original.metadata.language},
                    facts, name, findings);
}

}  // namespace carepress::check
