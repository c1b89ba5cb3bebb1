#pragma once

#include "library/export.h"
#include "library/export_state.h"
#include "library/press_pool.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace carepress::library {

/// What an export has to do: found by looking at stamps, and at contents where these changed.
struct ExportPlan {
    /// One output to press. Small, because there can be millions.
    struct Item {
        std::int64_t article;  ///< id in the state
        std::uint32_t theme;
        bool is_new;
    };
    /// An output that is not made because of its name: two articles, or two translations for one article, claim it, or
    /// a system to which the export may be copied has no file of that name.
    struct Refusal {
        std::string file, name;
        std::size_t theme;
        std::vector<std::string> articles;  ///< paths; the message is about the last one
        DiagnosticCode code;
        std::string message, hint;
    };
    std::vector<Item> items;  ///< by article: language, then name
    std::vector<Refusal> refusals;
    std::vector<bool> planned;  ///< by the output's id: outputs of this plan that there were before it
    std::size_t articles = 0, outputs = 0, unchanged = 0;
    std::size_t skipped = 0;  ///< outputs of two languages: of English articles, and of those without an English one
    std::vector<std::string> without_english;  ///< paths of the latter
    std::vector<HeldArticle> held;
    std::size_t proofs = 0;                           ///< outputs that say DRAFT
    std::size_t with_status = 0, without_status = 0;  ///< articles
};

/// <brand>/<language>/<layout>/<name>.pdf
std::string output_of(const ExportTheme& theme, const KnownArticle& article);

/// Turns the options' layouts and brands into themes. What is wrong with them goes to `diagnostics`; then the result
/// is empty.
std::vector<ExportTheme> make_themes(const ExportOptions& options, const engine::Resources& resources,
                                     std::vector<Diagnostic>& diagnostics);

/// Fills in the inputs of the themes: program, fonts, messages, notices if they are included, layout and brand.
void add_inputs(std::vector<ExportTheme>& themes, const ExportOptions& options, const engine::Resources& resources,
                ExportState& state);

ExportPlan make_plan(const ExportOptions& options, const std::vector<ExportTheme>& themes, const OutputFolder& folder,
                     ExportState& state);

/// The article with its pictures as they are now, into the targets of `items`, which are all of it.
PressJob make_job(const ExportOptions& options, const std::vector<ExportTheme>& themes, const KnownArticle& article,
                  const ExportPlan::Item* begin, const ExportPlan::Item* end, ExportState& state);

}  // namespace carepress::library
