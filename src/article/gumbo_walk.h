#pragma once

#include <gumbo.h>

#include <vector>

namespace carepress::article {

/// Null for a node that is not an element.
inline const GumboElement* element_in(const GumboNode& node) {
    return node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE ? &node.v.element : nullptr;
}

inline const GumboNode& child_of(const GumboElement& element, unsigned int i) {
    return *static_cast<const GumboNode*>(element.children.data[i]);
}

/// Calls `visit(node, element)` with the element and each one below it, in order, until it returns false: then not
/// below that one.
template <class Visit>
void for_each_element(const GumboNode& root, Visit visit) {
    std::vector<const GumboNode*> waiting = {&root};
    while (!waiting.empty()) {
        const GumboNode& node = *waiting.back();
        waiting.pop_back();
        const GumboElement* element = element_in(node);
        if (element == nullptr || !visit(node, *element)) continue;
        for (unsigned int i = element->children.length; i > 0; --i) waiting.push_back(&child_of(*element, i - 1));
    }
}

}  // namespace carepress::article
