#!/usr/bin/env bash
# Every task of the project; ./build.sh help lists them. Prints each command that it runs.
set -euo pipefail
# Files that arguments name are named from there.
export CALLED_FROM=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
	cat <<'HELP'
Usage: ./build.sh [TASK]

  serve     (or nothing) bundle the page and serve it on http://127.0.0.1:8000; PORT=… changes the port
  dist      bundle the page into dist/: static files for any host and subpath; and the runtime without the page into
            dist/runtime/
  test      test everything; as root on Debian or Ubuntu it installs what is missing.
            Of these parts alone, if named: native wasm checks dist bench fuzz node chromium firefox
            CHROMIUM=… and FIREFOX=… name browsers that are not in /usr/bin; SEED=… repeats a random test
  lesson    check every lesson of samples/ and write samples/README.md; lesson NN [chromium|firefox] also runs that one on
            the real page, its start and its solution, and prints what its check says
  engine    rebuild engine/prebuilt/engine.wasm, its twin without SIMD and their record (needs em++)
  bench     run the benchmarks, or the one that is named: engine (against its bounds; ends with 1 if one does not
            hold; needs em++, clang++, cmake, ninja and Google Benchmark), page (in the browsers), live (in the browsers:
            the views at a million objects, about 8 minutes), lab (in the browsers: what the Lab's recording costs a
            program, how long eight configurations take, the page's frames meanwhile, and a redraw of its charts,
            about 10 minutes), lighthouse (in Chromium) or policies (against the alternatives, in Node and the browsers,
            about 25 minutes; needs em++; --engine node|chromium|firefox and --figure NAME choose some, and a full run
            writes tests/bench/RESULTS.md)
  lab       the Lab without a screen: one program under several policies, measured in Chromium, Firefox or Node, as a
            table in Markdown: lab --browser node --workload bursts; lab --help has all options
  fuzz      call the engine's exports with hostile arguments in any order for 60 seconds, or for as many as are
            named; SEED=… repeats it (needs clang++, cmake and ninja)
  format    format TypeScript, JavaScript, JSON, CSS and C++
  help      this text

serve and dist need Node.js 20 or newer alone.
HELP
}

run() {
	printf '+ %s\n' "$*"
	"$@"
}

die() {
	printf '%s\n' "$@" >&2
	exit 1
}

needNode() {
	local get='Get it from https://nodejs.org/ or your package manager, then try again.'
	command -v node >/dev/null || die 'Node.js 20 or newer is needed, and there is no "node" on the PATH.' "$get"
	local version
	version=$(node --version)
	local major=${version#v}
	((${major%%.*} >= 20)) || die "Node.js 20 or newer is needed; $(command -v node) is $version." "$get"
	command -v npm >/dev/null || die 'npm, which comes with Node.js, is needed, and there is no "npm" on the PATH.' "$get"
}

# node_modules keeps a copy of the lock file that it was installed from.
installPackages() {
	needNode
	cmp -s package-lock.json node_modules/.installed-lock.json && return
	run npm ci --include=dev --no-audit --no-fund
	cp package-lock.json node_modules/.installed-lock.json
}

needCommand() {
	command -v "$1" >/dev/null || die "$1 is needed for this task: $2"
}

engine() {
	needNode
	needCommand em++ 'Debian and Ubuntu have it as the package emscripten, others see https://emscripten.org/'
	needCommand cmake 'it is the package cmake.'
	needCommand ninja 'it is the package ninja-build.'
	run engine/build-wasm.sh build/wasm
	run node engine/prebuilt/record.mjs build/wasm
}

format() {
	installPackages
	needCommand clang-format 'it is the package clang-format.'
	run node_modules/.bin/biome check --write .
	local files
	mapfile -d '' files < <(find engine tests -name '*.h' -print0 -o -name '*.cpp' -print0 -o -name '*.c' -print0)
	run clang-format -i "${files[@]}"
}

task=${1:-serve}
(($# > 0)) && shift
case $task in
serve)
	installPackages
	run node app/bundle.mjs
	run exec node app/serve.mjs
	;;
dist)
	installPackages
	run node app/bundle.mjs
	;;
test)
	needNode
	(($# > 0)) || run tests/support/install.sh
	installPackages
	run exec node tests/support/all.mjs "$@"
	;;
lesson)
	installPackages
	run node app/lessons/build/teachers.mjs
	(($# > 0)) || exit 0
	run node app/bundle.mjs
	run env BROWSER="${2:-chromium}" node tests/support/runScript.mjs lesson "$1"
	;;
engine) engine ;;
bench)
	installPackages
	[[ ${1:-} == engine || ${1:-} == policies ]] || run node app/bundle.mjs
	run node tests/support/runBench.mjs "$@"
	;;
lab)
	# Only tables are on stdout.
	installPackages >&2
	exec node app/lab/headless/run.mjs "$@"
	;;
fuzz)
	needNode
	needCommand clang++ 'it is the package clang; its fuzzer is in libclang-rt-14-dev, or that of its version.'
	needCommand cmake 'it is the package cmake.'
	needCommand ninja 'it is the package ninja-build.'
	run exec node tests/support/runFuzz.mjs "$@"
	;;
format) format ;;
help | -h | --help) usage ;;
*)
	printf 'There is no task "%s".\n\n' "$task" >&2
	usage >&2
	exit 2
	;;
esac
