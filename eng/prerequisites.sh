# Sourced by ./run, ./test and ./trading-analytics: checks for the tools they need, says what is missing and how to get it.

fail() { printf '%s\n' "error: $*" >&2; exit 1; }
say() { printf '%s\n' "== $*" >&2; }

need_dotnet() {
    command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing: see https://dotnet.microsoft.com/download, then run this again."
    local major
    major=$(dotnet --list-sdks 2>/dev/null | cut -d. -f1 | sort -n | tail -1)
    [ "${major:-0}" -ge 10 ] || fail "the .NET SDK found is version ${major:-unknown}; 10 is needed: see https://dotnet.microsoft.com/download."
    export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
}

need_node() {
    command -v node >/dev/null && command -v npm >/dev/null || fail "Node.js 20 or later with npm is missing: see https://nodejs.org, then run this again."
    local major
    major=$(node -p 'process.versions.node.split(".")[0]')
    [ "$major" -ge 20 ] || fail "Node.js $major found; 20 or later is needed: see https://nodejs.org."
}

# need_debian_package COMMAND PACKAGE: installs the package when the command is missing and this is a Debian where we may.
need_debian_package() {
    command -v "$1" >/dev/null && return
    if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        say "installing $2 with apt-get"
        apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$2" >&2 || fail "apt-get could not install $2."
    else
        fail "$1 is missing: install it (on Debian or Ubuntu: sudo apt-get install $2), then run this again."
    fi
}

# npm_packages FOLDER: installs what the folder's lock file names, once per lock file.
npm_packages() {
    [ -f "$1/node_modules/.installed" ] && cmp -s "$1/package-lock.json" "$1/node_modules/.installed" && return
    say "npm packages of $1"
    (cd "$1" && npm ci --no-audit --no-fund --loglevel=error >&2) || fail "npm ci failed in $1."
    cp "$1/package-lock.json" "$1/node_modules/.installed"
}

# dashboard: builds WebFront/ClientApp into WebFront/wwwroot when its sources are newer than the last build.
dashboard() {
    local app=WebFront/ClientApp out=WebFront/wwwroot/index.html
    npm_packages "$app"
    if [ ! -f "$out" ] || [ -n "$(find "$app" -path "$app/node_modules" -prune -o -type f -newer "$out" -print -quit)" ]; then
        say "building the dashboard"
        (cd "$app" && npm run --silent build >&2) || fail "the dashboard did not build."
        touch "$out"
    fi
}
