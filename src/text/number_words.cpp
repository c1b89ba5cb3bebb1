#include "text/number_words.h"

#include "base/language.h"
#include "base/utf.h"
#include "text/cldr_words.h"
#include "text/manifest_source.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace carepress::text {
namespace {

using Kind = NumberWord::Kind;

/// The lists of a language's entry in the file.
struct WordList {
    const char* key;
    NumberWord what;
};
constexpr WordList word_lists[] = {
    {"units", {NumberWord::unit, Kind::none}},
    {"units-am-pm", {NumberWord::half_day, Kind::half_day}},
    {"forms", {NumberWord::unit | NumberWord::form, Kind::none}},
    {"ranges", {NumberWord::range, Kind::none}},
    {"labels", {NumberWord::label, Kind::none}},
    {"titles", {NumberWord::title, Kind::none}},
    {"of", {NumberWord::of_date, Kind::none}},
};

/// "年", "월": units that are one character in a date.
constexpr std::u16string_view date_marks = u"年月日號号년월일";

constexpr std::size_t longest_number_word = 30;

}  // namespace

void LanguageNumberWords::add(std::u16string word, NumberWord what) {
    const bool names_time = what.is(NumberWord::month | NumberWord::half_day);
    if (names_time && !word.empty() && u_isupper(word.front())) what.flags |= NumberWord::capital;
    for (char16_t& unit : word)
        unit = u_isUWhiteSpace(unit) ? u' ' : static_cast<char16_t>(u_tolower(static_cast<UChar32>(unit)));
    while (!word.empty() && (word.back() == u' ' || word.back() == u'.')) word.pop_back();
    word.erase(0, std::min(word.find_first_not_of(u' '), word.size()));
    const bool has_digit = std::any_of(word.begin(), word.end(), [](char16_t unit) { return u_isdigit(unit) != 0; });
    if (word.empty() || word.size() > longest_number_word || has_digit) return;
    if (word.size() == 1 && date_marks.find(word.front()) != date_marks.npos) what.kind = Kind::date;
    NumberWord& known = words_[std::move(word)];
    const bool needs_capital = what.is(NumberWord::capital) && (known.flags == 0 || known.is(NumberWord::capital));
    known.flags |= what.flags;
    if (!needs_capital) known.flags &= static_cast<std::uint16_t>(~NumberWord::capital);
    if (known.kind == Kind::none) known.kind = what.kind;
}

void LanguageNumberWords::sort() {
    constexpr std::uint16_t before_numbers =
        NumberWord::label | NumberWord::title | NumberWord::month | NumberWord::half_day;
    for (const auto& [word, what] : words_) {
        forwards_.push_back({word, what});
        if (what.is(before_numbers)) backwards_.push_back({std::u16string(word.rbegin(), word.rend()), what});
    }
    std::sort(backwards_.begin(), backwards_.end(), [](const Entry& a, const Entry& b) { return a.word < b.word; });
    words_.clear();
}

bool LanguageNumberWords::Search::next(char16_t unit) {
    // A word that ends here comes before those that go on.
    const auto unit_of = [depth = depth_](const Entry& entry) {
        return entry.word.size() > depth ? static_cast<int>(entry.word[depth]) : -1;
    };
    const auto first = std::partition_point(entries_.begin(), entries_.end(),
                                            [&](const Entry& entry) { return unit_of(entry) < unit; });
    const auto last =
        std::partition_point(first, entries_.end(), [&](const Entry& entry) { return unit_of(entry) == unit; });
    entries_ = {first, last};
    ++depth_;
    return !entries_.empty();
}

/// The file, of which only the entries of the languages that are asked for are read.
class NumberWords::File {
public:
    explicit File(const std::string& path) : source_(read_source(path)) {
        const std::string_view text = source_.bytes;
        Part* last = nullptr;
        for (std::size_t begin = 0; begin < text.size();
             begin = std::min(text.find('\n', begin), text.size() - 1) + 1) {
            if (std::string_view(" #\r\n").find(text[begin]) != std::string_view::npos) continue;
            std::string_view key = text.substr(begin, text.find(':', begin) - begin);
            if (key.size() > 2 && key.front() == '"' && key.back() == '"') key = key.substr(1, key.size() - 2);
            if (last != nullptr) last->end = begin;
            last = &parts_[std::string(key)];
            *last = {begin, text.size()};
        }
    }

    /// The key for a language: its own, or "*".
    std::string key_of(const std::string& language) const {
        for (const std::string& tag : lookup_tags(language)) {
            std::string primary(primary_subtag(tag));
            if (parts_.contains(primary)) return primary;
        }
        return "*";
    }

    void add(const std::string& key, LanguageNumberWords& out) const {
        const auto part = parts_.find(key);
        if (part == parts_.end()) return;
        const ManifestSource reader(source_);
        const YamlNode root = reader.read_part(part->second.begin, part->second.end);
        if (root.entries.size() != 1 || root.entries.front().key.scalar != key)
            reader.fail(root, "an entry with the key \"" + key + "\" is wanted");
        const YamlNode& language = root.entries.front().value;
        for (const YamlEntry& entry : language.entries) {
            const auto* list = std::find_if(std::begin(word_lists), std::end(word_lists),
                                            [&](const WordList& one) { return one.key == entry.key.scalar; });
            if (list == std::end(word_lists)) reader.fail(entry.key, "unknown key \"" + entry.key.scalar + "\"");
            for (const YamlNode& word : reader.sequence(language, entry.key.scalar).items)
                out.add(to_utf16(reader.scalar(word)), list->what);
        }
    }

private:
    struct Part {
        std::size_t begin = 0, end = 0;  ///< bytes of the file
    };
    Source source_;
    std::map<std::string, Part, std::less<>> parts_;  ///< by language
};

NumberWords::NumberWords(std::string file) : file_(std::move(file)) {}
NumberWords::~NumberWords() = default;

const LanguageNumberWords& NumberWords::of(const std::string& language) const {
    const std::vector<std::string> locales = cldr_locales(language);
    const std::lock_guard lock(mutex_);
    if (!read_) read_ = std::make_unique<const File>(file_);
    // Of what there is, not of the tag: an author may write any.
    std::string name = read_->key_of(language);
    for (const std::string& locale : locales) name += "|" + locale;
    auto& words = languages_[name];
    if (!words) {
        auto made = std::make_unique<LanguageNumberWords>();
        read_->add("*", *made);
        if (const std::string key = read_->key_of(language); key != "*") read_->add(key, *made);
        for (const std::string& locale : locales) add_cldr_words(locale, *made);
        made->sort();
        words = std::move(made);
    }
    return *words;
}

}  // namespace carepress::text
