#include "handout/furniture.h"

#include "base/utf.h"
#include "handout/text_composer.h"

#include <algorithm>

namespace carepress {
namespace {

/// "Code K977 · Updated November 20, 2026", of what the article states.
std::string code_and_date(const Metadata& article, const Phrases& phrases) {
    std::string out;
    const auto add = [&](const std::string& part) { out += (out.empty() ? "" : " \u00B7 ") + part; };
    if (!article.code.empty()) add(phrases.fill("code", {{"code", article.code}}));
    if (!article.updated.empty())
        add(phrases.fill("updated", {{"date", phrases.date(article.updated)}}));
    else if (!article.version.empty())
        add(phrases.fill("version", {{"version", article.version}}));
    return out;
}

/// "Page X of Y" with fields that layout fills in.
StyledText page_label(const TextComposer& texts, const Phrases& phrases, const TextStyle& style) {
    std::string number, count;
    append_utf8(number, page_number_field);
    append_utf8(count, page_count_field);
    return texts.plain(phrases.fill("page-of", {{"page", number}, {"pages", count}}), style, artifact,
                       phrases.language());
}

std::string language_if_other(std::string_view language, std::string_view around) {
    return language == around ? std::string() : std::string(language);
}

}  // namespace

Furniture compose_furniture(Handout& handout, const Article& article, const PageWords& words, NodeId root,
                            Diagnostics& diagnostics) {
    const Stylesheet& sheet = *handout.stylesheet;
    TextComposer texts(handout, words.brand, words.language, words.source);
    const auto style = [&](BlockRole role) -> const TextStyle& { return sheet.block(role).text; };
    Furniture furniture;
    const Phrases& phrases = words.phrases;

    furniture.organisation =
        texts.plain(words.brand.organisation, style(BlockRole::band_name), artifact, words.brand_language);
    if (!words.brand.telephone.empty())
        furniture.telephone = texts.plain(phrases.fill("questions-call", {{"telephone", words.brand.telephone}}),
                                          style(BlockRole::band_telephone), artifact, phrases.language());
    furniture.running_title =
        texts.plain(article.metadata.title, style(BlockRole::running_title), artifact, words.language);
    furniture.footer_left = texts.plain(code_and_date(article.metadata, phrases), style(BlockRole::footer_left),
                                        artifact, phrases.language());
    furniture.footer_right = page_label(texts, phrases, style(BlockRole::footer_right));

    if (article.metadata.reviewed_by.empty()) {
        furniture.sample_notice_node =
            texts.add_node(TagRole::paragraph, root, language_if_other(phrases.language(), words.language));
        furniture.sample_notice = texts.plain(phrases["sample-notice"], style(BlockRole::sample_notice),
                                              furniture.sample_notice_node, phrases.language());
    }
    const bool has_own = !article.own_disclaimer.empty(), brand_has = !words.brand.disclaimer.empty();
    SourceSpan own_span = article.own_disclaimer_span;
    own_span.source = words.source;
    if (has_own && brand_has) diagnostics.note(own_span, "the article's own disclaimer gives way to the brand's");
    const bool in_short = sheet.short_disclaimer && !words.brand.disclaimer_short.empty();
    const std::string& brands = in_short ? words.brand.disclaimer_short : words.brand.disclaimer;
    if (has_own || brand_has)
        furniture.disclaimer =
            texts.plain(brand_has ? brands : article.own_disclaimer, style(BlockRole::footer_disclaimer), artifact,
                        brand_has ? words.brand_language : words.language);
    return furniture;
}

void tag_disclaimers(Handout& handout) {
    for (std::size_t i = 0; i < handout.parts.size(); ++i) {
        Furniture& furniture = handout.parts[i].furniture;
        StyledText& text = furniture.disclaimer;
        if (text.text.empty()) continue;
        const bool said_again = std::any_of(handout.parts.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                            handout.parts.end(), [&](const HandoutPart& later) {
                                                return later.furniture.disclaimer.text == text.text &&
                                                       later.furniture.disclaimer.languages == text.languages;
                                            });
        if (said_again) continue;
        TagNode node;
        node.parent = 0;
        node.language = language_if_other(text.languages.front(), handout.metadata.language);
        furniture.disclaimer_node = static_cast<NodeId>(handout.tags.nodes.size());
        handout.tags.nodes.push_back(std::move(node));
        for (StyledRun& run : text.runs) run.node = furniture.disclaimer_node;
    }
}

}  // namespace carepress
