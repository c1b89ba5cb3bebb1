#include "pdf/write.h"
#include "read_pdf.h"
#include "samples.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace pdf;
namespace {

/// Documents that together use everything the writer knows.
void save_samples(const Folder& folder) {
    PdfWriter writer(library());
    folder.save("full.pdf", writer.write(full_document()));
    DocumentBuilder empty;
    folder.save("empty.pdf", writer.write(empty.document));
    const auto save = [&](const char* name, const char* language, const char* family, const char16_t* text,
                          text::Direction direction) {
        DocumentBuilder b(language, direction);
        const text::NodeId heading = b.node(handout::TagRole::heading_1);
        const text::NodeId paragraph = b.node(handout::TagRole::paragraph);
        for (const text::NodeId node : {heading, paragraph}) {
            Part part{text, node};
            part.language = language;
            part.family = family;
            b.paragraph({part});
        }
        folder.save(name, writer.write(b.document));
    };
    save("hindi.pdf", "hi", "Noto Sans Devanagari", u"कितने समय से ये लक्षण हैं? हिन्दी", text::Direction::left_to_right);
    save("thai.pdf", "th", "Noto Sans Thai", u"ควรไปพบแพทย์เมื่อใด น้ำ ที่นี่", text::Direction::left_to_right);
    save("arabic.pdf", "ar", "Noto Sans Arabic", u"تقريبًا؟ لا إلى \u2066555-0134\u2069 الله",
         text::Direction::right_to_left);
    save("decomposed.pdf", "vi", "Noto Sans", u"Vie\u0323\u0302t x\u0303\u0323y \u200Bab\u00ADc",
         text::Direction::left_to_right);
}

TEST(Checkers, qpdf_poppler_and_mupdf_have_nothing_to_say) {
    const Folder folder;
    save_samples(folder);
    int checked = 0;
    for (const auto& [program, command] :
         {std::pair{"qpdf", "qpdf --check '%' 2>&1 >/dev/null || echo status $?"},
          {"pdftoppm", "pdftoppm -r 30 '%' 2>&1 >/dev/null"},
          {"pdftotext", "pdftotext '%' - 2>&1 >/dev/null"},
          {"pdffonts", "pdffonts '%' 2>&1 >/dev/null"},
          {"mutool",
           "mutool draw -q -F png -o /dev/null '%' 2>&1 >/dev/null | grep -v 'ICC support is not available'"}}) {
        if (!has_program(program)) continue;
        ++checked;
        for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
            std::string line = command;
            line.replace(line.find('%'), 1, entry.path().string());
            const Ran ran = run_command(line);
            EXPECT_EQ(ran.output, "") << program << " " << entry.path().filename();
        }
    }
    if (checked == 0) GTEST_SKIP() << "none of qpdf, poppler-utils, mupdf-tools is installed";
}

TEST(Checkers, verapdf_finds_pdfua1_and_pdfa2a) {
    const Folder folder;
    save_samples(folder);
    const Ran ran =
        run_command("CAREPRESS_OFFLINE=1 '" CAREPRESS_SOURCE_FOLDER "/tools/verapdf' '" + folder.path() + "' 2>&1");
    if (ran.status == 3) GTEST_SKIP() << "veraPDF is not here: run tools/verapdf once to fetch it\n" << ran.output;
    EXPECT_EQ(ran.status, 0) << ran.output;
}

TEST(Checkers, verapdf_is_listened_to) {
    const Folder folder;
    layout::PagedDocument document = full_document();
    document.metadata.title.clear();  // no dc:title: PDF/UA-1 7.1
    folder.save("untitled.pdf", PdfWriter(library()).write(document));
    const Ran ran =
        run_command("CAREPRESS_OFFLINE=1 '" CAREPRESS_SOURCE_FOLDER "/tools/verapdf' '" + folder.path() + "' 2>&1");
    if (ran.status == 3) GTEST_SKIP() << "veraPDF is not here: run tools/verapdf once to fetch it\n" << ran.output;
    EXPECT_EQ(ran.status, 1);
    EXPECT_NE(ran.output.find("untitled.pdf: ua1: clause 7.1"), std::string::npos) << ran.output;
}

}  // namespace
}  // namespace carepress::test
