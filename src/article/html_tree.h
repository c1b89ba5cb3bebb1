#pragma once

#include <gumbo.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace carepress::article {

/// Why no tree could be made of a text.
enum class TreeFault : std::uint8_t { absent, too_deep, too_many_tags, too_large };

/// A gumbo parse tree and the memory that holds it; the RAII handle of the one C library that reads HTML. All memory
/// comes from an arena: gumbo's own destruction recurses once a level, and would overflow the stack on a deep tree.
/// The text must outlive the tree.
class HtmlTree {
public:
    explicit HtmlTree(std::string_view html);

    TreeFault fault() const { return fault_; }
    /// <html>; nullptr with a fault.
    const GumboNode* root() const { return output_ ? output_->root : nullptr; }

private:
    const GumboOutput* parse(std::string_view html);

    /// Grows in chunks, up to a budget; frees all at once.
    struct Arena;
    struct Free {
        void operator()(Arena* arena) const;
    };
    std::unique_ptr<Arena, Free> arena_;
    const GumboOutput* output_ = nullptr;
    TreeFault fault_ = TreeFault::absent;
};

/// Whether gumbo can parse the text in bounded time. It searches its stack of open elements at most tags, so deep
/// nesting takes time in the square of the depth: fine at a few hundred levels, minutes at a million.
TreeFault check_depth(std::string_view html);

}  // namespace carepress::article
