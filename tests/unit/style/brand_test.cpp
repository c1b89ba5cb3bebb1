#include "style/addresses.h"
#include "template_testing.h"

#include <cstdint>

namespace carepress::test {
using namespace style;
namespace {

const char* const whole_brand =
    "name: Test\ndefault-language: en\nlogo: logo.svg\nlogo-alternative: a square\ncolors: {brand: \"#123\"}\n"
    "texts:\n"
    "  en: {organisation: Test, telephone: 555-0100, emergency-number: \"911\", learn-more: example.org,\n"
    "    article-address: \"https://example.org/{code}\", disclaimer: Ask.}\n"
    "  es: {organisation: Prueba, disclaimer: Pregunte.}\n"
    "  pt-BR: {disclaimer: Pergunte.}\n";
const char* const square =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0H9V9H0Z\"/></svg>";

BrandResult read_brand_text(const std::string& yaml) {
    const TemporaryFolder folder;
    folder.write("logo.svg", square);
    return read_brand(folder.write("brand.yaml", yaml));
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

TEST(Brand, FillsGapsFromTheDefaultLanguage) {
    const BrandResult result = read_brand_text(whole_brand);
    ASSERT_TRUE(result.brand) << all_of(result.diagnostics);
    EXPECT_TRUE(result.diagnostics.empty()) << all_of(result.diagnostics);
    const Brand& brand = *result.brand;
    EXPECT_EQ(brand.texts_for("es").organisation, "Prueba");
    EXPECT_EQ(brand.texts_for("es").telephone, "555-0100");
    EXPECT_EQ(brand.texts_for("es").poison_help, "") << "not every country has one";
    EXPECT_EQ(brand.texts_for("es").article_address, "https://example.org/{code}");
    EXPECT_EQ(brand.colors.at("brand"), (Color{0x11, 0x22, 0x33}));
    ASSERT_TRUE(brand.logo);
    EXPECT_EQ(brand.logo_alternative, "a square");
}

TEST(Brand, TextsGoByLanguageThenPrimarySubtagThenDefault) {
    const BrandResult result = read_brand_text(whole_brand);
    ASSERT_TRUE(result.brand);
    const Brand& brand = *result.brand;
    EXPECT_EQ(brand.text_language_for("es"), "es");
    EXPECT_EQ(brand.text_language_for("ES-mx"), "es");
    EXPECT_EQ(brand.text_language_for("es-Latn-MX"), "es");
    EXPECT_EQ(brand.text_language_for("pt-br"), "pt-BR");
    EXPECT_EQ(brand.text_language_for("pt"), "en");
    EXPECT_EQ(brand.text_language_for(""), "en");
    EXPECT_EQ(brand.texts_for("de").disclaimer, "Ask.");
}

TEST(Brand, ShippedBrandsSpeakNineLanguages) {
    for (const char* name : {"default", "harbor"}) {
        const BrandResult result = read_brand(source_folder + "/brands/" + name + "/brand.yaml");
        ASSERT_TRUE(result.brand) << all_of(result.diagnostics);
        for (const char* language : {"en", "es", "fr", "de", "it", "pt", "pl", "ru", "el"}) {
            const BrandTexts& texts = result.brand->texts_for(language);
            EXPECT_EQ(result.brand->text_language_for(language), language);
            EXPECT_TRUE(contains(texts.telephone, "555-01")) << "fictional numbers only";
            EXPECT_EQ(texts.emergency_number + " " + texts.poison_help + " " + texts.crisis_line,
                      "911 1-800-222-1222 988");
            EXPECT_TRUE(contains(texts.article_address, std::string("lang=") + language));
            std::size_t letters = 0;
            for (const char c : texts.disclaimer) letters += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
            EXPECT_LE(letters, 270u) << name << " " << language;
            EXPECT_GT(letters, 100u) << name << " " << language;
        }
    }
}

struct Fault {
    const char* from;
    const char* to;
    const char* message;
    std::uint32_t line;
    Severity severity;
};

class BrandFaults : public testing::TestWithParam<Fault> {};

TEST_P(BrandFaults, AreSaidAtTheirPlace) {
    const Fault& fault = GetParam();
    const BrandResult result = read_brand_text(replaced(whole_brand, fault.from, fault.to));
    EXPECT_EQ(result.brand != nullptr, fault.severity != Severity::error);
    for (const Diagnostic& diagnostic : result.diagnostics) {
        if (!contains(diagnostic.message, fault.message)) continue;
        EXPECT_EQ(diagnostic.severity, fault.severity);
        EXPECT_EQ(diagnostic.position.line, fault.line) << format(diagnostic);
        return;
    }
    FAIL() << "no such message; there are:\n" << all_of(result.diagnostics);
}

constexpr Severity E = Severity::error, W = Severity::warning;
INSTANTIATE_TEST_SUITE_P(
    All, BrandFaults,
    testing::Values(
        Fault{"name: Test\n", "nmae: Test\n", "unknown key \"nmae\"", 1, E},
        Fault{"name: Test\n", "# none\n", "the brand lacks \"name\"", 1, E},
        Fault{"default-language: en", "default-language: de", "no texts in the default language \"de\"", 2, E},
        Fault{"logo-alternative: a square\n", "# none\n", "the logo has no alternative text", 3, E},
        Fault{"a square", "\"  \"", "the logo has no alternative text", 3, E},
        Fault{"logo: logo.svg", "logo: other.svg", "no picture \"other.svg\"", 3, E},
        Fault{"logo: logo.svg", "logo: /etc/passwd", "no picture", 3, E},
        Fault{"logo: logo.svg", "logo: brand.yaml", "brand.yaml", 3, E},
        Fault{"\"#123\"", "#123\n  ", "has no colour", 5, E}, Fault{"\"#123\"", "teal", "has no colour", 5, E},
        Fault{"{brand: \"#123\"}", "[]", "\"colors\" must be a mapping", 5, E},
        Fault{"telephone: 555-0100, ", "", "lack \"telephone\"", 7, E},
        Fault{"555-0100", "call us", "not a telephone number", 7, E},
        Fault{"emergency-number: \"911\", ", "", "lack \"emergency-number\"", 7, E},
        Fault{"\"911\"", "none", "not a telephone number", 7, E},
        Fault{"\"911\"", "\"911\", poison-help: call", "texts.en.poison-help is not a telephone number", 7, E},
        Fault{"\"911\"", "\"911\", crisis-line: x", "texts.en.crisis-line is not a telephone number", 7, E},
        Fault{"organisation: Test", "organisation: \"\"", "organisation is empty", 7, E},
        Fault{"organisation: Test", "organization: Test", "unknown key \"organization\"", 7, E},
        Fault{"learn-more: example.org", "learn-more: our web page", "neither spaces", 7, E},
        Fault{"https://example.org/{code}", "example.org/{code}", "does not begin with https://", 8, E},
        Fault{"https://example.org/{code}", "https://example.org/", "no {code}", 8, E},
        Fault{", disclaimer: Ask.", "", "no disclaimer", 7, W},
        Fault{"organisation: Prueba, disclaimer: Pregunte.", "organisation: Prueba", "no disclaimer in \"es\"", 9, W},
        Fault{"  es:", "  e$:", "not a valid language tag", 9, E},
        Fault{"texts:\n", "texts: 7\nx:\n", "\"texts\" must be a mapping", 6, E}));

/// A language that says its disclaimer but no short form prints its own in full, not another language's short one.
TEST(Brand, TheShortDisclaimerIsOfTheSameLanguage) {
    const TemporaryFolder folder;
    const auto texts = [](const std::string& more) {
        return "{organisation: O, telephone: 555-0100, emergency-number: \"911\"" + more + "}\n";
    };
    folder.write("brand.yaml", "name: N\ndefault-language: en\ntexts:\n  en: " +
                                   texts(", disclaimer: Long, disclaimer-short: Short") +
                                   "  es: {disclaimer: Largo}\n  fr: {telephone: 555-0101}\n");
    const BrandResult result = read_brand(folder.path());
    ASSERT_TRUE(result.brand) << all_of(result.diagnostics);
    EXPECT_EQ(result.brand->texts_for("en").disclaimer_short, "Short");
    EXPECT_EQ(result.brand->texts_for("es").disclaimer, "Largo");
    EXPECT_EQ(result.brand->texts_for("es").disclaimer_short, "");
    EXPECT_EQ(result.brand->texts_for("fr").disclaimer_short, "Short");
}

/// General facts and coverage are not what a patient's own medicines are about.
TEST(Brand, ShippedBrandsHaveAVisitDisclaimerInEveryLanguage) {
    for (const char* name : {"default", "harbor"}) {
        const BrandResult result = read_brand(source_folder + "/brands/" + name);
        ASSERT_TRUE(result.brand);
        const std::string english = result.brand->texts_for("en").visit_disclaimer;
        for (const auto& [language, texts] : result.brand->texts) {
            EXPECT_TRUE(language == "en" || texts.visit_disclaimer != english) << language;
            EXPECT_TRUE(contains(texts.visit_disclaimer, "{telephone}")) << language;
            EXPECT_TRUE(contains(texts.visit_disclaimer, "{date}")) << language;
        }
    }
}

TEST(Brand, ShippedBrandsHaveAShortDisclaimerInEveryLanguage) {
    for (const char* name : {"default", "harbor"}) {
        const BrandResult result = read_brand(source_folder + "/brands/" + name);
        ASSERT_TRUE(result.brand);
        for (const auto& [language, texts] : result.brand->texts) {
            EXPECT_FALSE(texts.disclaimer_short.empty()) << language;
            EXPECT_LT(texts.disclaimer_short.size(), texts.disclaimer.size()) << language;
        }
    }
}

TEST(Brand, AnEmptyDisclaimerIsMeant) {
    const BrandResult result = read_brand_text(
        "name: T\ndefault-language: en\ntexts: {en: {organisation: T, telephone: 555-0100, emergency-number: \"911\", "
        "disclaimer: \"\"}, es: {}}\n");
    ASSERT_TRUE(result.brand) << all_of(result.diagnostics);
    EXPECT_TRUE(result.diagnostics.empty()) << all_of(result.diagnostics);
    EXPECT_FALSE(result.brand->logo);
}

TEST(Brand, UnknownBrandListsWhatThereIs) {
    for (const char* path : {"/brands/harbour", "/brands/harbour/", "/brands/harbour/brand.yaml"}) {
        const BrandResult result = read_brand(source_folder + path);
        ASSERT_EQ(result.diagnostics.size(), 1u);
        EXPECT_EQ(result.diagnostics[0].message, "there is no brand \"harbour\"");
        EXPECT_TRUE(contains(result.diagnostics[0].hint, "did you mean \"harbor\"?")) << result.diagnostics[0].hint;
        EXPECT_TRUE(contains(result.diagnostics[0].hint, "default"));
    }
}

TEST(Brand, ALogoBehindALinkOutOfTheFolderIsRefused) {
    const TemporaryFolder folder, outside;
    const std::string target = outside.write("logo.svg", square);
    std::filesystem::create_symlink(target, folder.path() + "/logo.svg");
    const BrandResult result = read_brand(folder.write("brand.yaml", whole_brand));
    EXPECT_FALSE(result.brand);
    EXPECT_TRUE(contains(all_of(result.diagnostics), "no picture")) << all_of(result.diagnostics);
}

TEST(Addresses, PatternsAndAddresses) {
    EXPECT_EQ(fault_of_pattern(""), "");
    EXPECT_EQ(fault_of_pattern("https://example.org/a?c={code}&lang=en"), "");
    EXPECT_EQ(fault_of_pattern("http://example.org:8080/{code}"), "");
    for (const char* wrong :
         {"https://{code}.example.org/", "https:///{code}", "https://example/{code}", "ftp://example.org/{code}",
          "https://example.org/{code}/{code}", "https://example.org/{code}/{lang}", "https://example.org/a b/{code}",
          "https://ex_ample.org/{code}", "https://example.org/\xC3\xA9/{code}", "javascript:{code}"}) {
        EXPECT_NE(fault_of_pattern(wrong), "") << wrong;
    }
    EXPECT_EQ(fault_of_address("example.org/health"), "");
    EXPECT_EQ(fault_of_address("https://example.org"), "");
    EXPECT_NE(fault_of_address("mailto:someone"), "");
    EXPECT_NE(fault_of_address(std::string(401, 'a')), "");
}

}  // namespace
}  // namespace carepress::test
