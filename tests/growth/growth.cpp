// Inputs of every kind that a stranger can make long: `growth` lists them, `growth KIND BYTES...` reads (or presses)
// the kind at each size and prints a line for each: bytes, what it took, how much came out.
//
// What it took is counted in instructions of this process where the kernel lets it (perf_event_open). Elsewhere it is
// the thread's processor time in microseconds, for people to look at: tests/growth/run has Valgrind count then.
#include "article/read.h"
#include "base/yaml.h"
#include "engine/engine.h"
#include "growth/kinds.h"
#include "import/import.h"
#include "library/search_index.h"
#include "visit/visit.h"
#include "xliff/translate.h"

#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::growth {
namespace {

namespace fs = std::filesystem;

/// Instructions in user space of this thread; no count where the kernel or the machine has none.
class InstructionCounter {
public:
    InstructionCounter() {
        perf_event_attr wanted{};
        wanted.size = sizeof wanted;
        wanted.type = PERF_TYPE_HARDWARE;
        wanted.config = PERF_COUNT_HW_INSTRUCTIONS;
        wanted.exclude_kernel = wanted.exclude_hv = 1;
        descriptor_ = static_cast<int>(::syscall(SYS_perf_event_open, &wanted, 0, -1, -1, 0));
    }
    bool counts() const { return descriptor_ >= 0; }
    std::uint64_t now() const {
        std::uint64_t value = 0;
        if (counts() && ::read(descriptor_, &value, sizeof value) == sizeof value) return value;
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000 + static_cast<std::uint64_t>(time.tv_nsec) / 1000;
    }

private:
    int descriptor_ = -1;
};

const engine::Engine& engine() {
    static const engine::Engine one(engine::ResourceSettings{engine::DataFolder{CAREPRESS_SOURCE_FOLDER}}, 1);
    return one;
}

std::size_t press(const Source& source, const char* layout, bool is_note) {
    const Source article{"article.md", "# Title\n\nWords.\n"};
    engine::PressRequest request;
    request.articles.emplace_back().article.source = is_note ? &article : &source;
    request.articles.back().article.picture_folder = CAREPRESS_SOURCE_FOLDER "/brands/default";
    if (is_note) request.note = &source;
    request.theme.layout = layout;
    return engine().press(request).bytes.size();
}

/// A library of one article, searched once before anything is counted.
class Library {
public:
    Library() : folder_(fs::temp_directory_path() / ("growth-" + std::to_string(::getpid()))) {
        fs::create_directories(folder_ / "en");
        std::ofstream(folder_ / "en" / "cough.md") << "# Cough\n\nDrink water and rest.\n";
    }
    ~Library() { fs::remove_all(folder_); }
    std::size_t search(const std::string& words) {
        library::SearchIndex index((folder_ / "index.sqlite").string(), folder_.string(), false);
        return library::search_library(index, {words, {}, 10}, 0, 0).size();
    }

private:
    fs::path folder_;
};

/// What comes out: blocks, records or bytes, so that nothing can be left away.
std::size_t run(const Kind& kind, const Source& source) {
    Diagnostics diagnostics(source);
    switch (kind.reader) {
        case Reader::article:
            return article::read_article(source, diagnostics).blocks.size();
        case Reader::page:
            return press(source, kind.layout, false);
        case Reader::note:
            return press(source, kind.layout, true);
        case Reader::yaml:
            return read_yaml(source.bytes, 0, diagnostics).entries.size();
        case Reader::bundle:
            return visit::read_visit(source, {}, diagnostics) ? 1 : 0;
        case Reader::import: {
            std::istringstream in(source.bytes);
            std::size_t records = 0;
            import::import_records(in, source.name, {}, [&](const import::ImportRecord&) { ++records;
        });
            return records;
    }
    case Reader::xliff: {
        const std::optional<xliff::ReadDocument> document = xliff::read_xliff(source, diagnostics);
        if (document)
            for (const xliff::ReadFile& file : document->files)
                xliff::translated_article(article::Article(), file, "es", diagnostics);
        return diagnostics.all().size();
    }
    case Reader::search: {
        static Library library;
        return library.search(source.bytes);
    }
}
return 0;
}  // namespace

}  // namespace carepress::growth
}  // namespace carepress::growth

/// Valgrind counts inside this function only, by its name; the compiler must not inline it.
extern "C" [[gnu::noinline]] std::size_t carepress_counted(const carepress::growth::Kind& kind,
                                                           const carepress::Source& source);
std::size_t carepress_counted(const carepress::growth::Kind& kind, const carepress::Source& source) {
    return carepress::growth::run(kind, source);
}

namespace {

using namespace carepress::growth;

void measure(const Kind& kind, const std::vector<std::size_t>& sizes, const InstructionCounter& counter) {
    run(kind, kind.source(1'000));  // fonts and tables are read once
    for (const std::size_t size : sizes) {
        const carepress::Source source = kind.source(size);
        const std::uint64_t begin = counter.now();
        const std::size_t out = carepress_counted(kind, source);
        std::printf("%s %zu %llu %zu\n", kind.name, source.bytes.size(),
                    static_cast<unsigned long long>(counter.now() - begin), out);
        std::fflush(stdout);
    }
}

}  // namespace

int main(int argc, char** argv) {
    const InstructionCounter counter;
    if (argc == 1) {
        std::printf("%s\n", counter.counts() ? "instructions" : "microseconds");
        for (const Kind& kind : kinds()) std::printf("%s\n", kind.name);
        return 0;
    }
    const std::string_view sizes_named = argv[1];
    std::vector<std::size_t> sizes;
    for (std::size_t i = 0; i < sizes_named.size(); i = std::min(sizes_named.find(',', i), sizes_named.size() - 1) + 1)
        sizes.push_back(std::strtoull(argv[1] + i, nullptr, 10));
    for (const Kind& kind : kinds()) {
        const auto is_named = [&](const char* name) { return std::string_view(name) == kind.name; };
        if (argc == 2 || std::any_of(argv + 2, argv + argc, is_named)) measure(kind, sizes, counter);
    }
    return 0;
}
