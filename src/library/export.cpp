#include "library/export.h"

#include "base/error.h"
#include "library/export_plan.h"
#include "library/index_page.h"
#include "library/scan.h"
#include "library/wanted_language.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <set>
#include <thread>

namespace carepress::library {
namespace fs = std::filesystem;

namespace {

/// One sync for so many files or bytes: a sync takes about as long for many as for one.
constexpr std::size_t batch_files = 1'024, batch_bytes = 128'000'000;

class Export {
public:
    Export(const ExportOptions& options, const engine::Engine& engine, const ExportEvents& events)
        : options_(options),
          engine_(engine),
          events_(events),
          folder_(options.output, options.shard),
          state_(folder_, options.shard) {
        if (options_.jobs == 0) options_.jobs = std::max(1u, std::thread::hardware_concurrency());
    }

    ExportReport run(std::vector<ExportTheme> themes) {
        themes_ = std::move(themes);
        look();
        try {
            do_it();
        } catch (const EnvironmentError&) {
            if (failure_.empty()) throw;  // else it follows from the failure that is already reported
        }
        if (!failure_.empty()) throw EnvironmentError(failure_);
        report_.articles = plan_.articles;
        report_.outputs = plan_.outputs;
        report_.unchanged = plan_.unchanged;
        report_.skipped = plan_.skipped;
        report_.without_english = std::move(plan_.without_english);
        return std::move(report_);
    }

private:
    void look() {
        Transaction transaction(state_.database());
        add_inputs(themes_, options_, engine_.resources(), state_);
        for (const UnreadableArticle& article : scan_articles(options_.library, state_, options_.jobs)) {
            tell(error_in("export/unreadable"_code, article.path, article.reason, ""));
            ++report_.refused;
            name_refused(article.path);
        }
        plan_ = make_plan(options_, themes_, folder_, state_);
        transaction.commit();
        if (state_.last_article_id() == 0 && report_.refused == 0)
            throw EnvironmentError("there is no article in " + options_.library +
                                   ": nothing is exported, and nothing removed; articles are files that end in .md");
    }

    void do_it() {
        refuse_conflicts();
        press();
        if (!report_.interrupted && failure_.empty()) remove_what_is_gone();
        write_manifest();
    }

    Diagnostic error_in(DiagnosticCode code, const std::string& article, const std::string& message,
                        const std::string& hint) const {
        return {Severity::error, code, options_.library + "/" + article, {}, {}, message, hint};
    }

    void tell(const Diagnostic& diagnostic) const {
        if (events_.diagnostic) events_.diagnostic(diagnostic);
    }
    void tell(FileChange change, const std::string& file) const {
        if (events_.file) events_.file(change, file);
    }

    void name_refused(const std::string& article) {
        std::vector<std::string>& named = report_.refused_articles;
        if (named.size() < ExportReport::most_named && std::find(named.begin(), named.end(), article) == named.end())
            named.push_back(article);
    }

    /// Notes that an output was refused. A file that an earlier version of the article made stays, and so does what the
    /// manifest says of it; the messages say why it is not a newer one.
    void store_refused(ManifestEntry entry, const std::vector<Diagnostic>& diagnostics) {
        if (folder_.stamp(entry.file).known())
            if (std::optional<ManifestEntry> older = state_.entry(entry.file); older && older->digest)
                entry = std::move(*older);
        entry.inputs = {};  // it is tried again next time
        entry.diagnostics = to_json(diagnostics, options_.library);
        if (entry.language.empty()) entry.language = fs::path(entry.file).parent_path().parent_path().filename();
        manifest_changes();
        state_.store(entry, folder_.stamp(entry.file));
        ++report_.refused;
        name_refused(entry.sources.front().first);
    }

    void refuse_conflicts() {
        if (plan_.conflicts.empty()) return;
        Transaction transaction(state_.database());
        std::set<std::string> told;
        for (const ExportPlan::Conflict& conflict : plan_.conflicts) {
            ManifestEntry entry;
            entry.file = conflict.file;
            entry.code = conflict.name;
            entry.layout = themes_[conflict.theme].layout_name;
            entry.brand = themes_[conflict.theme].brand_name;
            entry.sources = {{conflict.first, {}}, {conflict.second, {}}};
            const Diagnostic diagnostic = error_in("export/same-file"_code, conflict.second,
                                                   "two articles in '" + conflict.language + "' are called " +
                                                       conflict.name + ": this one and " + conflict.first,
                                                   "give one of them another code; until then neither is exported");
            if (told.insert(format(diagnostic)).second) tell(diagnostic);
            store_refused(std::move(entry), {diagnostic});
            name_refused(conflict.second);
        }
        transaction.commit();
    }

    void press() {
        if (plan_.items.empty()) return;
        const PressPool::Settings settings{
            engine_,
            folder_,
            themes_,
            options_.library,
            options_.fallback_date,
            options_.language_notice,
            options_.standard,
            static_cast<unsigned>(std::min<std::size_t>(options_.jobs, plan_.items.size()))};
        PressPool pool(settings);
        progress_.total = plan_.items.size();
        std::size_t next = 0, waiting_bytes = 0;
        std::vector<Pressed> waiting;
        for (;;) {
            if (!report_.interrupted && events_.stop && events_.stop()) report_.interrupted = true;
            if (report_.interrupted || !failure_.empty()) {
                pool.drop_waiting();
                next = plan_.items.size();
            }
            for (std::size_t room = pool.room(); room > 0 && next < plan_.items.size(); --room)
                next = add_job(pool, next);
            const bool last = next == plan_.items.size() && pool.idle();
            const std::size_t before = waiting.size();
            if (!last) pool.take(waiting);
            for (std::size_t i = before; i < waiting.size(); ++i) waiting_bytes += count(waiting[i]);
            if (events_.progress) events_.progress(progress_);
            // A stopped export commits at once: what is still being pressed may not be waited for (StopSignals).
            const bool ends = last || report_.interrupted;
            if (waiting.size() >= batch_files || waiting_bytes >= batch_bytes || (ends && !waiting.empty())) {
                commit(waiting);
                waiting.clear();
                waiting_bytes = 0;
            }
            if (last) break;
        }
    }

    /// Adds the job of the article that the plan's next item belongs to; returns the item after it.
    std::size_t add_job(PressPool& pool, std::size_t next) {
        std::size_t end = next;
        while (end < plan_.items.size() && plan_.items[end].article == plan_.items[next].article) ++end;
        const KnownArticle article = state_.article(plan_.items[next].article);
        pool.add(make_job(options_, themes_, article, plan_.items.data() + next, plan_.items.data() + end, state_));
        return end;
    }

    /// Takes note of what was pressed; returns its bytes.
    std::uint64_t count(const Pressed& pressed) {
        if (pressed.nothing_can_be_written) {
            if (failure_.empty()) failure_ = pressed.diagnostics.front().message;
            return 0;
        }
        for (const Diagnostic& diagnostic : pressed.diagnostics) tell(diagnostic);
        ++progress_.pressed;
        if (!pressed.ok) ++progress_.refused;
        if (pressed.environment_failed) report_.environment_failed = true;
        progress_.bytes += pressed.entry.bytes;
        return pressed.entry.bytes;
    }

    /// Brings a batch to the disk, notes it, and gives the files their names, in this order: a file with its name is
    /// whole even when the power fails, and every file of ours is noted.
    void commit(std::vector<Pressed>& batch) {
        folder_.sync();
        Transaction transaction(state_.database());
        manifest_changes();
        for (Pressed& pressed : batch) {
            if (pressed.nothing_can_be_written) continue;
            if (pressed.ok)
                state_.store(pressed.entry, pressed.staged.stamp);
            else
                store_refused(pressed.entry, pressed.diagnostics);
        }
        transaction.commit();
        for (const Pressed& pressed : batch)
            if (pressed.ok) publish(pressed);
    }

    void publish(const Pressed& pressed) {
        try {
            folder_.publish(pressed.staged, pressed.entry.file);
        } catch (const OutputError& error) {
            if (!error.concerns_one_file()) throw;
            folder_.discard(pressed.staged);
            const Diagnostic diagnostic = error_in("export/not-written"_code, pressed.entry.sources.front().first,
                                                   error.what(), "move away what is there, and export again");
            tell(diagnostic);
            report_.environment_failed = true;
            ManifestEntry entry = pressed.entry;
            entry.digest.reset();
            entry.pages = 0;
            entry.bytes = 0;
            state_.forget_output(entry.file);
            store_refused(std::move(entry), {diagnostic});
            return;
        }
        ++(pressed.is_new ? report_.added : report_.changed);
        report_.bytes += pressed.entry.bytes;
        report_.pages += static_cast<std::uint64_t>(pressed.entry.pages);
        tell(pressed.is_new ? FileChange::added : FileChange::changed, pressed.entry.file);
    }

    bool in_scope(const ManifestEntry& entry) const {
        return is_wanted_language(entry.language, options_.languages) &&
               std::any_of(themes_.begin(), themes_.end(), [&](const ExportTheme& theme) {
                   return theme.layout_name == entry.layout && theme.brand_name == entry.brand;
               });
    }

    /// Removes the outputs of articles that are gone, in every layout and brand, and those that this export would have
    /// made in its layouts, brands and languages and did not: their articles have another code or language now.
    void remove_what_is_gone() {
        std::vector<std::pair<ManifestEntry, FileStamp>> gone;
        Statement named = state_.database().prepare("SELECT 1 FROM articles WHERE language = ? AND name = ? LIMIT 1");
        state_.for_each_output([&](std::int64_t id, const std::string& line, const FileStamp& stamp) {
            const auto at = static_cast<std::size_t>(id);
            if (at >= plan_.planned.size() || plan_.planned[at]) return;
            std::optional<ManifestEntry> entry = parse_line(line);
            if (!entry) return;
            const std::string name = fs::path(entry->file).stem().string();
            const std::string language = fs::path(entry->file).parent_path().parent_path().filename().string();
            const bool has_article = named.bind(1, language).bind(2, name).step();
            named.reset();
            if (!has_article || in_scope(*entry)) gone.emplace_back(std::move(*entry), stamp);
        });
        if (gone.empty()) return;
        Transaction transaction(state_.database());
        manifest_changes();
        for (const auto& [entry, stamp] : gone) {
            if (is_ours(entry, stamp)) {
                if (folder_.remove(entry.file)) {
                    ++report_.removed;
                    tell(FileChange::removed, entry.file);
                }
            } else {
                tell({Severity::warning,
                      "export/changed-file"_code,
                      folder_.path(entry.file),
                      {},
                      {},
                      "its article is gone, but the file is not what the export wrote: it is left there",
                      {}});
            }
            state_.forget_output(entry.file);
        }
        transaction.commit();
    }

    /// The file is missing, or has the content that was written.
    bool is_ours(const ManifestEntry& entry, const FileStamp& stamp) const {
        const FileStamp now = folder_.stamp(entry.file);
        if (!now.known() || now == stamp) return true;
        try {
            return entry.digest && sha256(read_source(folder_.path(entry.file), 1'000'000'000).bytes) == *entry.digest;
        } catch (const std::exception&) {
            return false;
        }
    }

    /// Notes in the state, together with the change itself, that the manifest no longer says what there is: if this
    /// export is killed before it writes the manifest, the next one does, also where it finds nothing else to do.
    void manifest_changes() {
        if (manifest_changed_) return;
        state_.set_setting("manifest", "");
        manifest_changed_ = true;
    }

    void write_manifest() {
        const std::string file = "manifest" + options_.shard.suffix() + ".jsonl";
        const auto as_text = [](const FileStamp& stamp) {
            return std::to_string(stamp.size) + " " + std::to_string(stamp.modified) + " " +
                   std::to_string(stamp.inode);
        };
        const bool is_there = state_.setting("manifest") == as_text(folder_.stamp(file)) &&
                              folder_.stamp("manifest.jsonl").known() && folder_.stamp("index.html").known();
        if (!manifest_changed_ && is_there) return;
        folder_.write(file, [&](const auto& write) {
            state_.for_each_output([&](std::int64_t, const std::string& line, const FileStamp&) {
                write(line);
                write("\n");
            });
        });
        state_.set_setting("manifest", as_text(folder_.stamp(file)));
        if (options_.shard.whole()) {
            folder_.write("index.html", [&](const auto& write) { write_index_page(state_.database(), write); });
            remove_shard_files("");
        } else {
            merge_shards();
        }
    }

    /// The last shard to finish makes the shared files from all manifests.
    void merge_shards() {
        const Descriptor lock = folder_.lock_shared_files();
        std::vector<std::string> manifests;
        for (unsigned i = 0; i < options_.shard.count; ++i)
            manifests.push_back(folder_.path("manifest" + Shard{i, options_.shard.count}.suffix() + ".jsonl"));
        const auto is_there = [](const std::string& path) { return stamp_of(path).has_value(); };
        if (!std::all_of(manifests.begin(), manifests.end(), is_there)) return;
        folder_.write("manifest.jsonl", [&](const auto& write) { merge_manifests(manifests, write); });
        ExportState merged(folder_.path("manifest.jsonl"));
        folder_.write("index.html", [&](const auto& write) { write_index_page(merged.database(), write); });
        remove_shard_files("-of-" + std::to_string(options_.shard.count));
    }

    /// What exports with another number of shards left behind is out of date; `kept` is in the names of this one's.
    void remove_shard_files(const std::string& kept) const {
        std::error_code error;
        for (const char* folder : {"", OutputFolder::own_folder}) {
            std::vector<fs::path> old;
            for (const auto& entry : fs::directory_iterator(folder_.path(folder), error)) {
                const std::string name = entry.path().filename().string();
                const bool is_of_shard = name.find("-of-") != std::string::npos &&
                                         !fs::is_directory(entry.path(), error) &&
                                         (name.starts_with("manifest-") || name.starts_with("state-"));
                const bool is_of_whole = !kept.empty() && name.starts_with("state.sqlite");
                if (is_of_whole || (is_of_shard && (kept.empty() || name.find(kept + ".") == std::string::npos)))
                    old.push_back(entry.path());
            }
            for (const fs::path& path : old) fs::remove(path, error);
        }
    }

    ExportOptions options_;
    const engine::Engine& engine_;
    const ExportEvents& events_;
    OutputFolder folder_;
    ExportState state_;
    std::vector<ExportTheme> themes_;
    ExportPlan plan_;
    ExportProgress progress_;
    ExportReport report_;
    std::string failure_;  ///< why nothing more can be written
    bool manifest_changed_ = false;
};

}  // namespace

ExportReport export_library(const ExportOptions& options, const engine::Engine& engine, const ExportEvents& events) {
    ExportOptions resolved = options;
    while (resolved.library.size() > 1 && resolved.library.ends_with('/')) resolved.library.pop_back();
    std::error_code error;
    if (!fs::is_directory(resolved.library, error))
        throw EnvironmentError("the library " + resolved.library + " does not exist: name a folder of articles");
    std::vector<Diagnostic> diagnostics;
    std::vector<ExportTheme> themes = make_themes(resolved, engine.resources(), diagnostics);
    if (themes.empty()) {
        std::set<std::string> told;
        for (const Diagnostic& diagnostic : diagnostics)
            if (events.diagnostic && told.insert(format(diagnostic)).second) events.diagnostic(diagnostic);
        ExportReport report;
        report.refused = told.size();
        return report;
    }
    return Export(resolved, engine, events).run(std::move(themes));
}

}  // namespace carepress::library
