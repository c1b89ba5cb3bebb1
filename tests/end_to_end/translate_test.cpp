// `carepress translate`: an article goes to a translator and comes back as a draft, or is refused with reasons.
#include "support/support.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>
#include <vector>

namespace carepress::test {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::pair<std::string, std::string>>;

class Translate : public ::testing::Test {
protected:
    Translate() {
        write("library/en/cough.md", english);
        write("library/en/images/steam.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>");
    }

    std::string file(const std::string& name) const { return folder_.path() + "/" + name; }
    void write(const std::string& name, const std::string& text) {
        fs::create_directories(fs::path(file(name)).parent_path());
        std::ofstream(file(name)) << text;
    }
    std::string read(const std::string& name) const {
        std::ostringstream text;
        text << std::ifstream(file(name)).rdbuf();
        return text.str();
    }
    test::CommandResult carepress(const std::string& arguments) {
        return test::run("cd " + folder_.path() + " && HOME=" + folder_.path() + " XDG_CONFIG_HOME= CAREPRESS_DATA=" +
                         CAREPRESS_SOURCE_FOLDER " " CAREPRESS_PROGRAM " translate " + arguments + " 2>&1");
    }

    /// Exports the article, and fills in targets as a translator who knows these words.
    void translate(const Words& words, const std::string& to = "es") {
        const auto result = carepress("export C1 --to " + to + " --library library -o a.xlf");
        ASSERT_EQ(result.status, 0) << result.output;
        std::string xml = read("a.xlf");
        for (std::size_t at = 0; (at = xml.find("<source>", at)) != std::string::npos;) {
            at += 8;
            const std::size_t end = xml.find("</source>", at);
            std::string target = xml.substr(at, end - at);
            for (const auto& [from, other] : words)
                if (const std::size_t found = target.find(from); found != std::string::npos)
                    target.replace(found, from.size(), other);
            xml.insert(end + 9, "<target>" + target + "</target>");
        }
        write("a.xlf", xml);
    }
    /// The same words with one changed.
    static Words with(const std::string& from, const std::string& to) {
        Words words = spanish;
        for (auto& each : words)
            if (each.first == from) each.second = to;
        return words;
    }

    static inline const std::string english = R"(---
code: C1
title: Cough
language: en
updated: 2026-11-20
version: "2"
reviewed_by: Dr. Ana Ruiz
status: approved
keywords: [cough]
---

Most coughs go away on their own. Take **5 mg** with water every 4 hours, and call {emergency-number} if you choke.

![steam from a bowl](images/steam.svg)

## What can you do?

- Do not smoke in the house with your children.
)";
    static inline const Words spanish{
        {"Cough", "Tos"},
        {"Most coughs go away on their own. Take ", "La mayoría de las toses se quitan solas. Tome "},
        {" with water every 4 hours, and call ", " con agua cada 4 horas, y llame al "},
        {" if you choke", " si se ahoga"},
        {"steam from a bowl", "vapor de un tazón"},
        {"What can you do?", "¿Qué puede hacer?"},
        {"Do not smoke in the house with your children.", "No fume en la casa con sus hijos."},
        {"cough", "tos; tos seca"},
    };
    test::TemporaryFolder folder_;
};

TEST_F(Translate, AnArticleGoesOutAndComesBackAsADraft) {
    translate(spanish);
    const auto dry = carepress("import a.xlf --library library -n");
    EXPECT_EQ(dry.status, 0) << dry.output;
    EXPECT_NE(dry.output.find("would be: 1 added"), std::string::npos) << dry.output;
    EXPECT_FALSE(fs::exists(file("library/es"))) << "a dry run writes nothing";
    const auto result = carepress("import a.xlf --library library");
    EXPECT_EQ(result.status, 0) << result.output;
    EXPECT_NE(result.output.find("added  library/es/cough.md  Tos\n"), std::string::npos) << result.output;
    EXPECT_EQ(read("library/es/cough.md"), R"(---
code: C1
title: Tos
language: es
updated: 2026-11-20
version: "2"
status: draft
keywords: [tos, tos seca]
---

La mayoría de las toses se quitan solas. Tome **5 mg** con agua cada 4 horas, y llame al {emergency-number} si se ahoga.

![vapor de un tazón](images/steam.svg)

## ¿Qué puede hacer?

- No fume en la casa con sus hijos.
)");
    EXPECT_TRUE(fs::exists(file("library/es/images/steam.svg"))) << "the picture comes along";
    EXPECT_NE(carepress("import a.xlf --library library").output.find("0 added, 0 updated, 1 unchanged"),
              std::string::npos);
}

TEST_F(Translate, WhatThereIsIsFilledIn) {
    translate(spanish);
    ASSERT_EQ(carepress("import a.xlf --library library").status, 0);
    const auto again = carepress("export C1 --to es --library library -o b.xlf");
    EXPECT_NE(again.output.find("b.xlf  en/cough.md  6 texts, 0 to translate"), std::string::npos) << again.output;
    EXPECT_NE(read("b.xlf").find("state=\"translated\""), std::string::npos);
    EXPECT_NE(carepress("import b.xlf --library library").output.find("1 unchanged"), std::string::npos);
    write("library/en/cough.md", english.substr(0, english.size() - 1) + "\n- Drink tea.\n");
    const auto stale = carepress("import a.xlf --library library");
    EXPECT_EQ(stale.status, 1);
    EXPECT_NE(stale.output.find("\"Drink tea.\" is not in the file"), std::string::npos) << stale.output;
    const auto next = carepress("export C1 --to es --library library --with a.xlf -o c.xlf");
    EXPECT_NE(next.output.find("7 texts, 1 to translate"), std::string::npos) << next.output;
}

TEST_F(Translate, WhatSaysSomethingElseIsRefused) {
    const auto refused = [&](const Words& words, const std::string& why) {
        translate(words);
        const auto result = carepress("import a.xlf --library library");
        EXPECT_EQ(result.status, 1) << why;
        EXPECT_NE(result.output.find(why), std::string::npos) << result.output;
        EXPECT_NE(result.output.find("a.xlf:"), std::string::npos) << "its place is said: " << result.output;
        EXPECT_FALSE(fs::exists(file("library/es"))) << why;
    };
    refused(with(" with water every 4 hours, and call ", " con agua cada 6 horas, y llame al "),
            "\"6\" is not in the original, which says \"4\"");
    refused(with("Do not smoke in the house with your children.", "Fume en la casa con sus hijos."),
            "and the translation does not");
    refused(with("Do not smoke in the house with your children.", "Do not smoke in the house with your children."),
            "this text is the original's, not a translation");
    Words dose = spanish;
    dose.emplace_back(">5 mg<", ">50 mg<");
    refused(dose, "\"50 mg\" is not in the original, which says \"5 mg\"");
    refused(with("Do not smoke in the house with your children.",
                 "Не курите дома, если рядом с вами дети и внуки, "
                 "и не разрешайте курить другим взрослым в доме, "
                 "даже если они этого очень хотят и просят вас."),
            "its language is \"es\"");
    refused({}, "this text is the original's");
}

TEST_F(Translate, DifferencesThatAPersonHasSeenAreTaken) {
    translate(with(" with water every 4 hours, and call ", " con agua cada 6 horas, y llame al "));
    const auto result = carepress("import a.xlf --library library --allow-differences");
    EXPECT_EQ(result.status, 0) << result.output;
    EXPECT_NE(result.output.find("warning: \"6\" is not in the original"), std::string::npos) << result.output;
}

TEST_F(Translate, AnEditedTranslationIsKept) {
    translate(spanish);
    write("library/es/cough.md", "---\ncode: C1\ntitle: Tos\nlanguage: es\n---\n\nEditada.\n");
    const auto result = carepress("import a.xlf --library library");
    EXPECT_EQ(result.status, 1);
    EXPECT_NE(result.output.find("the translation was written or changed since the file was made"), std::string::npos)
        << result.output;
    EXPECT_NE(read("library/es/cough.md").find("Editada."), std::string::npos);
    EXPECT_NE(carepress("import a.xlf --library library --force").output.find("1 updated"), std::string::npos);
    write("library/es/cough.md", "---\ncode: C2\ntitle: Otra\nlanguage: es\n---\n\nOtra.\n");
    EXPECT_NE(carepress("import a.xlf --library library --force").output.find("this file is another article"),
              std::string::npos);
}

TEST_F(Translate, NoFileLeadsOutOfTheLibrary) {
    write("secret.md", "# Secret\n\nWords.\n");
    translate(spanish);
    const std::string xml = read("a.xlf");
    const auto said_of = [&](const std::string& code, const std::string& original) {
        std::string changed = xml;
        changed.replace(changed.find(">C1</mda:meta>"), 3, ">" + code);
        changed.replace(changed.find("en/cough.md"), 11, original);
        write("a.xlf", changed);
        const auto result = carepress("import a.xlf --library library");
        EXPECT_EQ(result.status, 1) << result.output;
        return result.output;
    };
    for (const std::string& path : {std::string("../secret.md"), file("secret.md")})
        EXPECT_NE(said_of("", path).find("the library has no such article"), std::string::npos);
    EXPECT_NE(said_of("secret.md", "en/cough.md").find("no article"), std::string::npos)
        << "a code is never taken for a path";
}

TEST_F(Translate, OneTranslationComesBackOnce) {
    translate(spanish);
    write("b.xlf", read("a.xlf"));
    const auto result = carepress("import a.xlf b.xlf --library library");
    EXPECT_EQ(result.status, 1);
    EXPECT_NE(result.output.find("1 added, 0 updated, 0 unchanged, 1 refused"), std::string::npos) << result.output;
}

TEST_F(Translate, AFolderGetsAFileForEachArticle) {
    write("library/en/fever.md", "---\ntitle: Fever\n---\n\nRest.\n");
    const auto result = carepress("export C1 library/en/fever.md --to ar --library library -o out/ --format json");
    EXPECT_EQ(result.status, 0) << result.output;
    const auto report = nlohmann::json::parse(result.output);
    EXPECT_EQ(report.at("articles").at(0).at("file"), "out/C1.ar.xlf");
    EXPECT_EQ(report.at("articles").at(1).at("file"), "out/fever.ar.xlf");
    EXPECT_EQ(report.at("articles").at(1).at("texts"), 2);
    EXPECT_TRUE(fs::exists(file("out/fever.ar.xlf")));
}

TEST_F(Translate, MistakesAreSaid) {
    EXPECT_EQ(carepress("export C1 --library library -o a.xlf").status, 2) << "no language";
    EXPECT_EQ(carepress("export C1 --to es --library library").status, 2) << "no output";
    EXPECT_EQ(carepress("import a.xlf --to es").status, 2);
    EXPECT_NE(carepress("export C1 --to en --library library -o a.xlf").output.find("the articles are in en already"),
              std::string::npos);
    EXPECT_EQ(carepress("export C9 --to es --library library -o a.xlf").status, 1);
    EXPECT_FALSE(fs::exists(file("a.xlf"))) << "nothing to write";
    write("b.xlf", "<xliff version=\"1.2\"/>");
    EXPECT_NE(carepress("import b.xlf --library library").output.find("this is XLIFF 1.2"), std::string::npos);
}

}  // namespace
}  // namespace carepress::test
