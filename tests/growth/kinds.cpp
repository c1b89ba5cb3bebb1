#include "growth/kinds.h"

#include <string>
#include <string_view>

namespace carepress::growth {
namespace {

constexpr const char* title = "# T\n\n";
constexpr const char* html = "<!DOCTYPE html><title>T</title><h1>T</h1>\n";
constexpr const char* records = R"({"resourceType":"Bundle","type":"collection","entry":[)";
constexpr const char* topics = "<?xml version=\"1.0\"?>\n<health-topics total=\"1\" date-generated=\"1/1/2026\">\n";

/// After the patient and the encounter, of which the bundle must have one each.
constexpr const char* visit =
    R"({"resourceType":"Bundle","type":"collection","entry":[
{"resource":{"resourceType":"Patient","id":"p","name":[{"family":"Ruiz","given":["Ana"]}],"birthDate":"1950-03-03"}},
{"resource":{"resourceType":"Encounter","id":"e","status":"finished","class":{"code":"AMB"},
"subject":{"reference":"Patient/p"},"period":{"start":"2026-03-02T09:00:00-05:00"}}})";

using enum Reader;

constexpr const char* translations =
    R"(<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="es"><file id="f">)";
constexpr const char* one_unit =
    R"(<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="es"><file id="f">)"
    R"(<unit id="paragraph-1">)";
constexpr const char* one_target =
    R"(<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="es"><file id="f">)"
    R"(<unit id="paragraph-1"><segment><source>a</source><target>)";

// The lists that cmark and Gumbo publish of what took them long are among these, in our own words.
constexpr Kind all[] = {
    // Markdown: delimiters
    {"md-words", article, "a.md", title, "some words of a text "},
    {"md-long-word", article, "a.md", title, "word"},
    {"md-lines", article, "a.md", title, "a line\n"},
    {"md-paragraphs", article, "a.md", title, "a paragraph\n\n"},
    {"md-emphasis-open", article, "a.md", title, "_a "},
    {"md-emphasis-close", article, "a.md", title, "a_ "},
    {"md-emphasis-strong", article, "a.md", title, "*a **a "},
    {"md-emphasis-mixed", article, "a.md", title, "*a_ "},
    {"md-emphasis-threes", article, "a.md", "# T\n\na**b", "c* "},
    {"md-emphasis-nested", article, "a.md", title, "**a *b "},
    {"md-emphasis-empty", article, "a.md", title, "**x [a*b**c*](d) "},
    {"md-stars", article, "a.md", title, "*"},
    {"md-underscores", article, "a.md", title, "_"},
    {"md-tildes", article, "a.md", title, "~~a "},
    {"md-subscripts", article, "a.md", title, "a~1~"},
    {"md-superscripts", article, "a.md", title, "a^1^ "},
    {"md-marks", article, "a.md", title, "==a== ~~b~~ "},
    {"md-backticks", article, "a.md", title, "e`%`"},
    {"md-backtick-runs", article, "a.md", title, "`a``b```c````d"},
    // Markdown: brackets
    {"md-brackets-open", article, "a.md", title, "[a"},
    {"md-brackets-close", article, "a.md", title, "a]"},
    {"md-brackets-nested", article, "a.md", title, "["},
    {"md-brackets-emphasis", article, "a.md", title, "[ a_"},
    {"md-brackets-parentheses", article, "a.md", title, "[ (]("},
    {"md-pictures", article, "a.md", title, "![[]()"},
    {"md-unclosed-link", article, "a.md", title, "[a](b"},
    {"md-unclosed-address", article, "a.md", title, "[a](<b"},
    {"md-links", article, "a.md", title, "[a](http://b.example/%) "},
    {"md-one-address", article, "a.md", "# T\n\n[a](http://b.example/", "x", ")\n"},
    {"md-bare-address", article, "a.md", "# T\n\nhttp://b.example/", "x"},
    {"md-bare-addresses", article, "a.md", title, "http://a.example/% "},
    {"md-www", article, "a.md", title, "www."},
    {"md-mail", article, "a.md", title, "a@"},
    {"md-mail-domains", article, "a.md", title, "a@b."},
    {"md-definitions", article, "a.md", title, "[r%]: http://b.example/%\n\n"},
    {"md-references", article, "a.md", "# T\n\n[a]: http://b.example/\n\n", "[a]\n\n"},
    {"md-same-definition", article, "a.md", title, "[a]: b\n"},
    {"md-footnotes", article, "a.md", title, "[^%]: note\n\ntext[^%]\n\n"},
    {"md-inline-notes", article, "a.md", title, "a^[b *c*] "},
    {"md-inline-notes-open", article, "a.md", title, "a^[b "},
    {"md-inline-notes-nested", article, "a.md", title, "^[", "]]]]]]]]\n"},
    {"md-boxes", article, "a.md", title, "!!! note\n    a\n\n    b\n\n"},
    {"md-boxes-in-code", article, "a.md", title, "    !!! note\n        a\n\n"},
    {"md-boxes-blank", article, "a.md", title, "!!! note\n    a\n\n\n\n\n"},
    {"md-editors-comments", article, "a.md", title, "a <!-- b --> c\n\n<!--\nd\n-->\n\n"},
    {"md-footnote-marks", article, "a.md", title, "[^a]"},
    // Markdown: raw HTML
    {"md-instructions", article, "a.md", title, "a<?"},
    {"md-instructions-spaced", article, "a.md", title, "a <? b "},
    {"md-instruction-paragraphs", article, "a.md", title, "a<?b\n\n"},
    {"md-declarations", article, "a.md", title, "a<!A "},
    {"md-cdata", article, "a.md", title, "a<![CDATA["},
    {"md-comments", article, "a.md", title, "a<!--"},
    {"md-comment-dashes", article, "a.md", title, "<!-- - -- "},
    {"md-tags", article, "a.md", title, "a<b c='"},
    {"md-less", article, "a.md", title, "<"},
    {"md-autolinks", article, "a.md", title, "<a:"},
    {"md-div", article, "a.md", title, "<div>"},
    {"md-entities", article, "a.md", title, "&amp;&#x41;&"},
    {"md-entity-digits", article, "a.md", title, "&#1234567890"},
    {"md-backslashes", article, "a.md", title, "\\*\\"},
    {"md-nul", article, "a.md", title, "a\xEF\xBF\xBD"},
    // Markdown: containers
    {"md-quotes-deep", article, "a.md", title, "> "},
    {"md-quotes", article, "a.md", title, "> a\n> > b\n\n"},
    {"md-items", article, "a.md", title, "- a\n"},
    {"md-items-deep", article, "a.md", title, "- "},
    {"md-numbered", article, "a.md", title, "1. a\n   - b\n"},
    {"md-empty-lines-deep", article, "a.md", "# T\n\n- - - - - - - - - - - - x\n", "\n"},
    {"md-lazy", article, "a.md", "# T\n\n> > > > > > > > x\n", "a\n"},
    {"md-headings", article, "a.md", title, "## Heading %\n\n"},
    {"md-underlines", article, "a.md", title, "a\n---\n"},
    {"md-fences", article, "a.md", title, "```\na\n"},
    {"md-code", article, "a.md", title, "    a\n\n"},
    {"md-rows", article, "a.md", "# T\n\n|a|b|\n|-|-|\n", "|c|d|\n"},
    {"md-columns", article, "a.md", "# T\n\n|", "a|"},
    {"md-tables", article, "a.md", title, "|a|b|\n|-|-|\n|c|d|\n\n"},
    {"md-dashes", article, "a.md", title, "|-\n"},
    {"md-callouts", article, "a.md", title, "> [!WATCH]\n> a\n\n"},
    {"md-front-matter", article, "a.md", "---\ntitle: T\n", "key%: value\n", "---\n\ntext\n"},
    // HTML
    {"html-paragraphs", article, "a.html", html, "<p>words of a text "},
    {"html-depth", article, "a.html", html, "<div>"},
    {"html-spans", article, "a.html", html, "<span>a"},
    {"html-misnested", article, "a.html", html, "<b><p>a</b>"},
    {"html-formatting", article, "a.html", html, "<font size=%>"},
    {"html-adoption", article, "a.html", html, "<a><b><i>x</a>"},
    {"html-attributes", article, "a.html", "<title>T</title><p ", "a%=b "},
    {"html-attribute", article, "a.html", "<title>T</title><p title='", "x", "'>a"},
    {"html-entities", article, "a.html", html, "&amp;&lt;&notit;"},
    {"html-rows", article, "a.html", "<title>T</title><table>", "<tr><td>a<td>b"},
    {"html-cells", article, "a.html", "<title>T</title><table><tr>", "<td>a"},
    {"html-spans-of-cells", article, "a.html", "<title>T</title><table>", "<tr><td rowspan=99999 colspan=90>a"},
    {"html-foster", article, "a.html", "<title>T</title><table>", "<b>a"},
    {"html-nested-tables", article, "a.html", html, "<table><tr><td>"},
    {"html-links-refused", article, "a.html", html, "<a href=\"javascript:x\">y</a> "},
    {"html-links", article, "a.html", html, "<a href=\"http://b.example/%\">y</a> "},
    {"html-videos", article, "a.html", html, "<video>a</video> "},
    {"html-lists", article, "a.html", html, "<ul><li>a</ul>"},
    {"html-lists-deep", article, "a.html", html, "<ul><li>a"},
    {"html-notes", article, "a.html", html, "<p>a<a id=r% href='#n%'>%</a></p><p id=n%>b<a href='#r%'>%</a></p>"},
    {"html-notes-of-one-list", article, "a.html", html,
     "<a role=doc-noteref href='#n%'>1</a><ol><li id=n%>a</li></ol><a href='#n%'>b</a>"},
    {"html-references-to-one", article, "a.html", "<title>T</title><ol><li id=n>a<a href='#r'>1</a></li></ol>",
     "<a id=r role=doc-noteref href='#n'>1</a>"},
    {"html-comments", article, "a.html", html, "<!-- a --"},
    {"html-select", article, "a.html", html, "<select><option>a"},
    {"html-svg", article, "a.html", html, "<svg><math>"},
    {"html-template", article, "a.html", html, "<template>"},
    {"html-frameset", article, "a.html", "<title>T</title><frameset>", "<frame>"},
    {"html-less", article, "a.html", html, "a < b "},
    {"html-ends", article, "a.html", html, "</p></b>"},
    {"html-languages", article, "a.html", html, "<i lang=a%>b</i> "},
    // Saved text
    {"text-lines", article, "a.txt", "Title\n\n", "A line of words.\n"},
    {"text-bullets", article, "a.txt", "Title\n\n", "\xE2\x80\xA2 item\n"},
    {"text-one-line", article, "a.txt", "Title\n\n", "words "},
    {"text-short-lines", article, "a.txt", "Title\n\n", "a\n\n"},
    // YAML, JSON, XML, queries
    {"yaml-keys", yaml, "a.yaml", "", "k%: v\n"},
    {"yaml-items", yaml, "a.yaml", "a:\n", "- b\n"},
    {"yaml-flow", yaml, "a.yaml", "a: ", "["},
    {"yaml-errors", yaml, "a.yaml", "", "a: b\n"},
    {"bundle-nulls", bundle, "a.json", records, "null,", "null]}"},
    {"bundle-empty", bundle, "a.json", records, R"({"resource":{"resourceType":"Basic"}},)", "null]}"},
    {"bundle-deep", bundle, "a.json", "", "["},
    {"bundle-orders", bundle, "a.json", visit,
     R"(,{"resource":{"resourceType":"MedicationRequest","id":"m%","status":"active","intent":"order",)"
     R"("subject":{"reference":"Patient/p"},"encounter":{"reference":"Encounter/e"},)"
     R"("medicationCodeableConcept":{"text":"Medicine %"}}})",
     "]}"},
    {"bundle-conditions", bundle, "a.json", visit,
     R"(,{"resource":{"resourceType":"Condition","id":"c%","subject":{"reference":"Patient/p"},)"
     R"("encounter":{"reference":"Encounter/e"},"code":{"text":"Condition %"}}})",
     "]}"},
    {"import-records", import, "a.xml", topics,
     "<health-topic id=\"%\" title=\"T %\" language=\"English\" url=\"https://a.example/%\">"
     "<full-summary>&lt;p&gt;Words.&lt;/p&gt;</full-summary></health-topic>\n",
     "</health-topics>\n"},
    {"import-empty", import, "a.xml", topics, "<health-topic/>\n", "</health-topics>\n"},
    {"import-depth", import, "a.xml", topics, "<a>"},
    {"import-entities", import, "a.xml", "<!DOCTYPE a [", "<!ENTITY e% 'x'>", "]><a/>"},
    {"import-page", import, "a.html", html, "<p>words of a text</p>"},
    {"xliff-units", xliff, "a.xlf", translations,
     R"(<unit id="u%"><segment><source>words %</source><target>words %</target></segment></unit>)", "</file></xliff>"},
    {"xliff-segments", xliff, "a.xlf", one_unit, R"(<segment><source>a</source><target order="%">b</target></segment>)",
     "</unit></file></xliff>"},
    {"xliff-codes", xliff, "a.xlf", one_target, R"(<ph id="%" dataRef="d%"/><sc id="s%"/><ec startRef="s%"/>)",
     "</target></segment></unit></file></xliff>"},
    {"xliff-comments", xliff, "a.xlf", translations, "<!--a--><?b?>", "</file></xliff>"},
    {"xliff-unclosed-comments", xliff, "a.xlf", translations, "<!--a"},
    {"xliff-ampersands", xliff, "a.xlf", translations, "&amp;"},
    {"xliff-depth", xliff, "a.xlf", translations, "<group>"},
    {"search-words", search, "query", "", "word% "},
    {"search-one-word", search, "query", "", "cough"},
    {"search-signs", search, "query", "", "\"* ^"},
    // Pages: shaping, lines, pages, PDF
    {"page-words", page, "a.md", title, "some words of a text "},
    {"page-long-word", page, "a.md", title, "word", "", "large-print"},
    {"page-paragraphs", page, "a.md", title, "a paragraph\n\n"},
    {"page-placeholders", page, "a.md", title, "**{crisis-line}** {poison-help} "},
    {"page-unknown-placeholders", page, "a.md", title, "{name} "},
    {"page-link", page, "a.md", "# T\n\n[", "some words ", "](http://b.example/)\n"},
    {"page-links", page, "a.md", title, "[a](http://b.example/%)\n\n"},
    {"page-address", page, "a.md", "# T\n\nhttp://b.example/", "x"},
    {"page-address-of-link", page, "a.md", "# T\n\n[a](http://b.example/", "x", ")\n"},
    {"page-headings", page, "a.md", title, "## Heading %\n\nwords\n\n"},
    {"page-cells", page, "a.md", "# T\n\n|a|b|\n|-|-|\n", "|c|d|\n"},
    {"page-items", page, "a.md", title, "- item\n"},
    {"page-marks", page, "a.md", title, "a\xCC\x81\xCC\x82"},
    {"page-isolates", page, "a.md", "---\ntitle: T\nlanguage: ar\n---\n\n",
     "\xD8\xA7\xD8\xAA\xD8\xB5\xD9\x84 9:30 AM 555-0100 "},
    {"page-directions", page, "a.md", "---\ntitle: T\nlanguage: ar\n---\n\n",
     "\xE2\x81\xA7\xD8\xA7\xE2\x80\xAE"
     "1:2"},
    {"page-thai", page, "a.md", "---\ntitle: T\nlanguage: th\n---\n\n", "\xE0\xB8\x81\xE0\xB8\xB2\xE0\xB8\xA3"},
    {"page-chinese", page, "a.md", "---\ntitle: T\nlanguage: zh\n---\n\n",
     "\xE5\xA4\x9A\xE5\x96\x9D\xE6\xB0\xB4\xE3\x80\x82"},
    {"page-of-html", page, "a.html", html, "<p>words <b>of</b> a <a href=\"http://b.example/%\">text</a></p>"},
    {"page-hyphens", page, "a.md", title, "internationalization of responsibilities ", "", "two-column"},
    {"page-long-hyphens", page, "a.md", title, "otorhinolaryngological", "", "two-column"},
    {"page-pictures", page, "a.md", title, "![a logo](logo.svg)\n\n"},
    {"page-missing-pictures", page, "a.md", title, "![a logo](%.svg)\n\n"},
    {"page-rtl-table", page, "a.md", "---\ntitle: T\nlanguage: ar\n---\n\n|\xD8\xA7|b|\n|-|-|\n",
     "|\xD8\xA7\xD8\xAA|9:30 AM|\n"},
    {"page-tables-of-many-columns", page, "a.md",
     "# T\n\n|Morning|Noontime|Afternoon|Evening|Bedtime|Weekends|Holidays|Clinic days|Remarks|\n|-|-|-|-|-|-|-|-|-|\n",
     "|acetaminophen|ibuprofen|hydrochlorothiazide|atorvastatin|levothyroxine|metoprolol|furosemide|warfarin||\n"},
    {"page-many-tables-of-many-columns", page, "a.md", title,
     "|Morning|Noontime|Afternoon|Evening|Bedtime|Weekends|Holidays|\n|-|-|-|-|-|-|-|\n"
     "|acetaminophen|ibuprofen|hydrochlorothiazide|atorvastatin|levothyroxine|metoprolol||\n\n"},
    {"note-words", note, "note.md", "", "some words of a note "},
    {"note-lines", note, "note.md", "", "- a line\n"},
};

}  // namespace

std::span<const Kind> kinds() { return all; }

Source Kind::source(std::size_t bytes) const {
    Source source{file, begin};
    for (std::size_t number = 1; source.bytes.size() < bytes; ++number)
        for (const char c : std::string_view(piece)) {
            if (c == '%')
                source.bytes += std::to_string(number);
            else
                source.bytes += c;
        }
    source.bytes += end;
    return source;
}

}  // namespace carepress::growth
