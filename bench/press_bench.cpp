// How long pressing takes: the whole way and phase by phase, on one thread, warm: 200 different articles of the seed
// article's size are measured after 200 others have been pressed. Build and run: bench/run
#include "bench/allocations.h"
#include "bench/corpus.h"
#include "engine/press.h"
#include "engine/visit_summary.h"
#include "engine/workspace.h"
#include "handout/compose.h"
#include "layout/lay_out.h"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <memory>
#include <utility>

namespace carepress::bench {
namespace {

constexpr int corpus_size = 200;

/// Resources and a workspace that has pressed the warming articles.
struct Warm {
    explicit Warm(const std::string& language = "en", const std::string& layout = "letter")
        : resources({engine::DataFolder{CAREPRESS_SOURCE_FOLDER}}), workspace(resources) {
        for (const Source& source : make_corpus(1, corpus_size, 0, language))
            press(request_for(source, layout), resources, workspace);
    }
    static engine::PressRequest request_for(const Source& source, const std::string& layout = "letter") {
        engine::PressRequest request;
        request.articles.emplace_back().article.source = &source;
        request.theme.layout = layout;
        return request;
    }
    engine::Resources resources;
    engine::Workspace workspace;
};

void report(benchmark::State& state, const Allocations& before, std::size_t bytes_out) {
    const Allocations after = allocations();
    const double handouts = static_cast<double>(state.iterations());
    state.counters["handouts/s"] = benchmark::Counter(handouts, benchmark::Counter::kIsRate);
    state.counters["alloc_kB"] = static_cast<double>(after.bytes - before.bytes) / handouts / 1000;
    state.counters["allocs"] = static_cast<double>(after.calls - before.calls) / handouts;
    if (bytes_out > 0) state.counters["pdf_kB"] = static_cast<double>(bytes_out) / handouts / 1000;
}

/// The whole way, of articles in `language`, `new_words` of a thousand of whose words are new to the caches.
void whole_press(benchmark::State& state, const std::string& language, int new_words,
                 const std::string& layout = "letter") {
    Warm warm(language, layout);
    const std::vector<Source> corpus = make_corpus(2, corpus_size, new_words, language);
    std::size_t next = 0, bytes = 0;
    const Allocations before = allocations();
    for (auto _ : state) {
        const engine::PressResult result =
            press(Warm::request_for(corpus[next++ % corpus.size()], layout), warm.resources, warm.workspace);
        if (!result.ok()) return state.SkipWithError("an article was refused");
        bytes += result.bytes.size();
    }
    report(state, before, bytes);
}
BENCHMARK_CAPTURE(whole_press, en, std::string("en"), 0)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(whole_press, en_20_new_words_of_1000, std::string("en"), 20)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(whole_press, large_print, std::string("en"), 0, std::string("large-print"))
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(whole_press, fridge_sheet, std::string("en"), 0, std::string("fridge-sheet"))
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(whole_press, two_column, std::string("en"), 0, std::string("two-column"))
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(whole_press, two_column_ru, std::string("ru"), 0, std::string("two-column"))
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(whole_press, es, std::string("es"), 0)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(whole_press, ru, std::string("ru"), 0)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(whole_press, ar, std::string("ar"), 0)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(whole_press, hi, std::string("hi"), 0)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(whole_press, th, std::string("th"), 0)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(whole_press, km, std::string("km"), 0)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(whole_press, zh_Hans, std::string("zh-Hans"), 0)->Unit(benchmark::kMicrosecond);

/// One page as SVG, of articles whose pages are laid out already.
void svg_page(benchmark::State& state, const std::string& language) {
    Warm warm(language);
    std::vector<layout::PagedDocument> documents;
    for (const Source& source : make_corpus(2, corpus_size, 0, language))
        documents.push_back(lay_out(Warm::request_for(source), warm.resources, warm.workspace).document);
    for (const layout::PagedDocument& document : documents) warm.workspace.svg.write(document, 0);
    std::size_t next = 0, bytes = 0;
    const Allocations before = allocations();
    for (auto _ : state) bytes += warm.workspace.svg.write(documents[next++ % documents.size()], 0).size();
    report(state, before, bytes);
}
BENCHMARK_CAPTURE(svg_page, en, std::string("en"))->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(svg_page, ar, std::string("ar"))->Unit(benchmark::kMicrosecond);

/// An article in Spanish beside one in English.
void bilingual(benchmark::State& state) {
    Warm warm("es");
    const std::vector<Source> corpus = make_corpus(2, corpus_size, 0, "es");
    const std::vector<Source> english = make_corpus(2, corpus_size, 0, "en");
    const auto press_pair = [&](std::size_t at) {
        engine::PressRequest request = Warm::request_for(corpus[at], "bilingual");
        request.articles.back().translation.emplace().source = &english[at];
        return engine::press(request, warm.resources, warm.workspace);
    };
    for (std::size_t at = 0; at < corpus.size(); ++at) press_pair(at);
    std::size_t next = 0, bytes = 0;
    const Allocations before = allocations();
    for (auto _ : state) {
        const engine::PressResult result = press_pair(next++ % corpus.size());
        if (!result.ok()) return state.SkipWithError("an article was refused");
        bytes += result.bytes.size();
    }
    report(state, before, bytes);
}
BENCHMARK(bilingual)->Unit(benchmark::kMicrosecond);

/// Several articles in one handout with a list of contents.
void bundle(benchmark::State& state) {
    Warm warm;
    const auto articles = static_cast<std::size_t>(state.range(0));
    const std::vector<Source> corpus = make_corpus(2, corpus_size, 0);
    std::size_t next = 0, bytes = 0;
    const Allocations before = allocations();
    for (auto _ : state) {
        engine::PressRequest request;
        for (std::size_t i = 0; i < articles; ++i)
            request.articles.emplace_back().article.source = &corpus[next++ % corpus.size()];
        const engine::PressResult result = press(request, warm.resources, warm.workspace);
        if (!result.ok()) return state.SkipWithError("an article was refused");
        bytes += result.bytes.size();
    }
    report(state, before, bytes);
}
BENCHMARK(bundle)->Arg(3)->Arg(12)->Unit(benchmark::kMicrosecond);

/// One visit, read and worded.
void visit_summary(benchmark::State& state) {
    Warm warm("en", "visit-summary");
    const Source bundle = make_visit_bundle();
    engine::VisitSummaryRequest request;
    request.bundle = &bundle;
    const Allocations before = allocations();
    for (auto _ : state)
        if (!engine::summarize_visit(request, warm.resources, warm.workspace).summary)
            return state.SkipWithError("the bundle was refused");
    report(state, before, 0);
    state.counters["bundle_kB"] = static_cast<double>(bundle.bytes.size()) / 1000;
}
BENCHMARK(visit_summary)->Unit(benchmark::kMicrosecond);

/// The whole way from a bundle to a PDF: with so many articles, with the language notice or without.
void visit_press(benchmark::State& state) {
    Warm warm("en", "visit-summary");
    const Source bundle = make_visit_bundle();
    const std::vector<Source> corpus = make_corpus(2, corpus_size, 0);
    std::size_t next = 0, bytes = 0;
    const Allocations before = allocations();
    for (auto _ : state) {
        engine::VisitSummaryRequest read;
        read.bundle = &bundle;
        engine::VisitSummaryResult summary = summarize_visit(read, warm.resources, warm.workspace);
        if (!summary.summary) return state.SkipWithError("the bundle was refused");
        engine::PressRequest request;
        request.theme.layout = "visit-summary";
        auto article = std::make_shared<const article::Article>(std::move(summary.summary->article));
        request.summary = engine::SummaryRequest{{{&bundle, std::move(article)}}, summary.summary->patient};
        request.language_notice = state.range(1) != 0;
        for (std::int64_t i = 0; i < state.range(0); ++i)
            request.articles.emplace_back().article.source = &corpus[next++ % corpus.size()];
        const engine::PressResult result = press(request, warm.resources, warm.workspace);
        if (!result.ok()) return state.SkipWithError("the visit was refused");
        bytes += result.bytes.size();
    }
    report(state, before, bytes);
}
BENCHMARK(visit_press)->ArgNames({"articles", "notice"})->ArgsProduct({{0, 3}, {0, 1}})->Unit(benchmark::kMicrosecond);

/// An article as the only one of a handout.
handout::HandoutContents contents_of(const std::shared_ptr<const article::Article>& article) {
    handout::HandoutContents contents;
    contents.articles.push_back({article, {}});
    return contents;
}

/// The values between the phases, for every article of the corpus.
struct Stages {
    explicit Stages(Warm& warm) : corpus(make_corpus(2, corpus_size, 0)) {
        const style::BrandResult brand_result = warm.resources.brand("default");
        brand = brand_result.brand;
        stylesheet = warm.resources.stylesheet("letter", "default").stylesheet;
        for (const Source& source : corpus) {
            diagnostics.emplace_back(source);
            articles.push_back(
                std::make_shared<const article::Article>(article::read_article(source, diagnostics.back())));
            handouts.push_back(handout::compose(contents_of(articles.back()),
                                                {brand, stylesheet, warm.resources.phrases()}, diagnostics.back()));
            documents.push_back(layout::lay_out(handouts.back(), warm.workspace.shaper, diagnostics.back()));
        }
    }
    std::vector<Source> corpus;
    std::vector<Diagnostics> diagnostics;
    style::BrandPointer brand;
    style::StylesheetPointer stylesheet;
    std::vector<std::shared_ptr<const article::Article>> articles;
    std::vector<handout::Handout> handouts;
    std::vector<layout::PagedDocument> documents;
};

template <typename Phase>
void measure(benchmark::State& state, Phase phase) {
    Warm warm;
    Stages stages(warm);
    std::size_t next = 0;
    const Allocations before = allocations();
    for (auto _ : state) phase(warm, stages, next++ % corpus_size);
    report(state, before, 0);
}

void read_phase(benchmark::State& state) {
    measure(state, [](Warm&, Stages& stages, std::size_t i) {
        Diagnostics diagnostics(stages.corpus[i]);
        benchmark::DoNotOptimize(article::read_article(stages.corpus[i], diagnostics));
    });
}
void compose_phase(benchmark::State& state) {
    measure(state, [](Warm& warm, Stages& stages, std::size_t i) {
        Diagnostics diagnostics(stages.corpus[i]);
        benchmark::DoNotOptimize(handout::compose(
            contents_of(stages.articles[i]), {stages.brand, stages.stylesheet, warm.resources.phrases()}, diagnostics));
    });
}
void set_phase(benchmark::State& state) {
    measure(state, [](Warm& warm, Stages& stages, std::size_t i) {
        Diagnostics diagnostics(stages.corpus[i]);
        warm.workspace.shaper.new_document();
        benchmark::DoNotOptimize(layout::lay_out(stages.handouts[i], warm.workspace.shaper, diagnostics));
    });
}
void write_phase(benchmark::State& state) {
    measure(state, [](Warm& warm, Stages& stages, std::size_t i) {
        benchmark::DoNotOptimize(warm.workspace.writer.write(stages.documents[i]));
    });
}
BENCHMARK(read_phase)->Unit(benchmark::kMicrosecond);
BENCHMARK(compose_phase)->Unit(benchmark::kMicrosecond);
BENCHMARK(set_phase)->Unit(benchmark::kMicrosecond);
BENCHMARK(write_phase)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace carepress::bench

BENCHMARK_MAIN();
