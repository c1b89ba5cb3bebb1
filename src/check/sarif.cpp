#include "check/sarif.h"

#include "base/json_text.h"
#include "base/percent.h"

#include <nlohmann/json.hpp>

namespace carepress::check {
namespace {

using Json = nlohmann::ordered_json;

/// SARIF 3.4.3: a URI reference (RFC 3986); characters that it does not allow are written %XX.
std::string uri_of(const std::string& path) {
    const std::string out = percent_encoded_path(path);
    return path.starts_with('/') ? "file://" + out : out;
}

Json rule_of(const CheckRule& rule) {
    return {{"id", rule.id},
            {"shortDescription", {{"text", rule.summary}}},
            {"fullDescription", {{"text", rule.help}}},
            {"help", {{"text", rule.help}}}};
}

Json result_of(const Finding& finding) {
    const Diagnostic& diagnostic = finding.diagnostic;
    std::size_t index = 0;
    while (index < check_rules().size() && check_rules()[index].id != finding.rule) ++index;
    Json region = {{"startLine", diagnostic.position.line}, {"startColumn", diagnostic.position.column}};
    return {{"ruleId", finding.rule},
            {"ruleIndex", index},
            {"level", name_of(diagnostic.severity)},  // note, warning and error are SARIF's own words (3.27.10)
            {"message", {{"text", diagnostic.message + (diagnostic.hint.empty() ? "" : " (" + diagnostic.hint + ")")}}},
            {"properties", {{"code", diagnostic.code.text()}}},
            {"locations",
             Json::array({{{"physicalLocation",
                            {{"artifactLocation", {{"uri", uri_of(diagnostic.file)}}}, {"region", region}}}}})}};
}

}  // namespace

std::string write_sarif(const std::vector<Finding>& findings, const std::string& version) {
    Json rule_list = Json::array(), results = Json::array();
    for (const CheckRule& rule : check_rules()) rule_list.push_back(rule_of(rule));
    for (const Finding& finding : findings) results.push_back(result_of(finding));
    const Json log = {
        {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
        {"version", "2.1.0"},
        {"runs",
         Json::array({{{"tool", {{"driver", {{"name", "carepress"}, {"version", version}, {"rules", rule_list}}}}},
                       {"columnKind", "unicodeCodePoints"},
                       {"results", results}}})}};
    return json_text(log, 2) + "\n";
}

}  // namespace carepress::check
