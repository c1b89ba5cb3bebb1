#pragma once

#include "article/release.h"
#include "base/diagnostic.h"
#include "engine/engine.h"
#include "library/shard.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace carepress::library {

/// What to export, and how.
struct ExportOptions {
    std::string library;  ///< a folder of articles
    std::string output;   ///< a folder; made where it is missing
    std::vector<std::string> layouts = {"letter"};
    std::vector<std::string> brands = {"default"};
    std::vector<std::string> languages;  ///< BCP 47; "zh" takes zh-Hans too; empty: all
    Shard shard;
    unsigned jobs = 0;                           ///< threads that press; 0: one for each processor
    std::string fallback_date;                   ///< as in PressRequest
    bool language_notice = false;                ///< adds the page that offers help in many languages to each output
    std::optional<style::PdfStandard> standard;  ///< as in PressRequest
    article::ReleaseRules release;               ///< which articles are held back
    bool include_drafts = false;  ///< those that are held back are proofs, but for what is retired or expired
    bool allow_removals = false;  ///< as many outputs as are gone are removed
    bool dry_run = false;         ///< writes and removes nothing: the events say what would be done
};

struct ExportProgress {
    std::size_t total = 0;    ///< outputs that have to be pressed
    std::size_t pressed = 0;  ///< of them, pressed or refused
    std::size_t refused = 0;
    std::uint64_t bytes = 0;  ///< written so far
};

/// kept: its article is gone, but too many would be removed (ExportOptions::allow_removals).
enum class FileChange : std::uint8_t { added, changed, removed, kept };

/// An article that does not go to patients, and why.
struct HeldArticle {
    std::string path;    ///< relative to the library
    std::string reason;  ///< "it is a draft"
};

/// Whom an export tells what it does, on the thread that called it. All may be left empty.
struct ExportEvents {
    std::function<void(const ExportProgress&)> progress;  ///< a few times a second
    std::function<void(const Diagnostic&)> diagnostic;    ///< of each output pressed, as it is pressed
    std::function<void(FileChange, const std::string& file)> file;
    std::function<bool()> stop;  ///< asked a few times a second: true ends the export, with what was pressed kept
};

struct ExportReport {
    std::size_t articles = 0;  ///< that are in the languages and the shard
    std::size_t outputs = 0;   ///< of articles × layouts × brands, without those skipped
    /// Outputs that layouts of two languages have none of: of English articles, which are beside the others, and of
    /// articles that no English one is the translation of. The latter by their paths, relative to the library.
    std::size_t skipped = 0;
    std::vector<std::string> without_english;
    std::size_t added = 0, changed = 0, unchanged = 0, removed = 0;
    std::size_t kept = 0;                  ///< outputs whose articles are gone, and of which too many would be removed
    std::size_t proofs = 0;                ///< of the outputs, those that say DRAFT
    std::vector<HeldArticle> held;         ///< articles that were left out
    std::vector<std::string> passed_over;  ///< files that may be articles and do not end in .md, by path
    std::size_t refused = 0;               ///< outputs that have errors, or whose article can't be read
    std::uint64_t bytes = 0, pages = 0;    ///< of what was added and changed
    bool environment_failed = false;       ///< an output could not be made, and it is not its article's fault
    bool interrupted = false;
    /// The articles that were refused, each once, relative to the library; at most most_named of them.
    std::vector<std::string> refused_articles;

    static constexpr std::size_t most_named = 1'000;
};

/// Presses a library into a folder: each article in each layout and brand to <brand>/<language>/<layout>/<name>.pdf,
/// name being the article's code, or what its file is called. In a layout of two languages an article is beside the
/// English one of its name. What was pressed before from the same article, pictures,
/// layout, brand, fonts, messages and program is left as it is; what an article that is gone left behind is removed,
/// when it is what an export wrote, and so is what articles left that are held back now. Where that is more than one
/// article and more than 5 % or 20 outputs of a language, nothing of the language is removed. One bad article never
/// stops the others. Writes manifest.jsonl and index.html. docs/library.md says what holds when it is stopped at any
/// moment. Throws EnvironmentError.
ExportReport export_library(const ExportOptions& options, const engine::Engine& engine,
                            const ExportEvents& events = {});

}  // namespace carepress::library
