#include "job/job_json.h"

#include "base/json_text.h"
#include "job/job_fields.h"

#include <nlohmann/json.hpp>

#include <type_traits>

namespace carepress::job {
namespace {

using Json = nlohmann::ordered_json;

Json as_json(const std::string& value) { return value; }
Json as_json(bool value) { return value; }
Json as_json(int value) { return value; }
Json as_json(const check::Limits& limits) { return {{"warn", limits.warn}, {"fail", limits.fail}}; }
Json as_json(const std::vector<std::string>& value) { return value; }
Json as_json(style::BundleSettings::Numbers value) {
    return value == style::BundleSettings::Numbers::article ? "article" : "through";
}

Json as_json(style::PdfStandard value) { return style::pdf_standard_names[static_cast<std::size_t>(value)]; }

Json as_json(const ArticleInput& input) {
    if (const auto* file = std::get_if<FileInput>(&input)) return {{"path", file->path}};
    if (const auto* article = std::get_if<CodeInput>(&input)) return {{"code", article->code}};
    const auto& bytes = std::get<BytesInput>(input);
    Json json{{"name", bytes.name}, {"text", bytes.bytes}};
    if (!bytes.picture_folder.empty()) json["picture_folder"] = bytes.picture_folder;
    return json;
}

Json as_json(const PrivateInput& input) {
    if (const auto* file = std::get_if<FileInput>(&input)) return {{"path", file->path}};
    return {{"text", std::get<BytesInput>(input).bytes}};
}

Json as_json(const std::vector<ArticleInput>& inputs) {
    Json json = Json::array();
    for (const ArticleInput& input : inputs) json.push_back(as_json(input));
    return json;
}

template <class Value>
Json as_json(const std::optional<Value>& value) {
    return value ? as_json(*value) : Json();
}

/// What a visit's job must not contain: text about a patient.
template <class Value>
bool is_private_text(const Value& value) {
    if constexpr (std::is_same_v<Value, PrivateInput>) return std::holds_alternative<BytesInput>(value);
    if constexpr (std::is_same_v<Value, std::optional<PrivateInput>>) return value && is_private_text(*value);
    return false;
}

template <class Job, class Fields>
std::string job_text(const Job& job, const Fields& fields) {
    using Presence = typename Fields::value_type::Presence;
    const Job usual;
    Json json = Json::object();
    for (const auto& field : fields)
        std::visit(
            [&](auto member) {
                if (std::is_same_v<Job, VisitJob> && is_private_text(job.*member)) return;
                if (field.presence == Presence::optional && job.*member == usual.*member) return;
                json[std::string(field.key)] = as_json(job.*member);
            },
            field.member);
    return json_text(json, 2) + "\n";
}

}  // namespace

std::string to_json_text(const HandoutJob& job) { return job_text(job, handout_fields()); }

std::string to_json_text(const VisitJob& job) { return job_text(job, visit_fields()); }

std::string to_json_text(const ExportJob& job) { return job_text(job, export_fields()); }

std::string to_json_text(const CheckJob& job) { return job_text(job, check_fields()); }

}  // namespace carepress::job
