#include "job/article_excerpt.h"

#include "article/notes.h"
#include "base/ascii.h"
#include "job/page_texts.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <variant>

namespace carepress::job {
namespace {

constexpr int one_level = 1;  ///< that the headings of an excerpt are lower: its article's title is above them

// ActTaskCode (HL7 v3, ActCode 2.16.840.1.113883.5.4) as of 2011.
constexpr std::array<std::string_view, 7> care_tasks{"oe",       "orev",      "medoe",      "mlrev",
                                                     "marwlrev", "dischsume", "dischsumrev"};
constexpr std::array<std::string_view, 6> help_tasks{"labrrev",   "microrrev", "patreprev",
                                                     "radreprev", "allerlrev", "allerle"};

/// Blocks of an article, as indices.
struct Range {
    std::size_t begin = 0, end = 0;
    bool empty() const { return begin == end; }
};

template <class Content>
bool has(const article::Article& article, Range range) {
    return std::any_of(article.blocks.begin() + static_cast<std::ptrdiff_t>(range.begin),
                       article.blocks.begin() + static_cast<std::ptrdiff_t>(range.end),
                       [](const auto& block) { return std::holds_alternative<Content>(block.content); });
}

/// What comes before the first section, and the sections, each with its heading.
struct Sections {
    Range overview;
    std::vector<Range> all;
};

Sections sections_of(const article::Article& article) {
    int highest = 6;
    for (const article::Block& block : article.blocks)
        if (const auto* heading = std::get_if<article::Heading>(&block.content))
            highest = std::min(highest, heading->level);
    Sections sections;
    Range* current = &sections.overview;
    for (std::size_t i = 0; i < article.blocks.size(); ++i) {
        const auto* heading = std::get_if<article::Heading>(&article.blocks[i].content);
        if (heading != nullptr && heading->level == highest) current = &sections.all.emplace_back(Range{i, i});
        current->end = i + 1;
    }
    return sections;
}

/// The blocks of the part, and the one that a link to it leads to.
struct ChosenPart {
    Range range;
    std::optional<std::size_t> target;
};

ChosenPart choose(const article::Article& article, ArticlePart part) {
    const Sections sections = sections_of(article);
    const auto first = [&](bool with_help) {
        return std::find_if(sections.all.begin(), sections.all.end(), [&](Range range) {
            return has<article::Callout>(article, range) == with_help &&
                   (with_help || !has<article::LearnMore>(article, range));
        });
    };
    if (part != ArticlePart::overview)
        if (const auto found = first(part == ArticlePart::help); found != sections.all.end())
            return {*found, found->begin};
    if (!sections.overview.empty() || sections.all.empty()) return {sections.overview, std::nullopt};
    return {sections.all.front(), std::nullopt};
}

}  // namespace

ArticlePart part_for_task(std::string_view task) {
    const std::string code = ascii_lower(trim(task));
    const auto is_in = [&](const auto& tasks) { return std::find(tasks.begin(), tasks.end(), code) != tasks.end(); };
    if (is_in(care_tasks)) return ArticlePart::care;
    return is_in(help_tasks) ? ArticlePart::help : ArticlePart::overview;
}

std::optional<ArticleExcerpt> take_excerpt(const ExcerptRequest& request, const engine::Engine& engine) {
    const style::BrandPointer brand = brand_of(request.brand, engine);
    std::optional<article::Article> article = read_for_page(request.article->path, *brand);
    if (!article) return std::nullopt;
    prefix_pictures(article->blocks, request.picture_prefix);
    const html::PageWords words = PageTexts(article->metadata.language, *brand, engine).of(*article);

    const ChosenPart chosen = choose(*article, request.part);
    const auto begin = article->blocks.begin();
    ArticleExcerpt excerpt;
    if (chosen.target) excerpt.anchor = html::anchor_of(*article, *chosen.target, words);
    std::vector<article::Block> blocks(begin + static_cast<std::ptrdiff_t>(chosen.range.begin),
                                       begin + static_cast<std::ptrdiff_t>(chosen.range.end));
    article::keep_notes(article->blocks, blocks);
    excerpt.html = html::write_html_part(std::move(blocks), article->metadata.language, words, one_level);
    excerpt.notices = words.notices;
    excerpt.metadata = std::move(article->metadata);
    return excerpt;
}

std::string write_found_page(const std::string& language, const std::vector<FoundOnPage>& found,
                             const engine::Engine& engine) {
    const words::Phrases& phrases = engine.resources().phrases().in(language);
    std::vector<html::PageItem> items;
    for (const FoundOnPage& each : found) {
        const article::Metadata& metadata = each.excerpt.metadata;
        items.push_back({metadata.title, metadata.language, each.address, each.excerpt.html, each.excerpt.notices,
                         each.pdf_address, metadata.title + " (PDF)"});
    }
    html::PageWords words;
    if (found.empty()) words.notices.emplace_back(phrases["page-nothing-found"], phrases.language());
    return html::write_html_list(phrases["bundle-title"], phrases.language(), items, words);
}

std::string organisation_of(const std::string& brand, const std::string& language, const engine::Engine& engine) {
    return brand_of(brand, engine)->texts_for(language).organisation;
}

}  // namespace carepress::job
