#include "visit_summary/notices.h"

#include "visit_summary/words.h"

namespace carepress {

Block article_language_notice(const std::string& title, const std::string& language, const Phrases& phrases) {
    Block block;
    block.content = Paragraph{TextBuilder(phrases.language())
                                  .add(Piece{title, language, inline_strong})
                                  .line()
                                  .add(phrases["article-in-other-language"])
                                  .take()};
    return block;
}

}  // namespace carepress
