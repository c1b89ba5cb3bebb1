// Infobutton: which handouts are there for what a clinician or a portal looks at? Nothing of a request is kept.
#include "base/json_text.h"
#include "base/markup.h"
#include "job/article_excerpt.h"
#include "net/conditions.h"
#include "service/infobutton_feed.h"
#include "service/infobutton_request.h"
#include "service/routes.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

namespace carepress::service {
namespace {

/// An article that is the answer, and what is shown of it.
struct Found {
    const library::LibraryEntry* entry = nullptr;
    job::ArticleExcerpt excerpt;

    /// Of its page, without the address of the service.
    std::string page() const {
        return "/" + entry->code + "?lang=" + entry->language + (excerpt.anchor.empty() ? "" : "#" + excerpt.anchor);
    }
    std::string pdf() const { return path_of_pdf(*entry); }
};

/// The languages to choose from, the first before others: what the request says alone counts, if it says one.
std::vector<std::string> wanted_languages(const InfobuttonRequest& asked, const net::Request& request) {
    std::vector<std::string> languages;
    if (!asked.language.empty())
        languages.push_back(asked.language);
    else
        languages = browser_languages(request);
    languages.emplace_back("en");
    return languages;
}

const library::LibraryEntry* choose_for(const Translations& translations, const std::vector<std::string>& languages) {
    for (const std::string& language : languages)
        if (const auto found = find_language(translations, language); found != translations.end()) return found->second;
    return choose_translation(translations, "en");
}

std::vector<Found> find_handouts(const State& state, const LoadedLibrary& library, const InfobuttonRequest& asked,
                                 const std::vector<std::string>& languages, const std::string& picture_address) {
    std::vector<job::CodeQuestion> questions;
    for (const SearchCriterion& criterion : asked.criteria) questions.push_back(criterion.question);
    std::vector<Found> all;
    for (const std::string& code : library.find_by_codes(questions)) {
        const library::LibraryEntry* entry = choose_for(library.translations(code), languages);
        if (entry == nullptr) continue;
        job::ExcerptRequest wanted;
        wanted.article = entry;
        wanted.part = job::part_for_task(asked.task);
        wanted.brand = state.settings.theme.brand;
        wanted.picture_prefix = picture_address + "/" + entry->code + "/pictures/" + entry->language + "/";
        if (auto excerpt = job::take_excerpt(wanted, library.engine())) all.push_back({entry, std::move(*excerpt)});
    }
    return all;
}

void add_paragraph(std::string& html, std::string_view name, const html::PageNotice& notice,
                   const std::string& language) {
    html.append("<p class=\"").append(name).append("\"");
    if (!notice.language.empty() && notice.language != language)
        html.append(" lang=\"").append(escaped_html(notice.language)).append("\"");
    html.append(">").append(escaped_html(notice.text)).append("</p>\n");
}

/// The excerpt with what belongs to it, in the classes by which clients of MedlinePlus Connect know these.
std::string summary_of(const Found& found, const std::string& pdf_address) {
    const article::Metadata& metadata = found.excerpt.metadata;
    std::string names, html;
    for (const std::string& synonym : metadata.synonyms) names.append(names.empty() ? "" : ", ").append(synonym);
    if (!names.empty()) add_paragraph(html, "NLMalsoCalled", names, metadata.language);
    html += found.excerpt.html;
    for (const html::PageNotice& notice : found.excerpt.notices)
        add_paragraph(html, "NLMattribution", notice, metadata.language);
    html.append("<ul class=\"NLMrelatedLinks\">\n<li><a href=\"").append(escaped_html(pdf_address)).append("\">");
    return html.append(escaped_html(metadata.title)).append(" (PDF)</a></li>\n</ul>");
}

/// Names a thing that has an address, whatever becomes of the address (RFC 4151).
std::string tag_uri(const std::string& address, const std::string& path) {
    const std::size_t begin = address.find("://");
    std::string host = begin == std::string::npos ? "localhost" : address.substr(begin + 3);
    if (!host.ends_with(']')) host.resize(std::min(host.rfind(':'), host.size()));
    return "tag:" + host + ",2026:" + path;
}

std::string subtitle_of(const InfobuttonRequest& asked) {
    std::string subtitle;
    for (const SearchCriterion& criterion : asked.criteria) {
        const job::CodeQuestion& question = criterion.question;
        const ClinicalCodeSystem* system = job::code_system_meant(question.system);
        if (!subtitle.empty()) subtitle += "; ";
        if (question.code.empty())
            subtitle += question.name;
        else
            subtitle += (system == nullptr ? question.system : std::string(system->name)) + " " + question.code;
    }
    return subtitle;
}

std::vector<std::pair<std::string, std::string>> categories_of(const InfobuttonRequest& asked) {
    std::vector<std::pair<std::string, std::string>> categories;
    for (const auto& [number, question] : asked.criteria) {
        categories.emplace_back("mainSearchCriteria.v.c" + number, question.code);
        categories.emplace_back("mainSearchCriteria.v.cs" + number, question.system);
        categories.emplace_back("mainSearchCriteria.v.dn" + number, question.name);
    }
    if (!asked.task.empty()) categories.emplace_back("taskContext.c.c", asked.task);
    categories.emplace_back("InformationRecipient", asked.recipient);
    return categories;
}

Feed feed_of(const State& state, const LoadedLibrary& library, const InfobuttonRequest& asked,
             const std::vector<Found>& all, const std::string& language, const std::string& address) {
    Feed feed;
    feed.base = address + "/";
    feed.language = language;
    feed.author = job::organisation_of(state.settings.theme.brand, language, library.engine());
    feed.title = feed.author;
    feed.subtitle = subtitle_of(asked);
    feed.id = tag_uri(address, "/infobutton");
    feed.categories = categories_of(asked);
    for (const Found& found : all) {
        const article::Metadata& metadata = found.excerpt.metadata;
        FeedEntry entry;
        entry.language = metadata.language;
        entry.title = metadata.title;
        entry.id = tag_uri(address, "/" + found.entry->code + "?lang=" + found.entry->language);
        entry.updated = time_of_date(metadata.updated);
        entry.address = address + found.page();
        entry.pdf_address = address + found.pdf();
        entry.summary = summary_of(found, entry.pdf_address);
        feed.updated = std::max(feed.updated, entry.updated);
        feed.entries.push_back(std::move(entry));
    }
    if (feed.updated.empty()) feed.updated = time_of_date({});
    return feed;
}

/// One article is what was asked for; several are a page to choose from.
net::Response html_of(const LoadedLibrary& library, const std::vector<Found>& all, const std::string& language) {
    if (all.size() == 1) {
        net::Response response = net::make_response(303, "text/plain; charset=utf-8", "");
        response.headers.set("Location", all.front().page());
        response.headers.add_to_list("Vary", "Accept-Language");
        return response;
    }
    std::vector<job::FoundOnPage> items;
    items.reserve(all.size());
    for (const Found& found : all) items.push_back({found.excerpt, found.page(), found.pdf()});
    const std::string words = library.engine().resources().phrases().in(language).language();
    return html_answer(200, job::write_found_page(words, items, library.engine()), words);
}

net::Response feed_answer(const Feed& feed, AnswerForm form) {
    std::string text = form == AnswerForm::json ? json_text(feed_json(feed)) : feed_atom(feed);
    std::string tag = net::entity_tag(text);
    const char* type = form == AnswerForm::json ? "application/json" : "application/atom+xml; charset=utf-8";
    net::Response response = net::make_response(200, type, std::move(text));
    response.headers.set("ETag", std::move(tag));
    response.headers.add_to_list("Vary", "Accept-Language");
    return response;
}

/// How long an answer may be kept. What was found stays good for half a day, as clients expect; that nothing was, until
/// somebody may have added it. A closed library's answer is for who asked alone.
std::string cache_control(const State& state, AnswerForm form, bool is_found) {
    if (state.settings.is_library_closed) return "private, no-cache";
    return is_found && form != AnswerForm::html ? "public, max-age=43200" : "public, max-age=300";
}

}  // namespace

net::Response answer_infobutton(State& state, const Call& call) {
    const LibraryPointer library = state.current_library();
    const auto read = read_infobutton_request(call.request.target);
    if (const auto* wrong = std::get_if<std::string>(&read)) return net::problem(400, *wrong);
    const auto& asked = std::get<InfobuttonRequest>(read);
    ++state.counters.searches;

    const std::vector<std::string> languages = wanted_languages(asked, call.request);
    const std::string address = address_of_service(state, call.request);
    // A page shows the pictures of its own origin alone.
    const std::string picture_address = asked.form == AnswerForm::html ? std::string() : address;
    const std::vector<Found> all = find_handouts(state, *library, asked, languages, picture_address);
    net::Response response =
        asked.form == AnswerForm::html
            ? html_of(*library, all, languages.front())
            : feed_answer(feed_of(state, *library, asked, all, languages.front(), address), asked.form);
    response.headers.set("Cache-Control", cache_control(state, asked.form, !all.empty()));
    return response;
}

}  // namespace carepress::service
