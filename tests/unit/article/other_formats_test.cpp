// Files that are not articles, though the readers of Markdown, HTML and saved text would each make something of them.
#include "article/other_formats.h"

#include "article/read.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <string_view>

namespace carepress::test {
using namespace article;
namespace {

struct File {
    std::string_view name;
    std::string_view bytes;
    std::string_view format;  ///< a part of what it must be called; empty: an article
};

void PrintTo(const File& file, std::ostream* out) { *out << file.name << " \"" << file.bytes << '"'; }

class OtherFormats : public ::testing::TestWithParam<File> {};
class Articles : public ::testing::TestWithParam<File> {};

TEST_P(OtherFormats, AreRefusedByName) {
    const auto& [name, bytes, format] = GetParam();
    const Source source{std::string(name), std::string(bytes)};
    Diagnostics diagnostics(source);
    read_article(source, diagnostics);
    ASSERT_EQ(diagnostics.all().size(), 1U);
    const Diagnostic& said = diagnostics.all().front();
    EXPECT_EQ(said.severity, Severity::error);
    EXPECT_NE(said.message.find(format), std::string::npos) << said.message;
    EXPECT_FALSE(said.hint.empty());
}

TEST_P(Articles, AreNotTakenForAnotherFormat) {
    const auto found = other_format(GetParam().name, GetParam().bytes);
    EXPECT_FALSE(found) << found->name;
}

constexpr File others[] = {
    {"a.json", R"({"title": "Ankle care", "body": "Rest it."})", "JSON"},
    {"standard input", "[\n  {\"title\": \"Ankle care\", \"text\": \"a ] in \\\"a\\\" string\"}\n]\n", "JSON"},
    {"topics.md", "{}", "JSON"},
    {"visit", R"({"resourceType": "Bundle", "entry": []})", "FHIR resource in JSON"},
    {"a.jsonl", "{\"a\": 1}\n{\"a\": 2}\n", "JSON"},
    {"book.ipynb", R"({"cells": []})", "JSON"},
    {"a.csv", "code,title\nK1,Ankle care\n", "CSV"},
    {"codes.tsv", "K1\tAnkle care\n", "TSV"},
    {"terms", "en\tes\nfever\tfiebre\ncough\ttos\n", "TSV"},
    {"es.po", "msgid \"\"\nmsgstr \"\"\n", "gettext"},
    {"strings.txt", "# Spanish\n\nmsgid \"Rest.\"\nmsgstr \"Descanse.\"\n", "gettext"},
    {"a.mht", "From: web\nMIME-Version: 1.0\n", "MHTML"},
    {"saved.txt",
     "From: <Saved by a browser>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"B\"\n\n--B\n",
     "MHTML"},
    {"mail.txt", "Return-Path: <a@example.org>\nSubject: Ankle\n\nRest it.\n", "e-mail"},
    {"a.adoc", "Ankle care\n", "AsciiDoc"},
    {"a.txt", "= Ankle care\n:lang: en\n\nNOTE: Rest it.\n", "AsciiDoc"},
    {"a.txt", "Ankle care\n==========\n\n.. note:: Rest it.\n", "reStructuredText"},
    {"a.md", "Ankle care\n==========\n\n.. toctree::\n   :maxdepth: 2\n", "reStructuredText"},
    {"page", "'''Sprain''' is an injury.\n\n== Causes ==\nA fall.\n\n== Treatment ==\nRest.\n", "MediaWiki"},
    {"a.txt", "#+TITLE: Ankle care\n* Rest\n", "Org"},
    {"a.txt", "% care\n\\documentclass{article}\n\\begin{document}\n", "LaTeX"},
    {"a.1", ".TH ANKLE 1\n.SH NAME\nankle\n", "roff"},
    {"a.txt", "h1. Ankle care\n\nRest it.\n", "Textile"},
    {"a.yaml", "title: Ankle care\n", "settings"},
    {"a", "%PDF-1.7\n", "PDF"},
    {"a.md", "PK\x03\x04word/document.xml", "Word"},
    {"a", "GIF89a", "picture"},
    {"a.dita", R"(<?xml version="1.0"?><!DOCTYPE task PUBLIC "-//OASIS//DTD DITA Task//EN" "task.dtd"><task id="t"/>)",
     "DITA"},
    {"a.xml", "<?xml version=\"1.0\"?>\n<!-- by hand -->\n<concept id=\"c\"><title>Flu</title></concept>", "DITA"},
    {"a.xml", R"(<article xmlns="http://docbook.org/ns/docbook"><title>Flu care</title></article>)", "DocBook"},
    {"a.html", R"(<!DOCTYPE article PUBLIC "-//OASIS//DTD DocBook XML V4.5//EN" "docbookx.dtd"><article/>)", "DocBook"},
    {"a.xml", R"(<article article-type="research-article"><front/></article>)", "JATS"},
    {"a.xliff", R"(<xliff version="1.2"><file/></xliff>)", "XLIFF"},
    {"a.xml", R"(<Bundle xmlns="http://hl7.org/fhir"/>)", "FHIR resource in XML"},
    {"a.xml", R"(<ClinicalDocument xmlns="urn:hl7-org:v3"/>)", "CDA"},
    {"feed", R"(<?xml version="1.0"?><rss version="2.0"/>)", "feed"},
    {"a", R"(<svg xmlns="http://www.w3.org/2000/svg"/>)", "SVG"},
};
INSTANTIATE_TEST_SUITE_P(Formats, OtherFormats, ::testing::ValuesIn(others));

constexpr File articles[] = {
    {"a.md", "# Ankle care\n\nRest it.\n", ""},
    {"a.md", "[Ankle care](https://example.org) is for you.\n", ""},
    {"a.md", "[\"Rest it,\" she said.]\n", ""},
    {"a.md", "{\"title\": \"Ankle care\"}\n\n# Ankle care\n\nRest it.\n", ""},
    {"a.md", "{{ template }}\n\n# Ankle care\n", ""},
    {"a.md", "{.lead}\nRest it.\n", ""},
    {"a.md", "Ankle care\n==========\n\nRest it.\n\n.. and so on\n", ""},
    {"a.md", "# Ankle care\n\n```\n.. note::\nmsgid \"a\"\n== a ==\n== b ==\n```\n", ""},
    {"a.md", "# Ankle care\n\nTemperature = 38. == is not text here ==\n", ""},
    {"a.txt", "Ankle care\n\n.5 mL twice a day.\n", ""},
    {"a.txt", "\xE2\x80\xA2\tRest\n\xE2\x80\xA2\tIce\n\xE2\x80\xA2\tRaise it\n", ""},
    {"a.txt", "1.\tRest\n2.\tIce\n3.\tRaise it\n", ""},
    {"a.txt", "(1)\tRest\n(2)\tIce\n(3)\tRaise it\n", ""},
    {"a.txt", "o\tRest\no\tIce\no\tRaise it\n", ""},
    {"a.txt", "Ankle care\n\nMorning\t1 tablet\nNoon\t1 tablet\nNight\t2 tablets\n", ""},
    {"a.txt", "Rest, ice, lift.\nRun, jump, play.\nEat, drink, sleep.\n", ""},
    {"a.html", "<!DOCTYPE html><title>Flu</title><p>Rest.", ""},
    {"a.html", "<article><h1>Flu</h1><p>Rest.</article>", ""},
    {"a.xhtml", R"(<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>)", ""},
    {"a.html", "<section><h1>Flu</h1></section>", ""},
    {"fragment", "<h1>Flu</h1>\n<pre>\n= a\n</pre>", ""},
};
INSTANTIATE_TEST_SUITE_P(Texts, Articles, ::testing::ValuesIn(articles));

TEST(OtherFormatsOfLongFiles, ManyBracketsAreLookedAtOnce) {
    EXPECT_FALSE(other_format("a.md", std::string(2'000'000, '[')));
    EXPECT_FALSE(other_format("a.md", "[[" + std::string(2'000'000, '"')));
}

}  // namespace
}  // namespace carepress::test
