// One click that puts the handout on the page into the chart that the page is of, and what was put there before.
#include "base/digest.h"
#include "base/name_uuid.h"
#include "net/clock.h"
#include "record/ask_record.h"
#include "record/attach.h"
#include "record/given_before.h"
#include "record/scopes.h"
#include "service/access.h"
#include "service/chart.h"
#include "service/press.h"
#include "service/routes.h"
#include "visit/record_time.h"

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace carepress::service {
namespace {

net::Response not_launched() { return net::problem(404, "the session was not launched from a record"); }
net::Response no_preview() {
    return net::problem(404, "the preview was not found, or is not of this chart: make it again");
}

/// What a record takes. A server is asked once, since some think for a minute about what they can do.
std::variant<record::EhrProfile, std::string> profile_of(State& state, const record::RecordSystem& system) {
    {
        const std::lock_guard lock(state.profiles_mutex);
        if (const auto known = state.profiles.find(system.base); known != state.profiles.end()) return known->second;
    }
    const record::Answers answers = record::ask_record(system.base, state.chart_client);
    if (!answers.capabilities) return "it does not say what it takes: " + answers.no_capabilities;
    const record::EhrProfile profile = record::make_profile(*answers.capabilities, system.profile);
    const std::lock_guard lock(state.profiles_mutex);
    return state.profiles.insert_or_assign(system.base, profile).first->second;
}

/// What a record takes from somebody who has signed in.
std::variant<record::EhrProfile, std::string> profile_of(State& state, const record::RecordSession& chart) {
    auto profile = profile_of(state, chart.system());
    if (auto* const known = std::get_if<record::EhrProfile>(&profile)) record::limit_to_scopes(chart.scopes(), *known);
    return profile;
}

/// The preview that was made on the page of this chart: what was made on another's stays there.
std::shared_ptr<Preview> find_preview(State& state, const Session& session, std::string_view key) {
    std::shared_ptr<Preview> preview = state.previews.find(key);
    return preview && preview->origin().chart == session.record ? preview : nullptr;
}

/// The handout of a preview, without its bytes and what they are named by.
record::Handout handout_of(const Preview& preview, const record::RecordSession& chart) {
    record::Handout handout;
    handout.is_summary = preview.origin().is_summary;
    handout.patient = chart.context().patient;
    handout.encounter = chart.context().encounter;
    handout.title = preview.origin().title;
    handout.language = preview.given().language;
    for (const GivenArticle& article : preview.given().articles)
        handout.articles.push_back({article.code, article.version, article.language});
    const std::string& redirect = chart.system().redirect;
    if (!handout.articles.empty())
        handout.link = redirect.substr(0, redirect.size() - record::callback_path.size()) + "/" +
                       handout.articles.front().code + "?lang=" + handout.articles.front().language;
    return handout;
}

struct AttachRequest {
    std::string preview;
    std::vector<std::string> replaces;
};

/// nullopt: not the JSON of such a request.
std::optional<AttachRequest> read_attach_request(const std::string& body) {
    const Json json = Json::parse(body, nullptr, false);
    if (!json.is_object()) return std::nullopt;
    AttachRequest request;
    for (const auto& [name, value] : json.items()) {
        if (name == "preview" && value.is_string()) {
            request.preview = value.get<std::string>();
        } else if (name == "replaces" && value.is_array()) {
            for (const Json& each : value) {
                if (!each.is_string()) return std::nullopt;
                request.replaces.push_back(each.get<std::string>());
            }
        } else {
            return std::nullopt;
        }
    }
    return request;
}

/// Only what was found in this chart, and what the handout replaces, may be superseded.
bool may_replace(const Session& session, const record::Handout& handout, const std::vector<std::string>& ids) {
    const auto given = session.given->get();
    return std::all_of(ids.begin(), ids.end(), [&](const std::string& id) {
        return given && std::any_of(given->documents.begin(), given->documents.end(), [&](const auto& each) {
                   return each.id == id && record::does_replace(handout, each);
               });
    });
}

/// Its articles that the library has in the same language, and how their edition relates to the library's.
Json articles_of(const record::GivenDocument& document, const LoadedLibrary& library) {
    Json articles = Json::array();
    for (const record::HandoutArticle& article : document.articles) {
        const Translations translations = library.translations(article.code);
        const auto entry = translations.find(article.language);
        if (entry == translations.end()) continue;
        articles.push_back({{"code", article.code},
                            {"language", article.language},
                            {"edition", record::name_of(record::edition_of(article.version, entry->second->version))}});
    }
    return articles;
}

}  // namespace

net::Response attach_handout(State& state, const Call& call) {
    const std::shared_ptr<Session> session = session_of(state, call.request);
    if (!session || !session->record) return not_launched();
    record::RecordSession& chart = *session->record;
    if (chart.context().encounter.empty()) return net::problem(409, "no visit is open in the record to attach to");
    if (record::granted(chart.scopes(), "DocumentReference", 'c') == record::Grant::none)
        return net::problem(403, "the record does not let this sign-in attach documents");
    const std::optional<AttachRequest> request = read_attach_request(call.request.body);
    if (!request)
        return net::problem(400, R"(the body must be {"preview": "…"}, with "replaces": ["…"] if it replaces)");
    const std::shared_ptr<Preview> preview = find_preview(state, *session, request->preview);
    if (!preview) return no_preview();
    const auto profile = profile_of(state, chart);
    if (const auto* const why = std::get_if<std::string>(&profile))
        return refusal(502, "the record system: " + *why, Json::array());
    record::Handout handout = handout_of(*preview, chart);
    if (!may_replace(*session, handout, request->replaces))
        return net::problem(409, "what is to be replaced is not an older edition of this handout: look again");
    const PressedPdf pdf = preview->pdf(call.work);
    if (!pdf.ok) return net::problem(500, "the PDF could not be made; make the preview again");

    handout.replaces = request->replaces;
    handout.pdf = pdf.bytes.bytes();
    handout.identifier =
        name_uuid(chart.system().base + "/Encounter/" + handout.encounter + " " + hex(sha256(pdf.bytes.bytes())));
    handout.given_at = visit::instant_text(net::wall_time().time_since_epoch().count());
    // First, so that nothing is given that the audit does not have.
    record(state, preview->given(), pdf.bytes);
    const record::Attached attached =
        record::attach(client_of(state, session->record, call.work), std::get<record::EhrProfile>(profile),
                       chart.system().filing, handout);
    session->given->add(request->preview, attached.id);
    return private_answer(200, {{"state", record::name_of(attached.state)},
                                {"is_opened", attached.is_opened},
                                {"is_superseded", attached.is_superseded},
                                {"notes", attached.notes},
                                {"why", attached.why}});
}

net::Response list_given(State& state, const Call& call) {
    const std::shared_ptr<Session> session = session_of(state, call.request);
    if (!session || !session->record) return not_launched();
    record::RecordSession& chart = *session->record;
    std::optional<record::Handout> handout;
    std::string own;  // the document that the handout itself is
    if (const auto key = call.request.target.parameter("preview")) {
        const std::shared_ptr<Preview> preview = find_preview(state, *session, *key);
        if (!preview) return no_preview();
        handout = handout_of(*preview, chart);
        own = session->given->attached_as(std::string(*key));
    }
    auto given = session->given->get();
    if (!given) {
        const auto profile = profile_of(state, chart);
        if (const auto* const why = std::get_if<std::string>(&profile))
            return refusal(502, "the record system: " + *why, Json::array());
        auto found =
            record::find_given(client_of(state, session->record, call.work), std::get<record::EhrProfile>(profile),
                               chart.system().filing, chart.context().patient);
        if (const auto* const failure = std::get_if<record::RecordFailure>(&found)) return failed(*failure, chart);
        given = std::get<record::GivenBefore>(std::move(found));
        session->given->set(*given);
    }
    const LibraryPointer library = state.current_library();
    Json documents = Json::array();
    for (const record::GivenDocument& document : given->documents)
        documents.push_back(
            {{"id", document.id},
             {"date", document.date},
             {"language", document.language},
             {"is_summary", document.is_summary},
             {"is_of_visit", !document.encounter.empty() && document.encounter == chart.context().encounter},
             {"is_replaced", handout && document.id != own && record::does_replace(*handout, document)},
             {"articles", articles_of(document, *library)}});
    return private_answer(200, {{"documents", std::move(documents)}, {"is_whole", given->is_whole}});
}

}  // namespace carepress::service
