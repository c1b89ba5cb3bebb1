#include "import/library_folder.h"

#include "article/front_matter.h"
#include "article/write_markdown.h"
#include "base/ascii.h"
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

LibraryFolder::Language& LibraryFolder::language(const std::string& tag) {
    const auto [entry, is_new] = languages_.try_emplace(tag);
    Language& known = entry->second;
    if (!is_new) return known;
    std::error_code error;
    std::vector<fs::path> files;
    for (auto file = fs::directory_iterator(fs::path(path_) / tag, error); !error && file != fs::end(file);
         file.increment(error))
        if (file->path().extension() == ".md") files.push_back(file->path());
    std::sort(files.begin(), files.end());
    for (const fs::path& path : files) {
        try {
            const article::Metadata metadata = front_matter_of(read_source(path.string()));
            const std::string file = tag + "/" + path.filename().string();
            if (!metadata.code.empty()) known.by_code.emplace(metadata.code, file);
            if (!metadata.source_url.empty()) known.by_address.emplace(metadata.source_url, file);
            if (!metadata.imported_from.empty()) known.by_origin.emplace(metadata.imported_from, file);
            known.codes.emplace(file, metadata.code);
        } catch (const SourceTooLarge&) {
            continue;  // not an article
        }
    }
    return known;
}

/// "en/abdominal-pain.md", or with the code behind it where another article has that name.
std::string LibraryFolder::new_file(const std::string& language, const ImportRecord& record,
                                    const std::string& code) const {
    const std::string plain = language + "/" + record.slug;
    std::error_code error;
    const auto taken = [&](const std::string& file) {
        return placed_.contains(file) || fs::exists(fs::path(path_) / file, error);
    };
    if (!taken(plain + ".md")) return plain + ".md";
    return plain + "-" + ascii_lower(code) + ".md";
}

/// The codes that an article whose source states none may have, the best first.
std::vector<std::string> LibraryFolder::codes_for(const ImportRecord& record) {
    std::vector<std::string> codes;
    if (!record.english_address.empty()) {
        const Language& english = language("en");
        const auto original = english.by_address.find(record.english_address);
        if (original != english.by_address.end()) codes.push_back(english.codes.at(original->second));
    }
    codes.insert(codes.end(), record.codes.begin(), record.codes.end());
    constexpr int most = 1'000;
    for (int i = 2; i <= most; ++i) codes.push_back(record.codes.front() + "-" + std::to_string(i));
    return codes;
}

/// The file that has the code, if import made it of these very words from something that has neither name nor address.
std::string LibraryFolder::file_with_words_of(const Language& known, const std::string& code,
                                              const article::Article& article) {
    const auto found = known.by_code.find(code);
    if (found == known.by_code.end() || placed_.contains(found->second)) return {};
    article::Article with_code = article;
    with_code.metadata.code = code;
    std::string hash;
    bytes_of(std::move(with_code), hash);
    return remembered(read_source((fs::path(path_) / found->second).string()).bytes).hash == hash ? found->second
                                                                                                  : std::string();
}

/// The file of the article that was made of this record before; empty: there is none. Sets a code where the source
/// states none.
std::string LibraryFolder::known_file(Language& known, const ImportRecord& record, article::Article& article) {
    article::Metadata& metadata = article.metadata;
    const auto in = [](const std::map<std::string, std::string>& files, const std::string& key) {
        const auto found = key.empty() ? files.end() : files.find(key);
        return found == files.end() ? std::string() : found->second;
    };
    if (record.codes.empty()) return in(known.by_code, metadata.code);
    std::string same = metadata.source_url.empty() ? in(known.by_origin, metadata.imported_from)
                                                   : in(known.by_address, metadata.source_url);
    // Two files of one run can name the same address, that of their site; the same file twice is one record.
    const bool may_be_same = !same.empty() && (metadata.source_url.empty() || !placed_.contains(same));
    if (may_be_same && !known.codes.at(same).empty()) {
        metadata.code = known.codes.at(same);
        return same;
    }
    for (const std::string& code : codes_for(record)) {
        metadata.code = code;
        if (!known.by_code.contains(code)) return {};
        if (std::string file = file_with_words_of(known, code, article); !file.empty()) return file;
    }
    return {};
}

bool LibraryFolder::has_article(const std::string& code) {
    std::error_code error;
    for (auto folder = fs::directory_iterator(path_, error); !error && folder != fs::end(folder);
         folder.increment(error))
        if (folder->is_directory(error) && language(folder->path().filename().string()).by_code.contains(code))
            return true;
    return false;
}

/// What was made of the same source before it had this code.
std::string LibraryFolder::other_file(const Language& known, const article::Metadata& metadata) const {
    const bool has_address = !metadata.source_url.empty();
    const std::map<std::string, std::string>& files = has_address ? known.by_address : known.by_origin;
    const auto found = files.find(has_address ? metadata.source_url : metadata.imported_from);
    return found == files.end() || placed_.contains(found->second) ? std::string() : found->second;
}

ArticlePlace LibraryFolder::place(const ImportRecord& record, bool force) {
    ArticlePlace placement;
    article::Article article = *record.article;
    Language& known = language(article.metadata.language);
    placement.file = known_file(known, record, article);
    const bool is_new = placement.file.empty();
    const std::string& code = article.metadata.code;
    placement.code = code;
    if (is_new && record.codes.empty()) placement.other_file = other_file(known, article.metadata);
    if (is_new) placement.file = new_file(article.metadata.language, record, code);
    if (!placed_.insert(placement.file).second) {
        placement.reason = "another record of this run has the code " + code + " in this language";
        return placement;
    }
    std::string hash;
    placement.bytes = bytes_of(article, hash);
    if (!is_new) {
        settle(placement, article, force);
        return placement;
    }
    known.by_code.emplace(code, placement.file);
    known.codes.emplace(placement.file, code);
    if (!article.metadata.imported_from.empty())
        known.by_origin.emplace(article.metadata.imported_from, placement.file);
    if (!article.metadata.source_url.empty()) known.by_address.emplace(article.metadata.source_url, placement.file);
    placement.fate = Fate::added;
    return placement;
}

/// What becomes of the file that there is.
void LibraryFolder::settle(ArticlePlace& placement, const article::Article& article, bool force) const {
    const Source existing = read_source((fs::path(path_) / placement.file).string());
    if (existing.bytes == placement.bytes) {
        placement.fate = Fate::unchanged;
        return;
    }
    const article::Metadata existing_front = front_matter_of(existing);
    const article::Metadata& metadata = article.metadata;
    if (!force && !existing_front.source_url.empty() && existing_front.source_url != metadata.source_url) {
        placement.reason = placement.file + " has this code but comes from " + existing_front.source_url;
        return;
    }
    const Remembered was = remembered(existing.bytes);
    // A new edition of the file has a new date in every record: a date alone is not a change.
    article::Article same_date = article;
    same_date.metadata.updated = existing_front.updated;
    same_date.metadata.imported_from = existing_front.imported_from;
    std::string hash, hash_with_its_date;
    bytes_of(article, hash);
    bytes_of(std::move(same_date), hash_with_its_date);
    if (!force && !was.hash.empty() && (was.hash == hash || was.hash == hash_with_its_date)) {
        placement.fate = Fate::unchanged;  // the record is what it was; whatever else is in the file is an editor's
        return;
    }
    if (!force && was.hash != hash_of(was.text)) {
        placement.is_edited = !was.hash.empty();
        placement.reason = was.hash.empty() ? placement.file + " has this code but was not imported"
                                            : placement.file + " was edited by hand since it was imported";
        return;
    }
    // Dates of ISO 8601 sort as texts.
    if (!force && !metadata.updated.empty() && metadata.updated < existing_front.updated) {
        placement.reason = "this edition is of " + metadata.updated + ", and " + placement.file + " is of " +
                           existing_front.updated + "; --force takes the older one";
        return;
    }
    placement.fate = Fate::updated;
}

}  // namespace carepress::import
