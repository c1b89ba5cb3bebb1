// What the elements of a page are: its text in reading order with roles, links, identifiers, and nothing that a hostile
// text could bring in. Whether it looks like the PDF is compared in tests/end_to_end/svg_pictures_test.cpp.
#include "svg/read_svg.h"

#include <regex>
#include <set>

namespace carepress::test {
using namespace svg;
namespace {

/// The texts of a page's tagged items, in order.
std::string tagged_text(const layout::PagedDocument& document, std::uint32_t page) {
    std::u16string text;
    for (const auto* items : {&document.pages[page].items, &document.pages[page].furniture})
        for (const layout::PageItem& item : *items)
            if (const auto* run = std::get_if<layout::GlyphRun>(&item.content);
                run != nullptr && item.node != text::artifact)
                text += std::u16string_view(document.text).substr(run->text_begin, run->text_end - run->text_begin);
    return to_utf8(text);
}

TEST(SvgStructure, text_is_in_reading_order_and_whole) {
    const layout::PagedDocument document = full_document();
    for (std::uint32_t page = 0; page < document.pages.size(); ++page) {
        const ReadPage read(write_page(document, page));
        std::string text;
        for (const pugi::xml_node& span : read.all("tspan")) text += text_under(span);
        EXPECT_EQ(text, tagged_text(document, page));
    }
}

TEST(SvgStructure, page_has_a_title_a_language_and_a_size_in_points) {
    const ReadPage page(write_page(full_document()));
    EXPECT_STREQ(page.root.attribute("lang").value(), "en");
    EXPECT_STREQ(page.root.attribute("dir").value(), "ltr");
    EXPECT_STREQ(page.root.attribute("role").value(), "document");
    EXPECT_STREQ(page.root.attribute("width").value(), "612pt");
    EXPECT_STREQ(page.root.attribute("viewBox").value(), "0 0 612 792");
    EXPECT_STREQ(page.root.first_element_by_path("title").text().get(), "Sore throat: care at home (1/2)");
    EXPECT_STREQ(page.root.attribute("aria-labelledby").value(),
                 page.root.first_element_by_path("title").attribute("id").value());
}

TEST(SvgStructure, drawing_is_hidden_from_screen_readers_and_text_is_not) {
    const ReadPage page(write_page(full_document()));
    for (const char* name : {"use", "image", "svg//svg"})
        for (const pugi::xml_node& node : page.all(name))
            EXPECT_TRUE(node.select_node("ancestor::g[@aria-hidden='true']")) << name;
    for (const pugi::xml_node& node : page.all("text"))
        EXPECT_FALSE(node.select_node("ancestor::g[@aria-hidden='true']"));
}

TEST(SvgStructure, tags_are_aria_roles) {
    const ReadPage page(write_page(full_document()));
    EXPECT_EQ(text_under(page.first("//g[@role='heading'][@aria-level='1']")), "Sore throat: care at home");
    EXPECT_EQ(text_under(page.first("//g[@role='heading'][@aria-level='2']")), "How can you care for yourself?");
    EXPECT_EQ(page.root.select_nodes("//g[@role='list']/g[@role='listitem']").size(), 2u);
    EXPECT_EQ(page.root.select_nodes("//g[@role='table']/g[@role='rowgroup']/g[@role='row']").size(), 3u);
    EXPECT_EQ(page.root.select_nodes("//g[@role='columnheader']").size(), 2u);
    EXPECT_EQ(page.root.select_nodes("//g[@role='rowheader']").size(), 1u);
    EXPECT_EQ(text_under(page.first("//g[@role='cell'][@aria-colspan='2']")),
              "Ask your doctor about younger children.");
    EXPECT_EQ(text_under(page.first("//g[@lang='es']")), "dolor de garganta, ¿sí?");
    EXPECT_EQ(text_under(page.first("//tspan[@lang='fr'][last()]")), "Bonjour.");
    // A figure of two pictures is described once.
    EXPECT_EQ(page.root.select_nodes("//g[@role='figure']/path[@role='img']").size(), 2u);
    EXPECT_TRUE(page.first("//path[@aria-label='A glass of water – naïve drawing']"));
}

TEST(SvgStructure, lines_of_a_block_are_one_text_element) {
    DocumentBuilder b;
    const text::NodeId paragraph = b.node(handout::TagRole::paragraph);
    std::u16string text;
    for (int i = 0; i < 10; ++i) text += u"Rest, and drink a glass of water each hour. ";
    b.paragraph(paragraph, text);
    const ReadPage page(write_page(b.document));
    ASSERT_EQ(page.all("text").size(), 1u);
    EXPECT_GT(page.all("tspan").size(), 3u);
}

TEST(SvgStructure, identifiers_are_unique_over_pages_and_uses_find_them) {
    const layout::PagedDocument document = full_document();
    std::set<std::string> ids;
    std::size_t count = 0;
    for (const char* prefix : {"page", "other-"})
        for (std::uint32_t index = 0; index < document.pages.size(); ++index) {
            const ReadPage page(write_page(document, index, {prefix, false}));
            std::set<std::string> own;
            for (const pugi::xml_node& node : page.all("*[@id]")) {
                own.insert(node.attribute("id").value());
                ++count;
            }
            EXPECT_FALSE(page.all("use").empty());
            for (const pugi::xml_node& use : page.all("use"))
                EXPECT_TRUE(own.contains(use.attribute("href").value() + 1)) << use.attribute("href").value();
            ids.insert(own.begin(), own.end());
        }
    EXPECT_EQ(ids.size(), count);
}

TEST(SvgStructure, hostile_text_stays_text) {
    const std::string hostile = "</title><script>alert(1)</script>\"'&amp;]]>\x01\x1F\xEF\xBF\xBE";
    const std::string harmless = "</title><script>alert(1)</script>\"'&amp;]]>\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD";
    DocumentBuilder b;
    b.document.metadata.title = hostile;
    const text::NodeId paragraph = b.node(handout::TagRole::paragraph);
    b.paragraph(paragraph, u"x</text><script>y</script> & \"z\"");
    const text::NodeId figure = b.node(handout::TagRole::figure, 0, "en\"><script>");
    b.document.tags.nodes[figure].alternative = hostile;
    b.figure(figure, vector_drawing(), {points(48), points(48)});
    const text::NodeId link = b.node(handout::TagRole::link);
    b.page().links.push_back(
        {{points(72), points(72), points(10), points(10)}, b.link(link, "https://example.org/\"><script>", hostile)});
    const ReadPage page(write_page(b.document));
    EXPECT_TRUE(page.all("script").empty());
    EXPECT_EQ(std::string(page.root.first_element_by_path("title").text().get()), harmless);
    EXPECT_EQ(text_under(page.first("//tspan")), "x</text><script>y</script> & \"z\"");
    EXPECT_EQ(std::string(page.first("//path[@role='img']").attribute("aria-label").value()), harmless);
    EXPECT_EQ(std::string(page.first("//a").attribute("aria-label").value()), harmless);
    EXPECT_STREQ(page.first("//a").attribute("href").value(), "https://example.org/\"><script>");
}

TEST(SvgStructure, links_lead_where_the_pdf_s_may) {
    struct Case {
        const char* address;
        const char* href;  ///< empty: no link
    };
    for (const Case& each :
         {Case{"https://example.org/ä b", "https://example.org/%C3%A4%20b"},
          Case{"HTTP://example.org", "HTTP://example.org"}, Case{"tel:+1-555-0142", "tel:+1-555-0142"},
          Case{"mailto:a@example.org", "mailto:a@example.org"}, Case{"javascript:alert(1)", ""},
          Case{"data:text/html,x", ""}, Case{"file:///etc/passwd", ""}, Case{"//example.org", ""}, Case{"", ""}}) {
        DocumentBuilder b;
        const text::NodeId link = b.node(handout::TagRole::link);
        Part part{u"here", link};
        part.link = b.link(link, each.address, "here");
        b.paragraph({part});
        const ReadPage page(write_page(b.document));
        EXPECT_STREQ(page.first("//a").attribute("href").value(), each.href) << each.address;
        EXPECT_EQ(page.all("a").size(), *each.href == '\0' ? 0u : 1u) << each.address;
        EXPECT_EQ(text_under(page.first("//tspan")), "here");
        if (*each.href == '\0') continue;
        EXPECT_EQ(text_under(page.first("//a")), "here");
        EXPECT_TRUE(page.first("//a/path")) << "the area of the link";
    }
}

TEST(SvgStructure, link_without_text_on_the_page_says_where_it_leads) {
    DocumentBuilder b;
    const text::NodeId link = b.node(handout::TagRole::link);
    b.page().links.push_back(
        {{points(72), points(72), points(10), points(10)}, b.link(link, "https://example.org", "Learn more")});
    // As in the PDF, one of no node is not active.
    b.page().links.push_back({{points(72), points(90), points(10), points(10)},
                              b.link(text::artifact, "https://example.org", "Learn more")});
    const ReadPage page(write_page(b.document));
    ASSERT_EQ(page.all("a").size(), 1u);
    EXPECT_STREQ(page.first("//a").attribute("aria-label").value(), "Learn more");
    EXPECT_STREQ(page.first("//a/path").attribute("d").value(), "M72 72h10v10h-10z");
}

TEST(SvgStructure, links_to_parts_need_the_pages_together) {
    DocumentBuilder b;
    const text::NodeId link = b.node(handout::TagRole::link);
    Part part{u"Page 2", link};
    part.link = b.link(link, "", "Page 2");
    b.document.links[0].part = 1;
    b.paragraph({part});
    b.new_page();
    b.document.parts = {{0, 1}, {1, 1}};
    EXPECT_TRUE(ReadPage(write_page(b.document)).all("a").empty());
    const svg::PageOptions together{"doc-", true};
    EXPECT_STREQ(ReadPage(write_page(b.document, 0, together)).first("//a").attribute("href").value(), "#doc-2");
    EXPECT_STREQ(ReadPage(write_page(b.document, 1, together)).root.attribute("id").value(), "doc-2");
}

TEST(SvgStructure, right_to_left_text_starts_at_its_right_end) {
    DocumentBuilder b("ar", text::Direction::right_to_left);
    const text::NodeId paragraph = b.node(handout::TagRole::paragraph);
    b.paragraph(paragraph, u"اتصل بالرقم 555-0142 الآن");
    const ReadPage page(write_page(b.document));
    EXPECT_STREQ(page.root.attribute("dir").value(), "rtl");
    const auto& first = std::get<layout::GlyphRun>(b.document.pages[0].items.front().content);
    ASSERT_EQ(first.level % 2, 1);
    const pugi::xml_node text = page.first("//text");
    EXPECT_STREQ(text.attribute("direction").value(), "rtl");
    EXPECT_DOUBLE_EQ(text.child("tspan").attribute("x").as_double(),
                     first.origin.x.millipoints / 1000.0 + text.child("tspan").attribute("textLength").as_double());
    EXPECT_DOUBLE_EQ(text.child("tspan").attribute("x").as_double(), 540);
    EXPECT_TRUE(page.first("//text[@direction='ltr']/tspan[contains(text(), '555')]"));
}

TEST(SvgStructure, equal_bytes_whatever_was_written_before) {
    const layout::PagedDocument document = full_document();
    svg::SvgWriter writer(library());
    DocumentBuilder other("el");
    other.paragraph(other.node(handout::TagRole::paragraph), u"Ξεκουραστείτε. AVATAR");
    writer.write(other.document, 0);
    EXPECT_EQ(writer.write(document, 1), write_page(document, 1));
    EXPECT_EQ(writer.write(document, 0), write_page(document, 0));
}

TEST(SvgStructure, numbers_are_short) {
    const std::string page = write_page(full_document());
    const std::regex long_number(R"x([0-9]\.[0-9]{4,}(?!\)"))x");  // but for a scale, which ends a transform
    EXPECT_FALSE(std::regex_search(page, long_number));
    EXPECT_TRUE(std::regex_search(page, std::regex("[0-9]\\.[0-9]{2,3}[^0-9]")));
}

}  // namespace
}  // namespace carepress::test
