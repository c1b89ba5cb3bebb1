#include "check/syllables.h"

#include <unicode/locid.h>
#include <unicode/regex.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>

namespace carepress::check {
namespace {

struct Exception {
    std::string_view word;
    int syllables;
};

/// Words that the rules get wrong, in order. Forms with -s, -d and -ly are derived.
constexpr std::array<Exception, 123> exceptions{{{"aches", 1},
                                                 {"acne", 2},
                                                 {"angioplasty", 5},
                                                 {"anorexia", 5},
                                                 {"aorta", 3},
                                                 {"aortic", 3},
                                                 {"apnea", 3},
                                                 {"area", 3},
                                                 {"aspirin", 2},
                                                 {"associated", 5},
                                                 {"barefoot", 2},
                                                 {"behavior", 3},
                                                 {"behavioral", 4},
                                                 {"beloved", 3},
                                                 {"bluish", 2},
                                                 {"breastfed", 2},
                                                 {"business", 2},
                                                 {"calcium", 3},
                                                 {"carrier", 3},
                                                 {"cereal", 3},
                                                 {"chocolate", 2},
                                                 {"colonel", 2},
                                                 {"coordinate", 4},
                                                 {"coordination", 5},
                                                 {"cornea", 3},
                                                 {"create", 2},
                                                 {"created", 3},
                                                 {"creating", 3},
                                                 {"creation", 3},
                                                 {"cushion", 2},
                                                 {"deficiency", 4},
                                                 {"dementia", 4},
                                                 {"diabetes", 4},
                                                 {"diaper", 2},
                                                 {"diarrhea", 4},
                                                 {"dietary", 4},
                                                 {"dietician", 4},
                                                 {"dieting", 3},
                                                 {"diets", 2},
                                                 {"dye", 1},
                                                 {"earlier", 3},
                                                 {"easier", 3},
                                                 {"evening", 2},
                                                 {"every", 2},
                                                 {"everybody", 4},
                                                 {"everyday", 3},
                                                 {"everyone", 3},
                                                 {"everything", 3},
                                                 {"everywhere", 3},
                                                 {"eyelid", 2},
                                                 {"eyesight", 2},
                                                 {"familial", 3},
                                                 {"familiar", 3},
                                                 {"fluids", 2},
                                                 {"fluoride", 2},
                                                 {"forehead", 2},
                                                 {"foreskin", 2},
                                                 {"fruit", 1},
                                                 {"gastrointestinal", 6},
                                                 {"giant", 2},
                                                 {"gonorrhea", 4},
                                                 {"grapefruit", 2},
                                                 {"guideline", 2},
                                                 {"headaches", 2},
                                                 {"healthier", 3},
                                                 {"heroin", 3},
                                                 {"herpes", 2},
                                                 {"humidifier", 5},
                                                 {"hygiene", 2},
                                                 {"idea", 3},
                                                 {"ideal", 3},
                                                 {"influence", 3},
                                                 {"influenza", 4},
                                                 {"ingredient", 4},
                                                 {"insufficiency", 5},
                                                 {"laboratory", 4},
                                                 {"lifestyle", 2},
                                                 {"loneliness", 3},
                                                 {"lukewarm", 2},
                                                 {"magnesium", 4},
                                                 {"marijuana", 4},
                                                 {"maybe", 2},
                                                 {"milestone", 2},
                                                 {"million", 2},
                                                 {"miscarriage", 3},
                                                 {"moreover", 3},
                                                 {"naive", 2},
                                                 {"nausea", 3},
                                                 {"nuclear", 3},
                                                 {"nutrient", 3},
                                                 {"nutrients", 3},
                                                 {"ok", 2},
                                                 {"osteoarthritis", 6},
                                                 {"pacemaker", 3},
                                                 {"pancreas", 3},
                                                 {"peeing", 2},
                                                 {"people", 2},
                                                 {"pituitary", 5},
                                                 {"platelet", 2},
                                                 {"pneumonia", 3},
                                                 {"poem", 2},
                                                 {"potassium", 4},
                                                 {"radioactive", 5},
                                                 {"react", 2},
                                                 {"reaction", 3},
                                                 {"recreational", 5},
                                                 {"safety", 2},
                                                 {"sciatica", 4},
                                                 {"scientific", 4},
                                                 {"seeing", 2},
                                                 {"skateboarding", 3},
                                                 {"someone", 2},
                                                 {"specifically", 4},
                                                 {"spontaneous", 4},
                                                 {"suicidal", 4},
                                                 {"suicide", 3},
                                                 {"surgeon", 2},
                                                 {"therefore", 2},
                                                 {"trachea", 3},
                                                 {"vegetable", 3},
                                                 {"vegetables", 3},
                                                 {"wherever", 3},
                                                 {"wholesome", 2}}};
static_assert(std::is_sorted(exceptions.begin(), exceptions.end(),
                             [](const Exception& a, const Exception& b) { return a.word < b.word; }));

int exception(std::string_view word) {
    const auto found = std::lower_bound(exceptions.begin(), exceptions.end(), word,
                                        [](const Exception& a, std::string_view b) { return a.word < b; });
    return found != exceptions.end() && found->word == word ? found->syllables : 0;
}

/// Endings that are counted by themselves, so that an "e" before them is seen as final and silent: "care|ful".
constexpr std::array<Exception, 8> suffixes{
    {{"fully", 2}, {"lessly", 2}, {"ments", 1}, {"ment", 1}, {"ness", 1}, {"less", 1}, {"ful", 1}, {"ly", 1}}};

/// Parts of compounds whose final "e" stays silent inside the word: "home|made", "life|style", "care|giver".
constexpr std::array<std::string_view, 21> silent_e_heads{"base", "bite", "care",  "fire", "home", "house", "life",
                                                          "like", "line", "make",  "more", "nose", "note",  "safe",
                                                          "side", "some", "stone", "time", "tube", "where", "wide"};

class Pattern {
public:
    explicit Pattern(const char* pattern) {
        UErrorCode status = U_ZERO_ERROR;
        pattern_.reset(icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(pattern), 0, status));
        assert(U_SUCCESS(status));
    }
    int count(const icu::UnicodeString& text) const {
        UErrorCode status = U_ZERO_ERROR;
        const std::unique_ptr<icu::RegexMatcher> matcher(pattern_->matcher(text, status));
        int found = 0;
        while (U_SUCCESS(status) && matcher->find(status)) ++found;
        return found;
    }
    icu::UnicodeString replaced(const icu::UnicodeString& text, const char* by) const {
        UErrorCode status = U_ZERO_ERROR;
        const std::unique_ptr<icu::RegexMatcher> matcher(pattern_->matcher(text, status));
        return matcher->replaceAll(icu::UnicodeString::fromUTF8(by), status);
    }
    /// Where it is first found, or -1.
    int find(const icu::UnicodeString& text) const {
        UErrorCode status = U_ZERO_ERROR;
        const std::unique_ptr<icu::RegexMatcher> matcher(pattern_->matcher(text, status));
        return matcher->find(status) ? matcher->start(status) : -1;
    }

private:
    std::unique_ptr<icu::RegexPattern> pattern_;
};

}  // namespace

struct EnglishSyllables::Rules {
    // The u of "qu" is a consonant, and so is that of guide and league; y before a vowel is one.
    Pattern qu{"qu"}, gu{"gu(?=[eiy])"}, first_y{"^y(?=[aeiou])"}, inner_y{"(?<=[aeiou])y(?=[aeiou])"};
    Pattern silent{"(?<=[^aeiouy])e$|(?<=[^aeiouydt])ed$|(?<=[^aeiouyszxcg])es$"};
    Pattern sounded{"[^aeiouylrw]le(?:s|d)?$|(?:ch|sh)es$"};
    Pattern groups{"[aeiouy]+"};
    /// Two vowels in one group that are two syllables: medi-al, medi-ate, di-et, vide-o, muse-um, us-u-al, ru-in,
    /// be-ing.
    Pattern hiatus{
        "(?<![ctsgx])i(?:a|o|u)|(?<=[st])ia(?=t)|i(?=e[tn](?:$|[^adehiklst]))|e(?=o(?!u))|e(?=u[ms]$)"
        "|(?<![gq])u(?=a|o)|u(?=i[dtn](?:$|[gy]))|(?<![aeiou])[aeiouy](?=ing)|(?<=[^aeiouy])y(?=[aeiou])"};
    Pattern spoken_m{"(?:sm|thm)s?$"};  // spa-sm, rhy-thm
    std::unordered_map<std::string, int> known;

    int by_rule(const std::string& word) const {
        icu::UnicodeString text = icu::UnicodeString::fromUTF8(word);
        text = qu.replaced(text, "q");
        text = gu.replaced(text, "g");
        text = first_y.replaced(text, "j");
        text = inner_y.replaced(text, "j");
        const int at = silent.find(text);
        if (at >= 0 && sounded.find(text) < 0) {
            icu::UnicodeString ending;
            text.extract(at, text.length() - at, ending);
            text.truncate(at);
            text += ending.findAndReplace("e", "");
        }
        const int count = groups.count(text) + hiatus.count(text) + (spoken_m.find(text) >= 0 ? 1 : 0);
        return std::max(count, 1);
    }

    /// Of one lower-case word without hyphens or apostrophes.
    int part(const std::string& word) const {
        if (const int count = exception(word)) return count;
        const std::string_view view = word;
        for (const std::string_view ending : {"s", "d", "ly"})
            if (view.ends_with(ending))
                if (const int count = exception(view.substr(0, view.size() - ending.size())))
                    return count + (ending == "ly" ? 1 : 0);
        for (const auto& [suffix, count] : suffixes) {
            if (!view.ends_with(suffix)) continue;
            const std::string stem(view.substr(0, view.size() - suffix.size()));
            if (stem.size() >= 3 && !stem.ends_with('b')) return part(stem) + count;
        }
        const auto by_head = [&](std::string_view head) {
            const std::string_view rest = view.substr(std::min(head.size(), view.size()));
            return view.starts_with(head) && rest.size() >= 3 &&
                   std::string_view("aeiouyrsdn").find(rest[0]) == std::string_view::npos;
        };
        for (const std::string_view head : silent_e_heads)
            if (by_head(head)) return 1 + part(word.substr(head.size()));
        return by_rule(word);
    }

    int whole(std::string_view word) const;
};

namespace {

std::string without_typography(std::string_view word) {
    std::string out;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (word.substr(i).starts_with("\xE2\x80\x99")) {
            out += '\'';
            i += 2;
        } else {
            out += word[i] >= 'A' && word[i] <= 'Z' ? static_cast<char>(word[i] + 32) : word[i];
        }
    }
    return out;
}

/// "ER", "HIV", "MRIs": read letter by letter; capitals are not used for emphasis.
bool is_spelled(std::string_view word) {
    if (word.ends_with('s')) word.remove_suffix(1);
    return word.size() >= 2 && word.size() <= 5 &&
           std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

int EnglishSyllables::Rules::whole(std::string_view word) const {
    if (word.empty()) return 0;
    if (word[0] >= '0' && word[0] <= '9') return 1;
    if (is_spelled(word)) {
        int count = 0;
        for (const char c : word) count += c == 'W' ? 3 : c == 's' ? 0 : 1;
        return count;
    }
    constexpr std::array<std::string_view, 5> short_negations{"don't", "can't", "won't", "aren't", "weren't"};
    constexpr std::array<std::string_view, 6> endings{"'s", "'ll", "'ve", "'d", "'re", "'m"};
    int total = 0;
    const std::string lower = without_typography(word);
    for (std::size_t begin = 0; begin <= lower.size();) {
        const std::size_t end = std::min(lower.find('-', begin), lower.size());
        std::string piece = lower.substr(begin, end - begin);
        begin = end + 1;
        if (std::find(short_negations.begin(), short_negations.end(), piece) != short_negations.end()) {
            ++total;
            continue;
        }
        if (piece.ends_with("n't")) {
            piece.erase(piece.size() - 3);
            total += part(piece) + 1;
            continue;
        }
        for (const std::string_view ending : endings)
            if (piece.ends_with(ending)) {
                piece.erase(piece.size() - ending.size());
                break;
            }
        piece.erase(std::remove(piece.begin(), piece.end(), '\''), piece.end());
        total += part(piece);
    }
    return std::max(total, 1);
}

EnglishSyllables::EnglishSyllables() : rules_(std::make_unique<Rules>()) {}
EnglishSyllables::~EnglishSyllables() = default;

int EnglishSyllables::count(std::string_view word) {
    constexpr std::size_t most = 100'000;  // of the words that are remembered
    const std::string key(word);
    if (const auto found = rules_->known.find(key); found != rules_->known.end()) return found->second;
    if (rules_->known.size() > most) rules_->known.clear();
    return rules_->known[key] = rules_->whole(word);
}

int spanish_syllables(std::string_view word) {
    icu::UnicodeString text =
        icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())));
    text.toLower(icu::Locale::getRoot());
    static const Pattern consonant_u("qu|gu(?=[e\u00E9i\u00ED])"), last_y("y$");
    text = last_y.replaced(consonant_u.replaced(text, "k"), "i");
    int total = 0, strong = 0;
    bool inside = false;
    const auto end_group = [&] {
        if (inside) total += std::max(strong, 1);
        inside = false;
        strong = 0;
    };
    for (std::int32_t i = 0; i < text.length(); ++i) {
        const char16_t c = text[i];
        const bool is_strong = std::u16string_view(u"aáeéoóíú").find(c) != std::u16string_view::npos;
        if (!is_strong && c != u'i' && c != u'u' && c != u'ü') {
            end_group();
            continue;
        }
        inside = true;
        strong += is_strong;
    }
    end_group();
    return std::max(total, 1);
}

}  // namespace carepress::check
