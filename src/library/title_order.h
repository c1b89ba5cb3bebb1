#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace carepress::library {

/// The order in which people look titles up in their language (Unicode collation, CLDR's tailorings).
class TitleOrder {
public:
    TitleOrder();
    ~TitleOrder();
    TitleOrder(TitleOrder&&) noexcept;
    TitleOrder& operator=(TitleOrder&&) noexcept;

    /// Bytes that compare as the titles do. Valid until the next call.
    std::string_view key(const std::string& language, std::string_view title);

private:
    struct Collators;
    std::unique_ptr<Collators> collators_;
    std::string key_;
};

}  // namespace carepress::library
