// A run of an import over files, and what it tells.
#include "import/run_import.h"

#include "article/read.h"
#include "base/error.h"
#include "support/support.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace import;
namespace {

class RunImport : public testing::Test {
protected:
    void SetUp() override {
        write_file(folder_.file("page.html"),
                   "<html lang=en><title>Fever</title><body><h1>Fever</h1><p>Drink water.</p></body></html>");
    }
    ImportReport run(const std::vector<std::string>& files, bool force = false, bool dry_run = false) {
        told_.clear();
        return run_import(
            {files, folder_.file("library"), {}, force, dry_run},
            {[](const std::string& path, std::string_view bytes) { write_file(path, std::string(bytes)); },
             [&](const ImportRecord& record, const ArticlePlace& place) {
                 told_.push_back(std::string(name_of(place.fate)) + " " + record.label +
                                 (record.refusal.empty() ? "" : ": " + record.refusal) +
                                 (place.is_edited ? " edited" : ""));
                 file_ = folder_.file("library/") + place.file;
             }});
    }
    TemporaryFolder folder_;
    std::vector<std::string> told_;
    std::string file_;  ///< that the last record went to
};

TEST_F(RunImport, WritesWhatIsNewAndLeavesWhatWasEdited) {
    using Told = std::vector<std::string>;
    const std::vector<std::string> page{folder_.file("page.html")};
    EXPECT_EQ(run(page, false, true).count(Fate::added), 1U);
    EXPECT_FALSE(std::filesystem::exists(folder_.file("library"))) << "a dry run";
    EXPECT_EQ(run(page).count(Fate::added), 1U);
    EXPECT_EQ(told_, Told{"added Fever"});
    EXPECT_TRUE(std::filesystem::is_regular_file(file_)) << file_;
    EXPECT_EQ(run(page).count(Fate::unchanged), 1U);

    const std::string file = file_;
    write_file(file, read_source(file).bytes + "\nMore.\n");
    write_file(folder_.file("page.html"),
               "<html lang=en><title>Fever</title><body><h1>Fever</h1><p>Drink tea.</p></body></html>");
    EXPECT_EQ(run(page).count(Fate::refused), 1U);
    EXPECT_EQ(told_, Told{"refused Fever edited"});
    EXPECT_NE(read_source(file).bytes.find("More."), std::string::npos);
    EXPECT_EQ(run(page, true).count(Fate::updated), 1U);
    EXPECT_EQ(read_source(file).bytes.find("More."), std::string::npos);
}

TEST_F(RunImport, TextAboveTheTitleStays) {
    write_file(folder_.file("page.html"),
               "<html lang=en><body><p>Health topic</p><h1>Sore elbow</h1><p>Rest it.</p></body></html>");
    EXPECT_EQ(run({folder_.file("page.html")}).count(Fate::added), 1U) << told_.front();
    const std::string text = read_source(file_).bytes;
    EXPECT_LT(text.find("title: Sore elbow"), text.find("Health topic"));
    EXPECT_LT(text.find("Health topic"), text.find("Rest it."));
}

TEST_F(RunImport, AFileThatCannotBeReadStopsNoOther) {
    std::filesystem::create_directory(folder_.file("empty"));
    const ImportReport report = run({folder_.file("empty"), folder_.file("none.html"), folder_.file("page.html")});
    EXPECT_EQ(report.count(Fate::refused), 2U);
    EXPECT_EQ(report.count(Fate::added), 1U);
    EXPECT_EQ(told_, (std::vector<std::string>{
                         "refused " + folder_.file("empty") + ": the folder has no file that looks like a document",
                         "refused " + folder_.file("none.html") + ": it can't be read: No such file or directory",
                         "added Fever"}));
}

class Identity : public RunImport {
protected:
    /// The files of the library with their texts' last lines, "en/a.md K1: North."
    std::vector<std::string> library() const {
        std::vector<std::string> all;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.file("library"))) {
            if (!entry.is_regular_file()) continue;
            const Source source = read_source(entry.path().string());
            Diagnostics ignored(source);
            const article::Article article = article::read_article(source, ignored);
            const auto* text = std::get_if<article::Paragraph>(&article.blocks.front().content);
            all.push_back(entry.path().parent_path().filename().string() + " " + article.metadata.code + ": " +
                          (text == nullptr ? "" : text->text.text));
        }
        std::sort(all.begin(), all.end());
        return all;
    }
    std::string page(const std::string& file, const std::string& text, const std::string& head = "",
                     const std::string& language = "en") {
        std::filesystem::create_directories(std::filesystem::path(folder_.file(file)).parent_path());
        write_file(folder_.file(file), "<html lang=" + language + "><head>" + head +
                                           "<title>Our clinic</title></head><body><h1>Our clinic</h1><p>" + text +
                                           "</p></body></html>");
        return folder_.file(file);
    }
    using Lines = std::vector<std::string>;
};

TEST_F(Identity, two_pages_of_one_title_are_two_articles) {
    run({page("a/north.html", "North.")});
    run({page("a/south.html", "South.")});
    EXPECT_EQ(library(), (Lines{"en north: North.", "en south: South."}));
    EXPECT_EQ(run({page("a/south.html", "South, new.")}).count(Fate::updated), 1U);
    EXPECT_EQ(library(), (Lines{"en north: North.", "en south: South, new."}));
    // The same names in other folders; names that say nothing.
    run({page("b/south.html", "South of B.")});
    run({page("a/index.html", "All of A."), page("b/index.html", "All of B.")});
    EXPECT_EQ(library(), (Lines{"en b-our-clinic: All of B.", "en b-south: South of B.", "en north: North.",
                                "en our-clinic: All of A.", "en south: South, new."}));
    EXPECT_EQ(run({folder_.file("b/index.html"), folder_.file("a/index.html")}).count(Fate::unchanged), 2U)
        << "in any order";
}

TEST_F(Identity, an_address_is_one_whatever_the_file_is_called) {
    const std::string canonical = "<link rel=canonical href='https://example.org/north'>";
    run({page("a/north.html", "North.", canonical)});
    EXPECT_EQ(run({page("b/download.html", "North, new.", canonical)}).count(Fate::updated), 1U);
    EXPECT_EQ(library(), (Lines{"en north: North, new."}));
}

TEST_F(Identity, codes_come_from_the_page_before_its_file) {
    run({page("a/K977.html", "One."), page("a/x.html", "Two.", "<meta name='dcterms.identifier' content='K5'>")});
    EXPECT_EQ(library(), (Lines{"en K5: Two.", "en K977: One."}));
}

TEST_F(Identity, a_translation_has_the_code_of_the_page_that_it_names) {
    run({page("en/fever.html", "Drink.", "<link rel=canonical href='https://example.org/en/about-fever/'>")});
    run({page("es/fiebre.html", "Beba.", "<link rel=alternate hreflang=en href='https://example.org/en/about-fever/'>",
              "es"),
         page("es/tos.html", "Tos.", "<link rel=alternate hreflang=en href='/en/cough.html'>", "es")});
    run({page("en/cough.html", "Cough.")});
    EXPECT_EQ(library(), (Lines{"en cough: Cough.", "en fever: Drink.", "es cough: Tos.", "es fever: Beba."}));
}

TEST_F(Identity, an_older_edition_never_replaces_a_newer_one) {
    const auto edition = [&](const std::string& date, const std::string& text) {
        return page("a/flu.html", text, "<meta name='dcterms.modified' content='" + date + "'>");
    };
    run({edition("2025-01-01", "New.")});
    EXPECT_EQ(run({edition("2019-01-01", "Old.")}).count(Fate::refused), 1U);
    EXPECT_EQ(library(), (Lines{"en flu: New."}));
    EXPECT_EQ(run({edition("2026-01-01", "Newer.")}).count(Fate::updated), 1U);
    EXPECT_EQ(run({edition("2019-01-01", "Old.")}, true).count(Fate::updated), 1U) << "unless it is forced";
}

TEST_F(Identity, the_language_is_that_of_the_page_its_folder_or_the_command) {
    const auto language = [&](const std::string& file, const std::string& html) {
        std::filesystem::remove_all(folder_.file("library"));
        std::filesystem::create_directories(std::filesystem::path(folder_.file(file)).parent_path());
        write_file(folder_.file(file), html);
        run({folder_.file(file)});
        return told_.front().starts_with("refused") ? told_.front() : library().front().substr(0, 2);
    };
    const std::string page = "<h1>Tos</h1><p>Beba agua.</p>";
    EXPECT_EQ(language("es/a.html", page), "es");
    EXPECT_EQ(language("en/a.es.html", page), "es");
    EXPECT_EQ(language("x/b.html", "<meta http-equiv=content-language content=es>" + page), "es");
    EXPECT_EQ(language("fr/b.html", "<meta http-equiv=content-language content=es>" + page), "es");
    EXPECT_EQ(language("x/b.md", "---\nlang: es\n---\n# Tos\n\nBeba agua.\n"), "es");
    EXPECT_EQ(language("doc/a.html", page), "en") << "nothing says another";
    const std::string spanish =
        "<h1>Fiebre</h1><p>Llame a su doctor si la fiebre de su hijo no baja en dos días. Los niños con fiebre beben "
        "agua o jugo. No le dé aspirina a un niño. La fiebre es una señal de que el cuerpo lucha con una "
        "infección.</p>";
    EXPECT_EQ(language("x/c.html", spanish).substr(0, 16), "refused Fiebre: ") << "its words are Spanish";
    EXPECT_EQ(language("x/d.html", "<h1>发烧</h1><p>请多喝水，多休息。</p>").substr(0, 8), "refused ");
}

TEST_F(RunImport, a_library_that_cannot_be_made_ends_it) {
    write_file(folder_.file("library"), "a file, not a folder");
    try {
        run({folder_.file("page.html")});
        FAIL();
    } catch (const EnvironmentError& error) {
        EXPECT_TRUE(std::string(error.what()).starts_with("cannot make " + folder_.file("library/en"))) << error.what();
    }
}

}  // namespace
}  // namespace carepress::test
