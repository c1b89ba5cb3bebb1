#pragma once

#include "base/source.h"
#include "record/receipt.h"

#include <optional>
#include <string>

namespace carepress::cli {

/// A PDF and its receipt, once they were held against each other.
struct HandoutFile {
    Source pdf;
    record::GivenReceipt receipt;
};

/// Reads both. Nothing, after the error is printed, if they do not belong together. Throws EnvironmentError.
std::optional<HandoutFile> read_handout(const std::string& pdf, const std::string& receipt);

}  // namespace carepress::cli
