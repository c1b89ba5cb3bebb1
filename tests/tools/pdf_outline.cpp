// Prints the structure tree of a PDF, as a screen reader gets it: one element a line, its texts in [brackets] by
// ActualText and ToUnicode alone, in logical order, after the
// catalog's Lang. pdf_outline FILE... ; exit status 1 when a file breaks a rule of
// the reader.
#include "base/source.h"
#include "pdf/read_pdf.h"

#include <iostream>

int main(int count, char** arguments) {
    using namespace carepress;
    int status = 0;
    for (int i = 1; i < count; ++i) {
        std::cout << "== " << arguments[i] << "\n";
        try {
            const Source file = read_source(arguments[i]);
            const auto pdf = test::open_pdf(file.bytes);
            std::cout << "Lang " << pdf->getRoot().getKey("/Lang").getUTF8Value() << "\n"
                      << test::StructureReader(*pdf).outline();
        } catch (const std::exception& error) {
            std::cout << "failed: " << error.what() << "\n";
            status = 1;
        }
    }
    return status;
}
