#include "article/likely_language.h"

#include "article/each_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace carepress::article {
namespace {

/// Words that are in most sentences of a language, with a space on both sides.
struct CommonWords {
    std::string_view language, words;
};

constexpr std::array<CommonWords, 20> common_words{{
    {"cs", " a v se na je s z o k do že pro jste nebo pokud při jako vás "},
    {"da", " og i at er en et til på det du ikke med som eller af hvis "},
    {"de", " der die das und sie ist nicht ein eine mit oder für ihr wenn auf zu den bei "},
    {"en", " the and of to a in is you your for are or with that this if it have "},
    {"es", " de la que el en y los las con para una por su del usted es se no "},
    {"fi", " ja on ei se että voi jos tai kun ovat ole hän myös sinun "},
    {"fr", " de la les des le et vous votre est une pour un en ou dans que avec du "},
    {"ht", " ou yo nan pou ak ki gen pa se li sa fè yon si ka nou "},
    {"id", " dan yang untuk atau dengan anda di dari jika tidak ini dapat pada ke "},
    {"it", " di e il la che per un una con non le gli si del della è sono può "},
    {"nl", " de het een en van niet met voor in is dat op uw of je als te bij "},
    {"pl", " w i na z się do nie lub jest to że o jak dla jeśli po "},
    {"pt", " de a que e o os as para com uma não em do da você se é por "},
    {"ro", " de și a în la cu nu să este pentru care sau se un o din dacă "},
    {"so", " iyo in ka ku waa ah la ama oo aad si haddii u kuu "},
    {"sv", " och i att är en ett på det som inte för med du eller av om "},
    {"sw", " na ya kwa ni wa au za la kama katika ili hii mtoto "},
    {"tl", " ang ng mga sa na ay kung at o ka mo para iyong hindi "},
    {"tr", " ve bir için veya bu ile da de olarak daha eğer çok olan size "},
    {"vi", " và của là có không cho bạn được các bị khi một trong hoặc để với "},
}};

/// The words of a text in lower case, as common_words has them.
class WordCounter {
public:
    void add(std::string_view text) {
        std::string word = " ";
        const auto end_word = [&] {
            if (word.size() > 1) count(word + " ");
            word = " ";
        };
        for (std::int32_t i = 0; i < static_cast<std::int32_t>(text.size());) {
            UChar32 c = 0;
            U8_NEXT_OR_FFFD(text.data(), i, static_cast<std::int32_t>(text.size()), c);
            if (u_isalpha(c)) {
                append(word, u_tolower(c));
            } else {
                end_word();
            }
        }
        end_word();
    }

    std::string likely() const {
        constexpr std::size_t fewest = 12, most_of_other = 2;  // of three: "de" is common in five languages
        const auto* const best = std::max_element(counts_.begin(), counts_.end());
        std::size_t second = 0;
        for (const std::size_t& count : counts_)
            if (&count != best) second = std::max(second, count);
        const bool is_clear = *best >= fewest && *best * 5 >= words_ && second * 3 <= *best * most_of_other;
        return is_clear ? std::string(common_words.at(static_cast<std::size_t>(best - counts_.begin())).language) : "";
    }

private:
    static void append(std::string& word, UChar32 c) {
        std::array<char, U8_MAX_LENGTH> bytes{};
        std::int32_t length = 0;
        U8_APPEND_UNSAFE(bytes.data(), length, c);
        word.append(bytes.data(), static_cast<std::size_t>(length));
    }

    void count(const std::string& word) {
        ++words_;
        for (std::size_t i = 0; i < common_words.size(); ++i)
            if (common_words.at(i).words.find(word) != std::string_view::npos) ++counts_.at(i);
    }

    std::array<std::size_t, common_words.size()> counts_{};
    std::size_t words_ = 0;
};

}  // namespace

std::string likely_language(const std::vector<Block>& blocks) {
    WordCounter words;
    for_each_inline_text(blocks, [&](const InlineText& text, std::string_view) { words.add(text.text); });
    return words.likely();
}

}  // namespace carepress::article
