#include "import/run_import.h"

#include "base/error.h"
#include "base/inside_folder.h"
#include "base/utf.h"
#include "import/folder_files.h"
#include "import/manifest.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace carepress::import {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t largest_manifest = 64'000'000;  ///< bytes

/// The end of a file's path, which is the same on another machine: "site/clinics/north.html".
std::string origin_of(const std::string& file) {
    std::error_code error;
    const fs::path path = fs::weakly_canonical(file, error);
    fs::path origin;
    int names = 0;
    for (auto name = path.end(); name != path.begin() && names < 3; ++names) {
        --name;
        if (*name == path.root_directory()) break;
        origin = origin.empty() ? *name : *name / origin;
    }
    return replace_malformed_utf8(origin.string());
}

/// "handouts" of "handouts/", for messages.
std::string without_slash(std::string folder) {
    while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
    return folder;
}

std::string path_in(const std::string& folder, std::string_view file) {
    return std::string(folder).append("/").append(file);
}

class Runner {
public:
    Runner(const ImportRun& run, const ImportEvents& events)
        : run_(run), events_(events), folder_(run.library), settings_(run.settings) {}

    ImportReport run() {
        if (!run_.manifest.empty()) {
            import_manifest(without_slash(run_.files.front()));
            return report_;
        }
        for (const std::string& file : run_.files) {
            std::error_code error;
            if (file != "-" && fs::is_directory(file, error))
                import_folder(without_slash(file));
            else
                import_file(file);
        }
        return report_;
    }

private:
    void import_folder(const std::string& folder) {
        const FolderFiles files = files_below(folder, run_.library);
        settings_.folder = folder;
        for (const std::string& file : files.documents) import_file(path_in(folder, file));
        settings_.folder.clear();
        if (files.documents.empty()) refuse(folder, "the folder has no file that looks like a document");
        say_others(folder, files.others);
    }

    void import_manifest(const std::string& folder) {
        Source source{run_.manifest, {}};
        try {
            source = read_source(run_.manifest, largest_manifest);
        } catch (const SourceTooLarge&) {
            report_.is_manifest_refused = true;
            return events_.say({Severity::error,
                                "manifest/too-large"_code,
                                run_.manifest,
                                {},
                                {},
                                "the manifest is larger than 64 MB",
                                "divide the folder"});
        }
        Diagnostics diagnostics(source);
        const FolderFiles files = files_below(folder, run_.library);
        rows_ = read_manifest(
            source, [this](const std::string& code) { return folder_.has_article(code); }, diagnostics);
        find_files(folder, files, diagnostics);
        report_.is_manifest_refused = diagnostics.has_errors();
        for (const Diagnostic& each : diagnostics.all()) events_.say(each);
        if (report_.is_manifest_refused) return;
        settings_.folder = folder;
        std::set<std::string> named;
        for (const ManifestRow& row : rows_) {
            if (is_web_source(row.source)) continue;
            settings_.row_of = [&row](const std::string&) { return &row; };
            import_file(path_in(folder, row.source));
            named.insert(row.source);
        }
        import_unnamed(folder, files, named);
        for (const auto& [address, row] : rows_by_address_) {
            Diagnostics missing(source);
            missing.error("manifest/no-file"_code, row->span,
                          place_in_manifest(row->number, "source") + "no page in the folder states this address",
                          "a page states it in <link rel=\"canonical\">; or name its file");
            refuse_row(*row, missing.all().front());
        }
        std::vector<std::string> others;
        const bool is_below = is_inside_folder(folder, run_.manifest);
        for (const std::string& file : files.others) {
            std::error_code error;
            if (!named.contains(file) && !(is_below && fs::equivalent(path_in(folder, file), run_.manifest, error)))
                others.push_back(file);
        }
        say_others(folder, others);
    }

    /// Every row's file must be there; addresses are looked for in the pages that no row names.
    void find_files(const std::string& folder, const FolderFiles& files, Diagnostics& diagnostics) {
        constexpr int most_hints = 20;
        int missing = 0;
        const std::vector<std::string_view> names(files.documents.begin(), files.documents.end());
        for (const ManifestRow& row : rows_) {
            if (is_web_source(row.source)) {
                rows_by_address_.emplace(row.source, &row);
                continue;
            }
            if (row.source.empty()) continue;
            const std::string path = path_in(folder, row.source);
            std::error_code error;
            if (!row.source.starts_with('/') && is_inside_folder(folder, path) && fs::is_regular_file(path, error))
                continue;
            // Comparing names takes long where none of many is there.
            const std::string_view meant = ++missing <= most_hints ? nearest(row.source, names) : std::string_view();
            diagnostics.error(
                "manifest/no-file"_code, row.span,
                place_in_manifest(row.number, "source") + "the folder has no file \"" + row.source + "\"",
                meant.empty() ? "write the path below the folder" : "did you mean \"" + std::string(meant) + "\"?");
        }
    }

    /// What no row names by its file may be named by its address.
    void import_unnamed(const std::string& folder, const FolderFiles& files, const std::set<std::string>& named) {
        const bool by_address = !rows_by_address_.empty();
        settings_.row_of = [this](const std::string& address) -> const ManifestRow* {
            const auto found = rows_by_address_.find(address);
            if (found == rows_by_address_.end()) return nullptr;
            const ManifestRow* row = found->second;
            rows_by_address_.erase(found);
            return row;
        };
        for (const std::string& file : files.documents) {
            if (named.contains(file)) continue;
            const std::size_t before = rows_by_address_.size();
            if (by_address) import_file(path_in(folder, file), /*only_with_row=*/true);
            if (rows_by_address_.size() != before) continue;
            events_.say({Severity::warning,
                         "manifest/not-named"_code,
                         path_in(folder, file),
                         {},
                         {},
                         "no row of the manifest names this file; it is passed over",
                         "add a row for it, or move it out of the folder"});
        }
    }

    /// One note on the files that are not documents, such as pictures.
    void say_others(const std::string& folder, const std::vector<std::string>& others) {
        constexpr std::size_t most = 5;
        std::string names;
        std::size_t count = 0;
        for (const std::string& each : others) {
            if (++count <= most) names += (names.empty() ? "" : ", ") + each;
        }
        if (count == 0) return;
        events_.say({Severity::note,
                     "import/passed-over"_code,
                     folder,
                     {},
                     {},
                     std::to_string(count) + (count == 1 ? " file is not a document" : " files are not documents") +
                         ": " + names + (count > most ? ", …" : ""),
                     ""});
    }

    void import_file(const std::string& file, bool only_with_row = false) {
        const auto take = [&](ImportRecord record) {
            if (only_with_row && record.manifest_row == 0) return;
            // What has no address of its own is known by the file that it came in.
            const bool may_move = !record.codes.empty() || record.manifest_row != 0;
            if (file != "-" && record.article && may_move && record.article->metadata.source_url.empty())
                record.article->metadata.imported_from = origin_of(file);
            place(std::move(record));
        };
        if (file == "-") return import_records(std::cin, "standard input", settings_, take);
        std::error_code error;
        std::ifstream in(file, std::ios::binary);
        if (in && !fs::is_directory(file, error)) return import_records(in, file, settings_, take);
        refuse(file, std::string("it can't be read: ") + std::strerror(errno));
    }

    void refuse(const std::string& file, std::string why) {
        ImportRecord record;
        record.file = record.label = file;
        record.refusal = std::move(why);
        place(std::move(record));
    }

    void refuse_row(const ManifestRow& row, const Diagnostic& why) {
        ImportRecord record;
        record.file = record.label = why.file;
        record.position = why.position;
        record.manifest_row = row.number;
        record.refusal = why.message + "; " + why.hint;
        place(std::move(record));
    }

    void place(ImportRecord record) {
        ArticlePlace placed;
        if (record.article)
            placed = folder_.place(record, run_.force);
        else
            placed.reason = record.refusal;
        if (!placed.other_file.empty())
            record.diagnostics.push_back(
                {Severity::warning,
                 "import/other-code"_code,
                 record.file,
                 {},
                 {},
                 placed.other_file + " was made of the same source, with another code than " + placed.code,
                 "remove it if this article replaces it: its handout would still be given out"});
        const bool is_new = placed.fate == Fate::added || placed.fate == Fate::updated;
        if (placed.fate != Fate::refused && !run_.dry_run) write_pictures(record, placed);
        if (is_new && !run_.dry_run) write(placed.file, placed.bytes);
        ++report_.counts.at(static_cast<std::size_t>(placed.fate));
        events_.record(record, placed);
    }

    /// A picture's name has its digest, so one that is there is this one, or was edited by hand.
    void write_pictures(const ImportRecord& record, const ArticlePlace& placed) const {
        for (const ImportedPicture& each : record.pictures) {
            const fs::path file = fs::path(placed.file).parent_path() / each.path;
            std::error_code error;
            if (!fs::exists(fs::path(run_.library) / file, error)) write(file.string(), each.bytes);
        }
    }

    void write(const std::string& file, std::string_view bytes) const {
        const fs::path path = fs::path(run_.library) / file;
        std::error_code error;
        fs::create_directories(path.parent_path(), error);
        if (error) throw EnvironmentError("cannot make " + path.parent_path().string() + ": " + error.message());
        events_.write(path.string(), bytes);
    }

    const ImportRun& run_;
    const ImportEvents& events_;
    LibraryFolder folder_;
    ImportSettings settings_;
    ImportReport report_;
    std::vector<ManifestRow> rows_;
    std::map<std::string, const ManifestRow*> rows_by_address_;  ///< whose page was not met yet
};

}  // namespace

ImportReport run_import(const ImportRun& run, const ImportEvents& events) { return Runner(run, events).run(); }

}  // namespace carepress::import
