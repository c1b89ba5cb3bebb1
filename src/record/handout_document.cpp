#include "record/handout_document.h"

#include "base/base64.h"
#include "base/digest.h"
#include "base/given_handout.h"
#include "base/json_text.h"
#include "record/owner.h"

namespace carepress::record {
namespace {

constexpr std::string_view uri_system = "urn:ietf:rfc:3986";

Json concept_of(const DocumentCode& code) {
    Json coding{{"system", code.system}, {"code", code.code}};
    if (!code.display.empty()) coding["display"] = code.display;
    return {{"coding", Json::array({std::move(coding)})}};
}

Json reference(const std::string& to) { return {{"reference", to}}; }

Json identifiers(const Handout& handout) {
    return Json::array({{{"system", uri_system}, {"value", handout.identifier}}});
}

bool has_time(const std::string& date) { return date.find('T') != std::string::npos; }

/// The clinician of the visit: the one who is responsible before others.
std::string author_of(const Json& encounter, std::string_view base) {
    const Json& participants = member(encounter, "participant");
    if (!participants.is_array()) return {};
    std::string first;
    for (const Json& each : participants) {
        const Target person = target_of(text_member(member(each, "individual"), "reference"), base);
        if (!person.type.starts_with("Practitioner")) continue;
        std::string who = person.text();
        if (first.empty()) first = who;
        const Json& types = member(each, "type");
        if (!types.is_array()) continue;
        for (const Json& type : types) {
            const Json& codings = member(type, "coding");
            if (!codings.is_array()) continue;
            for (const Json& coding : codings)
                if (const std::string code = text_member(coding, "code"); code == "ATND" || code == "PPRF") return who;
        }
    }
    return first;
}

Json attachment_of(const Handout& handout, const AttachedContent& content) {
    Json made{{"contentType", content.content_type}};
    if (!handout.language.empty()) made["language"] = handout.language;
    if (!content.url.empty()) made["url"] = content.url;
    if (content.url.empty()) made["data"] = to_base64(handout.pdf);
    if (content.content_type == "application/pdf") {
        made["size"] = handout.pdf.size();
        made["hash"] = to_base64(bytes_of(sha1(handout.pdf)));
    }
    if (!handout.title.empty()) made["title"] = handout.title;
    if (!handout.given_at.empty()) made["creation"] = handout.given_at;
    return made;
}

/// What the document is about, so that the handout is recognised when it is looked for (FHIR R4, context.related).
Json related_of(const Handout& handout) {
    Json related = Json::array();
    const auto add = [&](std::string_view system, std::string value, const std::string& display) {
        related.push_back({{"identifier", {{"system", system}, {"value", std::move(value)}}}, {"display", display}});
    };
    if (handout.is_summary) add(given_summary_system, "Encounter/" + handout.encounter, "Visit summary");
    for (const HandoutArticle& article : handout.articles)
        if (!article.code.empty())
            add(given_article_system, given_article(article.code, article.language, article.version),
                line_of({article.code, article.version, article.language}));
    return related;
}

Json context_of(const EhrProfile& profile, const Handout& handout, const EncounterFacts& facts) {
    Json context{{"encounter", Json::array({reference("Encounter/" + handout.encounter)})}};
    Json period;
    const auto add = [&](const char* name, const std::string& date) {
        if (!date.empty() && (has_time(date) || !profile.needs_times)) period[name] = date;
    };
    add("start", facts.start);
    add("end", facts.end);
    if (!period.is_null()) context["period"] = std::move(period);
    if (Json related = related_of(handout); !related.empty()) context["related"] = std::move(related);
    return context;
}

}  // namespace

std::string identifier_query(const std::string& identifier) {
    return "identifier=" + in_query(std::string(uri_system) + "|" + identifier);
}

Outcome<EncounterFacts> read_encounter_facts(const RecordClient& client, const Handout& handout) {
    Outcome<Json> read = client.read("Encounter/" + handout.encounter);
    if (auto* const failure = std::get_if<RecordFailure>(&read)) {
        failure->what.insert(0, "the encounter cannot be read: ");
        return std::move(*failure);
    }
    const Json& encounter = std::get<Json>(read);
    const auto refuse = [](const char* what) { return RecordFailure{FailureKind::not_understood, 0, what}; };
    if (text_member(encounter, "resourceType") != "Encounter" || text_member(encounter, "id") != handout.encounter)
        return refuse("the record answers with something else than the encounter");
    const Target subject = target_of(text_member(member(encounter, "subject"), "reference"), client.base());
    if (subject.type != "Patient" || subject.id != handout.patient)
        return refuse("the encounter is not this patient's: nothing is attached to another chart");
    if (const std::string status = text_member(encounter, "status");
        status == "entered-in-error" || status == "cancelled")
        return refuse("the encounter was cancelled or entered in error");
    EncounterFacts facts;
    facts.custodian = text_member(member(encounter, "serviceProvider"), "reference");
    facts.author = author_of(encounter, client.base());
    if (facts.author.empty()) facts.author = facts.custodian;
    facts.start = text_member(member(encounter, "period"), "start");
    facts.end = text_member(member(encounter, "period"), "end");
    return facts;
}

std::string document_reference(const EhrProfile& profile, const FilingSettings& filing, const Handout& handout,
                               const EncounterFacts& facts, const AttachedContent& content) {
    Json made{{"resourceType", "DocumentReference"},
              {"identifier", identifiers(handout)},
              {"status", "current"},
              {"docStatus", "final"},
              {"type", concept_of(handout.is_summary ? filing.summary_type : filing.handout_type)},
              {"category", Json::array({concept_of(filing.category)})},
              {"subject", reference("Patient/" + handout.patient)}};
    if (!handout.given_at.empty()) made["date"] = handout.given_at;
    if (!facts.author.empty()) made["author"] = Json::array({reference(facts.author)});
    if (!facts.custodian.empty()) made["custodian"] = reference(facts.custodian);
    for (const std::string& older : handout.replaces)
        made["relatesTo"].push_back({{"code", "replaces"}, {"target", reference("DocumentReference/" + older)}});
    made["content"] = Json::array({{{"attachment", attachment_of(handout, content)}}});
    made["context"] = context_of(profile, handout, facts);
    return json_text(made);
}

std::string communication(const Handout& handout, const EncounterFacts& facts, const std::string& document) {
    Json payload = Json::array({{{"contentReference", reference("DocumentReference/" + document)}}});
    for (const HandoutArticle& article : handout.articles) payload.push_back({{"contentString", line_of(article)}});
    const Json patient = reference("Patient/" + handout.patient);
    Json made{{"resourceType", "Communication"},
              {"identifier", identifiers(handout)},
              {"status", "completed"},
              {"category", Json::array({concept_of({"http://terminology.hl7.org/CodeSystem/communication-category",
                                                    "instruction", "Instruction"})})},
              {"subject", patient},
              {"encounter", reference("Encounter/" + handout.encounter)},
              {"recipient", Json::array({patient})},
              {"payload", std::move(payload)}};
    if (!handout.given_at.empty()) made["sent"] = handout.given_at;
    if (!facts.author.empty()) made["sender"] = reference(facts.author);
    return json_text(made);
}

}  // namespace carepress::record
