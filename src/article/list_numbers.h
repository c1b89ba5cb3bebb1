#pragma once

#include "article/article.h"

#include <string>
#include <vector>

namespace carepress::article {

/// No item has a number beyond this one, above or below zero.
inline constexpr int largest_list_number = 999'999;

/// The number of each item of an ordered list: its own, or one more than the item before it has, one less in a reversed
/// list; the first has List::start (HTML 4.4.8, "ordinal value"). Numbers stay within `largest_list_number`.
std::vector<int> numbers_of(const List& list);

/// Gives the list's items just these numbers, one an item: stored as `start` and as numbers of the items that do not
/// count on.
void set_numbers(List& list, const std::vector<int>& numbers);

/// "3", "c" (and "aa" after "z"), "iii", "[3]". In Western digits where the signs can't write it: letters begin at 1,
/// Roman numerals reach from 1 to 3999 (CSS Counter Styles 3, 6.1 and 6.2).
std::string write_list_number(int number, Numbering numbering);

/// Removes the items without blocks. The others keep their numbers: a text may refer to "step 4".
void erase_empty_items(List& list);

}  // namespace carepress::article
