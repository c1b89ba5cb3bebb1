#include "record/capabilities.h"

#include "record/json.h"

#include <algorithm>

namespace carepress::record {
namespace {

constexpr std::string_view oauth_uris = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";

/// The interactions of a resource, or of the whole server.
std::set<std::string> interactions_of(const Json& owner) {
    std::set<std::string> codes;
    const Json& interactions = member(owner, "interaction");
    if (interactions.is_array())
        for (const Json& each : interactions) codes.insert(text_member(each, "code"));
    return codes;
}

ResourceUse read_resource(const Json& resource) {
    ResourceUse use;
    use.type = text_member(resource, "type");
    const std::set<std::string> codes = interactions_of(resource);
    use.reads = codes.contains("read");
    use.searches = codes.contains("search-type");
    use.creates = codes.contains("create");
    use.updates = codes.contains("update");
    use.creates_conditionally = flag_member(resource, "conditionalCreate");
    const Json& parameters = member(resource, "searchParam");
    if (parameters.is_array())
        for (const Json& each : parameters) use.parameters.insert(text_member(each, "name"));
    for (std::string& each : text_items(resource, "searchInclude")) use.includes.insert(std::move(each));
    const Json& operations = member(resource, "operation");
    if (operations.is_array())
        for (const Json& each : operations)
            use.has_everything |=
                text_member(each, "name") == "everything" || text_member(each, "name") == "$everything";
    return use;
}

void read_sign_in(const Json& security, SignInAddresses& sign_in) {
    const Json& extensions = member(security, "extension");
    if (!extensions.is_array()) return;
    for (const Json& extension : extensions) {
        if (text_member(extension, "url") != oauth_uris) continue;
        const Json& parts = member(extension, "extension");
        if (!parts.is_array()) continue;
        for (const Json& part : parts) {
            const std::string name = text_member(part, "url");
            if (name == "authorize") sign_in.authorize = text_member(part, "valueUri");
            if (name == "token") sign_in.token = text_member(part, "valueUri");
        }
    }
}

void read_server(const Json& rest, Capabilities& capabilities) {
    const std::set<std::string> codes = interactions_of(rest);
    capabilities.has_transactions = capabilities.has_transactions || codes.contains("transaction");
    read_sign_in(member(rest, "security"), capabilities.sign_in);
    const Json& resources = member(rest, "resource");
    if (!resources.is_array()) return;
    for (const Json& resource : resources)
        if (ResourceUse use = read_resource(resource); !use.type.empty())
            capabilities.resources.push_back(std::move(use));
}

}  // namespace

const ResourceUse* Capabilities::find(std::string_view type) const {
    const auto found =
        std::find_if(resources.begin(), resources.end(), [&](const ResourceUse& each) { return each.type == type; });
    return found == resources.end() ? nullptr : &*found;
}

std::variant<Capabilities, Unreadable> read_capabilities(std::string_view json) {
    const Json statement = parse_json(json);
    if (!statement.is_object()) return Unreadable{"what it answers is not a JSON object"};
    const std::string type = text_member(statement, "resourceType");
    if (type == "Conformance") return Unreadable{"it speaks FHIR DSTU2; carepress needs FHIR R4"};
    if (type == "OperationOutcome")
        return Unreadable{"it answers with an OperationOutcome instead of a CapabilityStatement"};
    if (type != "CapabilityStatement") return Unreadable{"what it answers is not a CapabilityStatement"};
    Capabilities capabilities;
    const Json& software = member(statement, "software");
    capabilities.software = text_member(software, "name");
    capabilities.version = text_member(software, "version");
    capabilities.fhir_version = text_member(statement, "fhirVersion");
    const Json& rests = member(statement, "rest");
    if (rests.is_array())
        for (const Json& rest : rests)
            if (text_member(rest, "mode") != "client") read_server(rest, capabilities);
    return capabilities;
}

}  // namespace carepress::record
