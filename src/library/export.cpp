#include "library/export.h"

#include "base/error.h"
#include "library/export_plan.h"
#include "library/index_page.h"
#include "library/removals.h"
#include "library/scan.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <thread>

namespace carepress::library {
namespace fs = std::filesystem;

namespace {

/// One sync for so many files or bytes: a sync takes about as long for many as for one.
constexpr std::size_t batch_files = 1'024, batch_bytes = 128'000'000;

/// Removes the folder of a dry run again, if that made it, with those above it that it made.
class NewFolder {
public:
    explicit NewFolder(const std::string& path) {
        std::error_code error;
        for (fs::path each = fs::absolute(path).lexically_normal(); !each.empty() && !fs::exists(each, error);
             each = each.parent_path())
            if (each.has_filename()) made_.push_back(each);
    }
    ~NewFolder() {
        std::error_code error;
        if (!made_.empty()) fs::remove_all(made_.front() / OutputFolder::own_folder, error);
        for (const fs::path& each : made_) fs::remove(each, error);  // an empty one alone
    }
    NewFolder(const NewFolder&) = delete;
    NewFolder& operator=(const NewFolder&) = delete;

private:
    std::vector<fs::path> made_;  ///< the deepest first
};

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
        report_.proofs = plan_.proofs;
        report_.held = std::move(plan_.held);
        return std::move(report_);
    }

private:
    void look() {
        transaction_.emplace(state_.database());
        check_kind();
        add_inputs(themes_, options_, engine_.resources(), state_);
        for (const UnreadableArticle& article : scan_articles(options_.library, state_, options_.jobs)) {
            if (!article.is_error) {
                Diagnostic passed_over = error_in("export/passed-over"_code, article.path, article.reason,
                                                  "name it \"….md\", or import it: carepress import");
                passed_over.severity = Severity::warning;
                tell(passed_over);
                report_.passed_over.push_back(article.path);
                continue;
            }
            tell(error_in("export/unreadable"_code, article.path, article.reason, ""));
            ++report_.refused;
            name_refused(article.path);
        }
        plan_ = make_plan(options_, themes_, folder_, state_);
        if (state_.last_article_id() == 0 && report_.refused == 0)
            throw EnvironmentError("there is no article in " + options_.library +
                                   ": nothing is exported, and nothing removed; articles are files that end in .md");
        tell_articles_without_status();
        if (options_.dry_run) return;  // what was noted is forgotten at the end
        transaction_->commit();
        transaction_.reset();
    }

    /// Proofs have a folder of their own: nobody may take one for what patients get, nor find it in its place.
    void check_kind() {
        std::string kind = state_.setting("kind");
        if (kind.empty() && state_.last_output_id() > 0) {  // of a manifest, or an older export
            Statement proof =
                state_.database().prepare("SELECT 1 FROM outputs WHERE line LIKE '%,\"proof\":true,%' LIMIT 1");
            kind = proof.step() ? "proofs" : "handouts";
        }
        const char* wanted = options_.include_drafts ? "proofs" : "handouts";
        if (!kind.empty() && kind != wanted)
            throw EnvironmentError(options_.output + " holds " + kind + ": export " + wanted + " to another folder");
        state_.set_setting("kind", wanted);
    }

    void tell_articles_without_status() {
        if (plan_.with_status == 0 || plan_.without_status == 0 || options_.include_drafts) return;
        tell({Severity::warning,
              "export/no-status"_code,
              options_.library,
              {},
              {},
              std::to_string(plan_.without_status) + " of " + std::to_string(plan_.with_status + plan_.without_status) +
                  " articles state no status, and are exported as if they were approved",
              "write \"status: approved\" in each that is, or hold them back with --require-status (in carepress.yaml, "
              "\"require-status: true\")"});
    }

    void do_it() {
        if (options_.dry_run) return say_what_would_be_done();
        refuse_by_name();
        press();
        if (!report_.interrupted && failure_.empty()) remove_what_is_gone();
        write_manifest();
    }

    void say_what_would_be_done() {
        tell_refusals();
        report_.refused += plan_.refusals.size();
        for (const ExportPlan::Item& item : plan_.items) {
            ++(item.is_new ? report_.added : report_.changed);
            tell(item.is_new ? FileChange::added : FileChange::changed,
                 output_of(themes_[item.theme], state_.article(item.article)));
        }
        const Removals removals = find_removals(options_, themes_, plan_, state_);
        tell_kept(removals);
        report_.removed = removals.removed.size();
        for (const Removal& each : removals.removed) tell(FileChange::removed, each.entry.file);
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

    Diagnostic message_of(const ExportPlan::Refusal& refusal) const {
        return error_in(refusal.code, refusal.articles.back(), refusal.message, refusal.hint);
    }

    void tell_refusals() {
        std::set<std::string> told;
        for (const ExportPlan::Refusal& refusal : plan_.refusals) {
            const Diagnostic diagnostic = message_of(refusal);
            if (told.insert(format(diagnostic)).second) tell(diagnostic);
            for (const std::string& article : refusal.articles) name_refused(article);
        }
    }

    void refuse_by_name() {
        if (plan_.refusals.empty()) return;
        tell_refusals();
        Transaction transaction(state_.database());
        for (const ExportPlan::Refusal& refusal : plan_.refusals) {
            ManifestEntry entry;
            entry.file = refusal.file;
            entry.code = refusal.name;
            entry.layout = themes_[refusal.theme].layout_name;
            entry.brand = themes_[refusal.theme].brand_name;
            for (const std::string& article : refusal.articles) entry.sources.emplace_back(article, Sha256{});
            store_refused(std::move(entry), {message_of(refusal)});
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

    /// Removes what find_removals() says, and names what it keeps.
    void remove_what_is_gone() {
        const Removals removals = find_removals(options_, themes_, plan_, state_);
        tell_kept(removals);
        const std::vector<Removal>& gone = removals.removed;
        if (gone.empty()) return;
        Transaction transaction(state_.database());
        manifest_changes();
        for (const auto& [entry, stamp, language] : gone) {
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

    void tell_kept(const Removals& removals) {
        for (const MassRemoval& each : removals.refused)
            tell({Severity::error,
                  "export/removals"_code,
                  options_.output,
                  {},
                  {},
                  std::to_string(each.gone) + " of " + std::to_string(each.outputs) + " outputs in '" + each.language +
                      "' have no article in the library any more; none of them is removed",
                  "if they were withdrawn, run it again with --allow-removals; --dry-run names them"});
        for (const Removal& each : removals.kept) tell(FileChange::kept, each.entry.file);
        report_.kept = removals.kept.size();
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
    std::optional<Transaction> transaction_;  ///< of look(); all of a dry run
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
    if (!resolved.dry_run) return Export(resolved, engine, events).run(std::move(themes));
    const NewFolder folder(resolved.output);
    return Export(resolved, engine, events).run(std::move(themes));
}

}  // namespace carepress::library
