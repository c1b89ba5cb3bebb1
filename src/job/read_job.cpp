#include "job/job_fields.h"
#include "job/job_json.h"
#include "visit/json.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <span>
#include <system_error>
#include <utility>

namespace carepress::job {
namespace {

using Kind = visit::JsonValue::Kind;
using Keys = std::vector<std::string_view>;

std::string_view name_of(Kind kind) {
    switch (kind) {
        case Kind::null:
            return "null";
        case Kind::boolean:
            return "a boolean";
        case Kind::number:
            return "a number";
        case Kind::string:
            return "a string";
        case Kind::array:
            return "an array";
        case Kind::object:
            return "an object";
    }
    return {};
}

/// "the job", "note", "articles[0].path": keys on the way to a value are known ones.
std::string place_of(const visit::JsonValue& value) {
    if (value.parent == nullptr) return "the job";
    const std::string above = value.parent->parent == nullptr ? std::string() : place_of(*value.parent);
    if (value.parent->kind == Kind::array) return above + "[" + std::to_string(value.index) + "]";
    return above + (above.empty() ? "" : ".") + value.key;
}

/// "path", "text" and "code"
std::string list_of(const Keys& keys) {
    std::string list;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (i > 0) list += i + 1 == keys.size() ? " and " : ", ";
        list.append("\"").append(keys[i]).append("\"");
    }
    return list;
}

template <class Fields>
Keys keys_of_fields(const Fields& fields) {
    Keys keys;
    for (const auto& field : fields) keys.push_back(field.key);
    return keys;
}

/// Reads values into the fields of a job. Goes on after an error, so that one run shows all mistakes.
class JobReader {
public:
    /// `paths_only`: texts about a patient are not allowed.
    JobReader(Diagnostics& diagnostics, bool paths_only) : diagnostics_(diagnostics), paths_only_(paths_only) {}

    template <class Job, class Fields>
    void read(const visit::JsonValue& root, const Fields& fields, Job& job) {
        if (!is(root, Kind::object)) return;
        check_keys(root, keys_of_fields(fields));
        for (const auto& field : fields) {
            if (const visit::JsonValue* value = root.find(field.key))
                std::visit([&](auto member) { read_value(*value, job.*member); }, field.member);
            else if (field.presence == Fields::value_type::Presence::required)
                diagnostics_.error("job/missing-key"_code, root.span(),
                                   "the job has no \"" + std::string(field.key) + "\"",
                                   "see docs/jobs.md for an example");
        }
    }

private:
    void refuse(const visit::JsonValue& value, const std::string& message, std::string hint = {}) {
        diagnostics_.error("job/invalid-value"_code, value.span(), place_of(value) + message, std::move(hint));
    }

    bool is(const visit::JsonValue& value, Kind wanted) {
        if (value.kind == wanted) return true;
        refuse(value, " must be " + std::string(name_of(wanted)) + ", but it is " + std::string(name_of(value.kind)));
        return false;
    }

    void check_keys(const visit::JsonValue& object, const Keys& known) {
        for (const visit::JsonValue& member : object.items) {
            if (std::find(known.begin(), known.end(), member.key) != known.end()) continue;
            const std::string_view near = nearest(member.key, known);
            diagnostics_.error(
                "job/unknown-key"_code, member.span(),
                "unknown key \"" + diagnostics_.excerpt(member.key) + "\" in " + place_of(object),
                near.empty() ? "the keys are " + list_of(known) : "did you mean \"" + std::string(near) + "\"?");
        }
    }

    void read_value(const visit::JsonValue& value, std::string& out) {
        if (is(value, Kind::string)) out = value.text;
    }
    void read_value(const visit::JsonValue& value, bool& out) {
        if (is(value, Kind::boolean)) out = value.boolean;
    }
    template <class Number>
    void read_number(const visit::JsonValue& value, Number& out, const char* kind) {
        if (!is(value, Kind::number)) return;
        const char* const end = value.text.data() + value.text.size();
        const auto [stopped, error] = std::from_chars(value.text.data(), end, out);
        if (error != std::errc{} || stopped != end) refuse(value, std::string(" must be ") + kind);
    }
    void read_value(const visit::JsonValue& value, int& out) { read_number(value, out, "a whole number"); }
    void read_value(const visit::JsonValue& value, double& out) { read_number(value, out, "a number of usual size"); }
    void read_value(const visit::JsonValue& value, check::Limits& out) {
        if (!is(value, Kind::object)) return;
        check_keys(value, keys_of(JobObject::limits));
        for (const auto& [key, limit] : {std::pair{"warn", &out.warn}, std::pair{"fail", &out.fail}}) {
            if (const visit::JsonValue* number = value.find(key))
                read_value(*number, *limit);
            else
                refuse(value, std::string(" has no \"") + key + "\"", "give both limits, \"warn\" and \"fail\"");
        }
    }
    template <class Item>
    void read_value(const visit::JsonValue& value, std::vector<Item>& out) {
        if (!is(value, Kind::array)) return;
        out.clear();
        for (const visit::JsonValue& item : value.items) read_value(item, out.emplace_back());
    }
    template <class Value>
    void read_value(const visit::JsonValue& value, std::optional<Value>& out) {
        read_value(value, out.emplace());
    }

    void read_value(const visit::JsonValue& value, style::BundleSettings::Numbers& out) {
        if (!is(value, Kind::string)) return;
        if (value.text == "article")
            out = style::BundleSettings::Numbers::article;
        else if (value.text == "through")
            out = style::BundleSettings::Numbers::through;
        else
            refuse(value, " must be \"through\" or \"article\"");
    }

    void read_value(const visit::JsonValue& value, style::PdfStandard& out) {
        if (!is(value, Kind::string)) return;
        if (const std::optional<style::PdfStandard> standard = style::pdf_standard_named(value.text))
            out = *standard;
        else
            refuse(value, " must be \"ua-1\" or \"ua-2\"");
    }

    void read_value(const visit::JsonValue& value, ArticleInput& out) {
        if (!is(value, Kind::object)) return;
        check_keys(value, keys_of(JobObject::article));
        const visit::JsonValue* source = only_one_of(value, {"path", "text", "code"});
        if (source == nullptr) return;
        std::string text;
        read_value(*source, text);
        if (source->key == "text") {
            BytesInput bytes{{}, std::move(text), {}};
            if (const visit::JsonValue* name = value.find("name"))
                read_value(*name, bytes.name);
            else
                refuse(value, " has a \"text\" and no \"name\"", "name it as if it were a file: \"fever.md\"");
            if (const visit::JsonValue* folder = value.find("picture_folder"))
                read_value(*folder, bytes.picture_folder);
            out = std::move(bytes);
            return;
        }
        for (const char* key : {"name", "picture_folder"})
            if (const visit::JsonValue* extra = value.find(key))
                refuse(*extra, " goes with a \"text\" only", "leave it out, or give the article's text");
        if (source->key == "path")
            out = FileInput{std::move(text)};
        else
            out = CodeInput{std::move(text)};
    }

    void read_value(const visit::JsonValue& value, PrivateInput& out) {
        if (!is(value, Kind::object)) return;
        check_keys(value, keys_of(paths_only_ ? JobObject::private_file : JobObject::note));
        const visit::JsonValue* source = only_one_of(value, paths_only_ ? Keys{"path"} : Keys{"path", "text"});
        if (source == nullptr) return;
        std::string text;
        read_value(*source, text);
        if (source->key == "text")
            out = BytesInput{{}, std::move(text), {}};
        else
            out = FileInput{std::move(text)};
    }

    /// The member of an object that must have one of these keys; nullptr, and an error, if it has none or several.
    const visit::JsonValue* only_one_of(const visit::JsonValue& object, const Keys& keys) {
        const visit::JsonValue* found = nullptr;
        for (const std::string_view key : keys) {
            const visit::JsonValue* member = object.find(key);
            if (member == nullptr) continue;
            if (found != nullptr) {
                refuse(object, " has both \"" + found->key + "\" and \"" + member->key + "\"", "leave one of them out");
                return nullptr;
            }
            found = member;
        }
        if (found == nullptr) refuse(object, " needs " + (keys.size() > 1 ? "one of " + list_of(keys) : list_of(keys)));
        return found;
    }

    Diagnostics& diagnostics_;
    bool paths_only_;
};

/// A message of read_json() in which the root is the job, not a bundle: "title: …" for "Bundle.title: …".
std::string about_job(std::string_view message) {
    for (const std::string_view root : {"Bundle: ", "Bundle."})
        if (message.starts_with(root)) message.remove_prefix(root.size());
    return std::string(message);
}

/// read_json() is made for bundles: its codes and hints are about FHIR.
bool read_job_json(const Source& source, visit::JsonValue& root, Diagnostics& diagnostics) {
    Diagnostics mistakes(source);
    if (visit::read_json(root, mistakes)) return true;
    for (const Diagnostic& mistake : mistakes.all())
        diagnostics.error("job/not-json"_code, mistake.span, about_job(mistake.message),
                          "a job is one JSON object; see docs/jobs.md for an example");
    return false;
}

template <class Job, class Fields>
std::optional<Job> read_job(const Source& source, const Fields& fields, bool paths_only, Diagnostics& diagnostics) {
    visit::JsonValue root;
    if (!read_job_json(source, root, diagnostics)) return std::nullopt;
    Job job;
    JobReader(diagnostics, paths_only).read(root, fields, job);
    if (diagnostics.has_errors()) return std::nullopt;
    return job;
}

}  // namespace

std::optional<HandoutJob> read_handout_job(const Source& source, Diagnostics& diagnostics) {
    return read_job<HandoutJob>(source, handout_fields(), false, diagnostics);
}

std::optional<VisitJob> read_visit_job(const Source& source, Diagnostics& diagnostics) {
    return read_job<VisitJob>(source, visit_fields(), true, diagnostics);
}

std::optional<VisitJob> read_visit_job_in_memory(const Source& source, Diagnostics& diagnostics) {
    return read_job<VisitJob>(source, visit_fields(), false, diagnostics);
}

std::optional<VisitJob> read_visit_job_of_bundle(const Source& source, std::string bundle, Diagnostics& diagnostics) {
    const std::span fields(visit_fields());
    assert(fields.front().key == "bundle");
    std::optional<VisitJob> job = read_job<VisitJob>(source, fields.subspan(1), false, diagnostics);
    if (job) job->bundle = BytesInput{{}, std::move(bundle), {}};
    return job;
}

std::optional<ExportJob> read_export_job(const Source& source, Diagnostics& diagnostics) {
    return read_job<ExportJob>(source, export_fields(), false, diagnostics);
}

std::optional<CheckJob> read_check_job(const Source& source, Diagnostics& diagnostics) {
    return read_job<CheckJob>(source, check_fields(), false, diagnostics);
}

std::vector<std::string_view> keys_of(JobObject object) {
    switch (object) {
        case JobObject::handout:
            return keys_of_fields(handout_fields());
        case JobObject::visit:
            return keys_of_fields(visit_fields());
        case JobObject::library_export:
            return keys_of_fields(export_fields());
        case JobObject::check:
            return keys_of_fields(check_fields());
        case JobObject::article:
            return {"path", "text", "code", "name", "picture_folder"};
        case JobObject::note:
            return {"path", "text"};
        case JobObject::private_file:
            return {"path"};
        case JobObject::limits:
            return {"warn", "fail"};
    }
    return {};
}

}  // namespace carepress::job
