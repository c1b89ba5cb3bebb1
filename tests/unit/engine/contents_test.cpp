// From a request to the contents of a handout: which source a message is about, which text wants a translation, what is
// left out.
#include "engine/check_layout.h"
#include "engine/gather_contents.h"
#include "engine/omit_sections.h"
#include "support/support.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace carepress::test {
using namespace engine;
namespace {

const Source first{"first.md", "---\nlanguage: es\n---\n# Uno\n\nHola.\n\n## Parte\n\nTexto.\n"};
const Source second{"second.md", "---\nlanguage: es\n---\n# Dos\n\nHola.\n"};
const Source english{"english.md", "# One\n\nHello.\n\n## Part\n\nText.\n"};
const Source note{"note.md", "Llame el viernes.\n"};
const Source record{"bundle", "{}", true};

std::shared_ptr<const article::Article> summary_article() {
    article::Article article;
    article.metadata.title = "Visita";
    article.metadata.language = "fr";
    return std::make_shared<const article::Article>(std::move(article));
}

/// Two articles, the first with a translation, and a note.
PressRequest request_of_two() {
    PressRequest request;
    ArticlePair& pair = request.articles.emplace_back();
    pair.article.source = &first;
    pair.translation.emplace().source = &english;
    request.articles.emplace_back().article.source = &second;
    request.note = &note;
    return request;
}

GatheredContents gather(const PressRequest& request) {
    std::vector<Diagnostic> messages;
    const style::BrandPointer brand = resources().brand("default").brand;
    GatheredContents gathered = gather_contents(request, read_articles(request, nullptr, resources().fonts(), messages),
                                                brand.get(), resources(), messages);
    EXPECT_TRUE(messages.empty()) << all_messages(messages);
    return gathered;
}

/// The file that a message about source number `source` names.
std::string file_of(const SourceList& sources, std::uint32_t source) {
    Diagnostics diagnostics = sources.diagnostics();
    diagnostics.error("test/fault"_code, {0, 0, source}, "test");
    return diagnostics.all().front().file;
}

TEST(GatherContents, numbers_name_the_files_of_all_that_is_read) {
    PressRequest request = request_of_two();
    request.summary = SummaryRequest{{{&record, summary_article()}}, {}};
    const auto [contents, sources] = gather(request);
    EXPECT_EQ(file_of(sources, contents.articles[0].source), "first.md");
    EXPECT_EQ(file_of(sources, contents.articles[0].translation->source), "english.md");
    EXPECT_EQ(file_of(sources, contents.articles[1].source), "second.md");
    EXPECT_EQ(file_of(sources, contents.summary->source), "bundle");
    EXPECT_EQ(file_of(sources, contents.note->source), "note.md");
    EXPECT_TRUE(file_of(sources, contents.brand_source).ends_with("brands/default/brand.yaml"));
}

TEST(ReadArticles, links_between_articles_of_one_handout_are_found) {
    const Source fever{"en/fever.md",
                       "---\ncode: K1\ntitle: Fever\nsource_url: https://www.example.org/Fever/\n---\n[a](cough.md) "
                       "[b](./cough.html#home) [c](K2) [d](/k2) [e](../en/cough) [f](fever.md#rest) "
                       "[g](https://example.org/cough) [h](other/cough.md) [i](cold.md)\n\n## Rest\n\nx\n"};
    const Source cough{"en/cough.md", "---\ncode: K2\ntitle: Cough\n---\n[a](http://example.org/Fever#x)\n"};
    PressRequest request;
    request.articles.emplace_back().article.source = &fever;
    std::vector<Diagnostic> messages;
    const ReadArticles alone = read_articles(request, nullptr, resources().fonts(), messages);
    EXPECT_TRUE(alone.articles[0].article_links.empty());
    EXPECT_NE(all_messages(messages).find("(8 such links)"), std::string::npos) << all_messages(messages);

    messages.clear();
    request.articles.emplace_back().article.source = &cough;
    const ReadArticles read = read_articles(request, nullptr, resources().fonts(), messages);
    const std::map<std::string, std::size_t, std::less<>> expected{
        {"cough.md", 1}, {"./cough.html#home", 1}, {"K2", 1}, {"/k2", 1}, {"../en/cough", 1}, {"fever.md#rest", 0}};
    EXPECT_EQ(read.articles[0].article_links, expected);
    EXPECT_EQ(read.articles[1].article_links.at("http://example.org/Fever#x"), 0u);
    EXPECT_NE(all_messages(messages).find("\"other/cough.md\""), std::string::npos) << all_messages(messages);
    EXPECT_NE(all_messages(messages).find("(2 such links)"), std::string::npos) << all_messages(messages);
}

TEST(GatherContents, a_note_is_in_the_language_of_the_handout) {
    PressRequest request = request_of_two();
    EXPECT_EQ(gather(request).contents.note->article->metadata.language, "es");
    request.language = "de";  // of the page that lists the articles
    EXPECT_EQ(gather(request).contents.note->article->metadata.language, "de");
    request.summary = SummaryRequest{{{&record, summary_article()}}, {}};
    EXPECT_EQ(gather(request).contents.note->article->metadata.language, "fr");
    request.summary.reset();
    request.articles.resize(1);
    EXPECT_EQ(gather(request).contents.note->article->metadata.language, "es");
}

TEST(GatherContents, a_note_in_other_letters_than_the_handouts_is_english_or_refused) {
    const style::BrandPointer brand = resources().brand("default").brand;
    const auto language_of = [&](const std::string& text, const std::string& handout,
                                 std::vector<Diagnostic>& messages) {
        const Source own{"note.md", text};
        PressRequest request = request_of_two();
        request.note = &own;
        request.language = handout;
        return gather_contents(request, read_articles(request, nullptr, resources().fonts(), messages), brand.get(),
                               resources(), messages)
            .contents.note->article->metadata.language;
    };
    std::vector<Diagnostic> messages;
    EXPECT_EQ(language_of("Call us on Friday if the fever has not gone down by then.\n", "ar", messages), "en");
    ASSERT_EQ(messages.size(), 1u);
    EXPECT_EQ(messages[0].severity, Severity::note);
    EXPECT_EQ(messages[0].message, "the note is set as English, since its letters are not those of \"ar\"");
    messages.clear();
    language_of("اتصل بنا يوم الجمعة.\n", "es", messages);
    ASSERT_EQ(messages.size(), 1u);
    EXPECT_EQ(messages[0].severity, Severity::error);
    EXPECT_EQ(messages[0].message,
              "this text is in Arabic letters, but its language is \"es\" since nothing says another");
    messages.clear();
    EXPECT_EQ(language_of("اتصل بنا يوم الجمعة.\n", "ar", messages), "ar");
    EXPECT_TRUE(messages.empty());
}

TEST(GatherContents, a_handout_without_a_date_has_the_fallback_date) {
    PressRequest request = request_of_two();
    request.fallback_date = "2026-11-20";
    EXPECT_EQ(handout::metadata_of(gather(request).contents, resources().phrases()).date, "2026-11-20");
    const Source dated{"dated.md", "---\nupdated: 2025-01-02\n---\n# Dated\n\nText.\n"};
    request.articles.emplace_back().article.source = &dated;
    EXPECT_EQ(handout::metadata_of(gather(request).contents, resources().phrases()).date, "2025-01-02");
}

TEST(OmitSections, leaves_the_articles_that_were_given_as_they_are) {
    std::vector<Diagnostic> messages;
    const ReadArticles whole = read_articles(request_of_two(), nullptr, resources().fonts(), messages);
    const ReadArticles shorter = omit_sections(whole, {"Parte"}, resources().phrases(), messages);
    EXPECT_TRUE(messages.empty()) << all_messages(messages);
    EXPECT_EQ(whole.articles[0].article->blocks.size(), 3u);
    EXPECT_EQ(shorter.articles[0].article->blocks.size(), 2u);
    EXPECT_EQ(whole.articles[0].translation->article->blocks.size(), 3u);
    EXPECT_EQ(shorter.articles[0].translation->article->blocks.size(), 2u);
    EXPECT_EQ(shorter.articles[1].article->blocks.size(), whole.articles[1].article->blocks.size());
}

struct LayoutCase {
    const char* name;
    const char* layout;
    bool has_summary, has_translation;
    const char* message;  ///< the start of the only one; empty: none
};

std::ostream& operator<<(std::ostream& out, const LayoutCase& of) { return out << of.name; }

class CheckLayout : public testing::TestWithParam<LayoutCase> {};

TEST_P(CheckLayout, tells_whether_the_layout_can_set_the_contents) {
    PressRequest request = request_of_two();
    if (!GetParam().has_translation) request.articles.front().translation.reset();
    if (GetParam().has_summary) request.summary = SummaryRequest{{{&record, summary_article()}}, {}};
    const GatheredContents gathered = gather(request);
    Diagnostics diagnostics = gathered.sources.diagnostics();
    const style::StylesheetPointer stylesheet = resources().stylesheet(GetParam().layout, "default").stylesheet;
    check_layout(gathered.contents, *stylesheet, GetParam().layout, diagnostics);
    const std::string messages = all_messages(diagnostics.all());
    if (*GetParam().message == '\0')
        EXPECT_EQ(messages, "");
    else
        EXPECT_TRUE(messages.starts_with(GetParam().message)) << messages;
    EXPECT_EQ(diagnostics.all().size(), *GetParam().message == '\0' ? 0u : 1u);
}

INSTANTIATE_TEST_SUITE_P(
    Layouts, CheckLayout,
    testing::Values(LayoutCase{"one_language", "letter", false, false, ""},
                    LayoutCase{"a_translation_too_much", "letter", false, true,
                               "first.md:1:1: error: the layout 'letter' has no place for a second language"},
                    LayoutCase{"the_second_has_no_translation", "bilingual", false, true,
                               "second.md:1:1: error: the layout 'bilingual' sets an article beside its translation"},
                    LayoutCase{"neither_has_a_translation", "bilingual", false, false,
                               "first.md:1:1: error: the layout 'bilingual' sets an article beside its translation"},
                    LayoutCase{"after_a_summary_articles_may_be_alone", "bilingual", true, true, ""},
                    LayoutCase{"a_summary_on_a_sheet", "fridge-sheet", true, false,
                               "first.md:1:1: error: the layout 'fridge-sheet' shows the essentials of articles"}),
    [](const testing::TestParamInfo<LayoutCase>& tested) { return std::string(tested.param.name); });

TEST(CheckLayout, refuses_a_translation_into_the_same_language) {
    PressRequest request;
    ArticlePair& pair = request.articles.emplace_back();
    pair.article.source = &first;
    pair.translation.emplace().source = &second;
    const GatheredContents gathered = gather(request);
    Diagnostics diagnostics = gathered.sources.diagnostics();
    check_layout(gathered.contents, *resources().stylesheet("bilingual", "default").stylesheet, "bilingual",
                 diagnostics);
    ASSERT_EQ(diagnostics.all().size(), 1u);
    EXPECT_EQ(diagnostics.all()[0].file, "first.md");
    EXPECT_EQ(diagnostics.all()[0].message, "the article and its translation are both in 'es'");
}

}  // namespace
}  // namespace carepress::test
