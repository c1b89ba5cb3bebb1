#include "import/medlineplus.h"

#include "article/front_matter.h"
#include "article/html.h"
#include "article/normalize.h"
#include "article/plain_text.h"
#include "base/ascii.h"
#include "import/proof.h"
#include "import/slug.h"
#include "import/tidy.h"
#include "import/xml_html.h"

#include <algorithm>

namespace carepress::import {
namespace {

/// What both schemas say, in the same form.
struct HealthTopic {
    std::string id, mapped_id;  ///< digits; the mapped one is the same topic in the other language
    std::string title, language, url, date;
    std::vector<std::string> synonyms, keywords;
    std::string summary;  ///< HTML
};

std::string text_in(const pugi::xml_node& node) { return decoded(node.text().get()); }

bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= 12 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "01/07/2003" (month, day, year), as ISO 8601; empty for anything else.
std::string iso_date(std::string_view text) {
    text = trim(text);
    if (text.size() < 10 || text[2] != '/' || text[5] != '/') return {};
    const std::string date =
        std::string(text.substr(6, 4)) + "-" + std::string(text.substr(0, 2)) + "-" + std::string(text.substr(3, 2));
    return article::is_iso_date(date) ? date : std::string();
}

HealthTopic read_health_topic(const pugi::xml_node& node) {
    HealthTopic topic;
    topic.id = node.attribute("id").value();
    topic.title = decoded(node.attribute("title").value());
    topic.language = node.attribute("language").value();
    topic.url = node.attribute("url").value();
    topic.date = iso_date(node.attribute("date-created").value());
    for (const pugi::xml_node& child : node.children("language-mapped-topic"))
        if (topic.mapped_id.empty()) topic.mapped_id = trim(child.attribute("id").value());
    for (const pugi::xml_node& child : node.children("also-called")) article::add_once(topic.synonyms, text_in(child));
    for (const pugi::xml_node& child : node.children("see-reference"))
        article::add_once(topic.synonyms, text_in(child));
    for (const pugi::xml_node& child : node.children("mesh-heading"))
        article::add_once(topic.keywords, text_in(child.child("descriptor")));
    for (const pugi::xml_node& child : node.children("group")) article::add_once(topic.keywords, text_in(child));
    topic.summary = html_in(node.child("full-summary"));
    return topic;
}

HealthTopic read_medical_topic(const pugi::xml_node& node) {
    HealthTopic topic;
    topic.id = text_in(node.child("ID"));
    topic.title = text_in(node.child("MedicalTopicName"));
    topic.language = node.attribute("langcode").value();
    topic.url = text_in(node.child("URL"));
    const pugi::xml_node created = node.child("DateCreated");
    topic.date = created.child("Year") ? text_in(created.child("Year")) + "-" + text_in(created.child("Month")) + "-" +
                                             text_in(created.child("Day"))
                                       : iso_date(created.text().get());
    if (!article::is_iso_date(topic.date)) topic.date.clear();
    topic.mapped_id = text_in(node.child("LanguageMappedTopicID"));
    for (const pugi::xml_node& child : node.child("Synonyms").children("Synonym"))
        article::add_once(topic.synonyms, text_in(child));
    for (const pugi::xml_node& child : node.child("SeeReferencesList").children("SeeReference"))
        article::add_once(topic.synonyms, text_in(child.child("SeeRefName")));
    for (const pugi::xml_node& child : node.child("MeshHeadingList").children("MeshHeading"))
        article::add_once(topic.keywords, text_in(child.child("Descriptor").child("DescriptorName")));
    for (const pugi::xml_node& child : node.child("Groups").children("Group"))
        article::add_once(topic.keywords, text_in(child.child("GroupName")));
    topic.summary = html_in(node.child("FullSummary"));
    return topic;
}

/// What stands for a number where there is none: "-LEISHMANIASIS" of "https://medlineplus.gov/leishmaniasis.html".
std::string page_name(std::string_view url) {
    url = url.substr(0, url.find_last_of('.'));
    const std::size_t begin = url.rfind('/');
    if (begin == std::string_view::npos) return {};
    std::string name = "-";
    for (const char c : url.substr(begin + 1)) {
        if (c >= 'a' && c <= 'z') name += static_cast<char>(c - 'a' + 'A');
        if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) name += c;
    }
    return name.size() > 1 ? name : std::string();
}

/// A <document> of the search service: a whole <health-topic> (rettype=topic or all), or its parts each by name
/// (rettype=brief), without a number and with what was searched for in <span class="qt0">.
HealthTopic read_found_topic(const pugi::xml_node& node) {
    for (const pugi::xml_node& content : node.children("content"))
        if (const pugi::xml_node whole = content.child("health-topic")) return read_health_topic(whole);
    HealthTopic topic;
    topic.url = node.attribute("url").value();
    topic.language = topic.url.find("/spanish/") == std::string::npos ? "English" : "Spanish";
    topic.id = page_name(topic.url);
    for (const pugi::xml_node& content : node.children("content")) {
        const std::string_view name = content.attribute("name").value();
        const auto text = [&] { return article::one_line(text_of_html(html_in(content))); };
        if (name == "title") topic.title = text();
        if (name == "altTitle") article::add_once(topic.synonyms, text());
        if (name == "mesh" || name == "groupName") article::add_once(topic.keywords, text());
        if (name == "FullSummary") topic.summary = html_in(content);
    }
    return topic;
}

/// The last paragraph names who wrote the text ("NIH: National Institute on Aging"): short, no sentence, marked as
/// such or an office by its first word.
bool is_attribution(const article::Block& block, std::string_view html) {
    constexpr std::string_view offices[] = {"NIH:",     "NIH ",         "Centers for", "Agency for", "Department of",
                                            "Food and", "Office",       "National",    "Centros ",   "Agencia ",
                                            "Oficina",  "Departamento", "Administra",  "Instituto"};
    const auto* paragraph = std::get_if<article::Paragraph>(&block.content);
    if (!paragraph) return false;
    const std::string& text = paragraph->text.text;
    if (text.size() > 200 || text.find_last_of(".?!:") == text.size() - 1) return false;
    const bool marked = html.find("NLMattribution") != std::string_view::npos ||
                        html.find("font-style:italic") != std::string_view::npos;
    return marked || std::any_of(std::begin(offices), std::end(offices),
                                 [&](std::string_view office) { return text.starts_with(office); });
}

void set_in_italics(article::InlineText& text) {
    for (article::InlineRun& run : text.runs) run.styles = article::inline_emphasis;
    if (text.links.empty() && text.languages.empty() && text.runs.size() > 1) {
        text.runs.front().end = text.runs.back().end;
        text.runs.resize(1);
    }
}

article::Article article_of(HealthTopic& topic, std::string_view generated, ImportRecord& record,
                            const std::string& name) {
    article::Article article;
    article::Metadata& metadata = article.metadata;
    const bool spanish = topic.language == "Spanish";
    metadata.code = "MP" + (spanish && is_number(topic.mapped_id) ? topic.mapped_id : topic.id);
    metadata.title = topic.title;
    metadata.language = spanish ? "es" : "en";
    metadata.language_stated = true;
    metadata.updated = generated.empty() ? topic.date : std::string(generated);
    std::erase_if(topic.synonyms,
                  [&](const std::string& each) { return article::folded(each) == article::folded(topic.title); });
    std::erase_if(topic.keywords, [&](const std::string& each) {
        return article::folded(each) == article::folded(topic.title) ||
               std::any_of(topic.synonyms.begin(), topic.synonyms.end(),
                           [&](const std::string& other) { return article::folded(each) == article::folded(other); });
    });
    metadata.synonyms = std::move(topic.synonyms);
    metadata.keywords = std::move(topic.keywords);
    metadata.source = spanish ? "MedlinePlus, Biblioteca Nacional de Medicina de EE. UU."
                              : "MedlinePlus, National Library of Medicine";
    if (topic.url.starts_with("http://") || topic.url.starts_with("https://")) metadata.source_url = topic.url;

    const Source html{name, std::move(topic.summary)};
    Diagnostics diagnostics(html);
    article.blocks = article::read_html(html.bytes, {}, diagnostics).blocks;
    article::level_headings(article.blocks, diagnostics);
    tidy(article.blocks);
    article::gather_learn_more(article.blocks);
    if (!article.blocks.empty() && is_attribution(article.blocks.back(), html.bytes))
        set_in_italics(std::get<article::Paragraph>(article.blocks.back().content).text);
    record.source_text = topic.title + " " + text_of_html(html.bytes);

    for (Diagnostic& each : diagnostics.take()) {
        each.position = record.position;  // the place in the file; the one in the record's text says little
        record.diagnostics.push_back(std::move(each));
    }
    article::InlineText credit = credit_line(spanish ? "Fuente:" : "Source:", metadata.source, metadata.source_url);
    record.added_after = credit.text;
    article.blocks.push_back({article::Paragraph{std::move(credit)}, {}, {}});
    return article;
}

}  // namespace

ImportRecord read_medlineplus(const XmlRecord& xml, std::string_view generated, const std::string& name) {
    ImportRecord record;
    record.position = xml.position;
    record.refusal = xml.fault;
    pugi::xml_document document;
    if (record.refusal.empty()) record.refusal = parse_record(xml.bytes, document);
    if (!record.refusal.empty()) return record;
    const pugi::xml_node root = document.document_element();
    const bool found = xml.name == "document";
    HealthTopic topic = found                        ? read_found_topic(root)
                        : xml.name == "health-topic" ? read_health_topic(root)
                                                     : read_medical_topic(root);
    topic.id = trim(topic.id);
    record.label = topic.title.empty() ? topic.id : topic.title;
    if (topic.title.empty())
        record.refusal = "the topic has no title";
    else if (!is_number(topic.id) && !(found && article::is_article_code("MP" + topic.id) && !topic.id.empty()))
        record.refusal = found ? "the topic has no address to make a code from" : "the topic has no number";
    else if (topic.language != "English" && topic.language != "Spanish")
        record.refusal =
            "the topic's language \"" + article::shortened(topic.language) + "\" is neither English nor Spanish";
    else if (is_blank(text_of_html(topic.summary)))
        record.refusal = "the topic has no text";
    if (!record.refusal.empty()) return record;
    record.slug = slug_of(topic.title);
    record.article = article_of(topic, generated, record, name);
    return record;
}

std::string date_generated(std::string_view root) {
    for (const std::string_view key : {"date-generated=", "dategenerated="}) {
        const std::size_t at = root.find(key);
        if (at != std::string_view::npos && at + key.size() + 11 <= root.size())
            return iso_date(root.substr(at + key.size() + 1, 10));
    }
    return {};
}

}  // namespace carepress::import
