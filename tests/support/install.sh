#!/usr/bin/env bash
# Sees to it that all that the tests need is there: installs it as root on Debian and Ubuntu, elsewhere names it.
set -euo pipefail

# Sets `packages` and `reasons`: what is missing, by its Debian name and for a reader.
findMissing() {
	packages=()
	reasons=()
	missing() {
		packages+=("$1")
		reasons+=("$2")
	}
	command -v em++ >/dev/null || missing emscripten 'em++ (Emscripten 3.1 or newer)'
	command -v cmake >/dev/null || missing cmake 'cmake (3.21 or newer)'
	command -v ninja >/dev/null || missing ninja-build 'ninja'
	command -v g++ >/dev/null || missing g++ 'g++ (12 or newer)'
	command -v clang-format >/dev/null || missing clang-format 'clang-format'
	if ! command -v clang++ >/dev/null; then
		missing clang 'clang++ (14 or newer)'
	elif ! echo 'extern "C" int LLVMFuzzerTestOneInput(const char*, unsigned long) { return 0; }' |
		clang++ -x c++ - -fsanitize=fuzzer,address,undefined -o /dev/null 2>/dev/null; then
		local version
		version=$(clang++ -dumpversion)
		missing "libclang-rt-${version%%.*}-dev" "the sanitizers' and the fuzzer's runtime of clang ${version%%.*}"
	fi
	[[ -e /usr/include/gtest/gtest.h || -e /usr/local/include/gtest/gtest.h ]] ||
		missing libgtest-dev 'GoogleTest with its headers'
	[[ -e /usr/include/benchmark/benchmark.h || -e /usr/local/include/benchmark/benchmark.h ]] ||
		missing libbenchmark-dev 'Google Benchmark with its headers'
	[[ -x ${CHROMIUM:-/usr/bin/chromium} ]] ||
		missing chromium 'Chromium (or Chrome; CHROMIUM=/path/to/it where it is not /usr/bin/chromium)'
	[[ -x ${FIREFOX:-/usr/bin/firefox-esr} ]] ||
		missing firefox-esr 'Firefox (FIREFOX=/path/to/it where it is not /usr/bin/firefox-esr)'
}

explain() {
	echo 'The tests need what is not here:' >&2
	printf '  - %s\n' "${reasons[@]}" >&2
	if [[ $id == ubuntu ]]; then
		echo 'Ubuntu has its browsers as snaps, which a test cannot drive: get Chrome from' >&2
		echo 'https://www.google.com/chrome/ and Firefox from https://packages.mozilla.org/apt/, then name them' >&2
		echo 'as CHROMIUM=… and FIREFOX=… The rest: sudo apt-get install PACKAGE…' >&2
	fi
	echo "By their Debian names: ${packages[*]}" >&2
}

# shellcheck source=/dev/null
id=$(. /etc/os-release 2>/dev/null && echo "${ID:-}") || id=''
findMissing
((${#packages[@]} == 0)) && exit

if ((EUID != 0)) || ! command -v apt-get >/dev/null; then
	explain
	echo 'Install these, or run ./build.sh test as root on Debian or Ubuntu.' >&2
	exit 1
fi

export DEBIAN_FRONTEND=noninteractive
echo '+ apt-get update'
apt-get update || echo 'apt-get update had errors; going on with the package lists that are there.' >&2
# The second round gets what depends on the first: clang's runtime carries clang's version in its name.
for _ in 1 2; do
	wanted=()
	for package in "${packages[@]}"; do
		[[ $id == ubuntu && $package =~ ^(chromium|firefox-esr)$ ]] || wanted+=("$package")
	done
	((${#wanted[@]} == 0)) && break
	echo "+ apt-get install -y --no-install-recommends ${wanted[*]}"
	apt-get install -y --no-install-recommends "${wanted[@]}" || break
	findMissing
	((${#packages[@]} == 0)) && exit
done
explain
exit 1
