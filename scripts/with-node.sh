#!/bin/sh
# Runs a task of the project with a Node.js that is new enough: the machine's own where it is 22.18 or
# later (TypeScript runs unbuilt from there on), otherwise Node 24 from the npm package `node`, put into .node/.
set -e
cd "$(dirname "$0")/.."
task=$1
shift

new_enough() {
  "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b >= 18) ? 0 : 1)' 2>/dev/null
}

version=24.21.0
local_node="$PWD/.node/node_modules/node/bin"
if new_enough node; then
  :
elif new_enough "$local_node/node"; then
  PATH="$local_node:$PATH"
else
  echo "Node.js $(node -v 2>/dev/null || echo 'not found') is older than 22.18; fetching Node.js $version into .node/ …" >&2
  mkdir -p .node
  [ -f .node/package.json ] || echo '{"private":true}' > .node/package.json
  npm install --prefix .node --no-save --ignore-scripts=false --loglevel=error "node@$version" >&2
  if ! new_enough "$local_node/node"; then
    # Where npm runs no install scripts the binary comes straight from the package of this machine's kind.
    kind=$(node -p 'process.platform.replace("win32","win") + "-" + process.arch')
    npm install --prefix .node --no-save --loglevel=error "node-$kind@$version" >&2
    mkdir -p "$local_node"
    cp ".node/node_modules/node-$kind/bin/node" "$local_node/node"
  fi
  PATH="$local_node:$PATH"
  echo "Going on with Node.js $(node -v)." >&2
fi
export PATH
exec node scripts/task.mjs "$task" "$@"
