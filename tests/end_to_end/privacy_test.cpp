// Messages hold no word of a note or a bundle, whatever a reader has to say of it.
#include "engine/visit_summary.h"
#include "support/support.h"
#include "support/visit_bundle.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <functional>

namespace carepress::test {
namespace {

const std::string program = CAREPRESS_PROGRAM;

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return text;
}

void expect_nothing_secret(const std::string& messages) {
    for (const char* word : {"secret", "7077", "u+1", "hieroglyph", "0xfc", "0x93", "u+0093"})
        EXPECT_EQ(lower(messages).find(word), std::string::npos) << word << " in\n" << messages;
}

std::string many(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

/// Notes of which a reader has something to say each; the words are secret.
const std::string notes[] = {
    // front matter and its YAML
    "---\nsecret: x\n---\nText.",
    "---\nlanguage: Secretish\n---\nText.",
    "---\ncode: not secret\n---\nText.",
    "---\nupdated: secret\n---\nText.",
    "---\nsource_url: secret\n---\nText.",
    "---\ntitle: [secret]\n---\nText.",
    "---\nsecret: a\nsecret: b\n---\nText.",
    "---\nsecret: [\n---\nText.",
    "---\nsecret: &secret x\n---\nText.",
    "---\nsecret: *secret\n---\nText.",
    "---\n\"secret: x\n---\nText.",
    "---\ntopics: {system: secret, code: secret}\n---\nText.",
    "---\ntopics: {ICD-10-CM: secret}\n---\nText.",
    "---\ntopics: {system: ICD-10-CM, code: M54.5, secret: x}\n---\nText.",
    "---\nsecret: x\nText.",
    // Markdown
    "> [!SECRET]\n> Text.",
    "> [!WATHC-SECRET]\n> Text.",
    "Text ~~secret~~",
    "![](secret.png)",
    "![secret](secret.png)",
    "![secret](//secret/x.png)",
    "![secret](../secret.png)",
    "[Text](javascript:secret)",
    "[![secret](a.png)](http://secret.example/)",
    "# ![secret](a.png)",
    "| a | b |\n|---|---|\n| secret | secret | secret |",
    many("> ", 70) + "secret",
    many("secret ", 200),
    // HTML
    "Text <video>secret</video>",
    "Text <input value=\"secret\">",
    "Text <svg><text>secret</text></svg>",
    "Text <math><secret>secret</secret></math>",
    "Text <secret>secret</secret>",
    "Text <script>secret",
    "Text <title>secret</title> <title>more secret</title>",
    "<ol start=\"secret\"><li>Text</li></ol>",
    "<ol type=\"secret\"><li>Text</li></ol>",
    "<ol><li value=\"secret\">Text</li></ol>",
    "<table><tr><td colspan=\"secret\">Text</td></tr></table>",
    "<table><tr><td rowspan=\"7077\">Text</td></tr></table>",
    "<table><tr><td><table><tr><td>secret</td></tr></table></td></tr></table>",
    "<p lang=\"secret word\">Text</p>",
    "<a href=\"secret:x\">Text</a>",
    "<a href=\"https://secret.example/\"><img src=\"a.png\" alt=\"secret\"></a>",
    "<img src=\"secret.png\">",
    "<img alt=\"secret\">",
    "<h2>Text <img src=\"a.png\" alt=\"secret\"></h2>",
    "<s>secret</s>",
    "Text &#x1FFFFF; secret",
    // bytes and characters
    "secret \xFC",
    "secret \x93",
    "secret \xC2\x93",
    "secret \xEF\xBF\xBD",
    std::string("secret \0", 8),
    "secret \xF0\x93\x80\x80",
    "secret" + many("secret", 60),
    "%PDF-1.7 secret",
};

TEST(Privacy, no_message_of_a_note_shows_its_words) {
    engine::Workspace workspace(resources());
    const Source article{"article.md", "# Fever\n\nDrink water."};
    for (const std::string& text : notes) {
        const Source note{"note", text, true};
        engine::PressRequest request;
        request.articles.emplace_back().article.source = &article;
        request.note = &note;
        const engine::PressResult result = engine::press(request, resources(), workspace);
        const std::string messages = all_messages(result.diagnostics);
        EXPECT_NE(messages.find("note:"), std::string::npos) << "nothing to say of\n" << text;
        expect_nothing_secret(messages);
    }
}

TEST(Privacy, the_same_messages_of_an_article_show_what_they_are_about) {
    engine::Workspace workspace(resources());
    const engine::PressResult result = press_text("# Fever\n\nText <video>secret</video> [a](secret:b)", "secret.md");
    EXPECT_NE(all_messages(result.diagnostics).find("and with it \"secret\""), std::string::npos);
    EXPECT_NE(all_messages(result.diagnostics).find("secret.md:3"), std::string::npos);
}

/// Bundles with a secret word in `json`, each a fault of its own.
std::vector<std::string> faulty_bundles() {
    std::vector<std::string> all = {
        "secret",
        "{\"secret\": 1, \"secret\": 2}",
        "{\"resourceType\": \"Secret\"}",
        "{\"resourceType\": \"Bundle\", \"type\": \"secret\"}",
        "{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": [{\"resource\": \"secret\"}]}",
        "{\"resourceType\": \"OperationOutcome\", \"issue\": [{\"diagnostics\": \"secret\"}]}",
        "{\"resourceType\": \"secret",
        "{\"resourceType\": \"Bundle\", \"entry\": [{\"resource\": {\"secret\": {\"secret\": \"\\ud800\"}}}]}",
        "{\"resourceType\": \"Bundle\", \"secret\": [{\"secret\": 1, \"secret\": 2}]}",
        "{\"secret\": \"\\ud800\"}",
        "{\"secret\": \"secret\n\"}",
        "{\"secret\": \"secret \xFC\"}",
        "{\"secret\": 7077e}",
        many("{\"secret\":", 70),
    };
    const auto add = [&](const std::function<void(VisitBundle&)>& spoil) {
        VisitBundle bundle;
        spoil(bundle);
        all.push_back(bundle.json());
    };
    add([](VisitBundle& b) { b.patient().erase("name"); });
    add([](VisitBundle& b) { b.patient()["birthDate"] = "secret"; });
    add([](VisitBundle& b) { b.patient()["birthDate"] = 7077; });
    add([](VisitBundle& b) { b.patient()["secret"] = "secret"; });
    add([](VisitBundle& b) { b.patient()["modifierExtension"] = {{{"url", "secret"}, {"valueString", "secret"}}}; });
    add([](VisitBundle& b) { b.patient()["implicitRules"] = "secret"; });
    add([](VisitBundle& b) { b.encounter()["status"] = "secret"; });
    add([](VisitBundle& b) { b.encounter()["period"]["start"] = "secret"; });
    add([](VisitBundle& b) { b.encounter()["subject"] = {{"reference", "secret"}}; });
    add([](VisitBundle& b) { b.add_condition("secret \xF0\x93\x80\x80"); });
    add([](VisitBundle& b) { b.add_condition("secret")["clinicalStatus"] = "secret"; });
    add([](VisitBundle& b) { b.add_condition("secret")["code"] = {{"secret", "secret"}}; });
    add([](VisitBundle& b) { b.add_condition("secret")["onsetDateTime"] = "secret"; });
    add([](VisitBundle& b) { b.add_medicine("secret")["status"] = "secret"; });
    add([](VisitBundle& b) { b.add_medicine("secret")["intent"] = "secret"; });
    add([](VisitBundle& b) {
        b.add_medicine("secret")["medicationCodeableConcept"] = {{"coding", {{{"code", "secret"}}}}};
    });
    add([](VisitBundle& b) { b.add_medicine("secret", {{"timing", {{"repeat", {{"frequency", "secret"}}}}}}); });
    add([](VisitBundle& b) { b.add_medicine("secret", {{"timing", {{"repeat", {{"when", {"secret"}}}}}}}); });
    add([](VisitBundle& b) {
        b.add_medicine("secret", {{"doseAndRate", {{{"doseQuantity", {{"value", "7077"}, {"unit", "secret"}}}}}}});
    });
    add([](VisitBundle& b) {
        b.add_medicine("secret", {{"text", "secret"}, {"timing", {{"repeat", {{"frequency", -7077}}}}}});
    });
    add([](VisitBundle& b) { b.add({{"resourceType", "Secret"}, {"id", "secret"}}); });
    add([](VisitBundle& b) { b.add(b.patient())["id"] = "secret"; });
    return all;
}

TEST(Privacy, no_message_of_a_bundle_shows_its_words) {
    engine::Workspace workspace(resources());
    for (const std::string& json : faulty_bundles()) {
        const Source bundle{"bundle", json, true};
        engine::VisitSummaryRequest request;
        request.bundle = &bundle;
        const engine::VisitSummaryResult result = engine::summarize_visit(request, resources(), workspace);
        expect_nothing_secret(all_messages(result.diagnostics));
        if (::testing::Test::HasFailure()) FAIL() << json;
    }
}

class PrivacyOfFiles : public testing::Test {
protected:
    CommandResult in_folder(const std::string& arguments) const {
        return run("cd " + folder_.path() + " && " + program + " " + arguments + " 2>&1");
    }
    TemporaryFolder folder_;
};

TEST_F(PrivacyOfFiles, names_of_notes_bundles_and_outputs_are_not_said) {
    write_file(folder_.file("secret.md"), "Text <video>secret</video>");
    write_file(folder_.file("secret.json"), VisitBundle().json());
    write_file(folder_.file("article.md"), "# Fever\n\nDrink water.");
    std::filesystem::create_directory(folder_.file("secret"));
    const std::string visit = "visit secret.json -o out.pdf ", render = "render article.md -o out.pdf ";
    for (const std::string& arguments : {visit + "--note secret.md",
                                         visit + "--note secret",
                                         visit + "--note secret-file",
                                         visit + "--note 'secret words'",
                                         visit + "--note secret unquoted secret words",
                                         visit + "--note secret --unquoted-flag secret",
                                         visit + "secret.txt",
                                         std::string("visit secret -o out.pdf"),
                                         std::string("visit secret-file -o out.pdf"),
                                         std::string("visit secret.json -o secret.json"),
                                         std::string("visit secret.json -o secret"),
                                         std::string("visit secret.json --note secret.md -o secret.md"),
                                         std::string("visit secret.json -o secret.pdf --receipt secret.pdf"),
                                         visit + "--receipt secret",
                                         visit + "--report secret/secret/x",
                                         visit + "--receipt nowhere/secret.json",
                                         render + "--note secret.md",
                                         render + "--note secret",
                                         render + "--note secret words",
                                         render + "--note 'secret words' --format json",
                                         render + "--note secret.md --format json",
                                         std::string("render article.md --note secret.md -o secret.md"),
                                         std::string("render article.md --note secret.md -o nowhere/secret.pdf")}) {
        const CommandResult result = in_folder(arguments);
        expect_nothing_secret(result.output);
        EXPECT_NE(result.status, -1);
    }
    EXPECT_NE(in_folder(visit + "--note secret-file").output.find("--note takes a file"), std::string::npos);
    EXPECT_EQ(in_folder(visit + "--note secret-file").status, 1);
    EXPECT_EQ(in_folder(visit + "--layuot x").output.find("not an option of visit: --layuot") != std::string::npos,
              true);
}

TEST_F(PrivacyOfFiles, a_handout_with_a_note_is_its_owners_alone) {
    write_file(folder_.file("note.md"), "Call me.");
    write_file(folder_.file("fever.md"), "# Fever\n\nDrink water.");
    std::filesystem::create_directory(folder_.file("out"));
    for (const char* arguments : {"-o with.pdf", "-o out/", ""}) {
        const CommandResult result = run("cd " + folder_.path() + " && umask 022 && " + program +
                                         " render fever.md --note note.md " + arguments + " 2>&1");
        EXPECT_EQ(result.status, 0) << result.output;
    }
    for (const char* file : {"with.pdf", "out/fever.pdf", "fever.pdf"}) {
        struct stat status {};
        ASSERT_EQ(::stat(folder_.file(file).c_str(), &status), 0) << file;
        EXPECT_EQ(status.st_mode & 0777, 0600u) << file;
    }
    EXPECT_EQ(run("cd " + folder_.path() + " && umask 022 && " + program + " render fever.md -o without.pdf").status,
              0);
    struct stat status {};
    ASSERT_EQ(::stat(folder_.file("without.pdf").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0644u);
}

}  // namespace
}  // namespace carepress::test
