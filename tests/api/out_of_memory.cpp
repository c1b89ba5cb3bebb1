// Every n-th allocation of the library fails, for many n: the C API then returns NULL or a result, never throws, and
// the engine goes on pressing the same bytes.
#include <carepress/carepress.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <string>

namespace {

/// Allocations until one fails; 0: none does.
std::atomic<long> until_failure = 0;

void* allocate(std::size_t size) {
    if (until_failure > 0 && --until_failure == 0) throw std::bad_alloc();
    if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc();
}

struct Outcome {
    bool is_null = false;
    carepress_status status = CAREPRESS_FAILED;
    std::string bytes;
    bool reached = false;  ///< the allocation that was to fail
};

using Press = carepress_result* (*)(const carepress_engine*);

/// Looks articles up in the library, which reads files on several threads.
carepress_result* press_handout(const carepress_engine* engine) {
    return carepress_press_json(engine, R"({"articles": [{"code": "K977"}], "note": {"text": "Hi."}})");
}

carepress_result* press_svg(const carepress_engine* engine) {
    return carepress_press_json_as(engine, R"({"articles": [{"code": "K977"}]})", CAREPRESS_SVG);
}

/// Opens faces on a thread of its own.
carepress_result* press_visit(const carepress_engine* engine) {
    return carepress_press_visit_json(
        engine, R"({"bundle": {"path": ")" CAREPRESS_SOURCE_FOLDER R"(/examples/visit.json"}, "suggest": true})");
}

Outcome run(Press press, const carepress_engine* engine, long failing) {
    until_failure = failing;
    carepress_result* result = press(engine);
    Outcome outcome;
    outcome.reached = failing > 0 && until_failure <= 0;
    until_failure = 0;
    outcome.is_null = result == nullptr;
    outcome.status = carepress_result_status(result);
    outcome.bytes.assign(carepress_result_bytes(result), carepress_result_size(result));
    for (std::size_t page = 0; page < carepress_result_svg_page_count(result); ++page) {
        std::size_t size = 0;
        const char* text = carepress_result_svg_page(result, page, &size);
        outcome.bytes.append(text, size);
    }
    carepress_result_free(result);
    return outcome;
}

bool check(bool condition, const char* what, long failing) {
    if (!condition) std::fprintf(stderr, "allocation %ld: %s\n", failing, what);
    return condition;
}

bool test_engine() {
    bool good = true;
    for (long failing = 1; failing < 2'000'000; failing = failing * 3 / 2 + 1) {
        until_failure = failing;
        char* message = nullptr;
        carepress_engine* engine = carepress_engine_new(nullptr, &message);
        const bool reached = until_failure <= 0;
        until_failure = 0;
        good &= check(reached ? engine == nullptr : engine != nullptr, "the engine", failing);
        carepress_message_free(message);
        carepress_engine_free(engine);
        if (!reached) return good;
    }
    return false;
}

bool test_press(Press press, const carepress_engine* engine) {
    const std::string expected = run(press, engine, 0).bytes;
    bool good = check(!expected.empty(), "nothing is pressed", 0);
    int refused = 0;
    for (long failing = 1;; failing += 1 + failing / 16) {
        const Outcome outcome = run(press, engine, failing);
        if (!outcome.reached)
            return good && check(refused > 50, "hardly any failure was noticed", failing) &&
                   check(outcome.bytes == expected, "the bytes differ", failing);
        refused += outcome.is_null ? 1 : 0;
        good &= check(outcome.is_null || outcome.status != CAREPRESS_DONE || outcome.bytes == expected,
                      "a handout of an allocation that failed", failing);
        good &= check(run(press, engine, 0).bytes == expected, "the next press gives other bytes", failing);
    }
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

int main() {
    if (!test_engine()) return 1;
    carepress_engine* engine = carepress_engine_new(nullptr, nullptr);
    const bool good = engine != nullptr && test_press(press_handout, engine) && test_press(press_svg, engine) &&
                      test_press(press_visit, engine);
    carepress_engine_free(engine);
    return good ? 0 : 1;
}
