#include "article/html.h"

#include "article/html_reader.h"
#include "article/html_tree.h"

#include <utility>

namespace carepress::article {
namespace {

std::pair<std::string, std::string> explain(TreeFault fault) {
    if (fault == TreeFault::too_deep)
        return {"elements are nested too deeply", "close the tags that are left open; the limit is 64 levels"};
    if (fault == TreeFault::too_many_tags)
        return {"the page has too many tags or attributes",
                "save the article alone, without the menus and drawings of its page"};
    return {"the page becomes too large when it is parsed",
            "close the formatting tags (<b>, <i>, <font>) that are left open"};
}

}  // namespace

HtmlResult read_html(std::string_view html, const HtmlOptions& options, Diagnostics& diagnostics) {
    HtmlOptions shifted;
    const HtmlOptions* used = &options;
    if (html.starts_with("\xEF\xBB\xBF")) {  // a byte order mark says nothing in UTF-8
        html.remove_prefix(3);
        shifted = options;
        shifted.offset += 3;
        used = &shifted;
    }
    const HtmlTree tree(html);
    if (tree.fault() != TreeFault::absent) {
        auto [message, hint] = explain(tree.fault());
        diagnostics.error("article/too-complex"_code, {options.offset, options.offset}, std::move(message),
                          std::move(hint));
        return {};
    }
    if (tree.root() == nullptr) return {};
    return HtmlReader(html, *used, diagnostics).read(*tree.root());
}

}  // namespace carepress::article
