# The library that others build on (include/carepress, src/api): the rooms below src/api in one shared object with one
# SONAME, as carepress::carepress. With CAREPRESS_STATIC also as an archive, carepress::static.
configure_file(${PROJECT_SOURCE_DIR}/include/carepress/version.h.in ${PROJECT_BINARY_DIR}/include/carepress/version.h @ONLY)
target_compile_definitions(room_api PRIVATE CAREPRESS_BUILDING_LIBRARY)
target_include_directories(room_api PRIVATE ${PROJECT_SOURCE_DIR}/include ${PROJECT_BINARY_DIR}/include)

# carepress_library(TARGET SHARED|STATIC room...): a library of all objects of the rooms.
function(carepress_library target kind)
  add_library(${target} ${kind})
  foreach(room IN LISTS ARGN)
    target_sources(${target} PRIVATE $<TARGET_OBJECTS:${room}>)
  endforeach()
  set_target_properties(${target} PROPERTIES OUTPUT_NAME carepress LINKER_LANGUAGE CXX)
  target_include_directories(${target} INTERFACE $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
                                                 $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include>
                                                 $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
endfunction()

# The SONAME changes when a program that was built with an earlier release could break: docs/api.md.
carepress_library(libcarepress SHARED room_api)
set_target_properties(libcarepress PROPERTIES EXPORT_NAME carepress VERSION ${PROJECT_VERSION} SOVERSION 0
                      LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR} LINK_DEPENDS ${PROJECT_SOURCE_DIR}/src/api/symbols.map)
target_link_libraries(libcarepress PRIVATE room_job)
target_link_options(libcarepress PRIVATE LINKER:--version-script=${PROJECT_SOURCE_DIR}/src/api/symbols.map)
add_library(carepress::carepress ALIAS libcarepress)

if(NOT CAREPRESS_STATIC)
  return()
endif()
if(CMAKE_INTERPROCEDURAL_OPTIMIZATION)
  message(FATAL_ERROR "an archive that is optimised at link time works with this one compiler only: build CAREPRESS_STATIC "
                      "without CMAKE_INTERPROCEDURAL_OPTIMIZATION, for example with the preset release")
endif()

# rooms_below(OUT room): the room and all that it uses.
function(rooms_below out room)
  set(all ${room})
  get_target_property(neighbours ${room} INTERFACE_LINK_LIBRARIES)
  foreach(neighbour IN LISTS neighbours)
    if(neighbour MATCHES "^room_")
      rooms_below(below ${neighbour})
      list(APPEND all ${below})
    endif()
  endforeach()
  list(REMOVE_DUPLICATES all)
  set(${out} ${all} PARENT_SCOPE)
endfunction()

rooms_below(rooms room_api)
carepress_library(libcarepress_static STATIC ${rooms})
set_target_properties(libcarepress_static PROPERTIES EXPORT_NAME static ARCHIVE_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
# Whoever links the archive links these too; cmake/carepress-config.cmake.in finds them.
foreach(module IN LISTS CAREPRESS_MODULES)
  string(MAKE_C_IDENTIFIER ${module} name)
  target_link_libraries(libcarepress_static PRIVATE PkgConfig::${name})
endforeach()
target_link_libraries(libcarepress_static PRIVATE cmark-gfm-extensions hpdf hyphen Threads::Threads ${CMAKE_DL_LIBS})
add_library(carepress::static ALIAS libcarepress_static)
