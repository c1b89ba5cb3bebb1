#include "service/fhir_documents.h"

#include "base/base64.h"
#include "base/clinical_code.h"
#include "base/digest.h"
#include "base/language.h"
#include "job/topic_groups.h"
#include "visit/systems.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>

namespace carepress::service {
namespace {

constexpr std::string_view any_uri = "urn:ietf:rfc:3986";  // of an identifier that is a URI itself
constexpr std::string_view education_note = "34895-3";     // LOINC, Education note
constexpr std::string_view pdf_type = "application/pdf";

bool is_fhir_id(std::string_view id) {
    return id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                      c == '.';
           });
}

std::string page_address(const library::LibraryEntry& entry, const std::string& address) {
    return address + "/" + entry.code + "?lang=" + entry.language;
}
std::string code_system(const std::string& address) { return address + "/v1/articles"; }
std::string category_system(const std::string& address) { return address + "/v1/topics"; }

Json coding(std::string_view system, std::string_view code, std::string_view display = {}) {
    Json one{{"system", system}, {"code", code}};
    if (!display.empty()) one["display"] = display;
    return {{"coding", Json::array({std::move(one)})}};
}

Json categories_of(const LoadedLibrary& library, const std::string& code, const std::string& address) {
    Json categories = Json::array();
    const std::span<const job::TopicGroup> groups = job::topic_groups();
    for (std::size_t group = 0; group < groups.size(); ++group)
        if (library.is_about(code, group))
            categories.push_back(coding(category_system(address), groups[group].code, groups[group].name));
    return categories;
}

Json topics_of(const article::Metadata& metadata) {
    Json topics = Json::array();
    for (const article::Topic& topic : metadata.topics)
        if (const ClinicalCodeSystem* system = find_code_system(topic.system))
            topics.push_back(coding(system->uri, topic.code));
    return topics;
}

/// The codes of the articles with one of the topics.
std::vector<std::string> articles_with(const LoadedLibrary& library, const std::vector<FhirToken>& tokens) {
    std::vector<std::string> found;
    for (const visit::ArticleTopics& article : library.topics()) {
        const bool has_topic = std::any_of(article.topics.begin(), article.topics.end(), [&](const auto& topic) {
            const ClinicalCodeSystem* system = find_code_system(topic.system);
            return system != nullptr && std::any_of(tokens.begin(), tokens.end(), [&](const FhirToken& token) {
                       return token.matches(system->uri, topic.code);
                   });
        });
        if (has_topic) found.push_back(article.code);
    }
    return found;
}

/// Whether the translation is the one that suits a language best.
bool suits(const LoadedLibrary& library, const library::LibraryEntry& entry, const FhirToken& token) {
    if (token.system && *token.system != visit::systems::bcp_47) return false;
    const auto translations = library.catalog().translations(entry.code);
    for (const std::string& tag : lookup_tags(token.code)) {
        const bool exists = std::any_of(translations.begin(), translations.end(),
                                        [&](const auto& each) { return each.language == tag; });
        if (exists) return entry.language == tag;
    }
    return false;
}

bool is_in_category(const LoadedLibrary& library, const std::string& code, const FhirToken& token,
                    const std::string& address) {
    const std::span<const job::TopicGroup> groups = job::topic_groups();
    for (std::size_t group = 0; group < groups.size(); ++group)
        if (token.matches(category_system(address), groups[group].code) && library.is_about(code, group)) return true;
    return false;
}

/// Decides which handouts a search finds. What codes and topics lead to is found once, not for each handout.
class DocumentFilter {
public:
    DocumentFilter(const LoadedLibrary& library, const DocumentSearch& search, const std::string& address)
        : library_(library), search_(search), address_(address) {
        for (const auto& [parameter, tokens] : search.conditions)
            if (parameter == DocumentParameter::code) keep_only(articles_for(tokens));
        for (const auto& [parameter, tokens] : search.conditions)
            if (parameter == DocumentParameter::event) keep_only(articles_with(library, tokens));
    }

    bool takes(const library::LibraryEntry& entry) const {
        return std::all_of(search_.conditions.begin(), search_.conditions.end(), [&](const auto& condition) {
            return condition.parameter == DocumentParameter::code || condition.parameter == DocumentParameter::event ||
                   std::any_of(condition.tokens.begin(), condition.tokens.end(),
                               [&](const auto& token) { return matches(condition.parameter, token, entry); });
        });
    }

    /// The articles that codes and topics lead to, those of a code in its order; nothing if neither is asked for.
    const std::optional<std::vector<std::string>>& articles() const { return articles_; }

private:
    std::vector<std::string> articles_for(const std::vector<FhirToken>& tokens) const {
        std::vector<job::CodeQuestion> questions;
        questions.reserve(tokens.size());
        for (const FhirToken& token : tokens) questions.push_back({token.code, token.system.value_or(""), ""});
        return library_.find_by_codes(questions);
    }

    /// Every condition has to match.
    void keep_only(std::vector<std::string> found) {
        if (!articles_) {
            articles_ = std::move(found);
            return;
        }
        const std::set<std::string> also(found.begin(), found.end());
        std::erase_if(*articles_, [&](const std::string& code) { return !also.contains(code); });
    }

    bool matches(DocumentParameter parameter, const FhirToken& token, const library::LibraryEntry& entry) const {
        switch (parameter) {
            case DocumentParameter::id:
                return !token.system && token.code == document_id(entry);
            case DocumentParameter::identifier:
                return token.matches(code_system(address_), entry.code) ||
                       token.matches(any_uri, page_address(entry, address_));
            case DocumentParameter::language:
                return suits(library_, entry, token);
            case DocumentParameter::type:
                return token.matches(visit::systems::loinc, education_note);
            case DocumentParameter::category:
                return is_in_category(library_, entry.code, token, address_);
            case DocumentParameter::status:
                return token.matches("http://hl7.org/fhir/document-reference-status", "current");
            case DocumentParameter::content_type:
                return token.matches("urn:ietf:bcp:13", pdf_type);
            case DocumentParameter::code:
            case DocumentParameter::event:
            case DocumentParameter::subject:
                break;  // decided before
        }
        return false;
    }

    const LoadedLibrary& library_;
    const DocumentSearch& search_;
    const std::string& address_;
    std::optional<std::vector<std::string>> articles_;
};

}  // namespace

std::string document_id(const library::LibraryEntry& entry) {
    std::string id = entry.code + "-" + entry.language;
    return is_fhir_id(id) ? id : hex(sha256(id));
}

const library::LibraryEntry* find_document(const LoadedLibrary& library, std::string_view id) {
    const std::vector<library::LibraryEntry>& all = library.catalog().entries();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& each) { return document_id(each) == id; });
    return found == all.end() ? nullptr : &*found;
}

Json document_reference(const LoadedLibrary& library, const library::LibraryEntry& entry, const std::string& address,
                        const std::string& organisation) {
    const auto description = library.describe(entry);
    if (!description) return nullptr;
    const article::Metadata& metadata = description->metadata;
    Json attachment{{"contentType", pdf_type},
                    {"language", entry.language},
                    {"url", address + path_of_pdf(entry)},
                    {"title", metadata.title}};
    if (const std::optional<PdfFacts> pdf = library.pdf_facts(entry)) {
        attachment["size"] = pdf->size;
        attachment["hash"] = to_base64(bytes_of(pdf->sha1));  // R4 wants SHA-1
    }
    Json document{{"resourceType", "DocumentReference"}, {"id", document_id(entry)}};
    document["masterIdentifier"] = {{"system", any_uri}, {"value", page_address(entry, address)}};
    document["identifier"] = Json::array({{{"system", code_system(address)}, {"value", entry.code}}});
    using article::Status;
    const Status status = metadata.release.status.value_or(Status::approved);
    document["status"] = status == Status::retired ? "superseded" : "current";
    const bool is_final = !metadata.reviewed_by.empty() && (status == Status::approved || status == Status::retired);
    document["docStatus"] = is_final ? "final" : "preliminary";
    document["type"] = coding(visit::systems::loinc, education_note, "Education note");
    if (Json categories = categories_of(library, entry.code, address); !categories.empty())
        document["category"] = std::move(categories);
    if (!metadata.updated.empty()) {
        document["date"] = time_of_date(metadata.updated);
        attachment["creation"] = metadata.updated;
    }
    if (!metadata.reviewed_by.empty()) document["authenticator"] = {{"display", metadata.reviewed_by}};
    document["custodian"] = {{"display", organisation}};
    document["description"] = metadata.title;
    document["content"] = Json::array({{{"attachment", std::move(attachment)}}});
    if (Json topics = topics_of(metadata); !topics.empty()) document["context"] = {{"event", std::move(topics)}};
    return document;
}

std::vector<const library::LibraryEntry*> find_documents(const LoadedLibrary& library, const DocumentSearch& search,
                                                         const std::string& address) {
    std::vector<const library::LibraryEntry*> found;
    if (search.is_of_person) return found;
    const DocumentFilter filter(library, search, address);
    const auto add = [&](std::span<const library::LibraryEntry> entries) {
        for (const library::LibraryEntry& entry : entries)
            if (filter.takes(entry)) found.push_back(&entry);
    };
    if (filter.articles())
        for (const std::string& code : *filter.articles()) add(library.catalog().translations(code));
    else
        add(library.catalog().entries());
    return found;
}

}  // namespace carepress::service
