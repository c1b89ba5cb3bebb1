#include "library/search_text.h"

#include "article/each_text.h"

namespace carepress {

std::string searchable_text(const Article& article) {
    std::string all;
    for_each_text(article.blocks, [&](std::string_view text) {
        if (text.empty()) return;
        all += text;
        all += '\n';
    });
    return all;
}

}  // namespace carepress
