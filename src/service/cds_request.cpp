#include "service/cds_request.h"

#include "base/json_text.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace carepress::service {
namespace {

constexpr std::size_t most_feedback = 1'000;

/// A string member, without white space at its ends; empty if it is missing or of another type.
std::string text_of(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

const Json* object_of(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_object() ? &*found : nullptr;
}

std::string type_of(const Json& resource) { return text_of(resource, "resourceType"); }

/// The resources of a request, each as an entry of one bundle. All are of one FHIR server, so each gets the address
/// that it has there: then references lead to it, however they are written.
class Collector {
public:
    explicit Collector(std::string server) : server_(std::move(server)) {
        while (server_.ends_with('/')) server_.pop_back();
    }

    /// A resource, or the matches of a searchset.
    void add(const Json& resource) {
        if (type_of(resource) != "Bundle") {
            add_entry({}, resource);
            return;
        }
        if (const auto links = resource.find("link"); links != resource.end() && links->is_array())
            for (const Json& link : *links)
                is_partial_ = is_partial_ || (link.is_object() && text_of(link, "relation") == "next");
        if (const auto entries = resource.find("entry"); entries != resource.end() && entries->is_array())
            for (const Json& entry : *entries)
                if (const Json* within = entry.is_object() ? object_of(entry, "resource") : nullptr)
                    add_entry(text_of(entry, "fullUrl"), *within);
    }

    /// The bundle, with a patient who is known by the id alone if none was sent.
    std::string bundle(const std::string& patient) {
        if (!has_patient_) add_entry({}, Json{{"resourceType", "Patient"}, {"id", patient}});
        return json_text(Json{{"resourceType", "Bundle"}, {"type", "collection"}, {"entry", std::move(entries_)}});
    }
    bool is_partial() const { return is_partial_; }

private:
    void add_entry(const std::string& sent_address, const Json& resource) {
        const std::string type = type_of(resource), id = text_of(resource, "id");
        if (type.empty() || type == "Bundle" || type == "OperationOutcome") return;
        has_patient_ = has_patient_ || type == "Patient";
        Json entry = Json::object();
        if (sent_address.starts_with("urn:"))  // an order that the server does not have yet
            entry["fullUrl"] = sent_address;
        else if (!server_.empty() && !id.empty())
            entry["fullUrl"] = server_ + "/" + type + "/" + id;
        entry["resource"] = resource;
        entries_.push_back(std::move(entry));
    }

    std::string server_;
    Json entries_ = Json::array();
    bool has_patient_ = false, is_partial_ = false;
};

CdsRefusal not_valid(std::string text) { return {400, std::move(text)}; }

bool is_text(const Json& value) { return value.is_string(); }
bool is_object(const Json& value) { return value.is_object(); }

struct MemberRule {
    const char* name;
    bool (*is_right)(const Json&);
    std::string_view wanted;
};

/// What is wrong with the type of a member that need not be there; null counts as not there.
std::string wrong_type(const Json& object, std::string_view path, std::initializer_list<MemberRule> rules) {
    for (const MemberRule& rule : rules)
        if (const auto found = object.find(rule.name);
            found != object.end() && !found->is_null() && !rule.is_right(*found))
            return std::string(path) + rule.name + " must be " + std::string(rule.wanted);
    return {};
}

std::string wrong_types(const Json& root) {
    std::string wrong = wrong_type(root, "",
                                   {{"fhirServer", is_text, "a string"},
                                    {"context", is_object, "an object"},
                                    {"prefetch", is_object, "an object"}});
    const Json* context = object_of(root, "context");
    if (!wrong.empty() || context == nullptr) return wrong;
    return wrong_type(*context, "context.",
                      {{"userId", is_text, "a string"},
                       {"encounterId", is_text, "a string"},
                       {"draftOrders", is_object, "a Bundle"}});
}

/// A Patient of another id must never be taken for the one of the context.
bool is_another_patient(const Json& prefetch, const std::string& id) {
    const Json* patient = object_of(prefetch, "patient");
    return patient != nullptr && type_of(*patient) == "Patient" && text_of(*patient, "id") != id;
}

}  // namespace

const std::array<CdsService, 3>& cds_services() {
    static const std::array<CdsService, 3> services{{
        {CdsHook::patient_view,
         "carepress-patient-view",
         "patient-view",
         "Handouts for this patient's problems",
         "Suggests handouts, in the patient's language where there are any, for the problems in the record.",
         {"conditions"}},
        {CdsHook::encounter_discharge,
         "carepress-encounter-discharge",
         "encounter-discharge",
         "Handouts for this visit",
         "Suggests handouts, in the patient's language where there are any, for the diagnoses of the visit and the "
         "reason for it.",
         {"conditions", "encounter"}},
        {CdsHook::order_sign,
         "carepress-order-sign",
         "order-sign",
         "Handouts for what is being ordered",
         "Suggests handouts, in the patient's language where there are any, for medicines and tests that are about to "
         "be ordered.",
         {}},
    }};
    return services;
}

const CdsService* find_cds_service(std::string_view id) {
    const auto& all = cds_services();
    const auto* const found = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.id == id; });
    return found == all.end() ? nullptr : found;
}

Json prefetch_templates(const CdsService& service) {
    Json templates{{"patient", "Patient/{{context.patientId}}"}};
    if (service.hook == CdsHook::patient_view)
        templates["conditions"] = "Condition?patient={{context.patientId}}&category=problem-list-item";
    if (service.hook == CdsHook::encounter_discharge) {
        templates["encounter"] = "Encounter/{{context.encounterId}}";
        templates["conditions"] = "Condition?encounter={{context.encounterId}}";
    }
    return templates;
}

std::variant<CdsRequest, CdsRefusal> read_cds_request(const CdsService& service, const std::string& body) {
    const Json root = Json::parse(body, nullptr, false);
    if (!root.is_object()) return not_valid("the body must be a JSON object");
    if (text_of(root, "hook") != service.hook_name)
        return not_valid("hook must be " + std::string(service.hook_name) + ", the hook of this service");
    if (text_of(root, "hookInstance").empty()) return not_valid("hookInstance is missing");
    if (std::string wrong = wrong_types(root); !wrong.empty()) return not_valid(std::move(wrong));
    const Json* context = object_of(root, "context");
    CdsRequest request;
    if (context != nullptr) {
        request.patient = text_of(*context, "patientId");
        request.encounter = text_of(*context, "encounterId");
    }
    if (request.patient.empty()) return not_valid("context.patientId is missing");
    if (service.hook == CdsHook::encounter_discharge && request.encounter.empty())
        return not_valid("context.encounterId is missing");
    request.fhir_server = text_of(root, "fhirServer");

    static const Json nothing = Json::object();
    const Json* sent = object_of(root, "prefetch");
    const Json& prefetch = sent == nullptr ? nothing : *sent;
    if (is_another_patient(prefetch, request.patient))
        return not_valid("prefetch.patient is not the patient of the context");
    for (const std::string_view key : service.needed)
        if (!prefetch.contains(std::string(key)))
            return CdsRefusal{412, "prefetch." + std::string(key) +
                                       " is needed: this service does not read the FHIR server by itself"};
    Collector collector(request.fhir_server);
    for (const auto& [key, value] : prefetch.items())
        if (value.is_object()) collector.add(value);
    if (service.hook == CdsHook::order_sign) {
        const Json* orders = object_of(*context, "draftOrders");
        if (orders == nullptr) return not_valid("context.draftOrders is missing");
        collector.add(*orders);
    }
    request.is_partial = collector.is_partial();
    request.bundle = collector.bundle(request.patient);
    return request;
}

std::variant<std::vector<CdsFeedback>, CdsRefusal> read_cds_feedback(const std::string& body) {
    const Json root = Json::parse(body, nullptr, false);
    const auto list = root.is_object() ? root.find("feedback") : root.end();
    if (!root.is_object() || list == root.end() || !list->is_array() || list->empty())
        return not_valid("the body must be a JSON object with the array feedback");
    if (list->size() > most_feedback) return not_valid("feedback may have 1000 items at most");
    std::vector<CdsFeedback> all;
    for (const Json& item : *list) {
        CdsFeedback one;
        std::string outcome;
        if (item.is_object()) {
            one.card = text_of(item, "card");
            outcome = text_of(item, "outcome");
        }
        if (one.card.empty() || (outcome != "accepted" && outcome != "overridden"))
            return not_valid("each feedback needs card, and outcome, which is accepted or overridden");
        one.is_overridden = outcome == "overridden";
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace carepress::service
