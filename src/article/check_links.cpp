#include "article/check_links.h"

#include "article/each_text.h"
#include "article/link_address.h"
#include "article/link_targets.h"
#include "base/address.h"
#include "base/numbers.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace carepress::article {
namespace {

/// The links of one kind: the first is where the message is.
struct LinksFound {
    const Link* first = nullptr;
    std::size_t count = 0;

    void add(const Link& link) {
        if (count++ == 0) first = &link;
    }
    std::string total() const { return count > 1 ? " (" + std::to_string(count) + " such links)" : std::string(); }
};

template <class Visit>
void for_each_address(const std::vector<Block>& blocks, Visit visit) {
    for_each_inline_text(blocks, [&](const InlineText& text, std::string_view) {
        for (const Link& link : text.links)
            if (!link.to_brand && link.note == 0 && !link.address.empty()) visit(link);
    });
}

}  // namespace

void check_link_lengths(const std::vector<Block>& blocks, Diagnostics& diagnostics) {
    LinksFound found;
    for_each_address(blocks, [&](const Link& link) {
        if (link.address.size() > longest_address) found.add(link);
    });
    if (found.first == nullptr) return;
    diagnostics.warning("article/long-address"_code, found.first->span,
                        "the address of this link is longer than " + with_commas(longest_address) +
                            " bytes: the link is left out; its text stays" + found.total(),
                        "link to a shorter address");
}

void check_relative_links(const Article& article, const std::map<std::string, std::size_t, std::less<>>& known,
                          Diagnostics& diagnostics) {
    LinksFound found;
    std::optional<LinkTargets> targets;
    for_each_address(article.blocks, [&](const Link& link) {
        if (link.address.size() > longest_address || known.contains(link.address)) return;
        if (!absolute_address(link.address).empty()) return;
        if (!targets) targets.emplace(article.blocks, article.metadata.title);
        if (!targets->heading_of(link.address)) found.add(link);
    });
    if (found.first == nullptr) return;
    diagnostics.warning("article/relative-link"_code, found.first->span,
                        "the link to \"" + diagnostics.excerpt(ascii_uri(found.first->address)) +
                            "\" leads nowhere from paper; its text stays" + found.total(),
                        "write the whole address, as in https://example.org/page, or say in words where it is");
}

}  // namespace carepress::article
