#include "article/front_matter.h"

#include "article/read.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace article;
namespace {

struct Read {
    explicit Read(std::string text) : source{"a.md", std::move(text)}, diagnostics(source) {
        article = read_article(source, diagnostics);
    }
    std::string messages() const {
        std::string out;
        for (const Diagnostic& each : diagnostics.all())
            out += std::to_string(each.position.line) + ":" + std::to_string(each.position.column) + " " +
                   std::string(name_of(each.severity)) + " " + each.message + "; " + each.hint + "\n";
        return out;
    }
    Source source;
    Diagnostics diagnostics;
    Article article;
};

TEST(FrontMatter, FillsAllMetadata) {
    const Read read(
        "---\ncode: K977\ntitle: Back  pain\nlanguage: pt-br\nupdated: 2026-11-22\nversion: 1.10\n"
        "reviewed_by: [Dr. A, Dr. B]\ntopics:\n  - {system: ICD-10-CM, code: M54.50}\n  - SNOMED CT: 279039007\n"
        "  - rxnorm: [5640, 1191]\nkeywords: [back, \"low, back\"]\n---\n\nText.\n");
    const Metadata& m = read.article.metadata;
    EXPECT_EQ(read.messages(), "");
    EXPECT_EQ(m.code, "K977");
    EXPECT_EQ(m.title, "Back pain");
    EXPECT_EQ(m.language, "pt-BR");
    EXPECT_EQ(m.updated, "2026-11-22");
    EXPECT_EQ(m.version, "1.10");
    EXPECT_EQ(m.reviewed_by, "Dr. A, Dr. B");
    ASSERT_EQ(m.topics.size(), 4U);
    EXPECT_EQ(m.topics[0].system + m.topics[0].code, "ICD-10-CMM54.50");
    EXPECT_EQ(m.topics[1].system + m.topics[1].code, "SNOMED-CT279039007");
    EXPECT_EQ(m.topics[3].system + m.topics[3].code, "RxNorm1191");
    EXPECT_EQ(m.keywords, (std::vector<std::string>{"back", "low, back"}));
    EXPECT_EQ(read.source.bytes.substr(m.title_span.begin, m.title_span.end - m.title_span.begin), "Back  pain");
    ASSERT_EQ(read.article.blocks.size(), 1U);
    EXPECT_EQ(read.source.bytes.substr(read.article.blocks[0].span.begin, 5), "Text.");
}

TEST(FrontMatter, SaysWhetherAndWhenAnArticleGoesToPatients) {
    const Read read(
        "---\ntitle: T\nstatus: Review\nreviewed: 2026-01-02\nnext_review: 2027-01-02\nexpires: 2028-01-02\n"
        "embargo: 2026-02-02\n---\nx\n");
    EXPECT_EQ(read.messages(), "");
    const Metadata& m = read.article.metadata;
    EXPECT_EQ(m.release, (Release{Status::review, "2026-02-02", "2028-01-02"}));
    EXPECT_EQ(m.reviewed + m.next_review, "2026-01-022027-01-02");
    EXPECT_FALSE(Read("---\ntitle: T\n---\nx\n").article.metadata.release.status);
    const Read wrong("---\ntitle: T\nstatus: final\nexpires: soon\n---\nx\n");
    EXPECT_EQ(wrong.messages(),
              "3:9 error \"final\" is not a status; write draft, review, approved or retired\n"
              "4:10 error \"soon\" is not a date; write year, month and day as in \"2026-11-22\"\n");
}

TEST(FrontMatter, TakesDraftsAndDatesOfOtherPrograms) {
    const auto release = [](const std::string& keys) {
        const Read read("---\ntitle: T\n" + keys + "---\nx\n");
        EXPECT_EQ(read.messages(), "") << keys;
        return read.article.metadata.release;
    };
    EXPECT_EQ(release("draft: true\nstatus: approved\n").status, Status::draft);
    EXPECT_EQ(release("status: approved\ndraft: true\n").status, Status::draft) << "in any order";
    EXPECT_EQ(release("published: false\n").status, Status::draft);
    EXPECT_FALSE(release("draft: false\npublished: true\n").status);
    EXPECT_EQ(release("publishDate: 2026-01-02T03:04:05Z\nexpiryDate: 2026-02-03 04:05\n"),
              (Release{{}, "2026-01-02", "2026-02-03"}));
    EXPECT_NE(Read("---\ntitle: T\ndraft: maybe\n---\nx\n").messages(), "");
}

TEST(FrontMatter, sources_are_texts_addresses_and_mappings) {
    const Read read(
        "---\ntitle: T\nsources:\n  - CDC on sepsis\n  - https://example.org/a\n  - AAP <https://example.org/b>\n"
        "  - {title: \"NIMH, Depression\", url: https://example.org/c}\n  - a < b >\n---\nx\n");
    EXPECT_EQ(read.messages(), "");
    EXPECT_EQ(read.article.metadata.sources, (std::vector<Reference>{{"CDC on sepsis", ""},
                                                                     {"", "https://example.org/a"},
                                                                     {"AAP", "https://example.org/b"},
                                                                     {"NIMH, Depression", "https://example.org/c"},
                                                                     {"a < b >", ""}}));
    EXPECT_EQ(Read("---\ntitle: T\nsources: One\n---\nx\n").article.metadata.sources,
              (std::vector<Reference>{{"One", ""}}));
}

TEST(FrontMatter, sources_name_their_mistakes) {
    const Read read(
        "---\ntitle: T\nsources:\n  - {title: A, url: ftp://example.org}\n  - CDC: sepsis\n  - [B]\n---\nx\n");
    EXPECT_EQ(read.article.metadata.sources, (std::vector<Reference>{{"A", ""}}));
    EXPECT_EQ(read.messages(),
              "4:21 error \"ftp://example.org\" is not the address of a web page; write the full address, as in "
              "\"https://medlineplus.gov/asthma.html\"\n"
              "5:5 warning a source does not have a key \"CDC\"; write \"- {title: Sepsis, url: "
              "https://www.cdc.gov/sepsis}\"; a title with a colon or a comma needs quotes\n"
              "6:5 error \"sources\" takes one text, not a list or mapping; write \"sources: text\" on one line\n");
}

TEST(FrontMatter, TopicsAsAMapping) {
    const Read read("---\ntitle: T\ntopics:\n  ICD-10-CM: [M54.50, G47.00]\n  LOINC: 34895-3\n---\nx\n");
    EXPECT_EQ(read.messages(), "");
    ASSERT_EQ(read.article.metadata.topics.size(), 3U);
    EXPECT_EQ(read.article.metadata.topics[1].code, "G47.00");
    EXPECT_EQ(read.article.metadata.topics[2].system, "LOINC");
}

TEST(FrontMatter, NamesEachMistakeWithItsPlace) {
    const Read read(
        "---\ntitel: T\ncode: \".bad code\"\nlanguage: en_US\nupdated: 2026-02-30\ntopics:\n"
        "  - {system: ICD-10, code: M54.50}\n  - ICD-10-CM: m54\n  - just text\n---\n# T\n\nx\n");
    EXPECT_EQ(
        read.messages(),
        "2:1 warning unknown front matter key \"titel\"; did you mean \"title\"?\n"
        "3:7 error \".bad code\" is not an article code; use 1 to 64 letters A-Z, digits, \".\", \"_\" and \"-\", "
        "not beginning with a dot\n"
        "4:11 error \"en_US\" is not a language tag; did you mean \"en-US\"?\n"
        "5:10 error \"2026-02-30\" is not a date; write year, month and day as in \"2026-11-22\"\n"
        "7:14 warning unknown code system \"ICD-10\"; did you mean \"ICD-10-CM\"?\n"
        "8:16 warning \"m54\" is not a valid ICD-10-CM code; check its digits; a valid code looks like \"M54.50\"\n"
        "9:5 warning this is not a topic; write \"- {system: ICD-10-CM, code: M54.50}\"\n");
}

TEST(FrontMatter, UnclosedIsAnErrorAThematicBreakIsNot) {
    const Read unclosed("---\ntitle: T\n\n# T\n\ntext\n");
    ASSERT_EQ(unclosed.diagnostics.all().size(), 1U);
    EXPECT_EQ(unclosed.diagnostics.all()[0].message, "the front matter that begins here has no end");
    EXPECT_EQ(unclosed.diagnostics.all()[0].position, (Position{1, 1}));

    const Read thematic_break("---\n\n# T\n\ntext\n");
    EXPECT_EQ(thematic_break.messages(), "");
    ASSERT_EQ(thematic_break.article.blocks.size(), 2U);
    EXPECT_TRUE(std::holds_alternative<Divider>(thematic_break.article.blocks[0].content));

    const Read two_breaks("---\nA sentence\n\n---\n\n# T\n");
    EXPECT_EQ(two_breaks.article.metadata.title, "T");
    EXPECT_FALSE(two_breaks.diagnostics.has_errors());
}

TEST(FrontMatter, WinsOverTheText) {
    const Read equal("---\ntitle: Back pain\n---\n# Back *pain*\n\ntext\n");
    EXPECT_EQ(equal.messages(), "");
    EXPECT_EQ(equal.article.blocks.size(), 1U);

    const Read other("---\ntitle: Back pain\n---\n# Neck pain\n\ntext\n");
    ASSERT_GE(other.diagnostics.all().size(), 1U);
    EXPECT_EQ(other.diagnostics.all()[0].severity, Severity::warning);
    EXPECT_EQ(other.diagnostics.all()[0].position, (Position{4, 1}));
    EXPECT_EQ(other.article.metadata.title, "Back pain");
    ASSERT_EQ(other.article.blocks.size(), 2U);
    EXPECT_EQ(std::get<Heading>(other.article.blocks[0].content).level, 2);
}

TEST(FrontMatter, WorksWithByteOrderMarkAndCrLf) {
    const Read read("\xEF\xBB\xBF---\r\ntitle: T\r\nbogus: 1\r\n---\r\n\r\ntext\r\n");
    EXPECT_EQ(read.article.metadata.title, "T");
    ASSERT_EQ(read.diagnostics.all().size(), 1U);
    EXPECT_EQ(read.diagnostics.all()[0].position.line, 3U);
}

TEST(FrontMatter, Languages) {
    EXPECT_EQ(canonical_language("ES"), "es");
    EXPECT_EQ(canonical_language("zh-hant-tw"), "zh-Hant-TW");
    EXPECT_EQ(canonical_language("ar-u-nu-latn"), "ar-u-nu-latn");
    EXPECT_EQ(canonical_language("fuf-Adlm"), "fuf-Adlm");  // ISO 639-3; ICU has no name for it
    EXPECT_EQ(canonical_language("eng"), "en");
    EXPECT_EQ(canonical_language("xq"), std::nullopt);
    EXPECT_EQ(canonical_language("english"), std::nullopt);
    EXPECT_EQ(canonical_language("en_US"), std::nullopt);
    EXPECT_EQ(canonical_language(""), std::nullopt);
    EXPECT_EQ(canonical_language("e"), std::nullopt);
}

TEST(FrontMatter, CodesAndDates) {
    EXPECT_TRUE(is_article_code("K977"));
    EXPECT_TRUE(is_article_code("a.b_c-D9"));
    EXPECT_FALSE(is_article_code(""));
    EXPECT_FALSE(is_article_code(".a"));
    EXPECT_FALSE(is_article_code("a/b"));
    EXPECT_FALSE(is_article_code(std::string(65, 'a')));
    EXPECT_TRUE(is_iso_date("2024-02-29"));
    EXPECT_FALSE(is_iso_date("2023-02-29"));
    EXPECT_FALSE(is_iso_date("1900-02-29"));
    EXPECT_FALSE(is_iso_date("2024-13-01"));
    EXPECT_FALSE(is_iso_date("2024-1-01"));
    EXPECT_FALSE(is_iso_date("22.11.2026"));
}

}  // namespace
}  // namespace carepress::test
