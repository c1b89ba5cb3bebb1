// An import of a folder, with and without a manifest of what is in it.
#include "import/run_import.h"
#include "support/support.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace carepress::test {
using namespace import;
namespace {

using Texts = std::vector<std::string>;

class FolderImport : public testing::Test {
protected:
    void write(const std::string& name, const std::string& bytes) {
        std::filesystem::create_directories(std::filesystem::path(folder_.file(name)).parent_path());
        write_file(folder_.file(name), bytes);
    }
    static std::string page(const std::string& title, const std::string& text, const std::string& head = "") {
        return "<html lang=en><head>" + head + "</head><body><h1>" + title + "</h1><p>" + text + "</p></body></html>";
    }
    /// Imports the folder "in"; with a manifest of these bytes, if any.
    ImportReport run(const std::string& manifest = "", const std::string& name = "m.csv") {
        told_.clear();
        said_.clear();
        ImportRun run{{folder_.file("in")}, folder_.file("library"), {}};
        if (!manifest.empty()) {
            write(name, manifest);
            run.manifest = folder_.file(name);
        }
        return run_import(
            run, {[](const std::string& path, std::string_view bytes) { write_file(path, std::string(bytes)); },
                  [&](const ImportRecord& record, const ArticlePlace& place) {
                      told_.push_back(std::string(name_of(place.fate)) + " " +
                                      (place.fate == Fate::refused ? place.reason : place.file));
                      for (const Diagnostic& each : record.diagnostics) say(each);
                  },
                  [&](const Diagnostic& each) { say(each); }});
    }
    void say(const Diagnostic& each) {
        said_.push_back(std::to_string(each.position.line) + ":" + std::to_string(each.position.column) + " " +
                        each.message + (each.severity == Severity::error ? "; " + each.hint : ""));
    }
    bool has_said(std::string_view words) const {
        return std::any_of(said_.begin(), said_.end(),
                           [&](const std::string& each) { return each.find(words) != std::string::npos; });
    }
    std::string front_matter_of(const std::string& file) const {
        const std::string bytes = read_source(folder_.file("library/" + file)).bytes;
        return bytes.substr(0, bytes.find("imported_from"));
    }
    TemporaryFolder folder_;
    Texts told_, said_;
};

TEST_F(FolderImport, TakesItsDocumentsInOrder) {
    write("in/b/two.html", page("Two", "Drink water."));
    write("in/a.md", "---\ntitle: One\nlanguage: en\n---\nDrink tea.\n\n![a cup](b/cup.svg)\n");
    write("in/b/cup.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
    write("in/notes.xlsx", "PK");
    write("in/~$two.docx", "lock");
    write("in/.git/x.md", "# No");
    EXPECT_EQ(run().count(Fate::added), 2U);
    EXPECT_EQ(told_, (Texts{"added en/one.md", "added en/two.md"}));
    EXPECT_EQ(said_, Texts{"1:1 1 file is not a document: notes.xlsx"});
    const Source one = read_source(folder_.file("library/en/one.md"));
    const std::size_t at = one.bytes.find("(pictures/cup-");
    ASSERT_NE(at, std::string::npos) << one.bytes;
    const std::string picture = "library/en/" + one.bytes.substr(at + 1, one.bytes.find(')', at) - at - 1);
    EXPECT_EQ(read_source(folder_.file(picture)).bytes, read_source(folder_.file("in/b/cup.svg")).bytes);
    std::filesystem::remove(folder_.file(picture));
    EXPECT_EQ(run().count(Fate::unchanged), 2U);
    EXPECT_TRUE(std::filesystem::exists(folder_.file(picture))) << "it comes back";
}

TEST_F(FolderImport, AManifestCountsBeforeWhatAPageStates) {
    write("in/fever.html",
          page("Fever", "Drink water.",
               "<meta name=dcterms.identifier content=OLD1><meta name=dcterms.modified content=2020-01-01>"));
    write("in/es/fiebre.html", page("Fiebre", "Beba agua y descanse en la cama hasta que la fiebre baje."));
    write("in/cough.md", "---\ncode: C1\ntitle: Cough\nlanguage: en\nstatus: draft\n---\nDrink tea.\n");
    const std::string manifest =
        "source,code,language,title,status,reviewed_by,reviewed,next_review,topics,translation_of\r\n"
        "fever.html,F204,en,Fever in children,approved,\"Lee, MD\",2026-05-01,2028-05-01,ICD-10-CM R50.9,\r\n"
        "es/fiebre.html,,es,,review,,,,,fever.html\r\n"
        "cough.md,,,,approved,,,,,\r\n";
    EXPECT_EQ(run(manifest).count(Fate::added), 3U);
    EXPECT_EQ(told_, (Texts{"added en/fever-in-children.md", "added es/fiebre.md", "added en/cough.md"}));
    EXPECT_EQ(front_matter_of("en/fever-in-children.md"),
              "---\ncode: F204\ntitle: Fever in children\nlanguage: en\nupdated: 2020-01-01\nreviewed_by: \"Lee, MD\"\n"
              "status: approved\nreviewed: 2026-05-01\nnext_review: 2028-05-01\ntopics:\n"
              "  - {system: ICD-10-CM, code: R50.9}\n");
    const Source english = read_source(folder_.file("library/en/fever-in-children.md"));
    EXPECT_NE(english.bytes.find("# Fever\n"), std::string::npos) << "the page's own title stays: " << english.bytes;
    EXPECT_EQ(front_matter_of("es/fiebre.md"), "---\ncode: F204\ntitle: Fiebre\nlanguage: es\nstatus: review\n");
    EXPECT_NE(front_matter_of("en/cough.md").find("code: C1\ntitle: Cough\nlanguage: en\nstatus: approved\n"),
              std::string::npos);
    EXPECT_EQ(run(manifest).count(Fate::unchanged), 3U);
    // A new date of review is a change; with another code, the older article is named.
    std::string changed = manifest;
    changed.replace(changed.find("2028"), 4, "2029");
    EXPECT_EQ(run(changed).count(Fate::updated), 1U);
    changed.replace(changed.find("F204"), 4, "F205");
    EXPECT_EQ(run(changed).count(Fate::added), 2U);
    EXPECT_TRUE(has_said("en/fever-in-children.md was made of the same source, with another code than F205"));
    EXPECT_TRUE(has_said("es/fiebre.md was made of the same source, with another code than F205"));
}

TEST_F(FolderImport, AManifestWithAnErrorImportsNothing) {
    write("in/fever.html", page("Fever", "Drink water."));
    write("in/cough.html", page("Cough", "Drink tea."));
    write("secret.html", page("Secret", "None."));
    const ImportReport report = run("source,code\nfever.html,F204\ncoughs.html,C1\n../secret.html,S1\n" +
                                    folder_.file("secret.html") + ",S2\nin,I1\n");
    EXPECT_TRUE(report.is_manifest_refused);
    EXPECT_EQ(told_, Texts());
    EXPECT_FALSE(std::filesystem::exists(folder_.file("library")));
    ASSERT_EQ(said_.size(), 4U);
    EXPECT_EQ(said_[0],
              "3:1 row 3, column \"source\": the folder has no file \"coughs.html\"; did you mean \"cough.html\"?");
    EXPECT_TRUE(has_said("4:1 row 4, column \"source\": the folder has no file \"../secret.html\""));
    EXPECT_TRUE(run("source,code,reviewed\nfevre.html,F204,1/6/2026\n").is_manifest_refused);
    EXPECT_TRUE(has_said("2:1 row 2, column \"source\"") && has_said("2:17 row 2, column \"reviewed\""))
        << "all at once";
    EXPECT_TRUE(run("source,code\nfever.html,F204\nfever.html,F205\n").is_manifest_refused);
    EXPECT_FALSE(std::filesystem::exists(folder_.file("library")));
}

TEST_F(FolderImport, WhatAManifestDoesNotNameIsSaid) {
    write("in/fever.html", page("Fever", "Drink water."));
    write("in/cough.html", page("Cough", "Drink tea."));
    const ImportReport report = run("source,code\n./fever.html,F204\n", "in/handouts.csv");
    EXPECT_EQ(report.count(Fate::added), 1U);
    EXPECT_EQ(said_, Texts{"1:1 no row of the manifest names this file; it is passed over"});
}

TEST_F(FolderImport, ARowMayNameThePageOfAnAddress) {
    write("in/p1.html", page("Fever", "Drink water.", "<link rel=canonical href='https://example.org/fever'>"));
    write("in/p2.html", page("Cough", "Drink tea.", "<link rel=canonical href='https://example.org/cough'>"));
    const ImportReport report =
        run("source,code,status\nhttps://example.org/fever,F204,approved\nhttps://example.org/rash,R1,draft\n");
    EXPECT_EQ(report.count(Fate::added), 1U);
    EXPECT_EQ(report.count(Fate::refused), 1U);
    EXPECT_NE(front_matter_of("en/fever.md").find("code: F204"), std::string::npos);
    EXPECT_EQ(told_.back(),
              "refused row 3, column \"source\": no page in the folder states this address; a page states "
              "it in <link rel=\"canonical\">; or name its file");
    EXPECT_EQ(said_.back(), "1:1 no row of the manifest names this file; it is passed over");
}

TEST_F(FolderImport, ARowWithTheWrongLanguageIsRefused) {
    std::string spanish;
    for (int i = 0; i < 3; ++i)
        spanish +=
            "Si usted tiene fiebre, beba mucha agua y descanse en la cama hasta que la fiebre baje. Llame a su médico "
            "si "
            "la fiebre no baja en tres días o si tiene dolor de cabeza con los ojos rojos. ";
    write("in/a.html", page("Fiebre", spanish));
    const ImportReport report = run("source,code,language\na.html,F204,en\n");
    EXPECT_EQ(report.count(Fate::added), 1U) << "the page says the same, so it is believed";
    EXPECT_TRUE(has_said("row 2, column \"language\": its words are those of \"es\", not of \"en\""));
    write("in/a.html", "<h1>Fiebre</h1><p>" + spanish + "</p>");
    EXPECT_EQ(run("source,code,language\na.html,F205,en\n").count(Fate::refused), 1U);
    EXPECT_EQ(told_.back(),
              "refused row 2, column \"language\": its words are those of \"es\", not of \"en\"; correct "
              "the row, or state the language in the page too");
    EXPECT_EQ(run("source,code,language\na.html,F205,es\n").count(Fate::added), 1U);
}

}  // namespace
}  // namespace carepress::test
