// Presses handouts of one scenario a fixed number of times, for bench/compare, which counts instructions:
// press_count SCENARIO [HANDOUTS]. Without arguments it prints the scenarios. It prints the size of the PDFs that it
// pressed first, and a digest of their bytes: equal ones before and after a change mean that the change left every PDF
// as it was.
#include "base/digest.h"
#include "bench/corpus.h"
#include "engine/press.h"
#include "engine/visit_summary.h"
#include "engine/workspace.h"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace carepress::bench {
namespace {

struct Scenario {
    const char* name;
    const char* language = "en";
    const char* layout = "letter";
    bool is_bilingual = false;
    int articles = 1;
    bool is_visit = false;
};

constexpr Scenario scenarios[] = {
    {"en"},
    {"es", "es"},
    {"ru", "ru"},
    {"ar", "ar"},
    {"hi", "hi"},
    {"th", "th"},
    {"zh-Hans", "zh-Hans"},
    {"large-print", "en", "large-print"},
    {"fridge-sheet", "en", "fridge-sheet"},
    {"two-column", "en", "two-column"},
    {"bilingual", "es", "bilingual", true},
    {"bundle-3", "en", "letter", false, 3},
    {"visit", "en", "visit-summary", false, 0, true},
    {"visit-3", "en", "visit-summary", false, 3, true},
};

class Runner {
public:
    explicit Runner(const Scenario& scenario)
        : scenario_(scenario),
          resources_({engine::DataFolder{CAREPRESS_SOURCE_FOLDER}}),
          workspace_(resources_),
          corpus_(make_corpus(2, corpus_size, 0, scenario.language)),
          english_(scenario.is_bilingual ? make_corpus(2, corpus_size, 0, "en") : std::vector<Source>()),
          bundle_(make_visit_bundle()) {}

    /// Presses so many handouts of the corpus in turn. False if one is refused.
    bool press_some(int handouts) {
        for (int i = 0; i < handouts; ++i)
            if (press_next().empty()) return false;
        return true;
    }

    /// Presses the whole corpus once, so that words and fonts are known, as in a process that has pressed a while.
    bool warm_up() {
        std::string all;
        for (int i = 0; i < corpus_size; ++i) {
            const std::string bytes = press_next();
            if (bytes.empty()) return false;
            all += bytes;
        }
        std::printf("%zu bytes a handout, digest %.16s\n", all.size() / corpus_size, hex(sha256(all)).c_str());
        return true;
    }

    static constexpr int corpus_size = 100;

private:
    /// The PDF, or nothing if it is refused.
    std::string press_next() {
        engine::PressRequest request;
        request.theme.layout = scenario_.layout;
        if (scenario_.is_visit) {
            engine::VisitSummaryRequest read;
            read.bundle = &bundle_;
            engine::VisitSummaryResult visit = summarize_visit(read, resources_, workspace_);
            if (!visit.summary) return {};
            auto article = std::make_shared<const article::Article>(std::move(visit.summary->article));
            request.summary = engine::SummaryRequest{{{&bundle_, std::move(article)}}, visit.summary->patient};
        }
        for (int i = 0; i < scenario_.articles; ++i, ++next_) {
            engine::ArticlePair& pair = request.articles.emplace_back();
            pair.article.source = &corpus_[next_ % corpus_.size()];
            if (!english_.empty()) pair.translation.emplace().source = &english_[next_ % english_.size()];
        }
        return engine::press(request, resources_, workspace_).bytes;
    }

    const Scenario& scenario_;
    engine::Resources resources_;
    engine::Workspace workspace_;
    std::vector<Source> corpus_, english_;
    Source bundle_;
    std::size_t next_ = 0;
};

}  // namespace
}  // namespace carepress::bench

/// Valgrind counts inside this function only, by its name; the compiler must not inline it.
extern "C" [[gnu::noinline]] bool carepress_counted(carepress::bench::Runner& runner, int handouts);
bool carepress_counted(carepress::bench::Runner& runner, int handouts) { return runner.press_some(handouts); }

int main(int argc, char** argv) {
    using namespace carepress::bench;
    const std::string wanted = argc > 1 ? argv[1] : "";
    const int handouts = argc > 2 ? std::atoi(argv[2]) : 20;
    for (const Scenario& scenario : scenarios) {
        if (wanted.empty()) std::puts(scenario.name);
        if (scenario.name != wanted) continue;
        Runner runner(scenario);
        if (runner.warm_up() && carepress_counted(runner, handouts)) return 0;
        std::fprintf(stderr, "press_count: a handout of \"%s\" was refused\n", scenario.name);
        return 1;
    }
    if (wanted.empty()) return 0;
    std::fprintf(stderr, "press_count: the scenario \"%s\" does not exist\n", wanted.c_str());
    return 2;
}
