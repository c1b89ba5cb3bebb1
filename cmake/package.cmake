# Debian packages, one for each component of cmake/install.cmake:
#   carepress           the program. It has the library's code inside, as it uses more rooms than the library offers.
#   libcarepress0       the shared library alone: a package with a SONAME in its name must not have files without it
#   carepress-data      what both read, for every processor (Debian Policy 8.2). Of exactly their version: a layout may have
#                       keys that an older reader does not know.
#   libcarepress-dev    headers, the link that -lcarepress finds, CMake package, pkg-config file, examples
#   python3-carepress   the Python module
set(components program data)
if(CAREPRESS_LIBRARY)
  list(APPEND components library development python)
endif()

# carepress_package(component name section architecture description [depends...])
function(carepress_package component name section architecture description)
  string(TOUPPER ${component} COMPONENT)
  set(prefix CPACK_DEBIAN_${COMPONENT})
  list(JOIN ARGN ", " depends)
  set(${prefix}_PACKAGE_NAME ${name} PARENT_SCOPE)
  set(${prefix}_PACKAGE_SECTION ${section} PARENT_SCOPE)
  set(${prefix}_DESCRIPTION "${description}\n${about}" PARENT_SCOPE)
  set(${prefix}_PACKAGE_DEPENDS ${depends} PARENT_SCOPE)
  set(${prefix}_FILE_NAME DEB-DEFAULT PARENT_SCOPE)
  if(architecture STREQUAL all)
    set(${prefix}_PACKAGE_ARCHITECTURE all PARENT_SCOPE)
    set(${prefix}_PACKAGE_SHLIBDEPS OFF PARENT_SCOPE)
  endif()
  install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${name} RENAME copyright COMPONENT ${component})
endfunction()

set(picture_libraries libgif7 libwebp7 libwebpdemux2)
set(same "(= ${PROJECT_VERSION})")
set(about "Carepress presses care instructions and summaries of visits into PDF handouts that are PDF/UA-1 and PDF/A-2a at once.")
carepress_package(program carepress text any "${PROJECT_DESCRIPTION}" "carepress-data ${same}"
                  libcurl4 ${picture_libraries})  # which are loaded, not linked: no tool finds them
carepress_package(data carepress-data text all "Layouts, brands, phrases and sample articles of carepress"
                  fonts-noto-core fonts-noto-cjk)  # faces are files that no linker sees
carepress_package(library libcarepress0 libs any "Library that presses care instructions into PDF handouts"
                  "carepress-data ${same}" ${picture_libraries})
carepress_package(development libcarepress-dev libdevel any "Headers and examples of libcarepress, for C++ and C"
                  "libcarepress0 ${same}")
carepress_package(python python3-carepress python all "Python module that presses care instructions into PDF handouts"
                  python3 "libcarepress0 (>= ${PROJECT_VERSION})")
# Without certificates of authorities, keys of tokens cannot be fetched from an address (src/net).
set(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS "ca-certificates")
# Without the patterns of a language its words are not divided: words/hyphenation.yaml.
set(CPACK_DEBIAN_DATA_PACKAGE_RECOMMENDS
    "hyphen-en-us, hyphen-es, hyphen-fr, hyphen-pt-br, hyphen-de, hyphen-it, hyphen-pl, hyphen-ru, hyphen-el")

# Rare Chinese characters: fonts/fonts.yaml.
set(CPACK_DEBIAN_DATA_PACKAGE_SUGGESTS "fonts-hanazono")

set(CPACK_GENERATOR DEB)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL ${components})
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_PACKAGE_CONTACT "Carepress developers <carepress@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")  # else it is the first line of every package's description
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)  # dpkg-shlibdeps finds the libraries that a binary needs
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
include(CPack)
