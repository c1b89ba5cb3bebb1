#pragma once

#include "base/source.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace carepress::growth {

/// What reads an input.
enum class Reader : std::uint8_t { article, page, note, yaml, bundle, import, search, xliff };

/// A kind of input: a beginning, a piece that is repeated until the input is as long as it is wanted to be, and an end.
struct Kind {
    const char* name;
    Reader reader;
    const char* file;  ///< its name, which tells its format
    const char* begin;
    const char* piece;  ///< "%" is the number of the piece
    const char* end = "";
    const char* layout = "letter";  ///< of pages

    Source source(std::size_t bytes) const;
};

std::span<const Kind> kinds();

}  // namespace carepress::growth
