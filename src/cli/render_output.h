#pragma once

#include "cli/json_output.h"
#include "cli/render_options.h"
#include "job/handout_job.h"

#include <set>
#include <string>
#include <vector>

namespace carepress::cli {

/// What `carepress render` says: messages on standard error, or results as JSON on standard output.
class RenderOutput {
public:
    explicit RenderOutput(const RenderOptions& options)
        : is_json_(options.messages == "json"), is_quiet_(options.quiet) {}

    /// A message with a place; what is about the layout or the brand, not one of `sources`, is printed once a run.
    void print(const Diagnostic& diagnostic, const std::vector<std::string>& sources);
    /// An input that no handout was made of.
    void refuse_input(const Diagnostic& error);
    /// A handout, and the files that it was written to; none if it was refused.
    void add(const std::vector<std::string>& written, const job::HandoutResult& result);
    /// After all handouts: prints the JSON, if it was asked for.
    void finish();

private:
    bool is_json_, is_quiet_;
    std::set<std::string> printed_;
    JsonOutput::Array results_;
};

}  // namespace carepress::cli
