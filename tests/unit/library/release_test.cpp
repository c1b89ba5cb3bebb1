// Which articles of a library go to patients, and what becomes of the outputs of those that don't.
#include "library_testing.h"

namespace carepress::test {
using namespace library;
namespace {

class Releases : public testing::Test {
protected:
    Releases() { options_ = library_.options(), options_.release.today = "2026-11-30"; }

    void write(const std::string& code, const std::string& keys, const std::string& language = "en",
               const std::string& file = "") {
        library_.write_raw(language + "/" + (file.empty() ? code : file) + ".md",
                           "---\ncode: " + code + "\ntitle: About " + code + "\nlanguage: " + language +
                               "\nupdated: 2026-11-20\nreviewed_by: A\n" + keys + "---\n\n" + text_);
    }
    std::string held() const {
        std::string all;
        for (const HeldArticle& each : report_.held) all += each.path + ": " + each.reason + "\n";
        return all;
    }
    const ExportReport& run() { return report_ = library_.run(options_); }
    bool has(const std::string& code, const std::string& language = "en", const std::string& layout = "letter") const {
        return library_.has("default/" + language + "/" + layout + "/" + code + ".pdf");
    }

    TestLibrary library_;
    std::string text_ = "Drink water.\n";
    ExportOptions options_;
    ExportReport report_;
};

TEST_F(Releases, WhatIsNotApprovedOrNotInDateIsHeldBack) {
    write("K1", "status: approved\n");
    write("K2", "status: draft\n");
    write("K3", "status: Review\n");
    write("K4", "status: retired\n");
    write("K5", "status: approved\nembargo: 2026-12-01\n");
    write("K6", "status: approved\nexpires: 2026-11-30\n");
    write("K7", "embargo: 2026-11-30\nexpires: 2026-12-01\n");
    write("K8", "status: approved\ndraft: true\n");
    EXPECT_EQ(run().added, 2U) << library_.said;
    EXPECT_TRUE(has("K1") && has("K7"));
    EXPECT_EQ(held(),
              "en/K2.md: it is a draft\nen/K3.md: it is in review\nen/K4.md: it is retired\n"
              "en/K5.md: it is embargoed until 2026-12-01\nen/K6.md: it expired on 2026-11-30\n"
              "en/K8.md: it is a draft\n");
    EXPECT_NE(library_.said.find("1 of 2 articles state no status"), std::string::npos) << library_.said;
    options_.release.today = "2026-12-01";
    options_.allow_removals = true;
    run();
    EXPECT_TRUE(has("K5"));
    EXPECT_FALSE(has("K7"));
}

TEST_F(Releases, WithoutADayNoArticleWithADateGoesOut) {
    write("K1", "");
    write("K2", "expires: 2999-01-01\n");
    write("K3", "embargo: 1999-01-01\n");
    options_.release.today.clear();
    EXPECT_EQ(run().added, 1U);
    EXPECT_TRUE(has("K1"));
}

TEST_F(Releases, WhoRequiresAStatusGetsApprovedArticlesAlone) {
    write("K1", "status: approved\n");
    write("K2", "");
    options_.release.require_status = true;
    EXPECT_EQ(run().added, 1U);
    EXPECT_EQ(held(), "en/K2.md: it states no status\n");
    EXPECT_EQ(library_.said, "");
}

TEST_F(Releases, AStatusThatIsNoneIsAnErrorAndNeverApproved) {
    write("K1", "status: aproved\n");
    EXPECT_EQ(run().refused, 1U);
    EXPECT_FALSE(has("K1"));
    EXPECT_NE(library_.said.find("\"aproved\" is not a status"), std::string::npos) << library_.said;
}

TEST_F(Releases, WhatIsWithdrawnIsRemovedInEveryLayout) {
    write("K1", "status: approved\n");
    write("K2", "status: approved\n");
    options_.layouts = {"letter", "a4"};
    EXPECT_EQ(run().added, 4U);
    write("K2", "status: retired\n");
    options_.layouts = {"letter"};
    EXPECT_EQ(run().removed, 2U) << library_.said;
    EXPECT_FALSE(has("K2") || has("K2", "en", "a4"));
    EXPECT_TRUE(has("K1"));
}

TEST_F(Releases, ARetiredArticleMakesRoomForTheNewOneOfItsCode) {
    write("K1", "status: retired\n", "en", "old");
    write("K1", "status: approved\n", "en", "new");
    EXPECT_EQ(run().added, 1U) << library_.said;
    EXPECT_EQ(library_.entries().begin()->second.sources.front().first, "en/new.md");
}

TEST_F(Releases, ADraftIsNotSetBesideATranslation) {
    write("K1", "status: draft\n");
    write("K1", "status: approved\n", "es");
    options_.layouts = {"bilingual"};
    EXPECT_EQ(run().without_english, std::vector<std::string>{"es/K1.md"});
    EXPECT_EQ(report_.outputs, 0U);
}

TEST_F(Releases, ProofsSayDraftAndStayOutOfWhatPatientsGet) {
    write("K1", "status: approved\n");
    write("K2", "status: draft\n");
    write("K3", "status: approved\nembargo: 2027-01-01\n");
    write("K4", "status: retired\n");
    options_.include_drafts = true;
    EXPECT_EQ(run().added, 3U);
    EXPECT_EQ(report_.proofs, 2U);
    std::map<std::string, bool> proofs;
    for (const auto& [file, entry] : library_.entries()) proofs[entry.code] = entry.is_proof;
    EXPECT_EQ(proofs, (std::map<std::string, bool>{{"K1", false}, {"K2", true}, {"K3", true}}));
    EXPECT_EQ(run().unchanged, 3U);

    options_.include_drafts = false;
    EXPECT_THROW(run(), EnvironmentError);
    std::filesystem::remove_all(library_.out(".carepress"));
    EXPECT_THROW(run(), EnvironmentError) << "the manifest says that there are proofs";
    options_.output += "2";
    EXPECT_EQ(run().added, 1U);
    options_.include_drafts = true;
    EXPECT_THROW(run(), EnvironmentError);
}

TEST_F(Releases, EveryPageOfAProofSaysDraft) {
    for (int i = 0; i < 60; ++i) text_ += "\nDrink water, and rest as often as you can, for as long as you need.\n";
    const auto notice = [&](const std::string& keys, bool is_proof) {
        write("K1", keys);
        const Source source = read_source(library_.library() + "/en/K1.md");
        engine::PressRequest request;
        engine::ArticlePair& pair = request.articles.emplace_back();
        pair.article.source = &source;
        request.is_proof = is_proof;
        const engine::Laid laid = test::engine().lay_out(request);
        std::size_t pages = 0;
        std::string found;
        for (const layout::Page& page : laid.document.pages) {
            std::string text;
            for (const auto* items : {&page.items, &page.furniture})
                for (const layout::PageItem& item : *items)
                    if (const auto* run = std::get_if<layout::GlyphRun>(&item.content))
                        for (std::uint32_t i = run->text_begin; i < run->text_end; ++i)
                            text += static_cast<char>(laid.document.text[i]);  // of ASCII
            for (const char* words : {"DRAFT: not for patients", "DRAFT, in review", "RETIRED", "Sample"})
                if (text.find(words) != std::string::npos) found = words, ++pages;
        }
        EXPECT_GT(laid.document.pages.size(), 1U);
        EXPECT_TRUE(found.empty() || pages == laid.document.pages.size()) << keys;
        return found;
    };
    EXPECT_EQ(notice("status: approved\n", false), "");
    EXPECT_EQ(notice("status: approved\n", true), "DRAFT: not for patients");
    EXPECT_EQ(notice("status: draft\n", false), "DRAFT: not for patients");
    EXPECT_EQ(notice("status: review\n", false), "DRAFT, in review");
    EXPECT_EQ(notice("status: retired\n", false), "RETIRED");
}

}  // namespace
}  // namespace carepress::test
