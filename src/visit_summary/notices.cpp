#include "visit_summary/notices.h"

#include "visit_summary/words.h"

namespace carepress::visit_summary {

article::Block article_language_notice(const std::string& title, const std::string& language,
                                       const words::Phrases& phrases) {
    article::Block block;
    block.content = article::Paragraph{TextBuilder(phrases.language())
                                           .add(Piece{title, language, article::inline_strong})
                                           .line()
                                           .add(phrases["article-in-other-language"])
                                           .take()};
    return block;
}

}  // namespace carepress::visit_summary
