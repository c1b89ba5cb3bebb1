// The structure of an article: help levels, links, and what a translation has more or less than its original.
#include "article/read.h"
#include "check/sarif.h"
#include "check/structure.h"

#include <gtest/gtest.h>

#include <ostream>

namespace carepress::test {
using namespace check;
namespace {

using Lines = std::vector<std::string>;

Lines lines_of(Findings& findings) {
    Lines out;
    for (const Finding& each : findings.take())
        out.push_back(std::string(name_of(each.diagnostic.severity)) + " " + std::string(each.rule) + ": " +
                      each.diagnostic.message);
    return out;
}

article::Article article_of(const Source& source) {
    Diagnostics ignored(source);
    return article::read_article(source, article::ArticleFormat::markdown, ignored);
}

Lines structure_of(const std::string& body, const std::string& code = "code: K1\n") {
    const Source source{"a.md", "---\ntitle: T\n" + code + "---\n\n" + body};
    Findings findings(source);
    check_structure(article_of(source), {}, findings);
    return lines_of(findings);
}

const std::string emergency = "> [!EMERGENCY]\n> Call.\n\n", call_now = "> [!CALL-NOW]\n> Call.\n\n",
                  watch = "> [!WATCH]\n> Look.\n\n";

TEST(HelpLevels, go_from_the_most_urgent_down) {
    EXPECT_EQ(structure_of(emergency + call_now + watch), Lines{});
    EXPECT_EQ(structure_of(emergency + emergency), Lines{});
    EXPECT_EQ(structure_of(call_now), Lines{});
    EXPECT_EQ(structure_of(call_now + emergency), Lines{"warning help-levels: [!EMERGENCY] comes after [!CALL-NOW]"});
    EXPECT_EQ(structure_of(watch + call_now), Lines{"warning help-levels: [!CALL-NOW] comes after [!WATCH]"});
    EXPECT_EQ(structure_of("Text."), Lines{"warning help-levels: the article does not say when to get help"});
    EXPECT_EQ(structure_of(emergency, ""), Lines{"warning code: the article has no code"});
}

TEST(HelpLevels, are_found_inside_of_lists_and_quotes) {
    EXPECT_EQ(structure_of("- Rest.\n\n  > [!WATCH]\n  > Look.\n"), Lines{});
    EXPECT_EQ(structure_of("> Said.\n>\n> > [!WATCH]\n> > Look.\n"), Lines{});
    EXPECT_EQ(structure_of("1. Rest.\n\n   > [!WATCH]\n   > Look.\n\n2. Ask.\n\n   > [!EMERGENCY]\n   > Call.\n"),
              Lines{"warning help-levels: [!EMERGENCY] comes after [!WATCH]"});
}

struct Address {
    const char *address, *fault;  ///< "": none
};
void PrintTo(const Address& row, std::ostream* out) { *out << row.address; }

class Addresses : public testing::TestWithParam<Address> {};

TEST_P(Addresses, are_well_formed) {
    const Source source{"a.md", ""};
    Findings findings(source);
    article::Article article;
    article::Paragraph paragraph;
    paragraph.text.links.push_back({GetParam().address, false, {}});
    article.blocks.push_back({paragraph, {}, {}});
    check_links(article, CAREPRESS_SOURCE_FOLDER "/tests/unit/check", findings);
    const std::string fault = GetParam().fault;
    EXPECT_EQ(lines_of(findings), fault.empty() ? Lines{} : Lines{"warning link: " + fault});
}

INSTANTIATE_TEST_SUITE_P(
    OfTheWeb, Addresses,
    testing::Values(Address{"https://example.org", ""}, Address{"http://example.org/a?b#c", ""},
                    Address{"HTTPS://EXAMPLE.ORG", ""}, Address{"https://me@example.org:80/x", ""},
                    Address{"http://localhost/x", ""}, Address{"https://", "the address \"https://\" has no host"},
                    Address{"http://", "the address \"http://\" has no host"},
                    Address{"http:///x", "the address \"http:///x\" has no host"},
                    Address{"https://nodots/x", "the address \"https://nodots/x\" has an incomplete host name"},
                    Address{"http://nodots", "the address \"http://nodots\" has an incomplete host name"},
                    Address{"https://.org", "the address \"https://.org\" has a host with an empty part"},
                    Address{"https://example.", "the address \"https://example.\" has a host with an empty part"},
                    Address{"https://a..b", "the address \"https://a..b\" has a host with an empty part"},
                    Address{"https://a.org/b c", "the address \"https://a.org/b c\" has a space in it"},
                    Address{"http:/a.org", "the address \"http:/a.org\" has no \"//\" after its colon"},
                    Address{"https:a.org", "the address \"https:a.org\" has no \"//\" after its colon"}));
INSTANTIATE_TEST_SUITE_P(
    OfMailAndTelephones, Addresses,
    testing::Values(Address{"mailto:a@b.org", ""},
                    Address{"mailto:a", "the address \"mailto:a\" is not an email address"},
                    Address{"mailto:@b.org", "the address \"mailto:@b.org\" is not an email address"},
                    Address{"mailto:a@", "the address \"mailto:a@\" is not an email address"}, Address{"tel:911", ""},
                    Address{"tel:91", "the address \"tel:91\" is not a telephone number"}, Address{"urn:x", ""}));
INSTANTIATE_TEST_SUITE_P(
    OfFiles, Addresses,
    testing::Values(Address{"article_structure_test.cpp", ""}, Address{"article_structure_test.cpp?a#b", ""},
                    Address{"#top", ""}, Address{"//example.org", ""}, Address{"", ""},
                    Address{"nowhere.md", "the link leads to \"nowhere.md\", which does not exist"},
                    Address{"/etc/hosts", "the link leads to \"/etc/hosts\", which does not exist"}));

TEST(Links, are_looked_for_in_every_kind_of_block) {
    const std::string link = "[x](gone.md)";
    for (const std::string& body : std::vector<std::string>{
             link, "## " + link, "- " + link, "> " + link, "> [!WATCH]\n> " + link, "| A |\n|---|\n| " + link + " |",
             "<table><caption><a href=\"gone.md\">x</a></caption><tr><td>a</td></tr></table>",
             "<pre><a href=\"gone.md\">x</a></pre>",
             "<figure><img src=\"a.png\" alt=\"a\"><figcaption><a href=\"gone.md\">x</a></figcaption></figure>"}) {
        const Source source{"a.md", "---\ntitle: T\n---\n\n" + body + "\n"};
        Findings findings(source);
        check_links(article_of(source), ".", findings);
        EXPECT_EQ(lines_of(findings).size(), 1U) << body;
    }
    const Source source{"a.md", ""};
    Findings findings(source);
    article::Article article;
    article::Paragraph paragraph;
    paragraph.text.links.push_back({"gone.md", true, {}});
    article.blocks.push_back({paragraph, {}, {}});
    check_links(article, ".", findings);
    EXPECT_EQ(lines_of(findings), Lines{}) << "the brand's own address is used instead";
}

Lines differences(const std::string& translation, const std::string& original) {
    const Source a{"es.md", "---\ntitle: T\n---\n\n" + translation}, b{"en.md", "---\ntitle: T\n---\n\n" + original};
    Findings findings(a);
    const article::Article one = article_of(a), other = article_of(b);
    const ArticleOutline outline = outline_for_check(one), other_outline = outline_for_check(other);
    const std::vector<SectionFacts> facts = facts_of(one, a.bytes), other_facts = facts_of(other, b.bytes);
    check_translation({outline, facts, one.metadata}, {other_outline, other_facts, other.metadata}, "en.md", findings);
    return lines_of(findings);
}

struct Pair {
    std::string translation, original, said;
};
void PrintTo(const Pair& row, std::ostream* out) { *out << row.said; }

class Translations : public testing::TestWithParam<Pair> {};

TEST_P(Translations, have_the_parts_of_the_original) {
    const std::string& said = GetParam().said;
    EXPECT_EQ(differences(GetParam().translation, GetParam().original),
              said.empty() ? Lines{} : Lines{"warning translation: " + said});
}

const std::string table = "| A |\n|---|\n| b |\n\n", figure = "![a](a.png)\n\n";

INSTANTIATE_TEST_SUITE_P(
    All, Translations,
    testing::Values(
        Pair{"Text.", "Other text.", ""}, Pair{"- a\n- b\n", "- a\n- b\n", ""},
        Pair{"Text.", "- a\n", "this section has 0 lists but the original has 1"},
        Pair{"- a\n", "- a\n- b\n", "this section has 1 list item but the original has 2"},
        Pair{"- a\n  - b\n- c\n", "- a\n- c\n", "this section has 2 lists but the original has 1"},
        Pair{"Text.", emergency, "this section has 0 [!EMERGENCY] callouts but the original has 1"},
        Pair{call_now, "Text.", "this section has 1 [!CALL-NOW] callout but the original has 0"},
        Pair{watch, "Text.", "this section has 1 [!WATCH] callout but the original has 0"},
        Pair{"Text.", "> [!WATCH]\n> - a\n", "this section has 0 lists but the original has 1"},
        Pair{"Text.", "> - a\n", "this section has 0 lists but the original has 1"},
        Pair{"Text.\n\n## Where can you learn more?\n\na\n", "Text.\n\n## Where can you learn more?\n\n- a\n",
             "this section has 0 lists but the original has 1"},
        Pair{"Text.\n\n## Where can you learn more?\n\na\n", "Text.", ""},
        Pair{"Text.", "Text.\n\n## Where can you learn more?\n\na\n", ""},
        Pair{table, "Text.", "this section has 1 table but the original has 0"},
        Pair{figure, "Text.", "this section has 1 figure but the original has 0"},
        Pair{"## A\n\na\n", "Text.", "the original does not have this section"},
        Pair{"Text.\n\n## A\n\na\n", "## A\n\na\n", ""}, Pair{"## A\n\na\n", "Text.\n\n## A\n\na\n", ""},
        Pair{"Text.", "## A\n\na\n", "the translation does not have the section \"A\""},
        Pair{"## A\n\n### B\n\na\n", "## A\n\n## B\n\na\n", "this heading is level 3 but the original's is level 2"}));

TEST(Sarif, names_files_by_their_address_and_says_the_hint) {
    const Finding finding{
        "link", {Severity::warning, "check/link"_code, "/srv/a b.md", {}, {}, "no such file", "write another"}};
    const std::string log = write_sarif({finding}, "1.0");
    EXPECT_NE(log.find("\"file:///srv/a%20b.md\""), std::string::npos) << log;
    EXPECT_NE(log.find("\"no such file (write another)\""), std::string::npos) << log;
    EXPECT_NE(log.find("\"code\": \"check/link\""), std::string::npos) << log;
}

}  // namespace
}  // namespace carepress::test
