#include "library/article_facts.h"

#include "article/check_text.h"
#include "article/front_matter.h"
#include "article/read.h"
#include "base/utf.h"
#include "engine/load_pictures.h"

#include <algorithm>
#include <filesystem>

namespace carepress::library {
namespace {

bool has_ignoring_case(std::string_view text, std::string_view small) {
    const auto same = [](char c, char lower) { return (c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) == lower; };
    return std::search(text.begin(), text.end(), small.begin(), small.end(), same) != text.end();
}

/// Nothing in it can become a figure: no Markdown image and no <img>.
bool has_no_figures(std::string_view text) {
    return text.find("![") == std::string_view::npos && !has_ignoring_case(text, "<img");
}

}  // namespace

ArticleFacts read_facts(const Source& source) {
    ArticleFacts facts;
    facts.digest = sha256(source.bytes);
    const auto take = [&](article::Metadata&& metadata) {
        facts.title = std::move(metadata.title);
        facts.version = std::move(metadata.version);
        facts.code = std::move(metadata.code);
        facts.language = std::move(metadata.language);
        facts.release = std::move(metadata.release);
    };
    Diagnostics ignored(source);
    if (source.bytes.size() <= largest_source && has_no_figures(source.bytes)) {
        article::CheckedText checked;
        article::check_text(source.bytes, checked, ignored);
        if (checked.moves.empty()) {
            article::FrontMatter front = article::read_front_matter(checked.text, checked.offset, ignored);
            if (!front.metadata.title.empty() && !front.metadata.code.empty() && !front.metadata.language.empty()) {
                take(std::move(front.metadata));
                return facts;
            }
        }
    }
    article::Article article = article::read_article(source, ignored);
    facts.pictures = engine::picture_paths(article);
    take(std::move(article.metadata));
    return facts;
}

std::string slug_of(const std::string& path) {
    std::string slug = replace_malformed_utf8(std::filesystem::path(path).stem().string());
    for (char& c : slug) {
        const bool is_fit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                            c == '_' || c == '-' || (c & 0x80) != 0;
        if (!is_fit) c = '-';
    }
    if (slug.empty()) slug = "-";
    if (slug.front() == '.') slug.front() = '-';
    return slug;
}

}  // namespace carepress::library
