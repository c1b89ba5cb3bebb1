#include "cli/json_output.h"

#include "base/json_text.h"
#include "job/job_message.h"

#include <nlohmann/json.hpp>

namespace carepress::cli {
namespace {

using Json = nlohmann::ordered_json;

Json library_json(const JsonOutput& output);

struct Converter {
    Json operator()(std::monostate) const { return nullptr; }
    template <class Scalar>
    Json operator()(const Scalar& value) const {
        return value;
    }
    Json operator()(const JsonOutput::Array& items) const {
        Json json = Json::array();
        for (const JsonOutput& item : items) json.push_back(library_json(item));
        return json;
    }
    Json operator()(const JsonOutput::Object& members) const {
        Json json = Json::object();
        for (const auto& [key, value] : members) json[key] = library_json(value);
        return json;
    }
};

Json library_json(const JsonOutput& output) { return std::visit(Converter(), output.value()); }

}  // namespace

std::string JsonOutput::text() const { return json_text(library_json(*this), 2) + "\n"; }

JsonOutput as_json(const Diagnostic& diagnostic) {
    JsonOutput json =
        JsonOutput::object({{"severity", name_of(diagnostic.severity)}, {"code", diagnostic.code.text()}});
    if (!diagnostic.file.empty()) json.set("file", diagnostic.file);
    if (job::has_place(diagnostic)) {
        json.set("line", diagnostic.position.line);
        json.set("column", diagnostic.position.column);
    }
    json.set("message", diagnostic.message);
    json.set("hint", diagnostic.hint);
    return json;
}

}  // namespace carepress::cli
