# What a fault in memory meets in the programs and libraries that people use (Debian's dpkg-buildflags says the same): canaries
# on the stack, checked copies of the C library, and a table of addresses that is read-only once the program runs. Position
# independent programs are the compiler's default.
if(NOT CAREPRESS_HARDENED)
  return()
endif()
add_compile_options(-fstack-protector-strong)
# Level 3 also checks what is known at run time alone; it needs GCC 12 or clang 9, and glibc 2.34. No checks without optimisation.
include(CheckCXXSourceCompiles)
check_cxx_source_compiles("#include <features.h>
#if !__GLIBC_PREREQ(2, 34) || (defined(__GNUC__) && !defined(__clang__) && __GNUC__ < 12)
#error level 2
#endif
int main() {}" CAREPRESS_FORTIFY_3)
add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=$<IF:$<BOOL:${CAREPRESS_FORTIFY_3}>,3,2>)
add_link_options(LINKER:-z,relro LINKER:-z,now)
