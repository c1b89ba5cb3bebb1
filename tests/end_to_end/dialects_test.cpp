// Footnotes, tasks and notices of Markdown, as a reader of the PDF gets them. The files are left for veraPDF.
#include "pdf/read_pdf.h"
#include "support/support.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace carepress::test {
namespace {

engine::PressResult press_dialect(const std::string& text, const std::string& name,
                                  const std::string& layout = "letter") {
    engine::PressResult result = press_text(text, "dialects.md", layout);
    EXPECT_TRUE(result.ok()) << all_messages(result.diagnostics);
    std::filesystem::create_directories("pressed/dialects");
    write_file("pressed/dialects/" + name + ".pdf", result.bytes);
    return result;
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

const std::string footnotes =
    "---\ntitle: T\nreviewed_by: A\n---\n\n## Dose\n\nGive 10 mg[^a] each day.[^b]\n\n- Shake it[^a]\n\n"
    "[^a]: Ask your nurse.\n[^b]: First.\n\n    Second.\n\n## Storage\n\nCool[^c], see[^a].\n\n[^c]: At 5 degrees.\n";

/// ISO 32000-1 14.8.4.4.2 and ISO 14289-1 7.9: a Reference holds the link, a Note has a label and an ID of its own.
TEST(Footnotes, are_notes_at_the_end_of_their_section_and_references_lead_to_them) {
    const engine::PressResult result = press_dialect(footnotes, "footnotes");
    const auto pdf = open_pdf(result.bytes);
    const StructureReader tree(*pdf);
    const std::string& outline = tree.outline();
    EXPECT_EQ(count(outline, "Reference\n"), 5u) << outline;
    EXPECT_NE(outline.find("Note\n      Lbl\n        [[1]]\n      P\n        [Ask your nurse.]\n"), std::string::npos)
        << outline;
    EXPECT_NE(outline.find("Note\n      Lbl\n        [[2]]\n      P\n        [First.]\n      P\n        [Second.]\n"),
              std::string::npos);
    EXPECT_LT(outline.find("Ask your nurse"), outline.find("Storage"));
    EXPECT_LT(outline.find("Storage"), outline.find("At 5 degrees"));
    EXPECT_EQ(count(tree.text(), "Ask your nurse."), 1u);
    EXPECT_NE(tree.text().find("Give 10 mg[1] each day.[2]"), std::string::npos) << tree.text();

    std::set<std::string> ids;
    for (int i = 0; i < 3; ++i) ids.insert(tree.find("Note", i).getKey("/ID").getStringValue());
    EXPECT_EQ(ids.size(), 3u);
    QPDFObjectHandle names = pdf->getRoot().getKey("/StructTreeRoot").getKey("/IDTree").getKey("/Names");
    ASSERT_EQ(names.getArrayNItems(), 6);
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(names.getArrayItem(2 * i + 1).getObjGen(), tree.find("Note", i).getObjGen());
        EXPECT_EQ(names.getArrayItem(2 * i).getStringValue(), tree.find("Note", i).getKey("/ID").getStringValue());
    }
    int links = 0;
    for (QPDFObjectHandle annotation :
         QPDFPageDocumentHelper(*pdf).getAllPages().at(0).getObjectHandle().getKey("/Annots").getArrayAsVector())
        links += annotation.hasKey("/Dest") ? 1 : 0;
    EXPECT_GE(links, 5);
}

TEST(Footnotes, of_a_section_that_is_left_out_are_kept_where_others_refer_to_them) {
    const Source source{"a.md", footnotes};
    engine::PressRequest request;
    request.articles.emplace_back().article.source = &source;
    request.theme = {"letter", "default"};
    request.omit_sections = {"Dose"};
    const engine::PressResult result = engine().press(request);
    ASSERT_TRUE(result.ok()) << all_messages(result.diagnostics);
    const auto pdf = open_pdf(result.bytes);
    const StructureReader tree(*pdf);
    EXPECT_EQ(count(tree.outline(), "Reference\n"), 2u) << tree.outline();
    EXPECT_EQ(count(tree.outline(), "Note\n"), 2u) << tree.outline();
    EXPECT_NE(tree.text().find("Cool[3], see[1]."), std::string::npos) << tree.text();
    EXPECT_EQ(count(tree.text(), "Ask your nurse."), 1u) << tree.text();
    EXPECT_EQ(tree.text().find("First."), std::string::npos) << tree.text();
}

TEST(Tasks, have_one_box_each_and_say_in_words_whether_they_are_done) {
    const std::string text =
        "---\ntitle: T\nlanguage: es\nreviewed_by: A\n---\n\n## Tareas\n\n- [ ] Lavar\n- [x] Secar\n- Nada\n";
    for (const char* layout : {"letter", "teach-back"}) {
        const engine::PressResult result = press_dialect(text, std::string("tasks-") + layout, layout);
        const auto pdf = open_pdf(result.bytes);
        const StructureReader tree(*pdf);
        EXPECT_NE(tree.outline().find("[☐]"), std::string::npos) << tree.outline();
        EXPECT_NE(tree.outline().find("[☑]"), std::string::npos) << tree.outline();
        EXPECT_EQ(count(tree.text(), "☑"), 1u);
        EXPECT_EQ(count(tree.text(), "[ ]"), 0u);
        EXPECT_EQ(tree.find("Lbl", 0).getKey("/Alt").getUTF8Value(), "por hacer");
        EXPECT_EQ(tree.find("Lbl", 1).getKey("/Alt").getUTF8Value(), "hecho");
        EXPECT_FALSE(tree.find("Lbl", 2).hasKey("/Alt"));
    }
}

TEST(Notices, have_their_word_in_the_language_of_the_article) {
    const engine::PressResult result = press_dialect(
        "---\ntitle: T\nlanguage: de\nreviewed_by: A\n---\n\nText.\n\n> [!WARNING]\n> Nicht fahren.\n\n"
        "::: tip\nTrocken halten.\n:::\n",
        "notices");
    const auto pdf = open_pdf(result.bytes);
    const StructureReader tree(*pdf);
    EXPECT_NE(tree.outline().find("Sect\n    P\n      [Warnung]\n    P\n      [Nicht fahren.]"), std::string::npos)
        << tree.outline();
    EXPECT_NE(tree.outline().find("Sect\n    P\n      [Tipp]\n    P\n      [Trocken halten.]"), std::string::npos);
    EXPECT_EQ(tree.outline().find("BlockQuote"), std::string::npos);
}

}  // namespace
}  // namespace carepress::test
