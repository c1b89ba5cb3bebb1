#include "handout/leave_out.h"

#include "article/align.h"
#include "article/notes.h"
#include "base/error.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>

namespace carepress::handout {
namespace {

/// Accents of scripts whose letters are known without them: what people leave out when they type.
bool is_accent(UChar32 character) {
    return u_charType(character) == U_NON_SPACING_MARK && u_getCombiningClass(character) != 0 &&
           u_getIntPropertyValue(character, UCHAR_SCRIPT) == USCRIPT_INHERITED;
}

const article::Heading* section_heading(const article::Block& block) {
    return std::get_if<article::Heading>(&block.content);
}

/// The end of the section that begins at `begin`: the next heading that isn't below it, or the learn-more block.
std::size_t section_end(const std::vector<article::Block>& blocks, std::size_t begin) {
    const int level = section_heading(blocks[begin])->level;
    std::size_t end = begin + 1;
    while (end < blocks.size() && !std::holds_alternative<article::LearnMore>(blocks[end].content) &&
           (section_heading(blocks[end]) == nullptr || section_heading(blocks[end])->level > level))
        ++end;
    return end;
}

const char* name_of(article::Urgency urgency) {
    switch (urgency) {
        case article::Urgency::emergency:
            return "EMERGENCY";
        case article::Urgency::call_now:
            return "CALL-NOW";
        case article::Urgency::watch:
            return "WATCH";
    }
    return "";
}

void warn_of_callouts(const std::vector<article::Block>& blocks, std::size_t begin, std::size_t end,
                      const std::string& heading, Diagnostics& diagnostics) {
    for (std::size_t i = begin; i < end; ++i) {
        if (const auto* quote = std::get_if<article::Quote>(&blocks[i].content))
            warn_of_callouts(quote->blocks, 0, quote->blocks.size(), heading, diagnostics);
        if (const auto* list = std::get_if<article::List>(&blocks[i].content))
            for (const article::ListItem& item : list->items)
                warn_of_callouts(item.blocks, 0, item.blocks.size(), heading, diagnostics);
        const auto* callout = std::get_if<article::Callout>(&blocks[i].content);
        if (callout == nullptr) continue;
        diagnostics.warning("handout/help-left-out"_code, blocks[i].span,
                            std::string("the help box [!") + name_of(callout->urgency) +
                                "] is left out with the section \"" + heading + "\"",
                            "tell the patient when to get help in another way, or keep the section");
    }
}

article::Block left_out_line(const article::Heading& heading, SourceSpan span, const words::Phrases& phrases,
                             const std::string& language) {
    article::Paragraph line;
    line.text.text = phrases.fill("left-out", {{"section", heading.text.text}});
    article::InlineRun run;
    run.end = static_cast<std::uint32_t>(line.text.text.size());
    run.styles = article::inline_emphasis;
    run.span = span;
    line.text.runs.push_back(run);
    line.text.span = span;
    article::Block block;
    block.content = std::move(line);
    block.span = span;
    if (phrases.language() != language) block.language = phrases.language();
    return block;
}

}  // namespace

std::string section_slug(std::string_view heading) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* decompose = icu::Normalizer2::getNFKDInstance(status);
    const icu::Normalizer2* compose = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) throw EnvironmentError("ICU has no normalization data");
    icu::UnicodeString folded = icu::UnicodeString::fromUTF8({heading.data(), static_cast<int32_t>(heading.size())});
    folded = decompose->normalize(folded.foldCase(), status);
    icu::UnicodeString slug;
    bool gap = false;
    for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
        const UChar32 character = folded.char32At(i);
        if (is_accent(character)) continue;
        const bool is_word = u_isalnum(character) || (U_GET_GC_MASK(character) & U_GC_M_MASK) != 0;
        if (!is_word) {
            gap = true;
            continue;
        }
        if (gap && !slug.isEmpty()) slug.append(u'-');
        gap = false;
        slug.append(character);
    }
    std::string out;
    compose->normalize(slug, status).toUTF8String(out);
    return out;
}

std::vector<SectionName> sections_of(const article::Article& article) {
    std::vector<SectionName> sections;
    for (const article::Block& block : article.blocks)
        if (const article::Heading* heading = section_heading(block))
            sections.push_back({section_slug(heading->text.text), heading->text.text});
    return sections;
}

std::vector<std::string> section_slugs(const article::Article& article) {
    std::vector<std::string> slugs;
    for (SectionName& section : sections_of(article)) slugs.push_back(std::move(section.slug));
    return slugs;
}

std::vector<std::string> leave_out(article::Article& article, const std::vector<std::string>& slugs,
                                   const words::Phrases& phrases, Diagnostics& diagnostics) {
    std::vector<std::string> found;
    std::vector<article::Block>& blocks = article.blocks;
    const std::vector<article::Block> whole = blocks;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const article::Heading* heading = section_heading(blocks[i]);
        if (heading == nullptr) continue;
        const std::string slug = section_slug(heading->text.text);
        if (std::find(slugs.begin(), slugs.end(), slug) == slugs.end()) continue;
        found.push_back(slug);
        const std::size_t end = section_end(blocks, i);
        warn_of_callouts(blocks, i, end, heading->text.text, diagnostics);
        blocks[i] = left_out_line(*heading, blocks[i].span, phrases, article.metadata.language);
        blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                     blocks.begin() + static_cast<std::ptrdiff_t>(end));
    }
    article::keep_notes(whole, blocks);
    return found;
}

SectionsOfTwo sections_of_both(const article::Article& article, const article::Article& translation,
                               const std::vector<std::string>& slugs, Diagnostics& diagnostics) {
    const std::vector<article::SectionOutline> ours = article::outline_of(article),
                                               theirs = article::outline_of(translation);
    const auto slug_of = [](const article::Article& in, const article::SectionOutline& section) {
        return section_slug(std::get<article::Heading>(in.blocks[section.begin].content).text.text);
    };
    const auto is_wanted = [&](const std::string& slug) {
        return std::find(slugs.begin(), slugs.end(), slug) != slugs.end();
    };
    // Where the headings differ, a counterpart is a good guess. That is not enough to leave it out.
    bool certain = true;
    SectionsOfTwo both;
    for (const article::IndexPair& pair : article::align(std::span(ours), std::span(theirs))) {
        const bool has_heading = pair.one != no_index ? ours[pair.one].has_heading() : theirs[pair.other].has_heading();
        if (!has_heading) continue;
        if (!pair.both() || ours[pair.one].level != theirs[pair.other].level) {
            certain = false;
            break;
        }
        std::string one = slug_of(article, ours[pair.one]), other = slug_of(translation, theirs[pair.other]);
        if (!is_wanted(one) && !is_wanted(other)) continue;
        both.first.push_back(std::move(one));
        both.second.push_back(std::move(other));
    }
    if (certain) return both;

    SectionsOfTwo found;
    for (std::string& slug : section_slugs(article))
        if (is_wanted(slug)) found.first.push_back(std::move(slug));
    std::string known;
    for (const std::string& slug : section_slugs(translation)) {
        known += (known.empty() ? "" : ", ") + slug;
        if (is_wanted(slug)) found.second.push_back(slug);
    }
    if (found.first.size() != found.second.size())
        diagnostics.error(
            "handout/sections-differ"_code, article.metadata.title_span,
            "the article and its translation have different headings, so it is not known which section of "
            "the other one is to be left out, too",
            "name its heading in both languages; the translation's sections are " + known);
    return found;
}

}  // namespace carepress::handout
