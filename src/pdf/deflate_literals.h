#pragma once

#include "pdf/deflate.h"

#include <string_view>

namespace carepress {

/// Compresses for FlateDecode by entropy alone: one dynamic block (RFC 1951 3.2.7) of literals, no search for repeats.
/// Made for TrueType programs: their outlines hardly repeat, so it takes half the time of libdeflate's level 1 and
/// comes out an eighth larger. Throws nothing but std::bad_alloc.
Bytes deflate_literals(std::string_view data);

}  // namespace carepress
