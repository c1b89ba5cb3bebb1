#pragma once

#include "text/itemize.h"
#include "text_support.h"

#include <algorithm>
#include <string>
#include <vector>

namespace carepress::test {

/// The embedding level of each unit, as the engine's items have them.
class EmbeddingLevels {
public:
    std::vector<int> of(const std::u16string& text, Direction direction) {
        StyledText styled = test::styled(text, "und", "Noto Sans", direction);
        itemizer_.itemize(styled, items_, missing_);
        missing_.clear();
        std::vector<int> levels(text.size(), -1);
        for (const Item& item : items_)
            std::fill(levels.begin() + item.begin, levels.begin() + item.end, static_cast<int>(item.level));
        return levels;
    }

private:
    FontLibrary fonts_{test::manifest_path()};
    Itemizer itemizer_{fonts_};
    std::vector<Item> items_;
    std::vector<ShapedParagraph::Missing> missing_;
};

}  // namespace carepress::test
