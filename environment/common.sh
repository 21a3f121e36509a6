# shellcheck shell=bash
# Shared by ihct, run and test: finds or installs Java and Maven, builds. Sourced, never run.
#
# Exit codes: 1 the build failed, 2 something has to be installed first.

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
jar=$root/target/launcher/ihct.jar
classpath_file=$root/target/launcher/runtime.classpath
stamp=$root/target/launcher/built-from
modules=(lib/trees lib/kernel lib/ihct) # in the order in which Maven builds them

# Threads of the matrix library that wait for each other sleep instead of spinning. On a machine with
# anything else to do, spinning threads hold up those they wait for: the RNN trains ten times slower.
export OMP_WAIT_POLICY=${OMP_WAIT_POLICY:-passive}

# Prints which processor the matrix library, OpenBLAS 0.3.19, is to take the one for that file $1
# describes as /proc/cpuinfo does; nothing where it knows it. It takes newer ones for a Pentium 4.
blas_core() {
  local key value vendor='' family=0 model=0 flags=' '
  [[ -r $1 ]] || return 0
  while IFS=: read -r key value; do
    case ${key%%$'\t'*} in
      vendor_id) vendor=${value# } ;;
      'cpu family') family=${value# } ;;
      model) model=${value# } ;;
      flags) flags="$value " && break ;;
    esac
  done <"$1"
  case $vendor in
    GenuineIntel) ((family > 6 || model == 143 || model > 167)) || return 0 ;; # Sapphire Rapids, Rocket Lake
    AuthenticAMD) ((family > 25)) || return 0 ;; # Zen 4
    *) return 0 ;;
  esac
  if [[ $flags == *' avx512f '* && $flags == *' avx512bw '* && $flags == *' avx512vl '* ]]; then
    printf SKYLAKEX
  elif [[ $flags == *' avx2 '* && $flags == *' fma '* ]]; then
    printf HASWELL
  fi
}

if [[ -z ${OPENBLAS_CORETYPE:-} ]]; then
  OPENBLAS_CORETYPE=$(blas_core /proc/cpuinfo)
  [[ -z $OPENBLAS_CORETYPE ]] || export OPENBLAS_CORETYPE
fi

# OpenMP takes a list, a number of threads for each level of nesting; ND4J has one level, and takes
# one number without blanks.
if [[ ${OMP_NUM_THREADS:-} =~ ^[[:space:]]*(0*[1-9][0-9]*)[[:space:]]*(,[[:space:]]*0*[1-9][0-9]*[[:space:]]*)*$ ]]; then
  export OMP_NUM_THREADS=${BASH_REMATCH[1]}
elif [[ -z ${OMP_NUM_THREADS:-} ]]; then
  unset OMP_NUM_THREADS
fi

# Jars of the user's are seen from the folder that a command is called from; kernels start in others.
if [[ -n ${IHCT_CLASSPATH:-} ]]; then
  IFS=: read -r -a own_jars <<<"$IHCT_CLASSPATH"
  IHCT_CLASSPATH=
  for own_jar in "${own_jars[@]}"; do
    [[ -n $own_jar ]] || continue # to Java it would be the folder itself
    [[ $own_jar == /* ]] || own_jar=$PWD/$own_jar
    IHCT_CLASSPATH+=${IHCT_CLASSPATH:+:}$own_jar
  done
  export IHCT_CLASSPATH
fi

say() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
}

# Prints the first part of a version: 17 for 17.0.15, 8 for 1.8.0_402.
major() {
  local version=${1#1.}
  printf '%s' "${version%%[!0-9]*}"
}

# Prints the version of the JDK in folder $1; fails if there is no compiler in it.
jdk_version() {
  [[ -x $1/bin/javac ]] || return 1
  # Every OpenJDK has this file; reading it saves starting a Java machine.
  if [[ -r $1/release ]]; then
    sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$1/release"
  else
    "$1/bin/javac" -version 2>&1 | sed -n 's/^javac //p'
  fi
}

# Prints the folders where a JDK may be, best first.
jdk_candidates() {
  local compiler
  [[ -z ${JAVA_HOME:-} ]] || printf '%s\n' "$JAVA_HOME"
  if compiler=$(command -v javac); then
    dirname "$(dirname "$(readlink -f "$compiler")")"
  fi
  printf '%s\n' /usr/lib/jvm/*
}

# Sets JAVA_HOME to a JDK of version 17 or newer.
find_java() {
  local folder version
  while IFS= read -r folder; do
    version=$(jdk_version "$folder") || continue
    if (($(major "${version:-0}") >= 17)); then
      export JAVA_HOME=$folder
      return
    fi
  done < <(jdk_candidates)
  return 1
}

# Tells whether a Maven of version 3.6.3 or newer is on the PATH (the oldest the plug-ins accept).
find_maven() {
  local version
  version=$(mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p') || return 1
  [[ -n $version && $(printf '%s\n' 3.6.3 "$version" | sort -V | head -n 1) == 3.6.3 ]]
}

# Runs a command as root, or fails if that needs a password.
as_root() {
  if ((EUID == 0)); then
    "$@"
  else
    sudo -n "$@"
  fi
}

# Prints the Debian package in apt.txt whose name contains $1. Newer releases of Debian have no
# Java 17 any more; their default is newer, and will do.
apt_package() {
  local name
  name=$(grep -v '^#' "$root/environment/apt.txt" | grep -m 1 "$1")
  if [[ $1 == jdk ]] && ! in_apt_lists "$name" && in_apt_lists default-jdk-headless; then
    name=default-jdk-headless
  fi
  printf '%s' "$name"
}

in_apt_lists() {
  apt-cache show "$1" >/dev/null 2>&1
}

# Makes apt's lists fit to be asked, where that needs no password.
refresh_apt_lists() {
  command -v apt-get >/dev/null && as_root true 2>/dev/null || return 0
  as_root apt-get update -qq >/dev/null 2>&1 || true # old lists may still do
}

# Installs packages $3…, or says what to install and exits 2. $1 describes what is needed, $2 says
# how to get it where there is no apt-get.
install_packages() {
  local description=$1 otherwise=$2 log
  shift 2
  if command -v apt-get >/dev/null; then
    if as_root true 2>/dev/null; then
      log=$(mktemp)
      say "installing $* by apt-get, once"
      if as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@" >"$log" 2>&1; then
        rm -f "$log"
        return
      fi
      tail -n 20 "$log" >&2
      rm -f "$log"
    fi
    say "needs $description. Install it with: sudo apt-get install $*"
  else
    say "needs $description. $otherwise"
  fi
  exit 2
}

# Installs what apt.txt calls $1, or says what to install and exits 2. $2 describes it.
install_or_explain() {
  refresh_apt_lists
  install_packages "$2" "Install it and put its bin folder on the PATH." "$(apt_package "$1")"
}

require_java() {
  find_java && return
  install_or_explain jdk "a Java development kit, version 17 or newer"
  find_java || {
    say "needs a Java development kit, version 17 or newer. Set JAVA_HOME to one."
    exit 2
  }
}

require_maven() {
  find_maven && return
  install_or_explain maven "Apache Maven, version 3.6.3 or newer"
  find_maven || {
    say "needs Apache Maven, version 3.6.3 or newer, on the PATH; mvn --version tells yours."
    exit 2
  }
}

# Runs Maven in the checkout: there it finds .mvn, and paths with spaces do it no harm.
maven() (
  cd "$root" || exit 1
  mvn -B -ntp "$@"
)

# Says that a build will take longer, when the libraries are not here yet. $1 is their size.
announce_download() {
  local home
  # Java takes the home folder from the user's entry, whatever HOME says.
  home=$(getent passwd "$(id -u)" 2>/dev/null | cut -d : -f 6) || home=$HOME
  if [[ ! -d ${home:-$HOME}/.m2/repository/org/nd4j/nd4j-native ]]; then
    say "first build: downloading libraries, about $1 MB"
  fi
}

# Says why nothing can be built here and exits 2, if this user may not write into target/: the
# checkout is another user's, or lies on a read-only disk.
require_writable_target() {
  local folder=$root/target/launcher owner
  mkdir -p "$folder" 2>/dev/null || true
  if [[ -w $folder && (! -e $folder/lock || -w $folder/lock) ]]; then
    return
  fi
  while [[ ! -e $folder ]]; do
    folder=$(dirname "$folder")
  done
  owner=$(stat -c %U "$folder" 2>/dev/null || stat -f %Su "$folder")
  say "must be built first, and nothing can be written to $folder (of user $owner). Build it there by" \
    "environment/build as $owner, with libraries that you can read; or copy the checkout without its" \
    "folder target, and start it there."
  exit 2
}

# Prints the folder for what commands write besides results: target/ in the checkout, or, where that
# cannot be written to, one of this user's own.
own_folder() {
  local folder=$root/target
  if [[ ! -w $folder || (-e $folder/jupyter && ! -w $folder/jupyter) ]]; then
    folder=${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/ihct/$(cksum <<<"$root" | cut -d ' ' -f 1)
    if ! mkdir -p "$folder" 2>/dev/null || [[ ! -w $folder ]]; then
      folder=$(mktemp -d "${TMPDIR:-/tmp}/ihct-XXXXXX")
    fi
  fi
  printf '%s' "$folder"
}

# Lets one build at a time into target/. The lock is held until descriptor 9 closes.
lock_build() {
  require_writable_target
  exec 9>"$root/target/launcher/lock"
  command -v flock >/dev/null || return 0 # macOS: nothing to lock with
  if ! flock --nonblock 9; then
    say "waiting for another build in this checkout"
    flock 9
  fi
}

# Prints what a build depends on: checksum, size and name of each source. A deleted file changes
# the list as well, and a file that was only touched does not.
sources() (
  cd "$root" || exit 1
  find pom.xml environment/kernel/manifest.mf "${modules[@]/%//pom.xml}" "${modules[@]/%//src/main}" \
    -type f -exec cksum {} + | LC_ALL=C sort
)

# Tells whether the jar was made from the sources as they are and its libraries are still there.
is_built() {
  [[ -f $jar && -f $stamp && $(sources) == "$(<"$stamp")" ]] && has_libraries "$classpath_file"
}

# Tells whether all libraries of the class path in file $1 are there.
has_libraries() {
  [[ -f $1 ]] || return 1
  local library
  while IFS= read -r -d : library; do
    [[ -f $library ]] || return 1
  done < <(printf '%s:' "$(<"$1")")
}

# Builds if anything changed. A running program is not disturbed: it keeps its open jar, since the
# new one is moved over its name.
build_if_needed() {
  is_built && return
  require_writable_target
  require_maven
  lock_build
  if ! is_built; then
    build
  fi
  exec 9>&-
}

build() {
  local log=$root/target/launcher/build.log made_from module classes=() out
  announce_download 170
  [[ ! -t 2 ]] || say "building"
  made_from=$(sources)
  for module in "${modules[@]}"; do
    # Maven decides by time stamps and never removes a resource, so nothing old may stay.
    rm -rf "$root/$module/target/classes" "$root/$module/target/maven-status"
    classes+=(-C "$root/$module/target/classes" .)
  done
  write_classpath "$log" || {
    show_errors "$log" >&2
    say "the build failed; all of its output is in $log"
    exit 1
  }
  rm -f "$root"/lib/{trees,kernel}/target/classes/META-INF/LICENSE # that of ihct is the same
  # The manifest makes the jar the kernel's agent as well.
  "$JAVA_HOME/bin/jar" --create --file "$jar.new" --manifest "$root/environment/kernel/manifest.mf" \
    "${classes[@]}"
  mv -f "$jar.new" "$jar"
  printf '%s\n' "$made_from" >"$stamp"
  out=$(mktemp -d)
  archive_classes ihct "$root/environment/jvm.options" -XX:TieredStopAtLevel=1 ihct.cli.Main \
    run --quiet --device cpu --data simulated --scale small --models centroid --out "$out/run"
  rm -rf "$out"
}

# Compiles, and writes the class path of all libraries; the modules themselves are in the jar. Maven's
# output goes to file $1.
write_classpath() {
  local module
  maven -q compile dependency:build-classpath -DincludeScope=runtime \
    -Dmdep.outputFile=target/runtime.classpath >"$1" 2>&1 || return
  for module in "${modules[@]}"; do
    cat "$root/$module/target/runtime.classpath"
    echo :
  done | without_modules >"$classpath_file"
}

# Prints what the classes of lib/$1 were made from, a module that the product does without.
module_sources() {
  cat "$stamp"
  (cd "$root" && find "lib/$1/pom.xml" "lib/$1/src" -type f -exec cksum {} + | LC_ALL=C sort)
}

# Compiles lib/$1, such a module, with Maven's profiles $2 and goals $4…, and writes its class path to
# file $3.
module_maven() {
  local module=$1 profiles=$2 path=$3 log=$root/target/$1/build.log
  shift 3
  require_maven
  lock_build
  mkdir -p "$root/target/$module"
  # What the build has just compiled need not be compiled again.
  if ! maven -q "-P$profiles" -Dmaven.compiler.useIncrementalCompilation=false -pl "lib/$module" -am compile "$@" dependency:build-classpath -DincludeScope=test \
    "-Dmdep.outputFile=$path" >"$log" 2>&1; then
    show_errors "$log" >&2
    say "lib/$module could not be built; all of the output is in $log"
    exit 1
  fi
  without_modules <"$path" >"$path.new" && mv "$path.new" "$path"
  exec 9>&-
}

# Drops from a class path what is there twice, and the modules' own classes.
without_modules() {
  tr ':' '\n' | grep -v -e '^$' -e '/lib/[a-z]*/target/classes$' | awk '!seen[$0]++' | paste -s -d : -
}

# Prints Maven's output without colours and without its advice on how to run Maven.
show_errors() {
  sed -e $'s/\033\\[[0-9;]*m//g' \
    -e 's/ *-> \[Help [0-9]*\]//' \
    -e '/^\[ERROR\] *$/d' \
    -e '/^\[ERROR\] \(To see the full stack\|Re-run Maven\|For more information\|\[Help\)/d' "$1"
}

# Prints what the results call their version: the commit, what an installation or image notes of it, or
# the project's version. Git does not trust a checkout of another user; whoever runs its commands does
# already.
version() {
  local noted=$root/target/launcher/version
  { [[ -e $root/.git ]] && git -c "safe.directory=$root" -C "$root" describe --always --dirty --tags 2>/dev/null; } ||
    { [[ -s $noted ]] && cat "$noted"; } ||
    sed -n 's:^  <version>\(.*\)</version>.*:\1:p' "$root/pom.xml"
}

# Names of artists and genres come in every script, and Java takes its file names from the locale.
utf8_locale() {
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    *[Uu][Tt][Ff]-8 | *[Uu][Tt][Ff]8) ;;
    *) export LC_ALL=C.UTF-8 ;;
  esac
}

# Prints the class path: the program, its libraries, and the jars and folders that IHCT_CLASSPATH names.
# Says which of those is not there, and fails.
whole_classpath() {
  local path paths
  IFS=: read -r -a paths <<<"${IHCT_CLASSPATH:-}"
  for path in ${paths[@]+"${paths[@]}"}; do
    if [[ ! -e $path ]]; then
      say "IHCT_CLASSPATH names \"$path\", which does not exist. It takes jars and folders of classes," \
        "parted by colons."
      return 2
    fi
  done
  printf '%s' "$jar:$(<"$classpath_file")${IHCT_CLASSPATH:+:$IHCT_CLASSPATH}"
}

# Adds to options what tells Java the home folder of a user without an account, whom containers and hubs
# start by number alone: it would make a folder called "?".
use_home() {
  ! command -v getent >/dev/null || getent passwd "$EUID" >/dev/null || options+=("-Duser.home=${HOME:-/nonexistent}")
}

# Prints the options in file $1, one a line, without comments.
options_of() {
  sed -e 's/#.*//' -e 's/[[:space:]]*$//' -e '/^$/d' "$1"
}

# Writes the kernel's description into folder $own, where JUPYTER_PATH=$own/jupyter finds it. Nothing
# outside of the checkout changes, unless that cannot be written to.
install_kernel() {
  local folder escaped
  : "${own:=$(own_folder)}"
  folder=$own/jupyter/kernels/java
  mkdir -p "$folder"
  escaped=${root//\\/\\\\} # first for JSON, then for sed
  escaped=${escaped//\"/\\\"}
  escaped=$(printf '%s' "$escaped" | sed 's/[\\&|]/\\&/g')
  sed "s|@ROOT@|$escaped|" "$root/environment/kernel/kernel.json" >"$folder/kernel.json.new"
  mv -f "$folder/kernel.json.new" "$folder/kernel.json"
  archive_classes kernel "$root/environment/kernel/kernel.options" ihct.kernel.WarmUp
}

# Prints the file for the classes of $1, the kernel's or those of ihct, in the form that this Java loads
# quickly. Its name tells what it was made of: with another Java or other libraries it is of no use.
class_archive() {
  printf '%s/%s-%s.jsa' "$root/target/launcher" "$1" \
    "$({ cat "$JAVA_HOME/release" "$jar" "$classpath_file" 2>/dev/null || true; } | cksum | tr ' ' -)"
}

# Adds to options what makes Java use that file. One that does not fit after all is passed over.
use_archive() {
  local archive
  archive=$(class_archive "$1")
  [[ -f $archive ]] || return 0
  options+=("-XX:SharedArchiveFile=$archive" -Xshare:auto)
  options+=(-Xlog:disable -Xlog:all=error:stderr -Xlog:cds=off:stderr)
}

# Makes that file for $1, if it is not there, from the classes that a program $3… takes under the Java
# options in file $2. It halves the wait for the first cell, and what commands take to start. Without it
# they run as well, so no failure here is an error.
archive_classes() {
  local name=$1 file=$2 archive new options=() option
  shift 2
  archive=$(class_archive "$name")
  [[ ! -f $archive && -w $root/target/launcher ]] || return 0
  new=$(mktemp -u "$root/target/launcher/new-XXXXXX.jsa")
  while IFS= read -r option; do
    options+=("$option")
  done < <(options_of "$file")
  if "$JAVA_HOME/bin/java" "${options[@]}" "-XX:ArchiveClassesAtExit=$new" \
    -cp "$jar:$(<"$classpath_file")" "$@" >"$root/target/launcher/archive.log" 2>&1 && [[ -f $new ]]; then
    rm -f "$root/target/launcher/$name"-*.jsa
    mv -f "$new" "$archive"
  else
    rm -f "$new"
  fi
}
