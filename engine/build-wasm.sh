#!/bin/sh
# Builds engine.wasm and engine.plain.wasm (without SIMD) into OUTDIR with the em++ on the PATH: build-wasm.sh OUTDIR
set -eu
out=${1:?usage: build-wasm.sh OUTDIR}
here=$(cd "$(dirname "$0")" && pwd)
emcmake cmake -S "$here" -B "$out" -G Ninja -DCMAKE_BUILD_TYPE= >/dev/null
cmake --build "$out" -j2
