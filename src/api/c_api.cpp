#include <carepress/carepress.h>
#include <carepress/engine.h>

#include <cstdlib>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace v0 = carepress::v0;

struct carepress_engine {
    v0::Engine engine;
};

struct carepress_diagnostic {
    v0::Diagnostic diagnostic;
};

struct carepress_result {
    explicit carepress_result(v0::Result pressed) : result(std::move(pressed)) {
        diagnostics.reserve(result.diagnostics().size());
        for (const v0::Diagnostic& diagnostic : result.diagnostics()) diagnostics.push_back({diagnostic});
    }
    v0::Result result;
    std::vector<carepress_diagnostic> diagnostics;
};

// The numbers are the same in both languages.
static_assert(static_cast<int>(v0::Status::done) == CAREPRESS_DONE);
static_assert(static_cast<int>(v0::Status::refused) == CAREPRESS_REFUSED);
static_assert(static_cast<int>(v0::Status::incomplete) == CAREPRESS_INCOMPLETE);
static_assert(static_cast<int>(v0::Status::failed) == CAREPRESS_FAILED);
static_assert(static_cast<int>(v0::Format::pdf) == CAREPRESS_PDF);
static_assert(static_cast<int>(v0::Format::svg) == CAREPRESS_SVG);
static_assert(static_cast<int>(v0::Severity::note) == CAREPRESS_NOTE);
static_assert(static_cast<int>(v0::Severity::warning) == CAREPRESS_WARNING);
static_assert(static_cast<int>(v0::Severity::error) == CAREPRESS_ERROR);

namespace {

/// A copy for carepress_message_free(), or NULL.
char* copy_of(const char* text) {
    const std::size_t size = std::strlen(text) + 1;
    auto* copy = static_cast<char*>(std::malloc(size));
    if (copy != nullptr) std::memcpy(copy, text, size);
    return copy;
}

/// Runs what may throw. NULL if it does, which press functions do only if memory is exhausted.
template <class Press>
carepress_result* press(const carepress_engine* engine, const char* job, Press press_with) noexcept {
    if (engine == nullptr) return nullptr;
    try {
        return new carepress_result(press_with(engine->engine, job == nullptr ? "" : job));
    } catch (...) {
        return nullptr;
    }
}

/// A number that no format has stays one that no format has.
v0::Format format_of(int number) noexcept {
    constexpr int unknown = std::numeric_limits<std::underlying_type_t<v0::Format>>::max();
    return static_cast<v0::Format>(number < 0 || number > unknown ? unknown : number);
}

/// "" of no result.
template <class Get>
const char* text_of(const carepress_result* result, Get get) noexcept {
    return result == nullptr ? "" : (result->result.*get)().c_str();
}

const char* text_of(const carepress_diagnostic* diagnostic, std::string v0::Diagnostic::*member) noexcept {
    return diagnostic == nullptr ? "" : (diagnostic->diagnostic.*member).c_str();
}

}  // namespace

const char* carepress_version(void) { return v0::version(); }

carepress_engine* carepress_engine_new(const char* data_folder, char** message) {
    if (message != nullptr) *message = nullptr;
    try {
        return new carepress_engine{data_folder == nullptr ? v0::Engine() : v0::Engine(data_folder)};
    } catch (const v0::EngineError& error) {
        if (message != nullptr) *message = copy_of(error.what());
    } catch (const std::bad_alloc&) {  // says nothing, as documented
    } catch (...) {
        if (message != nullptr) *message = copy_of("the data of carepress cannot be read");
    }
    return nullptr;
}

void carepress_engine_free(carepress_engine* engine) { delete engine; }
void carepress_message_free(char* message) { std::free(message); }

carepress_result* carepress_press_json(const carepress_engine* engine, const char* job) {
    return carepress_press_json_as(engine, job, CAREPRESS_PDF);
}

carepress_result* carepress_press_visit_json(const carepress_engine* engine, const char* job) {
    return carepress_press_visit_json_as(engine, job, CAREPRESS_PDF);
}

carepress_result* carepress_press_json_as(const carepress_engine* engine, const char* job, int format) {
    return press(engine, job,
                 [=](const v0::Engine& with, const char* json) { return with.press_json(json, format_of(format)); });
}

carepress_result* carepress_press_visit_json_as(const carepress_engine* engine, const char* job, int format) {
    return press(engine, job, [=](const v0::Engine& with, const char* json) {
        return with.press_visit_json(json, format_of(format));
    });
}

void carepress_result_free(carepress_result* result) { delete result; }

carepress_status carepress_result_status(const carepress_result* result) {
    return result == nullptr ? CAREPRESS_FAILED : static_cast<carepress_status>(result->result.status());
}

const char* carepress_result_bytes(const carepress_result* result) { return text_of(result, &v0::Result::bytes); }
size_t carepress_result_size(const carepress_result* result) {
    return result == nullptr ? 0 : result->result.bytes().size();
}

size_t carepress_result_svg_page_count(const carepress_result* result) {
    return result == nullptr ? 0 : result->result.svg_pages().size();
}
const char* carepress_result_svg_page(const carepress_result* result, size_t index, size_t* size) {
    const bool exists = index < carepress_result_svg_page_count(result);
    const std::string* page = exists ? &result->result.svg_pages()[index] : nullptr;
    if (size != nullptr) *size = exists ? page->size() : 0;
    return exists ? page->c_str() : nullptr;
}

int carepress_result_pages(const carepress_result* result) { return result == nullptr ? 0 : result->result.pages(); }
const char* carepress_result_title(const carepress_result* result) { return text_of(result, &v0::Result::title); }
const char* carepress_result_code(const carepress_result* result) { return text_of(result, &v0::Result::code); }
const char* carepress_result_language(const carepress_result* result) { return text_of(result, &v0::Result::language); }
const char* carepress_result_report(const carepress_result* result) { return text_of(result, &v0::Result::report); }
const char* carepress_result_receipt(const carepress_result* result) { return text_of(result, &v0::Result::receipt); }
const char* carepress_result_fhir_receipt(const carepress_result* result) {
    return text_of(result, &v0::Result::fhir_receipt);
}

size_t carepress_result_diagnostic_count(const carepress_result* result) {
    return result == nullptr ? 0 : result->diagnostics.size();
}
const carepress_diagnostic* carepress_result_diagnostic(const carepress_result* result, size_t index) {
    return index < carepress_result_diagnostic_count(result) ? &result->diagnostics[index] : nullptr;
}

carepress_severity carepress_diagnostic_severity(const carepress_diagnostic* diagnostic) {
    return diagnostic == nullptr ? CAREPRESS_ERROR : static_cast<carepress_severity>(diagnostic->diagnostic.severity);
}
const char* carepress_diagnostic_code(const carepress_diagnostic* diagnostic) {
    return text_of(diagnostic, &v0::Diagnostic::code);
}
const char* carepress_diagnostic_file(const carepress_diagnostic* diagnostic) {
    return text_of(diagnostic, &v0::Diagnostic::file);
}
int carepress_diagnostic_line(const carepress_diagnostic* diagnostic) {
    return diagnostic == nullptr ? 0 : diagnostic->diagnostic.line;
}
int carepress_diagnostic_column(const carepress_diagnostic* diagnostic) {
    return diagnostic == nullptr ? 0 : diagnostic->diagnostic.column;
}
const char* carepress_diagnostic_message(const carepress_diagnostic* diagnostic) {
    return text_of(diagnostic, &v0::Diagnostic::message);
}
const char* carepress_diagnostic_hint(const carepress_diagnostic* diagnostic) {
    return text_of(diagnostic, &v0::Diagnostic::hint);
}
