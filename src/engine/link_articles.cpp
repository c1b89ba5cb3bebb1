#include "engine/link_articles.h"

#include "article/each_text.h"
#include "base/address.h"
#include "base/ascii.h"
#include "base/percent.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace carepress::engine {
namespace {

/// The folder of a path, with the slash at its end.
std::string_view folder_of(std::string_view path) { return path.substr(0, path.rfind('/') + 1); }

/// Without the extension of its last part: pages link to "fever.html" where the article is "fever.md".
std::string_view without_extension(std::string_view path) {
    const std::size_t dot = path.rfind('.');
    return dot == std::string_view::npos || dot < folder_of(path).size() + 1 ? path : path.substr(0, dot);
}

/// A path without "." and ".." (RFC 3986 5.2.4), as far as it has a folder to leave.
std::string tidy_path(std::string_view path) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        const std::string_view part = path.substr(begin, end - begin);
        if (part == ".." && !parts.empty() && parts.back() != "..")
            parts.pop_back();
        else if (!part.empty() && part != ".")
            parts.push_back(part);
        begin = end + 1;
    }
    std::string tidy(path.starts_with('/') ? "/" : "");
    for (const std::string_view part : parts) {
        if (!tidy.empty() && tidy.back() != '/') tidy += '/';
        tidy += part;
    }
    return tidy;
}

/// An address of the web without what does not tell pages apart.
std::string page_address(std::string_view address) {
    const std::size_t begin = address.find("://");
    std::string page = ascii_lower(begin == std::string_view::npos ? address : address.substr(begin + 3));
    if (page.starts_with("www.")) page.erase(0, 4);
    while (page.ends_with('/')) page.pop_back();
    return page;
}

/// By which names the articles of a handout can be linked to. Of two with one name, the first.
class ArticleNames {
public:
    ArticleNames(const std::vector<handout::ArticlePart>& articles, const SourceList& sources) {
        for (std::size_t i = 0; i < articles.size(); ++i) {
            add(articles[i], sources, i);
            if (articles[i].translation) add(*articles[i].translation, sources, i);
        }
    }

    /// `folder`: of the file that the link is in.
    std::optional<std::size_t> find(std::string_view address, std::string_view folder) const {
        const std::string_view page = address.substr(0, std::min(address.find_first_of("?#"), address.size()));
        if (page.empty()) return std::nullopt;
        const std::string scheme = scheme_of(page);
        if (scheme == "http" || scheme == "https") return in(addresses_, page_address(page));
        if (!scheme.empty()) return std::nullopt;
        const std::string path = percent_decoded(page);
        if (const auto file = in(files_, tidy_path(std::string(folder).append(without_extension(path))))) return file;
        const std::string tidy = tidy_path(path);
        return in(codes_, ascii_lower(without_extension(std::string_view(tidy).substr(folder_of(tidy).size()))));
    }

private:
    using Names = std::map<std::string, std::size_t, std::less<>>;

    static std::optional<std::size_t> in(const Names& names, const std::string& name) {
        const auto found = names.find(name);
        return found == names.end() ? std::nullopt : std::optional(found->second);
    }

    void add(const handout::ArticlePart& part, const SourceList& sources, std::size_t index) {
        const article::Metadata& metadata = part.article->metadata;
        if (!metadata.code.empty()) codes_.emplace(ascii_lower(metadata.code), index);
        if (!metadata.source_url.empty()) addresses_.emplace(page_address(metadata.source_url), index);
        files_.emplace(tidy_path(without_extension(sources[part.source].name)), index);
    }

    Names codes_, addresses_, files_;
};

using ArticleLinks = std::map<std::string, std::size_t, std::less<>>;

ArticleLinks links_of(const handout::ArticlePart& part, const ArticleNames& names, const SourceList& sources) {
    ArticleLinks links;
    const std::string_view folder = folder_of(sources[part.source].name);
    article::for_each_inline_text(part.article->blocks, [&](const article::InlineText& text, std::string_view) {
        for (const article::Link& link : text.links) {
            if (link.to_brand || link.note > 0 || link.address.size() > longest_address) continue;
            if (const auto index = names.find(link.address, folder)) links.emplace(link.address, *index);
        }
    });
    return links;
}

}  // namespace

void link_articles(std::vector<handout::ArticlePart>& articles, const SourceList& sources) {
    if (articles.size() < 2) return;
    const ArticleNames names(articles, sources);
    for (handout::ArticlePart& part : articles) {
        part.article_links = links_of(part, names, sources);
        if (!part.translation) continue;
        ArticleLinks links = links_of(*part.translation, names, sources);
        if (links.empty()) continue;
        handout::ArticlePart translation = *part.translation;
        translation.article_links = std::move(links);
        part.translation = std::make_shared<const handout::ArticlePart>(std::move(translation));
    }
}

}  // namespace carepress::engine
