# The libraries that the program stands on, all from Debian's packages (tools/packages lists them).
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
set(CAREPRESS_MODULES yaml-0.1 gumbo libcmark-gfm pugixml libpng libjpeg lcms2 libdeflate libxxhash harfbuzz harfbuzz-subset
                      freetype2 icu-uc icu-i18n sqlite3 libcrypto libseccomp
                      prometheus-cpp-core)
foreach(module IN LISTS CAREPRESS_MODULES ITEMS nlohmann_json)
  string(MAKE_C_IDENTIFIER ${module} name)
  pkg_check_modules(${name} REQUIRED IMPORTED_TARGET ${module})
endforeach()

# For src/net: 1.81 is the oldest whose coroutines return errors as values and whose operations can be cancelled alone.
find_package(Boost 1.81 REQUIRED CONFIG)
pkg_check_modules(cjose REQUIRED IMPORTED_TARGET cjose jansson>=2.11)  # for src/token; 2.11 gives errors a code

# Loaded by src/image when a picture needs them; tests write pictures with them.
pkg_check_modules(libwebpdemux REQUIRED IMPORTED_TARGET libwebp libwebpdemux)
find_library(GIF gif REQUIRED)
pkg_check_modules(libcurl REQUIRED libcurl>=7.87)  # for src/net; 7.87 does not wait for a slow name

# These three bring no pkg-config file.
find_library(CMARK_GFM_EXTENSIONS cmark-gfm-extensions REQUIRED)
find_library(HPDF hpdf REQUIRED)
find_library(HYPHEN hyphen REQUIRED)

# src/pdf works on libharu's object layer, whose structures change in 2.4.
file(STRINGS /usr/include/hpdf_version.h hpdf_version REGEX "HPDF_VERSION_TEXT")
if(hpdf_version AND NOT hpdf_version MATCHES "2\\.3\\.")
  message(FATAL_ERROR "libharu 2.3 is needed; found: ${hpdf_version}")
endif()
