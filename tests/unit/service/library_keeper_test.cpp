// A library that changes while the service runs.
#include "service/library_keeper.h"

#include "unit/service/service_fixture.h"

#include <chrono>
#include <mutex>
#include <thread>

namespace carepress::test {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

std::string article(const std::string& code, const std::string& title) {
    return "---\ncode: " + code + "\ntitle: " + title + "\nlanguage: en\n---\n\nRest well.\n";
}

/// A library and a data folder of its own, which links to the project's but for layouts.
class LibraryKeeper : public testing::Test {
protected:
    LibraryKeeper() : settings_(settings_for(folder_, folder_.path() + "/articles")) {
        write_into(folder_, "articles/en/rest.md", article("R1", "Rest"));
        for (const char* name : {"brands", "fonts", "messages", "notices", "words"})
            fs::create_directory_symlink(fs::path(CAREPRESS_SOURCE_FOLDER) / name, fs::path(folder_.path()) / name);
        fs::copy(fs::path(CAREPRESS_SOURCE_FOLDER) / "layouts", fs::path(folder_.path()) / "layouts",
                 fs::copy_options::recursive);
        settings_.resources.data.path = folder_.path();
        settings_.first_look_again = 20ms;
    }

    service::LibraryKeeper::Tell teller() {
        return [this](const std::string& message) {
            const std::lock_guard lock(mutex_);
            told_ += message + "\n";
        };
    }
    std::string told() {
        const std::lock_guard lock(mutex_);
        return told_;
    }

    TemporaryFolder folder_;
    service::ServiceSettings settings_;
    std::mutex mutex_;
    std::string told_;
};

TEST_F(LibraryKeeper, a_request_keeps_the_library_it_began_with) {
    service::LibraryKeeper keeper(settings_, teller());
    const service::LibraryPointer before = keeper.current();
    write_into(folder_, "articles/en/sleep.md", article("S1", "Sleep"));
    keeper.reload();
    EXPECT_EQ(before->catalog().entries().size(), 1u);
    EXPECT_TRUE(before->search({"sleep", {}, 10}).hits.empty() || before->translations("S1").empty());
    EXPECT_EQ(keeper.current()->catalog().entries().size(), 2u);
    EXPECT_EQ(keeper.current()->generation(), 2u);
    ASSERT_EQ(keeper.current()->search({"sleep", {}, 10}).hits.size(), 1u);
    EXPECT_EQ(keeper.reloads(), 1u);
}

TEST_F(LibraryKeeper, changes_are_found_without_being_told) {
    service::LibraryKeeper keeper(settings_, teller());
    keeper.watch();
    write_into(folder_, "articles/en/sleep.md", article("S1", "Sleep"));
    for (int i = 0; i < 6'000 && keeper.current()->catalog().entries().size() < 2; ++i)
        std::this_thread::sleep_for(10ms);
    EXPECT_EQ(keeper.current()->catalog().entries().size(), 2u);
    fs::remove(folder_.path() + "/articles/en/rest.md");
    for (int i = 0; i < 6'000 && keeper.current()->catalog().entries().size() > 1; ++i)
        std::this_thread::sleep_for(10ms);
    EXPECT_EQ(keeper.current()->catalog().entries().size(), 1u);
}

TEST_F(LibraryKeeper, a_layout_that_breaks_leaves_the_library_before) {
    service::LibraryKeeper keeper(settings_, teller());
    ASSERT_NE(keeper.current()->find_layout("a4"), nullptr);
    write_into(folder_, "layouts/a4.yaml", "derives: letter\nno-such-key: 1\n");
    keeper.reload();
    EXPECT_EQ(keeper.current()->generation(), 1u);
    EXPECT_EQ(keeper.failed_reloads(), 1u);
    EXPECT_NE(told().find("no-such-key"), std::string::npos) << told();

    write_into(folder_, "layouts/a4.yaml", "derives: letter\npage: {width: 8.5in, height: 297mm}\n");
    keeper.reload();
    EXPECT_EQ(keeper.current()->generation(), 2u);
    EXPECT_NE(keeper.current()->find_layout("a4"), nullptr);
}

TEST_F(LibraryKeeper, a_layout_that_is_broken_from_the_beginning_is_not_offered) {
    write_into(folder_, "layouts/mine.yaml", "derives: letter\nno-such-key: 1\n");
    service::LibraryKeeper keeper(settings_, teller());
    EXPECT_EQ(keeper.current()->find_layout("mine"), nullptr);
    EXPECT_NE(keeper.current()->find_layout("letter"), nullptr);
    EXPECT_NE(told().find("mine.yaml"), std::string::npos) << told();
    write_into(folder_, "articles/en/sleep.md", article("S1", "Sleep"));
    keeper.reload();
    EXPECT_EQ(keeper.current()->generation(), 2u) << "it was broken before: other changes are not held up";
}

TEST_F(LibraryKeeper, a_library_that_is_gone_leaves_the_one_before) {
    service::LibraryKeeper keeper(settings_, teller());
    fs::rename(folder_.path() + "/articles", folder_.path() + "/away");
    keeper.reload();
    EXPECT_EQ(keeper.current()->catalog().entries().size(), 1u);
    EXPECT_EQ(keeper.failed_reloads(), 1u);
    fs::rename(folder_.path() + "/away", folder_.path() + "/articles");
    keeper.reload();
    EXPECT_EQ(keeper.current()->generation(), 2u);
}

TEST_F(LibraryKeeper, an_article_with_errors_is_listed_without_pages) {
    write_into(folder_, "articles/en/bad.md", "---\ncode: B1\ntitle: Bad\nlanguage: en\n---\n\n![](x.png)\n");
    service::LibraryKeeper keeper(settings_, teller());
    const service::LibraryPointer library = keeper.current();
    const auto translations = library->translations("B1");
    ASSERT_EQ(translations.size(), 1u);
    const auto description = library->describe(*translations.at("en"));
    ASSERT_NE(description, nullptr);
    EXPECT_EQ(description->pages, 0);
    EXPECT_EQ(description, library->describe(*translations.at("en"))) << "described once";
    EXPECT_EQ(library->describe(*library->translations("R1").at("en"))->pages, 1);
    fs::remove(folder_.path() + "/articles/en/rest.md");
    EXPECT_NE(library->describe(*library->translations("R1").at("en")), nullptr) << "as it was described before";
}

}  // namespace
}  // namespace carepress::test
