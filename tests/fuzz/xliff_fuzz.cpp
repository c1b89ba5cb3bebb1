// Any bytes as a file that came back from translators: no crash, no hang, and what is taken has the links and
// placeholders of its original.
#include "article/read.h"
#include "xliff/translate.h"

#include <cstdint>
#include <cstdlib>
#include <optional>

namespace {

using namespace carepress;

const article::Article& original() {
    static const article::Article article = [] {
        const Source source{"a.md",
                            "# Cough\n\nDrink **warm** water, [see](https://a.example/).\n\n- Call "
                            "{emergency-number}.\\\n  Now.\n\n```\na  b\n```\n"};
        Diagnostics diagnostics(source);
        return article::read_article(source, diagnostics);
    }();
    return article;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const Source source{"fuzz.xlf", std::string(reinterpret_cast<const char*>(data), size)};
    Diagnostics diagnostics(source);
    const std::optional<xliff::ReadDocument> document = xliff::read_xliff(source, diagnostics);
    if (document.has_value() == diagnostics.has_errors()) std::abort();
    if (!document) return 0;
    for (const xliff::ReadFile& file : document->files) {
        Diagnostics found(source);
        const std::optional<article::Article> translated = xliff::translated_article(original(), file, "es", found);
        if (translated.has_value() == found.has_errors()) std::abort();
        if (!translated) continue;
        const std::vector<xliff::Unit> before = xliff::units_of(original()), after = xliff::units_of(*translated);
        if (before.size() != after.size()) std::abort();
        for (std::size_t i = 0; i < before.size(); ++i)
            if (!xliff::has_same_anchors(before[i].source, after[i].source)) std::abort();
        xliff::proven_markdown(*translated, found);
    }
    return 0;
}
