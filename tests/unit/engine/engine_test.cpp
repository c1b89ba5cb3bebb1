// One engine for all: what is given in, as bytes or as read, and by whichever thread, decides the bytes alone.
#include "engine/engine.h"

#include "article/read.h"
#include "engine/load_pictures.h"
#include "engine/svg_texts.h"
#include "support/support.h"

#include <gtest/gtest.h>

#include <memory>
#include <new>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace carepress::test {
using namespace engine;
namespace {

const Source fever{"fever.md", "---\ncode: F1\nlanguage: en\n---\n\n# Fever\n\nDrink water.\n\n## Rest\n\nSleep.\n"};
const Source fiebre{"fiebre.md",
                    "---\ncode: F1\nlanguage: es\n---\n\n# Fiebre\n\nTome agua.\n\n## Reposo\n\nDuerma.\n"};

std::shared_ptr<const article::Article> read_once(const Source& source) {
    Diagnostics diagnostics(source);
    return std::make_shared<const article::Article>(article::read_article(source, diagnostics));
}

PressRequest request_of(const std::vector<const Source*>& sources) {
    PressRequest request;
    for (const Source* source : sources) request.articles.emplace_back().article.source = source;
    return request;
}

TEST(Engine, an_article_gives_the_same_bytes_read_or_unread) {
    for (const std::string layout : {"letter", "fridge-sheet", "bilingual"}) {
        SCOPED_TRACE(layout);
        PressRequest unread = request_of({&fiebre});
        unread.theme.layout = layout;
        if (layout == "bilingual") unread.articles.front().translation.emplace().source = &fever;
        PressRequest read = unread;
        read.articles.front().article.article = read_once(fiebre);
        if (layout == "bilingual") read.articles.front().translation->article = read_once(fever);
        const PressResult result = engine().press(unread);
        ASSERT_TRUE(result.ok()) << all_messages(result.diagnostics);
        EXPECT_EQ(engine().press(read).bytes, result.bytes);
    }
}

TEST(Engine, numbers_to_call_are_the_brands) {
    const std::string article = "---\ncode: N1\n---\n\n# Call\n\n> [!EMERGENCY]\n> **Call {} now.**\n\nPoison: {}.\n";
    const auto with = [&](const std::string& emergency, const std::string& poison) {
        std::string text = article;
        text.replace(text.find("{}"), 2, emergency);
        return text.replace(text.find("{}"), 2, poison);
    };
    const std::string placeholders = with("{emergency-number}", "{poison-help}");
    EXPECT_EQ(press_text(placeholders).bytes, press_text(with("911", "1-800-222-1222")).bytes);

    const TemporaryFolder folder;
    const std::string brand = folder.file("brand.yaml");
    write_file(brand,
               "name: B\ndefault-language: en\ntexts:\n  en: {telephone: 555-0100, emergency-number: \"112\", "
               "disclaimer: Ask.}\n");
    EXPECT_EQ(press_text(with("{emergency-number}", "none"), "test.md", "letter", brand).bytes,
              press_text(with("112", "none"), "test.md", "letter", brand).bytes);
    const PressResult without = press_text(placeholders, "test.md", "letter", brand);
    EXPECT_TRUE(without.bytes.empty()) << "a reader would be told to call nobody";
    EXPECT_NE(all_messages(without.diagnostics).find("test.md:10:1: error: the brand has no number for {poison-help}"),
              std::string::npos)
        << all_messages(without.diagnostics);

    // An article that was read before stays as it was read.
    const Source source{"test.md", placeholders};
    PressRequest request = request_of({&source});
    const auto read = request.articles.front().article.article = read_once(source);
    EXPECT_EQ(engine().press(request).bytes, press_text(placeholders).bytes);
    EXPECT_EQ(std::get<article::Paragraph>(read->blocks.at(1).content).text.text, "Poison: {poison-help}.");
}

TEST(Engine, what_reading_an_article_found_is_not_said_again) {
    const Source faulty{"faulty.md", "# Title\n\nText <video>lost</video>.\n\n![words](missing.png)\n"};
    PressRequest request = request_of({&faulty});
    EXPECT_NE(all_messages(engine().press(request).diagnostics).find("video"), std::string::npos);
    request.articles.front().article.article = read_once(faulty);
    const std::string messages = all_messages(engine().press(request).diagnostics);
    EXPECT_EQ(messages.find("video"), std::string::npos) << messages;
    EXPECT_NE(messages.find("faulty.md:5:1: error: the picture missing.png"), std::string::npos) << messages;
}

TEST(Engine, pages_that_are_laid_out_are_written_as_press_writes_them) {
    const PressRequest request = request_of({&fever, &fiebre});
    const Laid laid = engine().lay_out(request);
    ASSERT_TRUE(laid.ok()) << all_messages(laid.report.diagnostics);
    EXPECT_EQ(laid.report.pages, static_cast<int>(laid.document.pages.size()));
    EXPECT_EQ(laid.report.article_pages, (std::vector<int>{1, 1}));
    const PressResult pressed = engine().press(request);
    EXPECT_EQ(engine().write(laid.document, Format::pdf), std::vector{pressed.bytes});
    EXPECT_EQ(engine().write(laid.document, Format::svg).size(), static_cast<std::size_t>(pressed.pages));
    EXPECT_EQ(pressed.title, "Your care instructions");
    EXPECT_EQ(laid.report.title, pressed.title);
}

TEST(Engine, a_refused_handout_has_a_title_and_no_pages) {
    PressRequest request = request_of({&fever});
    request.theme.layout = "no-such-layout";
    const Laid no_layout = engine().lay_out(request);
    EXPECT_FALSE(no_layout.ok());
    EXPECT_EQ(no_layout.report.title, "Fever");
    EXPECT_EQ(no_layout.report.code, "F1");
    request.theme.layout = "letter";
    request.omit_sections = {"nothing"};
    const Laid no_section = engine().lay_out(request);
    EXPECT_FALSE(no_section.ok());
    EXPECT_EQ(no_section.report.pages, 0);
    EXPECT_TRUE(no_section.report.article_pages.empty());
    EXPECT_EQ(no_section.report.title, "Fever");
}

TEST(Engine, threads_that_share_it_get_the_same_bytes) {
    const std::vector<PressRequest> requests{request_of({&fever}), request_of({&fiebre}),
                                             request_of({&fever, &fiebre})};
    std::vector<std::string> expected;
    for (const PressRequest& request : requests)
        expected.push_back(Engine(ResourceSettings{DataFolder{CAREPRESS_SOURCE_FOLDER}}).press(request).bytes);
    const Engine shared(ResourceSettings{DataFolder{CAREPRESS_SOURCE_FOLDER}});
    std::vector<std::vector<std::string>> bytes(4, std::vector<std::string>(requests.size()));
    {
        std::vector<std::jthread> threads;
        for (std::size_t t = 0; t < bytes.size(); ++t)
            threads.emplace_back([&, t] {
                for (std::size_t i = 0; i < requests.size(); ++i) {
                    const std::size_t at = (i + t) % requests.size();
                    bytes[t][at] = shared.press(requests[at]).bytes;
                }
            });
    }
    for (const std::vector<std::string>& each : bytes) EXPECT_EQ(each, expected);
    EXPECT_FALSE(expected.front().empty());
}

TEST(WorkspacePool, gives_the_one_used_last_and_keeps_no_more_than_it_may) {
    WorkspacePool pool(resources(), 2);
    EXPECT_EQ(pool.idle_count(), 0u);
    const Workspace* last = nullptr;
    {
        const WorkspacePool::Lease one = pool.borrow(), two = pool.borrow(), three = pool.borrow();
        EXPECT_EQ((std::set<const Workspace*>{one.get(), two.get(), three.get()}).size(), 3u);
        EXPECT_EQ(pool.idle_count(), 0u);
    }
    EXPECT_EQ(pool.idle_count(), 2u);
    {
        const WorkspacePool::Lease lease = pool.borrow();
        last = lease.get();
        EXPECT_EQ(pool.idle_count(), 1u);
    }
    EXPECT_EQ(pool.borrow().get(), last);
    EXPECT_EQ(pool.idle_count(), 2u);
}

TEST(WorkspacePool, does_not_take_back_what_an_exception_went_through) {
    WorkspacePool pool(resources(), 2);
    try {
        const WorkspacePool::Lease lease = pool.borrow();
        throw std::bad_alloc();
    } catch (const std::bad_alloc&) {
    }
    EXPECT_EQ(pool.idle_count(), 0u);
}

std::string code_of_error(const PressResult& result) {
    for (const Diagnostic& each : result.diagnostics)
        if (each.severity == Severity::error) return std::string(each.code.text());
    return {};
}

TEST(Engine, a_link_over_many_lines_takes_its_address_once) {
    const std::string address = "http://a.example/" + std::string(2000, 'x');
    const auto size_with = [&](int words) {
        std::string text = "# T\n\n[";
        for (int i = 0; i < words; ++i) text += "some words ";
        const PressResult result = press_text(text + "](" + address + ")\n");
        EXPECT_TRUE(result.ok()) << all_messages(result.diagnostics);
        return result.bytes.size();
    };
    const std::size_t few = size_with(1'000), many = size_with(4'000);
    EXPECT_LT(many - few, 3'000u * 11 * 20) << "bytes for each byte of text";
    EXPECT_LT(press_text("# T\n\n[w](http://a.example/" + std::string(1'000'000, 'x') + ")\n").bytes.size(), 200'000u);
}

TEST(Engine, links_and_pages_of_a_handout_are_bounded) {
    std::string links = "# T\n\n", pages = "# T\n\n";
    for (int i = 0; i < 20'100; ++i) links += "[a](b.example)\n\n";
    EXPECT_EQ(code_of_error(press_text(links)), "handout/too-many-links");
    for (int i = 0; i < 100'000; ++i) pages += "a\n\n";
    EXPECT_EQ(code_of_error(press_text(pages)), "handout/too-many-pages");
}

TEST(Engine, pictures_of_a_handout_share_one_room) {
    TemporaryFolder folder;
    std::string text = "# T\n\n";
    for (const char* name : {"a", "b", "c", "d"}) {
        write_file(folder.file(std::string(name) + ".svg"),
                   "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0H9V9H0Z\"/></svg>");
        text += "![words](" + std::string(name) + ".svg)\n\n";
    }
    const Source source{"a.md", text};
    Diagnostics diagnostics(source);
    const article::Article article = article::read_article(source, diagnostics);
    const Resources resources(ResourceSettings{DataFolder{CAREPRESS_SOURCE_FOLDER}});
    SvgTexts texts(resources.fonts());
    PictureRoom room;
    load_pictures(article, folder.path(), texts, room, diagnostics);
    EXPECT_FALSE(room.is_full);
    const std::size_t one = (PictureRoom().bytes - room.bytes) / 4;
    room.bytes = 2 * one;
    load_pictures(article, folder.path(), texts, room, diagnostics);
    EXPECT_TRUE(room.is_full);
    ASSERT_EQ(diagnostics.all().size(), 1u) << "said once";
    EXPECT_EQ(diagnostics.all().front().code.text(), "picture/too-many");
    EXPECT_EQ(diagnostics.all().front().position.line, 7u);
}

}  // namespace
}  // namespace carepress::test
