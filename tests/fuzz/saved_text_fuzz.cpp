// Any bytes as saved text: no crash, no hang, and an article without errors has a title.
#include "article/read.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const carepress::Source source{"fuzz.txt", std::string(reinterpret_cast<const char*>(data), size)};
    carepress::Diagnostics diagnostics(source);
    const carepress::article::Article article =
        carepress::article::read_article(source, carepress::article::ArticleFormat::saved_text, diagnostics);
    if (!diagnostics.has_errors() && article.metadata.title.empty()) std::abort();
    return 0;
}
