# shellcheck shell=bash
# Shared by run, lab and test: finds or installs Python and Jupyter, fetches plotly.js. Sourced after
# common.sh, never run.

# What environment/run needs of Python.
notebook_modules=(nbclient nbconvert docutils bleach pygments)

plotly_version=3.3.1
# shellcheck disable=SC2154 # root comes from common.sh
plotly_folder=$root/target/plotly
plotly=$plotly_folder/plotly-$plotly_version.min.js
# Of package/plotly.min.js in the npm package plotly.js-dist-min.
plotly_sha256=e2b0f77ee8156ff9d525852fe4acb7bfe7d85e8a2e1da0523f6d16209b848968

# Jupyter's own files (settings, tokens, signatures) stay in the checkout, as the kernel does, or in
# the folder that stands for it where it cannot be written to.
use_own_jupyter_folders() {
  : "${own:=$(own_folder)}"
  [[ $own == "$root/target" ]] || say "may not write to $root/target; Jupyter's own files are in $own"
  export JUPYTER_PATH=$own/jupyter${JUPYTER_PATH:+:$JUPYTER_PATH}
  export JUPYTER_CONFIG_DIR=$own/jupyter-own/config
  export JUPYTER_DATA_DIR=$own/jupyter-own/data
  export JUPYTER_RUNTIME_DIR=$own/jupyter-own/runtime
  export IPYTHONDIR=$own/jupyter-own/ipython
  mkdir -p "$JUPYTER_CONFIG_DIR" "$JUPYTER_DATA_DIR" "$JUPYTER_RUNTIME_DIR" "$IPYTHONDIR"
}

# Tells whether Python $1 is 3.9 or newer and has the modules that follow.
has_modules() {
  "$1" - "${@:2}" 2>/dev/null <<'PYTHON'
import importlib.util, sys
sys.exit(sys.version_info < (3, 9) or not all(map(importlib.util.find_spec, sys.argv[1:])))
PYTHON
}

# Sets python to the first Python that has all modules named: the one that IHCT_PYTHON names and no
# other, else the user's or the system's.
find_python() {
  local candidate candidates=(python3 /usr/bin/python3)
  [[ -z ${IHCT_PYTHON:-} ]] || candidates=("$IHCT_PYTHON")
  for candidate in "${candidates[@]}"; do
    if has_modules "$candidate" "$@"; then
      python=$candidate
      return
    fi
  done
  return 1
}

# Refuses the Python that IHCT_PYTHON names, after find_python did; $1 are the names that pip knows.
refuse_named_python() {
  [[ -n ${IHCT_PYTHON:-} ]] || return 0
  say "IHCT_PYTHON is $IHCT_PYTHON, which is no Python 3.9 or newer with $1. Install what is missing" \
    "there, or let IHCT_PYTHON name another or none."
  exit 2
}

# Sets python to one that has modules $3…, installing the packages of file $1 if there is none.
# $2 are the names that pip knows.
require_python() {
  local list=$root/environment/$1 names=$2 packages
  shift 2
  find_python "$@" && return
  refuse_named_python "$names"
  refresh_apt_lists
  IFS=$'\n' read -r -d '' -a packages < <(grep -v '^#' "$list") || true
  install_packages "Python 3.9 or newer with $names" \
    "Install Python, then: python3 -m pip install $(sed -e 's/,//g' -e 's/ and / /' <<<"$names")" \
    "${packages[@]}"
  find_python "$@" || {
    say "finds no Python with $names. IHCT_PYTHON may name the one to use."
    exit 2
  }
}

# Fetches the library that draws interactive figures, once, and checks that it is the one we mean.
require_plotly() {
  is_plotly "$plotly" && return
  require_writable_target
  local folder
  mkdir -p "$plotly_folder"
  folder=$(mktemp -d "$plotly_folder/fetch-XXXXXX")
  say "downloading plotly.js $plotly_version, 1.5 MB, once"
  if ! fetch_plotly "$folder"; then
    rm -rf "$folder"
    say "could not download plotly.js, see above. With a network at hand, run this again; or put" \
      "plotly.min.js of plotly.js-dist-min $plotly_version at $plotly"
    exit 1
  fi
  mv -f "$folder/package/plotly.min.js" "$plotly"
  rm -rf "$folder"
}

# Unpacks plotly.js's npm package into folder $1 and compares its checksum.
fetch_plotly() {
  local file=plotly.js-dist-min-$plotly_version.tgz registry=https://registry.npmjs.org
  if command -v npm >/dev/null; then # knows the user's mirror and proxy
    (cd "$1" && npm pack --silent "plotly.js-dist-min@$plotly_version" >/dev/null) || return 1
  elif command -v curl >/dev/null; then
    curl -fsSL -o "$1/$file" "$registry/plotly.js-dist-min/-/$file" || return 1
  else
    "$python" -c 'import sys, urllib.request as u; u.urlretrieve(*sys.argv[1:])' \
      "$registry/plotly.js-dist-min/-/$file" "$1/$file" || return 1
  fi
  tar -xzf "$1/$file" -C "$1" package/plotly.min.js || return 1
  if ! is_plotly "$1/package/plotly.min.js"; then
    say "what came has another SHA-256 than $plotly_sha256: it is not the file we mean."
    return 1
  fi
}

is_plotly() {
  [[ -f $1 && $(sha256 "$1") == "$plotly_sha256" ]]
}

sha256() {
  if command -v sha256sum >/dev/null; then
    sha256sum "$1" | cut -d ' ' -f 1
  else # macOS
    shasum -a 256 "$1" | cut -d ' ' -f 1
  fi
}

# Prints the path of a folder out/$1-<date>-<time> that does not exist yet.
new_folder() {
  local folder
  folder=$root/out/$1-$(date +%Y%m%d-%H%M%S)
  # Two runs within a second still get a folder each.
  [[ ! -e $folder ]] || folder=$folder-$$
  printf '%s' "$folder"
}

require_notebook_python() {
  require_python apt-notebooks.txt "nbclient, nbconvert and docutils" \
    "${notebook_modules[@]}"
}

# Puts what front ends need for interactive figures beside the installed kernel: kernel.js for the
# classic Notebook, an extension for JupyterLab and Notebook 7.
install_figures() {
  : "${own:=$(own_folder)}"
  local classic=$own/jupyter/kernels/java lab=$own/jupyter/labextensions/ihct-figures
  [[ -d $classic ]] || return 0
  cp -f "$root/environment/kernel/kernel.js" "$classic/kernel.js"
  [[ -f $plotly ]] || return 0 # then figures are pictures
  mkdir -p "$lab/static"
  cp -f "$plotly" "$classic/plotly.min.js"
  cp -f "$plotly" "$lab/static/plotly.min.js"
  cp -f "$root/environment/kernel/lab/figures.js" "$lab/static/figures.js"
  cp -f "$root/environment/kernel/lab/package.json" "$lab/package.json"
}

# Builds the library and installs the kernel of the notebooks into target/jupyter.
require_kernel() {
  require_java
  build_if_needed
  if declare -F install_kernel >/dev/null; then
    install_kernel
  fi
}
