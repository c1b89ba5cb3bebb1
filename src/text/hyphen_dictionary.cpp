#include "text/hyphen_dictionary.h"

#include "base/error.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <string>
#include <utility>

namespace carepress::text {
namespace {

constexpr std::size_t longest_line = MAX_CHARS - 2;  ///< bytes; libhyphen skips a longer one
constexpr std::size_t longest_charset = MAX_NAME - 2;

constexpr std::array<std::string_view, 5> options = {"LEFTHYPHENMIN", "RIGHTHYPHENMIN", "COMPOUNDLEFTHYPHENMIN",
                                                     "COMPOUNDRIGHTHYPHENMIN", "NOHYPHEN"};

/// A pattern such as "a2ch4": the letters "ach", and "0204", the value of each place between them, without the zeros
/// at its start.
struct Pattern {
    std::string letters, values;
};

Pattern read_pattern(std::string_view line) {
    Pattern pattern;
    pattern.values = "0";
    for (const char c : line) {
        if (static_cast<unsigned char>(c) <= ' ') break;
        if (c >= '0' && c <= '9') {
            pattern.values.back() = c;
        } else {
            pattern.letters.push_back(c);
            pattern.values.push_back('0');
        }
    }
    pattern.values.erase(0, std::min(pattern.values.find_first_not_of('0'), pattern.values.size()));
    return pattern;
}

/// What a pattern file says, level by level: the words of a compound, and then the parts of each.
struct PatternFile {
    std::string rest;  ///< all but the patterns
    std::vector<std::vector<Pattern>> levels = std::vector<std::vector<Pattern>>(1);
    bool changes_spelling = false;
};

/// Calls `take` with each line that libhyphen takes, without its end.
template <typename Take>
void for_each_line(std::string_view bytes, Take take) {
    while (!bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        const std::string_view line = bytes.substr(0, end);
        if (line.size() <= longest_line) take(line);
        bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    }
}

PatternFile read_file(std::string_view bytes) {
    PatternFile file;
    const std::size_t charset = std::min(bytes.find('\n'), bytes.size());
    file.rest = std::string(bytes.substr(0, charset)) + '\n';
    file.changes_spelling = charset > longest_charset;  // not so, but libhyphen reads what follows in its own way
    bool is_over = false;
    for_each_line(bytes.substr(std::min(charset + 1, bytes.size())), [&](std::string_view line) {
        if (is_over || line.starts_with('%')) return;
        const bool is_next = line.starts_with("NEXTLEVEL");
        if (is_next && file.levels.size() == 2) is_over = true;
        if (is_next && file.levels.size() == 1) file.levels.emplace_back();
        const bool is_option =
            std::any_of(options.begin(), options.end(), [&](std::string_view each) { return line.starts_with(each); });
        if (is_next || is_option) {
            (file.rest += line) += '\n';
        } else {
            // Lines with '#' are comments to those who write these files, and harmless patterns to libhyphen.
            file.changes_spelling |= line.find('/') != std::string_view::npos && !line.starts_with('#');
            file.levels.back().push_back(read_pattern(line));
        }
    });
    return file;
}

/// libhyphen's own way.
HyphenDict* load(std::string_view bytes) {
    // fmemopen() takes no empty buffer, and reads only.
    std::string copy(bytes);
    if (copy.empty()) copy = "\n";
    std::FILE* stream = fmemopen(copy.data(), copy.size(), "r");
    if (stream == nullptr) return nullptr;
    HyphenDict* dictionary = hnj_hyphen_load_file(stream);
    std::fclose(stream);
    return dictionary;
}

}  // namespace

/// The states of one level: each stands for the beginning of a pattern, the first for the empty one.
struct HyphenDictionary::Level {
    explicit Level(std::vector<Pattern> patterns);

    std::string values;  ///< those of the patterns, a null after each
    std::vector<HyphenState> states;
    std::vector<HyphenTrans> transitions;  ///< those of a state side by side, by letter
    HyphenState* own_states = nullptr;     ///< libhyphen's, which it is to free
    int own_count = 0;

private:
    struct Beginning {
        std::size_t from, to, length;  ///< the patterns [from, to) begin with the same `length` letters
    };
    int step(int state, char letter) const;
    void add_children(Beginning beginning, std::size_t state, const std::vector<Pattern>& patterns,
                      std::vector<Beginning>& beginnings);
    void add_fallbacks();
};

HyphenDictionary::Level::Level(std::vector<Pattern> patterns) {
    std::stable_sort(patterns.begin(), patterns.end(),
                     [](const Pattern& a, const Pattern& b) { return a.letters < b.letters; });
    // Of a pattern that comes again, the last one counts.
    const auto same = [](const Pattern& a, const Pattern& b) { return a.letters == b.letters; };
    patterns.erase(patterns.begin(), std::unique(patterns.rbegin(), patterns.rend(), same).base());

    std::size_t bytes = 0;
    for (const Pattern& pattern : patterns) bytes += pattern.values.size() + 1;
    values.reserve(bytes);  // states point into it
    std::vector<Beginning> beginnings{{0, patterns.size(), 0}};
    states.push_back({nullptr, nullptr, 0, 0, -1, 0, nullptr});
    for (std::size_t state = 0; state < states.size(); ++state)
        add_children(beginnings[state], state, patterns, beginnings);
    std::size_t next = 0;
    for (HyphenState& state : states) {
        if (state.num_trans > 0) state.trans = &transitions[next];
        next += static_cast<std::size_t>(state.num_trans);
    }
    add_fallbacks();
}

/// A state falls back to the longest end of it that is a state. Shorter states come first, so that the fallbacks of its
/// parent, and theirs, are known.
void HyphenDictionary::Level::add_fallbacks() {
    for (std::size_t parent = 0; parent < states.size(); ++parent) {
        for (int i = 0; i < states[parent].num_trans; ++i) {
            const HyphenTrans& to = states[parent].trans[i];
            int found = -1, shorter = states[parent].fallback_state;
            while (shorter >= 0 && (found = step(shorter, to.ch)) < 0)
                shorter = states[static_cast<std::size_t>(shorter)].fallback_state;
            states[static_cast<std::size_t>(to.new_state)].fallback_state = std::max(found, 0);
        }
    }
}

/// Adds the states that are one letter longer than `state`, which stands for `beginning`. That is a copy, since
/// `beginnings` grows.
void HyphenDictionary::Level::add_children(Beginning beginning, std::size_t state, const std::vector<Pattern>& patterns,
                                           std::vector<Beginning>& beginnings) {
    std::size_t at = beginning.from;
    const std::size_t length = beginning.length, to = beginning.to;
    if (at < to && patterns[at].letters.size() == length) {
        states[state].match = values.data() + values.size();
        values.append(patterns[at++].values).push_back('\0');
    }
    while (at < to) {
        const char letter = patterns[at].letters[length];
        std::size_t next = at;
        while (next < to && patterns[next].letters[length] == letter) ++next;
        transitions.push_back({letter, static_cast<int>(states.size())});
        ++states[state].num_trans;
        states.push_back({nullptr, nullptr, 0, 0, 0, 0, nullptr});
        beginnings.push_back({at, next, length + 1});
        at = next;
    }
}

/// The state that a letter leads to; -1: none.
int HyphenDictionary::Level::step(int state, char letter) const {
    const HyphenState& from = states[static_cast<std::size_t>(state)];
    const HyphenTrans *begin = from.trans, *end = begin + from.num_trans;
    const HyphenTrans* found = std::find_if(begin, end, [&](const HyphenTrans& each) { return each.ch == letter; });
    return found == end ? -1 : found->new_state;
}

HyphenDictionary::HyphenDictionary(std::string_view bytes, const std::string& name) {
    PatternFile file = read_file(bytes);
    dictionary_ = load(file.changes_spelling ? bytes : file.rest);
    if (dictionary_ == nullptr) throw EnvironmentError(name + ": libhyphen cannot read these hyphenation patterns");
    if (file.changes_spelling) return;
    // Without NEXTLEVEL, libhyphen puts a level of its own before the file's.
    HyphenDict* level = file.levels.size() == 1 ? dictionary_->nextlevel : dictionary_;
    for (std::vector<Pattern>& patterns : file.levels) {
        levels_.push_back(std::make_unique<Level>(std::move(patterns)));
        fill(*level, *levels_.back());
        level = level->nextlevel;
    }
}

/// Lends the states to libhyphen's level.
void HyphenDictionary::fill(HyphenDict& level, Level& states) {
    states.own_states = std::exchange(level.states, states.states.data());
    states.own_count = std::exchange(level.num_states, static_cast<int>(states.states.size()));
}

HyphenDictionary::~HyphenDictionary() {
    for (HyphenDict* level = dictionary_; level != nullptr; level = level->nextlevel) {
        for (const auto& lent : levels_) {
            if (level->states != lent->states.data()) continue;
            level->states = lent->own_states;
            level->num_states = lent->own_count;
        }
    }
    if (dictionary_ != nullptr) hnj_hyphen_free(dictionary_);
}

}  // namespace carepress::text
