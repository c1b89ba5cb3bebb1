#pragma once

/* CAREPRESS_API marks what the library exports; everything else in it is hidden. */
#if defined(__GNUC__)
#define CAREPRESS_API __attribute__((visibility("default")))
#else
#define CAREPRESS_API
#endif

#ifdef __cplusplus
#if __cplusplus < 201703L
#error "carepress needs C++17 or later: compile with -std=c++17"
#endif
/* The C++ names are in carepress::v0, which users may leave out: carepress::Engine. The number belongs to the ABI: it
   changes together with the SONAME, so programs that were built with older headers cannot load a library whose types
   have another layout. Inside the library the namespace is not inline, as carepress has types of these names too. */
#ifdef CAREPRESS_BUILDING_LIBRARY
#define CAREPRESS_NAMESPACE_BEGIN \
    namespace carepress {         \
    namespace v0 {
#else
#define CAREPRESS_NAMESPACE_BEGIN \
    namespace carepress {         \
    inline namespace v0 {
#endif
#define CAREPRESS_NAMESPACE_END \
    }                           \
    }
#endif
