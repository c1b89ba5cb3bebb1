#include "cli/render_output.h"

#include "cli/messages.h"
#include "cli/output.h"
#include "job/job_message.h"

#include <algorithm>
#include <utility>

namespace carepress::cli {

void RenderOutput::print(const Diagnostic& diagnostic, const std::vector<std::string>& sources) {
    if (is_json_ || (is_quiet_ && diagnostic.severity != Severity::error)) return;
    const bool about_source = std::find(sources.begin(), sources.end(), diagnostic.file) != sources.end();
    if (about_source || printed_.insert(format(diagnostic)).second) cli::print(diagnostic);
}

void RenderOutput::refuse_input(const Diagnostic& error) {
    if (!is_json_) return print_error(error.file + ": " + error.message, error.hint);
    results_.push_back(JsonOutput::object(
        {{"source", error.file}, {"output", JsonOutput()}, {"diagnostics", JsonOutput::Array{as_json(error)}}}));
}

void RenderOutput::add(const std::vector<std::string>& written, const job::HandoutResult& result) {
    if (!is_json_) return;
    JsonOutput::Array diagnostics;
    for (const Diagnostic& diagnostic : result.diagnostics)
        if (job::has_place(diagnostic)) diagnostics.push_back(as_json(diagnostic));
    JsonOutput entry = result.sources.size() == 1 ? JsonOutput::object({{"source", result.sources.front()}})
                                                  : JsonOutput::object({{"sources", result.sources}});
    entry.set("output", written.empty()            ? JsonOutput()
                        : result.svg_pages.empty() ? JsonOutput(written.front())
                                                   : JsonOutput(written));
    entry.set("title", result.title);
    entry.set("code", result.code);
    entry.set("language", result.language);
    entry.set("pages", result.pages);
    std::size_t bytes = result.bytes.size();
    for (const std::string& page : result.svg_pages) bytes += page.size();
    entry.set("bytes", bytes);
    entry.set("diagnostics", std::move(diagnostics));
    results_.push_back(std::move(entry));
}

void RenderOutput::finish() {
    if (is_json_) write_standard_output(JsonOutput(std::move(results_)).text());
}

}  // namespace carepress::cli
