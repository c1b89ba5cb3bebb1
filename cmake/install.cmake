# Where an installed carepress keeps its things. Program and library find share/carepress by their own places. Components
# are Debian packages: cmake/package.cmake.
install(TARGETS carepress RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
install(FILES docs/carepress.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT program)
install(FILES packaging/carepress.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME carepress
        COMPONENT program)
install(FILES README.md CHANGELOG.md examples/visit.json DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
install(FILES deploy/systemd/carepress.service deploy/systemd/carepress.socket DESTINATION lib/systemd/system COMPONENT program)
install(FILES deploy/carepress.yaml deploy/nginx/carepress.conf deploy/systemd/keys-by-address.conf docs/service.md DESTINATION ${CMAKE_INSTALL_DOCDIR}
        COMPONENT program)
install(FILES deploy/logrotate/carepress DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME carepress.logrotate COMPONENT program)
install(DIRECTORY layouts brands fonts messages notices articles words web DESTINATION ${CMAKE_INSTALL_DATADIR}/carepress
        COMPONENT data)

if(CAREPRESS_LIBRARY)
  include(CMakePackageConfigHelpers)
  set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/carepress)
  install(TARGETS libcarepress EXPORT carepress
          LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library NAMELINK_COMPONENT development)
  install(EXPORT carepress NAMESPACE carepress:: FILE carepress-targets.cmake DESTINATION ${package_folder}
          COMPONENT development)
  if(CAREPRESS_STATIC)
    install(TARGETS libcarepress_static EXPORT carepress-static
            ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
    install(EXPORT carepress-static NAMESPACE carepress:: FILE carepress-static-targets.cmake
            DESTINATION ${package_folder} COMPONENT development)
  endif()
  configure_package_config_file(cmake/carepress-config.cmake.in ${PROJECT_BINARY_DIR}/carepress-config.cmake
                                INSTALL_DESTINATION ${package_folder})
  # In 0.x a minor version may change names of the headers.
  write_basic_package_version_file(${PROJECT_BINARY_DIR}/carepress-config-version.cmake COMPATIBILITY SameMinorVersion)
  file(RELATIVE_PATH CAREPRESS_PREFIX_FROM_PC /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
  configure_file(cmake/carepress.pc.in ${PROJECT_BINARY_DIR}/carepress.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/carepress-config.cmake ${PROJECT_BINARY_DIR}/carepress-config-version.cmake
          DESTINATION ${package_folder} COMPONENT development)
  install(FILES ${PROJECT_BINARY_DIR}/carepress.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
  install(DIRECTORY include/carepress ${PROJECT_BINARY_DIR}/include/carepress DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
          COMPONENT development FILES_MATCHING PATTERN *.h)
  install(FILES docs/api.md docs/jobs.md docs/job.schema.json examples/press.cpp examples/press.c examples/CMakeLists.txt
          DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/libcarepress-dev COMPONENT development)

  file(READ python/carepress/_version.py python_version)
  if(NOT python_version STREQUAL "__version__ = \"${PROJECT_VERSION}\"\n")
    message(FATAL_ERROR "python/carepress/_version.py has another version than CMakeLists.txt: ${PROJECT_VERSION}")
  endif()
  set(CAREPRESS_PYTHON_FOLDER lib/python3/dist-packages CACHE PATH "the Python module, below the prefix")
  configure_file(python/METADATA.in ${PROJECT_BINARY_DIR}/python/METADATA @ONLY)
  install(DIRECTORY python/carepress DESTINATION ${CAREPRESS_PYTHON_FOLDER} COMPONENT python
          PATTERN __pycache__ EXCLUDE)
  install(FILES ${PROJECT_BINARY_DIR}/python/METADATA
          DESTINATION ${CAREPRESS_PYTHON_FOLDER}/carepress-${PROJECT_VERSION}.dist-info COMPONENT python)
  install(FILES examples/press.py DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/python3-carepress COMPONENT python)
endif()

include(cmake/package.cmake)
