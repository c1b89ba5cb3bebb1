#include "text/hyphenation.h"

#include "base/error.h"
#include "base/language.h"
#include "base/utf.h"
#include "text/hyphen_dictionary.h"
#include "text/language_range.h"
#include "text/manifest_source.h"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <utility>

namespace carepress::text {
namespace {

/// The characters of an 8-bit charset by their byte.
std::array<char16_t, 256> decode_all(const std::string& charset, const std::string& file) {
    std::array<char16_t, 256> characters{};
    UErrorCode status = U_ZERO_ERROR;
    UConverter* converter = ucnv_open(charset.c_str(), &status);
    for (int byte = 0x80; byte < 0x100 && U_SUCCESS(status); ++byte) {
        const char one = static_cast<char>(byte);
        UErrorCode bad = U_ZERO_ERROR;
        char16_t out[2] = {};
        if (ucnv_toUChars(converter, out, 2, &one, 1, &bad) == 1 && out[0] != 0xFFFD)
            characters[static_cast<std::size_t>(byte)] = out[0];
    }
    ucnv_close(converter);
    if (U_FAILURE(status))
        throw EnvironmentError(file + ": the charset of the hyphenation patterns, " + charset + ", is unknown");
    return characters;
}

}  // namespace

/// What libhyphen has read.
struct WordPatterns::Dictionary {
    explicit Dictionary(const std::string& file) : patterns(read_source(file).bytes, file) {
        if (patterns.get().utf8 == 0) characters = decode_all(patterns.get().cset, file);
    }

    /// `word` in small letters and the patterns' charset, and where each of its characters ends, in units. False: it
    /// has a character that the patterns can't know.
    bool encode(std::u16string_view word, std::string& bytes, std::vector<std::uint32_t>& ends) const {
        for (std::uint32_t at = 0; at < word.size(); ++at) {
            if ((word[at] & 0xF800) == 0xD800) return false;
            const auto letter = static_cast<char16_t>(u_tolower(static_cast<UChar32>(word[at])));
            ends.push_back(at + 1);
            if (patterns.get().utf8 != 0 || letter < 0x80) {
                append_utf8(bytes, letter);
                continue;
            }
            const auto found = std::find(characters.begin(), characters.end(), letter);
            if (found == characters.end()) return false;
            bytes.push_back(static_cast<char>(found - characters.begin()));
        }
        return true;
    }

    HyphenDictionary patterns;
    std::array<char16_t, 256> characters{};
};

WordPatterns::WordPatterns(const std::string& file, bool capitalised, bool elided)
    : dictionary_(std::make_unique<Dictionary>(file)), capitalised_(capitalised), elided_(elided) {}

WordPatterns::~WordPatterns() = default;

void WordPatterns::find(std::u16string_view word, std::vector<std::uint32_t>& places) const {
    std::string bytes;
    std::vector<std::uint32_t> ends;
    if (!dictionary_->encode(word, bytes, ends)) return;
    const std::size_t room = bytes.size() + 5;
    std::vector<char> marks(room);
    std::vector<char*> respelled(room);  // what the parts are spelled like where dividing changes the spelling
    std::vector<int> from(room), cut(room);
    char** replacements = respelled.data();
    int *positions = from.data(), *cuts = cut.data();
    const int failed = hnj_hyphen_hyphenate2(&dictionary_->patterns.get(), bytes.data(), static_cast<int>(bytes.size()),
                                             marks.data(), nullptr, &replacements, &positions, &cuts);
    for (std::size_t i = 0; i + 1 < ends.size() && failed == 0; ++i)
        if ((marks[i] & 1) != 0 && respelled[i] == nullptr) places.push_back(ends[i]);
    for (char* replacement : respelled) std::free(replacement);  // NOLINT(cppcoreguidelines-no-malloc): libhyphen's own
}

struct Hyphenation::Entry {
    std::vector<std::string> languages;
    PatternFile file;
    bool capitalised = false, elided = false;
    mutable std::once_flag once;
    mutable std::unique_ptr<WordPatterns> patterns;
};

Hyphenation::Hyphenation(const std::string& manifest) {
    const Source source = read_source(manifest);
    const ManifestSource reader(source);
    const YamlNode root = reader.read_root();
    for (const YamlNode& item : reader.sequence(root, "languages").items) {
        auto entry = std::make_unique<Entry>();
        for (const YamlNode& language : reader.sequence(item, "languages").items)
            entry->languages.push_back(reader.scalar(language));
        entry->file.package = reader.text(item, "package");
        entry->capitalised = reader.read_flag(item, "capitalised");
        entry->elided = reader.read_flag(item, "elided");
        const std::string& name = reader.text(item, "file");
        for (const YamlNode& folder : reader.sequence(root, "folders").items) {
            const std::string path = reader.scalar(folder) + "/" + name;
            std::error_code error;
            if (entry->file.path.empty() && std::filesystem::is_regular_file(path, error)) entry->file.path = path;
        }
        entries_.push_back(std::move(entry));
    }
}

Hyphenation::~Hyphenation() = default;

const Hyphenation::Entry* Hyphenation::entry(const std::string& language) const {
    const std::string full = with_all_subtags(language);
    // Of a tag that names no language, ICU's likely one is a guess.
    const std::vector<std::string> tags = lookup_tags(language);
    if (tags.empty() || primary_subtag(full) != primary_subtag(tags.front())) return nullptr;
    const Entry* best = nullptr;
    std::pair<std::size_t, std::size_t> most{0, 0};
    for (const auto& entry : entries_) {
        for (const std::string& one : entry->languages) {
            const auto says = particularity(one, full);
            if (says <= most) continue;
            most = says;
            best = entry.get();
        }
    }
    return best;
}

const WordPatterns* Hyphenation::patterns(const std::string& language) const {
    const Entry* found = entry(language);
    if (found == nullptr || found->file.path.empty()) return nullptr;
    std::call_once(found->once, [&] {
        found->patterns = std::make_unique<WordPatterns>(found->file.path, found->capitalised, found->elided);
    });
    return found->patterns.get();
}

const Hyphenation::PatternFile* Hyphenation::file(const std::string& language) const {
    const Entry* found = entry(language);
    return found == nullptr ? nullptr : &found->file;
}

std::vector<Hyphenation::PatternFile> Hyphenation::files() const {
    std::vector<PatternFile> files;
    files.reserve(entries_.size());
    for (const auto& entry : entries_) files.push_back(entry->file);
    return files;
}

}  // namespace carepress::text
