#pragma once

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::visit {

/// The words of `text`, which blanks separate.
std::vector<std::string_view> split_words(std::string_view text);

/// `text` holds `phrase` as whole words: a blank or an end of the text is on both sides of it.
bool holds_phrase(std::string_view text, std::string_view phrase);

// A list is a std::array or a braced list of string views.

template <class List = std::initializer_list<std::string_view>>
bool is_one_of(std::string_view word, const List& list) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

/// `text` holds one of `parts`, within a word too.
template <class List = std::initializer_list<std::string_view>>
bool holds_one_of(std::string_view text, const List& parts) {
    return std::any_of(std::begin(parts), std::end(parts),
                       [&](std::string_view each) { return text.find(each) != std::string_view::npos; });
}

template <class List = std::initializer_list<std::string_view>>
bool holds_one_phrase_of(std::string_view text, const List& phrases) {
    return std::any_of(std::begin(phrases), std::end(phrases),
                       [&](std::string_view each) { return holds_phrase(text, each); });
}

template <class List = std::initializer_list<std::string_view>>
bool begins_with_one_of(std::string_view text, const List& openings) {
    return std::any_of(std::begin(openings), std::end(openings),
                       [&](std::string_view each) { return text.starts_with(each); });
}

template <class List = std::initializer_list<std::string_view>>
bool ends_with_one_of(std::string_view text, const List& endings) {
    return std::any_of(std::begin(endings), std::end(endings),
                       [&](std::string_view each) { return text.ends_with(each); });
}

}  // namespace carepress::visit
