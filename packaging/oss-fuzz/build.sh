#!/bin/bash -eu
# Builds the fuzz targets as OSS-Fuzz asks for: programs, corpora and libraries in $OUT. With arguments only these targets:
# build.sh visit job
cd "${SRC:?}/carepress"

# Debian's and Ubuntu's C++ libraries are built with libstdc++; libFuzzer brings its own libc++ and doesn't mind.
CXXFLAGS=${CXXFLAGS/-stdlib=libc++/}
engine=${LIB_FUZZING_ENGINE:--fsanitize=fuzzer}

build=${WORK:?}/build
cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCAREPRESS_FUZZ=ON -DCAREPRESS_FUZZ_ENGINE="$engine" \
  -DCMAKE_C_COMPILER="${CC:?}" -DCMAKE_CXX_COMPILER="${CXX:?}" -DCMAKE_C_FLAGS="${CFLAGS:-}" -DCMAKE_CXX_FLAGS="$CXXFLAGS"

if [ $# -eq 0 ]; then
  for source in tests/fuzz/*_fuzz.cpp; do
    name=$(basename "$source" _fuzz.cpp)
    set -- "$@" "$name"
  done
fi

mkdir -p "${OUT:?}/lib"
for name in "$@"; do
  ninja -C "$build" "fuzz_$name"
  cp "$build/fuzz_$name" "$OUT/"
  (cd "tests/fuzz/corpus/$name" && zip -q -r - .) >"$OUT/fuzz_${name}_seed_corpus.zip"
  # The runner has none of the shared libraries: they go along, but for those of the C library.
  ldd "$build/fuzz_$name" | awk '$2 == "=>" && $3 ~ /^\// { print $3 }' |
    grep -vE '/(libc|libm|libdl|libpthread|librt|libresolv|ld-linux[^/]*)\.so' | xargs -r cp -n -L -t "$OUT/lib"
  patchelf --set-rpath "\$ORIGIN/lib" "$OUT/fuzz_$name"
done
