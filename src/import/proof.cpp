#include "import/proof.h"

#include "article/each_text.h"
#include "article/html_reader.h"
#include "article/html_tree.h"
#include "article/page_notes.h"
#include "article/page_survey.h"
#include "article/plain_text.h"
#include "base/utf.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace carepress::import {
namespace {

/// Whether a character takes part in the comparison.
bool counts(UChar32 character) {
    if (u_isUWhiteSpace(character) || character == 0x2022 || character == '"' || character == '\'') return false;
    switch (u_charType(character)) {
        case U_START_PUNCTUATION:
        case U_END_PUNCTUATION:
        case U_INITIAL_PUNCTUATION:
        case U_FINAL_PUNCTUATION:
        case U_CONTROL_CHAR:
        case U_FORMAT_CHAR:
            return false;
        default:
            return true;
    }
}

/// What a character is to the word that it stands in or beside.
enum class Part : std::uint8_t { letter, end, nothing };

/// The words of a text, case folded; `part_of` says of each character what it is.
template <class PartOf>
std::vector<std::string> split_words(std::string_view text, PartOf part_of) {
    std::vector<std::string> words;
    std::string word;
    const auto end_word = [&] {
        if (!word.empty()) words.push_back(std::move(word));
        word.clear();
    };
    const auto length = static_cast<std::int32_t>(text.size());
    for (std::int32_t i = 0; i < length;) {
        UChar32 character = 0;
        U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text.data()), i, length, character);
        const Part part = part_of(character);
        if (part == Part::end) end_word();
        if (part == Part::letter) append_utf8(word, static_cast<char32_t>(u_foldCase(character, U_FOLD_CASE_DEFAULT)));
    }
    end_word();
    return words;
}

/// The words as they are compared: characters that count.
std::vector<std::string> words_of(std::string_view text) {
    return split_words(text, [](UChar32 character) {
        if (u_isUWhiteSpace(character)) return Part::end;
        return counts(character) ? Part::letter : Part::nothing;
    });
}

/// The words without the signs beside and between them.
std::vector<std::string> bare_words_of(std::string_view text) {
    return split_words(text, [](UChar32 character) {
        constexpr std::uint32_t of_words = U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK;
        if ((U_GET_GC_MASK(character) & of_words) != 0) return Part::letter;
        return u_charType(character) == U_FORMAT_CHAR ? Part::nothing : Part::end;
    });
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) out += word;
    return out;
}

/// "\"left\", \"right\"": the words that `a` has more of than `b`, each once, at most ten.
std::string more_in(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    std::map<std::string, int> count;
    for (const std::string& word : b) ++count[word];
    std::string out;
    int shown = 0;
    for (const std::string& word : a) {
        if (--count[word] >= 0) continue;
        if (shown == 10) return out + " …";
        ++shown;
        out += (out.empty() ? "\"" : ", \"") + article::shortened(word, 40) + "\"";
    }
    return out;
}

}  // namespace

std::string text_of(const article::Article& article) {
    std::string out = article.metadata.title;
    const auto add = [&](std::string_view text) {
        out += ' ';
        out += text;
    };
    article::for_each_text(article.blocks, add);
    if (!article.own_disclaimer.empty()) add(article.own_disclaimer);
    return out;
}

std::string text_of_html(std::string_view html, bool whole_page) {
    const article::HtmlTree tree(html);
    if (tree.root() == nullptr) return {};
    const article::PageSurvey survey(*tree.root(), whole_page);
    const article::PageNotes notes(*tree.root(), survey);
    std::string out;
    // Nodes, and what the reader adds behind an abbreviation.
    std::vector<std::pair<const GumboNode*, std::string_view>> waiting = {{tree.root(), {}}};
    while (!waiting.empty()) {
        const auto [next, added] = waiting.back();
        waiting.pop_back();
        out += added;
        if (next == nullptr) continue;
        const GumboNode& node = *next;
        if (survey.left_out(node) != nullptr) continue;
        if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA || node.type == GUMBO_NODE_WHITESPACE) {
            out += node.v.text.text;
        } else if (node.type == GUMBO_NODE_ELEMENT) {
            const GumboElement& element = node.v.element;
            const article::Role role = article::role_of(element);
            if (role == article::Role::dropped || role == article::Role::title || role == article::Role::ignored ||
                notes.is_back_link(element))
                continue;
            const bool is_inline =
                role == article::Role::transparent || (role >= article::Role::strong && role <= article::Role::link);
            if (!is_inline && !out.empty()) out += ' ';
            if (role == article::Role::image) out.append(article::attribute(element, "alt")).append(" ");
            if (const std::string_view expansion = survey.expansion(element); !expansion.empty())
                waiting.emplace_back(nullptr, expansion);
            for (unsigned int i = element.children.length; i > 0; --i)
                waiting.emplace_back(static_cast<const GumboNode*>(element.children.data[i - 1]), std::string_view());
        }
    }
    return out;
}

std::string difference_of_texts(std::string_view source, std::string_view written) {
    const std::vector<std::string> before = words_of(source), after = words_of(written);
    if (joined(before) == joined(after)) return {};
    const std::string lost = more_in(before, after), added = more_in(after, before);
    if (lost.empty() && added.empty()) return "the words are in a different order";
    if (lost.empty()) return "words were added: " + added;
    return "words were lost: " + lost + (added.empty() ? "" : "; and added: " + added);
}

std::string words_missing(std::string_view source, std::string_view written) {
    return more_in(bare_words_of(source), bare_words_of(written));
}

}  // namespace carepress::import
