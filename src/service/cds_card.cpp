#include "service/cds_card.h"

#include "base/json_text.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace carepress::service {
namespace {

constexpr std::size_t longest_summary = 139;  ///< characters: "fewer than 140"

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

/// As far as it fits, with an ellipsis where it doesn't.
std::string cut(std::string text, std::size_t most) {
    if (count_characters(text) <= most) return text;
    std::size_t end = 0;
    for (std::size_t characters = 0; end < text.size(); ++end)
        if ((static_cast<unsigned char>(text[end]) & 0xC0) != 0x80 && ++characters == most) break;
    text.resize(end);
    return text + "\xE2\x80\xA6";
}

/// "Chest Pain" of "Chest Pain: Care Instructions": what kind of text it is, is said of all of them.
std::string short_title(const std::string& title) { return title.substr(0, title.find(": ")); }

/// Characters that Markdown (GFM) takes as marks.
std::string as_markdown(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        if (std::string_view("\\`*_{}[]()#+-.!|<>~&").find(c) != std::string_view::npos) escaped += '\\';
        escaped += c;
    }
    return escaped;
}

std::string page_of(const OfferedArticle& article, const CardFacts& facts) {
    return facts.address + "/" + article.entry->code + "?lang=" + article.entry->language;
}

std::string detail_of(const std::vector<OfferedArticle>& articles, const CardFacts& facts) {
    std::string detail;
    for (const OfferedArticle& article : articles)
        detail += "- **" + as_markdown(article.title) + "** (" + as_markdown(article.entry->code) + ", " +
                  as_markdown(names_of_language(article.entry->language).english) +
                  "): " + as_markdown(article.reason) + "\n";
    if (facts.is_partial) detail += "\nThe record system sent the first page of a longer list: there may be more.\n";
    return detail;
}

/// What the page gets to know on launch. It travels through the record system, so nothing of the patient is in it.
std::string app_context(const std::vector<OfferedArticle>& articles) {
    Json codes = Json::array();
    for (const OfferedArticle& article : articles) codes.push_back(article.entry->code);
    return json_text(Json{{"articles", std::move(codes)}, {"language", articles.front().entry->language}});
}

/// The codes are in the address too, since record systems may drop appContext.
std::string launch_address(const std::vector<OfferedArticle>& articles, const CardFacts& facts) {
    std::string address = facts.launch;
    char separator = '?';
    for (const OfferedArticle& article : articles) {
        address += separator + std::string("article=") + article.entry->code;
        separator = '&';
    }
    return address;
}

Json links_of(const std::vector<OfferedArticle>& articles, const CardFacts& facts) {
    Json links = Json::array();
    if (!facts.launch.empty())
        links.push_back({{"label", "Print, or add to the visit"},
                         {"url", launch_address(articles, facts)},
                         {"type", "smart"},
                         {"appContext", app_context(articles)}});
    for (const OfferedArticle& article : articles)
        links.push_back({{"label", article.title}, {"url", page_of(article, facts)}, {"type", "absolute"}});
    return links;
}

Json override_reasons(const CardFacts& facts) {
    const std::string system = facts.address + "/cds-services/override-reasons";
    Json reasons = Json::array();
    const auto add = [&](std::string_view code, std::string_view display) {
        reasons.push_back({{"code", code}, {"system", system}, {"display", display}});
    };
    add("given-before", "The patient has it already");
    add("not-relevant", "Not about this visit");
    add("not-wanted", "The patient does not want it");
    return reasons;
}

}  // namespace

std::string summary_of(const std::vector<OfferedArticle>& articles) {
    std::string summary = articles.size() == 1 ? "Handout: " : "Handouts: ";
    for (std::size_t i = 0; i < articles.size(); ++i) summary += (i == 0 ? "" : "; ") + short_title(articles[i].title);
    return cut(std::move(summary), longest_summary);
}

Json make_card(const std::vector<OfferedArticle>& articles, const CardFacts& facts) {
    Json card{{"uuid", facts.uuid}, {"summary", summary_of(articles)}, {"indicator", "info"}};
    card["detail"] = detail_of(articles, facts);
    Json source{{"label", facts.organisation}};
    if (!facts.address.empty()) source["url"] = facts.address + "/";
    card["source"] = std::move(source);
    card["overrideReasons"] = override_reasons(facts);
    if (!facts.address.empty()) card["links"] = links_of(articles, facts);
    return card;
}

}  // namespace carepress::service
