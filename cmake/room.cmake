# carepress_room(NAME [USES room...] [LIBRARIES target...]): one library for one folder of src. A room may include the
# headers of the rooms that it USES and of theirs; the linker holds the direction.
function(carepress_room name)
  cmake_parse_arguments(ROOM "" "" "USES;LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp)
  if(NOT sources)
    file(TOUCH ${CMAKE_BINARY_DIR}/empty.cpp)
    set(sources ${CMAKE_BINARY_DIR}/empty.cpp)
  endif()
  add_library(room_${name} STATIC ${sources})
  target_include_directories(room_${name} PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
  target_compile_options(room_${name} PRIVATE ${CAREPRESS_WARNINGS})
  if(CAREPRESS_LIBRARY)  # the shared library is linked from the same objects as the program
    set_target_properties(room_${name} PROPERTIES POSITION_INDEPENDENT_CODE ON CXX_VISIBILITY_PRESET hidden
                                                  VISIBILITY_INLINES_HIDDEN ON)
  endif()
  foreach(room IN LISTS ROOM_USES)
    target_link_libraries(room_${name} PUBLIC room_${room})
  endforeach()
  target_link_libraries(room_${name} PRIVATE ${ROOM_LIBRARIES})
  if(CAREPRESS_QUICK_BUILD AND name MATCHES "^(check|import|cli)$")  # no handout waits in these
    target_compile_options(room_${name} PRIVATE -O1)
  elseif(CAREPRESS_PRECOMPILED_HEADERS)
    carepress_precompile_headers(${name})
  endif()
endfunction()

# The headers of the standard library that most files include are read once for all rooms. Every file includes what it uses
# all the same: the preset `test` does none of this.
function(carepress_precompile_headers name)
  if(NOT name STREQUAL base)
    target_precompile_headers(room_${name} REUSE_FROM room_base)
  else()
    target_precompile_headers(room_base PRIVATE <algorithm> <array> <charconv> <chrono> <filesystem> <functional> <map> <memory>
                              <mutex> <optional> <set> <span> <string> <string_view> <thread> <variant> <vector>)
  endif()
  # All rooms have the options of the headers: some libraries ask for -pthread. ccache asks for the other one.
  target_compile_options(room_${name} PRIVATE -pthread $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endfunction()

# Only GCC spells `-Wshadow=local`; the presets lint and fuzz compile with clang. GCC 12 sees overlaps in std::string at -O3
# that are not there (GCC bug 105651). Warnings are errors where developers build, by CMAKE_COMPILE_WARNING_AS_ERROR of the presets.
set(CAREPRESS_WARNINGS -Wall -Wextra -Wpedantic $<$<CXX_COMPILER_ID:GNU>:-Wshadow=local> $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
                       -Wnon-virtual-dtor)
if(CMAKE_UNITY_BUILD)  # GCC takes a file that another one includes for a header, whose unnamed namespaces would be an error
  list(APPEND CAREPRESS_WARNINGS $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endif()
