#pragma once

#include <hyphen.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::text {

/// libhyphen's dictionary of a pattern file, read faster than libhyphen reads it: the German file takes it seconds,
/// because it looks up every beginning and every end of every pattern by text. Here the patterns are sorted, which
/// makes their beginnings a tree, and each state's fallback follows from its parent's. libhyphen itself divides words,
/// and reads what is not a plain pattern: the options, and a whole file that has breaks which change the spelling.
class HyphenDictionary {
public:
    /// Reads the bytes of a pattern file (README.hyphen of libhyphen). Throws EnvironmentError, which begins with
    /// `name`, when libhyphen can't read it.
    HyphenDictionary(std::string_view bytes, const std::string& name);
    ~HyphenDictionary();
    HyphenDictionary(const HyphenDictionary&) = delete;
    HyphenDictionary& operator=(const HyphenDictionary&) = delete;

    HyphenDict& get() const { return *dictionary_; }

private:
    struct Level;
    void fill(HyphenDict& level, Level& states);

    HyphenDict* dictionary_ = nullptr;
    std::vector<std::unique_ptr<Level>> levels_;
};

}  // namespace carepress::text
