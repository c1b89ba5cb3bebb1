# Where an installed carepress keeps its things; the program finds ../share/carepress beside itself.
install(TARGETS carepress RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY layouts brands fonts messages notices articles words DESTINATION ${CMAKE_INSTALL_DATADIR}/carepress)
install(FILES docs/carepress.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES packaging/carepress.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME carepress)
install(FILES README.md CHANGELOG.md LICENSE examples/visit.json DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "Carepress developers <carepress@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
# dpkg-shlibdeps finds the libraries; the faces are files that no linker sees.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "fonts-noto-core, fonts-noto-cjk")
# Without the patterns of a language its words are not divided: words/hyphenation.yaml.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS
    "hyphen-en-us, hyphen-es, hyphen-fr, hyphen-pt-br, hyphen-de, hyphen-it, hyphen-pl, hyphen-ru, hyphen-el")
include(CPack)
