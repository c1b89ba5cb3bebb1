// Makes a library of any size, of distinct texts in the sample library's mix of languages, and presses it in memory on
// one thread: what `carepress export` is compared with. bench/export uses both.
//   library_bench make FOLDER COUNT      writes COUNT articles below FOLDER
//   library_bench press FOLDER COUNT     presses COUNT of them, evenly chosen; prints handouts a second of time and of
//                                        processor time, which other processes change less
#include "bench/corpus.h"
#include "engine/press.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>

namespace carepress::bench {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> articles_below(const std::string& folder) {
    std::vector<std::string> paths;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".md") paths.push_back(entry.path().string());
    std::sort(paths.begin(), paths.end());
    return paths;
}

void make(const std::string& folder, std::size_t count) {
    std::map<std::string, std::size_t> mix;
    const std::vector<std::string> samples = articles_below(CAREPRESS_SOURCE_FOLDER "/articles");
    for (const std::string& path : samples) ++mix[fs::path(path).parent_path().filename().string()];
    std::size_t seen = 0, made = 0;
    for (const auto& [language, weight] : mix) {
        seen += weight;
        const std::size_t until = count * seen / samples.size();  // the last language takes what rounding left
        const std::size_t wanted = until - made;
        fs::create_directories(folder + "/" + language);
        constexpr std::size_t at_once = 1000;  // make_corpus() numbers a seed's articles below that
        for (std::size_t done = 0; done < wanted; done += at_once) {
            const auto seed = static_cast<std::uint32_t>(done / at_once + 1);
            const int here = static_cast<int>(std::min(at_once, wanted - done));
            for (const Source& source : make_corpus(seed, here, 20, language))
                std::ofstream(folder + "/" + language + "/" + source.name, std::ios::binary) << source.bytes;
        }
        made = until;
    }
    std::printf("%zu articles in %zu languages\n", made, mix.size());
}

int press_some(const std::string& folder, std::size_t count) {
    const std::vector<std::string> paths = articles_below(folder);
    std::vector<Source> sources;
    for (std::size_t i = 0; i < count; ++i) sources.push_back(read_source(paths[i * paths.size() / count]));
    const engine::Resources resources({engine::DataFolder{CAREPRESS_SOURCE_FOLDER}});
    engine::Workspace workspace(resources);
    const auto press_at = [&](std::size_t i) {
        engine::PressRequest request;
        request.articles.emplace_back().article.source = &sources[i];
        return engine::press(request, resources, workspace).bytes.size();
    };
    for (std::size_t i = 0; i < sources.size(); i += 10) press_at(i);  // warms
    const auto begin = std::chrono::steady_clock::now();
    const std::clock_t cpu_begin = std::clock();
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < sources.size(); ++i) bytes += press_at(i);
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
    const double cpu = static_cast<double>(std::clock() - cpu_begin) / CLOCKS_PER_SEC;
    const auto count_pressed = static_cast<double>(sources.size());
    std::printf("%.0f %.0f\n", count_pressed / time.count(), count_pressed / cpu);
    return bytes > 0 ? 0 : 1;
}

}  // namespace
}  // namespace carepress::bench

int main(int argc, char** argv) {
    const std::string what = argc == 4 ? argv[1] : "";
    const std::size_t count = argc == 4 ? std::strtoul(argv[3], nullptr, 10) : 0;
    if (count > 0 && what == "make") {
        carepress::bench::make(argv[2], count);
        return 0;
    }
    if (count > 0 && what == "press") return carepress::bench::press_some(argv[2], count);
    std::fputs("usage: library_bench make|press FOLDER COUNT\n", stderr);
    return 2;
}
