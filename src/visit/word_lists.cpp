#include "visit/word_lists.h"

namespace carepress::visit {

std::vector<std::string_view> split_words(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) words.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

bool holds_phrase(std::string_view text, std::string_view phrase) {
    for (std::size_t at = 0; (at = text.find(phrase, at)) != std::string_view::npos; ++at) {
        const std::size_t end = at + phrase.size();
        if ((at == 0 || text[at - 1] == ' ') && (end == text.size() || text[end] == ' ')) return true;
    }
    return false;
}

}  // namespace carepress::visit
