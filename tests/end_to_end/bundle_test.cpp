// Several articles in one handout, the clinician's note, sections left out, the notice of language assistance.
#include "base/utf.h"
#include "handout/compose.h"
#include "handout/leave_out.h"
#include "layout/fit.h"
#include "layout/lay_out.h"
#include "pdf/read_pdf.h"
#include "support/contents.h"
#include "support/read_article.h"
#include "support/support.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <set>

namespace carepress::test {
namespace {

/// Sources that outlive a request for them.
class Bundle {
public:
    explicit Bundle(const std::vector<std::string>& paths) {
        for (const std::string& path : paths) sources_.push_back(read_source(project("articles/" + path)));
        for (const Source& source : sources_) {
            engine::ArticleRequest& article = request.articles.emplace_back().article;
            article.source = &source;
            article.picture_folder = std::filesystem::path(source.name).parent_path().string();
        }
    }
    engine::PressResult press() const {
        engine::Workspace workspace(resources());
        return carepress::engine::press(request, resources(), workspace);
    }
    engine::PressRequest request;

private:
    std::vector<Source> sources_;
};

/// A bundle composed and set, before it becomes a file.
layout::PagedDocument set_bundle(const std::vector<std::string>& paths, handout::Handout& handout,
                                 std::optional<style::BundleSettings::Numbers> numbers = {}) {
    std::vector<Source> sources;
    std::vector<article::Article> articles;
    for (const std::string& path : paths) sources.push_back(read_source(project("articles/" + path)));
    std::vector<const Source*> all;
    for (const Source& source : sources) {
        Diagnostics diagnostics(source);
        articles.push_back(read_with_numbers(source, diagnostics));
        all.push_back(&source);
    }
    handout::HandoutContents contents = contents_of(std::move(articles));
    contents.page_numbers = numbers;
    Diagnostics diagnostics(all);
    handout = handout::compose(contents, loaded({"letter", "default"}), diagnostics);
    engine::Workspace workspace(resources());
    return layout::lay_out(handout, workspace.shaper, diagnostics);
}

std::string text_of(const layout::PagedDocument& document, const layout::GlyphRun& run) {
    return to_utf8(std::u16string_view(document.text).substr(run.text_begin, run.text_end - run.text_begin));
}

/// What is on a page, runs joined by blanks.
std::string text_of(const layout::PagedDocument& document, const std::vector<layout::PageItem>& items) {
    std::string text;
    for (const layout::PageItem& item : items)
        if (const auto* run = std::get_if<layout::GlyphRun>(&item.content)) text += text_of(document, *run) + " ";
    return text;
}

const std::vector<std::string> three = {"en/back-pain-and-intimacy.md", "ar/fever-in-children.md",
                                        "es/high-blood-pressure.md"};

TEST(Bundle, diagnostics_name_the_file_of_each_article) {
    const Source first{"first.md", "# One\n\nText.\n\n![no words](missing.png)\n"};
    const Source second{"second.md", "# Two\n\nA letter that no face has: \xF3\xB0\x80\x80.\n"};
    const Source note{"note.md", "Another one: \xF3\xB0\x80\x81.\n\n![A knee](knee.png)\n"};
    engine::PressRequest request;
    request.articles.emplace_back().article.source = &first;
    request.articles.emplace_back().article.source = &second;
    request.note = &note;
    engine::Workspace workspace(resources());
    const engine::PressResult result = engine::press(request, resources(), workspace);
    EXPECT_FALSE(result.ok());
    const std::string messages = all_messages(result.diagnostics);
    EXPECT_NE(messages.find("first.md:5:1: error: the picture missing.png"), std::string::npos) << messages;
    EXPECT_NE(messages.find("second.md:3:28: error: no font has the character U+F0000"), std::string::npos) << messages;
    EXPECT_NE(messages.find("note.md:1:14: error: no font has the character U+F0001"), std::string::npos) << messages;
    EXPECT_NE(messages.find("note.md:3:1: error: a note cannot contain pictures"), std::string::npos) << messages;
}

/// How many pages each part of a bundle has: the list, then the articles.
std::vector<std::uint32_t> pages_of_parts(const std::vector<std::string>& paths, const std::string& layout) {
    std::vector<Source> sources;
    std::vector<article::Article> articles;
    for (const std::string& path : paths) sources.push_back(read_source(project("articles/" + path)));
    for (const Source& source : sources) {
        Diagnostics ignored(source);
        articles.push_back(read_with_numbers(source, ignored));
    }
    Diagnostics diagnostics(sources.front());
    const handout::Handout handout =
        handout::compose(contents_of(std::move(articles)), loaded({layout, "default"}), diagnostics);
    engine::Workspace workspace(resources());
    std::vector<std::uint32_t> pages;
    for (const layout::PartPages& part : layout::fit(handout, workspace.shaper, diagnostics).parts)
        pages.push_back(part.count);
    return pages;
}

TEST(Bundle, each_article_is_fitted_to_its_sheets_as_it_would_be_alone) {
    std::vector<std::string> paths;
    std::vector<std::uint32_t> alone;
    int fitted = 0;
    for (const char* language : {"en", "es", "ar", "vi", "ru", "th"}) {
        paths.push_back(std::string(language) + "/back-pain-and-intimacy.md");
        const std::vector<std::uint32_t> one = pages_of_parts({paths.back()}, "letter");
        ASSERT_EQ(one.size(), 1u);
        alone.push_back(one.front());
        handout::Handout handout;
        const layout::PagedDocument own = set_bundle({paths.back()}, handout);
        fitted += own.pages.size() > one.front() ? 1 : 0;
    }
    EXPECT_GE(fitted, 2) << "else this shows nothing";
    std::vector<std::uint32_t> together = pages_of_parts(paths, "letter");
    together.erase(together.begin());
    EXPECT_EQ(together, alone);
}

TEST(Bundle, a_fridge_sheet_is_one_page_and_the_notice_has_its_own) {
    Bundle sheet({"en/back-pain-and-intimacy.md"});
    for (const char* layout : {"fridge-sheet", "fridge-sheet-a4"}) {
        sheet.request.theme.layout = layout;
        sheet.request.language_notice = false;
        EXPECT_EQ(sheet.press().pages, 1);
        sheet.request.language_notice = true;
        const engine::PressResult result = sheet.press();
        ASSERT_TRUE(result.ok()) << all_messages(result.diagnostics);
        EXPECT_EQ(result.pages, 3);
        leave_pressed(std::string("bundles/") + layout + "-notice", result, sheet.request);
    }
}

TEST(Bundle, the_contents_name_the_page_on_which_each_article_starts) {
    handout::Handout handout;
    const layout::PagedDocument document = set_bundle(three, handout);
    ASSERT_EQ(document.parts.size(), 4u);
    const std::string contents = text_of(document, document.pages[0].items);
    ASSERT_EQ(handout.links.size() >= 3, true);
    for (std::uint32_t part = 1; part < 4; ++part) {
        const layout::PartPages pages = document.parts[part];
        EXPECT_EQ(pages.first % 2, 0u) << "an article starts on the front of a sheet";
        const std::string title =
            to_utf8(handout.texts[handout.boxes[handout.parts[part].box_begin].as<handout::TextBox>()->text].text);
        EXPECT_NE(text_of(document, document.pages[pages.first].items).find(title.substr(0, 12)), std::string::npos);
        EXPECT_NE(contents.find(" " + std::to_string(pages.first + 1) + " "), std::string::npos) << contents;
    }
    // Each link of the list leads to its article, over the whole width: title and number.
    std::map<std::uint32_t, int> areas;
    for (const layout::LinkArea& area : document.pages[0].links) ++areas[document.links[area.link].part];
    EXPECT_EQ(areas, (std::map<std::uint32_t, int>{{1, 2}, {2, 2}, {3, 2}}));
    // A page of no part is blank.
    std::set<std::size_t> covered;
    for (const layout::PartPages& part : document.parts)
        for (std::uint32_t i = 0; i < part.count; ++i) covered.insert(part.first + i);
    for (std::size_t i = 0; i < document.pages.size(); ++i) {
        const layout::Page& page = document.pages[i];
        EXPECT_EQ(page.items.empty() && page.furniture.empty() && page.rules.empty(), !covered.contains(i)) << i;
    }
}

TEST(Bundle, each_part_has_its_own_direction_and_page_numbers) {
    handout::Handout handout;
    const layout::PagedDocument through = set_bundle(three, handout);
    const std::size_t arabic = through.parts[2].first;
    EXPECT_EQ(handout.parts[2].direction, text::Direction::right_to_left);
    EXPECT_EQ(handout.parts[3].direction, text::Direction::left_to_right);
    // The title ends at the right edge of the mirrored column, 56 pt from the sheet's edge.
    const auto& title = std::get<layout::GlyphRun>(through.pages[arabic].items.front().content);
    Length end = title.origin.x;
    for (std::uint32_t i = title.glyph_begin; i < title.glyph_end; ++i)
        end += scale(title.size, through.glyphs[i].advance);
    EXPECT_NEAR(end.millipoints, 556'000, 1'000);
    const std::string last = std::to_string(through.pages.size());
    EXPECT_NE(text_of(through, through.pages[2].furniture).find("Page 3 of " + last), std::string::npos);

    const layout::PagedDocument each = set_bundle(three, handout, style::BundleSettings::Numbers::article);
    const std::string count = std::to_string(each.parts[1].count);
    EXPECT_NE(text_of(each, each.pages[2].furniture).find("Page 1 of " + count + " \u00B7 3/" + last),
              std::string::npos)
        << text_of(each, each.pages[2].furniture);
}

TEST(Bundle, the_tag_tree_is_one_with_a_part_for_each_article) {
    handout::Handout handout;
    set_bundle(three, handout);
    const auto& nodes = handout.tags.nodes;
    std::vector<std::string> languages;
    int first_levels = 0, deepest = 0;
    std::map<handout::TagRole, int> count;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const handout::TagNode& node = nodes[i];
        if (i > 0) {
            EXPECT_LT(node.parent, i);
        }
        ++count[node.role];
        if (node.role == handout::TagRole::part) {
            EXPECT_EQ(node.parent, 0u);
            languages.push_back(node.language);
            EXPECT_EQ(nodes[i + 1].role, handout::TagRole::heading_1) << "a part starts with its own heading";
            deepest = 0;
        }
        const int level = static_cast<int>(node.role) - static_cast<int>(handout::TagRole::heading_1) + 1;
        if (level < 1 || level > 6) continue;
        EXPECT_LE(level, deepest + 1) << "no level is skipped";
        deepest = level;
        first_levels += level == 1 ? 1 : 0;
    }
    EXPECT_EQ(languages, (std::vector<std::string>{"", "", "ar", "es"}));
    EXPECT_EQ(first_levels, 4);
    EXPECT_EQ(count[handout::TagRole::contents], 1);
    EXPECT_EQ(count[handout::TagRole::contents_item], 3);
    EXPECT_EQ(count[handout::TagRole::reference], 3);
    // A disclaimer is tagged once in each language that it is said in, at the end.
    int disclaimers = 0;
    for (const handout::HandoutPart& part : handout.parts)
        disclaimers += part.furniture.disclaimer_node != text::artifact ? 1 : 0;
    EXPECT_EQ(disclaimers, 3);
    EXPECT_EQ(nodes.back().parent, 0u);
}

/// ISO 14289-2, 8.2.5.8. The nodes of the first article are not what they were once its table is set as a list.
TEST(Bundle, entries_of_the_contents_refer_to_the_titles_in_pdfua2) {
    std::string wide = "# Wide\n\n", row;
    for (int i = 0; i < 12; ++i) row += "| measurement" + std::to_string(i) + " ";
    for (const std::string& line : {row, std::string("|---|---|---|---|---|---|---|---|---|---|---|---"), row})
        wide += line + "|\n";
    const Source first{"wide.md", wide}, second{"rest.md", "# Rest\n\nSleep.\n\n## When?\n\nNow.\n"};
    engine::PressRequest request;
    request.standard = style::PdfStandard::ua_2;
    for (const Source* source : {&first, &second}) request.articles.emplace_back().article.source = source;
    const engine::PressResult result = engine().press(request);
    ASSERT_TRUE(result.ok()) << all_messages(result.diagnostics);
    const auto pdf = open_pdf(result.bytes);
    const StructureReader tree(*pdf);
    EXPECT_TRUE(tree.find("Table").isNull());
    for (const int article : {1, 2}) {
        QPDFObjectHandle references = tree.find("Reference", article - 1).getKey("/Ref");
        ASSERT_EQ(references.getArrayNItems(), 1);
        EXPECT_EQ(references.getArrayItem(0).getObjGen(), tree.find("Title", article).getObjGen());
        EXPECT_EQ(tree.text_in("Title", article), article == 1 ? "Wide" : "Rest");
    }
    request.standard.reset();
    leave_pressed("bundles/unfolded", engine().press(request), request);
}

TEST(Bundle, equal_requests_press_equal_bytes) {
    Bundle bundle(three);
    const Source note{"note.md", "Rest today.\n"};
    bundle.request.note = &note;
    bundle.request.language_notice = true;
    const engine::PressResult once = bundle.press();
    ASSERT_TRUE(once.ok()) << all_messages(once.diagnostics);
    EXPECT_EQ(once.bytes, bundle.press().bytes);
    EXPECT_EQ(once.title, "Your care instructions");
    leave_pressed("bundles/bundle", once, bundle.request);
}

TEST(Bundle, one_subset_of_each_face_serves_all_articles) {
    const std::vector<std::string> english = {"en/flu.md", "en/common-cold.md", "en/fever-in-children.md"};
    std::size_t apart = 0;
    for (const std::string& path : english) apart += Bundle({path}).press().bytes.size();
    const std::string together = Bundle(english).press().bytes;
    EXPECT_LT(together.size(), apart * 3 / 4) << "bytes apart: " << apart;
    std::set<std::string> names;
    const std::string key = "/FontName/";
    for (std::size_t at = 0; (at = together.find(key, at)) != std::string::npos; ++at) {
        const std::string name = together.substr(at + key.size() + 7, 20);  // behind the subset's tag
        EXPECT_TRUE(names.insert(name).second) << name << " is embedded twice";
    }
    EXPECT_FALSE(names.empty());
}

TEST(Note, stands_on_page_one_in_its_own_language) {
    Bundle bundle({"ar/fever-in-children.md"});
    const Source note{"note.md", "---\nlanguage: en\n---\nCall me on Friday.\n\n## Then\n\nRest.\n"};
    bundle.request.note = &note;
    const engine::PressResult result = bundle.press();
    ASSERT_TRUE(result.ok()) << all_messages(result.diagnostics);
    const TemporaryFolder folder;
    write_file(folder.file("note.pdf"), result.bytes);
    const std::string page = run("pdftotext -l 1 " + folder.file("note.pdf") + " -").output;
    EXPECT_NE(page.find("Call me on Friday."), std::string::npos) << page;
    const std::string structure = run("pdfinfo -struct-text " + folder.file("note.pdf")).output;
    EXPECT_NE(structure.find("H3"), std::string::npos) << "a heading of the note stands below the note's own";
}

TEST(Note, that_is_long_is_a_warning_and_that_is_empty_an_error) {
    Bundle bundle({"en/flu.md"});
    std::string words;
    for (int i = 0; i < 150; ++i) words += "word ";
    const Source long_note{"note.md", words + "\n"}, empty{"empty.md", "\n"};
    bundle.request.note = &long_note;
    engine::PressResult result = bundle.press();
    EXPECT_TRUE(result.ok());
    EXPECT_NE(all_messages(result.diagnostics).find("note.md:1:1: warning: the note has 150 words"), std::string::npos);
    bundle.request.note = &empty;
    EXPECT_FALSE(bundle.press().ok());
}

TEST(LeaveOut, knows_headings_without_case_accents_and_punctuation) {
    EXPECT_EQ(handout::section_slug("\u00BFQu\u00E9 har\u00E1 en casa?"), "que-hara-en-casa");
    EXPECT_EQ(handout::section_slug("QUE HARA EN CASA"), "que-hara-en-casa");
    EXPECT_EQ(handout::section_slug("  When\u2014and  how? "), "when-and-how");
    EXPECT_EQ(handout::section_slug("?!"), "");
    // Vowel signs of Hindi are letters' own.
    EXPECT_NE(handout::section_slug("\u0915\u093F"), handout::section_slug("\u0915"));
}

TEST(LeaveOut, says_on_the_page_what_is_missing_and_warns_of_help_boxes) {
    const std::string article =
        "---\nlanguage: es\n---\n# T\u00EDtulo\n\nTexto.\n\n## \u00BFQu\u00E9 har\u00E1 en casa?\n\nDescanse.\n\n### "
        "Dieta\n\nSopa.\n\n"
        "## Ayuda\n\n> [!EMERGENCY]\n> Llame.\n";
    const Source source{"a.md", article};
    engine::PressRequest request;
    request.articles.emplace_back().article.source = &source;
    request.omit_sections = {"que hara en casa"};
    engine::Workspace workspace(resources());
    engine::PressResult result = engine::press(request, resources(), workspace);
    ASSERT_TRUE(result.ok()) << all_messages(result.diagnostics);
    const TemporaryFolder folder;
    write_file(folder.file("a.pdf"), result.bytes);
    const std::string text = run("pdftotext " + folder.file("a.pdf") + " -").output;
    EXPECT_NE(text.find("No se incluye en esta copia: \u00BFQu\u00E9 har\u00E1 en casa?"), std::string::npos) << text;
    EXPECT_EQ(text.find("Sopa"), std::string::npos) << text;
    EXPECT_NE(text.find("Llame"), std::string::npos) << text;

    request.omit_sections = {"ayuda"};
    result = engine::press(request, resources(), workspace);
    EXPECT_TRUE(result.ok());
    EXPECT_NE(all_messages(result.diagnostics).find("a.md:18:1: warning: the help box [!EMERGENCY] is left out"),
              std::string::npos)
        << all_messages(result.diagnostics);

    request.omit_sections = {"dieta", "nada"};
    result = engine::press(request, resources(), workspace);
    EXPECT_FALSE(result.ok());
    const std::string messages = all_messages(result.diagnostics);
    EXPECT_NE(messages.find("no article has the section 'nada'"), std::string::npos) << messages;
    EXPECT_NE(messages.find("que-hara-en-casa, dieta, ayuda"), std::string::npos) << messages;
}

TEST(LanguageNotice, has_every_language_of_the_rule_with_the_telephone) {
    const handout::LanguageNotices& notices = *resources().language_notices();
    std::set<std::string> tags;
    for (const handout::LanguageNotice& notice : notices.languages) tags.insert(notice.language);
    for (const char* tag : {"en", "es", "zh-Hans", "zh-Hant", "tl", "fr", "vi", "de", "ko", "ru", "ar", "it", "pt",
                            "ht", "pl", "hi",      "ja",      "fa", "ur", "bn", "am", "el", "he", "th", "km", "my"})
        EXPECT_TRUE(tags.contains(tag)) << tag;
    Bundle bundle({"en/flu.md"});
    const int pages = bundle.press().pages;
    bundle.request.language_notice = true;
    const engine::PressResult result = bundle.press();
    ASSERT_TRUE(result.ok()) << all_messages(result.diagnostics);
    EXPECT_EQ(result.pages, pages + 1);
    const TemporaryFolder folder;
    write_file(folder.file("a.pdf"), result.bytes);
    const std::string text =
        run("pdftotext -f " + std::to_string(pages + 1) + " " + folder.file("a.pdf") + " -").output;
    std::size_t calls = 0;
    for (std::size_t at = 0; (at = text.find("TTY", at)) != std::string::npos; ++at) ++calls;
    EXPECT_EQ(calls, 17u) << text;
    for (const handout::LanguageNotice& notice : notices.languages)
        if (notice.language != "ar" && notice.language != "hi") {
            EXPECT_EQ(text.find(notice.name) == std::string::npos, notice.with_handouts) << notice.name;
        }
    leave_pressed("bundles/language-notice", result, bundle.request);
}

TEST(LanguageNotice, adds_the_handouts_own_languages_on_the_same_page) {
    for (const char* language : {"am", "el", "km"}) {
        Bundle bundle({std::string(language) + "/back-pain-and-intimacy.md"});
        const int pages = bundle.press().pages;
        bundle.request.language_notice = true;
        const engine::PressResult result = bundle.press();
        ASSERT_TRUE(result.ok()) << all_messages(result.diagnostics);
        EXPECT_EQ(result.pages, pages + 1) << language;
        const TemporaryFolder folder;
        write_file(folder.file("a.pdf"), result.bytes);
        const std::string text =
            run("pdftotext -f " + std::to_string(pages + 1) + " " + folder.file("a.pdf") + " -").output;
        for (const handout::LanguageNotice& notice : resources().language_notices()->languages)
            if (notice.with_handouts) {
                EXPECT_EQ(text.find(notice.name) != std::string::npos, notice.language == language) << notice.name;
            }
    }
}

TEST(TeachBack, boxes_to_tick_stand_outside_of_help_boxes_only) {
    Bundle bundle({"en/flu.md"});
    bundle.request.theme.layout = "teach-back";
    const engine::PressResult result = bundle.press();
    ASSERT_TRUE(result.ok()) << all_messages(result.diagnostics);
    const TemporaryFolder folder;
    write_file(folder.file("a.pdf"), result.bytes);
    const std::string structure = run("pdfinfo -struct-text " + folder.file("a.pdf")).output;
    EXPECT_NE(structure.find("\u2610"), std::string::npos);
    EXPECT_NE(structure.find("\u2022"), std::string::npos);
    EXPECT_NE(structure.find("What will you do at home?"), std::string::npos);
    leave_pressed("bundles/teach-back", result, bundle.request);
}

}  // namespace
}  // namespace carepress::test
