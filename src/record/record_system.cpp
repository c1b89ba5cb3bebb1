#include "record/record_system.h"

#include "base/yaml.h"
#include "net/client.h"
#include "record/ask_record.h"

#include <algorithm>
#include <array>
#include <utility>

namespace carepress::record {
namespace {

constexpr std::string_view see_docs = "docs/record.md shows such a file";

/// A key of a record, and where its text goes.
struct Key {
    std::string_view name;
    std::string RecordSystem::*member;
    bool is_address = false, is_needed = false;
};
constexpr std::array<Key, 9> keys{{
    {"fhir", &RecordSystem::base, true, true},
    {"name", &RecordSystem::name},
    {"client-id", &RecordSystem::client_id, false, true},
    {"key", &RecordSystem::key_file},
    {"redirect", &RecordSystem::redirect, true},
    {"authorization-endpoint", &RecordSystem::authorization_endpoint, true},
    {"token-endpoint", &RecordSystem::token_endpoint, true},
    {"issuer", &RecordSystem::issuer},
    {"jwks", &RecordSystem::jwks, true},
}};

/// What a site knows of how handouts get in.
constexpr std::array<std::string_view, 7> site_keys{"system",       "pdf",      "repeat",       "handout-type",
                                                    "summary-type", "category", "communication"};

std::string host_of(std::string_view address) {
    const std::size_t begin = address.find("://");
    if (begin == std::string_view::npos) return std::string(address);
    const std::string_view rest = address.substr(begin + 3);
    return std::string(rest.substr(0, rest.find_first_of("/?#")));
}

class Reader {
public:
    explicit Reader(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

    std::vector<RecordSystem> read(const YamlNode& root) {
        if (root.kind != YamlNode::Kind::mapping) {
            error("records/wrong-type"_code, root.span, "expected \"address\" and \"records\"", see_docs);
            return {};
        }
        for (const auto& [key, value] : root.entries) {
            if (key.scalar == "address")
                address_ = without_slashes(address_in(key, value));
            else if (key.scalar != "records")
                unknown(key, {"address", "records"});
        }
        const YamlNode* const records = root.find("records");
        if (records == nullptr || records->kind != YamlNode::Kind::sequence || records->items.empty()) {
            error("records/wrong-type"_code, records == nullptr ? root.span : records->span,
                  "\"records\" must be a list of the record systems that may launch carepress", see_docs);
            return {};
        }
        std::vector<RecordSystem> systems;
        for (const YamlNode& item : records->items) {
            RecordSystem system = read_system(item);
            if (find_system_of(systems, system.base) != nullptr)
                error("records/duplicate"_code, item.span, "another record has the same \"fhir\"",
                      "name each record system once");
            systems.push_back(std::move(system));
        }
        return systems;
    }

private:
    void error(DiagnosticCode code, SourceSpan span, std::string message, std::string_view hint) {
        diagnostics_.error(code, span, std::move(message), std::string(hint));
    }

    void unknown(const YamlNode& key, const std::vector<std::string_view>& known) {
        const std::string_view meant = nearest(key.scalar, known);
        error("records/unknown-key"_code, key.span, "unknown setting \"" + key.scalar + "\"",
              meant.empty() ? std::string(see_docs) : "did you mean \"" + std::string(meant) + "\"?");
    }

    std::string text_in(const YamlNode& key, const YamlNode& value) {
        if (value.kind == YamlNode::Kind::scalar && !value.scalar.empty()) return value.scalar;
        error("records/wrong-type"_code, value.span == SourceSpan() ? key.span : value.span,
              "\"" + key.scalar + "\" takes one value", see_docs);
        return {};
    }

    std::string address_in(const YamlNode& key, const YamlNode& value) {
        std::string text = text_in(key, value);
        if (text.empty()) return text;
        std::string wrong = net::wrong_client_address(text);
        if (wrong.empty() && text.find('#') != std::string::npos) wrong = "an address here has no \"#\"";
        if (!wrong.empty())
            error("records/wrong-address"_code, value.span, "\"" + key.scalar + "\": " + wrong,
                  "for example https://ehr.example.org/fhir");
        return text;
    }

    RecordSystem read_system(const YamlNode& item) {
        RecordSystem system;
        if (item.kind != YamlNode::Kind::mapping) {
            error("records/wrong-type"_code, item.span, "a record is \"key: value\" lines", see_docs);
            return system;
        }
        for (const auto& [key, value] : item.entries) read_entry(key, value, system);
        for (const Key& key : keys)
            if (key.is_needed && item.find(key.name) == nullptr)
                error("records/missing-key"_code, item.span, "the record lacks \"" + std::string(key.name) + "\"",
                      see_docs);
        system.base = without_slashes(std::move(system.base));
        if (system.name.empty()) system.name = host_of(system.base);
        if (system.redirect.empty()) system.redirect = address_ + std::string(callback_path);
        if (!system.redirect.ends_with(callback_path))
            error("records/wrong-address"_code, item.find("redirect")->span,
                  "\"redirect\" must end in " + std::string(callback_path),
                  "register that address with the record system");
        else if (address_.empty() && item.find("redirect") == nullptr)
            error("records/missing-key"_code, item.span, "\"address\" is missing: where browsers reach this service",
                  "write it above \"records\", such as address: https://handouts.example.org");
        if (system.authorization_endpoint.empty() != system.token_endpoint.empty())
            error("records/missing-key"_code, item.span,
                  "\"authorization-endpoint\" and \"token-endpoint\" belong together", "write both, or neither");
        return system;
    }

    void read_entry(const YamlNode& key, const YamlNode& value, RecordSystem& system) {
        if (key.scalar == "scopes") return read_scopes(key, value, system);
        if (std::find(site_keys.begin(), site_keys.end(), key.scalar) != site_keys.end())
            return read_site_key(key, value, system);
        const auto known =
            std::find_if(keys.begin(), keys.end(), [&](const Key& each) { return each.name == key.scalar; });
        if (known == keys.end()) {
            std::vector<std::string_view> names(site_keys.begin(), site_keys.end());
            names.emplace_back("scopes");
            for (const Key& each : keys) names.push_back(each.name);
            return unknown(key, names);
        }
        system.*(known->member) = known->is_address ? address_in(key, value) : text_in(key, value);
    }

    void read_site_key(const YamlNode& key, const YamlNode& value, RecordSystem& system) {
        const std::string text = text_in(key, value);
        if (text.empty()) return;
        const auto take = [&](auto& into, auto read, const char* expected) {
            into = std::move(read);
            if (!into)
                error("records/wrong-value"_code, value.span, "\"" + key.scalar + "\" cannot be \"" + text + "\"",
                      expected);
        };
        FilingSettings& filing = system.filing;
        if (key.scalar == "pdf") return take(system.profile.pdf, pdf_transport_named(text), "inline, binary or link");
        if (key.scalar == "repeat")
            return take(system.profile.repeat, repeat_named(text), "conditional, search or ask");
        if (key.scalar == "handout-type") filing.handout_type = document_code(text, filing.handout_type);
        if (key.scalar == "summary-type") filing.summary_type = document_code(text, filing.summary_type);
        if (key.scalar == "category") filing.category = document_code(text, filing.category);
        if (key.scalar == "system") {
            system.profile.system = text;
            if (system_named(text) == nullptr)
                error("records/wrong-value"_code, value.span, "no product called \"" + text + "\" is known",
                      "docs/record.md lists those that are");
        }
        if (key.scalar == "communication") {
            filing.sends_communication = text != "no";
            if (text != "no" && text != "yes")
                error("records/wrong-value"_code, value.span, "\"communication\" is yes or no", see_docs);
        }
    }

    void read_scopes(const YamlNode& key, const YamlNode& value, RecordSystem& system) {
        if (value.kind != YamlNode::Kind::sequence)
            return error("records/wrong-type"_code, key.span, "\"scopes\" is a list",
                         "for example [launch, openid, fhirUser, patient/Patient.rs]");
        for (const YamlNode& item : value.items) {
            // RFC 6749, 3.3.
            const bool is_scope = !item.scalar.empty() &&
                                  std::all_of(item.scalar.begin(), item.scalar.end(),
                                              [](char c) { return c > ' ' && c <= '~' && c != '"' && c != '\\'; });
            if (!is_scope)
                error("records/wrong-type"_code, item.span, "this is not a valid scope",
                      "for example patient/Condition.rs");
            system.scopes.push_back(item.scalar);
        }
    }

    static std::string without_slashes(std::string address) {
        while (address.ends_with('/')) address.pop_back();
        return address;
    }

    Diagnostics& diagnostics_;
    std::string address_;
};

}  // namespace

std::vector<RecordSystem> read_record_systems(const Source& source, Diagnostics& diagnostics) {
    const YamlNode root = read_yaml(source.bytes, 0, diagnostics);
    if (diagnostics.has_errors()) return {};
    return Reader(diagnostics).read(root);
}

const RecordSystem* find_system_of(const std::vector<RecordSystem>& systems, std::string_view issuer) {
    while (issuer.ends_with('/')) issuer.remove_suffix(1);
    const auto found = std::find_if(systems.begin(), systems.end(),
                                    [&](const RecordSystem& each) { return !issuer.empty() && each.base == issuer; });
    return found == systems.end() ? nullptr : &*found;
}

}  // namespace carepress::record
