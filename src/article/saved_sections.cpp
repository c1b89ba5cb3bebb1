#include "article/saved_sections.h"

#include "article/front_matter.h"
#include "article/help_phrases.h"
#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>

namespace carepress::article {
namespace {

constexpr std::string_view object_replacement = "\xEF\xBF\xBC";  // U+FFFC: compose puts the brand's address here

/// The headings of text saved from a page in another language tell its language.
void adopt_language(Article& article, std::string_view language, SourceSpan span, Diagnostics& diagnostics) {
    if (!article.metadata.language.empty() || language == "en") return;
    article.metadata.language = language;
    diagnostics.note("article/language-guessed"_code, span,
                     "the language was taken to be \"" + std::string(language) + "\" from this heading");
}

/// Puts a link to the brand's page into `text` at byte `at`, with a space before it and, within text, one after it.
void insert_brand_link(InlineText& text, std::size_t at) {
    const std::string_view before = std::string_view(text.text).substr(0, at);
    const std::string lead = before.ends_with(' ') ? "" : " ";
    const std::string tail = at < text.text.size() && text.text[at] != ' ' ? " " : "";
    const auto place = static_cast<std::uint32_t>(at + lead.size());
    const auto length = static_cast<std::uint32_t>(object_replacement.size());
    const auto grown = static_cast<std::uint32_t>(lead.size() + length + tail.size());
    std::vector<InlineRun> runs;
    SourceSpan span = text.span;
    for (const InlineRun& run : text.runs) {
        InlineRun first = run, second = run;
        if (run.end < at || run.begin >= at) {  // wholly on one side
            const std::uint32_t shift = run.begin >= at ? grown : 0;
            first.begin += shift;
            first.end += shift;
            runs.push_back(first);
            continue;
        }
        const std::uint32_t end = std::min(run.span.end, run.span.begin + (static_cast<std::uint32_t>(at) - run.begin));
        span = {end, end};
        first.end = place;
        first.span.end = end;
        runs.push_back(first);
        runs.push_back({place, place + length, 0, static_cast<std::uint32_t>(text.links.size()), no_index, span});
        second.begin = place + length;
        second.end = run.end + grown;
        second.span.begin = end;
        if (second.end > second.begin) runs.push_back(second);
    }
    text.links.push_back({"", true, span});
    text.runs = std::move(runs);
    text.text.insert(at, lead + std::string(object_replacement) + tail);
}

/// The byte after "Go to" where its link is missing, or npos.
std::size_t lost_link(const InlineText& text) {
    if (!text.links.empty()) return std::string::npos;
    const std::string lower = ascii_lower(text.text);
    for (const std::string_view lead : {"go to", "vaya a"}) {
        if (lower == lead || (lower.ends_with(lead) && lower[lower.size() - lead.size() - 1] == ' '))
            return lower.size();
        if (!lower.starts_with(lead)) continue;
        const std::string_view rest = std::string_view(lower).substr(lead.size());
        for (const std::string_view next : {" enter ", " and enter ", ". enter ", " escriba ", " y escriba "})
            if (rest.starts_with(next)) return lead.size();
    }
    return std::string::npos;
}

/// "Enter K977 in the search box": the code and its place in `text`.
std::string_view code_in(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> frames{
        {{"enter ", " in the search box"},
         {"enter ", " in the search field"},
         {"escriba ", " en la casilla de b"},
         {"escriba ", " en el cuadro de b"},
         {"escriba ", " en la caja de b"},
         {"ingrese ", " en la casilla de b"}}};
    const std::string lower = ascii_lower(text);
    for (const auto& [before, behind] : frames) {
        const std::size_t end = lower.find(behind);
        if (end == std::string::npos) continue;
        const std::size_t begin = lower.rfind(before, end);
        if (begin == std::string::npos) continue;
        std::string_view code = trim(text.substr(begin + before.size(), end - begin - before.size()));
        while (!code.empty() && (code.front() == '"' || code.front() == '\'')) code.remove_prefix(1);
        while (!code.empty() && (code.back() == '"' || code.back() == '\'')) code.remove_suffix(1);
        if (is_article_code(code)) return code;
    }
    return {};
}

void take_code(Article& article, const InlineText& text, Diagnostics& diagnostics) {
    const std::string_view code = code_in(text.text);
    if (code.empty()) return;
    std::string& known = article.metadata.code;
    if (known.empty())
        known = code;
    else if (known != code)
        diagnostics.warning("article/two-codes"_code, text.span,
                            "the text gives the code \"" + diagnostics.excerpt(code) +
                                "\" but the front matter gives \"" + diagnostics.excerpt(known) + "\"",
                            "make them the same; the front matter's code is used");
}

}  // namespace

void take_disclaimer(Article& article, Diagnostics& diagnostics) {
    if (article.blocks.empty()) return;
    Block& last = article.blocks.back();
    const auto* paragraph = std::get_if<Paragraph>(&last.content);
    if (!paragraph || !is_coverage_disclaimer(paragraph->text.text)) return;
    article.own_disclaimer = paragraph->text.text;
    article.own_disclaimer_span = last.span;
    diagnostics.note("article/disclaimer-replaced"_code, last.span,
                     "the coverage disclaimer was taken out of the text; a brand's own replaces it on the page");
    article.blocks.pop_back();
}

void find_help_levels(Article& article, Diagnostics& diagnostics) {
    std::vector<Block> blocks;
    blocks.reserve(article.blocks.size());
    bool in_help = false, after_cue = false;
    for (Block& block : article.blocks) {
        if (const auto* heading = std::get_if<Heading>(&block.content)) {
            const auto match = call_for_help_heading(heading->text.text);
            in_help = match.has_value();
            if (match) adopt_language(article, match->language, block.span, diagnostics);
        }
        const auto* paragraph = std::get_if<Paragraph>(&block.content);
        const auto urgency = in_help && paragraph ? urgency_cue(paragraph->text.text) : std::nullopt;
        if (urgency) {
            Block callout;
            callout.span = block.span;
            callout.content = Callout{*urgency, {}};
            std::get<Callout>(callout.content).blocks.push_back(std::move(block));
            blocks.push_back(std::move(callout));
            after_cue = true;
        } else if (after_cue && std::holds_alternative<List>(block.content)) {
            blocks.back().span.end = block.span.end;
            std::get<Callout>(blocks.back().content).blocks.push_back(std::move(block));
        } else {
            blocks.push_back(std::move(block));
            after_cue = false;
        }
    }
    article.blocks = std::move(blocks);
}

void repair_learn_more(Article& article, Diagnostics& diagnostics) {
    bool in_section = false;
    for (Block& block : article.blocks) {
        if (const auto* heading = std::get_if<Heading>(&block.content)) {
            const auto match = learn_more_heading(heading->text.text);
            in_section = match.has_value();
            if (match) adopt_language(article, match->language, block.span, diagnostics);
        }
        auto* paragraph = std::get_if<Paragraph>(&block.content);
        if (!in_section || !paragraph) continue;
        take_code(article, paragraph->text, diagnostics);
        const std::size_t at = lost_link(paragraph->text);
        if (at == std::string::npos) continue;
        insert_brand_link(paragraph->text, at);
        diagnostics.note("article/link-replaced"_code, {block.span.end, block.span.end},
                         "the link that was lost here is replaced by the brand's own address");
    }
}

}  // namespace carepress::article
