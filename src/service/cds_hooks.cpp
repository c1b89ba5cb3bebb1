// CDS Hooks 2.0: a record system asks at certain moments, and is told of handouts that fit. Nothing of a request is
// kept but digests of whom it was about, for as long as a card may be overridden.
#include "base/source.h"
#include "job/article_excerpt.h"
#include "job/record_suggestions.h"
#include "service/cds_card.h"
#include "service/cds_request.h"
#include "service/routes.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace carepress::service {
namespace {

net::Response refused(const CdsRefusal& refusal) { return net::problem(refusal.status, refusal.text); }

net::Response unknown_service() {
    return net::problem(404, "the service was not found; GET /cds-services lists those that there are");
}

/// The translation that suits the patient, of each article that is still wanted, as far as a card has room.
std::vector<OfferedArticle> offers(const LoadedLibrary& library, const job::RecordSuggestions& found,
                                   const std::vector<std::string>& wanted) {
    std::vector<OfferedArticle> articles;
    for (const job::ArticleSuggestion& suggestion : found.suggestions) {
        if (articles.size() == most_titles) break;
        if (std::find(wanted.begin(), wanted.end(), suggestion.code) == wanted.end()) continue;
        const library::LibraryEntry* entry =
            choose_translation(library.translations(suggestion.code), found.language.empty() ? "en" : found.language);
        const auto description = entry == nullptr ? nullptr : library.describe(*entry);
        if (description) articles.push_back({entry, description->metadata.title, suggestion.reason});
    }
    return articles;
}

CardSubject subject_of(const CdsRequest& request, const std::string& issuer) {
    return {issuer, request.fhir_server, request.patient, request.encounter};
}

}  // namespace

net::Response list_cds_services(State&, const Call&) {
    Json services = Json::array();
    for (const CdsService& service : cds_services())
        services.push_back({{"hook", service.hook_name},
                            {"id", service.id},
                            {"title", service.title},
                            {"description", service.description},
                            {"prefetch", prefetch_templates(service)}});
    return private_answer(200, {{"services", std::move(services)}});
}

net::Response answer_hook(State& state, const Call& call) {
    const CdsService* service = find_cds_service(call.request.segment("id"));
    if (service == nullptr) return unknown_service();
    auto read = read_cds_request(*service, call.request.body);
    if (const auto* refusal = std::get_if<CdsRefusal>(&read)) return refused(*refusal);
    auto& request = std::get<CdsRequest>(read);

    const LibraryPointer library = state.current_library();
    const Source record{"", std::move(request.bundle), true};
    const job::RecordSuggestions found = job::suggest_for_record(record, library->topics());
    if (!found.ok) return net::problem(400, "what was sent of the record is not FHIR R4 that can be read");

    std::vector<std::string> codes;
    codes.reserve(found.suggestions.size());
    for (const job::ArticleSuggestion& suggestion : found.suggestions) codes.push_back(suggestion.code);
    const CardSubject subject = subject_of(request, call.subject);
    const std::vector<OfferedArticle> articles =
        offers(*library, found, state.cards.still_wanted(subject, std::move(codes)));
    Json cards = Json::array();
    if (!articles.empty()) {
        std::vector<std::string> offered;
        offered.reserve(articles.size());
        for (const OfferedArticle& article : articles) offered.push_back(article.entry->code);
        CardFacts facts;
        facts.uuid = state.cards.remember(subject, std::move(offered));
        facts.organisation = job::organisation_of(state.settings.theme.brand, "en", library->engine());
        facts.address = address_of_service(state, call.request);
        if (!state.settings.records.empty()) facts.launch = facts.address + "/launch";
        facts.is_partial = request.is_partial;
        cards.push_back(make_card(articles, facts));
        ++state.counters.cards;
    }
    return private_answer(200, {{"cards", std::move(cards)}});
}

net::Response take_feedback(State& state, const Call& call) {
    if (find_cds_service(call.request.segment("id")) == nullptr) return unknown_service();
    const auto read = read_cds_feedback(call.request.body);
    if (const auto* refusal = std::get_if<CdsRefusal>(&read)) return refused(*refusal);
    for (const CdsFeedback& feedback : std::get<std::vector<CdsFeedback>>(read)) {
        ++(feedback.is_overridden ? state.counters.overridden_cards : state.counters.accepted_cards);
        if (feedback.is_overridden) state.cards.override_card(call.subject, feedback.card);
    }
    return private_answer(200, Json::object());
}

}  // namespace carepress::service
