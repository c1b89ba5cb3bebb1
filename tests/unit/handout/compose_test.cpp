#include "handout/compose.h"

#include "article/link_address.h"
#include "article/read.h"
#include "base/utf.h"
#include "handout/script_sizes.h"
#include "handout/text_composer.h"
#include "style/read.h"
#include "support/contents.h"
#include "words/phrases.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>

namespace carepress::test {
using namespace handout;
using article::absolute_address;
using article::printed_address;
using article::PrintedAddress;
namespace {

/// An article composed with the project's own layout, brand and phrases.
class Composed {
public:
    explicit Composed(const std::string& markdown, const std::string& layout = "letter")
        : source_{"test.md", markdown}, diagnostics_(source_) {
        const article::Article article = article::read_article(source_, article::ArticleFormat::markdown, diagnostics_);
        const style::BrandResult brand = style::read_brand(CAREPRESS_SOURCE_FOLDER "/brands/default");
        const style::StylesheetResult stylesheet =
            style::read_stylesheet(CAREPRESS_SOURCE_FOLDER "/layouts/" + layout + ".yaml", *brand.brand);
        const words::PhraseBook phrases(CAREPRESS_SOURCE_FOLDER "/messages");
        handout = compose(test::contents_of({article}), {brand.brand, stylesheet.stylesheet, phrases}, diagnostics_);
    }
    std::string text(std::size_t box) const {
        return to_utf8(handout.texts[handout.boxes[box].as<TextBox>()->text].text);
    }
    /// Texts of all boxes in order, with the names of their roles.
    std::vector<std::string> outline() const {
        std::vector<std::string> lines;
        for (std::size_t i = 0; i < handout.boxes.size(); ++i)
            if (handout.boxes[i].is<TextBox>())
                lines.push_back(std::string(style::name_of(handout.boxes[i].role)) + ": " + text(i));
        return lines;
    }
    /// Roles of the tags from the root down to `node`.
    std::vector<TagRole> path(text::NodeId node) const {
        std::vector<TagRole> roles;
        for (; node != no_index; node = handout.tags.nodes[node].parent)
            roles.insert(roles.begin(), handout.tags.nodes[node].role);
        return roles;
    }
    std::size_t find(style::BlockRole role) const {
        for (std::size_t i = 0; i < handout.boxes.size(); ++i)
            if (handout.boxes[i].role == role && handout.boxes[i].is<TextBox>()) return i;
        return handout.boxes.size();
    }
    Handout handout;
    const Diagnostics& diagnostics() const { return diagnostics_; }

private:
    Source source_;
    Diagnostics diagnostics_;
};

/// A layout with room for it prints the whole disclaimer, one without the brand's short form.
TEST(Compose, the_short_disclaimer_stands_where_the_layout_asks_for_it) {
    const Source source{"test.md", "---\ntitle: T\n---\n\nText.\n"};
    Diagnostics diagnostics(source);
    const article::Article article = article::read_article(source, article::ArticleFormat::markdown, diagnostics);
    const style::BrandResult brand = style::read_brand(CAREPRESS_SOURCE_FOLDER "/brands/default");
    const words::PhraseBook phrases(CAREPRESS_SOURCE_FOLDER "/messages");
    const auto disclaimer = [&](const std::string& layout) {
        const std::string path = CAREPRESS_SOURCE_FOLDER "/layouts/" + layout + ".yaml";
        const style::StylesheetResult stylesheet = style::read_stylesheet(path, *brand.brand);
        const Handout handout =
            compose(test::contents_of({article}), {brand.brand, stylesheet.stylesheet, phrases}, diagnostics);
        return to_utf8(handout.parts.front().furniture.disclaimer.text);
    };
    EXPECT_EQ(disclaimer("letter"), brand.brand->texts_for("en").disclaimer);
    EXPECT_EQ(disclaimer("large-print"), brand.brand->texts_for("en").disclaimer_short);
}

TEST(Compose, a_handout_of_several_articles_has_each_keyword_once_and_the_latest_date) {
    const Source source{"test.md", ""};
    Diagnostics diagnostics(source);
    article::Article first, second;
    first.metadata.title = "Cough";
    first.metadata.language = second.metadata.language = "en";
    first.metadata.keywords = {"cough", "cold"};
    first.metadata.updated = "2026-02-01";
    second.metadata.title = "Flu";
    second.metadata.keywords = {"cold", "flu", "cough"};
    second.metadata.updated = "2026-01-01";
    const style::BrandResult brand = style::read_brand(CAREPRESS_SOURCE_FOLDER "/brands/default");
    const style::StylesheetResult stylesheet =
        style::read_stylesheet(CAREPRESS_SOURCE_FOLDER "/layouts/letter.yaml", *brand.brand);
    const words::PhraseBook phrases(CAREPRESS_SOURCE_FOLDER "/messages");
    const Handout handout =
        compose(test::contents_of({first, second}), {brand.brand, stylesheet.stylesheet, phrases}, diagnostics);
    EXPECT_EQ(handout.metadata.keywords, (std::vector<std::string>{"cough", "cold", "flu"}));
    EXPECT_EQ(handout.metadata.date, "2026-02-01");
}

TEST(Compose, boxes_stand_in_reading_order) {
    const Composed composed("---\ncode: T1\ntitle: A title\n---\n\nFirst.\n\nSecond.\n\n## Head\n\n- one\n- two\n");
    const std::vector<std::string> outline = composed.outline();
    ASSERT_GE(outline.size(), 6u);
    EXPECT_EQ(outline[0], "title: A title");
    EXPECT_EQ(outline[1], "lead: First.");
    EXPECT_EQ(outline[2], "paragraph: Second.");
    EXPECT_EQ(outline[3], "heading-2: Head");
    EXPECT_EQ(outline[4], "list-item: one");
    EXPECT_EQ(outline[5], "list-item: two");
}

TEST(Compose, boxes_nest_and_tags_come_after_their_parents) {
    const Composed composed("# T\n\n> [!WATCH]\n> - a\n>   - b\n\n| x | y |\n|---|---|\n| 1 | 2 |\n");
    for (std::size_t i = 0; i < composed.handout.boxes.size(); ++i) {
        const Box& box = composed.handout.boxes[i];
        ASSERT_GT(box.end, i);
        for (std::size_t k = i; k < box.end; ++k) EXPECT_LE(composed.handout.boxes[k].end, box.end);
    }
    const auto& nodes = composed.handout.tags.nodes;
    EXPECT_EQ(nodes[0].parent, no_index);
    for (std::size_t i = 1; i < nodes.size(); ++i) EXPECT_LT(nodes[i].parent, i);
}

TEST(Compose, lists_have_labels_and_bodies) {
    const Composed composed("# T\n\n3. one\n4. two\n");
    const std::size_t item = composed.find(style::BlockRole::list_item);
    ASSERT_LT(item, composed.handout.boxes.size());
    EXPECT_EQ(composed.path(composed.handout.boxes[item].node),
              (std::vector{TagRole::document, TagRole::list, TagRole::list_item, TagRole::list_body}));
    const auto* around = composed.handout.boxes[item - 1].as<ItemBox>();
    ASSERT_NE(around, nullptr);
    EXPECT_EQ(to_utf8(composed.handout.texts[around->marker].text), "3.");
}

TEST(Compose, callouts_are_sections_with_a_heading_below_the_one_around) {
    const Composed composed("# T\n\n## Help\n\n> [!EMERGENCY]\n> Go now.\n");
    const std::size_t heading = composed.find(style::BlockRole::callout_heading_emergency);
    ASSERT_LT(heading, composed.handout.boxes.size());
    EXPECT_EQ(composed.path(composed.handout.boxes[heading].node),
              (std::vector{TagRole::document, TagRole::section, TagRole::section, TagRole::heading_3}));
    EXPECT_NE(composed.text(heading).find("911"), std::string::npos) << composed.text(heading);
}

/// The instruction is said once: as the head of its box, without a level's name above it.
TEST(Compose, a_sentence_that_leads_in_the_signs_of_a_help_box_is_its_head) {
    const Composed composed(
        "# T\n\n> [!CALL-NOW]\n> **Call your doctor now if:**\n>\n> - Your leg is cold.\n\n"
        "> [!WATCH]\n> Contact your doctor if:\n>\n> - You are tired.\n");
    const std::size_t call = composed.find(style::BlockRole::callout_heading_call_now),
                      watch = composed.find(style::BlockRole::callout_heading_watch);
    ASSERT_LT(call, composed.handout.boxes.size());
    ASSERT_LT(watch, composed.handout.boxes.size());
    EXPECT_EQ(composed.text(call), "Call your doctor now if:");
    EXPECT_EQ(composed.text(watch), "Contact your doctor if:");
    for (const std::size_t head : {call, watch})
        EXPECT_EQ(composed.path(composed.handout.boxes[head].node).back(), TagRole::heading_2);
    EXPECT_EQ(composed.find(style::BlockRole::callout_text), composed.handout.boxes.size());
    // On a page that the box goes on to, its level is enough.
    const auto* group = composed.handout.boxes[call - 1].as<GroupBox>();
    ASSERT_NE(group, nullptr);
    EXPECT_EQ(to_utf8(composed.handout.texts[group->continued].text), "Call now (continued)");
}

/// A box without signs, one that says more than that, and that of emergencies, which has the number to call.
TEST(Compose, other_help_boxes_have_the_name_of_their_level_as_head) {
    for (const char* box : {"> [!CALL-NOW]\n> **Call your doctor now.**\n",
                            "> [!CALL-NOW]\n> **Call 988 now.** Do not wait.\n>\n> - You think of death.\n",
                            "> [!CALL-NOW]\n> - Your leg is cold.\n"}) {
        const Composed composed("# T\n\n" + std::string(box));
        const std::size_t head = composed.find(style::BlockRole::callout_heading_call_now);
        ASSERT_LT(head, composed.handout.boxes.size()) << box;
        EXPECT_EQ(composed.text(head), "Call now") << box;
    }
    const Composed emergency("# T\n\n> [!EMERGENCY]\n> **Call 911 if:**\n>\n> - You faint.\n");
    EXPECT_EQ(emergency.text(emergency.find(style::BlockRole::callout_heading_emergency)), "Emergency: call 911");
    EXPECT_EQ(emergency.text(emergency.find(style::BlockRole::callout_text)), "Call 911 if:");
}

TEST(Compose, a_link_prints_its_address_once) {
    const Composed composed("# T\n\nSee [our page](https://example.org/a/) and <https://example.org/b>.\n");
    const std::size_t lead = composed.find(style::BlockRole::lead);
    EXPECT_EQ(composed.text(lead), "See our page (example.org/a) and https://example.org/b.");
    ASSERT_GE(composed.handout.links.size(), 2u);
    EXPECT_EQ(composed.handout.links[0].address, "https://example.org/a/");
    EXPECT_EQ(composed.handout.links[0].contents, "our page");
    EXPECT_EQ(composed.handout.tags.nodes[composed.handout.links[0].node].role, TagRole::link);
}

TEST(Compose, a_link_to_a_place_of_the_article_says_its_heading_and_leads_there) {
    const Composed composed(
        "# T\n\nSee [below](#when-to-call), [when to call?](#when-to-call), [the table](#t) and [top](#top).\n\n"
        "## When to *call*?\n\nText.\n\n<p id=\"t\">Table.</p>\n\n> [!WATCH]\n> ## Later\n>\n> See "
        "[here](#when-to-call).\n");
    EXPECT_EQ(composed.text(composed.find(style::BlockRole::lead)),
              "See below (“When to call?”), when to call?, the table (“When to call?”) and top.");
    const Handout& handout = composed.handout;
    const text::NodeId heading = handout.boxes[composed.find(style::BlockRole::heading_2)].node;
    std::size_t inner = 0;
    for (const HandoutLink& link : handout.links) {
        if (!link.address.empty()) continue;
        if (link.contents == "top") {
            EXPECT_EQ(link.part, 0U);
            continue;
        }
        ++inner;
        EXPECT_EQ(link.target, heading) << link.contents;
        EXPECT_EQ(handout.tags.nodes[link.node].role, TagRole::link);
    }
    EXPECT_EQ(inner, 4U);
    EXPECT_TRUE(composed.diagnostics().all().empty()) << composed.diagnostics().all().front().message;
}

TEST(Compose, a_link_to_another_article_of_the_handout_says_its_title_and_leads_there) {
    const Source fever{
        "fever.md",
        "# Fever\n\nSee [this](cough.md), [Cough at Night](K2) and [below](fever.md#rest).\n\n## Rest\n\nx\n"};
    const Source cough{"cough.md", "# Cough at night\n\nText.\n"};
    Diagnostics diagnostics(fever);
    HandoutContents contents =
        test::contents_of({article::read_article(fever, diagnostics), article::read_article(cough, diagnostics)});
    contents.articles[0].article_links = {{"cough.md", 1}, {"K2", 1}, {"fever.md#rest", 0}};
    const style::BrandResult brand = style::read_brand(CAREPRESS_SOURCE_FOLDER "/brands/default");
    const style::StylesheetResult stylesheet =
        style::read_stylesheet(CAREPRESS_SOURCE_FOLDER "/layouts/letter.yaml", *brand.brand);
    const words::PhraseBook phrases(CAREPRESS_SOURCE_FOLDER "/messages");
    const Handout handout = compose(contents, {brand.brand, stylesheet.stylesheet, phrases}, diagnostics);
    std::vector<std::string> leads;
    for (const Box& box : handout.boxes)
        if (box.role == style::BlockRole::lead) leads.push_back(to_utf8(handout.texts[box.as<TextBox>()->text].text));
    ASSERT_EQ(leads.size(), 2U);
    EXPECT_EQ(leads[0], "See this (“Cough at night”), Cough at Night and below (“Rest”).");
    std::vector<std::uint32_t> parts;
    for (const HandoutLink& link : handout.links)
        if (link.contents == "this" || link.contents == "Cough at Night") parts.push_back(link.part);
    EXPECT_EQ(parts, (std::vector<std::uint32_t>{2, 2}));  // behind the page that lists the articles
}

TEST(Compose, the_quotation_marks_of_a_place_are_those_of_the_language) {
    const Composed composed("---\ntitle: T\nlanguage: de\n---\n\nSiehe [unten](#hilfe).\n\n## Hilfe\n\nText.\n");
    EXPECT_EQ(composed.text(composed.find(style::BlockRole::lead)), "Siehe unten („Hilfe“).");
}

TEST(Compose, an_internationalised_host_is_printed_as_read_and_linked_in_ascii) {
    const Composed composed(
        "# T\n\n[Seite](https://münchen.example/häufig) und [x](https://a@m%C3%BCnchen.example:81/).\n");
    EXPECT_EQ(composed.text(composed.find(style::BlockRole::lead)),
              "Seite (münchen.example/häufig) und x (a@münchen.example:81).");
    EXPECT_EQ(composed.handout.links[0].address, "https://xn--mnchen-3ya.example/h%C3%A4ufig");
    EXPECT_EQ(composed.handout.links[1].address, "https://a@xn--mnchen-3ya.example:81/");
    EXPECT_EQ(absolute_address("https://example.org/häufig"), "https://example.org/häufig");
    EXPECT_EQ(absolute_address("https://\xE2\x80\x8D.example/"), "https://\xE2\x80\x8D.example/");
}

TEST(Compose, blocks_items_and_cells_have_the_direction_that_they_say) {
    const Composed composed(
        "# T\n\nText.\n\n<div dir=\"rtl\">\n\n## Right\n\n- item\n\n</div>\n\n"
        "<table><tr><td>left</td><td dir=\"rtl\">right</td></tr></table>\n\nEnd.\n");
    std::string directions;
    for (const Box& box : composed.handout.boxes) {
        const auto* text = box.as<TextBox>();
        if (text == nullptr) continue;
        const text::StyledText& styled = composed.handout.texts[text->text];
        directions += styled.direction == text::Direction::right_to_left ? to_utf8(styled.text) + "|" : "";
    }
    EXPECT_EQ(directions, "Right|item|right|");
    std::size_t sides = 0;
    for (const Box& box : composed.handout.boxes) sides += box.is<SideBox>() ? 1 : 0;
    EXPECT_EQ(sides, 2U);
    EXPECT_TRUE(composed.handout.tags.nodes.size() > 0 && composed.handout.direction == text::Direction::left_to_right);
}

TEST(Compose, an_article_has_the_direction_that_it_says) {
    const Composed composed("---\ntitle: T\nlanguage: ku\ndirection: rtl\n---\n\nText.\n");
    EXPECT_EQ(composed.handout.direction, text::Direction::right_to_left);
    EXPECT_EQ(composed.handout.parts.front().direction, text::Direction::right_to_left);
    for (const Box& box : composed.handout.boxes)
        if (const auto* text = box.as<TextBox>(); text != nullptr && box.role == style::BlockRole::lead) {
            EXPECT_EQ(composed.handout.texts[text->text].direction, text::Direction::right_to_left);
        }
}

TEST(Compose, every_article_ends_in_a_learn_more_block_with_code_and_qr_code) {
    const Composed composed("---\ncode: T1\ntitle: T\n---\n\nText.\n", "large-print");
    // The code is said once, large in its sentence.
    EXPECT_EQ(composed.find(style::BlockRole::learn_more_code), composed.handout.boxes.size());
    std::size_t said = composed.find(style::BlockRole::learn_more_text);
    while (said < composed.handout.boxes.size() && composed.text(said) != "Enter code T1 in the search box.") ++said;
    ASSERT_LT(said, composed.handout.boxes.size());
    const text::StyledText& sentence = composed.handout.texts[composed.handout.boxes[said].as<TextBox>()->text];
    ASSERT_EQ(sentence.runs.size(), 3u);
    const text::StyledRun &before = sentence.runs[0], &code = sentence.runs[1];
    EXPECT_EQ(to_utf8(std::u16string_view(sentence.text).substr(code.begin, code.end - code.begin)), "T1");
    EXPECT_GT(sentence.styles[code.style].size, sentence.styles[before.style].size);
    EXPECT_EQ(sentence.styles[code.style].weight, 700);
    const Composed other("---\ncode: T1\ntitle: T\n---\n\nText.\n\n## Where can you learn more?\n\nAsk us.\n",
                         "large-print");
    const std::size_t alone = other.find(style::BlockRole::learn_more_code);
    ASSERT_LT(alone, other.handout.boxes.size());
    EXPECT_EQ(other.text(alone), "T1");
    const auto group = std::find_if(composed.handout.boxes.begin(), composed.handout.boxes.end(), [](const Box& box) {
        const auto* of_group = box.as<GroupBox>();
        return of_group != nullptr && of_group->side_picture != no_index;
    });
    ASSERT_NE(group, composed.handout.boxes.end());
    EXPECT_FALSE(composed.handout.tags.nodes[group->as<GroupBox>()->side_picture_node].alternative.empty());
}

/// Where the first page has the code to scan beside the text, the last block does not say it once more.
TEST(Compose, an_aside_takes_code_and_qr_code_from_the_learn_more_block) {
    const Composed composed("---\ncode: T1\ntitle: T\n---\n\nText.\n");
    EXPECT_EQ(composed.find(style::BlockRole::learn_more_heading), composed.handout.boxes.size());
    const Composed own("---\ncode: T1\ntitle: T\n---\n\nText.\n\n## Where can you learn more?\n\nEnter the code T1.\n");
    EXPECT_LT(own.find(style::BlockRole::learn_more_heading), own.handout.boxes.size());
    EXPECT_EQ(own.find(style::BlockRole::learn_more_code), own.handout.boxes.size());
    for (const Composed* each : {&composed, &own}) {
        const Aside& aside = each->handout.parts.front().aside;
        EXPECT_EQ(to_utf8(aside.code.text), "Code T1");
        ASSERT_LT(aside.scan_picture, each->handout.pictures.size());
        EXPECT_FALSE(each->handout.tags.nodes[aside.scan_node].alternative.empty());
        EXPECT_EQ(each->handout.pictures.size(), 1u);
    }
}

TEST(Compose, disclaimer_and_sample_notice_are_the_last_paragraphs) {
    const Composed composed("# T\n\nText.\n");
    const Furniture& furniture = composed.handout.parts.front().furniture;
    const auto& nodes = composed.handout.tags.nodes;
    EXPECT_EQ(furniture.disclaimer_node, nodes.size() - 1);
    EXPECT_EQ(furniture.sample_notice_node, nodes.size() - 2);
    EXPECT_EQ(nodes[furniture.disclaimer_node].parent, 0u);
    const Composed reviewed("---\ntitle: T\nreviewed_by: Dr. A. Example\n---\n\nText.\n");
    EXPECT_TRUE(reviewed.handout.parts.front().furniture.sample_notice.text.empty());
}

TEST(Compose, a_language_without_words_borrows_tagged_ones) {
    const Composed composed("---\ntitle: T\nlanguage: sw\n---\n\nText.\n");
    const auto& nodes = composed.handout.tags.nodes;
    EXPECT_EQ(nodes[composed.handout.parts.front().furniture.disclaimer_node].language, "en");
    EXPECT_EQ(composed.handout.metadata.language, "sw");
}

TEST(Compose, styled_runs_cover_their_texts) {
    const Composed composed("# T\n\nA **b *c*** `d` [e **f**](https://example.org) g\\\nh\n");
    for (const text::StyledText& text : composed.handout.texts) {
        std::uint32_t at = 0;
        for (const text::StyledRun& run : text.runs) {
            EXPECT_EQ(run.begin, at);
            EXPECT_LT(run.style, text.styles.size());
            at = run.end;
        }
        EXPECT_EQ(at, text.text.size());
    }
}

TEST(Directions, words_in_another_language_stay_on_the_side_of_their_text) {
    const auto direction_of = [](const Composed& composed, std::u16string_view words) {
        for (const text::StyledText& text : composed.handout.texts)
            if (text.text.find(words) != std::u16string::npos) return text.direction;
        ADD_FAILURE() << to_utf8(words);
        return text::Direction::left_to_right;
    };
    const Composed arabic(
        "---\nlanguage: ar\n---\n# حمى\n\n- <span lang=\"en\">Sprained ankle</span>\n\n<div lang=\"en\">\n\n"
        "Call us.\n\n</div>\n\n<table><tr><td lang=\"en\">twice a day<td>مرتين</table>\n");
    EXPECT_EQ(direction_of(arabic, u"Sprained"), text::Direction::right_to_left) << "its marker is on the right";
    EXPECT_EQ(direction_of(arabic, u"Call us"), text::Direction::left_to_right);
    EXPECT_EQ(direction_of(arabic, u"twice"), text::Direction::right_to_left);
    const Composed english("# Fever\n\n<table><tr><td lang=\"ar\">مرتين في اليوم<td>twice</table>\n");
    EXPECT_EQ(direction_of(english, u"مرتين"), text::Direction::right_to_left);
    EXPECT_EQ(direction_of(english, u"twice"), text::Direction::left_to_right);
}

TEST(Addresses, are_made_absolute_or_left_out) {
    EXPECT_EQ(absolute_address("https://a.org/x"), "https://a.org/x");
    EXPECT_EQ(absolute_address("HTTPS://a.org"), "HTTPS://a.org");
    EXPECT_EQ(absolute_address("//a.org/x"), "https://a.org/x");
    EXPECT_EQ(absolute_address("example.org/health"), "https://example.org/health");
    EXPECT_EQ(absolute_address("tel:555-0134"), "tel:555-0134");
    for (const char* relative : {"", "/health", "page.html", "#part", "../up", "word", "javascript:alert(1).x"})
        EXPECT_EQ(absolute_address(relative), "") << relative;
    EXPECT_EQ(absolute_address("example.org:8080/x"), "https://example.org:8080/x");
    EXPECT_EQ(absolute_address("sms:741741"), "sms:741741");
}

TEST(Addresses, are_printed_as_a_person_writes_them) {
    const auto printed = [](std::string_view address) { return printed_address(address).text; };
    EXPECT_EQ(printed("https://a.org/x/"), "a.org/x");
    EXPECT_EQ(printed("HTTP://a.org"), "a.org");
    EXPECT_EQ(printed("mailto:a@b.org"), "a@b.org");
    EXPECT_EQ(printed("mailto:team%40example.org?subject=Refill%20please&body=Hello"), "team@example.org");
    EXPECT_EQ(printed("tel:+1-856-546-3003;ext=12"), "+1-856-546-3003");
    EXPECT_EQ(printed("sms:741741?body=HOME"), "741741");
    EXPECT_EQ(printed_address("sms:741741").kind, PrintedAddress::Kind::text_message);
    EXPECT_EQ(printed("fax:+15550143"), "+15550143");
    EXPECT_EQ(printed("whatsapp://send?phone=15550142&text=Hi"), "15550142");
    EXPECT_EQ(printed("ftp://example.org/x"), "ftp://example.org/x");
    EXPECT_EQ(printed("https://xn--mnchen-3ya.example/h%C3%A4ufige-fragen"), "münchen.example/häufige-fragen");
    EXPECT_EQ(printed("https://m%C3%BCnchen.example"), "münchen.example");
    EXPECT_EQ(printed("https://example.org/%E5%81%A5%E5%BA%B7/x"), "example.org/健康/x");
    EXPECT_EQ(printed("https://example.org/a%20b%2Fc%C3"), "example.org/a%20b%2Fc%C3");
    EXPECT_EQ(printed("https://example.org/a%E2%80%AEb"), "example.org/a%E2%80%AEb");
    EXPECT_EQ(printed("https://xn--a-.example/x"), "xn--a-.example/x");
}

TEST(ScriptSizes, letters_of_low_scripts_are_larger_on_the_same_baseline) {
    text::StyledText text;
    text.text = u"١ قلب 911 heart (قلب)";
    text.styles.resize(1);
    text.styles[0].size = points(10);
    text::StyledRun run;
    run.end = static_cast<std::uint32_t>(text.text.size());
    text.runs = {run};
    size_by_script(text, {{"Arab", 1100}, {"Thai", 1200}});
    ASSERT_EQ(text.runs.size(), 3u);
    const std::size_t latin = text.text.find(u"heart"), last = text.text.rfind(u'ق');
    EXPECT_EQ(text.runs[0].end, latin);
    EXPECT_EQ(text.runs[1].end, last);
    EXPECT_EQ(text.runs[2].end, text.text.size());
    EXPECT_EQ(text.styles[text.runs[0].style].size, points(11));
    EXPECT_EQ(text.styles[text.runs[1].style].size, points(10));
    EXPECT_EQ(text.runs[2].style, text.runs[0].style);
    EXPECT_EQ(text.styles[text.runs[0].style].baseline_shift, Length{});

    text::StyledText plain = text;
    plain.text = u"no such letter";
    plain.runs = {run};
    plain.runs[0].end = static_cast<std::uint32_t>(plain.text.size());
    size_by_script(plain, {{"Arab", 1100}});
    EXPECT_EQ(plain.runs.size(), 1u);
    EXPECT_EQ(plain.runs[0].style, 0u);
}

}  // namespace
}  // namespace carepress::test
