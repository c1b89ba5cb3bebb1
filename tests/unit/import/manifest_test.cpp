// The table of what is in a folder that is imported: what each row states, and what is wrong with a table.
#include "import/manifest.h"

#include <gtest/gtest.h>

#include <set>

namespace carepress::test {
using namespace import;
namespace {

struct Read {
    std::vector<ManifestRow> rows;
    std::vector<std::string> said;  ///< "line:column message"
};

Read read(const std::string& text, const std::string& name = "m.csv", const std::set<std::string>& library = {}) {
    const Source source{name, text};
    Diagnostics diagnostics(source);
    Read out;
    out.rows = read_manifest(
        source, [&](const std::string& code) { return library.contains(code); }, diagnostics);
    for (const Diagnostic& each : diagnostics.all())
        out.said.push_back(std::to_string(each.position.line) + ":" + std::to_string(each.position.column) + " " +
                           each.message);
    return out;
}
using Said = std::vector<std::string>;

/// "fever.docx F204 en" of each row.
Said articles_of(const Read& manifest) {
    Said out;
    for (const ManifestRow& row : manifest.rows)
        out.push_back(row.source + " " + row.metadata.code + " " + row.metadata.language);
    return out;
}

TEST(Manifest, ARowStatesWhatFrontMatterCan) {
    const Read manifest = read(
        "\xEF\xBB\xBFSource,Code,Language,Title,Status,Reviewed by,Reviewed,Next "
        "review,Expires,Embargo,Updated,Version,"
        "Topics,Keywords,Synonyms\r\n"
        "handouts\\fever  care.docx,F204,EN,\"Fever, and you\",Approved,\"Lee, MD\",2026-01-02,2028-01-02,2029-01-01,"
        "2026-02-01,2026-01-01,3,\"ICD-10-CM R50.9; SNOMED-CT 386661006\",\"fever, chills\",\"temperature; heat, "
        "high\"\r\n");
    EXPECT_EQ(manifest.said, Said());
    ASSERT_EQ(manifest.rows.size(), 1U);
    const ManifestRow& row = manifest.rows[0];
    const article::Metadata& metadata = row.metadata;
    EXPECT_EQ(row.number, 2U) << "as a spreadsheet counts";
    EXPECT_EQ(row.source, "handouts/fever  care.docx");
    EXPECT_EQ(metadata.code, "F204");
    EXPECT_EQ(metadata.language, "en");
    EXPECT_EQ(metadata.title, "Fever, and you");
    EXPECT_EQ(metadata.release.status, article::Status::approved);
    EXPECT_EQ(metadata.reviewed_by, "Lee, MD");
    EXPECT_EQ(metadata.reviewed, "2026-01-02");
    EXPECT_EQ(metadata.next_review, "2028-01-02");
    EXPECT_EQ(metadata.release.expires, "2029-01-01");
    EXPECT_EQ(metadata.release.embargo, "2026-02-01");
    EXPECT_EQ(metadata.updated, "2026-01-01");
    EXPECT_EQ(metadata.version, "3");
    ASSERT_EQ(metadata.topics.size(), 2U);
    EXPECT_EQ(metadata.topics[1].system + " " + metadata.topics[1].code, "SNOMED-CT 386661006");
    EXPECT_EQ(metadata.keywords, (Said{"fever", "chills"}));
    EXPECT_EQ(metadata.synonyms, (Said{"temperature", "heat, high"}));
}

TEST(Manifest, YamlAndJsonSayTheSame) {
    const Read yaml = read(
        "- {source: fever.docx, code: F204, language: en, topics: [{system: ICD-10-CM, code: R50.9}]}\n"
        "- source: fiebre.docx\n  translation-of: F204\n  language: es\n  keywords: [fiebre, calor]\n",
        "m.yaml");
    EXPECT_EQ(yaml.said, Said());
    EXPECT_EQ(articles_of(yaml), (Said{"fever.docx F204 en", "fiebre.docx F204 es"}));
    EXPECT_EQ(yaml.rows[0].metadata.topics.at(0).code, "R50.9");
    EXPECT_EQ(yaml.rows[1].metadata.keywords, (Said{"fiebre", "calor"}));
    const Read json = read(R"([{"source": "fever.docx", "code": "F204", "language": "en"}])", "m.json");
    EXPECT_EQ(articles_of(json), Said{"fever.docx F204 en"});
    EXPECT_EQ(read("source: a.docx\n", "m.yaml").said, Said{"1:1 the manifest is not a list"});
    EXPECT_EQ(read("- a.docx\n- source: {a: b}\n", "m.yaml").said.at(0), "1:3 entry 1 is not a mapping");
}

TEST(Manifest, ATranslationHasTheCodeOfItsOriginal) {
    const std::string head = "source,code,language,translation_of\n";
    EXPECT_EQ(articles_of(read(head + "a.docx,K1,en,\nb.docx,,es,K1\nc.docx,,vi,a.docx\nd.docx,K1,ar,K1\n")),
              (Said{"a.docx K1 en", "b.docx K1 es", "c.docx K1 vi", "d.docx K1 ar"}));
    EXPECT_EQ(articles_of(read(head + "b.docx,,es,K9\n", "m.csv", {"K9"})), Said{"b.docx K9 es"}) << "in the library";
    EXPECT_EQ(read(head + "a.docx,K1,en,\nb.docx,,es,K2\n").said,
              Said{"3:12 row 3, column \"translation_of\": neither a row nor the library has an article \"K2\""});
    EXPECT_EQ(read(head + "a.docx,,en,\nb.docx,,es,a.docx\n").said,
              Said{"3:12 row 3, column \"translation_of\": row 2 has no code"});
    EXPECT_EQ(read(head + "a.docx,K1,en,\nb.docx,K2,es,K1\n").said,
              Said{"3:14 row 3, column \"translation_of\": the code of this row is K2, that of the original K1"});
    EXPECT_EQ(read(head + "a.docx,K1,en,K1\n").said.size(), 1U) << "it is its own original";
}

TEST(Manifest, WhatIsWrongIsSaidWithRowAndColumn) {
    const std::string head = "source,code,language,reviewed,status\n";
    EXPECT_EQ(read(head + "a.docx,K 1,english,2026-13-01,aproved\nb.docx,K2,en,22/11/2026,draft\n").said,
              (Said{"2:8 row 2, column \"code\": \"K 1\" is not an article code",
                    "2:12 row 2, column \"language\": \"english\" is not a language tag",
                    "2:20 row 2, column \"reviewed\": \"2026-13-01\" is not a date",
                    "2:31 row 2, column \"status\": \"aproved\" is not a status",
                    "3:14 row 3, column \"reviewed\": \"22/11/2026\" is not a date"}));
    EXPECT_EQ(read(head + "a.docx,K1,en,,\nb.docx,K1,en,,\na.docx,K3,en,,\n").said,
              (Said{"3:1 row 3, column \"code\": row 2 has the code K1 in the language en, too",
                    "4:1 row 4, column \"source\": row 2 has this source, too"}));
    EXPECT_EQ(read(head + "a.docx,K1,en,,\nb.docx,K1,es,,\n").said, Said()) << "a translation";
    EXPECT_EQ(read(head + ",K1,en,,\n").said, Said{"2:1 row 2, column \"source\": it is empty"});
    EXPECT_EQ(
        read(head + "a.docx,K1,en,,,\nb.docx,K2\n").said,
        (Said{"2:1 row 2 has 6 values, and the first row has 5", "3:1 row 3 has 2 values, and the first row has 5"}));
    EXPECT_EQ(read("source,codes,notes,source\na,b,c,d\n").said,
              (Said{"1:8 unknown column \"codes\"", "1:14 unknown column \"notes\"",
                    "1:20 there are two columns \"source\""}));
    EXPECT_EQ(read("code,language\nK1,en\n").said, Said{"1:1 the manifest has no column \"source\""});
    EXPECT_EQ(read("").said, Said{"1:1 the manifest names no article"});
    EXPECT_EQ(read(head).said, Said{"1:1 the manifest names no article"});
    EXPECT_EQ(read(head + "a.docx,\"K1,en\n").said, Said{"2:8 the quotes that begin here have no end"});
    EXPECT_EQ(read(head + "a.docx,K1,en,,caf\xE9\n").said, Said{"2:18 the manifest is not UTF-8"});
}

}  // namespace
}  // namespace carepress::test
