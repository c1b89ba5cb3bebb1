// Articles beside their translations, as a reader of the PDF gets them: every word of both, each in its language.
#include "handout/leave_out.h"
#include "layout/template_pages.h"
#include "pdf/read_pdf.h"
#include "support/read_article.h"
#include "support/support.h"

#include <gtest/gtest.h>

#include <cctype>
#include <sstream>

namespace carepress::test {
namespace {

/// What a block says: its texts, and whether addresses may be printed among their words.
struct Said {
    std::u16string text;
    bool has_links = false;
};

void gather(const std::vector<article::Block>& blocks, std::vector<Said>& out) {
    const auto add = [&](const article::InlineText& text) {
        if (!text.empty()) out.push_back({to_utf16(text.text), !text.links.empty()});
    };
    for (const article::Block& block : blocks) {
        if (const auto* heading = std::get_if<article::Heading>(&block.content)) add(heading->text);
        if (const auto* paragraph = std::get_if<article::Paragraph>(&block.content)) add(paragraph->text);
        if (const auto* callout = std::get_if<article::Callout>(&block.content)) gather(callout->blocks, out);
        if (const auto* quote = std::get_if<article::Quote>(&block.content)) gather(quote->blocks, out);
        if (const auto* list = std::get_if<article::List>(&block.content))
            for (const article::ListItem& item : list->items) gather(item.blocks, out);
        if (const auto* table = std::get_if<article::Table>(&block.content))
            for (const article::TableRow& row : table->rows)
                for (const article::TableCell& cell : row.cells) add(cell.text);
    }
}

std::vector<std::u16string> words_of(const std::u16string& text) {
    std::vector<std::u16string> words(1);
    for (const char16_t unit : text)
        if (unit == u' ' || unit == u'\n' || unit == 0x2028)
            words.emplace_back();
        else
            words.back() += unit;
    return words;
}

/// Every text of an article is in `read`, in order and whole.
void expect_all_words(const article::Article& article, const std::string& read) {
    std::vector<Said> all{{to_utf16(article.metadata.title), false}};
    gather(article.blocks, all);
    const std::u16string page = visible(to_utf16(read));
    std::size_t at = 0;
    for (const Said& said : all)
        for (const std::u16string& word :
             said.has_links ? words_of(said.text) : std::vector<std::u16string>{said.text}) {
            const std::u16string wanted = visible(word);
            const std::size_t found = page.find(wanted, at);
            ASSERT_NE(found, std::u16string::npos) << to_utf8(word) << " is not in " << read;
            at = found + wanted.size();
        }
}

article::Article read_whole(const Source& source) {
    Diagnostics diagnostics(source);
    return read_with_numbers(source, diagnostics);
}

/// Presses two articles side by side, checks that each has a Part of its language with every word of it, the first
/// one's first, and leaves the PDF for veraPDF.
engine::PressResult expect_both(const Source& first, const Source& second, const std::string& layout,
                                engine::Workspace& workspace, const std::string& name) {
    engine::PressRequest request;
    request.theme.layout = layout;
    request.articles.emplace_back().article.source = &first;
    request.articles.back().article.picture_folder = std::filesystem::path(first.name).parent_path().string();
    request.articles.back().translation.emplace().source = &second;
    request.articles.back().translation->picture_folder = std::filesystem::path(second.name).parent_path().string();
    engine::PressResult result = engine::press(request, resources(), workspace);
    EXPECT_TRUE(result.ok()) << all_messages(result.diagnostics);
    if (!result.ok()) return result;
    leave_pressed("bilingual/" + name, result, request);
    const auto pdf = open_pdf(result.bytes);
    const StructureReader tree(*pdf);
    const article::Article ours = read_whole(first), theirs = read_whole(second);
    EXPECT_EQ(pdf->getRoot().getKey("/Lang").getUTF8Value(), ours.metadata.language);
    EXPECT_FALSE(tree.find("Part", 0).hasKey("/Lang"));
    EXPECT_EQ(tree.find("Part", 1).getKey("/Lang").getUTF8Value(), theirs.metadata.language);
    EXPECT_TRUE(tree.find("Part", 2).isNull());
    expect_all_words(ours, tree.text_in("Part", 0));
    expect_all_words(theirs, tree.text_in("Part", 1));
    return result;
}

TEST(Bilingual, every_word_of_both_articles_is_in_the_part_of_its_language) {
    engine::Workspace workspace(resources());
    int pairs = 0, spanish = 0;
    for (const std::string& path : sample_articles()) {
        const std::filesystem::path file(path);
        const std::string english = project("articles/en/" + file.filename().string());
        const std::string language = file.parent_path().filename().string();
        if (language == "en" || !std::filesystem::exists(english)) continue;
        if (language == "es" && spanish++ % 4 != 0) continue;  // one in four of the many
        SCOPED_TRACE(path);
        const engine::PressResult result =
            expect_both(read_source(path), read_source(english), pairs % 2 == 0 ? "bilingual" : "bilingual-a4",
                        workspace, language + "-" + file.stem().string());
        EXPECT_EQ(result.diagnostics.size(), 0u) << all_messages(result.diagnostics);
        ++pairs;
    }
    EXPECT_GE(pairs, 40);
}

/// Sentences as an article in Markdown; what Markdown could take for a mark is escaped.
Source article_of(const std::string& file, const std::string& language) {
    std::string text = "---\ntitle: TICO-19\nlanguage: " + language + "\nreviewed_by: A\n---\n";
    std::istringstream lines(read_source(file).bytes);
    int number = 0;
    for (std::string line; std::getline(lines, line); ++number) {
        if (number % 11 != 0) continue;
        text += number % 110 == 0 ? "\n## " : number % 3 == 0 ? "\n- " : "\n";
        for (const char c : line.substr(line.find('\t') + 1)) {
            if (std::ispunct(static_cast<unsigned char>(c)) != 0 && static_cast<unsigned char>(c) < 0x80) text += '\\';
            text += c;
        }
        text += "\n";
    }
    return {language + ".md", text};
}

TEST(Bilingual, real_sentences_of_every_language_come_back_in_its_part) {
    const std::string folder = test_data("tico19") + "/";
    engine::Workspace workspace(resources());
    const Source english = article_of(folder + "en.tsv", "en");
    int languages = 0;
    for (const auto& [language, file] : translations_in(folder)) {
        SCOPED_TRACE(language);
        expect_both(article_of(file, language), english, "bilingual", workspace, "tico19-" + language);
        ++languages;
    }
    EXPECT_EQ(languages, 13);
}

TEST(Bilingual, a_section_is_left_out_of_both_languages_by_its_heading_in_either) {
    const Source spanish = read_source(project("articles/es/back-pain-and-intimacy.md"));
    const Source english = read_source(project("articles/en/back-pain-and-intimacy.md"));
    engine::Workspace workspace(resources());
    engine::PressRequest request;
    request.theme.layout = "bilingual";
    request.articles.emplace_back().article.source = &spanish;
    request.articles.back().translation.emplace().source = &english;
    const std::vector<std::string> sections = handout::section_slugs(read_whole(spanish));
    ASSERT_EQ(sections.size(), 2u);
    for (const std::string& heading : {std::string("How can you care for yourself at home?"), sections.front()}) {
        request.omit_sections = {heading};
        const engine::PressResult result = engine::press(request, resources(), workspace);
        ASSERT_TRUE(result.ok()) << all_messages(result.diagnostics);
        const auto pdf = open_pdf(result.bytes);
        const StructureReader tree(*pdf);
        const std::string ours = tree.text_in("Part", 0), theirs = tree.text_in("Part", 1);
        EXPECT_EQ(ours.find("almohadas"), std::string::npos) << ours;
        EXPECT_EQ(theirs.find("pillows"), std::string::npos) << theirs;
        EXPECT_NE(theirs.find("How can you care for yourself at home?"), std::string::npos) << "the line that says so";
        EXPECT_NE(theirs.find("When should you call for help?"), std::string::npos) << theirs;
        leave_pressed("bilingual/without-section", result, request);
    }
    request.omit_sections = {"no such section"};
    EXPECT_FALSE(engine::press(request, resources(), workspace).ok());
}

TEST(Bilingual, where_the_headings_differ_both_must_be_named) {
    const Source one{"one.md", "---\nlanguage: es\n---\n\n# Uno\n\nHola.\n\n## Primero\n\nA.\n\n## Segundo\n\nB.\n"};
    const Source other{"other.md", "# One\n\nHello.\n\n## First\n\nA.\n\n### Half\n\nC.\n\n## Second\n\nB.\n"};
    engine::Workspace workspace(resources());
    engine::PressRequest request;
    request.theme.layout = "bilingual";
    request.articles.emplace_back().article.source = &one;
    request.articles.back().translation.emplace().source = &other;
    request.omit_sections = {"Segundo"};
    const engine::PressResult refused = engine::press(request, resources(), workspace);
    EXPECT_FALSE(refused.ok());
    EXPECT_NE(all_messages(refused.diagnostics).find("first, half, second"), std::string::npos)
        << all_messages(refused.diagnostics);
    request.omit_sections = {"Segundo", "second"};
    EXPECT_TRUE(engine::press(request, resources(), workspace).ok());
}

}  // namespace
}  // namespace carepress::test
