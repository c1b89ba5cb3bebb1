// Out and back: what was translated into itself is the article again.
#include "article/same_content.h"
#include "article/write_markdown.h"
#include "support/test_data.h"
#include "unit/xliff/xliff_texts.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

namespace carepress::test {
namespace {

namespace fs = std::filesystem;

/// What the draft of a translation is to be, of an article in the same language.
article::Article as_draft(article::Article article) {
    article.metadata.language_stated = true;
    article.metadata.direction.reset();
    article.metadata.release.status = article::Status::draft;
    article.metadata.reviewed_by.clear();
    article.metadata.reviewed.clear();
    article.metadata.next_review.clear();
    article.metadata.imported.clear();
    article.metadata.imported_from.clear();
    return article;
}

/// Out and back as it is; what is wrong, or empty.
std::string difference(const article::Article& article) {
    OutgoingFile file = outgoing(article);
    std::set<std::string> ids;
    for (const Unit& unit : file.units)
        if (!ids.insert(unit.id).second) return "two units are " + unit.id;
    translate(file, [](const std::string& text) { return text; });
    const std::string& language = article.metadata.language;
    const Returned back = returned(write_xliff(language, language, {file}), article, language);
    if (!back.article) return back.said();
    if (!same_content(*back.article, as_draft(article)))
        return "another article:\n" + article::write_markdown(*back.article);
    const Source none;
    Diagnostics diagnostics(none);
    return proven_markdown(*back.article, diagnostics) ? "" : diagnostics.all().front().message;
}

TEST(XliffSweep, TheSampleLibraryGoesOutAndBack) {
    int articles = 0;
    for (const auto& entry : fs::recursive_directory_iterator(CAREPRESS_SOURCE_FOLDER "/articles")) {
        if (entry.path().extension() != ".md") continue;
        const Source source = read_source(entry.path().string());
        Diagnostics diagnostics(source);
        EXPECT_EQ(difference(article::read_article(source, diagnostics)), "") << entry.path();
        ++articles;
    }
    EXPECT_GT(articles, 100);
}

TEST(XliffSweep, EachTranslationOfTheSampleLibraryIsTakenOver) {
    std::size_t texts = 0, targets = 0, others = 0;
    for (const auto& entry : fs::recursive_directory_iterator(CAREPRESS_SOURCE_FOLDER "/articles")) {
        const fs::path english = fs::path(CAREPRESS_SOURCE_FOLDER "/articles/en") / entry.path().filename();
        if (entry.path().extension() != ".md" || entry.path().parent_path().filename() == "en" || !fs::exists(english))
            continue;
        const Source source = read_source(entry.path().string()), original = read_source(english.string());
        Diagnostics diagnostics(std::vector<const Source*>{&source, &original});
        const article::Article translation = article::read_article(source, diagnostics);
        for (const Unit& unit : units_of(article::read_article(original, diagnostics), &translation)) {
            ++texts;
            targets += unit.target ? 1 : 0;
            others += unit.other_target.empty() ? 0 : 1;
        }
    }
    RecordProperty("texts", static_cast<int>(texts));
    RecordProperty("with_other_codes", static_cast<int>(others));
    std::cout << texts << " texts, " << targets << " translated, " << others << " with other codes\n";
    EXPECT_GT(targets, texts * 9 / 10);
}

TEST(Xliff, EveryKindOfTextGoesOutAndBack) {
    EXPECT_EQ(difference(read_markdown_article(R"(---
code: K977
title: "Fever & <chills> K977"
language: en
keywords: [fever, "high temperature"]
synonyms: [pyrexia]
reviewed_by: Dr. Ana Ruiz
status: approved
reviewed: 2026-11-02
expires: 2029-01-01
disclaimer: "Not everything is covered."
topics:
  - {system: ICD-10-CM, code: R50.9}
---

Call **{emergency-number} or *your* doctor** at [the **clinic**](https://example.org/a?b=1&c="2") now.\
A second line with `code {not-a-number}`, H~2~O, 10^9^ and a note[^1].

[^1]: A note with **bold**.

- one
- two

  with a paragraph

1. first
2. second

| Dose | When |
|---|--:|
| 5 mg | **twice** |
|  | never |

![a bandaged ankle](ankle.svg "A caption")

```
two  spaces
  and lines
```

> [!WATCH]
> **Watch for:**
>
> - Pain

> [!NOTE]
> A notice.

<div lang="es">

Un texto en *otro* idioma.

</div>

<p>Words in <span lang="fr">un <b>autre</b></span> language, <em>a <strong>b</em> c</strong> d.</p>

<table><caption>Of <b>doses</b></caption><tr><th colspan="2">Head</th></tr><tr><td>a</td><td>b</td></tr></table>

## Where can you learn more?

Enter K977 in the search box.
)")),
              "");
}

TEST(Xliff, MarkupIsAFewCodesThatKeepAllOfIt) {
    const auto xml_of = [](const std::string& text) {
        const std::string xml = write_xliff("en", "es", {outgoing(read_markdown_article("# T\n\n" + text))});
        const std::size_t begin = xml.rfind("<source>") + 8;
        return xml.substr(begin, xml.rfind("</source>") - begin);
    };
    EXPECT_EQ(xml_of("Take **one [*red*](tel:1) pill** now."),
              "Take <pc id=\"1\" type=\"fmt\" subType=\"xlf:b\" canCopy=\"no\" canDelete=\"no\" dataRefStart=\"d1\" "
              "dataRefEnd=\"d2\">one <pc id=\"2\" type=\"link\" canCopy=\"no\" canDelete=\"no\" dataRefStart=\"d3\" "
              "dataRefEnd=\"d4\"><pc id=\"3\" type=\"fmt\" subType=\"xlf:i\" canCopy=\"no\" canDelete=\"no\" "
              "dataRefStart=\"d5\" dataRefEnd=\"d6\">red</pc></pc> pill</pc> now.");
    EXPECT_EQ(xml_of("Call {poison-help} & wait"),
              "Call <ph id=\"1\" type=\"ui\" subType=\"xlf:var\" canCopy=\"no\" canDelete=\"no\" dataRef=\"d1\" "
              "equiv=\"{poison-help}\" disp=\"{poison-help}\"/> &amp; wait");
}

TEST(Xliff, CharactersThatXmlDoesNotHaveAreWrittenByNumber) {
    OutgoingFile file = outgoing(read_markdown_article("# T\n\nRest."));
    translate(file, [](const std::string& text) { return text + "\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBD"; });
    const std::string xml = write_xliff("en", "es", {file});
    EXPECT_NE(xml.find("<target>Rest.<cp hex=\"FFFE\"/><cp hex=\"FFFF\"/>\xEF\xBF\xBD</target>"), std::string::npos)
        << xml;
}

TEST(Xliff, OnlyTheWordsOfTheCodeAreTheCode) {
    const auto points = [](const std::string& words) {
        const auto article = read_markdown_article("---\ncode: K977\ntitle: T\n---\n\n" + words);
        return units_of(article).at(1).source.codes.size();
    };
    EXPECT_EQ(points("Enter K977, please"), 1U);
    EXPECT_EQ(points("Enter K9771 or XK977"), 0U);
    EXPECT_EQ(points("输入K977即可"), 1U);
}

TEST(Xliff, AnIdStaysWhenOtherTextsChange) {
    const auto ids = [](const std::string& body) {
        std::vector<std::string> all;
        for (const Unit& unit : units_of(read_markdown_article("# T\n\n" + body))) all.push_back(unit.id);
        return all;
    };
    const auto before = ids("Rest.\n\nDrink water.\n\nRest.\n");
    const auto after = ids("Wash.\n\nRest.\n\nDrink *hot* water.\n\nRest.\n");
    ASSERT_EQ(before.size(), 4U);
    ASSERT_EQ(after.size(), 5U);
    EXPECT_EQ(before[1], after[2]);
    EXPECT_NE(before[2], after[3]);
    EXPECT_EQ(before[3], before[1] + "-2");
    EXPECT_EQ(before[3], after[4]);
}

TEST(Xliff, ATranslationIsFilledInWhereItsMarkupIsTheSame) {
    const auto original = read_markdown_article(
        "---\ntitle: Cough\nkeywords: [cough]\n---\n\nDrink **water**.\n\n- Rest *well*.\n- Call "
        "{emergency-number}.\n");
    const auto translation = read_markdown_article(
        "---\ntitle: Tos\nlanguage: es\nkeywords: [tos, tos seca]\n---\n\nBeba **agua**.\n\n- Descanse bien.\n- Al "
        "{emergency-number} llame.\n");
    const std::vector<Unit> units = units_of(original, &translation);
    ASSERT_EQ(units.size(), 5U);
    const auto target = [&](std::size_t i) {
        return units[i].target ? uncode(units[i].source.codes, *units[i].target, false).text : "none";
    };
    EXPECT_EQ(target(0), "Tos");
    EXPECT_EQ(target(1), "Beba agua.");
    EXPECT_EQ(target(2), "none");
    EXPECT_EQ(units[2].other_target, "Descanse bien.");
    EXPECT_EQ(target(3), "Al {emergency-number} llame.");
    EXPECT_EQ(target(4), "tos; tos seca");
}

TEST(Xliff, WhatIsMadeIsADraftOfTheSameEdition) {
    const auto original = read_markdown_article(
        "---\ncode: K1\ntitle: Cough\nlanguage: en\nupdated: 2026-11-20\nversion: \"3\"\nstatus: approved\n"
        "reviewed_by: Dr. A\nreviewed: 2026-11-01\nexpires: 2030-01-01\nkeywords: [cough]\n---\n\nDrink water.\n\n<div "
        "lang=\"es\">Hola.</div>\n");
    OutgoingFile file = outgoing(original);
    translate(file, [](const std::string& text) { return text == "cough" ? "tos；tos seca" : "X " + text; });
    const Returned back = returned(write_xliff("en", "es", {file}), original, "es");
    ASSERT_TRUE(back.article) << back.said();
    EXPECT_EQ(article::write_markdown(*back.article),
              "---\ncode: K1\ntitle: X Cough\nlanguage: es\nupdated: 2026-11-20\nversion: \"3\"\nstatus: draft\n"
              "expires: 2030-01-01\nkeywords: [tos, tos seca]\n---\n\nX Drink water.\n\nHola.\n");
}

}  // namespace
}  // namespace carepress::test
