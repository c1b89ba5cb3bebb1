// The patient's page.
#include "article/read.h"
#include "article/same_content.h"
#include "html/style.h"
#include "support/read_article.h"
#include "unit/service/service_fixture.h"

#include <regex>

namespace carepress::test {
namespace {

class PatientPage : public ServiceTest {
protected:
    net::Response page(const std::string& target, const std::string& code, const std::string& accept = {}) {
        net::Request request = request_to("GET", target, {{"code", code}});
        if (!accept.empty()) request.headers.add("Accept-Language", accept);
        return call(service::show_patient_page, request);
    }
    net::Response picture(const std::string& code, const std::string& language, const std::string& name) {
        return get(service::show_picture, "/" + code + "/pictures/" + language + "/x",
                   {{"code", code}, {"language", language}, {"name", name}});
    }
};

bool has(const net::Response& response, const std::string& text) {
    return response.body.bytes().find(text) != std::string::npos;
}

TEST_F(PatientPage, says_what_the_handout_says) {
    const net::Response response = page("/K977?lang=es", "K977");
    ASSERT_EQ(response.status, 200);
    EXPECT_EQ(response.headers.get("Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(response.headers.get("Content-Language"), "es");
    EXPECT_EQ(response.headers.get("Vary"), "Accept-Language");
    EXPECT_EQ(response.headers.get("Cache-Control"), "public, max-age=300");
    EXPECT_TRUE(response.headers.contains("ETag"));
    EXPECT_FALSE(response.headers.contains("Set-Cookie"));
    EXPECT_TRUE(has(response, "<html lang=\"es\" dir=\"ltr\">"));
    EXPECT_TRUE(has(response, "Emergencia: llame al 911"));
    EXPECT_TRUE(has(response, "Esta hoja ofrece información general de salud.")) << "the brand's disclaimer";
    EXPECT_TRUE(has(response, "Muestra: sin revisión clínica"));
    EXPECT_TRUE(has(response, "Código K977"));
    EXPECT_TRUE(has(response, "555-0142"));
    EXPECT_TRUE(has(response, "href=\"/K977?lang=ar\" hreflang=\"ar\" lang=\"ar\" dir=\"rtl\">"));

    // Reading the page gives the article: nothing is lost between library and patient.
    const Source source{"page.html", std::string(response.body.bytes())},
        file = read_source(project("articles/es/back-pain-and-intimacy.md"));
    Diagnostics diagnostics(source), none(file);
    const article::Article read = article::read_article(source, diagnostics), expected = read_with_numbers(file, none);
    EXPECT_TRUE(article::same_content(read, expected)) << all_messages(diagnostics.all());
}

TEST_F(PatientPage, is_in_the_language_of_the_address_then_of_the_browser) {
    struct Row {
        const char *target, *accept, *language;
    };
    for (const Row& row :
         {Row{"/K977", "", "en"}, Row{"/K977", "es-MX,en;q=0.5", "es"}, Row{"/K977?lang=fr", "es", "fr"},
          Row{"/K977?lang=xx", "es", "es"}, Row{"/K977?lang=zh-TW", "", "zh-Hant"},
          Row{"/K977?lang=%3Cscript%3E", "", "en"}, Row{"/K977", "xx, *;q=0.1", "en"}, Row{"/K977?lang=AR", "", "ar"}})
        EXPECT_EQ(page(row.target, "K977", row.accept).headers.get("Content-Language"), row.language)
            << row.target << " " << row.accept;
    EXPECT_TRUE(has(page("/K977?lang=ar", "K977"), "<html lang=\"ar\" dir=\"rtl\">"));
}

TEST_F(PatientPage, allows_its_own_style_and_script_alone) {
    const net::Response response = page("/K977", "K977");
    const std::string policy(response.headers.get("Content-Security-Policy").value());
    EXPECT_EQ(policy.find("default-src 'none'; script-src 'self'; style-src 'sha256-"), 0u) << policy;
    EXPECT_EQ(policy.find("unsafe-eval"), std::string::npos);
    EXPECT_TRUE(has(response, std::string(html::style))) << "what the digest is of";
    const std::string text(response.body.bytes());
    EXPECT_FALSE(std::regex_search(text, std::regex("<script[^>]*>[^<]"))) << "no script in the page";
    EXPECT_FALSE(std::regex_search(text, std::regex(R"((src|href)="https?://)"))) << "nothing from elsewhere";
}

TEST_F(PatientPage, shows_the_articles_pictures_and_no_other_file) {
    std::string code;
    const std::string file = "images/rest-ice-lift.svg";
    for (const library::LibraryEntry& entry : state_.library.current()->catalog().entries())
        if (entry.path.ends_with("/en/sprained-ankle.md")) code = entry.code;
    ASSERT_FALSE(code.empty());
    EXPECT_TRUE(has(page("/" + code, code), "src=\"/" + code + "/pictures/en/" + file + "\""));
    const net::Response found = picture(code, "en", file);
    EXPECT_EQ(found.status, 200);
    EXPECT_EQ(found.body.bytes(), read_source(project("articles/en/" + file)).bytes);
    EXPECT_NE(std::string(found.headers.get("Content-Security-Policy").value()).find("sandbox"), std::string::npos);
    for (const std::string& name : {std::string("../en/" + file), std::string("images/none.svg"),
                                    std::string("/etc/passwd"), std::string("fever-in-children.md"), std::string()})
        EXPECT_EQ(picture(code, "en", name).status, 404) << name;
    EXPECT_EQ(picture("K977", "en", file).status, 404) << "a picture of another article";
    EXPECT_EQ(picture("none", "en", file).status, 404);
    EXPECT_EQ(picture(code, "xx", file).status, 404);
}

TEST_F(PatientPage, asks_for_the_code_again_where_there_is_none) {
    const net::Response unknown = page("/Z999", "Z999", "es");
    EXPECT_EQ(unknown.status, 404);
    EXPECT_EQ(unknown.headers.get("Content-Language"), "es");
    EXPECT_TRUE(has(unknown, "No hay ninguna hoja con este código."));
    EXPECT_FALSE(has(unknown, "Z999")) << "what was typed is not repeated";
    EXPECT_FALSE(unknown.headers.contains("ETag"));

    const net::Response empty = get(service::ask_for_code, "/read");
    EXPECT_EQ(empty.status, 200);
    EXPECT_TRUE(has(empty, "<form method=\"get\" role=\"search\" action=\"/read\">"));
    const auto location = [&](const std::string& target) {
        const net::Response response = get(service::ask_for_code, target);
        return response.status == 303 ? std::string(response.headers.get("Location").value())
                                      : std::to_string(response.status);
    };
    EXPECT_EQ(location("/read?code=K977"), "/K977");
    EXPECT_EQ(location("/read?code=+k977+&lang=es"), "/K977?lang=es");
    EXPECT_EQ(location("/read?code=K97"), "404");
    EXPECT_EQ(location("/read?code="), "404");
    EXPECT_EQ(location("/read?code=%2F%2Fevil.example"), "404");
}

/// In every language the page has the words of that language.
TEST_F(PatientPage, speaks_each_language_of_the_library) {
    for (const auto& [language, entry] : state_.library.current()->translations("K977")) {
        const net::Response response = page("/K977?lang=" + language, "K977");
        EXPECT_EQ(response.headers.get("Content-Language"), language);
        const std::string& listen = engine().resources().phrases().in(language)["page-listen"];
        EXPECT_TRUE(has(response, "data-listen=\"" + listen + "\"")) << language;
        EXPECT_TRUE(language == "en" || listen != "Listen") << language;
    }
}

}  // namespace
}  // namespace carepress::test
