// Finding articles, as the page does.
#include "unit/service/service_fixture.h"

#include <algorithm>

namespace carepress::test {
namespace {

using Find = ServiceTest;

/// Every article of the sample library is in English, too.
std::size_t english_articles() {
    const std::vector<std::string> all = sample_articles();
    return static_cast<std::size_t>(std::ranges::count_if(
        all, [](const std::string& path) { return path.find("/articles/en/") != std::string::npos; }));
}

TEST_F(Find, shows_an_article_once_in_the_language_wanted) {
    const Json found = json_of(get(service::search, "/v1/search?q=fever&language=es-MX"));
    EXPECT_EQ(found["query"], "fever");
    const Json& first = found["hits"][0];
    EXPECT_EQ(first["code"], "F204");
    EXPECT_EQ(first["language"], "es");
    EXPECT_EQ(first["title"], "Fiebre en los niños: instrucciones de cuidado");
    EXPECT_EQ(first["dir"], "ltr");
    EXPECT_EQ(first["pages"], 2);
    EXPECT_EQ(first["reviewed_by"], "") << "a sample";
    const std::vector<std::string> codes = all_of(found["hits"], "code");
    EXPECT_EQ(std::count(codes.begin(), codes.end(), "F204"), 1);
    const std::vector<std::string> languages = all_of(first["translations"], "language");
    EXPECT_NE(std::find(languages.begin(), languages.end(), "ar"), languages.end());
    EXPECT_EQ(found["hits"].size(), 20u) << "as many as there are by default";
    EXPECT_GT(found["total"].get<std::size_t>(), 20u);
}

TEST_F(Find, knows_titles_of_every_language_codes_and_slips) {
    struct Row {
        const char *query, *code;
    };
    for (const Row& row : {Row{"dolor%20de%20espalda", "K977"},
                           {"k977", "K977"},
                           {"M54.50", "K977"},
                           {"feverr", "F204"},
                           {"%D8%A3%D9%84%D9%85%20%D8%A7%D9%84%D8%B8%D9%87%D8%B1", "K977"}}) {
        const Json found = json_of(get(service::search, std::string("/v1/search?q=") + row.query));
        ASSERT_FALSE(found["hits"].empty()) << row.query;
        EXPECT_EQ(found["hits"][0]["code"], row.code) << row.query;
    }
}

TEST_F(Find, falls_back_to_english_unless_one_language_is_wanted) {
    const Json any = json_of(get(service::search, "/v1/search?q=A512&language=km"));
    const Json only = json_of(get(service::search, "/v1/search?q=A512&language=km&only_language=true"));
    ASSERT_FALSE(any["hits"].empty());
    EXPECT_EQ(any["hits"][0]["language"], "en");
    EXPECT_TRUE(only["hits"].empty());
    const Json khmer = json_of(get(service::search, "/v1/search?q=K977&language=km&only_language=true"));
    ASSERT_EQ(khmer["hits"].size(), 1u);
    EXPECT_EQ(khmer["hits"][0]["language"], "km");
}

TEST_F(Find, lists_all_by_title_where_nothing_is_asked) {
    const Json found = json_of(get(service::search, "/v1/search?q=%20&limit=100"));
    EXPECT_EQ(found["total"], english_articles());
    const std::vector<std::string> titles = all_of(found["hits"], "title");
    ASSERT_EQ(titles.size(), english_articles());
    const auto place_of = [&](const std::string& begin) {
        return std::find_if(titles.begin(), titles.end(), [&](const auto& title) { return title.starts_with(begin); });
    };
    EXPECT_LT(place_of("Anxiety"), place_of("Common Cold"));
    EXPECT_LT(place_of("Common Cold"), place_of("COPD")) << "as people look titles up, not by code points";
    EXPECT_LT(place_of("COPD"), place_of("Flu"));
    EXPECT_EQ(all_of(json_of(get(service::list_articles, "/v1/articles"))["articles"], "title"), titles);
}

TEST_F(Find, gives_the_next_hits_from_an_offset) {
    const std::vector<std::string> all =
        all_of(json_of(get(service::search, "/v1/search?q=pain&limit=100"))["hits"], "code");
    std::vector<std::string> paged;
    for (std::size_t offset = 0; offset < all.size(); offset += 7) {
        const Json found = json_of(get(service::search, "/v1/search?q=pain&limit=7&offset=" + std::to_string(offset)));
        EXPECT_EQ(found["offset"], offset);
        EXPECT_EQ(found["total"], all.size());
        for (const std::string& code : all_of(found["hits"], "code")) paged.push_back(code);
    }
    EXPECT_GT(all.size(), 14u);
    EXPECT_EQ(paged, all);
    EXPECT_TRUE(json_of(get(service::search, "/v1/search?q=pain&offset=1000"))["hits"].empty());
    const Json listed =
        json_of(get(service::list_articles, "/v1/articles?limit=10&offset=" + std::to_string(english_articles() - 5)));
    EXPECT_EQ(listed["total"], english_articles());
    EXPECT_EQ(listed["articles"].size(), 5u);
}

TEST_F(Find, lists_topics_and_finds_by_them) {
    const Json topics = json_of(get(service::list_topics, "/v1/topics"))["topics"];
    const auto lungs =
        std::find_if(topics.begin(), topics.end(), [](const Json& each) { return each["topic"] == "J00-J99"; });
    ASSERT_NE(lungs, topics.end());
    EXPECT_EQ((*lungs)["name"], "Lungs and breathing");

    const Json all = json_of(get(service::search, "/v1/search?topic=J00-J99&limit=100"));
    EXPECT_EQ(all["total"], (*lungs)["articles"]);
    const std::vector<std::string> codes = all_of(all["hits"], "code");
    EXPECT_NE(std::find(codes.begin(), codes.end(), "A640"), codes.end()) << "asthma, J45";
    EXPECT_EQ(std::find(codes.begin(), codes.end(), "K977"), codes.end()) << "back pain, M54";
    for (const std::string& code :
         all_of(json_of(get(service::search, "/v1/search?q=fever&topic=J00-J99"))["hits"], "code"))
        EXPECT_NE(std::find(codes.begin(), codes.end(), code), codes.end()) << code;
}

TEST_F(Find, lists_sets_and_gives_their_articles_in_their_order) {
    const Json sets = json_of(get(service::list_sets, "/v1/sets?language=es-MX"))["sets"];
    const auto child =
        std::find_if(sets.begin(), sets.end(), [](const Json& each) { return each["set"] == "sick-child"; });
    ASSERT_NE(child, sets.end());
    EXPECT_EQ((*child)["name"], "Niño enfermo");
    EXPECT_EQ((*child)["language"], "es");
    const Json found = json_of(get(service::search, "/v1/search?set=sick-child"));
    EXPECT_EQ(all_of(found["hits"], "code"), (*child)["articles"].get<std::vector<std::string>>());
    EXPECT_EQ(json_of(get(service::search, "/v1/search?set=sick-child&q=ear"))["hits"][0]["code"], "E415");
    EXPECT_EQ(json_of(get(service::search, "/v1/search?set=sick-child&q=warfarin"))["total"], 0);
}

TEST_F(Find, marks_in_the_snippet_what_was_found) {
    const Json found = json_of(get(service::search, "/v1/search?q=pillows"));
    ASSERT_FALSE(found["hits"].empty());
    std::string marked;
    for (const Json& part : found["hits"][0]["snippet"])
        if (part["found"]) marked += part["text"].get<std::string>() + "|";
    EXPECT_NE(marked.find("illow"), std::string::npos) << found["hits"][0]["snippet"];
}

TEST_F(Find, shows_one_article_with_its_sections) {
    const net::Response response = get(service::show_article, "/v1/articles/K977", {{"code", "K977"}});
    EXPECT_EQ(response.status, 200);
    EXPECT_TRUE(response.headers.contains("ETag"));
    const Json article = json_of(response);
    EXPECT_EQ(article["title"], "Back Pain and Sex: Care Instructions");
    EXPECT_EQ(article["version"], "1");
    EXPECT_GT(article["reading_grade"].get<double>(), 1);
    EXPECT_LT(article["reading_grade"].get<double>(), 8);
    ASSERT_FALSE(article["sections"].empty());
    EXPECT_EQ(article["sections"][0]["slug"], "how-can-you-care-for-yourself-at-home");
    EXPECT_EQ(article["sections"][0]["heading"], "How can you care for yourself at home?");
    EXPECT_EQ(article["topics"][0]["code"], "M54.50");

    EXPECT_EQ(get(service::show_article, "/v1/articles/none", {{"code", "none"}}).status, 404);
    EXPECT_EQ(get(service::show_article, "/v1/articles/A512?language=km&only_language=true", {{"code", "A512"}}).status,
              404);
}

TEST_F(Find, refuses_parameters_that_make_no_sense) {
    for (const char* query : {"language=not_a_language", "limit=0", "limit=101", "limit=ten", "limit=1e1", "limit=-1",
                              "only_language=yes", "offset=-1", "offset=x", "topic=nothing", "set=none"}) {
        const net::Response response = get(service::search, std::string("/v1/search?q=x&") + query);
        EXPECT_EQ(response.status, 400) << query;
        EXPECT_EQ(json_of(response)["status"], 400) << query;
    }
}

TEST_F(Find, lists_languages_layouts_and_brands) {
    const Json languages = json_of(get(service::list_languages, "/v1/languages"))["languages"];
    const auto spanish =
        std::find_if(languages.begin(), languages.end(), [](const Json& each) { return each["language"] == "es"; });
    ASSERT_NE(spanish, languages.end());
    EXPECT_EQ((*spanish)["english"], "Spanish");
    EXPECT_EQ((*spanish)["name"], "Español");
    EXPECT_GE((*spanish)["articles"].get<int>(), 8);

    const Json layouts = json_of(get(service::list_layouts, "/v1/layouts"))["layouts"];
    std::map<std::string, Json> by_name;
    for (const Json& layout : layouts) by_name[layout["name"]] = layout;
    EXPECT_EQ(by_name.at("letter")["page"]["width_pt"], 612.0);
    EXPECT_FALSE(by_name.at("letter")["bilingual"]);
    EXPECT_TRUE(by_name.at("bilingual-a4")["bilingual"]);
    EXPECT_TRUE(by_name.at("large-print")["large_print"]);
    EXPECT_TRUE(by_name.at("fridge-sheet")["one_page"]);
    EXPECT_FALSE(by_name.at("fridge-sheet")["large_print"]);
    EXPECT_TRUE(by_name.at("visit-summary-large-print")["for_visits"]);

    EXPECT_EQ(all_of(json_of(get(service::list_brands, "/v1/brands"))["brands"], "name"),
              (std::vector<std::string>{"default", "harbor"}));
}

}  // namespace
}  // namespace carepress::test
