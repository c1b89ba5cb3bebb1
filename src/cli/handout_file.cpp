#include "cli/handout_file.h"

#include "cli/environment.h"
#include "cli/messages.h"

#include <utility>
#include <variant>

namespace carepress::cli {

std::optional<HandoutFile> read_handout(const std::string& pdf, const std::string& receipt) {
    constexpr std::size_t largest_pdf = 50'000'000;
    HandoutFile read{read_private_source(pdf, "the handout", largest_pdf), {}};
    if (!read.pdf.bytes.starts_with("%PDF-")) {
        print_error("the handout is not a PDF", "attach what carepress visit or carepress render has written");
        return std::nullopt;
    }
    const Source text = read_private_source(receipt, "the receipt");
    auto parsed = record::read_receipt(text.bytes, read.pdf.bytes);
    if (const auto* const wrong = std::get_if<std::string>(&parsed)) {
        print_error("the receipt cannot be used: " + *wrong,
                    "carepress visit and carepress render write it with the PDF: --receipt");
        return std::nullopt;
    }
    read.receipt = std::get<record::GivenReceipt>(std::move(parsed));
    if (read.receipt.given_at.empty()) read.receipt.given_at = date_of_environment();
    return read;
}

}  // namespace carepress::cli
