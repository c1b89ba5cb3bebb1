#include "article/notes.h"

#include "article/each_text.h"
#include "article/list_numbers.h"

#include <cstddef>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace carepress::article {
namespace {

using NotesByNumber = std::map<int, const ListItem*>;

void find_notes(const std::vector<Block>& blocks, NotesByNumber& notes) {
    for (const Block& block : blocks) {
        if (const auto* quote = std::get_if<Quote>(&block.content)) find_notes(quote->blocks, notes);
        if (const auto* callout = std::get_if<Callout>(&block.content)) find_notes(callout->blocks, notes);
        if (const auto* more = std::get_if<LearnMore>(&block.content)) find_notes(more->blocks, notes);
        const auto* list = std::get_if<List>(&block.content);
        if (list == nullptr) continue;
        const std::vector<int> numbers = is_notes(block) ? numbers_of(*list) : std::vector<int>();
        for (std::size_t i = 0; i < list->items.size(); ++i) {
            if (!numbers.empty()) notes.emplace(numbers[i], &list->items[i]);
            find_notes(list->items[i].blocks, notes);
        }
    }
}

void find_references(const std::vector<Block>& blocks, std::set<int>& numbers) {
    for_each_inline_text(blocks, [&](const InlineText& text, std::string_view) {
        for (const Link& link : text.links)
            if (link.note > 0) numbers.insert(link.note);
    });
}

}  // namespace

bool is_notes(const Block& block) {
    const auto* list = std::get_if<List>(&block.content);
    return list != nullptr && list->numbering == Numbering::notes;
}

void keep_notes(const std::vector<Block>& all, std::vector<Block>& kept) {
    std::set<int> wanted;
    find_references(kept, wanted);
    if (wanted.empty()) return;
    NotesByNumber notes, there;
    find_notes(all, notes);
    find_notes(kept, there);
    // Notes refer to notes, too.
    std::map<int, const ListItem*> missing;
    for (std::set<int> next = std::move(wanted); !next.empty();) {
        std::set<int> others;
        for (const int number : next) {
            const auto note = notes.find(number);
            if (note == notes.end() || there.count(number) > 0) continue;
            if (missing.emplace(number, note->second).second) find_references(note->second->blocks, others);
        }
        next = std::move(others);
    }
    if (missing.empty()) return;
    List list;
    list.ordered = true;
    list.numbering = Numbering::notes;
    for (const auto& [number, note] : missing) {
        list.items.push_back(*note);
        list.items.back().number = number;
    }
    const SourceSpan span = list.items.front().span;
    const bool has_more = !kept.empty() && std::holds_alternative<LearnMore>(kept.back().content);
    kept.insert(kept.end() - (has_more ? 1 : 0), Block{std::move(list), span, {}});
}

}  // namespace carepress::article
