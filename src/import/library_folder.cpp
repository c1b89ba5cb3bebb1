#include "import/library_folder.h"

#include "article/front_matter.h"
#include "article/write_markdown.h"
#include "base/error.h"
#include "base/hex.h"

#include <xxhash.h>

#include <algorithm>
#include <filesystem>
#include <vector>

namespace carepress::import {
namespace fs = std::filesystem;

namespace {

std::string hash_of(std::string_view text) {
    const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, hash);
    return lower_hex(canonical.digest);
}

/// A file's bytes without its "imported:" line, and the text of that line.
struct Remembered {
    std::string text, hash;
};

Remembered remembered(std::string_view bytes) {
    constexpr std::string_view key = "\nimported: ";
    const std::size_t end = bytes.find("\n---\n");
    const std::size_t at = bytes.substr(0, end == std::string_view::npos ? 0 : end + 1).find(key);
    if (at == std::string_view::npos) return {std::string(bytes), ""};
    const std::size_t line_end = bytes.find('\n', at + 1);
    Remembered out;
    out.hash = bytes.substr(at + key.size(), line_end - at - key.size());
    out.hash.erase(std::remove(out.hash.begin(), out.hash.end(), '"'), out.hash.end());
    out.text = std::string(bytes.substr(0, at)) + std::string(bytes.substr(line_end));
    return out;
}

/// The article as it is written: with the hash of all the rest.
std::string bytes_of(article::Article article, std::string& hash) {
    article.metadata.imported.clear();
    hash = hash_of(article::write_markdown(article));
    article.metadata.imported = hash;
    return article::write_markdown(article);
}

article::Metadata front_matter_of(const Source& source) {
    Diagnostics ignored(source);
    return article::read_front_matter(source.bytes, 0, ignored).metadata;
}

}  // namespace

std::string_view name_of(Fate fate) {
    switch (fate) {
        case Fate::added:
            return "added";
        case Fate::updated:
            return "updated";
        case Fate::unchanged:
            return "unchanged";
        case Fate::refused:
            return "refused";
    }
    return {};
}

std::map<std::string, std::string>& LibraryFolder::codes(const std::string& language) {
    const auto [entry, is_new] = codes_.try_emplace(language);
    if (!is_new) return entry->second;
    std::error_code error;
    std::vector<fs::path> files;
    for (auto file = fs::directory_iterator(fs::path(path_) / language, error); !error && file != fs::end(file);
         file.increment(error))
        if (file->path().extension() == ".md") files.push_back(file->path());
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
        try {
            const article::Metadata metadata = front_matter_of(read_source(file.string()));
            if (!metadata.code.empty()) entry->second.emplace(metadata.code, language + "/" + file.filename().string());
        } catch (const SourceTooLarge&) {
            continue;  // not an article
        }
    }
    return entry->second;
}

/// "en/abdominal-pain.md", or with the code behind it where another article has that name.
std::string LibraryFolder::new_file(const std::string& language, const ImportRecord& record) const {
    const std::string plain = language + "/" + record.slug;
    std::error_code error;
    const auto taken = [&](const std::string& file) {
        return placed_.contains(file) || fs::exists(fs::path(path_) / file, error);
    };
    if (!taken(plain + ".md")) return plain + ".md";
    std::string code = record.article->metadata.code;
    for (char& c : code)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return plain + "-" + code + ".md";
}

ArticlePlace LibraryFolder::place(const ImportRecord& record, bool force) {
    ArticlePlace placement;
    const article::Article& article = *record.article;
    const std::string& language = article.metadata.language;
    std::map<std::string, std::string>& known = codes(language);
    const auto found = known.find(article.metadata.code);
    const bool is_new = found == known.end();
    placement.file = is_new ? new_file(language, record) : found->second;
    if (!placed_.insert(placement.file).second) {
        placement.reason = "another record of this run has the code " + article.metadata.code + " in this language";
        return placement;
    }
    std::string hash;
    placement.bytes = bytes_of(article, hash);
    if (is_new) {
        known.emplace(article.metadata.code, placement.file);
        placement.fate = Fate::added;
        return placement;
    }
    const Source existing = read_source((fs::path(path_) / placement.file).string());
    if (existing.bytes == placement.bytes) {
        placement.fate = Fate::unchanged;
        return placement;
    }
    const article::Metadata existing_front = front_matter_of(existing);
    if (!force && !existing_front.source_url.empty() && existing_front.source_url != article.metadata.source_url) {
        placement.reason = placement.file + " has this code but comes from " + existing_front.source_url;
        return placement;
    }
    const Remembered was = remembered(existing.bytes);
    // A new edition of the file has a new date in every record: a date alone is not a change.
    article::Article same_date = article;
    same_date.metadata.updated = existing_front.updated;
    std::string hash_with_its_date;
    bytes_of(same_date, hash_with_its_date);
    if (!force && !was.hash.empty() && (was.hash == hash || was.hash == hash_with_its_date)) {
        placement.fate = Fate::unchanged;  // the record is what it was; whatever else is in the file is an editor's
        return placement;
    }
    if (!force && was.hash != hash_of(was.text)) {
        placement.is_edited = !was.hash.empty();
        placement.reason = was.hash.empty() ? placement.file + " has this code but was not imported"
                                            : placement.file + " was edited by hand since it was imported";
        return placement;
    }
    placement.fate = Fate::updated;
    return placement;
}

}  // namespace carepress::import
