#include "library/search_text.h"

#include "article/each_text.h"

namespace carepress::library {

std::string searchable_text(const article::Article& article) {
    std::string all;
    article::for_each_text(article.blocks, [&](std::string_view text) {
        if (text.empty()) return;
        all += text;
        all += '\n';
    });
    return all;
}

}  // namespace carepress::library
