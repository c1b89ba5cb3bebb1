#pragma once

#include "base/error.h"
#include "library/export.h"
#include "library/manifest.h"
#include "library/verify.h"
#include "support/support.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

namespace carepress::test {
using namespace library;

inline std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// A library in a temporary folder, an export of it beside it, and the program's data, copied so that it can be
/// changed.
class TestLibrary {
public:
    TestLibrary() {
        std::filesystem::create_directories(folder_.file("data"));
        for (const char* part : {"layouts", "brands", "messages", "fonts", "words"})
            std::filesystem::copy(project(part), folder_.file(std::string("data/") + part),
                                  std::filesystem::copy_options::recursive);
        std::filesystem::create_directories(library());
    }

    std::string library() const { return folder_.file("articles"); }
    std::string output() const { return folder_.file("out"); }
    std::string data(const std::string& file) const { return folder_.file("data/" + file); }
    std::string out(const std::string& file) const { return output() + "/" + file; }
    bool has(const std::string& file) const { return std::filesystem::exists(out(file)); }

    /// Writes an article; `text` follows its title.
    void write(const std::string& file, const std::string& code, const std::string& text = "Drink water.",
               const std::string& language = "en") const {
        write_raw(file, "---\ncode: " + code + "\ntitle: About " + code + "\nlanguage: " + language +
                            "\nupdated: 2026-11-20\nreviewed_by: A\n---\n\n" + text + "\n");
    }
    void write_raw(const std::string& file, const std::string& text) const {
        const std::filesystem::path path = library() + "/" + file;
        std::filesystem::create_directories(path.parent_path());
        write_file(path.string(), text);
    }
    void remove(const std::string& file) const { std::filesystem::remove(library() + "/" + file); }

    ExportOptions options() const {
        ExportOptions options;
        options.library = library();
        options.output = output();
        options.jobs = 2;
        return options;
    }

    /// Exports with an engine of its own; what was said is in `said`, file changes in `files`.
    ExportReport run(const ExportOptions& options, const std::function<bool()>& stop = {}) {
        said.clear();
        files.clear();
        const engine::Engine engine(engine::ResourceSettings{engine::DataFolder{folder_.file("data")}});
        ExportEvents events;
        events.stop = stop;
        events.diagnostic = [&](const Diagnostic& diagnostic) { said += format(diagnostic) + "\n"; };
        events.file = [&](FileChange change, const std::string& file) { files[file] = change; };
        return export_library(options, engine, events);
    }
    ExportReport run() { return run(options()); }

    std::string manifest() const { return read_file(out("manifest.jsonl")); }
    std::map<std::string, ManifestEntry> entries() const {
        std::map<std::string, ManifestEntry> entries;
        read_manifest(out("manifest.jsonl"), [&](ManifestEntry&& entry) { entries.emplace(entry.file, entry); });
        return entries;
    }

    std::string said;
    std::map<std::string, FileChange> files;

private:
    TemporaryFolder folder_;
};

}  // namespace carepress::test
