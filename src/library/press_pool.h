#pragma once

#include "engine/engine.h"
#include "library/manifest.h"
#include "library/output_folder.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace carepress::library {

/// A layout with a brand applied, as an export asks for it.
struct ExportTheme {
    style::Theme theme;                   ///< as press() takes it: names or paths
    std::string layout_name, brand_name;  ///< as the output's folders are named
    Sha256 inputs{};                      ///< of everything that its outputs depend on, except the article
    bool bilingual = false;               ///< an article is set next to its English translation
};

/// An article and its pictures: paths relative to the library, each with its digest; the article first.
using ArticleSources = std::vector<std::pair<std::string, Sha256>>;

/// An article to press, and into what.
struct PressJob {
    struct Target {
        std::size_t theme = 0;
        std::string file;
        Sha256 inputs{};
        bool is_new = false;
        bool is_proof = false;  ///< says DRAFT
    };
    ArticleSources sources, translation;  ///< of the article; of its English translation, for bilingual themes
    std::vector<Target> targets;
};

/// One output, pressed and staged, or refused with the reason among the diagnostics.
struct Pressed {
    ManifestEntry entry;
    bool is_new = false;
    bool ok = false;
    bool environment_failed = false;  ///< a font, a disk: not the article's fault
    bool nothing_can_be_written = false;
    StagedFile staged;
    std::vector<Diagnostic> diagnostics;
};

/// Threads that press jobs and stage what comes out, all with one engine.
class PressPool {
public:
    struct Settings {
        const engine::Engine& engine;
        OutputFolder& folder;
        const std::vector<ExportTheme>& themes;
        std::string library;        ///< path of the library
        std::string fallback_date;  ///< as in PressRequest
        bool language_notice = false;
        std::optional<style::PdfStandard> standard;
        unsigned threads = 1;
    };

    explicit PressPool(const Settings& settings);
    /// Stops after what is being pressed.
    ~PressPool();
    PressPool(const PressPool&) = delete;
    PressPool& operator=(const PressPool&) = delete;

    /// How many more jobs may be added so that the threads have enough while a batch is synced, and no more.
    std::size_t room();
    void add(PressJob job);
    /// Moves what was pressed onto the end of `pressed`; waits at most a tenth of a second for something.
    void take(std::vector<Pressed>& pressed);
    /// Nothing waits, nothing is pressed, nothing is to be taken.
    bool idle();
    /// Discards the jobs that have not begun.
    void drop_waiting();

private:
    void work(const std::stop_token& stop);
    void press_all(const PressJob& job);
    /// A source, or the message why it can't be pressed.
    struct ReadSource {
        Source source;
        std::string message, hint;
    };
    /// The article of `sources`, which must be the one whose digest was taken.
    ReadSource read_again(const ArticleSources& sources) const;
    /// `translation`: the English one; null in a theme of one language.
    Pressed press_one(const PressJob& job, const PressJob::Target& target, const Source& source,
                      const Source* translation);
    /// What does not depend on whether it is pressed.
    Pressed pressed_of(const PressJob& job, const PressJob::Target& target) const;
    Pressed refused(const PressJob& job, const PressJob::Target& target, DiagnosticCode code,
                    const std::string& message, const std::string& hint) const;

    Settings settings_;
    std::mutex mutex_;
    std::condition_variable_any jobs_changed_;
    std::condition_variable pressed_changed_;
    std::deque<PressJob> jobs_;
    std::vector<Pressed> pressed_;
    std::size_t working_ = 0;
    std::vector<std::jthread> threads_;
};

}  // namespace carepress::library
