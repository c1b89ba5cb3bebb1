// What comes back wrong is refused, and each unit is named.
#include "article/write_markdown.h"
#include "unit/xliff/xliff_texts.h"

#include <gtest/gtest.h>

namespace carepress::test {
namespace {

const char* const text = R"(---
code: K1
title: Cough
---

Drink **warm** water.

Call {emergency-number} or {poison-help}.

Rest well.
)";

class Refusals : public ::testing::Test {
protected:
    Refusals() : original_(read_markdown_article(text)), file_(outgoing(original_)) {
        translate(file_, [](const std::string& words) { return words; });
        xml_ = write_xliff("en", "es", {file_});
    }

    /// What is said of the document with its last `from` changed to `to`: that is in a target.
    std::string said(const std::string& from, const std::string& to) const {
        const std::size_t at = xml_.rfind(from);
        if (at == std::string::npos) return "not found: " + from;
        return said_of(std::string(xml_).replace(at, from.size(), to));
    }
    std::string said_of(const std::string& xml) const {
        const Returned back = returned(xml, original_, "es");
        EXPECT_NE(back.article.has_value(), back.said().find(": ") != std::string::npos);
        return back.said();
    }

    article::Article original_;
    OutgoingFile file_;
    std::string xml_;
};

TEST_F(Refusals, WhatIsWholeIsTaken) { EXPECT_EQ(said_of(xml_), ""); }

TEST_F(Refusals, CodesHaveToBeThoseOfTheOriginal) {
    const std::string ph =
        "<ph id=\"1\" type=\"ui\" subType=\"xlf:var\" canCopy=\"no\" canDelete=\"no\" "
        "dataRef=\"d1\" equiv=\"{emergency-number}\" disp=\"{emergency-number}\"/>";
    EXPECT_EQ(said(ph, "112"),
              "xliff/codes: the translation of \"Call {emergency-number} or {poison-help}.\" lacks "
              "{emergency-number}, which its original has\n");
    EXPECT_EQ(said(ph, ph + ph),
              "xliff/codes: the translation of \"Call {emergency-number} or {poison-help}.\" does not have "
              "{emergency-number} just once, as its original\n");
    EXPECT_EQ(said(ph, replaced(ph, "dataRef=\"d1\"", "dataRef=\"d2\"")),
              "xliff/codes: the translation of \"Call {emergency-number} or {poison-help}.\" has \"{poison-help}\" "
              "where its original has {emergency-number}\n"
              "xliff/codes: the translation of \"Call {emergency-number} or {poison-help}.\" lacks "
              "{emergency-number}, which its original has\n");
    EXPECT_NE(said(ph, replaced(ph, "id=\"1\"", "id=\"7\"")).find("a code that its original does not have: id \"7\""),
              std::string::npos);
    EXPECT_NE(said("Rest well", "Call {crisis-line}").find("has a placeholder in braces that was typed as words"),
              std::string::npos);
}

TEST_F(Refusals, PairsHaveToHoldWords) {
    EXPECT_EQ(said("warm</pc>", " </pc>warm"),
              "xliff/codes: the translation of \"Drink warm water.\" has no words in <strong>...</strong>\n");
    const std::string pair =
        xml_.substr(xml_.rfind("<pc id"), xml_.find('>', xml_.rfind("<pc id")) + 1 - xml_.rfind("<pc id"));
    EXPECT_EQ(said(pair + "warm</pc>", "<ec startRef=\"1\"/>warm<sc id=\"1\"/>"),
              "xliff/codes: the translation of \"Drink warm water.\" does not have <strong>...</strong> just once, as "
              "its original\n");
    EXPECT_EQ(said(pair + "warm</pc>", "<sc id=\"1\" dataRef=\"d1\"/>warm<ec startRef=\"1\" dataRef=\"d2\"/>"), "");
}

TEST_F(Refusals, CodesHaveToComeToSomething) {
    original_ = read_markdown_article("# T\n\nRest.\\\nDrink [water](https://a.example/).\n");
    file_ = outgoing(original_);
    translate(file_, [](const std::string& words) { return words; });
    const auto said_with = [&](const std::string& from, const std::string& to) {
        OutgoingFile file = file_;
        for (Piece& piece : *file.units.back().target)
            if (piece.text == from) piece.text = to;
        return said_of(write_xliff("en", "es", {file}));
    };
    EXPECT_EQ(said_with("Rest.", "Duerma."), "");
    EXPECT_NE(said_with("Rest.", "").find("has a code at a place where it comes to nothing"), std::string::npos);
    EXPECT_NE(said_with("water", "\x7F").find("has a code at a place where it comes to nothing"), std::string::npos);
}

TEST_F(Refusals, EachTextHasToBeTranslated) {
    EXPECT_EQ(said("<target>Rest well.</target>", ""), "xliff/untranslated: \"Rest well.\" has no translation\n");
    EXPECT_EQ(said("<target>Rest well.</target>", "<target> \n </target>"),
              "xliff/untranslated: \"Rest well.\" has no translation\n");
    OutgoingFile file = file_;
    file.states.back() = State::initial;
    EXPECT_EQ(said_of(write_xliff("en", "es", {file})),
              "xliff/untranslated: the translation of \"Rest well.\" was to be looked at, and its state is still "
              "initial\n");
}

TEST_F(Refusals, MissingUnitsAreNamed) {
    OutgoingFile file = file_;
    const std::string id = file.units.back().id;
    file.units.pop_back();
    EXPECT_EQ(said_of(write_xliff("en", "es", {file})),
              "xliff/missing: \"Rest well.\" (unit " + id + ") is missing from the file\n");
    file = file_;
    file.units.push_back(file.units.back());
    file.states.push_back(file.states.back());
    file.reasons.emplace_back();
    EXPECT_EQ(said_of(write_xliff("en", "es", {file})), "xliff/duplicate: two units have the id \"" + id + "\"\n");
}

TEST_F(Refusals, AChangedOriginalIsSaidByUnit) {
    original_ = read_markdown_article(replaced(text, "Rest well.", "Rest for 2 days.\n\nWash your hands."));
    EXPECT_EQ(said_of(xml_),
              "xliff/changed: the original of this text is not \"Rest well.\" but \"Rest for 2 days.\"\n"
              "xliff/missing: \"Wash your hands.\" is not in the file: it is new in the original, or was lost\n");
    original_ = read_markdown_article(replaced(text, "Rest well.", ""));
    EXPECT_EQ(said_of(xml_), "xliff/changed: the original no longer has \"Rest well.\"\n");
}

TEST_F(Refusals, AChangedSourceIsNotTheOriginal) {
    EXPECT_EQ(said_of(replaced(xml_, "<source>Rest well.", "<source>Rest badly.")),
              "xliff/changed: the original of this text is not \"Rest badly.\" but \"Rest well.\"\n");
}

TEST_F(Refusals, WhatIsStillRightIsTakenOver) {
    const Source source{"a.xlf", xml_};
    Diagnostics diagnostics(source);
    const auto earlier = read_xliff(source, diagnostics);
    ASSERT_TRUE(earlier);
    OutgoingFile next = outgoing(read_markdown_article(replaced(text, "Rest well.", "Rest for 2 days.")));
    take_targets(earlier->files.at(0), next);
    ASSERT_EQ(next.units.size(), 4U);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ(next.units[i].target.has_value(), i < 3) << i;
        EXPECT_EQ(next.states[i], i < 3 ? State::translated : State::initial) << i;
    }
}

TEST_F(Refusals, SegmentsOfToolsAreJoined) {
    const std::string all =
        "<segment id=\"s1\" state=\"translated\">\n        <source>Rest well.</source>\n        "
        "<target>Rest well.</target>\n      </segment>";
    const Returned back = returned(
        replaced(xml_, all,
                 "<segment state=\"translated\"><source>Rest</source><target order=\"3\">Bien</target></segment>"
                 "<ignorable><source> </source></ignorable>"
                 "<segment state=\"translated\"><source><mrk id=\"m1\" type=\"term\">well</mrk>.</source>"
                 "<target order=\"1\">Duerma<cp hex=\"0021\"/></target></segment>"),
        original_, "es");
    ASSERT_TRUE(back.article) << back.said();
    EXPECT_TRUE(article::write_markdown(*back.article).ends_with("\nDuerma! Bien\n"))
        << article::write_markdown(*back.article);
    EXPECT_NE(said_of(replaced(xml_, all,
                               "<segment><source>Rest </source><target>Duerma</target></segment>"
                               "<segment><source>well.</source></segment>"))
                  .find("has no translation"),
              std::string::npos);
}

TEST_F(Refusals, AddedWhiteSpaceOfToolsIsNone) {
    EXPECT_EQ(said_of(replaced(xml_, "<source>Rest well.</source>", "<source>\n  Rest\n  well.\n</source>")), "");
}

TEST_F(Refusals, OtherPrefixesAndModulesAreRead) {
    std::string xml = xml_;
    for (const char* name :
         {"xliff", "file", "unit", "segment", "source", "target", "pc", "ph", "notes", "note", "originalData", "data"})
        for (const char* open : {"<", "</"})
            for (std::size_t at = 0; (at = xml.find(std::string(open) + name, at)) != std::string::npos; at += 3) {
                const char next = xml.at(at + std::string(open).size() + std::string(name).size());
                if (next == ' ' || next == '>') xml.insert(at + std::string(open).size(), "x:");
            }
    xml = replaced(xml, "<x:xliff xmlns=", "<x:xliff xmlns:x=");
    EXPECT_EQ(said_of(xml), "");
}

struct Hostile {
    const char* what;
    const char* from;
    const char* to;
    const char* said;
};

class HostileXliff : public Refusals, public ::testing::WithParamInterface<Hostile> {};

TEST_P(HostileXliff, IsRefused) {
    const Hostile& hostile = GetParam();
    const std::string said = said_of(replaced(xml_, hostile.from, hostile.to));
    EXPECT_NE(said.find(hostile.said), std::string::npos) << said;
}

constexpr Hostile hostile[] = {
    {"entities", "<xliff", "<!DOCTYPE xliff [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><xliff", "has a DOCTYPE"},
    {"an entity without a DOCTYPE", "<target>Rest well.", "<target>Rest &well;.", "an entity of its own"},
    {"XML that is not well formed", "</segment>", "", "not well-formed XML"},
    {"UTF-8 that is not well formed", "Rest", "R\xFFst", "not well-formed UTF-8"},
    {"the version before", "version=\"2.1\"", "version=\"1.2\"", "this is XLIFF 1.2"},
    {"another namespace", "document:2.0", "document:3.0", "not an XLIFF 2 file"},
    {"a language that is none", "trgLang=\"es\"", "trgLang=\"!\"", "\"!\" is not a valid language"},
    {"no language", "trgLang=\"es\"", "", "does not say its trgLang"},
    {"an element of none", "<target>Rest", "<target><b>Rest</b>", "<b> is not an element of a text"},
    {"a character that is none", "<target>Rest", "<target><cp hex=\"D800\"/>Rest", "does not name a character"},
};
INSTANTIATE_TEST_SUITE_P(Xliff, HostileXliff, ::testing::ValuesIn(hostile),
                         [](const auto& each) { return "case_" + std::to_string(each.index); });

TEST_F(Refusals, EntitiesInCommentsAndSectionsAreText) {
    EXPECT_EQ(said_of(replaced(xml_, "<target>Rest well.", "<!-- &a; <!DOCTYPE --><target><![CDATA[Rest & <well>]]>")),
              "");
}

TEST_F(Refusals, NulBytesAreRefused) {
    EXPECT_NE(said_of(replaced(xml_, "<target>Rest", "<target>" + std::string(1, '\0'))).find("NUL byte"),
              std::string::npos);
}

TEST_F(Refusals, OnlyWordsForSearchMayBeNone) {
    original_ = read_markdown_article("---\ntitle: T\nsynonyms: [grippe]\n---\n\nRest.\n");
    file_ = outgoing(original_);
    translate(file_, [](const std::string& words) { return words; });
    file_.units.back().target->clear();
    xml_ = write_xliff("en", "es", {file_});
    const Returned back = returned(xml_, original_, "es");
    ASSERT_TRUE(back.article) << back.said();
    EXPECT_TRUE(back.article->metadata.synonyms.empty());
    EXPECT_EQ(said_of(replaced(xml_, "<target></target>", "")), "xliff/untranslated: \"grippe\" has no translation\n");
    EXPECT_EQ(said("<target>Rest.</target>", "<target></target>"),
              "xliff/untranslated: \"Rest.\" has no translation\n");
}

TEST_F(Refusals, DeepElementsAreRefused) {
    std::string open, close;
    for (int i = 0; i < 100'000; ++i) {
        open += "<mrk a='/>'>";
        close += "</mrk>";
    }
    EXPECT_NE(said_of(replaced(xml_, "<target>Rest well.", "<target>" + open + close)).find("too deeply"),
              std::string::npos);
}

TEST(Xliff, AFileWithoutArticlesSaysSo) {
    const Source source{"a.xlf",
                        "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"en\" "
                        "trgLang=\"es\"/>"};
    Diagnostics diagnostics(source);
    EXPECT_FALSE(read_xliff(source, diagnostics));
    EXPECT_EQ(diagnostics.all().at(0).message, "the file contains no article");
}

}  // namespace
}  // namespace carepress::test
