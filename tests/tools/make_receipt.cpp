// make_receipt BUNDLE PDF OUT: the FHIR receipt of giving that PDF at the latest visit of that bundle, for the
// validator.
#include "base/digest.h"
#include "visit/receipt.h"

#include <cstdio>
#include <fstream>

int main(int argc, char** argv) {
    using namespace carepress;
    if (argc != 4) {
        std::fputs("usage: make_receipt BUNDLE PDF OUT\n", stderr);
        return 2;
    }
    const Source bundle = read_source(argv[1], visit::largest_bundle),
                 pdf = read_source(argv[2], visit::largest_bundle);
    Diagnostics diagnostics(bundle);
    visit::VisitChoice choice;
    choice.force = true;  // whatever the visit, its receipt has to be valid
    const auto visit = visit::read_visit(bundle, choice, diagnostics);
    visit::ReceiptRequest request;
    request.pdf = pdf.bytes;
    request.pages = 2;
    request.title = "Visit summary";
    request.language = "en";
    request.articles = {{"K977", "1", "en", "Low back pain", hex(sha256("article")), 2}};
    const auto receipt = visit ? visit::make_receipt(*visit, request, diagnostics) : std::nullopt;
    for (const Diagnostic& each : diagnostics.all())
        if (!receipt) std::fprintf(stderr, "%s\n", format(each).c_str());
    if (!receipt) return 1;
    std::ofstream(argv[3], std::ios::binary) << receipt->fhir_bundle;
    return 0;
}
