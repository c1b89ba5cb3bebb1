#include "handout/furniture.h"

#include "article/release.h"
#include "base/utf.h"
#include "handout/text_composer.h"

#include <algorithm>

namespace carepress::handout {
namespace {

/// "Code K977 · Updated November 20, 2026", of what the article states.
std::string code_and_date(const article::Metadata& article, const words::Phrases& phrases) {
    std::string out;
    const auto add = [&](const std::string& part) { out += (out.empty() ? "" : " \u00B7 ") + part; };
    if (!article.code.empty()) add(phrases.fill("code", {{"code", article.code}}));
    if (!article.updated.empty())
        add(phrases.fill("updated", {{"date", phrases.date(article.updated)}}));
    else if (!article.version.empty())
        add(phrases.fill("version", {{"version", article.version}}));
    return out;
}

std::string field(char16_t character) {
    std::string out;
    append_utf8(out, character);
    return out;
}

/// "Page X of Y" with fields that layout fills in; where articles are numbered each for itself, "Page 2 of 3 · 5/12".
text::StyledText page_label(const TextComposer& texts, const PageWords& words, const TextStyle& style) {
    const bool each = words.numbers == style::BundleSettings::Numbers::article;
    std::string label =
        words.phrases.fill("page-of", {{"page", field(each ? part_page_number_field : page_number_field)},
                                       {"pages", field(each ? part_page_count_field : page_count_field)}});
    if (each) label += " \u00B7 " + field(page_number_field) + "/" + field(page_count_field);
    return texts.plain(label, style, text::artifact, words.phrases.language());
}

std::string language_if_other(std::string_view language, std::string_view around) {
    return language == around ? std::string() : std::string(language);
}

/// What all parts have: band, running head, page numbers, the brand's disclaimer.
Furniture common_furniture(const style::Stylesheet& stylesheet, const TextComposer& texts, std::string_view title,
                           const PageWords& words) {
    const auto style = [&](style::BlockRole role) -> const TextStyle& { return stylesheet.block(role).text; };
    const words::Phrases& phrases = words.phrases;
    const style::BrandTexts& brand = words.brand;
    const auto in_brand = [&](SourceSpan span) {
        span.source = words.brand_source;
        return span;
    };
    Furniture furniture;
    furniture.organisation = texts.plain(brand.organisation, style(style::BlockRole::band_name), text::artifact,
                                         words.brand_language, in_brand(brand.places.organisation));
    if (!brand.telephone.empty())
        furniture.telephone = texts.plain(phrases.fill("questions-call", {{"telephone", brand.telephone}}),
                                          style(style::BlockRole::band_telephone), text::artifact, phrases.language(),
                                          in_brand(brand.places.telephone));
    furniture.running_title =
        texts.plain(title, style(style::BlockRole::running_title), text::artifact, words.language);
    if (!words.patient.text.empty())
        furniture.patient = texts.plain(words.patient.text, style(style::BlockRole::footer_patient), text::artifact,
                                        words.patient.language);
    furniture.footer_right = page_label(texts, words, style(style::BlockRole::footer_right));
    const bool in_short = stylesheet.short_disclaimer && !brand.disclaimer_short.empty();
    if (!brand.disclaimer.empty())
        furniture.disclaimer =
            texts.plain(in_short ? brand.disclaimer_short : brand.disclaimer,
                        style(style::BlockRole::footer_disclaimer), text::artifact, words.brand_language,
                        in_brand(in_short ? brand.places.disclaimer_short : brand.places.disclaimer));
    return furniture;
}

}  // namespace

ReviewNotice review_notice(const article::Metadata& article, const PageWords& words) {
    if (const std::string_view proof = article::proof_notice(article.release, words.is_proof); !proof.empty())
        return {std::string(proof), "en"};
    if (!article.reviewed_by.empty()) return {};
    return {words.phrases["sample-notice"], words.phrases.language()};
}

Furniture compose_furniture(Handout& handout, const article::Article& article, const PageWords& words,
                            text::NodeId root, Diagnostics& diagnostics) {
    const style::Stylesheet& stylesheet = *handout.stylesheet;
    TextComposer texts(handout, words.brand, words.language, words.source);
    const words::Phrases& phrases = words.phrases;
    Furniture furniture = common_furniture(stylesheet, texts, article.metadata.title, words);
    furniture.footer_left =
        texts.plain(code_and_date(article.metadata, phrases), stylesheet.block(style::BlockRole::footer_left).text,
                    text::artifact, phrases.language());
    if (const ReviewNotice notice = review_notice(article.metadata, words); !notice.text.empty()) {
        furniture.sample_notice_node =
            texts.add_node(TagRole::paragraph, root, language_if_other(notice.language, words.language));
        furniture.sample_notice = texts.plain(notice.text, stylesheet.block(style::BlockRole::sample_notice).text,
                                              furniture.sample_notice_node, notice.language);
    }
    if (article.own_disclaimer.empty()) return furniture;
    if (words.is_summary) {
        furniture.disclaimer =
            texts.plain(article.own_disclaimer, stylesheet.block(style::BlockRole::footer_disclaimer).text,
                        text::artifact, words.brand_language);
        return furniture;
    }
    SourceSpan span = article.own_disclaimer_span;
    span.source = words.source;
    if (!words.brand.disclaimer.empty())
        diagnostics.note("article/disclaimer-replaced"_code, span,
                         "the article's own disclaimer gives way to the brand's");
    else
        furniture.disclaimer =
            texts.plain(article.own_disclaimer, stylesheet.block(style::BlockRole::footer_disclaimer).text,
                        text::artifact, words.language);
    return furniture;
}

Furniture compose_plain_furniture(Handout& handout, std::string_view title, const PageWords& words) {
    return common_furniture(*handout.stylesheet, TextComposer(handout, words.brand, words.language), title, words);
}

void tag_disclaimers(Handout& handout) {
    for (std::size_t i = 0; i < handout.parts.size(); ++i) {
        Furniture& furniture = handout.parts[i].furniture;
        text::StyledText& text = furniture.disclaimer;
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
        furniture.disclaimer_node = static_cast<text::NodeId>(handout.tags.nodes.size());
        handout.tags.nodes.push_back(std::move(node));
        for (text::StyledRun& run : text.runs) run.node = furniture.disclaimer_node;
    }
}

}  // namespace carepress::handout
