#include "api/result.h"

#include <string>
#include <utility>
#include <vector>

namespace carepress {

v0::Result::Result(std::shared_ptr<const Data> data) noexcept : data_(std::move(data)) {}

v0::Status v0::Result::status() const noexcept { return data_->status; }
const std::string& v0::Result::bytes() const noexcept { return data_->bytes; }
const std::vector<std::string>& v0::Result::svg_pages() const noexcept { return data_->svg_pages; }
int v0::Result::pages() const noexcept { return data_->pages; }
const std::string& v0::Result::title() const noexcept { return data_->title; }
const std::string& v0::Result::code() const noexcept { return data_->code; }
const std::string& v0::Result::language() const noexcept { return data_->language; }
const std::vector<v0::Diagnostic>& v0::Result::diagnostics() const noexcept { return data_->diagnostics; }
const std::string& v0::Result::report() const noexcept { return data_->report; }
const std::string& v0::Result::receipt() const noexcept { return data_->receipt; }
const std::string& v0::Result::fhir_receipt() const noexcept { return data_->fhir_receipt; }

}  // namespace carepress
