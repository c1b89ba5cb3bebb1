#include "import/run_import.h"

#include "base/error.h"
#include "base/utf.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <system_error>

namespace carepress::import {
namespace fs = std::filesystem;

namespace {

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

class Runner {
public:
    Runner(const ImportRun& run, const ImportEvents& events) : run_(run), events_(events), folder_(run.library) {}

    ImportReport run() {
        for (const std::string& file : run_.files) import_file(file);
        return report_;
    }

private:
    void import_file(const std::string& file) {
        const auto take = [&](ImportRecord record) {
            // What has no address of its own is known by the file that it came in.
            if (file != "-" && record.article && !record.codes.empty() && record.article->metadata.source_url.empty())
                record.article->metadata.imported_from = origin_of(file);
            place(record);
        };
        if (file == "-") return import_records(std::cin, "standard input", run_.settings, take);
        std::error_code error;
        std::ifstream in(file, std::ios::binary);
        if (in && !fs::is_directory(file, error)) return import_records(in, file, run_.settings, take);
        ImportRecord record;
        record.file = record.label = file;
        record.refusal = fs::is_directory(file, error) ? "this is a folder; name the files in it"
                                                       : std::string("it can't be read: ") + std::strerror(errno);
        place(record);
    }

    void place(const ImportRecord& record) {
        ArticlePlace placed;
        if (record.article)
            placed = folder_.place(record, run_.force);
        else
            placed.reason = record.refusal;
        const bool is_new = placed.fate == Fate::added || placed.fate == Fate::updated;
        if (is_new && !run_.dry_run) write(placed);
        ++report_.counts.at(static_cast<std::size_t>(placed.fate));
        events_.record(record, placed);
    }

    void write(const ArticlePlace& placed) const {
        const fs::path path = fs::path(run_.library) / placed.file;
        std::error_code error;
        fs::create_directories(path.parent_path(), error);
        if (error) throw EnvironmentError("cannot make " + path.parent_path().string() + ": " + error.message());
        events_.write(path.string(), placed.bytes);
    }

    const ImportRun& run_;
    const ImportEvents& events_;
    LibraryFolder folder_;
    ImportReport report_;
};

}  // namespace

ImportReport run_import(const ImportRun& run, const ImportEvents& events) { return Runner(run, events).run(); }

}  // namespace carepress::import
