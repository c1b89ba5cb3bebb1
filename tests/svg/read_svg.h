#pragma once

#include "pdf/samples.h"
#include "svg/write.h"

#include <gtest/gtest.h>
#include <pugixml.hpp>

#include <string>
#include <vector>

namespace carepress::test {
using namespace svg;

inline std::string write_page(const layout::PagedDocument& document, std::uint32_t page = 0,
                              const svg::PageOptions& options = {}) {
    return svg::SvgWriter(library()).write(document, page, options);
}

/// A page as another library reads it.
struct ReadPage {
    explicit ReadPage(std::string text) : bytes(std::move(text)) {
        const pugi::xml_parse_result result =
            document.load_string(bytes.c_str(), pugi::parse_default | pugi::parse_ws_pcdata);
        EXPECT_TRUE(result) << result.description() << " at " << result.offset;
        root = document.document_element();
    }

    std::vector<pugi::xml_node> all(const char* name) const {
        std::vector<pugi::xml_node> found;
        for (const pugi::xpath_node& each : root.select_nodes((std::string("descendant-or-self::") + name).c_str()))
            found.push_back(each.node());
        return found;
    }
    pugi::xml_node first(const std::string& path) const { return root.select_node(path.c_str()).node(); }

    std::string bytes;
    pugi::xml_document document;
    pugi::xml_node root;
};

inline std::string text_under(const pugi::xml_node& node) {
    std::string text;
    if (node.type() == pugi::node_pcdata) text += node.value();
    for (const pugi::xml_node& child : node.children()) text += text_under(child);
    return text;
}

}  // namespace carepress::test
